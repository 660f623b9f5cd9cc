//! What is inside the layers of a network, in words.

use crate::inspection::{
    BatchNormFigures, BlockFigures, DropoutFigures, LayerFigures, PartName, RowFlow,
};
use crate::plot::label::short_label;
use crate::plot::value_label;
use crate::workspace::number_words::{counted, grouped};

/// What a bar, a line and the ratio of every block mean.
pub const HOW_TO_READ: &str = "A bar says how many numbers lie there: teal below 0, purple from 0 \
                               up; the thin line is their mean. Update to weight is how far the \
                               step moves a variable, compared with its own size. As a rule of \
                               thumb, around 0.001 is healthy.";

/// What a dead unit is.
pub const DEAD: &str = "A unit is dead here if its relu gives 0 for every row of the batch: then \
                        no row of it moves the unit's weights.";

/// How inference and training part in a `BatchNormalization`.
pub const MOVING: &str = "Training normalizes by the batch, inference by the moving statistics: as \
                          long as much of those is still their start, inference differs from \
                          training, and the validation loss with it.";

/// Of which step the figures are.
///
/// Checked by `tests/it/workspace/layer_words.rs`.
pub fn layers_sentence(found: &LayerFigures) -> String {
    format!(
        "The next mini-batch of the run, in training mode: step {}, in epoch {}, with {} and a \
         loss of {}. Nothing moves until the step is taken.",
        grouped(found.steps as usize + 1),
        grouped(found.epoch as usize),
        counted(found.rows as usize, "row"),
        value_label(found.loss),
    )
}

/// "dense · 16 units"
///
/// Checked by `tests/it/workspace/layer_words.rs`.
pub fn block_heading(name: &str, units: u32) -> String {
    format!("{name} · {}", counted(units as usize, "unit"))
}

/// "3 of 16 units dead"; nothing where the block ends with no relu.
///
/// Checked by `tests/it/workspace/layer_words.rs`.
pub fn dead_units(block: &BlockFigures) -> Option<String> {
    let dead = block.dead_units? as usize;
    Some(format!("{} of {} dead", grouped(dead), counted(block.units as usize, "unit")))
}

/// How far a step moves a variable.
///
/// Checked by `tests/it/workspace/layer_words.rs`.
pub fn update_to_weight(ratio: Option<f64>) -> String {
    ratio.map_or("from all 0".to_owned(), short_label)
}

/// How far the moving statistics have come.
///
/// Checked by `tests/it/workspace/layer_words.rs`.
pub fn moving_statistics(norm: &BatchNormFigures, steps: u64) -> String {
    format!(
        "Moving statistics after {}, with a momentum of {}: {} of them is still what they began \
         with (mean 0, variance 1).",
        counted(steps as usize, "step"),
        norm.momentum,
        percent(norm.share_of_start),
    )
}

/// Which units a table shows.
///
/// Checked by `tests/it/workspace/layer_words.rs`.
pub fn units_shown(shown: usize, units: u32) -> String {
    match units as usize {
        units if units > shown => {
            format!("The first {} of {}.", grouped(shown), counted(units, "unit"))
        }
        units => format!("{}.", counted(units, "unit")),
    }
}

/// What a Dropout drops of the batch.
///
/// Checked by `tests/it/workspace/layer_words.rs`.
pub fn dropout_sentence(dropout: &DropoutFigures, units: u32, rows: u32) -> String {
    let shown = [dropout.kept.len(), dropout.kept.first().map_or(0, Vec::len)];
    let part = if shown[0] < rows as usize || shown[1] < units as usize {
        format!(
            " Shown are {} of {} and {} of {}.",
            grouped(shown[0]),
            counted(rows as usize, "row"),
            grouped(shown[1]),
            counted(units as usize, "unit"),
        )
    } else {
        String::new()
    };
    format!(
        "Rate {}; {} of this batch's values dropped. The run's next step \
         really uses this mask: filled is kept, outlined is dropped.{part}",
        dropout.rate,
        percent(dropout.dropped),
    )
}

/// A share of all: never 0 % of something, or all of it, by rounding.
fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    match percent {
        p if p <= 0.0 => "0 %".to_owned(),
        p if p < 0.1 => "less than 0.1 %".to_owned(),
        p if p < 9.95 || (99.5..100.0).contains(&p) => format!("{:.1} %", p.min(99.9)),
        p => format!("{p:.0} %"),
    }
}

/// Which row is on its way, or why there is none; `row` counts the rows of the part from 0.
///
/// Checked by `tests/it/workspace/layer_words.rs`.
pub fn flow_sentence(found: Option<&RowFlow>, (part, row): (PartName, usize)) -> String {
    let name = part.label().to_ascii_lowercase();
    match (found, row) {
        (Some(found), _) => format!(
            "Row {} of the table, as inference sees it: nothing is dropped, and BatchNorm uses its \
             moving statistics.",
            grouped(found.row as usize + 1),
        ),
        (None, 0) => format!("There are no {name} rows."),
        (None, row) => format!("There is no {name} row {}: there are fewer.", grouped(row + 1)),
    }
}

/// What the numbers of a row on its way are.
pub const HOW_TO_READ_A_ROW: &str = "The inputs are as the network gets them, numbers scaled and \
                                     categories 0 or 1; the last column is the output, in the units \
                                     that the network learns. The larger a number is beside the \
                                     others of its column, the stronger its colour: teal below 0, \
                                     purple above.";
