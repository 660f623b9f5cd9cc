//! What the page knows of the current run: a pure reducer over the worker's events.

use serde::{Deserialize, Serialize};

use crate::config::{ExperimentConfig, Metric, limits};
use crate::data::RowCounts;
use crate::train::{EpochReport, History, Outcome, PartFigures, StopReason};
use crate::worker::{Event, Pace, RunId, ShownDiagnosis, TimeTravelReply};

/// Where the run stands. The page moves ahead of the worker on a click, so that a
/// button answers at once; the worker's events never move it back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub enum Phase {
    /// No run yet, or reset.
    #[default]
    Idle,
    /// Going on until it ends.
    Running,
    /// Going on to the end of the epoch.
    Stepping,
    /// Resting; can go on.
    Paused,
    /// Over.
    Finished(Outcome),
    /// Interrupted by a reload or a broken worker; its curves are kept.
    Interrupted,
}

impl Phase {
    /// Of a run that goes on at a pace; without one it rests.
    pub fn at(pace: Option<Pace>) -> Self {
        match pace {
            Some(Pace::Continuous) => Self::Running,
            Some(Pace::OneEpoch | Pace::OneBatch) => Self::Stepping,
            None => Self::Paused,
        }
    }
}

/// The current run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CurrentRun {
    /// Names the run; events of others are dropped.
    pub id: Option<RunId>,
    /// Where it stands.
    pub phase: Phase,
    /// What it trains; what the page shows may have been edited since.
    pub experiment: Option<ExperimentConfig>,
    /// The model file whose weights it began with; none of one that began from its seed.
    pub opened: Option<String>,
    /// Whether the threshold between two classes was changed since it began.
    pub has_new_threshold: bool,
    /// Learning rate and batch size, once they were changed while it went on.
    pub live: Option<(f64, u32)>,
    /// Its figures.
    pub history: History,
    /// How its rows are used.
    pub counts: Option<RowCounts>,
    /// The best epoch so far.
    pub best_epoch: Option<u32>,
    /// Epochs since then, as early stopping counts them.
    pub wait: u32,
    /// Milliseconds an epoch took, lately.
    pub epoch_ms: Option<f64>,
    /// Milliseconds of training, all told.
    pub elapsed_ms: f64,
    /// What the test part came to, once it was asked for.
    pub score: Option<PartFigures>,
    /// Epochs behind what is kept of it to go on from, if anything is.
    pub checkpoint: Option<u32>,
    /// The epoch that is looked back at, 0 before training; `None` is where the run stands.
    pub visited: Option<u32>,
    /// What would have come after the epoch at which early stopping ended it.
    pub ghost: History,
    /// Whether there is more of that to come.
    pub is_ghosting: bool,
    /// What the coach says of it.
    pub diagnosis: Option<Box<ShownDiagnosis>>,
}

impl CurrentRun {
    /// A run that was just asked for.
    pub fn begin(id: RunId, experiment: ExperimentConfig, phase: Phase) -> Self {
        Self { id: Some(id), phase, experiment: Some(experiment), ..Self::default() }
    }

    /// Whether the worker is training.
    pub fn is_active(&self) -> bool {
        matches!(self.phase, Phase::Running | Phase::Stepping)
    }

    /// Whether it has come to its end.
    pub fn is_over(&self) -> bool {
        matches!(self.phase, Phase::Finished(_))
    }

    /// How it ended, if it did.
    pub fn outcome(&self) -> Option<Outcome> {
        match self.phase {
            Phase::Finished(outcome) => Some(outcome),
            _ => None,
        }
    }

    /// Whether an experiment differs from what is trained, in more than a run can take in on
    /// its way.
    pub fn is_of_another(&self, shown: &ExperimentConfig) -> bool {
        self.experiment.as_ref().is_some_and(|running| {
            let mut shown = shown.clone();
            shown.training.learning_rate = running.training.learning_rate;
            shown.training.batch_size = running.training.batch_size;
            if self.id.is_some() || self.goes_on_from().is_some() {
                shown.training.threshold = running.training.threshold;
            }
            shown.title.clone_from(&running.title);
            shown != *running
        })
    }

    /// Whether it trains or trained an experiment as it is shown, learning rate and batch size
    /// among it.
    ///
    /// Checked by `tests/it/workspace/current_run.rs::what_was_typed_after_a_run_is_not_its_own`.
    pub fn is_of(&self, shown: &ExperimentConfig) -> bool {
        let live = |of: &ExperimentConfig| (of.training.learning_rate, of.training.batch_size);
        let is_live_own = self.experiment.as_ref().is_none_or(|own| live(own) == live(shown));
        is_live_own && !self.is_of_another(shown)
    }

    /// Takes the threshold of an experiment, and returns it if it is another than the run's.
    ///
    /// Checked by `tests/it/workspace/current_run.rs::a_threshold_needs_no_new_run`.
    pub fn take_threshold(&mut self, shown: &ExperimentConfig) -> Option<f64> {
        let own = self.experiment.as_mut()?;
        let before = own.threshold();
        own.training.threshold = shown.training.threshold;
        let now = Some(own.threshold()).filter(|now| *now != before)?;
        // What was measured with the one before says nothing any more.
        (self.has_new_threshold, self.score) = (true, None);
        Some(now)
    }

    /// The epoch to which it goes on with an experiment that has more epochs, once its own are
    /// up and the worker has it still.
    ///
    /// Checked by `tests/it/workspace/current_run.rs::a_run_that_is_over_takes_more_epochs`.
    pub fn extends_to(&self, shown: &ExperimentConfig) -> Option<u32> {
        let is_completed =
            matches!(self.phase, Phase::Finished(Outcome { reason: StopReason::Completed, .. }));
        let own = self.experiment.as_ref().filter(|_| is_completed && self.id.is_some())?;
        let mut same = shown.clone();
        same.training.epochs = own.training.epochs;
        let epochs = shown.training.epochs;
        (epochs > self.history.count() && !self.is_of_another(&same)).then_some(epochs)
    }

    /// Whether it rests with the weights of a model, which no epoch has changed yet.
    pub fn rests_with_opened(&self) -> bool {
        self.opened.is_some() && self.phase == Phase::Paused && self.history.count() == 0
    }

    /// Whether the run can go on where it rests.
    pub fn can_resume(&self) -> bool {
        self.phase == Phase::Paused
    }

    /// The epoch whose weights and figures are shown: the one that is looked back at, the one
    /// that was restored, or the last; 0 before training.
    ///
    /// Checked by `tests/it/workspace/current_run.rs::the_epoch_shown_is_that_of_the_weights`.
    pub fn shown_epoch(&self) -> u32 {
        let restored = match self.phase {
            Phase::Finished(outcome) => outcome.restored_epoch,
            _ => None,
        };
        self.visited.or(restored).unwrap_or(self.history.count())
    }

    /// Its place in the history, or of the nearest epoch that is kept.
    pub fn shown_index(&self) -> Option<usize> {
        let epoch = self.shown_epoch();
        self.history.nearest(epoch).filter(|_| epoch > 0)
    }

    /// Whether the worker has it, and something lies behind it.
    pub fn has_past(&self) -> bool {
        self.id.is_some() && self.history.count() > 0
    }

    /// Whether an epoch behind it can be looked at: it rests or is over.
    pub fn can_look_back(&self) -> bool {
        self.has_past() && matches!(self.phase, Phase::Paused | Phase::Finished(_))
    }

    /// Looks at an epoch, or the nearest whose figures are kept.
    pub fn look_at(&mut self, epoch: Option<u32>) {
        let kept = |epoch: u32| match self.history.nearest(epoch) {
            Some(index) if epoch > 0 => self.history.epochs[index],
            _ => 0,
        };
        (self.visited, self.score) = (epoch.map(kept), None);
        self.is_ghosting = false;
    }

    /// It is asked for what would have come after an early stop.
    pub fn begin_ghost(&mut self) {
        (self.ghost, self.is_ghosting) = (History::default(), true);
        self.visited = None;
    }

    /// Whether early stopping ended it, so that there is something it missed.
    pub fn was_stopped_early(&self) -> bool {
        let Phase::Finished(outcome) = self.phase else { return false };
        matches!(outcome.reason, StopReason::EarlyStopped { .. })
    }

    /// The epochs behind an interrupted run that can go on: at most those on the page.
    ///
    /// Checked by `tests/it/workspace/current_run.rs::an_interrupted_run_goes_on_from_what_was_kept`.
    pub fn goes_on_from(&self) -> Option<u32> {
        let is_interrupted = self.phase == Phase::Interrupted && self.experiment.is_some();
        self.checkpoint.filter(|epoch| is_interrupted && *epoch <= self.history.count())
    }

    /// The run was asked to go on, with this learning rate and this batch size. What was
    /// reached after the checkpoint stays until the worker has taken the run up.
    pub fn go_on(&mut self, id: RunId, phase: Phase, live: (f64, u32)) {
        let is_own = self.experiment.as_ref().is_some_and(|experiment| {
            (experiment.training.learning_rate, experiment.training.batch_size) == live
        });
        if self.live.is_some() || !is_own {
            self.live = Some(live);
        }
        (self.id, self.phase) = (Some(id), phase);
    }

    /// Takes in an event. Events of another run change nothing.
    ///
    /// Checked by `tests/it/workspace/current_run.rs`.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::Started { run, counts, epoch, best_epoch, wait } if self.is(*run) => {
                self.counts = Some(*counts);
                self.history.truncate(*epoch);
                self.best_epoch = Some(*best_epoch).filter(|epoch| *epoch > 0);
                (self.wait, self.score, self.visited) = (*wait, None, None);
                (self.ghost, self.is_ghosting) = (History::default(), false);
            }
            Event::Checkpoint { run, epoch, .. } if self.is(*run) => self.checkpoint = Some(*epoch),
            Event::Progress { run, reports, epochs, elapsed_ms } if self.is(*run) => {
                self.elapsed_ms += elapsed_ms;
                self.progress(reports);
                if *epochs > 0 {
                    self.epoch_ms = Some(*elapsed_ms / f64::from(*epochs));
                }
            }
            // A pause that the user asked for is shown already, and may have been
            // taken back since; only the end of a step is news.
            Event::Paused { run } if self.is(*run) && self.phase == Phase::Stepping => {
                self.phase = Phase::Paused;
            }
            Event::Finished { run, outcome } if self.is(*run) => {
                self.phase = Phase::Finished(*outcome);
                self.checkpoint = None;
            }
            Event::TimeTravel { run, reply: past } if self.is(*run) => self.look_back(past),
            Event::Diagnosed { run, diagnosis } if self.is(*run) => {
                self.diagnosis = Some(diagnosis.clone());
            }
            Event::MeasuredAgain { run, epoch, metrics } if self.is(*run) => {
                self.history.set_metrics(*epoch, metrics);
            }
            Event::Tested { run, score } if self.is(*run) => self.score = Some(score.clone()),
            Event::Rejected { run, .. } if self.is(*run) => {
                if self.counts.is_none() {
                    *self = Self::default();
                }
                // One that had begun and cannot go on keeps its curves.
                self.interrupt();
                self.checkpoint = None;
            }
            _ => {}
        }
    }

    /// The worker is gone: what was reached stays on the page.
    pub fn interrupt(&mut self) {
        if self.is_active() || self.phase == Phase::Paused {
            self.phase = Phase::Interrupted;
        }
        (self.id, self.visited, self.is_ghosting) = (None, None, false);
    }

    /// What the run measures beside the loss, the task's own metric first.
    pub fn metrics(&self) -> Vec<Metric> {
        let measured =
            |experiment: &ExperimentConfig| experiment.training.measured(experiment.data.task);
        self.experiment.as_ref().map(measured).unwrap_or_default()
    }

    /// The figures of a metric, training and validation; empty where it is not measured.
    pub fn metric(&self, metric: Metric) -> (&[f64], &[f64]) {
        self.metric_of(&self.history, metric)
    }

    /// The same after an early stop.
    pub fn ghost_metric(&self, metric: Metric) -> (&[f64], &[f64]) {
        self.metric_of(&self.ghost, metric)
    }

    fn metric_of<'a>(&self, history: &'a History, metric: Metric) -> (&'a [f64], &'a [f64]) {
        history.curves(Some(metric), &self.metrics(), false).into()
    }

    /// The training loss in one of its two readings.
    pub fn training_loss(&self, as_logged: bool) -> &[f64] {
        self.history.curves(None, &[], as_logged)[0]
    }

    /// Whether the training figures at the end of an epoch are of a sample of its rows.
    pub fn measures_sample(&self) -> bool {
        self.counts.is_some_and(|counts| counts.training > limits::MAX_MEASURED_ROWS)
    }

    fn is(&self, run: RunId) -> bool {
        self.id == Some(run)
    }

    fn look_back(&mut self, past: &TimeTravelReply) {
        match past {
            // A late answer does not move what is looked at by now.
            TimeTravelReply::Revisited { asked, epoch } if self.visited == *asked => {
                (self.visited, self.score) = (*epoch, None);
            }
            TimeTravelReply::Ghost { reports, finished, .. } => {
                self.ghost.extend(reports);
                self.is_ghosting &= !*finished;
            }
            TimeTravelReply::Revisited { .. }
            | TimeTravelReply::Replaying { .. }
            | TimeTravelReply::LossGap { .. } => {}
        }
    }

    fn progress(&mut self, reports: &[EpochReport]) {
        // What was measured with other weights says nothing any more.
        self.score = None;
        self.history.extend(reports);
        if let Some(last) = reports.last() {
            self.best_epoch = Some(last.best_epoch).filter(|epoch| *epoch > 0);
            self.wait = last.wait;
        }
    }
}
