//! A run's next mini-batch taken on a copy, with all that comes of it.

use ndarray::{Array2, ArrayView2};

use crate::config::{Activation, CheckedExperiment, Schedule};
use crate::data::Dataset;
use crate::nn::kernels::matmul::{Epilogue, Scratch, multiply};
use crate::nn::{
    Float, Layer, Matrix, Network, Variable, View, Weights, activations, losses, narrow, widen,
};
use crate::train::learner::{Learner, StepWatcher};
use crate::train::trainer::NextStep;
use crate::train::{BatchRows, Trainer};

/// How much of a step is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// What the layers gave, gradients of weights, statistics of the batch.
    Figures,
    /// The gradients with respect to what left each layer too: as many numbers again.
    EveryNumber,
}

/// The step that a run takes next, taken by a twin of it: the same rows, weights, dropped units
/// and memory of the optimizer, so the same bits. The run itself stays as it is.
///
/// Of a run that is over it is the first step of one more epoch, with the weights as they stand.
///
/// Checked by `tests/it/inspection/step_by_step` and `tests/it/inspection/layer_figures.rs`.
pub struct Rehearsal {
    twin: Trainer,
    rows: Vec<usize>,
    inputs: Matrix,
    targets: Matrix,
    row_weights: Vec<Float>,
    learning_rate: f64,
    loss: f64,
    before: Weights,
    memory_before: OptimizerMemory,
    memory_after: OptimizerMemory,
    kept: Kept,
}

/// What an optimizer remembered at a moment: [`Memory`](crate::nn::optimizers::Memory), copied.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs, reason = "as there")]
pub struct OptimizerMemory {
    pub lines: Vec<Vec<Float>>,
    pub powers: Vec<f64>,
}

/// What is over before the step is.
struct Kept {
    detail: Detail,
    statistics: Vec<Option<[Vec<Float>; 2]>>,
    arrived: Vec<Matrix>,
    gradients: Vec<Float>,
}

impl StepWatcher for Kept {
    fn went_forward(&mut self, network: &Network) {
        let of = |layer: &dyn Layer| {
            layer.batch_statistics().map(|batch| [batch.mean.to_vec(), batch.variance.to_vec()])
        };
        self.statistics = network.layers().iter().map(|layer| of(layer.as_ref())).collect();
        self.arrived = vec![Matrix::default(); network.layers().len()];
    }

    fn arrives(&mut self, layer: usize, gradient: View<'_>) {
        if self.detail == Detail::EveryNumber {
            let arrived = &mut self.arrived[layer];
            arrived.resize(gradient.rows(), gradient.cols());
            arrived.view_mut().data().copy_from_slice(gradient.data());
        }
    }

    fn went_back(&mut self, network: &Network) {
        self.gradients.clone_from(&network.store().gradients);
    }
}

impl Trainer {
    /// Takes the next step on a twin, which has to be made: it costs about as much memory as
    /// the run has. `None` where the loss or a weight comes out as no number.
    ///
    /// Within an evaluation after which the learning rate may fall, the twin evaluates first.
    pub fn rehearse(&mut self, detail: Detail) -> Option<Rehearsal> {
        if !self.learner.network().store().all_finite() {
            return None;
        }
        let mut twin = self.twin(&self.experiment);
        twin.rewind(&self.snapshot());
        twin.go_to_next_batch();
        let mut before = Weights::default();
        twin.learner.network().copy_weights(&mut before);
        let memory_before = memory(&mut twin.learner);
        let learning_rate = twin.learning_rate.now();
        let mut kept =
            Kept { detail, statistics: Vec::new(), arrived: Vec::new(), gradients: Vec::new() };

        let part = &twin.dataset.training;
        let batch = twin.batches.next_batch()?;
        let rows: Vec<usize> = match batch {
            BatchRows::All => (0..part.rows()).collect(),
            BatchRows::Some(rows) => rows.to_vec(),
        };
        let loss = twin.learner.step_watched(part, batch, learning_rate, &mut kept);
        if !narrow(loss).is_finite() || !twin.learner.network().store().all_finite() {
            return None;
        }
        let (mut inputs, mut targets) = (Matrix::default(), Matrix::default());
        inputs.gather(&part.inputs, &rows);
        targets.gather(&part.targets, &rows);
        let (_, all_weights) = twin.learner.network_and_weights();
        let row_weights = if all_weights.is_empty() {
            Vec::new()
        } else {
            rows.iter().map(|&row| all_weights[row]).collect()
        };
        let memory_after = memory(&mut twin.learner);
        Some(Rehearsal {
            twin,
            rows,
            inputs,
            targets,
            row_weights,
            learning_rate,
            loss,
            before,
            memory_before,
            memory_after,
            kept,
        })
    }

    /// To where a mini-batch comes next, as if no epoch were the last.
    fn go_to_next_batch(&mut self) {
        let schedule = self.experiment.config().training.schedule;
        let falls_on_plateaus = matches!(schedule, Schedule::ReduceOnPlateau(_));
        loop {
            match self.next_step {
                NextStep::TrainBatch if self.batches.has_next() => return,
                NextStep::Evaluate if falls_on_plateaus => {
                    self.work(&mut || false);
                }
                _ => {
                    self.epoch += 1;
                    self.batches.begin_epoch(self.batch_size);
                    self.next_step = NextStep::TrainBatch;
                }
            }
        }
    }
}

fn memory(learner: &mut Learner) -> OptimizerMemory {
    let memory = learner.memory();
    OptimizerMemory {
        lines: memory.lines.into_iter().map(|line| line.to_vec()).collect(),
        powers: memory.powers.into_iter().map(|power| *power).collect(),
    }
}

impl Rehearsal {
    /// The experiment of the run.
    pub fn experiment(&self) -> &CheckedExperiment {
        &self.twin.experiment
    }

    /// The prepared rows.
    pub fn dataset(&self) -> &Dataset {
        &self.twin.dataset
    }

    /// The epoch of the step, counted from 1.
    pub fn epoch(&self) -> u32 {
        self.twin.epoch
    }

    /// Steps before this one.
    pub fn steps_before(&self) -> u64 {
        self.twin.learning_rate.updates()
    }

    /// The rows of the batch, counted in the training part.
    pub fn rows(&self) -> &[usize] {
        &self.rows
    }

    /// The rows of the batch.
    ///
    /// # Shapes
    /// `[batch, inputs]`
    pub fn inputs(&self) -> ArrayView2<'_, Float> {
        self.inputs.array()
    }

    /// What they should have led to.
    ///
    /// # Shapes
    /// `[batch, outputs]`, or `[batch, 1]` for a sparse loss.
    pub fn targets(&self) -> ArrayView2<'_, Float> {
        self.targets.array()
    }

    /// What left a layer in the forward pass.
    ///
    /// # Shapes
    /// `[batch, units]`
    pub fn left(&self, layer: usize) -> ArrayView2<'_, Float> {
        self.network().outputs()[layer].array()
    }

    /// What entered a layer.
    ///
    /// # Shapes
    /// `[batch, units before]`
    pub fn entered(&self, layer: usize) -> ArrayView2<'_, Float> {
        self.entering(layer).array()
    }

    /// What left the output, as the user sees it.
    ///
    /// # Shapes
    /// `[batch, outputs]`
    pub fn predictions(&self) -> Array2<Float> {
        let mut predictions = self.network().outputs().last().cloned().unwrap_or_default();
        activations::forward(self.network().head(), predictions.view_mut());
        predictions.array().to_owned()
    }

    /// What a Dense had before its activation, of the first rows: computed again by the same
    /// kernel, for the layer writes the one over the other.
    ///
    /// # Shapes
    /// `[rows, units]`
    pub fn weighted_sums(
        &self,
        layer: usize,
        kernel: Variable,
        bias: Option<Variable>,
        rows: usize,
    ) -> Array2<Float> {
        let values = &self.before.values;
        let mut sums = Matrix::zeros(rows, kernel.cols());
        let bias = bias.as_ref().map(|bias| bias.slice(values));
        let epilogue = Epilogue { bias, relu: false };
        let x = self.entering(layer).rows_view(0, rows);
        multiply(x, kernel.view(values), epilogue, sums.view_mut(), &mut Scratch::default());
        sums.array().to_owned()
    }

    /// The loss of a row, times how much it counts.
    pub fn row_loss(&self, row: usize) -> f64 {
        let network = self.network();
        let Some(raw) = network.outputs().last() else { return 0.0 };
        losses::evaluate(
            self.experiment().config().training.loss,
            network.raw(),
            raw.rows_view(row, row + 1),
            self.targets.rows_view(row, row + 1),
            self.row_weights.get(row..=row).unwrap_or_default(),
            Matrix::zeros(1, raw.cols()).view_mut(),
        )
    }

    /// How much each row of the batch counts; empty for 1 each.
    pub fn row_weights(&self) -> &[Float] {
        &self.row_weights
    }

    /// Of this step.
    pub fn learning_rate(&self) -> f64 {
        self.learning_rate
    }

    /// As [`Learner::step`] gives it.
    pub fn loss(&self) -> f64 {
        self.loss
    }

    /// The network after the step. What left its layers in the forward pass is there still, and
    /// the gradients, clipped.
    pub fn network(&self) -> &Network {
        self.twin.learner.network()
    }

    /// All numbers of the network before the step.
    pub fn before(&self) -> &Weights {
        &self.before
    }

    /// What the optimizer remembered before the step and after it.
    pub fn memory(&self) -> [&OptimizerMemory; 2] {
        [&self.memory_before, &self.memory_after]
    }

    /// Of the loss with penalties, with respect to all weights, before they were clipped.
    pub fn gradients(&self) -> &[Float] {
        &self.kept.gradients
    }

    /// Mean and variance of the batch that a layer normalized by.
    pub fn batch_statistics(&self, layer: usize) -> Option<&[Vec<Float>; 2]> {
        self.kept.statistics.get(layer)?.as_ref()
    }

    /// The gradient of the loss with respect to what left a layer. `None` where no weight lies
    /// at or before the layer, and with [`Detail::Figures`].
    ///
    /// # Shapes
    /// `[batch, units]`
    pub fn arrived(&self, layer: usize) -> Option<ArrayView2<'_, Float>> {
        self.kept.arrived.get(layer).filter(|arrived| arrived.rows() > 0).map(Matrix::array)
    }

    /// The same with respect to what stood before the activation with which a layer ends, one
    /// whose slope follows from its output.
    ///
    /// # Shapes
    /// `[batch, units]`
    pub fn arrived_before(&self, layer: usize, activation: Activation) -> Option<Array2<Float>> {
        let arrived = self.kept.arrived.get(layer).filter(|arrived| arrived.rows() > 0)?;
        let mut gradient = arrived.clone();
        let y = self.network().outputs()[layer].view();
        activations::backward(activation, y, y, gradient.view_mut());
        Some(gradient.array().to_owned())
    }

    fn entering(&self, layer: usize) -> &Matrix {
        layer.checked_sub(1).map_or(&self.inputs, |before| &self.network().outputs()[before])
    }

    /// How far the step moves a variable: the norm of the change over that of the numbers
    /// before; `None` where those are all 0.
    ///
    /// # Formula
    /// `|new - old| / |old|`, both `sqrt(sum(x^2))`
    pub fn update_ratio(&self, variable: Variable) -> Option<f64> {
        let (old, new) =
            (variable.slice(&self.before.values), variable.slice(&self.network().store().values));
        let square = |x: f64| x * x;
        let change: f64 =
            old.iter().zip(new).map(|(&old, &new)| square(widen(new) - widen(old))).sum();
        let size: f64 = old.iter().map(|&old| square(widen(old))).sum();
        (size > 0.0).then(|| change.sqrt() / size.sqrt())
    }
}
