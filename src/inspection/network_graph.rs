//! A network as units and the weights between them.

use serde::{Deserialize, Serialize};

use super::chain;
use super::{NotFinite, SHOWN_UNITS};
use crate::nn::{Float, NamedVariable, widen};
use crate::train::{Trainer, input_names};

/// Rows times weights up to which a network is measured for every look at it.
const QUICK_WORK: usize = 40_000_000;

/// Units of a layer that are drawn one by one; a wider one is a table of colours.
pub const DRAWN_UNITS: usize = 16;

/// A network as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NetworkGraph {
    /// The epoch of the weights, as in [`Predictions`](super::Predictions).
    pub epoch: u32,
    /// The names of the first [`SHOWN_UNITS`] inputs.
    pub inputs: Vec<String>,
    /// How many inputs there are.
    pub input_count: u32,
    /// All blocks in the order of the chain, the output last.
    pub blocks: Vec<GraphBlock>,
    /// Training and validation loss with the weights as they stand, in the units of the target;
    /// `None` where measuring takes too long to do it at every look.
    pub losses: Option<[f64; 2]>,
}

/// A block of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GraphBlock {
    /// Its place in the chain, counted from 0.
    pub block: u32,
    /// Keras's name for it: `dense_1`.
    pub name: String,
    /// Values per row that leave it.
    pub units: u32,
    /// Its trained numbers: kernel and bias, gamma and beta.
    pub variables: Vec<WeightTable>,
}

/// A variable of a block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WeightTable {
    /// Keras's name for it: `kernel`.
    pub name: String,
    /// Rows and columns that there are: a kernel's `[inputs, units]`, else `[1, units]`.
    pub shape: [u32; 2],
    /// Rows and columns that are here: at most [`SHOWN_UNITS`] each.
    pub shown: [u32; 2],
    /// `[rows, columns]` as shown.
    pub values: Vec<Float>,
}

impl WeightTable {
    /// The number in a row and a column that are here.
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.values.get(row * self.shown[1] as usize + column).map_or(0.0, |value| widen(*value))
    }
}

/// A number of a network that is set by hand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WeightEdit {
    /// The block's place in the chain.
    pub block: u32,
    /// Keras's name of the variable: `kernel`.
    pub variable: String,
    /// The input of a kernel; else 0.
    pub row: u32,
    /// The unit.
    pub column: u32,
    /// What it becomes.
    pub value: f64,
}

/// The network of a run. Only the losses need the trainer to be changed: its room to measure in.
///
/// Checked by `tests/it/inspection/network_graph.rs`.
///
/// # Errors
/// [`NotFinite`], if the run has diverged.
pub fn network_graph(trainer: &mut Trainer) -> Result<NetworkGraph, NotFinite> {
    let network = trainer.learner().network();
    if !network.store().all_finite() {
        return Err(NotFinite);
    }
    let variables: Vec<_> = network.variables().collect();
    let blocks = chain::blocks(trainer).into_iter().map(|block| {
        let prefix = format!("{}/", block.index);
        let own = variables.iter().filter(|(named, _)| named.trainable);
        let own = own.filter_map(|(named, values)| {
            let name = named.name.strip_prefix(&prefix)?.to_owned();
            let shown = [values.nrows(), values.ncols()].map(|count| count.min(SHOWN_UNITS));
            let cells = (0..shown[0]).flat_map(|row| (0..shown[1]).map(move |col| [row, col]));
            Some(WeightTable {
                name,
                shape: [values.nrows() as u32, values.ncols() as u32],
                values: cells.map(|cell| values[cell]).collect(),
                shown: shown.map(|count| count as u32),
            })
        });
        GraphBlock {
            block: block.index as u32,
            name: block.name,
            units: block.units as u32,
            variables: own.collect(),
        }
    });
    let blocks = blocks.collect();
    let mut inputs = input_names(trainer.dataset());
    let input_count = inputs.len() as u32;
    inputs.truncate(SHOWN_UNITS);
    let losses = quick_losses(trainer);
    Ok(NetworkGraph { epoch: trainer.epoch(), inputs, input_count, blocks, losses })
}

/// Training and validation loss with the weights as they stand, in the units of the target;
/// `None` where measuring takes too long to do it at every look.
pub fn quick_losses(trainer: &mut Trainer) -> Option<[f64; 2]> {
    let dataset = trainer.dataset();
    let rows = dataset.training.rows() + dataset.validation.rows();
    let weights = trainer.learner().network().store().values.len();
    if rows.saturating_mul(weights) <= QUICK_WORK { trainer.losses_now() } else { None }
}

/// Where an edit's number stands among all weights; `None` if there is none, or if the value is
/// no number of the engine.
pub fn weight_place(trainer: &Trainer, edit: &WeightEdit) -> Option<usize> {
    let name = format!("{}/{}", edit.block, edit.variable);
    let is_own = |named: &&NamedVariable| named.name == name && named.trainable;
    let network = trainer.learner().network();
    let (named, values) = network.variables().find(|(named, _)| is_own(named))?;
    let (row, column) = (edit.row as usize, edit.column as usize);
    let is_there = row < values.nrows() && column < values.ncols();
    let is_number = (edit.value as Float).is_finite();
    (is_there && is_number).then(|| named.variable.place(row, column))
}
