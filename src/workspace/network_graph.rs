//! The weights of a network as a list to choose from.

use crate::inspection::{GraphBlock, NetworkGraph, WeightEdit};
use crate::t;

/// More are not chosen from a list.
const MOST: usize = 500;

/// A number that can be set by hand.
#[derive(Debug, Clone, PartialEq)]
pub struct EditableWeight {
    /// Tells it from all others.
    pub id: String,
    /// As the page calls it.
    pub name: String,
    /// What it is.
    pub value: f64,
    place: WeightEdit,
}

impl EditableWeight {
    /// The same at another value.
    pub fn edit(&self, value: f64) -> WeightEdit {
        WeightEdit { value, ..self.place.clone() }
    }
}

/// All trained numbers, block by block; of a large network the first 500.
///
/// Checked by `tests/it/workspace/network_graph.rs`.
pub fn editable_weights(network: &NetworkGraph) -> Vec<EditableWeight> {
    let mut all = Vec::new();
    let mut before = network.inputs.clone();
    for block in &network.blocks {
        for table in &block.variables {
            let [rows, columns] = table.shown;
            for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |at| (row, at))) {
                if all.len() >= MOST {
                    return all;
                }
                let unit = unit_name(block, column as usize);
                let name = match (table.name.as_str(), before.get(row as usize)) {
                    ("kernel", Some(from)) => t!("{from} to {unit}", from, unit),
                    ("kernel", None) => t!("value {place} to {unit}", place = row + 1, unit),
                    (other, _) => t!("{variable} of {unit}", variable = other, unit),
                };
                all.push(EditableWeight {
                    id: format!("{}/{}/{row}/{column}", block.block, table.name),
                    name,
                    value: table.at(row as usize, column as usize),
                    place: WeightEdit {
                        block: block.block,
                        variable: table.name.clone(),
                        row,
                        column,
                        value: 0.0,
                    },
                });
            }
        }
        before = (1..=block.units.min(64)).map(|unit| format!("{} {unit}", block.name)).collect();
    }
    all
}

/// "dense, unit 5"; of a block with one unit its name alone.
///
/// Checked by `tests/it/workspace/network_graph.rs`.
pub fn unit_name(block: &GraphBlock, unit: usize) -> String {
    if block.units > 1 {
        t!("{block}, unit {unit}", block = block.name, unit = unit + 1)
    } else {
        block.name.clone()
    }
}

/// How far a slider goes for a weight: twice as far as it is, at least from -1 to 1, in steps so
/// that it does not move with the weight.
///
/// Checked by `tests/it/workspace/network_graph.rs`.
pub fn weight_range(weight: &EditableWeight) -> [f64; 2] {
    let mut reach = 1.0;
    while reach < 1.25 * weight.value.abs() && reach < 1e6 {
        reach *= 2.0;
    }
    [-reach, reach]
}
