//! What a made table starts with.

use crate::config::{
    Activation, DataSource, ExperimentConfig, Loss, Scaling, Shape, SyntheticConfig, Task,
};
use crate::data::start::Start;

/// A ready experiment on a made table: a network just large enough for its shape. Inputs
/// already lie from -1 to 1, so nothing scales them.
///
/// Checked by `tests/it/data/starts.rs::every_start_learns_its_shape`.
pub fn experiment(config: SyntheticConfig) -> ExperimentConfig {
    let task = config.shape.task();
    let start = Start {
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

fn start(shape: &Shape) -> Start {
    let units: &[u32] = match shape {
        // What SGD finds can be read off: the weights are the formula's.
        Shape::Line | Shape::Plane => {
            return Start { optimizer: Start::SGD, epochs: 50, ..Start::LINEAR };
        }
        Shape::Blobs { .. } => return Start { epochs: 50, ..Start::LINEAR },
        Shape::Sine | Shape::TwoMoons | Shape::Circles | Shape::Xor | Shape::Painted { .. } => {
            &[16]
        }
        Shape::Polynomial { .. } | Shape::Formula { .. } => &[16, 16],
        Shape::Spirals => &[32, 32],
        Shape::Checkerboard => &[64, 64],
    };
    Start { units, activation: Activation::Relu, ..Start::LINEAR }
}
