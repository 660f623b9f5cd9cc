//! What a synthetic table starts with.

use crate::config::{
    Activation, DataSource, ExperimentConfig, Loss, Scaling, Shape, SyntheticConfig, Task,
};
use crate::data::starter::StarterExperiment;

/// A ready experiment on a synthetic table: a network just large enough for its shape. Inputs
/// already lie from -1 to 1, so nothing scales them.
///
/// Checked by `tests/it/data/starts.rs::every_start_learns_its_shape`.
pub fn experiment(config: SyntheticConfig) -> ExperimentConfig {
    let task = config.shape.task();
    let start = StarterExperiment {
        loss: Loss::for_task(task)[0],
        scaling: Scaling::None,
        learning_rate: 0.01,
        batch_size: 16,
        ..start(&config.shape)
    };
    let target = if task == Task::Regression { "y" } else { "class" };
    let title = config.shape.label();
    start.experiment(title, DataSource::Synthetic(config), target, task)
}

fn start(shape: &Shape) -> StarterExperiment {
    let units: &[u32] = match shape {
        // What SGD finds can be read off: the weights are the formula's.
        Shape::Line | Shape::Plane => {
            return StarterExperiment {
                optimizer: StarterExperiment::SGD,
                epochs: 50,
                ..StarterExperiment::LINEAR
            };
        }
        Shape::Blobs { .. } => {
            return StarterExperiment { epochs: 50, ..StarterExperiment::LINEAR };
        }
        Shape::Sine | Shape::TwoMoons | Shape::Circles | Shape::Xor | Shape::Painted { .. } => {
            &[16]
        }
        Shape::Polynomial { .. } | Shape::Formula { .. } => &[16, 16],
        Shape::Spirals => &[32, 32],
        Shape::Checkerboard => &[64, 64],
    };
    StarterExperiment { units, activation: Activation::Relu, ..StarterExperiment::LINEAR }
}
