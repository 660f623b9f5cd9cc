//! The networks whose speed is measured: from what students build to what strains a
//! laptop, on synthetic rows of a real table's shape.
//!
//! Checked by `tests/it/bench/speed_page.rs`.

use serde::Serialize;

use crate::bench::synthetic::TableShape;
use crate::config::{
    Activation, BatchNormConfig, CheckedExperiment, DenseConfig, DropoutConfig, LayerConfig, Loss,
    NetworkConfig, Optimizer, SgdConfig, Task, TrainingConfig,
};

/// One network, its table and how it is trained.
///
/// Serialized it is what another library needs to train the same.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Workload {
    /// As in every table of results: `N1`.
    pub name: &'static str,
    /// What it is, for whoever reads such a table.
    pub what: &'static str,
    /// Its table.
    pub shape: TableShape,
    /// Its blocks; the output follows from the task.
    pub network: NetworkConfig,
    /// How it is trained.
    pub training: TrainingConfig,
}

/// Of the weights, the order of the rows and what is dropped.
const SEED: u32 = 42;

impl Workload {
    /// The experiment to run.
    pub fn experiment(&self) -> CheckedExperiment {
        self.shape.experiment(self.network.clone(), self.training.clone(), SEED)
    }
}

/// All of them, in the order of the tables.
pub fn all() -> Vec<Workload> {
    vec![n1(), n1b(), n2(), n3(), n4(), n5(), n6()]
}

/// The network called `name`.
pub fn by_name(name: &str) -> Option<Workload> {
    all().into_iter().find(|workload| workload.name == name)
}

fn n1() -> Workload {
    Workload {
        name: "N1",
        what: "Red wine: three Dense of 512",
        shape: table(1119, 480, 11, Task::Regression),
        network: chain((0..3).map(|_| dense(512, Activation::Relu))),
        training: training(Loss::MeanAbsoluteError, 256),
    }
}

fn n1b() -> Workload {
    let block = || [dense(1024, Activation::Relu), dropout(), batch_norm()];
    Workload {
        name: "N1b",
        what: "Red wine: three Dense of 1,024, Dropout, BatchNorm",
        network: chain((0..3).flat_map(|_| block())),
        ..n1()
    }
}

fn n2() -> Workload {
    Workload {
        name: "N2",
        what: "Ionosphere: two Dense of 4",
        shape: table(246, 105, 33, Task::BinaryClassification),
        network: chain((0..2).map(|_| dense(4, Activation::Relu))),
        training: training(Loss::BinaryCrossentropy, 512),
    }
}

fn n3() -> Workload {
    let block = || [dense(256, Activation::Relu), batch_norm(), dropout()];
    Workload {
        name: "N3",
        what: "Hotel: two Dense of 256, BatchNorm, Dropout",
        shape: table(89_000, 30_390, 63, Task::BinaryClassification),
        network: chain([batch_norm()].into_iter().chain(block()).chain(block())),
        training: training(Loss::BinaryCrossentropy, 512),
    }
}

fn n4() -> Workload {
    let sgd = Optimizer::Sgd(SgdConfig { momentum: 0.0, nesterov: false });
    Workload {
        name: "N4",
        what: "Points in a plane: two Dense of 8, SGD",
        shape: table(500, 500, 2, Task::Regression),
        network: chain((0..2).map(|_| dense(8, Activation::Tanh))),
        training: TrainingConfig {
            optimizer: sgd,
            learning_rate: 0.03,
            ..training(Loss::MeanSquaredError, 10)
        },
    }
}

fn n5() -> Workload {
    let shape = table(120, 30, 4, Task::MulticlassClassification);
    Workload {
        name: "N5",
        what: "Iris: one Dense of 10",
        shape: TableShape { classes: 3, ..shape },
        network: chain([dense(10, Activation::Relu)]),
        training: training(Loss::CategoricalCrossentropy, 32),
    }
}

fn n6() -> Workload {
    let shape = table(10_000, 2_000, 784, Task::MulticlassClassification);
    Workload {
        name: "N6",
        what: "Digits of 28 × 28: one Dense of 128",
        shape: TableShape { classes: 10, ..shape },
        network: chain([dense(128, Activation::Relu)]),
        training: training(Loss::CategoricalCrossentropy, 128),
    }
}

fn table(rows: usize, validation_rows: usize, inputs: usize, task: Task) -> TableShape {
    TableShape { rows, validation_rows, inputs, task, classes: 0 }
}

fn chain(layers: impl IntoIterator<Item = LayerConfig>) -> NetworkConfig {
    NetworkConfig::new(layers.into_iter().collect())
}

fn dense(units: u32, activation: Activation) -> LayerConfig {
    LayerConfig::Dense(DenseConfig::new(units, activation))
}

fn dropout() -> LayerConfig {
    LayerConfig::Dropout(DropoutConfig { rate: 0.3, ..DropoutConfig::default() })
}

fn batch_norm() -> LayerConfig {
    LayerConfig::BatchNormalization(BatchNormConfig::default())
}

/// Keras's Adam, without early stopping.
fn training(loss: Loss, batch_size: u32) -> TrainingConfig {
    TrainingConfig { loss, batch_size, early_stopping: false, ..TrainingConfig::default() }
}
