//! The coach: what a run's curves and its network say, why, and what to try.
//!
//! [`diagnose`] is a pure function of the run so far. Checked by `tests/it/train/diagnosis/rules.rs`
//! (rules and words), `tests/it/train/diagnosis/runs.rs` (recorded runs with labels of their
//! own; docs/COACH.md) and `tests/it/train/diverging.rs` (divergence and its suggestions).

mod best_epoch;
mod cures;
mod dummy_baseline;
mod edits;
mod evidence_sentences;
mod loss_curve;
mod network_probe;
mod offers;
mod rules;
mod sentences;
mod stopped_for;
mod suggestions;
mod turn;

use serde::{Deserialize, Serialize};

pub use best_epoch::best_index;
pub use cures::{Cure, CureReport, CureTrial, CureTrials, STARTS, try_cures};
pub use dummy_baseline::DummyBaseline;
pub use loss_curve::{LossCurve, median, noise};
pub use network_probe::{BlockEvidence, Idle, NetworkEvidence, NetworkProbe};

use crate::config::advice::TableFacts;
use crate::config::{CheckedExperiment, ExperimentConfig, ThreeDigits};
use crate::t;
use crate::train::{History, StopReason};
use rules::RunAnalysis;

/// What a run is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    /// Too early to tell.
    NotEnoughEpochs,
    /// Training has levelled off with little learned.
    Underfitting,
    /// It learns what also holds for validation rows.
    Fitting,
    /// It learns what holds for training rows only.
    Overfitting,
    /// The loss grows beyond all bounds.
    Diverging,
    /// At this pace the run ends before it has learned much.
    TooSlow,
    /// The loss jumps instead of falling.
    TooNoisy,
    /// Nothing is learned because units are dead or gradients vanish.
    Stuck,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::NotEnoughEpochs,
        Self::Underfitting,
        Self::Fitting,
        Self::Overfitting,
        Self::Diverging,
        Self::TooSlow,
        Self::TooNoisy,
        Self::Stuck,
    ];
}

/// What is known about a run.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// What is trained.
    pub experiment: &'a CheckedExperiment,
    /// On what, for suggestions and causes.
    pub table: &'a TableFacts<'a>,
    /// Its figures, epoch by epoch.
    pub history: &'a History,
    /// Why it ended; `None` while it goes on.
    pub end: Option<StopReason>,
    /// The loss of a constant prediction.
    pub dummy: &'a DummyBaseline,
    /// The network as it is now, where it was inspected.
    pub network: Option<&'a NetworkEvidence>,
}

/// A multiple of the training loss above this says no more than that it is small.
const MOST_TIMES: f64 = 10.0;

/// The gap between validation and training loss, from the best epoch on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Gap {
    /// The best epoch, counted from 1.
    pub from_epoch: u32,
    /// Validation loss less training loss, now.
    pub now: f64,
    /// Validation loss over training loss, now.
    pub ratio: f64,
    /// Validation loss less training loss at that epoch.
    pub at_best: f64,
}

impl Gap {
    /// It in words, with the multiple where it is at most ten.
    ///
    /// Checked by `tests/it/train/diagnosis/daily.rs::a_gap_is_said_without_a_huge_multiple`.
    pub fn sentence(&self) -> String {
        let epoch = self.from_epoch;
        let (best, now) = (ThreeDigits(self.at_best.abs()), ThreeDigits(self.now));
        let times = ThreeDigits(self.ratio);
        match (self.at_best < 0.0, self.ratio <= MOST_TIMES) {
            (true, true) => t!(
                "At epoch {epoch}, the best, validation loss was {best} below training loss; now it is {now} above, {times} times as large.",
                epoch,
                best,
                now,
                times,
            ),
            (true, false) => t!(
                "At epoch {epoch}, the best, validation loss was {best} below training loss; now it is {now} above.",
                epoch,
                best,
                now,
            ),
            (false, true) => t!(
                "At epoch {epoch}, the best, validation loss was {best} above training loss; now it is {now} above, {times} times as large.",
                epoch,
                best,
                now,
                times,
            ),
            (false, false) => t!(
                "At epoch {epoch}, the best, validation loss was {best} above training loss; now it is {now} above.",
                epoch,
                best,
                now,
            ),
        }
    }
}

/// Something to try.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The words on its button.
    pub label: String,
    /// Why it may help.
    pub why: String,
    /// The experiment after it, which can run.
    pub result: ExperimentConfig,
    /// Whether it mends what is known to be the cause; all others are guesses.
    pub is_cause: bool,
}

/// What the coach says.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnosis {
    /// What the run does.
    pub verdict: Verdict,
    /// One or two words for it.
    pub headline: &'static str,
    /// What it means, in a sentence or two.
    pub sentence: String,
    /// The figures that say so.
    pub evidence: Vec<String>,
    /// What else was found: a sentence each.
    pub findings: Vec<String>,
    /// What to try, the best first.
    pub suggestions: Vec<Suggestion>,
    /// Set once validation loss has been lower than it is now.
    pub gap: Option<Gap>,
}

/// Judges a run so far.
///
/// It depends on nothing but the evidence, so the same run always gets the same verdict.
/// The rules stand at [`Verdict`]'s place in `rules.rs`; every threshold is a share of the
/// run's own figures.
///
/// Checked by `tests/it/train/diagnosis/rules.rs::each_curve_has_its_verdict`, and on recorded runs by
/// `tests/it/train/diagnosis/runs.rs::verdicts_are_right_on_runs_that_were_held_out`.
pub fn diagnose(evidence: &Evidence<'_>) -> Diagnosis {
    let analysis = RunAnalysis::new(evidence);
    let findings = evidence_sentences::findings(&analysis);
    let offered = suggestions::of(&analysis);
    Diagnosis {
        verdict: analysis.verdict,
        headline: sentences::headline(&analysis),
        sentence: sentences::sentence(&analysis),
        evidence: evidence_sentences::evidence(&analysis),
        findings,
        suggestions: offered,
        gap: gap(evidence.history),
    }
}

/// The gap of a run, from its best epoch on: that of the page and of early stopping.
///
/// Checked by `tests/it/train/diagnosis/rules.rs::the_gap_begins_where_validation_was_lowest`.
pub fn gap(history: &History) -> Option<Gap> {
    let last = history.len().checked_sub(1)?;
    let val = &history.val_loss;
    let best = best_index(history, history.count())?;
    let (now, training) = (val[last], history.loss[last]);
    (best < last && now > training && training > 0.0).then(|| Gap {
        from_epoch: history.epochs[best],
        now: now - training,
        ratio: now / training,
        at_best: val[best] - history.loss[best],
    })
}
