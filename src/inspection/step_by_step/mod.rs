//! A run's next mini-batch as a teacher would write it on the board: its rows, the way forward,
//! the loss, the way back, and what the optimizer makes of it, each value with the formula and
//! the numbers that it follows from.
//!
//! All values are the engine's own, of a twin that takes the step; formulas are written beside
//! them, and `tests/it/inspection/step_by_step` computes every one anew. Indices count from 1:
//! `W2[1,3]` is the weight from the first value that enters the second block to its third unit.

mod backward;
mod expression;
mod forward;
mod lines;
mod loss;
mod rows;
mod update;
mod walk;

pub use expression::{Expression, Function, Rest};
pub use lines::{Line, LineGroup, Stage, StageName};

use serde::{Deserialize, Serialize};

use self::walk::Walk;
use super::{NotFinite, chain};
use crate::train::{Detail, FEW_PARAMETERS, FEW_TERMS, Trainer};

/// Rows that are written out; the others stand in the sums as one number.
pub const SHOWN_ROWS: usize = 3;
/// Terms of a sum that are written out where only one unit is told of, and its weights.
pub const SHOWN_TERMS: usize = 12;

/// A unit of a block.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChosenUnit {
    /// The block's place in the chain, counted from 0; the output is the last.
    pub block: u32,
    /// Counted from 0.
    pub unit: u32,
}

/// The next step of a run, in its stages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StepByStep {
    /// The epoch of the step, counted from 1.
    pub epoch: u32,
    /// Which of the run's steps it is, counted from 1.
    pub step: u64,
    /// Rows of the mini-batch; [`SHOWN_ROWS`] of them are written out.
    pub rows: u32,
    /// The unit that is told of; `None` where all are.
    pub unit: Option<ChosenUnit>,
    /// Rows, forward, loss, backward, update.
    pub stages: [Stage; 5],
}

/// Writes the next step of a run out, without changing a bit of the run.
///
/// A network with few parameters is told of as a whole, as [`explain`](crate::train::explain)
/// writes it out; of a larger one a single unit: the chosen one, else the first of the output. A
/// unit that is chosen is told of alone in a small network too; one that is not there is as if
/// none were chosen.
///
/// # Formula
/// As the layers ([`nn::layers`](crate::nn::layers)), losses
/// ([`nn::losses`](crate::nn::losses)) and optimizers
/// ([`nn::optimizers`](crate::nn::optimizers)) have it.
///
/// Checked by `tests/it/inspection/step_by_step`: every value from its terms, gradients by
/// finite differences, new weights against the step taken for real.
///
/// # Errors
/// [`NotFinite`], if the run has diverged, or would with this batch.
pub fn step_by_step(
    trainer: &mut Trainer,
    chosen: Option<ChosenUnit>,
) -> Result<StepByStep, NotFinite> {
    let step = trainer.rehearse(Detail::EveryNumber).ok_or(NotFinite)?;
    let blocks = chain::blocks_of(&step);
    let is_there = |chosen: &ChosenUnit| {
        blocks.get(chosen.block as usize).is_some_and(|block| (chosen.unit as usize) < block.units)
    };
    let few = if blocks.len() > 1 { FEW_PARAMETERS } else { FEW_TERMS };
    let summary = step
        .experiment()
        .config()
        .network
        .summary(step.dataset().inputs() as u64, step.experiment().output());
    let first_of_output = ChosenUnit { block: blocks.len() as u32 - 1, unit: 0 };
    let unit = match chosen.filter(is_there) {
        None if summary.trainable > few => Some(first_of_output),
        chosen => chosen,
    };
    let walk = Walk {
        shown_rows: SHOWN_ROWS.min(step.rows().len()),
        shown_terms: if unit.is_some() { SHOWN_TERMS } else { FEW_TERMS as usize },
        step: &step,
        blocks,
        unit,
    };
    let stages = [
        Stage { name: StageName::Rows, groups: rows::groups(&walk) },
        Stage { name: StageName::Forward, groups: forward::groups(&walk) },
        Stage { name: StageName::Loss, groups: loss::groups(&walk) },
        Stage { name: StageName::Backward, groups: backward::groups(&walk) },
        Stage { name: StageName::Update, groups: update::groups(&walk) },
    ];
    let lines = stages.iter().flat_map(|stage| &stage.groups).flat_map(|group| &group.lines);
    if !lines.into_iter().all(Line::is_finite) {
        return Err(NotFinite);
    }
    Ok(StepByStep {
        epoch: step.epoch(),
        step: step.steps_before() + 1,
        rows: step.rows().len() as u32,
        unit,
        stages,
    })
}
