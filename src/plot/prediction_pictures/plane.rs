//! A picture with a number along each of its axes.

use std::ops::Range;

use plotters::backend::DrawingBackend;
use plotters::style::text_anchor::{HPos, VPos};

use crate::config::ColumnType;
use crate::data::number_text;
use crate::inspection::picture::PictureAxis;
use crate::plot::axes::{ValueAxis, value_axis};
use crate::plot::chart_options::YScale;
use crate::plot::label::{LABEL_GAP_PX, TICK_FONT_PX, width_em};
use crate::plot::pen::{Drawn, Pen, PositionPx};
use crate::plot::slide::svg;
use crate::plot::theme::ChartTheme;

/// Finer than a CSS pixel, for plotters places everything on whole pixels.
pub(super) const SCALE: f64 = 2.0;
/// Room for the title of the values, and for the numbers and the title below the plot.
const ABOVE_PX: f64 = 24.0;
const BELOW_PX: f64 = 40.0;
/// Half of the last number hangs over the plot's end.
const BESIDE_PX: f64 = 20.0;
/// Numbers along the lower axis lie side by side, so they need more room than one above another.
const ACROSS: f64 = 0.6;

/// Width and height in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PictureSize {
    /// At least 120.
    pub width: f64,
    /// At least 120.
    pub height: f64,
}

/// Where the plot lies, and what its axes span.
pub(super) struct Plane {
    pub(super) x: Range<f64>,
    pub(super) y: Range<f64>,
    pub(super) across: ValueAxis,
    pub(super) up: ValueAxis,
}

impl Plane {
    /// For values along both axes: at least these ranges.
    pub(super) fn new(size: PictureSize, across: [f64; 2], up: [f64; 2]) -> Self {
        let y = ABOVE_PX..(size.height - BELOW_PX).max(ABOVE_PX + 1.0);
        let up = value_axis(up, YScale::Fit, false, y.end - y.start);
        let left = label_room(&up);
        let x = left..(size.width - BESIDE_PX).max(left + 1.0);
        let across = value_axis(across, YScale::Fit, false, ACROSS * (x.end - x.start));
        Self { x, y, across, up }
    }

    /// That ends where the columns' own axes end, so that a surface fills it.
    pub(super) fn exact(size: PictureSize, across: &PictureAxis, up: &PictureAxis) -> Self {
        let mut plane = Self::new(size, [across.low, across.high], [up.low, up.high]);
        plane.across = ending_at(plane.across, across);
        plane.up = ending_at(plane.up, up);
        plane.fit_labels(size);
        plane
    }

    /// The same across; upward at least this range.
    pub(super) fn along(size: PictureSize, across: &PictureAxis, up: [f64; 2]) -> Self {
        let mut plane = Self::new(size, [across.low, across.high], up);
        plane.across = ending_at(plane.across, across);
        plane
    }

    /// Room for labels that have become others.
    pub(super) fn fit_labels(&mut self, size: PictureSize) {
        let left = label_room(&self.up).min(size.width / 2.0);
        self.x = left..self.x.end.max(left + 1.0);
    }

    /// What is along the lower axis is written in the words of its column.
    pub(super) fn write_across(&mut self, column_type: ColumnType) {
        if matches!(column_type, ColumnType::Date | ColumnType::Duration) {
            write_ticks(&mut self.across.ticks, column_type);
        }
    }

    /// With the same numbers along both axes.
    pub(super) fn square(size: PictureSize, range: [f64; 2]) -> Self {
        let plane = Self::new(size, range, range);
        let Self { across, up, .. } = &plane;
        let both = [across.low.min(up.low), across.high.max(up.high)];
        Self::new(size, both, both)
    }

    pub(super) fn place(&self, (across, up): (f64, f64)) -> PositionPx {
        (
            self.x.start + self.across.share(across) * (self.x.end - self.x.start),
            self.y.end - self.up.share(up) * (self.y.end - self.y.start),
        )
    }

    /// Ground, grid, numbers and titles.
    pub(super) fn draw<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        theme: &ChartTheme,
        titles: (&str, &str),
    ) -> Drawn<DB> {
        pen.root.fill(&theme.ground)?;
        self.draw_axes(pen, theme, titles, true)
    }

    /// The same without a ground; with a grid, if that is not to lie on what is below.
    pub(super) fn draw_axes<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        theme: &ChartTheme,
        (across, up): (&str, &str),
        has_grid: bool,
    ) -> Drawn<DB> {
        self.draw_numbers(pen, theme, (TICK_FONT_PX, LABEL_GAP_PX), has_grid)?;
        let head = (0.0, 2.0);
        pen.text(up, head, TICK_FONT_PX, (HPos::Left, VPos::Top), theme.dim)?;
        let foot = (0.5 * (self.x.start + self.x.end), self.y.end + 24.0);
        pen.text(across, foot, TICK_FONT_PX, (HPos::Center, VPos::Top), theme.dim)
    }

    /// The numbers along both axes in a font of so many pixels, so far from the plot.
    pub(super) fn draw_numbers<DB: DrawingBackend>(
        &self,
        pen: &Pen<DB>,
        theme: &ChartTheme,
        (font, gap): (f64, f64),
        has_grid: bool,
    ) -> Drawn<DB> {
        for (value, label) in &self.up.ticks {
            let (_, y) = self.place((self.across.low, *value));
            if has_grid {
                pen.rule(y, self.x.start, self.x.end, theme.line)?;
            }
            let place = (self.x.start - gap, y);
            pen.text(label, place, font, (HPos::Right, VPos::Center), theme.dim)?;
        }
        for (value, label) in &self.across.ticks {
            let (x, _) = self.place((*value, self.up.low));
            pen.upright(x, self.y.end, self.y.end + 4.0, theme.line)?;
            let place = (x, self.y.end + 7.0);
            pen.text(label, place, font, (HPos::Center, VPos::Top), theme.dim)?;
        }
        Ok(())
    }
}

/// An axis that ends where the column's does, dates written as such.
fn ending_at(axis: ValueAxis, column: &PictureAxis) -> ValueAxis {
    let mut ticks = axis.ticks;
    ticks.retain(|(value, _)| (column.low..=column.high).contains(value));
    if column.is_date {
        write_ticks(&mut ticks, ColumnType::Date);
    }
    ValueAxis { low: column.low, high: column.high, ticks, is_log: false }
}

/// Dates and durations in words, which are longer than numbers, so that there is room for every
/// other one.
fn write_ticks(ticks: &mut Vec<(f64, String)>, column_type: ColumnType) {
    for (value, label) in ticks.iter_mut() {
        *label = number_text(column_type, value.floor());
    }
    // Of several within a day the first.
    ticks.dedup_by(|next, kept| next.1 == kept.1);
    let mut at = 0;
    ticks.retain(|_| {
        at += 1;
        at % 2 == 1
    });
}

/// The labels of the upward axis stand left of the plot.
fn label_room(up: &ValueAxis) -> f64 {
    let widest = up.ticks.iter().map(|(_, label)| width_em(label)).fold(0.0, f64::max);
    (widest * TICK_FONT_PX + LABEL_GAP_PX).ceil() + 2.0
}

/// Draws a picture of this size, each place at twice the resolution.
pub(super) fn picture(
    size: PictureSize,
    draw: impl FnOnce(
        &Pen<'_, plotters::backend::SVGBackend<'_>>,
    ) -> Drawn<plotters::backend::SVGBackend<'static>>,
) -> String {
    let device = |px: f64| (px.max(120.0) * SCALE).round() as u32;
    svg((device(size.width), device(size.height)), |root| draw(&Pen { root, scale: SCALE }))
}

/// The least and the greatest of finite values; 0 to 1 without any.
pub fn value_range(values: impl Iterator<Item = f64>) -> [f64; 2] {
    let range = values
        .filter(|value| value.is_finite())
        .fold([f64::INFINITY, f64::NEG_INFINITY], |[low, high], value| {
            [low.min(value), high.max(value)]
        });
    if range[0] <= range[1] { range } else { [0.0, 1.0] }
}
