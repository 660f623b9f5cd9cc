//! Changes are tried before they are advised: from the start of the run and from two more.
//!
//! [`CureTrials`] says what to train next and what came of it; [`try_cures`] trains it here
//! and now, workers do it in the browser. Checked by `tests/it/train/diagnosis/cures.rs`; how
//! often the first cure holds from a fresh start: `tests/it/train/diagnosis/cure_table.rs`
//! and docs/COACH.md.

mod report;
mod training;

pub use report::{Cure, CureReport};
pub use training::try_cures;

use super::{Evidence, Suggestion};
use crate::config::ExperimentConfig;
use crate::train::{History, Outcome, StopReason, StoppingRule};

/// Starts that a change is tried from: the run's own, and the next two seeds.
pub const STARTS: usize = 3;
/// The gain from which a change is put forward, as a share of the validation loss without it:
/// what three digits show. From the first start and on the mean.
const WORTHWHILE: f64 = 0.01;
/// The least gain from the other starts: more than rounding.
const LEAST_GAIN: f64 = 1e-3;

/// An experiment to train.
#[derive(Debug, Clone, PartialEq)]
pub struct CureTrial {
    /// Which of the changes; `None`: the run as it is, from another start.
    pub change: Option<usize>,
    /// Which start.
    pub start: usize,
    /// The change, from that start.
    pub experiment: ExperimentConfig,
}

/// Where a trial stands.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Standing {
    Waiting,
    Training,
    /// The validation loss at its end; `None` where it diverged.
    Ended(Option<f64>),
    /// It could not run.
    Skipped,
}

/// The changes that are tried for one run.
#[derive(Debug, Clone, PartialEq)]
pub struct CureTrials {
    /// The run's own, with the epochs it had.
    before: ExperimentConfig,
    /// Epochs it was to have.
    planned: u32,
    /// What is tried.
    changes: Vec<Suggestion>,
    /// What cannot be measured by the validation loss.
    others: Vec<Suggestion>,
    /// The run as it is, from each start.
    as_it_is: [Standing; STARTS],
    /// Each change, from each start.
    changed: Vec<[Standing; STARTS]>,
}

impl CureTrials {
    /// Of a run that rests or is over, and what was suggested for it. `is_planned` says
    /// whether it was trained as its experiment has it from the first epoch on.
    pub fn new(
        evidence: &Evidence<'_>,
        outcome: Option<Outcome>,
        is_planned: bool,
        suggestions: Vec<Suggestion>,
    ) -> Self {
        let mut before = evidence.experiment.config().clone();
        let (history, planned) = (evidence.history, before.training.epochs);
        let is_measured = |one: &Suggestion| {
            let (old, new) = (&before.training, &one.result.training);
            old.loss == new.loss && old.class_weights == new.class_weights
        };
        let (changes, others): (Vec<_>, Vec<_>) = suggestions.into_iter().partition(is_measured);
        let ended = outcome.is_some_and(|outcome| outcome.reason != StopReason::StoppedByUser);
        if !ended {
            // What rests is compared with what has come as far.
            before.training.epochs = history.count().max(1);
        }
        let mut trials = Self {
            before,
            planned,
            others,
            as_it_is: [Standing::Waiting; STARTS],
            changed: vec![[Standing::Waiting; STARTS]; changes.len()],
            changes,
        };
        if is_planned {
            trials.take_from_run(evidence.experiment.config(), history, outcome);
        }
        trials
    }

    /// The run itself is the first start; what early stopping would have kept of it is known
    /// as well.
    fn take_from_run(
        &mut self,
        experiment: &ExperimentConfig,
        history: &History,
        outcome: Option<Outcome>,
    ) {
        let end = match outcome {
            Some(outcome) if outcome.has_diverged() => None,
            outcome => {
                let restored = outcome.and_then(|outcome| outcome.restored_epoch);
                val_loss_at(history, restored.unwrap_or(history.count()))
            }
        };
        self.as_it_is[0] = Standing::Ended(end);
        let is_whole = history.len() == history.count() as usize;
        for (change, standing) in self.changes.iter().zip(&mut self.changed) {
            let mut without = change.result.clone();
            without.training.early_stopping = experiment.training.early_stopping;
            without.training.stopping = experiment.training.stopping;
            if is_whole && without == *experiment && !experiment.training.early_stopping {
                standing[0] = Standing::Ended(stopped_early(&change.result, history).or(end));
            }
        }
    }

    /// What is to be trained next: every change from the run's own start, in the order of the
    /// suggestions; then from the next start those that have not lost, the best so far first.
    /// So what little time leaves out are the later starts of what helps least. `None`: nothing
    /// for now.
    ///
    /// Checked by `tests/it/train/diagnosis/cures.rs::what_lost_is_tried_no_further` and
    /// `tests/it/train/diagnosis/cures.rs::the_best_is_tried_from_other_starts_first`.
    pub fn next_trial(&mut self) -> Option<CureTrial> {
        for start in 0..STARTS {
            let may_win = |change: usize| (0..start).all(|at| self.wins(change, at) != Some(false));
            let has_won = |change: usize| (0..start).all(|at| self.wins(change, at) == Some(true));
            let changes = 0..self.changes.len();
            if self.as_it_is[start] == Standing::Waiting && changes.clone().any(may_win) {
                return Some(self.begin(None, start));
            }
            let waits = |&change: &usize| {
                self.changed[change][start] == Standing::Waiting && has_won(change)
            };
            let left = |&change: &usize| self.cure(change).left();
            let best = changes.filter(waits).min_by(|a, b| left(a).total_cmp(&left(b)));
            if let Some(change) = best {
                return Some(self.begin(Some(change), start));
            }
        }
        None
    }

    fn begin(&mut self, change: Option<usize>, start: usize) -> CureTrial {
        *self.standing(change, start) = Standing::Training;
        let mut experiment = match change {
            Some(change) => self.changes[change].result.clone(),
            None => self.before.clone(),
        };
        // What changes the epochs means to; all others have as many as the run has had.
        if experiment.training.epochs == self.planned {
            experiment.training.epochs = self.before.training.epochs;
        }
        experiment.seed = self.before.seed.wrapping_add(start as u32);
        CureTrial { change, start, experiment }
    }

    fn standing(&mut self, change: Option<usize>, start: usize) -> &mut Standing {
        match change {
            Some(change) => &mut self.changed[change][start],
            None => &mut self.as_it_is[start],
        }
    }

    /// Takes in the validation loss at the end of a trial, none where it diverged.
    pub fn ended(&mut self, change: Option<usize>, start: usize, val_loss: Option<f64>) {
        *self.standing(change, start) = Standing::Ended(val_loss);
    }

    /// A trial that could not run: another seed may deal a class no row.
    pub fn skip(&mut self, change: Option<usize>, start: usize) {
        *self.standing(change, start) = Standing::Skipped;
    }

    /// A trial that was given up is tried again.
    pub fn put_back(&mut self, change: Option<usize>, start: usize) {
        *self.standing(change, start) = Standing::Waiting;
    }

    /// How many changes are tried.
    pub fn count(&self) -> usize {
        self.changes.len()
    }

    /// Whether a change ended with a lower validation loss from a start, from the first one by
    /// what is worthwhile; `None` where that is not known.
    fn wins(&self, change: usize, start: usize) -> Option<bool> {
        let least = if start == 0 { WORTHWHILE } else { LEAST_GAIN };
        match (self.as_it_is[start], self.changed[change][start]) {
            (Standing::Ended(Some(before)), Standing::Ended(Some(after))) => {
                Some(after < before - least * before.abs())
            }
            (Standing::Ended(before), Standing::Ended(after)) => {
                Some(before.is_none() && after.is_some())
            }
            _ => None,
        }
    }
}

fn val_loss_at(history: &History, epoch: u32) -> Option<f64> {
    history.index_of(epoch).map(|at| history.val_loss[at])
}

/// The validation loss of the epoch that early stopping would have kept of a run that went on;
/// `None` where it would never have stopped, nor found a better one than the last.
fn stopped_early(experiment: &ExperimentConfig, history: &History) -> Option<f64> {
    let mut rule = StoppingRule::new(Some(experiment.training.stopping));
    for (&epoch, &val_loss) in history.epochs.iter().zip(&history.val_loss) {
        if rule.observe(epoch, val_loss).stop {
            break;
        }
    }
    val_loss_at(history, rule.best_epoch())
}
