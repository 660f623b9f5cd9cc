//! Walks a lesson without a browser: what "Show me" does must lead from each task's beginning to
//! its end.

use crate::config::{ExperimentConfig, TableSchema};
use crate::course::trial::{SceneTables, TrialError, train};
use crate::course::{
    Experiment, Lesson, Looking, RunFigures, RunStanding, Show, Situation, Step, StepProgress,
    SweepFigures, Text, Value, train_sweep,
};
use crate::data::{Dataset, RowCounts};

/// What came of one task.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskTrial {
    /// Its place in the step, from 1.
    pub task: usize,
    /// Whether it counted as done before anything was.
    pub was_done: bool,
    /// Whether it was done once "Show me" had done its part.
    pub is_done: bool,
}

/// What came of one step.
#[derive(Debug, Clone, PartialEq)]
pub struct StepTrial {
    /// Its tasks.
    pub tasks: Vec<TaskTrial>,
    /// Whether every figure of its texts was known when it was shown: those of text, question
    /// and tasks at the beginning or once the tasks before are done, the others at the end.
    pub unknown_texts: Vec<String>,
    /// What was seen, where all is done.
    pub saw: Option<String>,
}

/// The page, as far as a lesson can tell.
struct Page {
    experiment: ExperimentConfig,
    schema: TableSchema,
    counts: RowCounts,
    inputs: u64,
    run: Option<(ExperimentConfig, RunFigures)>,
    sweep: Option<(ExperimentConfig, SweepFigures)>,
    looking: Looking,
}

/// Walks a lesson with every question answered rightly and every task done by "Show me". With a
/// seed its experiments have that one instead of their own.
///
/// Checked by `tests/it/course/lessons.rs`.
///
/// # Errors
/// An experiment that cannot be trained.
pub fn walk_lesson(
    lesson: &Lesson,
    seed: Option<u32>,
    tables: &mut SceneTables,
) -> Result<Vec<StepTrial>, TrialError> {
    let mut page = None;
    let mut trials = Vec::new();
    for step in &lesson.steps {
        if let Some(opened) = step.opens() {
            let mut experiment = opened.map_err(TrialError::Lesson)?;
            experiment.seed = seed.unwrap_or(experiment.seed);
            page = Some(Page::open(experiment, tables)?);
        }
        let Some(page) = &mut page else {
            return Err(TrialError::Lesson("The first step opens no experiment.".to_owned()));
        };
        page.looking.view = step.view.or(page.looking.view);
        trials.push(walk_step(step, page, tables)?);
    }
    Ok(trials)
}

fn walk_step(
    step: &Step,
    page: &mut Page,
    tables: &mut SceneTables,
) -> Result<StepTrial, TrialError> {
    let mut progress = StepProgress {
        answer: step.predict.as_ref().map(|asked| asked.right),
        ..Default::default()
    };
    let mut trial = StepTrial { tasks: Vec::new(), unknown_texts: Vec::new(), saw: None };
    let asked = step
        .predict
        .iter()
        .flat_map(|asked| std::iter::once(&asked.question).chain(&asked.answers));
    trial.note_unknown(step.text.iter().chain(asked).chain(&step.hint), &progress, step, page);
    for (at, task) in step.tasks.iter().enumerate() {
        trial.note_unknown([&task.text], &progress, step, page);
        progress.advance(step, &page.situation());
        let was_done = progress.done.len() > at;
        page.show(&task.show, tables)?;
        progress.advance(step, &page.situation());
        let is_done = progress.done.len() > at;
        trial.tasks.push(TaskTrial { task: at + 1, was_done, is_done });
    }
    let because = step.predict.iter().map(|asked| &asked.because);
    trial.note_unknown(because.chain(&step.saw), &progress, step, page);
    trial.saw = progress.saw;
    Ok(trial)
}

impl StepTrial {
    /// Whether every task was open before and done after, and all texts could be filled.
    pub fn holds(&self) -> bool {
        self.unknown_texts.is_empty()
            && self.tasks.iter().all(|task| task.is_done && !task.was_done)
    }

    fn note_unknown<'a>(
        &mut self,
        texts: impl IntoIterator<Item = &'a Text>,
        progress: &StepProgress,
        step: &Step,
        page: &Page,
    ) {
        let value_of =
            |name: &str| -> Option<Value> { progress.value(step, &page.situation(), name) };
        let unknown = texts.into_iter().filter(|text| !text.is_known(&value_of));
        self.unknown_texts.extend(unknown.map(ToString::to_string));
    }
}

impl Page {
    fn open(experiment: ExperimentConfig, tables: &mut SceneTables) -> Result<Self, TrialError> {
        let table = tables.table(&experiment.data)?;
        let schema = table.schema().clone();
        let mut page = Self {
            experiment,
            schema,
            counts: RowCounts::default(),
            inputs: 0,
            run: None,
            sweep: None,
            looking: Looking::default(),
        };
        page.count(tables)?;
        Ok(page)
    }

    /// As the worker counts for the page after every change of the data.
    fn count(&mut self, tables: &mut SceneTables) -> Result<(), TrialError> {
        let table = tables.table(&self.experiment.data)?;
        self.schema = table.schema().clone();
        let checked =
            self.experiment.check(&self.schema).map_err(|mut problems| problems.remove(0))?;
        let dataset = Dataset::prepare(&table, &checked)?;
        let facts = dataset.facts();
        (self.counts, self.inputs) = (facts.counts, facts.input_names.len() as u64);
        Ok(())
    }

    fn show(&mut self, show: &Show, tables: &mut SceneTables) -> Result<(), TrialError> {
        self.experiment = show.changed(&self.experiment).map_err(TrialError::Lesson)?;
        self.count(tables)?;
        if show.train && show.sweep.is_empty() {
            let table = tables.table(&self.experiment.data)?;
            let figures = train(&self.experiment, &table)?;
            if let Some(before) = self.run.replace((self.experiment.clone(), figures)) {
                // Runs with which a task was done stay in the chart.
                self.looking.runs_on_chart += usize::from(before.0.data == self.experiment.data);
            }
            self.looking.epoch = self.figure("epochs");
            self.looking.weights_by_hand = 0;
        }
        if !show.sweep.is_empty() {
            let table = tables.table(&self.experiment.data)?;
            let figures = train_sweep(&self.experiment, &show.sweep, &table)?;
            self.sweep = Some((self.experiment.clone(), figures));
        }
        self.looking.view = show.view.or(self.looking.view);
        if show.best_epoch {
            self.looking.epoch = self.figure("best_epoch");
        }
        if show.first_weight.is_some() {
            self.looking.weights_by_hand += 1;
        }
        Ok(())
    }

    fn figure(&self, name: &str) -> u32 {
        let figure = self.run.as_ref().and_then(|(_, figures)| figures.get(name));
        match figure {
            Some(Value::Number(number)) => number as u32,
            _ => 0,
        }
    }

    fn situation(&self) -> Situation<'_> {
        let run = self.run.as_ref().filter(|(of, _)| *of == self.experiment);
        let sweep = self.sweep.as_ref().filter(|(of, _)| *of == self.experiment);
        Situation {
            experiment: Experiment {
                experiment: &self.experiment,
                schema: Some(&self.schema),
                counts: Some(self.counts),
                inputs: self.inputs,
            },
            run: run.map(|(_, figures)| figures),
            sweep: sweep.map(|(_, figures)| figures),
            history: None,
            standing: if run.is_some() { RunStanding::Over } else { RunStanding::None },
            looking: self.looking,
        }
    }
}
