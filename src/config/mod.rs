//! What the user asked for: plain data, no maths, no browser.
//!
//! [`ExperimentConfig`] is the one source of truth. The page edits it, undo is a
//! stack of it, the link is its encoding, and the engine runs it once
//! [`ExperimentConfig::check`] has turned it into a [`CheckedExperiment`].

mod activation;
mod check;
mod data;
mod early_stopping;
mod error;
mod experiment;
mod initializer;
mod layer;
pub mod limits;
mod loss;
mod metric;
mod network;
mod optimizer;
mod schedule;
mod schema;
pub mod share;
mod training;

pub use activation::Activation;
pub use check::CheckedExperiment;
pub use data::{DataConfig, DataSource, Scaling, Task};
pub use early_stopping::{EarlyStopping, Monitor, MonitorMode};
pub use error::{ConfigError, Grouped, LinkError};
pub use experiment::ExperimentConfig;
pub use initializer::{Initializer, Regularizer};
pub use layer::{
    ActivationConfig, BatchNormConfig, DenseConfig, DropoutConfig, LayerConfig, LayerKind,
};
pub use limits::Limit;
pub use loss::Loss;
pub use metric::Metric;
pub use network::{BlockShape, NetworkConfig, OutputConfig};
pub use optimizer::{AdamWConfig, Clipping, Optimizer, SgdConfig};
pub use schedule::{CosineDecay, ExponentialDecay, ReduceOnPlateau, Schedule};
pub use schema::{ColumnKind, ColumnSchema, TableSchema};
pub use training::{ClassWeights, TrainingConfig};
