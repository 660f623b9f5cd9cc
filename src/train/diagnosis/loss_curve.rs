//! Robust figures of a series: levels, noise and slopes that one odd epoch does not move.
//!
//! Checked by `tests/it/train/diagnosis/rules.rs::series_are_measured_robustly`.

use crate::train::History;

/// Points that a rule looks at, at most: a longer run is reduced to the medians of as many bins.
const MOST_POINTS: usize = 240;
/// Of a normal distribution, standard deviation over median absolute deviation.
const NORMAL: f64 = 1.4826;

/// A loss over the run, epoch by epoch or in bins of equally many epochs.
#[derive(Debug, Clone, PartialEq)]
pub struct LossCurve {
    /// The epoch of each point; of a bin its last.
    pub epochs: Vec<f64>,
    /// The loss there; of a bin the median.
    pub values: Vec<f64>,
    /// Standard deviation of what the loss jumps from one point to the next, over the
    /// second half of the run.
    pub noise: f64,
}

impl LossCurve {
    /// The first `count` epochs of a history's series.
    pub fn new(history: &History, series: &[f64], count: u32) -> Self {
        let count = count.max(1);
        let bin = count.div_ceil(MOST_POINTS as u32);
        let (mut epochs, mut values) = (Vec::new(), Vec::new());
        let mut at = 0;
        for end in (1..=count.div_ceil(bin)).map(|nth| nth.saturating_mul(bin)) {
            let to = at + history.epochs[at..].partition_point(|epoch| *epoch <= end);
            if let Some(last) = history.epochs[at..to].last() {
                epochs.push(f64::from(*last));
                values.push(median(&series[at..to]));
            }
            at = to;
        }
        // Where every epoch is kept, the noise is that from epoch to epoch.
        let is_whole = history.len() == history.count() as usize;
        let whole = if is_whole { &series[..at] } else { &values };
        let noise = noise(&whole[whole.len() / 2..]);
        Self { epochs, values, noise }
    }

    /// Points.
    pub fn points(&self) -> usize {
        self.values.len()
    }

    /// The level at the start of the run, the first point.
    pub fn first(&self) -> f64 {
        self.values.first().copied().unwrap_or_default()
    }

    /// The level at the end of a part of the run: the median of its last twentieth, of at
    /// least three points.
    pub fn level(&self, to: usize) -> f64 {
        let to = to.min(self.points());
        let width = (to / 20).max(3).min(to);
        median(&self.values[to - width..to])
    }

    /// How much a level is off by chance: as levels jump from one stretch to the next in the
    /// second half of the run, or as its points do where that is more.
    pub fn level_noise(&self) -> f64 {
        let width = (self.points() / 20).max(3).min(self.points().max(1));
        let second_half = &self.values[self.points() / 2..];
        let levels: Vec<f64> = second_half.rchunks_exact(width).map(median).collect();
        noise(&levels).max(self.noise / (width as f64).sqrt())
    }

    /// The same at its end.
    pub fn now(&self) -> f64 {
        self.level(self.points())
    }

    /// Running medians, as wide as a fortieth of the run to either side.
    pub fn smooth(&self) -> Vec<f64> {
        let half = (self.points() / 40).max(1);
        let around = |at: usize| {
            median(&self.values[at.saturating_sub(half)..(at + half + 1).min(self.points())])
        };
        (0..self.points()).map(around).collect()
    }

    /// How much falls per epoch between two points, by Theil and Sen: the median over all
    /// pairs of points.
    pub fn fall(&self, from: usize, to: usize) -> f64 {
        let mut slopes = Vec::new();
        // At most 60 points, so that the pairs stay few.
        let step = (to.saturating_sub(from) / 60).max(1);
        let points: Vec<usize> = (from..to.min(self.points())).step_by(step).collect();
        for (nth, &a) in points.iter().enumerate() {
            for &b in &points[nth + 1..] {
                let epochs = self.epochs[b] - self.epochs[a];
                slopes.push((self.values[a] - self.values[b]) / epochs);
            }
        }
        median(&slopes)
    }

    /// The share of neighbouring steps between two points that go opposite ways: two
    /// thirds for noise alone, 0 for a smooth curve.
    pub fn turns(&self, from: usize) -> f64 {
        let steps: Vec<f64> = self.values[from..].windows(2).map(|two| two[1] - two[0]).collect();
        let turns = steps.windows(2).filter(|two| two[0] * two[1] < 0.0).count();
        turns as f64 / steps.len().saturating_sub(1).max(1) as f64
    }
}

/// The middle of the values in order, the upper one of two; 0 of none.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    let middle = sorted.len() / 2;
    if sorted.is_empty() {
        return 0.0;
    }
    *sorted.select_nth_unstable_by(middle, f64::total_cmp).1
}

/// Standard deviation of what is not smooth.
///
/// # Formula
/// `1.4826 median(|x_(i-1) - 2 x_i + x_(i+1)|) / sqrt(6)`: of independent noise the
/// second difference has six times its variance, and a slope or a bend has almost none.
pub fn noise(values: &[f64]) -> f64 {
    let bends: Vec<f64> =
        values.windows(3).map(|three| (three[0] - 2.0 * three[1] + three[2]).abs()).collect();
    NORMAL * median(&bends) / 6.0_f64.sqrt()
}
