//! Many small charts on the same axes, to be compared at a glance.

use plotters::backend::DrawingBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::style::Color;
use plotters::style::text_anchor::{HPos, VPos};

use crate::plot::axes::{ValueAxis, value_axis};
use crate::plot::chart_options::YScale;
use crate::plot::decimate::decimate;
use crate::plot::epoch_window::epoch_end;
use crate::plot::label::short_label;
use crate::plot::pen::{Drawn, Pen, PositionPx};
use crate::plot::series::Series;
use crate::plot::theme::ChartTheme;

/// One of many small charts.
#[derive(Debug, Clone, Copy)]
pub struct SmallMultiple<'a> {
    /// What sets it apart, such as "0.01".
    pub name: &'a str,
    /// Its values on the training rows.
    pub training: Series<'a>,
    /// Its values on the validation rows.
    pub validation: Series<'a>,
    /// Its best value.
    pub best: Option<f64>,
    /// What it is labelled if it is the best of all, such as "lowest".
    pub wins: Option<&'a str>,
}

/// Css pixels of one of them.
pub const SMALL_PX: (f64, f64) = (150.0, 110.0);
const FONT_PX: f64 = 12.0;

/// Rows and columns for `count` charts in `width_px` CSS pixels.
///
/// Checked by `tests/it/plot/states.rs::small_multiples`.
pub fn grid(count: usize, width_px: f64) -> (usize, usize) {
    let columns = ((width_px / SMALL_PX.0) as usize).clamp(1, count.max(1));
    (count.div_ceil(columns), columns)
}

/// The value axis of all of them: from 0 to the highest of all validation values, or to a few
/// times the median of their best values, so that one that learns nothing does not flatten
/// the others.
fn axis(all: &[SmallMultiple<'_>]) -> ValueAxis {
    const TIMES: f64 = 4.0;
    let mut best: Vec<_> = all.iter().filter_map(|small| small.best).collect();
    best.sort_unstable_by(f64::total_cmp);
    let median = best.get(best.len() / 2).copied().unwrap_or(0.0);
    let most = if median > 0.0 { TIMES * median } else { f64::MAX };
    let values = all.iter().flat_map(|small| small.validation.points()).map(|point| point.value);
    value_axis(values.map(|value| value.min(most)), YScale::FromZero, false, SMALL_PX.1)
}

/// Where the axis of [`draw_multiples`] ends, if something lies above: it runs along the top.
///
/// Checked by `tests/it/plot/states.rs::small_multiples_are_cut_where_one_learns_nothing`.
pub fn cut_at(all: &[SmallMultiple<'_>]) -> Option<f64> {
    let high = axis(all).high;
    let mut lines = all.iter().flat_map(|small| [small.training, small.validation]);
    lines.any(|line| line.points().any(|point| point.value > high)).then_some(high)
}

/// Draws small charts in rows, all with the same axes: epochs to the longest run, values as
/// far as [`cut_at`] says.
///
/// # Errors
/// What the backend reports.
///
/// Checked by the snapshots of `tests/it/plot/states.rs`.
pub fn draw_multiples<DB: DrawingBackend>(
    root: &DrawingArea<DB, Shift>,
    all: &[SmallMultiple<'_>],
    theme: &ChartTheme,
    scale: f64,
) -> Result<(), DrawingAreaErrorKind<DB::ErrorType>> {
    root.fill(&theme.ground)?;
    let width = f64::from(root.dim_in_pixel().0) / scale;
    let (_, columns) = grid(all.len(), width);
    let axis = axis(all);
    let last = |small: &SmallMultiple<'_>| small.validation.epochs.last().copied().unwrap_or(0);
    let end = f64::from(epoch_end(all.iter().map(last).max().unwrap_or(0)));
    let pen = Pen { root, scale };
    for (index, small) in all.iter().enumerate() {
        let corner = ((index % columns) as f64 * SMALL_PX.0, (index / columns) as f64 * SMALL_PX.1);
        let place = |epoch: u32, value: f64| -> PositionPx {
            let (left, right) = (corner.0 + 8.0, corner.0 + SMALL_PX.0 - 8.0);
            let (top, bottom) = (corner.1 + 36.0, corner.1 + SMALL_PX.1 - 8.0);
            let x = left + f64::from(epoch) / end * (right - left);
            (x, bottom - axis.share(value) * (bottom - top))
        };
        draw_small(&pen, small, theme, corner, end, &place)?;
    }
    Ok(())
}

fn draw_small<DB: DrawingBackend>(
    pen: &Pen<DB>,
    small: &SmallMultiple<'_>,
    theme: &ChartTheme,
    corner: PositionPx,
    end: f64,
    place: &dyn Fn(u32, f64) -> PositionPx,
) -> Drawn<DB> {
    let head = (HPos::Left, VPos::Top);
    let at = |y: f64| (corner.0 + 8.0, corner.1 + y);
    pen.text(small.name, at(4.0), FONT_PX, head, theme.ink)?;
    let best = small.best.map_or("–".to_owned(), short_label);
    let (words, color) = match small.wins {
        Some(what) => (format!("{best} · {what}"), theme.validation_text),
        None => (best, theme.dim),
    };
    pen.text(&words, at(19.0), FONT_PX - 1.0, head, color)?;
    let (left, bottom) = place(0, f64::MIN);
    let right = corner.0 + SMALL_PX.0 - 8.0;
    pen.rule(bottom, left, right, theme.line)?;
    let path = |series: Series<'_>| -> Vec<PositionPx> {
        let points = decimate(series, 0.0..end, SMALL_PX.0 as u32, None);
        points.iter().map(|point| place(point.epoch, point.value)).collect()
    };
    let (training, validation) = (path(small.training), path(small.validation));
    if training.len() > 1 {
        pen.line(&training, theme.training.mix(0.6), 1.0)?;
    }
    if validation.len() > 1 {
        pen.line(
            &validation,
            theme.validation.to_rgba(),
            if small.wins.is_some() { 2.5 } else { 1.5 },
        )?;
    }
    Ok(())
}
