//! All tests of the library's public behaviour, in one binary, in the folders of its layers.

#![allow(clippy::unwrap_used, reason = "a test that meets an error should stop there")]

mod bench;
mod command;
mod config;
mod data;
mod export;
mod forms;
mod fuzz;
mod golden;
mod nn;
mod plot;
mod support;
mod tidy;
mod train;
mod worker;
mod workspace;
