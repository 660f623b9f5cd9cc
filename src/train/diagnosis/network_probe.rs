//! The state of a network: silent and saturated units, gradients.

use serde::{Deserialize, Serialize};

use crate::config::{Activation, CheckedExperiment, LayerConfig, NetworkConfig, TrainingConfig};
use crate::data::Dataset;
use crate::nn::activations::is_function_of_output;
use crate::nn::losses::{self, loss_input};
use crate::nn::{Matrix, Mode, Network, ParameterStore, View, Weights, widen};
use crate::train::{Trainer, Units};

/// Training rows that are used, at most.
const MOST_ROWS: u64 = 256;
/// And at least: fewer would call a unit silent that speaks for few rows.
const LEAST_ROWS: u64 = 64;
/// Weights times rows of one probe: some milliseconds.
const WORK: u64 = 20_000_000;
/// Weights of the largest network that is probed: a larger one would cost
/// a tenth of the training.
const MOST_WEIGHTS: u64 = 600_000;
/// A tanh beyond it, or a sigmoid as near to its ends, hardly lets a gradient through:
/// its slope is below 0.02, of at most 1.
const SATURATED: f64 = 0.99;
/// A unit counts as saturated that is so for this share of the rows.
const SATURATED_ROWS: f64 = 0.95;

/// How units of a block are idle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Idle {
    /// A relu that is 0 for every probed row.
    Silent,
    /// A tanh or sigmoid that is at its end for nearly every one.
    Saturated,
}

/// The units of a block.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct BlockEvidence {
    /// Its place in the chain, counted from 0.
    pub block: usize,
    /// What its units may do no longer.
    pub idle: Idle,
    /// Units that do so.
    pub units: u32,
    /// All units.
    pub of: u32,
}

impl BlockEvidence {
    /// The share of units that do nothing any more.
    pub fn share(&self) -> f64 {
        f64::from(self.units) / f64::from(self.of.max(1))
    }
}

/// A network at one moment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct NetworkEvidence {
    /// Training rows that were used.
    pub rows: u32,
    /// Blocks with a relu, a tanh or a sigmoid.
    pub blocks: Vec<BlockEvidence>,
    /// Of every kernel, first to last: the norm of its gradient over its own norm.
    pub gradients: Vec<f64>,
    /// What the regularizers add to the loss, in the units of the target.
    pub penalty: f64,
}

/// A copy of a network to inspect, so that the run itself is never touched: it has
/// the weights of the run and no Dropout, so it draws nothing either.
///
/// A run that is probed after every epoch has the same bits:
/// `tests/it/train/diagnosis/network.rs::a_run_that_is_looked_into_has_the_same_bits`.
pub struct NetworkProbe {
    network: Network,
    weights: Weights,
    inputs: Matrix,
    targets: Matrix,
    units: Units,
}

impl NetworkProbe {
    /// For the runs of an experiment; `None` for a network that is too large to be copied.
    pub fn new(experiment: &CheckedExperiment, dataset: &Dataset) -> Option<Self> {
        let config = experiment.config();
        let (output, loss) = (experiment.output(), config.training.loss);
        let shapes = config.network.shapes(dataset.inputs() as u64, output);
        let weights: u64 = shapes.iter().map(|shape| shape.trainable).sum();
        if weights > MOST_WEIGHTS {
            return None;
        }
        let is_kept = |layer: &&LayerConfig| !matches!(layer, LayerConfig::Dropout(_));
        let layers = config.network.layers.iter().filter(is_kept).cloned().collect();
        let kind = loss_input(loss, output.activation);
        let network = NetworkConfig { layers, ..config.network.clone() };
        let training = &dataset.training;
        let most = (WORK / weights.max(1)).clamp(LEAST_ROWS, MOST_ROWS) as usize;
        let rows: Vec<usize> =
            (0..training.rows()).step_by(training.rows().div_ceil(most).max(1)).collect();
        let (mut inputs, mut targets) = (Matrix::default(), Matrix::default());
        inputs.gather(&training.inputs, &rows);
        targets.gather(&training.targets, &rows);
        Some(Self {
            network: Network::new(&network, dataset.inputs(), output, kind, config.seed),
            weights: Weights::default(),
            inputs,
            targets,
            units: Units::new(loss, &[], &dataset.target_scaler),
        })
    }

    /// Probes the run's network in its current state; `None` if a weight is not a number.
    pub fn look(&mut self, trainer: &Trainer) -> Option<NetworkEvidence> {
        let of = trainer.learner().network();
        if !of.store().all_finite() {
            return None;
        }
        of.copy_weights(&mut self.weights);
        self.network.restore(&self.weights);
        let config = trainer.experiment().config();
        self.network.forward(self.inputs.view(), Mode::Inference);
        let blocks = idle_units(&config.network, self.network.outputs());
        let gradients = self.gradients(&config.training);
        gradients.iter().all(|norm| norm.is_finite()).then(|| NetworkEvidence {
            rows: self.inputs.rows() as u32,
            blocks,
            gradients,
            penalty: self.units.loss(self.network.store().penalty()),
        })
    }

    fn gradients(&mut self, training: &TrainingConfig) -> Vec<f64> {
        self.network.forward(self.inputs.view(), Mode::Training);
        let kind = self.network.raw();
        let (raw, gradient) = self.network.output_and_gradient();
        losses::evaluate(training.loss, kind, raw, self.targets.view(), &[], gradient);
        self.network.backward(self.inputs.view(), None);
        relative_gradients(self.network.store())
    }
}

fn relative_gradients(store: &ParameterStore) -> Vec<f64> {
    let norm = |line: &[_]| line.iter().map(|&x| widen(x) * widen(x)).sum::<f64>().sqrt();
    let kernels = store.named().iter().filter(|named| named.name.ends_with("/kernel"));
    let relative = kernels.map(|named| {
        let size = norm(named.variable.slice(&store.values));
        // Weights that are all 0 move by whatever gradient there is.
        norm(named.variable.slice(&store.gradients)) / if size > 0.0 { size } else { 1.0 }
    });
    relative.collect()
}

/// The idle units of every block that can have some, from what left each layer.
fn idle_units(config: &NetworkConfig, outputs: &[Matrix]) -> Vec<BlockEvidence> {
    let mut found = Vec::new();
    let mut layer = 0;
    for (block, config) in config.layers.iter().enumerate() {
        let activation = match config {
            LayerConfig::Dense(dense) => {
                layer += usize::from(!is_function_of_output(dense.activation));
                Some(dense.activation)
            }
            LayerConfig::Activation(own) => Some(own.activation),
            LayerConfig::BatchNormalization(_) => None,
            LayerConfig::Dropout(_) => continue,
        };
        let output = outputs.get(layer).map(Matrix::view);
        layer += 1;
        if let (Some(activation), Some(y)) = (activation, output)
            && let Some((idle, units)) = idle_of(activation, y)
        {
            found.push(BlockEvidence { block, idle, units, of: y.cols() as u32 });
        }
    }
    found
}

fn idle_of(activation: Activation, y: View<'_>) -> Option<(Idle, u32)> {
    let (idle, share) = match activation {
        Activation::Relu => (Idle::Silent, 1.0),
        Activation::Tanh | Activation::Sigmoid => (Idle::Saturated, SATURATED_ROWS),
        _ => return None,
    };
    let is_idle = |value: f64| match activation {
        Activation::Relu => value == 0.0,
        Activation::Tanh => value.abs() > SATURATED,
        // A sigmoid is a tanh of half the slope.
        _ => (2.0 * value - 1.0).abs() > SATURATED,
    };
    let mut rows = vec![0_u32; y.cols()];
    for row in y.iter_rows() {
        for (count, &value) in rows.iter_mut().zip(row) {
            *count += u32::from(is_idle(widen(value)));
        }
    }
    let least = share * y.rows() as f64;
    Some((idle, rows.iter().filter(|&&count| f64::from(count) >= least).count() as u32))
}
