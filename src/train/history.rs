//! The figures of a run, epoch by epoch.

use serde::{Deserialize, Serialize};

use crate::config::Metric;
use crate::train::{EpochReport, Figures};

/// Up to this many epochs, all are kept.
const ALL_KEPT: u32 = 16_384;
/// Beyond that the run is divided into at most this many blocks of equally many epochs.
const BLOCKS: u32 = 2_048;
/// The least epochs of a block.
const LEAST_BLOCK: u32 = 16;

/// Series of equal length, in order of epoch.
///
/// The first 16,384 epochs are all kept. Of a longer run, blocks of epochs keep the first
/// lowest and highest of each series, the last epoch and the last improvement: of 2^k
/// epochs each, at most 2,048 blocks, and what is left over in blocks of falling powers of
/// two, the last 15 epochs as they are. The extremes of two blocks are the extremes of
/// their extremes, so what is kept depends on the run alone, never on the portions in which
/// it came (`tests/it/train/history.rs::portions_change_nothing`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    count: u32,
    /// Which epochs are kept, rising, counted from 1. The last one run is among them.
    pub epochs: Vec<u32>,
    /// Whether early stopping saw an improvement.
    pub improved: Vec<bool>,
    /// Training loss, at the end of the epoch.
    pub loss: Vec<f64>,
    /// Validation loss.
    pub val_loss: Vec<f64>,
    /// Training loss as Keras logs it.
    pub logged_loss: Vec<f64>,
    /// One series for each training metric, the task's own first.
    pub metrics: Vec<Vec<f64>>,
    /// The same for the validation rows.
    pub val_metrics: Vec<Vec<f64>>,
}

impl History {
    /// A history of `count` epochs of which none is kept: for filling in kept series.
    pub fn of_count(count: u32) -> Self {
        Self { count, ..Self::default() }
    }

    /// Appends epochs, and drops what a longer run does not keep.
    ///
    /// Checked by `tests/it/train/history.rs`.
    pub fn extend<'a>(&mut self, reports: impl IntoIterator<Item = &'a EpochReport>) {
        let before = self.count;
        for report in reports {
            self.count = report.epoch;
            self.epochs.push(report.epoch);
            self.improved.push(report.best_epoch == report.epoch);
            let Figures { loss, val_loss, logged_loss, metrics, val_metrics } = &report.figures;
            self.loss.push(*loss);
            self.val_loss.push(*val_loss);
            self.logged_loss.push(*logged_loss);
            push_each(&mut self.metrics, metrics);
            push_each(&mut self.val_metrics, val_metrics);
        }
        self.thin(before);
    }

    /// The same for one epoch.
    pub fn push(&mut self, report: &EpochReport) {
        self.extend([report]);
    }

    /// Forgets what came after the first `epochs` epochs.
    ///
    /// Checked by `tests/it/worker/go_on.rs::a_run_interrupted_anywhere_ends_as_if_it_had_not_been`.
    pub fn truncate(&mut self, epochs: u32) {
        self.count = self.count.min(epochs);
        let kept = self.epochs.partition_point(|epoch| *epoch <= epochs);
        self.epochs.truncate(kept);
        self.improved.truncate(kept);
        self.series_mut().for_each(|series| series.truncate(kept));
    }

    /// Puts other metrics, training and validation, in the place of those of a kept epoch.
    pub fn set_metrics(&mut self, epoch: u32, metrics: &[Vec<f64>; 2]) {
        let Some(index) = self.index_of(epoch) else { return };
        for (series, values) in [&mut self.metrics, &mut self.val_metrics].into_iter().zip(metrics)
        {
            for (series, value) in series.iter_mut().zip(values) {
                series[index] = *value;
            }
        }
    }

    /// The figures of a kept epoch, by its index.
    ///
    /// # Panics
    /// If it is not there.
    pub fn figures(&self, index: usize) -> Figures {
        let at = |series: &Vec<f64>| series[index];
        Figures {
            loss: self.loss[index],
            val_loss: self.val_loss[index],
            logged_loss: self.logged_loss[index],
            metrics: self.metrics.iter().map(at).collect(),
            val_metrics: self.val_metrics.iter().map(at).collect(),
        }
    }

    /// Epochs run.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// Epochs kept.
    pub fn len(&self) -> usize {
        self.epochs.len()
    }

    /// Whether no epoch is kept.
    pub fn is_empty(&self) -> bool {
        self.epochs.is_empty()
    }

    /// Where an epoch is, if it is kept.
    pub fn index_of(&self, epoch: u32) -> Option<usize> {
        self.epochs.binary_search(&epoch).ok()
    }

    /// Where the kept epoch is that is nearest to one, the earlier of two.
    pub fn nearest(&self, epoch: u32) -> Option<usize> {
        let after = self.epochs.partition_point(|kept| *kept < epoch);
        let around = after.saturating_sub(1)..(after + 1).min(self.len());
        around.min_by_key(|&index| self.epochs[index].abs_diff(epoch))
    }

    /// A figure epoch by epoch, training and validation: the loss, whose training part is
    /// there in two readings, or one of the metrics that the run measures, in their order.
    /// Empty where the run does not measure it.
    ///
    /// Checked by `tests/it/train/history.rs::a_figure_is_found_by_its_name`.
    pub fn curves(
        &self,
        metric: Option<Metric>,
        measured: &[Metric],
        as_logged: bool,
    ) -> [&[f64]; 2] {
        let Some(metric) = metric else {
            return [if as_logged { &self.logged_loss } else { &self.loss }, &self.val_loss];
        };
        let at = measured.iter().position(|one| *one == metric);
        [&self.metrics, &self.val_metrics]
            .map(|all| at.and_then(|at| all.get(at)).map_or(&[][..], Vec::as_slice))
    }

    /// The series of the task's own metric: training and validation.
    pub fn own_metric(&self) -> (&[f64], &[f64]) {
        (first(&self.metrics), first(&self.val_metrics))
    }

    /// Whether all series have the same length and finite values, and the epochs rise: what
    /// a stored history must be before it is shown.
    pub fn is_sound(&self) -> bool {
        let last = self.epochs.last().copied().unwrap_or(0);
        self.metrics.len() == self.val_metrics.len()
            && self.improved.len() == self.len()
            && self.epochs.first() != Some(&0)
            && self.epochs.is_sorted_by(|a, b| a < b)
            && last <= self.count
            && self.series().all(|values| {
                values.len() == self.len() && values.iter().all(|value| value.is_finite())
            })
    }

    fn series(&self) -> impl Iterator<Item = &Vec<f64>> {
        let losses = [&self.loss, &self.val_loss, &self.logged_loss];
        losses.into_iter().chain(&self.metrics).chain(&self.val_metrics)
    }

    fn series_mut(&mut self) -> impl Iterator<Item = &mut Vec<f64>> {
        let losses = [&mut self.loss, &mut self.val_loss, &mut self.logged_loss];
        losses.into_iter().chain(&mut self.metrics).chain(&mut self.val_metrics)
    }

    /// Thins the blocks that are new since there were `before` epochs.
    fn thin(&mut self, before: u32) {
        if self.count <= ALL_KEPT {
            return;
        }
        // Blocks of another size are all new.
        let unchanged = if block(before) == block(self.count) { before } else { 0 };
        let mut keep = Vec::new();
        let mut at = 0;
        for end in block_ends(self.count) {
            let to = at + self.epochs[at..].partition_point(|epoch| *epoch <= end);
            if end <= unchanged {
                keep.resize(to, true);
            } else {
                keep.resize(to, false);
                self.mark(at..to, &mut keep);
            }
            at = to;
        }
        keep.resize(self.len(), true);
        if keep.iter().all(|keep| *keep) {
            return;
        }
        retain(&mut self.epochs, &keep);
        retain(&mut self.improved, &keep);
        self.series_mut().for_each(|series| retain(series, &keep));
    }

    /// Marks what a block keeps.
    fn mark(&self, rows: std::ops::Range<usize>, keep: &mut [bool]) {
        let Some(last) = rows.clone().next_back() else { return };
        keep[last] = true;
        if let Some(row) = rows.clone().rfind(|&row| self.improved[row]) {
            keep[row] = true;
        }
        for series in self.series() {
            let (mut low, mut high) = (rows.start, rows.start);
            for row in rows.clone() {
                if series[row] < series[low] {
                    low = row;
                }
                if series[row] > series[high] {
                    high = row;
                }
            }
            (keep[low], keep[high]) = (true, true);
        }
    }
}

/// Epochs of a block in a run of `count` epochs.
fn block(count: u32) -> u32 {
    let mut block = LEAST_BLOCK;
    while count > ALL_KEPT && count.div_ceil(block) > BLOCKS {
        block *= 2;
    }
    if count > ALL_KEPT { block } else { 1 }
}

/// The last epochs of the blocks of a run of `count` epochs.
fn block_ends(count: u32) -> impl Iterator<Item = u32> {
    let (mut end, mut size) = (0, block(count));
    std::iter::from_fn(move || {
        while count - end < size {
            size /= 2;
        }
        (size >= LEAST_BLOCK).then(|| {
            end += size;
            end
        })
    })
}

fn retain<T>(values: &mut Vec<T>, keep: &[bool]) {
    let mut keep = keep.iter();
    values.retain(|_| keep.next() != Some(&false));
}

fn push_each(series: &mut Vec<Vec<f64>>, values: &[f64]) {
    series.resize(values.len(), Vec::new());
    for (series, &value) in series.iter_mut().zip(values) {
        series.push(value);
    }
}

fn first(series: &[Vec<f64>]) -> &[f64] {
    series.first().map_or(&[], Vec::as_slice)
}
