//! Which values a Dropout drops of a mini-batch.

use plotters::style::text_anchor::{HPos, VPos};

use super::plane::{PictureSize, SCALE, picture};
use super::svg_paths::{PathStyle, PathText, with_paths};
use crate::plot::theme::ChartTheme;
use crate::{t, tn};

const FONT_PX: f64 = 13.0;
const WIDTH_PX: f64 = 330.0;
/// Room for the rows' numbers beside the grid and the units' above it.
const BESIDE_PX: f64 = 52.0;
const ABOVE_PX: f64 = 20.0;
/// The largest cell, and how high all of them may be.
const CELL_PX: f64 = 14.0;
const HEIGHT_PX: f64 = 256.0;

/// A square for each value, a row of the batch below another and a unit beside another: filled
/// where the value is kept, only outlined where it is dropped.
///
/// Checked by the snapshots of `tests/it/plot/layers.rs`.
pub fn dropout_mask_svg(kept: &[Vec<bool>], theme: &ChartTheme) -> String {
    let (rows, units) = (kept.len(), kept.first().map_or(0, Vec::len));
    let across = (WIDTH_PX - BESIDE_PX - 4.0) / units.max(1) as f64;
    let cell = CELL_PX.min(across).min(HEIGHT_PX / rows.max(1) as f64);
    let bottom = ABOVE_PX + rows as f64 * cell;
    let size = PictureSize { width: WIDTH_PX, height: bottom + 6.0 };
    let words = picture(size, |pen| {
        pen.root.fill(&theme.ground)?;
        let write = |text: String, place, h, v| pen.text(&text, place, FONT_PX, (h, v), theme.dim);
        if units == 0 {
            return Ok(());
        }
        let head = tn!(units, "unit 1", "units 1 to {count}");
        write(head, (BESIDE_PX, 2.0), HPos::Left, VPos::Top)?;
        let beside = BESIDE_PX - 6.0;
        write(t!("row {number}", number = 1), (beside, ABOVE_PX + 6.0), HPos::Right, VPos::Center)?;
        if bottom - ABOVE_PX > 28.0 {
            write(rows.to_string(), (beside, bottom - 6.0), HPos::Right, VPos::Center)?;
        }
        Ok(())
    });
    let (mut filled, mut outlined) = (PathText::default(), PathText::default());
    let gap = 0.1 * cell;
    for (row, line) in kept.iter().enumerate() {
        for (unit, &is_kept) in line.iter().enumerate() {
            let (x, y) = (BESIDE_PX + unit as f64 * cell, ABOVE_PX + row as f64 * cell);
            let (left, top, right, bottom) = (x + gap, y + gap, x + cell - gap, y + cell - gap);
            let path = if is_kept { &mut filled } else { &mut outlined };
            path.line([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]);
        }
    }
    let paths = [
        (filled, PathStyle { stroke: None, ..PathStyle::filled(theme.classes[2], theme.ground) }),
        (outlined, PathStyle::line(theme.dim, 0.1 * cell).faint(0.8)),
    ];
    with_paths(&words, SCALE, &paths)
}
