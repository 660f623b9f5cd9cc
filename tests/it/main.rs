//! All tests of the library's public behaviour, in one binary.

#![allow(clippy::unwrap_used, reason = "a test that meets an error should stop there")]

mod bench;
mod builder;
mod cli;
mod config;
mod decimate;
mod early_stopping;
mod fingerprint;
mod fit;
mod gallery;
mod golden;
#[cfg(feature = "float64")]
mod gradients;
mod import;
mod import_cases;
mod kernels;
mod layers;
mod losses;
mod math;
mod matrix;
mod optimizers;
mod plot;
mod plot_text;
mod prepare;
mod random;
mod run_state;
mod session;
mod share;
mod split;
mod support;
mod tidy;
mod training;
