//! What becomes of a row on its way through a network.

use serde::{Deserialize, Serialize};

use super::chain;
use super::{NetworkCopy, NotFinite, PartName, SHOWN_UNITS};
use crate::nn::{Float, widen};
use crate::train::Trainer;

/// A row's values block by block, in inference mode, with the weights as they stand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RowFlow {
    /// The part it is of.
    pub part: PartName,
    /// Which row of the table it is, counted from 0.
    pub row: u32,
    /// What enters the network: scaled numbers, 0 or 1 for categories.
    pub inputs: FlowingValues,
    /// What leaves each block, in the order of the chain; the output last, in the units that the
    /// network learns.
    pub blocks: Vec<FlowingValues>,
}

/// Values between two blocks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FlowingValues {
    /// Keras's name of the block that they leave; empty for the inputs.
    pub name: String,
    /// How many there are.
    pub units: u32,
    /// The first [`SHOWN_UNITS`] of them.
    pub values: Vec<f64>,
}

/// Sends a row through the network of a run; `row` counts the rows of the part from 0. `Ok(None)`
/// where the part has no such row.
///
/// Checked by `tests/it/inspection/row_flow.rs`.
///
/// # Errors
/// [`NotFinite`], if a value comes out as no number.
pub fn row_flow(
    trainer: &Trainer,
    copy: &mut NetworkCopy,
    part: PartName,
    row: usize,
) -> Result<Option<RowFlow>, NotFinite> {
    let (table_rows, prepared) = part.rows_of(trainer.dataset());
    let Some(&table_row) = table_rows.get(row).filter(|_| row < prepared.rows()) else {
        return Ok(None);
    };
    copy.update(trainer);
    let network = copy.network_mut();
    network.predict(prepared.inputs.rows_view(row, row + 1));
    let blocks = chain::blocks(trainer)
        .into_iter()
        .map(|block| values(block.name, network.outputs()[block.layers[1]].row(0)));
    let flow = RowFlow {
        part,
        row: table_row as u32,
        inputs: values(String::new(), prepared.inputs.row(row))?,
        blocks: blocks.collect::<Result<_, _>>()?,
    };
    Ok(Some(flow))
}

fn values(name: String, all: &[Float]) -> Result<FlowingValues, NotFinite> {
    if all.iter().any(|value| !value.is_finite()) {
        return Err(NotFinite);
    }
    let values = all.iter().take(SHOWN_UNITS).map(|&value| widen(value)).collect();
    Ok(FlowingValues { name, units: all.len() as u32, values })
}
