//! A network layer by layer in its next mini-batch: how its numbers are spread, which units are
//! dead, how far the step moves it.

use ndarray::ArrayView2;
use serde::{Deserialize, Serialize};

use super::chain::{self, Block, BlockKind};
use super::{NotFinite, ValueHistogram, value_histogram};
use crate::config::Activation;
use crate::nn::kernels::math::pow_f64;
use crate::nn::{Float, Variable, widen};
use crate::train::{Detail, Rehearsal, Trainer};

/// Units that are shown one by one, at most.
pub const SHOWN_UNITS: usize = 64;
/// Rows of a Dropout block's mask that are shown, at most.
pub const SHOWN_MASK_ROWS: usize = 32;

/// A run's network as it takes its next mini-batch, in training mode.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LayerFigures {
    /// The epoch of that batch, counted from 1.
    pub epoch: u32,
    /// Steps taken before it.
    pub steps: u64,
    /// Rows of the batch.
    pub rows: u32,
    /// Its loss as Keras logs it, in the units that the network learns.
    pub loss: f64,
    /// All blocks in the order of the chain, the output last.
    pub blocks: Vec<BlockFigures>,
}

/// A block in that batch.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BlockFigures {
    /// Its place in the chain, counted from 0.
    pub block: u32,
    /// Keras's name for it: `dense_1`.
    pub name: String,
    /// Values per row that leave it.
    pub units: u32,
    /// What is trained: kernel and bias, gamma and beta.
    pub variables: Vec<VariableFigures>,
    /// What left the block, of all rows and units; of the output what the user sees.
    pub activations: ValueHistogram,
    /// Units that are dead, where the block ends with a relu.
    pub dead_units: Option<u32>,
    /// Of a `BatchNormalization`.
    pub batch_norm: Option<BatchNormFigures>,
    /// Of a Dropout.
    pub dropout: Option<DropoutFigures>,
}

/// A variable of a block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct VariableFigures {
    /// Keras's name for it: `kernel`.
    pub name: String,
    /// Its numbers before the step.
    pub values: ValueHistogram,
    /// The gradient of the loss, penalties included, before it is clipped.
    pub gradient: ValueHistogram,
    /// How far the step moves it: the norm of the change, as the optimizer makes it, over the
    /// norm of the numbers before; `None` where those are all 0, as a bias is at its start.
    pub update_ratio: Option<f64>,
}

/// What a `BatchNormalization` normalizes by, of its first [`SHOWN_UNITS`] units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BatchNormFigures {
    /// Mean of the batch.
    pub batch_mean: Vec<f64>,
    /// Variance of the batch.
    pub batch_variance: Vec<f64>,
    /// What inference normalizes by: as it stands before the step.
    pub moving_mean: Vec<f64>,
    /// The same.
    pub moving_variance: Vec<f64>,
    /// What a step keeps of the old moving statistics.
    pub momentum: f64,
    /// How much of them still is what they began with, 0 and 1: `momentum^steps`.
    pub share_of_start: f64,
}

/// What a Dropout dropped.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DropoutFigures {
    /// The probability of each to be dropped.
    pub rate: f64,
    /// The share of all rows and units that was.
    pub dropped: f64,
    /// Which values were kept, row by row of the batch: the first [`SHOWN_MASK_ROWS`], and of
    /// each the first [`SHOWN_UNITS`].
    pub kept: Vec<Vec<bool>>,
}

/// Looks at the next mini-batch of a run, without changing a bit of it.
///
/// # Formula
/// A unit is dead whose block ends with a relu, and whose output is 0 for every row of the
/// batch, as it left the block in training mode: no row of the batch moves its weights.
///
/// A moving statistic after `k` steps is `momentum^k` times its start and, for the rest, a mean
/// of what the batches had: [`BatchNormFigures::share_of_start`].
///
/// Checked by `tests/it/inspection/layer_figures.rs` and, against Keras's moving statistics, by
/// `tests/it/golden/runs.rs`.
///
/// # Errors
/// [`NotFinite`], if the run has diverged, or would with this batch.
pub fn layer_figures(trainer: &mut Trainer) -> Result<LayerFigures, NotFinite> {
    let step = trainer.rehearse(Detail::Figures).ok_or(NotFinite)?;
    // Weights that were brought back are of an earlier step.
    let steps = match trainer.outcome().and_then(|outcome| outcome.restored_epoch) {
        Some(epoch) => {
            let (_, batch_size) = trainer.live_settings();
            let rows = step.dataset().training.rows() as u64;
            u64::from(epoch) * rows.div_ceil(u64::from(batch_size.max(1)))
        }
        None => step.steps_before(),
    };
    let blocks = chain::blocks_of(&step);
    let blocks: Result<Vec<_>, _> =
        blocks.iter().map(|block| block_figures(&step, block, steps)).collect();
    Ok(LayerFigures {
        epoch: step.epoch(),
        steps,
        rows: step.rows().len() as u32,
        loss: step.loss(),
        blocks: blocks?,
    })
}

fn block_figures(step: &Rehearsal, block: &Block, steps: u64) -> Result<BlockFigures, NotFinite> {
    let output = chain::output(step, block);
    let variables = chain::variables(step, block.index);
    let trained = variables.iter().filter(|(.., trainable)| *trainable);
    let figures = trained.map(|(name, variable, _)| variable_figures(step, name, *variable));
    Ok(BlockFigures {
        block: block.index as u32,
        name: block.name.clone(),
        units: block.units as u32,
        variables: figures.collect::<Result<_, _>>()?,
        activations: histogram(output.view())?,
        dead_units: (block.kind.activation() == Some(Activation::Relu))
            .then(|| silent_units(output.view())),
        batch_norm: match block.kind {
            BlockKind::BatchNorm(norm) => {
                Some(batch_norm_figures(step, block, norm.momentum, steps)?)
            }
            _ => None,
        },
        dropout: match block.kind {
            BlockKind::Dropout { rate } => Some(dropout_figures(step, block, rate)),
            _ => None,
        },
    })
}

fn variable_figures(
    step: &Rehearsal,
    name: &str,
    variable: Variable,
) -> Result<VariableFigures, NotFinite> {
    Ok(VariableFigures {
        name: name.to_owned(),
        values: histogram(variable.view(&step.before().values).array())?,
        gradient: histogram(variable.view(step.gradients()).array())?,
        update_ratio: match step.update_ratio(variable) {
            Some(ratio) if !ratio.is_finite() => return Err(NotFinite),
            ratio => ratio,
        },
    })
}

/// Of a matrix, which has numbers.
fn histogram(of: ArrayView2<'_, Float>) -> Result<ValueHistogram, NotFinite> {
    value_histogram(of.iter().map(|&value| widen(value)))?.ok_or(NotFinite)
}

/// Units that are 0 for every row.
fn silent_units(output: ArrayView2<'_, Float>) -> u32 {
    let mut speaks = vec![false; output.ncols()];
    for row in output.rows() {
        for (speaks, &value) in speaks.iter_mut().zip(row) {
            *speaks |= value != 0.0;
        }
    }
    speaks.iter().filter(|speaks| !**speaks).count() as u32
}

fn batch_norm_figures(
    step: &Rehearsal,
    block: &Block,
    momentum: f64,
    steps: u64,
) -> Result<BatchNormFigures, NotFinite> {
    let shown = |line: &[Float]| -> Vec<f64> {
        line.iter().take(SHOWN_UNITS).map(|&value| widen(value)).collect()
    };
    let [mean, variance] = step.batch_statistics(block.layers[0]).ok_or(NotFinite)?;
    let moving = |wanted: &str| {
        let variables = chain::variables(step, block.index);
        let found = variables.iter().find(|(name, ..)| *name == wanted);
        let line = found.map(|(_, variable, _)| variable.view(&step.before().statistics).row(0));
        shown(line.unwrap_or_default())
    };
    let figures = BatchNormFigures {
        batch_mean: shown(mean),
        batch_variance: shown(variance),
        moving_mean: moving("moving_mean"),
        moving_variance: moving("moving_variance"),
        momentum,
        share_of_start: if steps == 0 { 1.0 } else { pow_f64(momentum, steps as f64) },
    };
    let batch = figures.batch_mean.iter().chain(&figures.batch_variance);
    if batch.chain(&figures.moving_variance).all(|value| value.is_finite()) {
        Ok(figures)
    } else {
        Err(NotFinite)
    }
}

fn dropout_figures(step: &Rehearsal, block: &Block, rate: f64) -> DropoutFigures {
    let mask = step.network().layers()[block.layers[0]].mask().unwrap_or_default();
    let (rows, units) = (step.rows().len(), block.units);
    let keeps = |row: usize, unit: usize| mask.keeps((row * units + unit) as u32);
    let kept = (0..rows.min(SHOWN_MASK_ROWS))
        .map(|row| (0..units.min(SHOWN_UNITS)).map(|unit| keeps(row, unit)).collect());
    let places = (0..rows).flat_map(|row| (0..units).map(move |unit| (row, unit)));
    let dropped = places.filter(|&(row, unit)| !keeps(row, unit)).count();
    DropoutFigures {
        rate,
        dropped: dropped as f64 / (rows * units).max(1) as f64,
        kept: kept.collect(),
    }
}
