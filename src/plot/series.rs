//! One line of a chart.

/// A point of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// The epoch, counted from 1.
    pub epoch: u32,
    /// The value at the end of that epoch, finite.
    pub value: f64,
}

/// Values by epoch. Epochs of long runs are thinned, so they rise but may leave some out.
///
/// Values are finite by contract; one that is not is skipped.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Series<'a> {
    /// Counted from 1, rising.
    pub epochs: &'a [u32],
    /// As many.
    pub values: &'a [f64],
}

impl<'a> Series<'a> {
    /// A line over epochs.
    pub fn new(epochs: &'a [u32], values: &'a [f64]) -> Self {
        Self { epochs, values }
    }

    /// Its points with a value.
    pub fn points(self) -> impl DoubleEndedIterator<Item = Point> + Clone + use<'a> {
        let length = self.epochs.len().min(self.values.len());
        self.epochs[..length]
            .iter()
            .zip(&self.values[..length])
            .filter(|(_, value)| value.is_finite())
            .map(|(&epoch, &value)| Point { epoch, value })
    }

    /// The last point.
    pub fn last(self) -> Option<Point> {
        self.points().next_back()
    }

    /// The value of an epoch, if it is there.
    pub fn at(self, epoch: u32) -> Option<f64> {
        let index = self.epochs.binary_search(&epoch).ok()?;
        self.values.get(index).copied().filter(|value| value.is_finite())
    }

    /// The value at an epoch between the first and the last, on the line that joins those
    /// beside it; `place` rises with the epochs that are read.
    pub(super) fn read(self, epoch: u32, place: &mut usize) -> Option<f64> {
        let length = self.epochs.len().min(self.values.len());
        while *place < length && self.epochs[*place] < epoch {
            *place += 1;
        }
        let at = *place;
        let (next, value) = (*self.epochs.get(at)?, *self.values.get(at)?);
        let value = if next == epoch {
            value
        } else {
            let (before, from) = (self.epochs[at.checked_sub(1)?], self.values[at - 1]);
            let share = f64::from(epoch - before) / f64::from(next - before);
            from + share * (value - from)
        };
        Some(value).filter(|value| value.is_finite())
    }

    /// The same line from one epoch to another, with the points next to them outside.
    #[must_use]
    pub fn between(self, from: f64, to: f64) -> Self {
        let first = self.epochs.partition_point(|&epoch| f64::from(epoch) < from);
        let last = self.epochs.partition_point(|&epoch| f64::from(epoch) <= to);
        let length = self.epochs.len().min(self.values.len());
        let range = first.saturating_sub(1).min(length)..(last + 1).min(length);
        if range.start >= range.end {
            return Self::default();
        }
        Self { epochs: &self.epochs[range.clone()], values: &self.values[range] }
    }
}
