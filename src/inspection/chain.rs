//! A network block by block, as the user sees it, and where each block is in the engine.

use ndarray::{CowArray, Ix2};

use crate::config::{Activation, BatchNormConfig, CheckedExperiment, LayerConfig, Regularizer};
use crate::nn::activations::is_function_of_output;
use crate::nn::{Float, LossInput, Variable};
use crate::train::{Rehearsal, Trainer};

/// Values of a batch at a block, the engine's own or made from them.
pub(super) type BlockValues<'step> = CowArray<'step, Float, Ix2>;

/// A block of the chain; the output is the last.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    /// Its place in the chain, counted from 0.
    pub(super) index: usize,
    /// Keras's name for it: `dense_1`.
    pub(super) name: String,
    pub(super) kind: BlockKind,
    pub(super) units: usize,
    /// Its first layer in the engine and its last: two for a Dense whose activation is a layer
    /// of its own.
    pub(super) layers: [usize; 2],
    pub(super) is_output: bool,
}

/// What a block does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum BlockKind {
    Dense { activation: Activation, regularizer: Regularizer },
    Activation(Activation),
    Dropout { rate: f64 },
    BatchNorm(BatchNormConfig),
}

impl BlockKind {
    /// The function at its end, if it has one.
    pub(super) fn activation(self) -> Option<Activation> {
        match self {
            Self::Dense { activation, .. } | Self::Activation(activation) => Some(activation),
            Self::Dropout { .. } | Self::BatchNorm(_) => None,
        }
    }
}

/// All blocks of a run's network.
///
/// Checked by `tests/it/inspection/layer_figures.rs`.
pub(super) fn blocks(trainer: &Trainer) -> Vec<Block> {
    let raw = trainer.learner().network().raw();
    of(trainer.experiment(), trainer.dataset().inputs() as u64, raw)
}

/// The same of a step.
pub(super) fn blocks_of(step: &Rehearsal) -> Vec<Block> {
    of(step.experiment(), step.dataset().inputs() as u64, step.network().raw())
}

fn of(experiment: &CheckedExperiment, inputs: u64, raw: LossInput) -> Vec<Block> {
    let network = &experiment.config().network;
    let output = experiment.output();
    let summary = network.summary(inputs, output);
    let mut next_layer = 0;
    let configs = network.layers.iter().map(Some).chain([None]);
    let rows = summary.rows.into_iter().enumerate();
    rows.zip(configs)
        .map(|((index, row), config)| {
            let kind = match config {
                Some(LayerConfig::Dense(dense)) => BlockKind::Dense {
                    activation: dense.activation,
                    regularizer: dense.kernel_regularizer,
                },
                Some(LayerConfig::Activation(own)) => BlockKind::Activation(own.activation),
                Some(LayerConfig::Dropout(dropout)) => BlockKind::Dropout { rate: dropout.rate },
                Some(LayerConfig::BatchNormalization(norm)) => BlockKind::BatchNorm(*norm),
                None => BlockKind::Dense {
                    activation: output.activation,
                    regularizer: Regularizer::default(),
                },
            };
            let is_output = config.is_none();
            // The activation before which the loss takes the output is no layer at all.
            let has_layer = !(is_output && raw == LossInput::Logits);
            let is_split = match kind {
                BlockKind::Dense { activation, .. } if has_layer => {
                    !is_function_of_output(activation)
                }
                _ => false,
            };
            let layers = [next_layer, next_layer + usize::from(is_split)];
            next_layer = layers[1] + 1;
            Block { index, name: row.name, kind, units: row.units as usize, layers, is_output }
        })
        .collect()
}

/// What left a block in the forward pass of a step: for the output what the user sees.
///
/// # Shapes
/// `[batch, units]`
pub(super) fn output<'step>(step: &'step Rehearsal, block: &Block) -> BlockValues<'step> {
    if block.is_output { step.predictions().into() } else { step.left(block.layers[1]).into() }
}

/// The variables of a block with Keras's names: `kernel`, `moving_mean`; and whether they are
/// trained.
pub(super) fn variables(step: &Rehearsal, block: usize) -> Vec<(&str, Variable, bool)> {
    let named = step.network().store().named().iter();
    let own = named.filter_map(|named| {
        let (index, name) = named.name.split_once('/')?;
        (index.parse() == Ok(block)).then_some((name, named.variable, named.trainable))
    });
    own.collect()
}
