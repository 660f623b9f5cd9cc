//! Descent: a neural-network playground in the browser.
//!
//! The modules stand in the order of their layers, bottom first; each may use
//! only those above it in this list (`tests/it/tidy.rs` proves it).

#[cfg(all(feature = "page", target_arch = "wasm32"))]
pub mod app;
pub mod bench;
pub mod config;
pub mod course;
pub mod data;
pub mod export;
pub mod inspection;
pub mod models;
pub mod nn;
pub mod plot;
pub mod text;
pub mod train;
pub mod worker;
pub mod workspace;
