//! The worker without a browser: commands in, events out, work in slices.
//!
//! The clock is passed in, so a test can replay a session to the letter
//! (`tests/it/worker/session.rs`).

use std::rc::Rc;

use crate::config::advice::{ColumnStats, TableFacts};
use crate::config::{
    CheckedExperiment, DataConfig, ExperimentConfig, Loss, ReadingConfig, SummaryRow,
    SyntheticConfig, share,
};
use crate::data::{self, Dataset, Import, RowsPage, Table, TableSummary};
use crate::train::{self, Checkpoint, History, Trainer, Work};
use crate::worker::answers::written;
use crate::worker::coach::Told;
use crate::worker::comparison;
use crate::worker::readings;
use crate::worker::run::{Run, SLICE_MS};
use crate::worker::slide;
use crate::worker::time_travel::Change;
use crate::worker::{
    AskPast, Command, Event, Explanation, Form, Loading, Next, Pace, RowsState, RunId, ShownAdvice,
    TableId,
};

/// One table, its last preparation, and at most one run on it.
#[derive(Default)]
pub struct Session {
    pub(super) table: Option<Table>,
    /// Of the table, once advice was asked for.
    pub(super) column_stats: Option<Vec<Option<ColumnStats>>>,
    prepared: Option<Prepared>,
    pub(super) run: Option<Run>,
    /// What the coach has said of it.
    pub(super) told: Told,
}

/// A dataset and all that it depends on beside the table, so that it is made once for
/// the page's counts, the rows it shows and the run.
struct Prepared {
    data: DataConfig,
    seed: u32,
    sparse: bool,
    dataset: Rc<Dataset>,
}

impl Session {
    /// Reads a whole file. One that cannot be read leaves the table before in place.
    pub fn load(&mut self, table: TableId, bytes: &[u8], reading: &ReadingConfig) -> Event {
        let mut loading = Loading::new(table, reading, bytes.len() as u64);
        loop {
            match loading.push(bytes).and_then(|_| loading.finish()) {
                Ok(Next::Again) => {}
                Ok(Next::Done(import)) => return self.take(table, *import),
                Err(error) => return Event::TableRejected { table, error: error.into() },
            }
        }
    }

    /// Makes a table.
    pub fn make(&mut self, id: TableId, config: &SyntheticConfig) -> Event {
        match data::synthesize(config) {
            Ok(made) => {
                let summary = TableSummary::of_synthetic(&made.table, made.left_out);
                self.replace_table(id, made.table, summary)
            }
            Err(error) => Event::TableRejected { table: id, error: error.to_string().into() },
        }
    }

    /// Takes a table that was read.
    pub fn take(&mut self, id: TableId, import: Import) -> Event {
        let summary = import.summary();
        self.replace_table(id, import.table, summary)
    }

    fn replace_table(&mut self, id: TableId, table: Table, summary: TableSummary) -> Event {
        (self.run, self.prepared, self.column_stats) = (None, None, None);
        self.table = Some(table);
        Event::TableLoaded { table: id, summary: Box::new(summary) }
    }

    /// Obeys a command. `LoadTable` and `CancelLoad` are not for the session: the server
    /// brings the bytes and calls [`Session::take`].
    pub fn handle(&mut self, command: Command) -> Vec<Event> {
        match command {
            Command::LoadTable { .. } | Command::CancelLoad { .. } => Vec::new(),
            Command::Ping => vec![Event::Pong],
            Command::Write { form, experiment } => {
                let text = match form {
                    Form::Link | Form::KeptLink => share::encode(&experiment),
                    Form::Json => share::json(&experiment),
                };
                vec![Event::Written { form, experiment, text }]
            }
            Command::WriteRuns { form, runs } => {
                vec![Event::RunsWritten { form, text: written(form, &runs) }]
            }
            Command::Compare { key, base, others } => {
                vec![comparison::compare(key, &base, &others)]
            }
            Command::PlanSweep { varied, experiment } => {
                vec![self.plan_sweep(varied, &experiment)]
            }
            Command::Tabulate { links } => vec![comparison::settings(&links)],
            Command::DrawSlide { form, slide, runs } => {
                vec![Event::SlideDrawn { form, svg: slide::draw(&slide, &runs) }]
            }
            Command::ReadLink { text } => {
                let outcome = share::decode(&text).map(Box::new).map_err(|e| e.to_string());
                vec![Event::LinkRead { outcome }]
            }
            Command::Prepare { facts, experiment } => {
                let outcome = self
                    .prepare(&experiment)
                    .map(|(_, dataset)| Box::new(dataset.facts().clone()))
                    .map_err(|problems| problems.join(" "));
                vec![Event::Prepared { facts, outcome }]
            }
            Command::ReadRows { state, window } => {
                let page = match state {
                    RowsState::Raw => self.table.as_ref().map(|table| table.page(window)),
                    RowsState::Prepared => {
                        self.prepared.as_ref().map(|prepared| prepared.dataset.page(window))
                    }
                };
                vec![Event::Rows { state, page: page.unwrap_or_else(RowsPage::default) }]
            }
            Command::ReadPoints => {
                let points = self.table.as_ref().map(Table::points).unwrap_or_default();
                vec![Event::Points { points }]
            }
            Command::ReadColumn { column, experiment } => {
                let against = self.table.as_ref().and_then(|table| {
                    table.relation_to_target(&column, &experiment.data.target, experiment.data.task)
                });
                against
                    .map(|against| Event::Column { column, against: Box::new(against) })
                    .into_iter()
                    .collect()
            }
            Command::Advise { id, experiment } => {
                vec![Event::Advised { id, advice: self.advise(&experiment) }]
            }
            Command::Explain { experiment, run } => {
                let outcome = self.explain(&experiment, run).map(Box::new);
                vec![Event::Explained { outcome }]
            }
            Command::Start { run, experiment, pace, in_passing } => {
                let event = self.start(run, &experiment, None, pace);
                if let Some(run) = self.run.as_mut().filter(|_| in_passing) {
                    run.keep_nothing();
                }
                vec![event]
            }
            Command::GoOn { run, experiment, history, checkpoint, pace } => {
                vec![self.start(run, &experiment, Some((&checkpoint, *history)), pace)]
            }
            Command::Pause { run } => {
                let events = self.any(run).map(Run::pause).unwrap_or_default();
                self.with_diagnosis(events, None)
            }
            Command::Resume { run } => self.go_on(run, Pace::Continuous),
            Command::StepEpoch { run } => self.go_on(run, Pace::OneEpoch),
            Command::Stop { run } => {
                let events = self.any(run).map(Run::stop).unwrap_or_default();
                self.with_diagnosis(events, None)
            }
            Command::SetLearningRate { run, learning_rate } => {
                self.change(run, Change::LearningRate(learning_rate))
            }
            Command::SetBatchSize { run, batch_size } => {
                self.change(run, Change::BatchSize(batch_size))
            }
            Command::AskPast { run, ask } => self.past(run, ask),
            Command::EvaluateTest { run } => {
                let score = self.any(run).and_then(|run| run.trainer.evaluate_test());
                score.map(|score| Event::Tested { run, score }).into_iter().collect()
            }
        }
    }

    /// Whether [`Session::work`] has something to do.
    pub fn wants_work(&self) -> bool {
        self.run.as_ref().is_some_and(Run::wants_work)
    }

    /// Trains for about one frame. `clock` tells milliseconds from any start.
    pub fn work(&mut self, clock: &mut dyn FnMut() -> f64) -> Vec<Event> {
        let Some(run) = &mut self.run else { return Vec::new() };
        if run.pace.is_none() {
            return run.travel(clock);
        }
        let begin = clock();
        let mut reports = Vec::new();
        let mut last = None;
        while clock() - begin < SLICE_MS {
            let changes = &mut run.timeline.changes;
            match changes.drive(&mut run.trainer, &mut || clock() - begin < SLICE_MS) {
                Work::Yielded => break,
                Work::Epoch(report) => {
                    if reports.is_empty() {
                        run.timeline.offer(&mut run.trainer, &report);
                    }
                    reports.push(report);
                    if run.pace == Some(Pace::OneEpoch) {
                        run.pace = None;
                        last = Some(Event::Paused { run: run.id });
                        break;
                    }
                }
                Work::Finished(outcome) => {
                    last = Some(Event::Finished { run: run.id, outcome });
                    break;
                }
            }
        }
        let end = clock();
        run.elapsed_ms += end - begin;
        run.has_moved = true;
        let mut events = Vec::from_iter(run.progress(reports));
        match last {
            Some(Event::Finished { .. }) => (run.is_over, run.pace) = (true, None),
            Some(_) => events.extend(run.checkpoint()),
            None => events.extend(run.checkpoint_if_due(end)),
        }
        events.extend(last);
        self.with_diagnosis(events, Some(end))
    }

    fn start(
        &mut self,
        run: RunId,
        experiment: &ExperimentConfig,
        behind: Option<(&[u8], History)>,
        pace: Pace,
    ) -> Event {
        self.run = None;
        let begun = self.prepare(experiment).and_then(|(checked, dataset)| match behind {
            None => Ok((Trainer::new(&checked, dataset), History::default())),
            Some((bytes, mut history)) => Checkpoint::from_bytes(bytes)
                .and_then(|checkpoint| Trainer::resume(&checked, dataset, checkpoint))
                .map(|mut trainer| {
                    let training = &experiment.training;
                    trainer.set_learning_rate(training.learning_rate);
                    trainer.set_batch_size(training.batch_size);
                    history.truncate(trainer.reported());
                    (trainer, history)
                })
                .map_err(|error| vec![error.to_string()]),
        });
        match begun {
            Ok((trainer, history)) => {
                self.run.insert(Run::new(run, trainer, history, pace)).started()
            }
            Err(problems) => Event::Rejected { run, problems },
        }
    }

    fn advise(&mut self, experiment: &ExperimentConfig) -> Vec<ShownAdvice> {
        let Some(table) = &self.table else { return Vec::new() };
        let column_stats = self.column_stats.get_or_insert_with(|| table.column_stats());
        // How many inputs there are is known of what is prepared already.
        let prepared = self.prepared.as_ref().filter(|one| one.data == experiment.data);
        let inputs = prepared.map(|prepared| prepared.dataset.inputs() as u64);
        let facts = TableFacts { schema: table.schema(), inputs, column_stats };
        experiment.advice(&facts).into_iter().map(Into::into).collect()
    }

    fn explain(
        &mut self,
        experiment: &ExperimentConfig,
        run: Option<RunId>,
    ) -> Result<Explanation, String> {
        let (checked, dataset) = self.prepare(experiment).map_err(|problems| problems.join(" "))?;
        let run = self.run.as_ref().filter(|current| Some(current.id) == run);
        let run = run.filter(|run| {
            let trained = run.trainer.experiment();
            trained.config().network == experiment.network
                && trained.output() == checked.output()
                && trained.config().data == experiment.data
                && trained.config().seed == experiment.seed
        });
        let network = run.map(|run| run.trainer.learner().network());
        let summary = experiment.network.summary(dataset.inputs() as u64, checked.output());
        Ok(Explanation {
            lines: train::explain(&checked, &dataset, network),
            summary: summary.rows.iter().map(SummaryRow::cells).collect(),
            totals: summary.totals(),
            epoch: run.map(|run| run.trainer.epoch()),
        })
    }

    /// The dataset of an experiment: the last one, if it is the same.
    fn prepare(
        &mut self,
        experiment: &ExperimentConfig,
    ) -> Result<(CheckedExperiment, Rc<Dataset>), Vec<String>> {
        let Some(table) = &self.table else {
            return Err(vec![
                "No table is loaded; upload a CSV or choose one from the Gallery.".to_owned(),
            ]);
        };
        let checked = experiment
            .check(table.schema())
            .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        let sparse = experiment.training.loss == Loss::SparseCategoricalCrossentropy;
        let same = self.prepared.take_if(|prepared| {
            prepared.data != experiment.data
                || prepared.seed != experiment.seed
                || prepared.sparse != sparse
        });
        // The one before goes first, so that no two are in memory at once.
        drop(same);
        if self.prepared.is_none() {
            let dataset =
                Dataset::prepare(table, &checked).map_err(|error| vec![error.to_string()])?;
            self.prepared = Some(Prepared {
                data: experiment.data.clone(),
                seed: experiment.seed,
                sparse,
                dataset: Rc::new(dataset),
            });
        }
        let dataset = self.prepared.as_ref().map(|prepared| Rc::clone(&prepared.dataset));
        dataset.map(|dataset| (checked, dataset)).ok_or_else(Vec::new)
    }

    /// The run, unless it is over.
    fn live(&mut self, id: RunId) -> Option<&mut Run> {
        self.run.as_mut().filter(|run| run.id == id && !run.is_over)
    }

    /// The run, over or not.
    fn any(&mut self, id: RunId) -> Option<&mut Run> {
        self.run.as_mut().filter(|run| run.id == id)
    }

    fn change(&mut self, id: RunId, change: Change) -> Vec<Event> {
        self.live(id).map(|run| run.change(change)).unwrap_or_default()
    }

    fn go_on(&mut self, id: RunId, pace: Pace) -> Vec<Event> {
        self.live(id).map(|run| run.go_on(pace)).unwrap_or_default()
    }

    fn past(&mut self, id: RunId, ask: AskPast) -> Vec<Event> {
        let Some(run) = self.any(id) else { return Vec::new() };
        match ask {
            AskPast::Revisit { epoch } => run.revisit(epoch),
            AskPast::Ghost => self.ghost(id),
            AskPast::Readings => vec![Event::Past { run: id, past: readings::answer(run) }],
        }
    }

    /// What would have come of a run that early stopping ended.
    fn ghost(&mut self, id: RunId) -> Vec<Event> {
        let Some(table) = &self.table else { return Vec::new() };
        let stopped = self.run.as_mut().filter(|run| run.id == id && run.was_stopped_early());
        let begun = stopped.and_then(|run| {
            let mut experiment = run.trainer.experiment().config().clone();
            experiment.training.early_stopping = false;
            let checked = experiment.check(table.schema()).ok()?;
            Some(run.begin_ghost(&checked))
        });
        begun.unwrap_or_default()
    }
}
