//! What each column is worth to a network.

use super::plane::{PictureSize, Plane, SCALE, picture, value_range};
use super::svg_paths::{PathStyle, PathText, with_paths};
use crate::inspection::PermutationImportance;
use crate::plot::label::value_label;
use crate::plot::theme::ChartTheme;
use crate::text::Grouped;
use crate::{t, tn};

/// Columns that are drawn, those that are worth most.
const DRAWN_COLUMNS: usize = 12;
/// Height of a row, and of what stands round them.
const ROW_PX: f64 = 22.0;
const AROUND_PX: f64 = 64.0;
/// Letters of a column's name.
const LETTERS: usize = 16;

/// The columns by what they are worth, the greatest first; of equals the first in the table.
pub fn by_importance(found: &PermutationImportance) -> Vec<usize> {
    let mut order: Vec<usize> = (0..found.columns.len()).collect();
    order.sort_by(|one, other| found.columns[*other].mean.total_cmp(&found.columns[*one].mean));
    order
}

/// A bar for each column, the one that is worth most at the top, with a whisker of one standard
/// deviation to each side.
///
/// Checked by the snapshots of `tests/it/plot/tried_row.rs`.
pub fn importance_svg(found: &PermutationImportance, width: f64, theme: &ChartTheme) -> String {
    let order: Vec<usize> = by_importance(found).into_iter().take(DRAWN_COLUMNS).collect();
    let rows = order.len().max(1);
    let size = PictureSize { width, height: ROW_PX * rows as f64 + AROUND_PX };
    let ends = order.iter().flat_map(|&at| {
        let column = &found.columns[at];
        [column.mean - column.standard_deviation, column.mean + column.standard_deviation]
    });
    let mut plane = Plane::new(size, value_range(ends.chain([0.0])), [0.0, rows as f64]);
    let name = |at: usize| {
        let name = &found.columns[at].column;
        match name.char_indices().nth(LETTERS) {
            Some((end, _)) => format!("{}…", &name[..end]),
            None => name.clone(),
        }
    };
    (plane.up.low, plane.up.high) = (0.0, rows as f64);
    let height = |place: usize| rows as f64 - place as f64 - 0.5;
    plane.up.ticks =
        order.iter().enumerate().map(|(place, &at)| (height(place), name(at))).collect();
    plane.fit_labels(size);
    let across = t!("Lost {score} when the column is shuffled", score = found.score.label());
    let axes = picture(size, |pen| {
        pen.root.fill(&theme.ground)?;
        plane.draw_axes(pen, theme, (&across, ""), false)
    });
    let (mut bars, mut whiskers, mut zero) =
        (PathText::default(), PathText::default(), PathText::default());
    for (place, &at) in order.iter().enumerate() {
        let (column, middle) = (&found.columns[at], height(place));
        let corner = |value: f64, up: f64| plane.place((value, middle + up));
        bars.line([
            corner(0.0, -0.3),
            corner(column.mean, -0.3),
            corner(column.mean, 0.3),
            corner(0.0, 0.3),
        ]);
        let spread = column.standard_deviation;
        whiskers.line([corner(column.mean - spread, 0.0), corner(column.mean + spread, 0.0)]);
    }
    let (x, _) = plane.place((0.0, 0.0));
    zero.line([(x, plane.y.start), (x, plane.y.end)]);
    let bar = PathStyle { stroke: None, ..PathStyle::filled(theme.classes[1], theme.ground) };
    let paths = [
        (bars, bar.faint(0.75)),
        (zero, PathStyle::line(theme.dim, 1.0)),
        (whiskers, PathStyle::line(theme.ink, 2.0)),
    ];
    with_paths(&axes, SCALE, &paths)
}

/// What the picture says, and what it was measured on.
///
/// Checked by `tests/it/plot/tried_row.rs`.
pub fn importance_sentence(found: &PermutationImportance) -> String {
    let [used, there] = found.rows.map(|rows| Grouped(rows as u64));
    let rows = if found.rows[0] < found.rows[1] {
        tn!(there, "{used} of {count} validation row", "{used} of {count} validation rows", used)
    } else {
        tn!(used, "{count} validation row", "{count} validation rows")
    };
    t!(
        "Mean and standard deviation of 5 shuffles on {rows}, with the weights of epoch {epoch}; with every column in place {score} is {value}. Near 0: the network does as well without it.",
        rows,
        epoch = Grouped(found.epoch.into()),
        score = found.score.label(),
        value = value_label(found.baseline),
    )
}
