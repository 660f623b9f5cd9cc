//! What the user asked for: plain data, no maths, no browser.
//!
//! [`ExperimentConfig`] is the one source of truth. The page edits it, undo is a
//! stack of it, the link is its encoding, and the engine runs it once
//! [`ExperimentConfig::check`] has turned it into a [`CheckedExperiment`].

mod activation;
pub mod advice;
mod by_name;
mod check;
mod data;
mod depth;
pub mod diff;
mod early_stopping;
mod encoding;
mod error;
mod experiment;
mod formula;
mod initializer;
mod layer;
pub mod limits;
mod loss;
mod metric;
mod network;
mod number_format;
mod optimizer;
mod preparation;
mod reading;
mod schedule;
mod schema;
mod setting_change;
pub mod share;
mod sorting;
mod spelling;
mod summary;
pub mod sweep;
mod synthetic;
mod target;
pub mod templates;
mod training;
mod without_effect;

pub use activation::Activation;
pub use by_name::ByName;
pub use check::{CheckedExperiment, check_size};
pub use data::{DataConfig, DataSource, Task};
pub use diff::diff;
pub use early_stopping::{EarlyStopping, Monitor, MonitorMode};
pub use encoding::Encoding;
pub use error::{ConfigError, LinkError};
pub use experiment::ExperimentConfig;
pub use formula::{Expression, Formula, FormulaError, FormulaProblem, Function, Operator};
pub use initializer::{Initializer, Regularizer};
pub use layer::{
    ActivationConfig, BatchNormConfig, DenseConfig, DropoutConfig, LayerConfig, LayerKind,
};
pub use limits::Limit;
pub use loss::Loss;
pub use metric::Metric;
pub use network::{BlockShape, NetworkConfig, OutputConfig};
pub use number_format::{FourDigits, ThreeDigits};
pub use optimizer::{
    AdagradConfig, AdamConfig, AdamWConfig, Clipping, Optimizer, RmsPropConfig, SgdConfig,
};
pub use preparation::{
    CategoryEncoding, ColumnConfig, DatePart, Imputer, PreparationConfig, Scaling, SplitConfig,
    SplitMethod, SplitPart,
};
pub use reading::{ColumnType, DecimalMark, Delimiter, ReadingConfig};
pub use schedule::{CosineDecay, ExponentialDecay, ReduceOnPlateau, Schedule};
pub use schema::{ColumnKind, ColumnSchema, SetAside, TableSchema, choices};
pub use setting_change::{SettingChange, name_in, switched};
pub use sorting::sort;
pub use spelling::named;
pub use summary::{Summary, SummaryRow};
pub use sweep::{SweptBy, SweptSetting, SweptValue};
pub use synthetic::{PaintedPoint, Shape, SyntheticConfig};
pub use target::{TargetReason, proposed_target};
pub use training::{ClassWeights, TrainingConfig};

pub use crate::text::Grouped;
