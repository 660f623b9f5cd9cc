//! The page, for wasm32 only: signals (`state`), what the user can do (`actions`), what one
//! sees (`panels`). What the page knows as plain values stands in [`crate::workspace`].

mod actions;
mod lazy;
mod panels;
mod reactive;
mod root;
mod services;
mod split_files;
mod state;
mod widgets;

pub use root::mount;
