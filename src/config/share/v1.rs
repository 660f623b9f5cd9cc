//! Links of the first version: postcard with a CRC-32. The types are those of that
//! version, field by field; they never change again.

use serde::Deserialize;

use super::{CHECKSUM, CHECKSUM_BYTES};
use crate::config as now;

#[derive(Deserialize)]
struct Experiment {
    title: String,
    data: Data,
    network: Vec<Layer>,
    training: Training,
    seed: u32,
}

#[derive(Deserialize)]
struct Data {
    source: Source,
    target: String,
    task: Task,
    ignored: Vec<String>,
    validation_percent: u32,
    scaling: Scaling,
}

#[derive(Deserialize)]
enum Source {
    Gallery { id: String },
    File { name: String, columns: Vec<String> },
}

#[derive(Deserialize)]
enum Task {
    Regression,
    BinaryClassification,
    MulticlassClassification,
}

#[derive(Deserialize)]
enum Scaling {
    Standard,
    MinMax,
    None,
}

#[derive(Deserialize)]
enum Layer {
    Dense { units: u32, activation: Activation },
    Activation { activation: Activation },
    Dropout { rate: f64 },
    BatchNormalization { momentum: f64, epsilon: f64 },
}

#[derive(Deserialize)]
enum Activation {
    Linear,
    Relu,
    Sigmoid,
    Tanh,
    Softmax,
}

#[derive(Deserialize)]
struct Training {
    loss: Loss,
    optimizer: Optimizer,
    learning_rate: f64,
    batch_size: u32,
    epochs: u32,
    early_stopping: bool,
    stopping: EarlyStopping,
}

#[derive(Deserialize)]
enum Loss {
    MeanSquaredError,
    MeanAbsoluteError,
    BinaryCrossentropy,
    CategoricalCrossentropy,
}

#[derive(Deserialize)]
enum Optimizer {
    Sgd { momentum: f64 },
    Adam,
}

#[derive(Deserialize)]
struct EarlyStopping {
    min_delta: f64,
    patience: u32,
    restore_best_weights: bool,
}

/// The experiment in a link's bytes.
pub fn read(bytes: &[u8]) -> Option<now::ExperimentConfig> {
    let (data, checksum) = bytes.split_last_chunk::<CHECKSUM_BYTES>()?;
    if *checksum != CHECKSUM.checksum(data).to_le_bytes() {
        return None;
    }
    postcard::from_bytes::<Experiment>(data).ok().map(Into::into)
}

impl From<Experiment> for now::ExperimentConfig {
    fn from(old: Experiment) -> Self {
        Self {
            title: old.title,
            data: old.data.into(),
            network: now::NetworkConfig::new(old.network.into_iter().map(Into::into).collect()),
            training: old.training.into(),
            seed: old.seed,
        }
    }
}

impl From<Data> for now::DataConfig {
    fn from(old: Data) -> Self {
        Self {
            source: match old.source {
                Source::Gallery { id } => now::DataSource::Gallery { id },
                Source::File { name, columns } => now::DataSource::File { name, columns },
            },
            target: old.target,
            task: match old.task {
                Task::Regression => now::Task::Regression,
                Task::BinaryClassification => now::Task::BinaryClassification,
                Task::MulticlassClassification => now::Task::MulticlassClassification,
            },
            ignored: old.ignored,
            validation_percent: old.validation_percent,
            scaling: match old.scaling {
                Scaling::Standard => now::Scaling::Standard,
                Scaling::MinMax => now::Scaling::MinMax,
                Scaling::None => now::Scaling::None,
            },
            reading: now::ReadingConfig::default(),
            split: now::SplitConfig::default(),
            preparation: now::PreparationConfig::default(),
        }
    }
}

impl From<Layer> for now::LayerConfig {
    fn from(old: Layer) -> Self {
        match old {
            Layer::Dense { units, activation } => {
                Self::Dense(now::DenseConfig::new(units, activation.into()))
            }
            Layer::Activation { activation } => {
                Self::Activation(now::ActivationConfig { activation: activation.into() })
            }
            Layer::Dropout { rate } => Self::Dropout(now::DropoutConfig { rate, seed: None }),
            Layer::BatchNormalization { momentum, epsilon } => {
                Self::BatchNormalization(now::BatchNormConfig {
                    momentum,
                    epsilon,
                    ..now::BatchNormConfig::default()
                })
            }
        }
    }
}

impl From<Activation> for now::Activation {
    fn from(old: Activation) -> Self {
        match old {
            Activation::Linear => Self::Linear,
            Activation::Relu => Self::Relu,
            Activation::Sigmoid => Self::Sigmoid,
            Activation::Tanh => Self::Tanh,
            Activation::Softmax => Self::Softmax,
        }
    }
}

impl From<Training> for now::TrainingConfig {
    fn from(old: Training) -> Self {
        Self {
            loss: match old.loss {
                Loss::MeanSquaredError => now::Loss::MeanSquaredError,
                Loss::MeanAbsoluteError => now::Loss::MeanAbsoluteError,
                Loss::BinaryCrossentropy => now::Loss::BinaryCrossentropy,
                Loss::CategoricalCrossentropy => now::Loss::CategoricalCrossentropy,
            },
            optimizer: match old.optimizer {
                Optimizer::Sgd { momentum } => {
                    now::Optimizer::Sgd(now::SgdConfig { momentum, nesterov: false })
                }
                Optimizer::Adam => now::Optimizer::ADAM,
            },
            learning_rate: old.learning_rate,
            batch_size: old.batch_size,
            epochs: old.epochs,
            early_stopping: old.early_stopping,
            stopping: now::EarlyStopping {
                min_delta: old.stopping.min_delta,
                patience: old.stopping.patience,
                restore_best_weights: old.stopping.restore_best_weights,
                ..now::EarlyStopping::default()
            },
            ..Self::default()
        }
    }
}
