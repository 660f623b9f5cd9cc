//! What the page asks of a trained network, answered beside the training.

use std::rc::Rc;

use crate::data::Table;
use crate::inspection::picture::{PictureJob, PicturePlan, PictureQuestion};
use crate::inspection::{Answer, NetworkCopy, PredictionJob, Question};
use crate::worker::run::Run;
use crate::worker::slice::Slice;
use crate::worker::{Event, RunId, codec};

/// Milliseconds of a slice that a run which trains leaves to it: a tenth.
const BESIDE_TRAINING_MS: f64 = 1.6;

/// A question that is worked on.
enum Job {
    Predictions(PredictionJob),
    Picture(Box<PictureJob>),
}

impl Job {
    /// Does some of the work; the answer once it is done.
    fn advance(&mut self, copy: &mut NetworkCopy) -> Option<Answer> {
        match self {
            Self::Predictions(job) => job.advance(copy),
            Self::Picture(job) => job.advance(copy),
        }
    }
}

/// Answers the newest question alone, with the weights that stood when it came.
///
/// Checked by `tests/it/worker/inspection.rs`.
#[derive(Default)]
pub(super) struct Inspection {
    copy: Option<(RunId, NetworkCopy)>,
    /// Of the last picture: as long as the question stays, only the weights change.
    plan: Option<Rc<PicturePlan>>,
    job: Option<Job>,
}

impl Inspection {
    /// Takes a question up, and answers what needs no work; one before it that was not answered
    /// yet is dropped. The question crosses as bytes, as the answer does: only the view that asks
    /// knows it.
    pub(super) fn ask(&mut self, run: &Run, table: &Table, question: &[u8]) -> Option<Event> {
        self.job = None;
        let outcome = run.trainer.outcome();
        if outcome.is_some_and(|end| end.has_diverged() && end.restored_epoch.is_none()) {
            return Some(answer(run.id, &Answer::Diverged));
        }
        // What is none has no answer, and the page makes none.
        let question: Question = codec::decode(question).ok()?;
        if self.copy.as_ref().is_none_or(|(id, _)| *id != run.id) {
            self.copy = Some((run.id, NetworkCopy::new(&run.trainer)));
        }
        let (_, copy) = self.copy.as_mut()?;
        self.job = Some(match question {
            Question::Predictions(part) => {
                Job::Predictions(PredictionJob::new(&run.trainer, copy, part))
            }
            Question::Picture(question) => match plan(&mut self.plan, run, table, &question) {
                Ok(plan) => Job::Picture(Box::new(PictureJob::new(&run.trainer, copy, plan))),
                Err(problem) => return Some(answer(run.id, &problem)),
            },
        });
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
        Some(answer(*run, &found))
    }
}

/// The plan of a picture: the last one, if it is the same.
fn plan(
    last: &mut Option<Rc<PicturePlan>>,
    run: &Run,
    table: &Table,
    question: &PictureQuestion,
) -> Result<Rc<PicturePlan>, Answer> {
    if let Some(plan) = last.as_ref().filter(|plan| plan.is_of(&run.trainer, question)) {
        return Ok(Rc::clone(plan));
    }
    let made = PicturePlan::new(&run.trainer, table, question).map_err(Answer::NoPicture)?;
    Ok(Rc::clone(last.insert(Rc::new(made))))
}

/// There is no such run.
pub(super) fn gone(run: RunId) -> Event {
    answer(run, &Answer::Gone)
}

fn answer(run: RunId, answer: &Answer) -> Event {
    Event::Inspected { run, answer: codec::encode(answer) }
}
