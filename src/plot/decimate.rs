//! Fewer points for long curves, without losing what the eye would see.

use std::ops::Range;

use crate::plot::series::{Point, Series};

/// The points of `series` to draw when the epochs of `shown` share `columns` pixel columns,
/// in order of epoch.
///
/// A column keeps its lowest, highest and last point, the epoch `keep` if it
/// lies there, and otherwise its first point: at most 4, between which the line
/// covers the same pixels as the full curve.
///
/// Checked by `tests/it/plot/decimate.rs`: extremes, `keep` and the last point stay.
pub fn decimate(
    series: Series<'_>,
    shown: Range<f64>,
    columns: u32,
    keep: Option<u32>,
) -> Vec<Point> {
    let span = (shown.end - shown.start).max(1e-9);
    let column_of = |epoch: u32| {
        let share = (f64::from(epoch) - shown.start) / span;
        (share * f64::from(columns.max(1))) as i64
    };
    let mut kept = Vec::new();
    let mut open: Option<(i64, PixelColumn)> = None;
    for point in series.points() {
        let index = column_of(point.epoch);
        match &mut open {
            Some((current, column)) if *current == index => column.add(point, keep),
            _ => {
                if let Some((_, column)) = open.take() {
                    column.close(&mut kept);
                }
                open = Some((index, PixelColumn::new(point, keep)));
            }
        }
    }
    if let Some((_, column)) = open {
        column.close(&mut kept);
    }
    kept
}

/// What one pixel column has seen so far.
struct PixelColumn {
    first: Point,
    low: Point,
    high: Point,
    last: Point,
    kept: Option<Point>,
}

impl PixelColumn {
    fn new(point: Point, keep: Option<u32>) -> Self {
        let kept = (keep == Some(point.epoch)).then_some(point);
        Self { first: point, low: point, high: point, last: point, kept }
    }

    fn add(&mut self, point: Point, keep: Option<u32>) {
        if point.value < self.low.value {
            self.low = point;
        }
        if point.value > self.high.value {
            self.high = point;
        }
        if keep == Some(point.epoch) {
            self.kept = Some(point);
        }
        self.last = point;
    }

    fn close(self, out: &mut Vec<Point>) {
        let points = [self.kept.unwrap_or(self.first), self.low, self.high, self.last];
        let after = |epoch| points.iter().filter(move |point| Some(point.epoch) > epoch);
        let mut epoch = None;
        while let Some(next) = after(epoch).min_by_key(|point| point.epoch) {
            epoch = Some(next.epoch);
            out.push(*next);
        }
    }
}
