//! The loop, and what is said of a run.

#[cfg(not(feature = "float64"))]
pub mod batch_trail;
pub mod checkpoint;
pub mod diagnosis;
pub mod diverging;
pub mod early_stopping;
pub mod explain;
pub mod fit;
pub mod history;
pub mod live_settings;
mod loss_gap;
pub mod same_start;
pub mod snapshot;
pub mod start_weights;
pub mod training;
pub mod units;
