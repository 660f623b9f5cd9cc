//! Pictures.

pub mod batch_by_batch;
pub mod chart_options;
pub mod curves;
pub mod decimate;
pub mod layers;
pub mod log_axis;
pub mod network;
pub mod other_runs;
pub mod picture;
pub mod predictions;
pub mod runs_slide;
pub mod seen_curves;
mod states;
mod swept_curve;
pub mod text;
pub mod theme;
pub mod tried_row;
