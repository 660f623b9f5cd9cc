//! What the page asks of a trained network, answered beside the training.

use std::collections::VecDeque;
use std::rc::Rc;

use crate::data::Table;
use crate::inspection::picture::{
    NoUnitPictures, PictureJob, PicturePlan, PictureQuestion, UnitPicturesJob, UnitPicturesPlan,
};
use crate::inspection::{
    Answer, NOT_LOADED, NetworkCopy, NotFinite, PermutationImportanceJob, PredictionJob, Question,
    RowForm, batch_by_batch, layer_figures, network_graph, quick_losses, row_flow, row_form,
    step_by_step, try_row,
};
use crate::train::Trainer;
use crate::worker::run::Run;
use crate::worker::slice::Slice;
use crate::worker::{Command, Event, RunId, codec};

/// Milliseconds of a slice that a run which trains leaves to it: a tenth.
const BESIDE_TRAINING_MS: f64 = 1.6;
/// What it may save of slices that it did not need: most questions are then answered at one go,
/// without a slice in between.
const SAVED_MS: f64 = 3.0 * BESIDE_TRAINING_MS;

/// A question that is worked on.
enum Job {
    Predictions(PredictionJob),
    Picture(Box<PictureJob>),
    UnitPictures(Box<UnitPicturesJob>),
    ColumnImportance(Box<PermutationImportanceJob>),
    /// There is nothing to work out any more.
    Answered(Option<Answer>),
}

impl Job {
    /// Does some of the work; the answer once it is done.
    fn advance(&mut self, copy: &mut NetworkCopy) -> Option<Answer> {
        match self {
            Self::Predictions(job) => job.advance(copy),
            Self::Picture(job) => job.advance(copy),
            Self::UnitPictures(job) => job.advance(copy),
            Self::ColumnImportance(job) => job.advance(copy).map(Answer::ColumnImportance),
            Self::Answered(answer) => answer.take(),
        }
    }
}

/// Who answers questions about a network. Only a table of functions is known of it: its code is
/// large, is in a file of its own in the browser, and is loaded with the first question.
pub struct Inspector(Box<dyn AnswerQuestions>);

/// One that knows no question yet.
pub fn inspector() -> Inspector {
    Inspector(Box::new(Inspection::default()))
}

impl Inspector {
    pub(super) fn answers(&mut self) -> &mut dyn AnswerQuestions {
        &mut *self.0
    }

    /// Whether a question is open.
    pub(super) fn has_work(&self) -> bool {
        self.0.has_work()
    }
}

/// What it does.
pub(super) trait AnswerQuestions {
    /// Takes questions up, and answers what needs no work; those before them that were not
    /// answered yet are dropped. They cross as bytes, as the answers do: only the view that asks
    /// knows them.
    fn ask(&mut self, run: &mut Run, table: &Table, questions: &[u8]) -> Vec<Event>;

    /// Whether a question is open.
    fn has_work(&self) -> bool;

    /// Works on the open questions: for a moment beside training, else for a slice.
    fn work(&mut self, trains: bool, clock: &mut dyn FnMut() -> f64) -> Option<Event>;
}

/// Answers the newest questions alone, with the weights that stood when they came.
///
/// Checked by `tests/it/worker/inspection.rs`.
#[derive(Default)]
struct Inspection {
    copy: Option<(RunId, NetworkCopy)>,
    /// Of the last picture: as long as the question stays, only the weights change.
    plan: Option<Rc<PicturePlan>>,
    units: Option<Rc<UnitPicturesPlan>>,
    form: Option<(RunId, RowForm)>,
    jobs: VecDeque<Job>,
    answers: Vec<Answer>,
    /// Milliseconds that it may take beside training.
    saved_ms: f64,
    /// Whether the next slice is the training's alone: whoever asks again at each answer must
    /// not hold it up.
    owes_slice: bool,
}

impl AnswerQuestions for Inspection {
    fn ask(&mut self, run: &mut Run, table: &Table, questions: &[u8]) -> Vec<Event> {
        self.jobs.clear();
        self.answers.clear();
        let outcome = run.trainer.outcome();
        if outcome.is_some_and(|end| end.has_diverged() && end.restored_epoch.is_none()) {
            return vec![answer(run.id, &[Answer::Diverged])];
        }
        // What is none has no answer, and the page makes none.
        let questions: Vec<Question> = codec::decode(questions).unwrap_or_default();
        if self.copy.as_ref().is_none_or(|(id, _)| *id != run.id) {
            self.copy = Some((run.id, NetworkCopy::new(&run.trainer)));
        }
        let mut events = Vec::new();
        for question in questions {
            let edits = match &question {
                Question::Network(edit) => edit.as_slice(),
                Question::Picture(_, edits) => edits,
                _ => &[],
            };
            for edit in edits {
                events.extend(run.set_weight(edit));
            }
            let job = self.job(run, table, question);
            self.jobs.extend(job);
        }
        events
    }

    fn has_work(&self) -> bool {
        !self.jobs.is_empty()
    }

    fn work(&mut self, trains: bool, clock: &mut dyn FnMut() -> f64) -> Option<Event> {
        let owes_slice = std::mem::take(&mut self.owes_slice);
        let answer = if trains && owes_slice { None } else { self.advance(trains, clock) };
        self.owes_slice = trains && answer.is_some();
        if answer.is_none() {
            // A slice of training follows.
            self.saved_ms = (self.saved_ms + BESIDE_TRAINING_MS).min(SAVED_MS);
        }
        answer
    }
}

impl Inspection {
    fn advance(&mut self, trains: bool, clock: &mut dyn FnMut() -> f64) -> Option<Event> {
        let (run, copy) = self.copy.as_mut().filter(|_| !self.jobs.is_empty())?;
        let mut slice = Slice::begin(clock);
        while let Some(job) = self.jobs.front_mut() {
            if let Some(answer) = job.advance(copy) {
                self.answers.push(answer);
                self.jobs.pop_front();
            }
            let goes_on = if trains { slice.lasts_below(self.saved_ms) } else { slice.lasts() };
            if !goes_on && !self.jobs.is_empty() {
                break;
            }
        }
        let (_, took_ms) = slice.end();
        self.saved_ms = (self.saved_ms - took_ms).max(0.0);
        let is_done = self.jobs.is_empty();
        is_done.then(|| answer(*run, &std::mem::take(&mut self.answers)))
    }

    fn job(&mut self, run: &mut Run, table: &Table, question: Question) -> Option<Job> {
        let (_, copy) = self.copy.as_mut()?;
        let inside = |answer: Result<Answer, NotFinite>| {
            Job::Answered(Some(answer.unwrap_or(Answer::Diverged)))
        };
        let trainer = &mut run.trainer;
        Some(match question {
            Question::Network(_) => {
                inside(network_graph(trainer).map(Box::new).map(Answer::Network))
            }
            Question::UnitPictures => match units(&mut self.units, trainer, table) {
                Ok(plan) => Job::UnitPictures(Box::new(UnitPicturesJob::new(trainer, copy, plan))),
                Err(why) => Job::Answered(Some(Answer::UnitPictures(Err(why)))),
            },
            Question::Layers => inside(layer_figures(trainer).map(Box::new).map(Answer::Layers)),
            Question::RowFlow(part, row) => {
                let flow = row_flow(trainer, copy, part, row);
                inside(flow.map(|flow| Answer::RowFlow(flow.map(Box::new))))
            }
            Question::Step(unit) => {
                inside(step_by_step(trainer, unit).map(Box::new).map(Answer::Step))
            }
            Question::BatchByBatch => {
                inside(batch_by_batch(trainer).map(Box::new).map(Answer::BatchByBatch))
            }
            Question::Predictions(part, over) => {
                Job::Predictions(PredictionJob::new(trainer, copy, table, (part, &over)))
            }
            Question::Picture(question, _) => {
                match plan(&mut self.plan, trainer, table, &question) {
                    Ok(plan) => {
                        let mut job = PictureJob::new(trainer, copy, plan);
                        if job.has_line() {
                            job.set_losses(quick_losses(trainer));
                        }
                        Job::Picture(Box::new(job))
                    }
                    Err(problem) => Job::Answered(Some(problem)),
                }
            }
            Question::TriedRow(question) => {
                let form = match self.form.take().filter(|(id, _)| *id == run.id) {
                    Some(form) => form,
                    None => (run.id, row_form(table, trainer.dataset())),
                };
                let (_, form) = self.form.insert(form);
                let tried = try_row(trainer, copy, table, form, &question);
                Job::Answered(Some(Answer::TriedRow(Box::new(tried))))
            }
            Question::ColumnImportance => {
                Job::ColumnImportance(Box::new(PermutationImportanceJob::new(trainer, copy)))
            }
        })
    }
}

/// The plan of a picture: the last one, if it is the same.
fn plan(
    last: &mut Option<Rc<PicturePlan>>,
    trainer: &Trainer,
    table: &Table,
    question: &PictureQuestion,
) -> Result<Rc<PicturePlan>, Answer> {
    if let Some(plan) = last.as_ref().filter(|plan| plan.is_of(trainer, question)) {
        return Ok(Rc::clone(plan));
    }
    let made = PicturePlan::new(trainer, table, question).map_err(Answer::NoPicture)?;
    Ok(Rc::clone(last.insert(Rc::new(made))))
}

/// The plan of the units' pictures: the last one, if it is the same.
fn units(
    last: &mut Option<Rc<UnitPicturesPlan>>,
    trainer: &Trainer,
    table: &Table,
) -> Result<Rc<UnitPicturesPlan>, NoUnitPictures> {
    if let Some(plan) = last.as_ref().filter(|plan| plan.is_of(trainer)) {
        return Ok(Rc::clone(plan));
    }
    let made = UnitPicturesPlan::new(trainer, table)?;
    Ok(Rc::clone(last.insert(Rc::new(made))))
}

/// There is no such run.
pub(super) fn gone(run: RunId) -> Event {
    Event::Inspected { run, answer: Vec::new() }
}

/// Who could answer could not be loaded.
pub(super) fn not_loaded(command: &Command) -> Vec<Event> {
    let Command::Inspect { run, .. } = command else { return Vec::new() };
    vec![Event::Inspected { run: *run, answer: NOT_LOADED.to_vec() }]
}

fn answer(run: RunId, answers: &[Answer]) -> Event {
    Event::Inspected { run, answer: codec::encode(&answers) }
}
