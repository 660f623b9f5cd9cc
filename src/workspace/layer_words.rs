//! What is inside the layers of a network, in words.

use crate::inspection::{
    BatchNormFigures, BlockFigures, DropoutFigures, LayerFigures, PartName, RowFlow,
};
use crate::plot::label::short_label;
use crate::plot::value_label;
use crate::text::{Decimal, Grouped, inside};
use crate::workspace::number_words::grouped;
use crate::{t, tn, word};

/// For [`text::shown`](crate::text::shown): what a bar, a line and the ratio of every block mean.
pub const HOW_TO_READ: &str = word!(
    "A bar says how many numbers lie there: teal below 0, purple from 0 \
                               up; the thin line is their mean. Update to weight is how far the \
                               step moves a variable, compared with its own size. As a rule of \
                               thumb, around 0.001 is healthy."
);

/// For [`text::shown`](crate::text::shown): what a dead unit is.
pub const DEAD: &str = word!(
    "A unit is dead here if its relu gives 0 for every row of the batch: then \
                        no row of it moves the unit's weights."
);

/// For [`text::shown`](crate::text::shown): how inference and training part in a `BatchNormalization`.
pub const MOVING: &str = word!(
    "Training normalizes by the batch, inference by the moving statistics: as \
                          long as much of those is still their start, inference differs from \
                          training, and the validation loss with it."
);

/// Of which step the figures are.
///
/// Checked by `tests/it/workspace/layer_words.rs`.
pub fn layers_sentence(found: &LayerFigures) -> String {
    tn!(
        Grouped(found.rows.into()),
        "The next mini-batch of the run, in training mode: step {step}, in epoch {epoch}, with {count} row and a loss of {loss}. Nothing moves until the step is taken.",
        "The next mini-batch of the run, in training mode: step {step}, in epoch {epoch}, with {count} rows and a loss of {loss}. Nothing moves until the step is taken.",
        step = grouped(found.steps as usize + 1),
        epoch = grouped(found.epoch as usize),
        loss = value_label(found.loss),
    )
}

/// "dense · 16 units"
///
/// Checked by `tests/it/workspace/layer_words.rs`.
pub fn block_heading(name: &str, units: u32) -> String {
    format!("{name} · {}", units_words(units))
}

/// "3 of 16 units dead"; nothing where the block ends with no relu.
///
/// Checked by `tests/it/workspace/layer_words.rs`.
pub fn dead_units(block: &BlockFigures) -> Option<String> {
    let dead = block.dead_units? as usize;
    Some(t!("{dead} of {units} dead", dead = grouped(dead), units = units_words(block.units)))
}

/// How far a step moves a variable.
///
/// Checked by `tests/it/workspace/layer_words.rs`.
pub fn update_to_weight(ratio: Option<f64>) -> String {
    ratio.map_or(t!("from all 0").to_owned(), short_label)
}

/// How far the moving statistics have come.
///
/// Checked by `tests/it/workspace/layer_words.rs`.
pub fn moving_statistics(norm: &BatchNormFigures, steps: u64) -> String {
    tn!(
        Grouped(steps),
        "Moving statistics after {count} step, with a momentum of {momentum}: {share} of them is still what they began with (mean 0, variance 1).",
        "Moving statistics after {count} steps, with a momentum of {momentum}: {share} of them is still what they began with (mean 0, variance 1).",
        momentum = Decimal(norm.momentum),
        share = percent(norm.share_of_start),
    )
}

/// Which units a table shows.
///
/// Checked by `tests/it/workspace/layer_words.rs`.
pub fn units_shown(shown: usize, units: u32) -> String {
    let words = units_words(units);
    if units as usize > shown {
        t!("The first {shown} of {units}.", shown = grouped(shown), units = words)
    } else {
        format!("{words}.")
    }
}

/// What a Dropout drops of the batch.
///
/// Checked by `tests/it/workspace/layer_words.rs`.
pub fn dropout_sentence(dropout: &DropoutFigures, units: u32, rows: u32) -> String {
    let shown = [dropout.kept.len(), dropout.kept.first().map_or(0, Vec::len)];
    let drops = t!(
        "Rate {rate}; {share} of this batch's values dropped. The run's next step really uses this mask: filled is kept, outlined is dropped.",
        rate = Decimal(dropout.rate),
        share = percent(dropout.dropped),
    );
    if shown[0] < rows as usize || shown[1] < units as usize {
        t!(
            "{drops} Shown are {some_rows} of {rows} and {some_units} of {units}.",
            drops,
            some_rows = grouped(shown[0]),
            rows = tn!(Grouped(rows.into()), "{count} row", "{count} rows"),
            some_units = grouped(shown[1]),
            units = units_words(units),
        )
    } else {
        drops
    }
}

/// "16 units"
fn units_words(units: u32) -> String {
    tn!(Grouped(units.into()), "{count} unit", "{count} units")
}

/// A share of all: never 0 % of something, or all of it, by rounding.
fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    match percent {
        p if p <= 0.0 => "0 %".to_owned(),
        p if p < 0.1 => t!("less than 0.1 %").to_owned(),
        p if p < 9.95 || (99.5..100.0).contains(&p) => format!("{:.1} %", Decimal(p.min(99.9))),
        p => format!("{p:.0} %"),
    }
}

/// Which row is on its way, or why there is none; `row` counts the rows of the part from 0.
///
/// Checked by `tests/it/workspace/layer_words.rs`.
pub fn flow_sentence(found: Option<&RowFlow>, (part, row): (PartName, usize)) -> String {
    let part = inside(part.label());
    match (found, row) {
        (Some(found), _) => t!(
            "Row {row} of the table, as inference sees it: nothing is dropped, and BatchNorm uses its moving statistics.",
            row = grouped(found.row as usize + 1),
        ),
        (None, 0) => t!("There are no {part} rows.", part),
        (None, row) => {
            t!("There is no {part} row {row}: there are fewer.", part, row = grouped(row + 1),)
        }
    }
}

/// For [`text::shown`](crate::text::shown): what the numbers of a row on its way are.
pub const HOW_TO_READ_A_ROW: &str = word!(
    "The inputs are as the network gets them, numbers scaled and \
                                     categories 0 or 1; the last column is the output, in the units \
                                     that the network learns. The larger a number is beside the \
                                     others of its column, the stronger its colour: teal below 0, \
                                     purple above."
);
