//! One update of the weights.

use crate::config::{Clipping, Loss, TrainingConfig};
use crate::data::Part;
use crate::nn::optimizers::{self, Memory, UpdateRule};
use crate::nn::{Float, Matrix, Mode, Network, View, losses, narrow};
use crate::train::BatchRows;

/// Who is told of a step while it is taken: nobody, but where a step is looked into.
pub(super) trait StepWatcher {
    /// What the layers gave is there.
    fn went_forward(&mut self, _: &Network) {}
    /// The gradient with respect to what left a layer is there.
    fn arrives(&mut self, _layer: usize, _gradient: View<'_>) {}
    /// The weights' gradients are there, penalties included, not clipped yet.
    fn went_back(&mut self, _: &Network) {}
}

struct Unwatched;

impl StepWatcher for Unwatched {}

/// A network and what moves its weights: `keras.Model.train_step`.
///
/// After the first batch of a size a step allocates nothing (`tests/allocations.rs`).
pub struct Learner {
    network: Network,
    optimizer: Box<dyn UpdateRule>,
    loss: Loss,
    clipping: Clipping,
    /// One for each training row, or empty for 1 each.
    row_weights: Vec<Float>,
    /// The rows of the batch.
    inputs: Matrix,
    targets: Matrix,
    weights: Vec<Float>,
}

impl Learner {
    /// Before the first step. `row_weights` has one number for each training row, or none.
    pub fn new(training: &TrainingConfig, network: Network, row_weights: Vec<Float>) -> Self {
        Self {
            optimizer: optimizers::new(training.optimizer, network.store().values.len()),
            network,
            loss: training.loss,
            clipping: training.clipping,
            row_weights,
            inputs: Matrix::default(),
            targets: Matrix::default(),
            weights: Vec::new(),
        }
    }

    /// Forward, backward and a step of the optimizer on rows of `part`.
    ///
    /// Returns the loss as Keras logs it for the batch: mean over the rows, in training
    /// mode, before the step, with the regularizers' penalty. If it is no number, nothing
    /// was changed but moving statistics.
    pub fn step(&mut self, part: &Part, rows: BatchRows<'_>, learning_rate: f64) -> f64 {
        self.step_watched(part, rows, learning_rate, &mut Unwatched)
    }

    /// The same step, with somebody who is told of it.
    pub(super) fn step_watched(
        &mut self,
        part: &Part,
        rows: BatchRows<'_>,
        learning_rate: f64,
        watcher: &mut impl StepWatcher,
    ) -> f64 {
        let (x, targets, weights) = match rows {
            BatchRows::All => (part.inputs.view(), part.targets.view(), &self.row_weights[..]),
            BatchRows::Some(rows) => {
                self.inputs.gather(&part.inputs, rows);
                self.targets.gather(&part.targets, rows);
                self.weights.clear();
                if !self.row_weights.is_empty() {
                    self.weights.extend(rows.iter().map(|&row| self.row_weights[row]));
                }
                (self.inputs.view(), self.targets.view(), &self.weights[..])
            }
        };
        self.network.forward(x, Mode::Training);
        watcher.went_forward(&self.network);
        let kind = self.network.raw();
        let (raw, gradient) = self.network.output_and_gradient();
        let sum = losses::evaluate(self.loss, kind, raw, targets, weights, gradient);
        let loss = sum / x.rows() as f64 + self.network.store().penalty();
        if !narrow(loss).is_finite() {
            return loss;
        }
        self.network.backward_watched(x, None, |layer, dy| watcher.arrives(layer, dy));
        watcher.went_back(&self.network);
        let store = self.network.store_mut();
        match self.clipping {
            Clipping::None => {}
            Clipping::Norm(norm) => store.clip_by_norm(norm),
            Clipping::Value(size) => store.clip_by_value(size),
        }
        self.optimizer.step(&mut store.values, &store.gradients, learning_rate);
        loss
    }

    /// The network in its current state.
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The same, to be run or changed.
    pub fn network_mut(&mut self) -> &mut Network {
        &mut self.network
    }

    /// The network, to be run, and how much each training row counts; empty for 1 each.
    pub(super) fn network_and_weights(&mut self) -> (&mut Network, &[Float]) {
        (&mut self.network, &self.row_weights)
    }

    /// What the optimizer carries from step to step.
    pub fn memory(&mut self) -> Memory<'_> {
        self.optimizer.memory()
    }

    /// Numbers kept for training: weights, gradient, optimizer, moving statistics.
    pub fn numbers(&self) -> usize {
        let store = self.network.store();
        store.values.len() * (2 + self.optimizer.slots()) + store.statistics.len()
    }
}
