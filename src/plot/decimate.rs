//! Fewer points for long curves, without losing what the eye would see.

use std::ops::Range;

/// One point of a curve that is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The epoch, counted from 1.
    pub epoch: u32,
    /// The value at the end of that epoch, finite.
    pub value: f64,
}

/// The points of `values` (index 0 is epoch 1) to draw when the epochs of
/// `shown` share `columns` pixel columns, in order of epoch.
///
/// A column keeps its lowest, highest and last point, the epoch `keep` if it
/// lies there, and otherwise its first point: at most 4, between which the line
/// covers the same pixels as the full curve. Values that are not finite are
/// skipped.
///
/// Checked by `tests/it/decimate.rs`: extremes, `keep` and the last point stay.
pub fn decimate(values: &[f64], shown: Range<u32>, columns: u32, keep: Option<u32>) -> Vec<Point> {
    let span = f64::from(shown.end.saturating_sub(shown.start).max(1));
    let column_of = |epoch: u32| {
        let share = f64::from(epoch.saturating_sub(shown.start)) / span;
        (share * f64::from(columns.max(1))) as u64
    };
    let points = (1u32..)
        .zip(values)
        .filter(|(_, value)| value.is_finite())
        .map(|(epoch, &value)| Point { epoch, value });

    let mut kept = Vec::new();
    let mut open: Option<(u64, Column)> = None;
    for point in points {
        let index = column_of(point.epoch);
        match &mut open {
            Some((current, column)) if *current == index => column.add(point, keep),
            _ => {
                if let Some((_, column)) = open.take() {
                    column.close(&mut kept);
                }
                open = Some((index, Column::new(point, keep)));
            }
        }
    }
    if let Some((_, column)) = open {
        column.close(&mut kept);
    }
    kept
}

/// What one pixel column has seen so far.
struct Column {
    first: Point,
    low: Point,
    high: Point,
    last: Point,
    kept: Option<Point>,
}

impl Column {
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
