//! The boundary, without a browser.

pub mod advice;
pub mod any_order;
pub mod checkpoints;
pub mod coach;
pub mod comparison;
pub mod cures;
pub mod earlier_runs;
pub mod errors;
pub mod exporter;
pub mod ghost;
pub mod go_on;
pub mod inspection;
mod links;
pub mod loading;
pub mod loss_gap;
pub mod session;
pub mod split_parts;
pub mod step_batch;
pub mod sweep;
pub mod threshold;
pub mod time_travel;
pub mod weight;
