//! The rows of the mini-batch.

use super::expression::named;
use super::lines::LineGroup;
use super::walk::{Walk, line};
use crate::nn::widen;
use crate::train::input_names;

/// Inputs and targets of the rows that are shown.
pub(super) fn groups(walk: &Walk<'_>) -> Vec<LineGroup> {
    let step = walk.step;
    let names = input_names(step.dataset());
    let name = |index: usize| names.get(index).cloned().unwrap_or_default();
    let target = &step.experiment().config().data.target;
    let classes = &step.dataset().facts().class_names;
    // One for each class, or the one number.
    let target_name = |index: usize| match classes.get(index) {
        Some(class) if step.targets().ncols() > 1 => format!("[{target} = {class}]"),
        _ => target.clone(),
    };
    let rows = 0..walk.shown_rows;
    rows.map(|row| {
        let mut group = walk.row_group("", None, row);
        for (index, &x) in step.inputs().row(row).iter().take(walk.shown_terms).enumerate() {
            let value = widen(x);
            group.lines.push(line(format!("x[{}]", index + 1), named(name(index), value), value));
        }
        for (index, &t) in step.targets().row(row).iter().enumerate() {
            let value = widen(t);
            group.lines.push(line(
                format!("t[{}]", index + 1),
                named(target_name(index), value),
                value,
            ));
        }
        group
    })
    .collect()
}
