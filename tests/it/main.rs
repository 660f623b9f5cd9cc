//! All tests of the library's public behaviour, in one binary, in the folders of its layers.

#![allow(clippy::unwrap_used, reason = "a test that meets an error should stop there")]

mod golden;
mod inspection;
mod nn;
#[cfg_attr(feature = "float64", allow(dead_code, reason = "some is for what follows"))]
mod support;
mod train;

// Nothing here computes otherwise in double precision, so it is not compiled for it again.
#[cfg(not(feature = "float64"))]
mod bench;
#[cfg(not(feature = "float64"))]
mod command;
#[cfg(not(feature = "float64"))]
mod config;
#[cfg(not(feature = "float64"))]
mod course;
#[cfg(not(feature = "float64"))]
mod data;
#[cfg(not(feature = "float64"))]
mod export;
#[cfg(not(feature = "float64"))]
mod forms;
#[cfg(not(feature = "float64"))]
mod fuzz;
#[cfg(not(feature = "float64"))]
mod models;
#[cfg(not(feature = "float64"))]
mod plot;
#[cfg(not(feature = "float64"))]
mod text;
#[cfg(not(feature = "float64"))]
mod tidy;
#[cfg(not(feature = "float64"))]
mod worker;
#[cfg(not(feature = "float64"))]
mod workspace;
