//! What the page asks of a trained network, answered beside the training.

use serde::{Deserialize, Serialize};

use crate::inspection::{NetworkCopy, PartName, PredictionJob, Predictions};
use crate::nn::widen;
use crate::worker::run::Run;
use crate::worker::slice::Slice;
use crate::worker::{Event, RunId, codec};

/// Milliseconds of a slice that a run which trains leaves to it: a tenth.
const BESIDE_TRAINING_MS: f64 = 1.6;

/// What may be asked of the network of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// What it says of the rows of a part.
    Predictions(PartName),
}

/// What comes of it. It crosses to the page as bytes, which only the file of the view reads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// What it says of the rows.
    Predictions(Box<Predictions>),
    /// The part has no rows.
    NoRows(PartName),
    /// What the network says are no numbers any more.
    Diverged,
    /// There is no network of that run any more.
    Gone,
}

/// Answers the newest question alone, with the weights that stood when it came.
///
/// Checked by `tests/it/worker/inspection.rs`.
#[derive(Default)]
pub(super) struct Inspection {
    copy: Option<(RunId, NetworkCopy)>,
    job: Option<PredictionJob>,
}

impl Inspection {
    /// Takes a question up, and answers what needs no work; one before it that was not answered
    /// yet is dropped.
    pub(super) fn ask(&mut self, run: &Run, question: Question) -> Option<Event> {
        let outcome = run.trainer.outcome();
        if outcome.is_some_and(|end| end.has_diverged() && end.restored_epoch.is_none()) {
            self.job = None;
            return Some(answer(run.id, &Answer::Diverged));
        }
        if self.copy.as_ref().is_none_or(|(id, _)| *id != run.id) {
            self.copy = Some((run.id, NetworkCopy::new(&run.trainer)));
        }
        let (_, copy) = self.copy.as_mut()?;
        let Question::Predictions(part) = question;
        self.job = Some(PredictionJob::new(&run.trainer, copy, part));
        None
    }

    /// Whether a question is open.
    pub(super) fn has_work(&self) -> bool {
        self.job.is_some()
    }

    /// Works on the open question: for a moment beside training, else for a slice.
    pub(super) fn work(&mut self, trains: bool, clock: &mut dyn FnMut() -> f64) -> Option<Event> {
        let (job, (run, copy)) = self.job.as_mut().zip(self.copy.as_mut())?;
        let mut slice = Slice::begin(clock);
        let found = loop {
            if let Some(found) = job.advance(copy) {
                break found;
            }
            let goes_on =
                if trains { slice.lasts_below(BESIDE_TRAINING_MS) } else { slice.lasts() };
            if !goes_on {
                return None;
            }
        };
        self.job = None;
        Some(answer(*run, &checked(found)))
    }
}

/// There is no such run.
pub(super) fn gone(run: RunId) -> Event {
    answer(run, &Answer::Gone)
}

fn checked(found: Predictions) -> Answer {
    if found.rows.is_empty() {
        Answer::NoRows(found.part)
    } else if found.predicted.iter().all(|number| widen(*number).is_finite()) {
        Answer::Predictions(Box::new(found))
    } else {
        Answer::Diverged
    }
}

fn answer(run: RunId, answer: &Answer) -> Event {
    Event::Inspected { run, answer: codec::encode(answer) }
}
