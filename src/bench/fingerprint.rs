//! One number for all bits of a run.

use crate::bench::synthetic::TableShape;
use crate::config::{
    Activation, BatchNormConfig, DenseConfig, DropoutConfig, LayerConfig, Loss, NetworkConfig,
    Task, TrainingConfig,
};
use crate::nn::widen;
use crate::train::{Trainer, Work};

/// What [`fingerprint`] is on every machine, as 16 hexadecimal digits.
///
/// Checked by `tests/it/bench/fingerprint.rs` natively and by the browsers' tests.
pub fn recorded() -> &'static str {
    include_str!("../../tests/fixtures/fingerprint.txt").trim_ascii()
}

/// Trains a network with a block of every kind and hashes all that came of it: the
/// figures of every epoch, then all weights and moving statistics.
///
/// Two machines with the same number computed the same bits.
pub fn fingerprint() -> u64 {
    let shape = TableShape {
        rows: 210,
        validation_rows: 90,
        inputs: 7,
        task: Task::MulticlassClassification,
        classes: 3,
    };
    let network = NetworkConfig::new(vec![
        LayerConfig::Dense(DenseConfig::new(16, Activation::Relu)),
        LayerConfig::BatchNormalization(BatchNormConfig::default()),
        LayerConfig::Dropout(DropoutConfig { rate: 0.3, ..DropoutConfig::default() }),
        LayerConfig::Dense(DenseConfig::new(8, Activation::Tanh)),
    ]);
    let training = TrainingConfig {
        loss: Loss::CategoricalCrossentropy,
        batch_size: 32,
        epochs: 20,
        early_stopping: false,
        ..TrainingConfig::default()
    };
    let mut trainer = Trainer::new(&shape.experiment(network, training, 42), shape.dataset(7));
    let mut hash = Fnv1a::default();
    loop {
        match trainer.work(&mut || true) {
            Work::Yielded => {}
            Work::Epoch(report) => {
                let figures = report.figures;
                hash.add_all([figures.loss, figures.val_loss, figures.logged_loss]);
                hash.add_all(figures.metrics);
                hash.add_all(figures.val_metrics);
            }
            Work::Finished(_) => break,
        }
    }
    for (_, variable) in trainer.learner().network().variables() {
        hash.add_all(variable.iter().copied().map(widen));
    }
    hash.0
}

/// FNV-1a of 64 bits over the bytes of `f64`s, the lowest byte first.
struct Fnv1a(u64);

impl Default for Fnv1a {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv1a {
    fn add_all(&mut self, numbers: impl IntoIterator<Item = f64>) {
        for byte in numbers.into_iter().flat_map(|number| number.to_bits().to_le_bytes()) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
