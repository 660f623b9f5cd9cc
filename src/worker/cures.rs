//! Whose turn it is while what the coach suggests is tried in other workers.
//!
//! Checked by `tests/it/worker/cures.rs`.

use serde::{Deserialize, Serialize};

use crate::t;
use crate::train::diagnosis::{CureReport, CureTrial, CureTrials, Suggestion};
use crate::worker::answers::SHOWN_SUGGESTIONS;
use crate::worker::{Event, RunId, ShownDiagnosis};

/// How a trial ended.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum TrialEnd {
    /// The validation loss of the weights it ended with.
    ValLoss(f64),
    /// It diverged.
    Diverged,
    /// It could not run.
    Refused,
}

/// What the page asks for while changes are tried.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "a field has words where its name and type leave something open")]
pub enum CureRequest {
    /// A worker is free.
    Next {
        place: u32,
        /// What came of the trial it had.
        ended: Option<TrialEnd>,
    },
    /// The time is over.
    End,
}

/// The trials of a run.
pub(super) struct Cures {
    run: RunId,
    /// Epochs behind it when they began.
    count: u32,
    diagnosis: ShownDiagnosis,
    trials: CureTrials,
    /// Which worker trains what.
    places: Vec<(u32, CureTrial)>,
    /// Whether it was said what came of them.
    is_told: bool,
}

impl Cures {
    pub(super) fn new(
        run: RunId,
        count: u32,
        diagnosis: ShownDiagnosis,
        trials: CureTrials,
    ) -> Self {
        Self { run, count, diagnosis, trials, places: Vec::new(), is_told: false }
    }

    /// Whether they are of a run as far as it has come.
    pub(super) fn is_of(&self, run: RunId, count: u32) -> bool {
        (self.run, self.count) == (run, count)
    }

    /// Hands out what is to be tried; what came of it, once all is tried or the time is over.
    pub(super) fn obey(
        &mut self,
        request: CureRequest,
        seconds: u32,
    ) -> (Option<Event>, Option<ShownDiagnosis>) {
        let mut due = None;
        let is_over = match request {
            CureRequest::Next { place, ended } => {
                self.take(place, ended);
                let next = self.trials.next_trial();
                let experiment = next.as_ref().map(|next| Box::new(next.experiment.clone()));
                due = Some(Event::CureDue { run: self.run, place, experiment });
                self.places.extend(next.map(|next| (place, next)));
                self.places.is_empty()
            }
            CureRequest::End => true,
        };
        let told = (is_over && !self.is_told).then(|| {
            self.is_told = true;
            self.diagnosis.clone().with_cures(&self.trials.report(), seconds)
        });
        (due, told)
    }

    fn take(&mut self, place: u32, ended: Option<TrialEnd>) {
        let Some(at) = self.places.iter().position(|(own, _)| *own == place) else { return };
        let (_, CureTrial { change, start, .. }) = self.places.swap_remove(at);
        match ended {
            Some(TrialEnd::ValLoss(val_loss)) => self.trials.ended(change, start, Some(val_loss)),
            Some(TrialEnd::Diverged) => self.trials.ended(change, start, None),
            Some(TrialEnd::Refused) => self.trials.skip(change, start),
            // The page had let go of the worker.
            None => self.trials.put_back(change, start),
        }
    }
}

impl ShownDiagnosis {
    /// The same with what came of its suggestions: what helped with what it did, then what
    /// there was no time for. Each is said once.
    #[must_use]
    pub fn with_cures(mut self, report: &CureReport, seconds: u32) -> Self {
        let shown =
            |one: &Suggestion, why: String| (one.label.clone(), why, Box::new(one.result.clone()));
        let cures = report.cures.iter();
        let cures = cures.map(|cure| shown(&cure.suggestion, cure.sentence()));
        let untried = report.untried.iter();
        let untried =
            untried.map(|one| shown(one, t!("Could not be tried in {seconds} s.", seconds)));
        let others = report.unmeasured.iter().map(|one| shown(one, one.why.clone()));
        let all = cures.chain(untried).chain(others);
        self.suggestions = all.take(SHOWN_SUGGESTIONS).collect();
        let with_button = SHOWN_SUGGESTIONS.saturating_sub(report.cures.len());
        self.findings.extend(report.findings(seconds, with_button));
        self
    }
}
