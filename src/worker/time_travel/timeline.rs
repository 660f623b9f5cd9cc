//! How a run comes back to an epoch: from the nearest moment that was kept, training again
//! what lies between, with the settings as they were changed then.

use crate::nn::Float;
use crate::train::{EpochReport, RunPosition, RunSnapshot, Trainer, Work};

/// The kept moments take at most this many bytes.
const BUDGET: usize = 64 << 20;

/// A setting that may change while a run goes on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::worker) enum LiveChange {
    LearningRate(f64),
    BatchSize(u32),
    Threshold(f64),
    /// A weight by its place in the network's store.
    Weight(usize, Float),
}

impl LiveChange {
    /// Of the same setting; each weight is one of its own.
    fn is_of_same_setting(self, other: Self) -> bool {
        match (self, other) {
            (Self::Weight(one, _), Self::Weight(other, _)) => one == other,
            _ => std::mem::discriminant(&self) == std::mem::discriminant(&other),
        }
    }

    fn apply(self, trainer: &mut Trainer) {
        match self {
            Self::LearningRate(rate) => trainer.set_learning_rate(rate),
            Self::BatchSize(size) => trainer.set_batch_size(size),
            Self::Threshold(threshold) => trainer.set_threshold(threshold),
            Self::Weight(place, value) => trainer.set_weight(place, value),
        }
    }
}

/// What was changed in a run and where, so that training it again meets the same changes.
#[derive(Debug, Clone, Default)]
pub(in crate::worker) struct ChangeLog {
    log: Vec<(RunPosition, LiveChange)>,
    /// The first change that lies ahead of the trainer.
    next: usize,
}

impl ChangeLog {
    /// Changes a setting here. Later changes of the same setting are dropped from the log.
    pub(in crate::worker) fn record(&mut self, trainer: &mut Trainer, change: LiveChange) {
        change.apply(trainer);
        let rest = self.log.split_off(self.next);
        self.log.push((trainer.position(), change));
        self.next = self.log.len();
        self.log.extend(rest.into_iter().filter(|(_, one)| !one.is_of_same_setting(change)));
    }

    /// Moves to where the trainer stands. What was changed at this very place is applied again,
    /// which makes no difference if it had been applied before.
    pub(in crate::worker) fn seek(&mut self, here: RunPosition) {
        self.next = self.log.partition_point(|(mark, _)| *mark < here);
    }

    /// As [`Trainer::work`], with the changes that are due.
    pub(in crate::worker) fn drive(
        &mut self,
        trainer: &mut Trainer,
        may_go_on: &mut dyn FnMut() -> bool,
    ) -> Work {
        loop {
            let here = trainer.position();
            while let Some((_, change)) = self.log.get(self.next).filter(|one| one.0 <= here) {
                change.apply(trainer);
                self.next += 1;
            }
            let is_near =
                self.log.get(self.next).is_some_and(|(mark, _)| mark.reported == here.reported);
            if !is_near {
                return trainer.work(may_go_on);
            }
            // One unit, and another look.
            match trainer.work(&mut || false) {
                Work::Yielded if may_go_on() => {}
                work => return work,
            }
        }
    }
}

/// A run as it was at the end of an epoch.
struct KeptMoment {
    epoch: u32,
    moment: RunSnapshot,
    bytes: usize,
    report: EpochReport,
}

/// Moments of a run: at the most one in a slice of work, fewer where they are large or
/// many, so that the way from the one before to any epoch is short.
///
/// Which they are depends on the clock; what is reached from them never does
/// (`tests/it/worker/any_order.rs`).
pub(in crate::worker) struct Timeline {
    pub(in crate::worker) changes: ChangeLog,
    /// Where the worker took the run up; `None` for its very start, which is made anew.
    base: Option<RunSnapshot>,
    /// The first epoch whose end lies ahead of the base.
    earliest: u32,
    /// By epoch.
    moments: Vec<KeptMoment>,
    bytes: usize,
    budget: usize,
    /// A moment is kept once in as many slices as this.
    spacing: u32,
    slices: u32,
}

impl Timeline {
    /// Of a run that begins.
    pub(in crate::worker) fn new() -> Self {
        Self {
            changes: ChangeLog::default(),
            base: None,
            earliest: 0,
            moments: Vec::new(),
            bytes: 0,
            budget: BUDGET,
            spacing: 1,
            slices: 0,
        }
    }

    /// Of a run that another worker began.
    pub(in crate::worker) fn from_here(trainer: &mut Trainer) -> Self {
        let reported = trainer.reported();
        let earliest = if trainer.stands_after(reported) { reported } else { reported + 1 };
        Self { base: Some(trainer.snapshot()), earliest, ..Self::new() }
    }

    /// Whether it begins where no seed leads.
    pub(in crate::worker) fn has_base(&self) -> bool {
        self.base.is_some()
    }

    /// Keeps no moments: all ways begin at the start.
    pub(in crate::worker) fn keep_nothing(&mut self) {
        self.budget = 0;
    }

    /// The first epoch that can be revisited.
    pub(in crate::worker) fn earliest(&self) -> u32 {
        self.earliest
    }

    /// Keeps the end of an epoch, if it is time to; asked once in a slice.
    pub(in crate::worker) fn offer(&mut self, trainer: &mut Trainer, report: &EpochReport) {
        self.slices += 1;
        let at = self.moments.partition_point(|kept| kept.epoch < report.epoch);
        let is_there = self.moments.get(at).is_some_and(|kept| kept.epoch == report.epoch);
        let bytes = trainer.snapshot_bytes();
        if is_there || bytes > self.budget || !self.slices.is_multiple_of(self.spacing) {
            return;
        }
        let (epoch, report) = (report.epoch, report.clone());
        self.moments.insert(at, KeptMoment { epoch, moment: trainer.snapshot(), bytes, report });
        self.bytes += bytes;
        while self.bytes > self.budget {
            let mut index = 0;
            self.moments.retain(|_| {
                index += 1;
                index % 2 == 1
            });
            self.spacing = self.spacing.saturating_mul(2);
            self.bytes = self.moments.iter().map(|kept| kept.bytes).sum();
            if self.moments.len() == 1 {
                break;
            }
        }
    }

    /// Brings a trainer of the run to the last moment before the end of an epoch, or at it.
    /// Returns the report of the epoch after which it stands, if that is known.
    pub(in crate::worker) fn go_back(
        &mut self,
        trainer: &mut Trainer,
        epoch: u32,
    ) -> Option<EpochReport> {
        if self.base.is_none() && self.before(epoch).is_none() {
            *trainer = trainer.twin(&trainer.experiment().clone());
        }
        self.bring_up(trainer, epoch);
        self.changes.seek(trainer.position());
        self.before(epoch).map(|kept| kept.report.clone())
    }

    /// The same for a trainer that is new, perhaps of a run without early stopping.
    pub(in crate::worker) fn bring_up(&self, trainer: &mut Trainer, epoch: u32) {
        let kept = self.before(epoch).map(|kept| &kept.moment);
        if let Some(moment) = kept.or(self.base.as_ref()) {
            trainer.rewind(moment);
        }
    }

    fn before(&self, epoch: u32) -> Option<&KeptMoment> {
        self.moments.iter().rfind(|kept| kept.epoch <= epoch)
    }

    /// Whether a moment lies between two epochs, the second one included.
    pub(in crate::worker) fn has_between(&self, after: u32, epoch: u32) -> bool {
        self.moments.iter().any(|kept| kept.epoch > after && kept.epoch <= epoch)
    }

    /// Forgets the moments after an epoch: the run goes on from it.
    pub(in crate::worker) fn cut(&mut self, epoch: u32) {
        self.moments.retain(|kept| kept.epoch <= epoch);
        self.bytes = self.moments.iter().map(|kept| kept.bytes).sum();
    }
}
