//! What the user asked for: plain data, no maths, no browser.
//!
//! [`ExperimentConfig`] is the one source of truth. The page edits it, undo is a
//! stack of it, the link is its encoding, and the engine runs it once
//! [`ExperimentConfig::check`] has turned it into a [`CheckedExperiment`].

mod check;
mod data;
mod error;
mod experiment;
mod layer;
pub mod limits;
mod loss;
mod network;
mod optimizer;
mod schema;
pub mod share;
mod training;

pub use check::CheckedExperiment;
pub use data::{DataConfig, DataSource, Scaling, Task};
pub use error::{ConfigError, Grouped, LinkError};
pub use experiment::ExperimentConfig;
pub use layer::{Activation, LayerConfig, LayerKind};
pub use limits::Limit;
pub use loss::{Loss, Metric};
pub use network::{BlockShape, NetworkConfig, OutputConfig};
pub use optimizer::Optimizer;
pub use schema::{ColumnKind, ColumnSchema, TableSchema};
pub use training::{EarlyStopping, TrainingConfig};
