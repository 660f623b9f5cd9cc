//! The session's run: its slices of training, and when it is kept.

mod look_back;
mod threshold;
mod weight;

use crate::config::limits;
use crate::train::{EpochReport, History, Trainer, Work};
use crate::worker::slice::Slice;
use crate::worker::time_travel::{Ghost, Timeline, Visit};
use crate::worker::{Event, Pace, RunId};

/// Milliseconds between two checkpoints of a run that goes on.
const QUICK_MS: f64 = 2_000.0;
/// The same for large ones.
const SLOW_MS: f64 = 10_000.0;

/// A trainer under way.
pub(super) struct Run {
    pub(super) id: RunId,
    pub(super) trainer: Trainer,
    /// How it comes back to what is behind it.
    pub(super) timeline: Timeline,
    /// While it is looked back at.
    pub(super) visit: Option<Visit>,
    /// What goes on where early stopping ended it.
    pub(super) ghost: Option<Ghost>,
    /// What parts two classes, once that was changed.
    threshold: Option<f64>,
    /// What it came to, epoch by epoch.
    pub(super) history: History,
    /// `None` while the run rests.
    pub(super) pace: Option<Pace>,
    pub(super) is_over: bool,
    /// Training time since the last message with epochs.
    elapsed_ms: f64,
    /// Whether it has changed since the last checkpoint.
    has_moved: bool,
    /// Whether nobody will go on from what lies behind it.
    in_passing: bool,
    /// When the last checkpoint was due, by the clock.
    kept_ms: Option<f64>,
}

/// What the network of a run is of.
pub(super) struct NetworkPlace {
    /// The epoch; 0 before the first.
    pub epoch: u32,
    /// Whether that is still under way.
    pub is_within: bool,
    /// Whether the run has come no further.
    pub is_last: bool,
}

impl Run {
    /// From its seed, before its first slice of work.
    pub(super) fn new(id: RunId, trainer: Trainer, history: History, pace: Pace) -> Self {
        Self::on(Timeline::new(), id, trainer, history, Some(pace))
    }

    /// Where its trainer stands, to which no seed leads; without a pace it rests there.
    pub(super) fn from_here(
        id: RunId,
        mut trainer: Trainer,
        history: History,
        pace: Option<Pace>,
    ) -> Self {
        Self::on(Timeline::from_here(&mut trainer), id, trainer, history, pace)
    }

    /// Nobody has a checkpoint of it yet.
    pub(super) fn unsaved(self) -> Self {
        Self { has_moved: true, ..self }
    }

    fn on(
        timeline: Timeline,
        id: RunId,
        trainer: Trainer,
        history: History,
        pace: Option<Pace>,
    ) -> Self {
        Self {
            timeline,
            visit: None,
            ghost: None,
            threshold: None,
            id,
            trainer,
            history,
            pace,
            is_over: false,
            elapsed_ms: 0.0,
            has_moved: false,
            in_passing: false,
            kept_ms: None,
        }
    }

    /// From here on it sends no checkpoints and keeps no moments.
    ///
    /// Checked by `tests/it/worker/sweep.rs::a_run_in_passing_keeps_nothing`.
    pub(super) fn keep_nothing(&mut self) {
        self.in_passing = true;
        self.timeline.keep_nothing();
    }

    /// Where it stands.
    pub(super) fn started(&self) -> Event {
        let (run, rule) = (self.id, self.trainer.rule());
        let (epoch, counts) = (self.trainer.reported(), self.trainer.dataset().facts().counts);
        Event::Started { run, counts, epoch, best_epoch: rule.best_epoch(), wait: rule.wait() }
    }

    /// Trains for a slice; when it ended, by the clock.
    ///
    /// Checked by `tests/it/worker/session.rs`, one mini-batch at a time by
    /// `tests/it/worker/step_batch.rs`.
    pub(super) fn train(&mut self, clock: &mut dyn FnMut() -> f64) -> (Vec<Event>, f64) {
        let mut slice = Slice::begin(clock);
        let mut reports = Vec::new();
        let mut last = None;
        while slice.lasts() {
            let changes = &mut self.timeline.changes;
            let is_step = self.pace == Some(Pace::OneBatch);
            let before = self.trainer.position().updates;
            match changes.drive(&mut self.trainer, &mut || !is_step && slice.lasts()) {
                Work::Yielded if is_step => {
                    if self.trainer.position().updates == before {
                        continue;
                    }
                    if !self.trainer.is_measuring() {
                        last = Some(self.rest());
                        break;
                    }
                    // The epoch ends with it, and is measured first.
                    self.pace = Some(Pace::OneEpoch);
                }
                Work::Yielded => break,
                Work::Epoch(report) => {
                    if reports.is_empty() {
                        self.timeline.offer(&mut self.trainer, &report);
                    }
                    reports.push(report);
                    if self.pace == Some(Pace::OneEpoch) {
                        last = Some(self.rest());
                        break;
                    }
                }
                Work::Finished(outcome) => {
                    last = Some(Event::Finished { run: self.id, outcome });
                    break;
                }
            }
        }
        let (end, elapsed_ms) = slice.end();
        self.elapsed_ms += elapsed_ms;
        self.has_moved = true;
        let mut events = Vec::from_iter(self.progress(reports));
        match last {
            Some(Event::Finished { .. }) => (self.is_over, self.pace) = (true, None),
            Some(_) => events.extend(self.checkpoint()),
            None => events.extend(self.checkpoint_if_due(end)),
        }
        events.extend(last);
        (events, end)
    }

    /// Rests after an epoch or a mini-batch.
    fn rest(&mut self) -> Event {
        self.pace = None;
        Event::Paused { run: self.id }
    }

    /// Takes in the epochs of a slice; tells those of them that are kept.
    fn progress(&mut self, mut reports: Vec<EpochReport>) -> Option<Event> {
        let epochs = reports.len() as u32;
        self.history.extend(&reports);
        reports.retain(|report| self.history.index_of(report.epoch).is_some());
        // What slices took in which no epoch ended is told with the epoch that they led to.
        (epochs > 0).then(|| {
            let elapsed_ms = std::mem::take(&mut self.elapsed_ms);
            Event::Progress { run: self.id, reports, epochs, elapsed_ms }
        })
    }

    /// A checkpoint, unless the page has the same one or it is too large.
    pub(super) fn checkpoint(&mut self) -> Option<Event> {
        if self.in_passing
            || !self.has_moved
            || self.trainer.checkpoint_bytes() > limits::MAX_CHECKPOINT_BYTES
        {
            return None;
        }
        self.has_moved = false;
        let checkpoint = self.trainer.checkpoint();
        let (epoch, bytes) = (checkpoint.reported(), checkpoint.to_bytes());
        Some(Event::Checkpoint { run: self.id, epoch, bytes })
    }

    /// A checkpoint of a run that goes on, now and then: what is kept costs training time.
    fn checkpoint_if_due(&mut self, now_ms: f64) -> Option<Event> {
        let is_quick = self.trainer.checkpoint_bytes() <= limits::QUICK_CHECKPOINT_BYTES;
        let period = if is_quick { QUICK_MS } else { SLOW_MS };
        if now_ms - *self.kept_ms.get_or_insert(now_ms) < period {
            return None;
        }
        self.kept_ms = Some(now_ms);
        self.checkpoint()
    }
}
