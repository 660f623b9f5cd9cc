//! How the weights follow the gradient, in Keras's form.

mod adam;
mod sgd;

pub use adam::Adam;
pub use sgd::Sgd;

use crate::config;
use crate::nn::Param;

/// One step after another; the learning rate is an argument, for it may change.
///
/// Checked by `tests/it/optimizers.rs`.
pub trait Optimizer {
    /// Moves every value against its gradient. `params` are the same ones, in the same
    /// order, at every step.
    fn step(&mut self, params: Vec<&mut Param>, learning_rate: f64);
}

/// The optimizer that the user asked for, at its start.
pub fn new(config: config::Optimizer) -> Box<dyn Optimizer> {
    match config {
        config::Optimizer::Sgd { momentum } => Box::new(Sgd::new(momentum)),
        config::Optimizer::Adam => Box::new(Adam::default()),
    }
}
