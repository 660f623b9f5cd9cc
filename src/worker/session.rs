//! The worker without a browser: commands in, events out, work in slices.
//!
//! The clock is passed in, so a test can replay a session to the letter
//! (`tests/it/worker/session.rs`).

use std::rc::Rc;

use crate::config::{CheckedExperiment, ExperimentConfig, ReadingConfig, SyntheticConfig, share};
use crate::data::{self, Dataset, Import, Table, TableSummary};
use crate::worker::answers::written;
use crate::worker::coach::Coach;
use crate::worker::earlier_runs::EarlierRuns;
use crate::worker::error::ExperimentError;
use crate::worker::inspection;
use crate::worker::prepared::Prepared;
use crate::worker::run::Run;
use crate::worker::session_table::SessionTable;
use crate::worker::split_parts::SplitParts;
use crate::worker::time_travel::LiveChange;
use crate::worker::{
    Command, Event, Explanation, Form, Loading, ModelRequest, Next, Pace, RowsState, RunId,
    ShownAdvice, TableId, TimeTravelRequest,
};
use crate::worker::{explanation, links, loss_gap, sweep};

/// One table, its last preparation, and at most one run on it that trains.
#[derive(Default)]
pub struct Session {
    pub(super) loaded: Option<SessionTable>,
    prepared: Option<Prepared>,
    pub(super) run: Option<Run>,
    pub(super) earlier: EarlierRuns,
    pub(super) coach: Coach,
    pub(super) parts: SplitParts,
    /// Models of an epoch on the way to which the run is, with that epoch.
    pub(super) waiting_models: Vec<(ModelRequest, u32)>,
}

impl Session {
    /// Reads a whole file. One that cannot be read leaves the table before in place.
    pub fn load(&mut self, table: TableId, bytes: &[u8], reading: &ReadingConfig) -> Event {
        let mut loading = Loading::new(table, reading, bytes.len() as u64);
        loop {
            match loading.push(bytes).and_then(|_| loading.finish()) {
                Ok(Next::Again) => {}
                Ok(Next::NotUtf8(found)) => {
                    let encoding = data::detect_encoding(found.sample());
                    loading.read_as(*found, encoding);
                }
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
                self.replace_table(id, SessionTable::new(made.table, None), summary)
            }
            Err(error) => Event::TableRejected { table: id, error: error.into() },
        }
    }

    /// Takes a table that was read.
    pub fn take(&mut self, id: TableId, import: Import) -> Event {
        let (summary, dialect) = (import.summary(), Some(import.dialect));
        self.replace_table(id, SessionTable::new(import.table, dialect), summary)
    }

    fn replace_table(&mut self, id: TableId, table: SessionTable, summary: TableSummary) -> Event {
        (self.run, self.prepared) = (None, None);
        (self.earlier, self.parts) = (EarlierRuns::default(), SplitParts::default());
        self.loaded = Some(table);
        Event::TableLoaded { table: id, summary: Box::new(summary) }
    }

    /// Obeys a command. `LoadTable` and `CancelLoad` are not for the session: the server
    /// brings the bytes and calls [`Session::take`]. Nor is `Speak`, which is for the thread.
    pub fn handle(&mut self, command: Command) -> Vec<Event> {
        let mut events = self.obey(command);
        events.extend(self.write_waiting_models());
        events
    }

    fn obey(&mut self, command: Command) -> Vec<Event> {
        match command {
            Command::LoadTable { .. } | Command::CancelLoad { .. } | Command::Speak { .. } => {
                Vec::new()
            }
            Command::Ping => vec![Event::Pong],
            Command::Write { form, experiment } => {
                let text = match form {
                    Form::KeptLink => share::encode(&experiment),
                    Form::Json => share::json(&experiment),
                };
                vec![Event::Written { form, experiment, text }]
            }
            command @ (Command::WriteLink { .. } | Command::CompareTable { .. }) => {
                links::obey(command, self.loaded.as_ref())
            }
            Command::WriteRuns { form, runs } => {
                vec![Event::RunsWritten { form, text: written(form, &runs) }]
            }
            Command::PlanSweep { swept, experiment } => {
                let planned = sweep::plan(self.table(), &swept, &experiment);
                let outcome = planned.map_err(|error| error.to_string());
                vec![Event::SweepPlanned { swept, outcome: (&outcome).into() }]
            }
            command @ (Command::ReadLink { .. }
            | Command::ChangeExperiment { .. }
            | Command::Compare { .. }
            | Command::Tabulate { .. }) => {
                self.parts.reader.map(|reader| reader.obey(command)).unwrap_or_default()
            }
            Command::WriteCode { request, experiment } => {
                vec![self.write_code(request, &experiment)]
            }
            Command::WriteModel(request) => self.write_model(request),
            Command::ReadModel { name, experiment, bytes } => {
                vec![self.read_model(&name, &experiment, &bytes)]
            }
            Command::WriteArchive { archive, runs, parts } => {
                self.write_archive(&archive, &runs, parts).into_iter().collect()
            }
            Command::ReadArchive { bytes } => {
                self.parts.archiver.map(|archiver| archiver.read(&bytes)).into_iter().collect()
            }
            Command::WriteReport { run, note, test } => {
                vec![self.write_report(run, &note, test)]
            }
            Command::Prepare { facts, experiment } => {
                let outcome = self
                    .prepare(&experiment)
                    .map(|(_, dataset)| Box::new(dataset.facts().clone()))
                    .map_err(|error| error.to_string());
                vec![Event::Prepared { facts, outcome }]
            }
            Command::ReadRows { state, window } => {
                let page = match state {
                    RowsState::Raw => self.table().map(|table| table.page(window)),
                    RowsState::Prepared => {
                        self.prepared.as_ref().map(|prepared| prepared.dataset.page(window))
                    }
                };
                vec![Event::Rows { state, page: (&page.unwrap_or_default()).into() }]
            }
            Command::ReadPoints => {
                let points = self.table().map(Table::points).unwrap_or_default();
                vec![Event::Points { points: (&points).into() }]
            }
            Command::ReadColumn { column, experiment } => {
                let relation = self.table().and_then(|table| {
                    table.relation_to_target(&column, &experiment.data.target, experiment.data.task)
                });
                relation
                    .map(|relation| Event::Column { column, relation: (&relation).into() })
                    .into_iter()
                    .collect()
            }
            Command::Advise { id, experiment } => {
                vec![Event::Advised { id, advice: self.advise(&experiment) }]
            }
            Command::Explain { experiment, run } => {
                let outcome = self.explain(&experiment, run).map_err(|error| error.to_string());
                vec![Event::Explained { outcome: (&outcome).into() }]
            }
            Command::Start { run, experiment, pace, in_passing } => {
                let events = self.start(run, &experiment, pace);
                if let Some(run) = self.run.as_mut().filter(|_| in_passing) {
                    run.keep_nothing();
                }
                events
            }
            Command::StartWith { run, experiment, weights } => {
                self.start_with(run, &experiment, &weights)
            }
            Command::GoOn { run, experiment, history, checkpoint, pace } => {
                self.go_on_from(run, &experiment, (&checkpoint, *history), pace)
            }
            Command::Pause { run } => {
                let events = self.any(run).map(Run::pause).unwrap_or_default();
                self.with_diagnosis(events, None)
            }
            Command::Resume { run } => self.go_on(run, Pace::Continuous),
            Command::StepEpoch { run } => self.go_on(run, Pace::OneEpoch),
            Command::StepBatch { run } => self.go_on(run, Pace::OneBatch),
            Command::Extend { run, epochs, pace } => self.extend(run, epochs, pace),
            Command::Stop { run } => {
                let events = self.any(run).map(Run::stop).unwrap_or_default();
                self.with_diagnosis(events, None)
            }
            Command::SetLearningRate { run, learning_rate } => {
                self.change(run, LiveChange::LearningRate(learning_rate))
            }
            Command::SetBatchSize { run, batch_size } => {
                self.change(run, LiveChange::BatchSize(batch_size))
            }
            Command::Inspect { run, question } => {
                let own = self.run.as_mut().filter(|own| own.id == run);
                let asked = own.or_else(|| self.earlier.get_mut(run));
                match (asked, &self.loaded, &mut self.parts.inspector) {
                    (Some(asked), Some(loaded), Some(inspector)) => {
                        inspector.answers().ask(asked, &loaded.table, &question)
                    }
                    _ => vec![inspection::gone(run)],
                }
            }
            Command::SetThreshold { run, threshold } => {
                self.any(run).map(|run| run.set_threshold(threshold)).unwrap_or_default()
            }
            Command::TimeTravel { run, request } => self.time_travel(run, request),
            Command::TryCures { run, seconds, request } => match (&self.run, &self.loaded) {
                (Some(own), Some(table)) if own.id == run => {
                    self.coach.try_cures(own, table, seconds, request)
                }
                _ => Vec::new(),
            },
            Command::EvaluateTest { run } => {
                let score = self.any(run).and_then(|run| run.trainer.evaluate_test());
                score.map(|score| Event::Tested { run, score }).into_iter().collect()
            }
        }
    }

    /// Takes the file that the table was read from.
    pub fn keep_file(&mut self, name: String, bytes: Vec<u8>) {
        if let Some(table) = &mut self.loaded {
            table.keep_file(name, bytes);
        }
    }

    /// Whether [`Session::work`] has something to do.
    pub fn wants_work(&self) -> bool {
        self.parts.inspector.as_ref().is_some_and(|inspector| inspector.has_work())
            || self.run.as_ref().is_some_and(Run::wants_work)
    }

    /// Trains for about one frame. `clock` tells milliseconds from any start.
    pub fn work(&mut self, clock: &mut dyn FnMut() -> f64) -> Vec<Event> {
        let trains = self.run.as_ref().is_some_and(|run| run.pace.is_some());
        let inspected = self
            .parts
            .inspector
            .as_mut()
            .and_then(|inspector| inspector.answers().work(trains, clock));
        if trains && inspected.is_some() {
            // The page has it at once, not after another slice.
            return Vec::from_iter(inspected);
        }
        let Some(run) = &mut self.run else { return Vec::from_iter(inspected) };
        let mut events = if run.pace.is_none() {
            run.travel(clock)
        } else {
            let (events, end) = run.train(clock);
            self.with_diagnosis(events, Some(end))
        };
        events.extend(self.write_waiting_models());
        events.extend(inspected);
        events
    }

    /// What happened to the run, and what the coach says of it.
    fn with_diagnosis(&mut self, events: Vec<Event>, now_ms: Option<f64>) -> Vec<Event> {
        match (&self.run, &self.loaded) {
            (Some(run), Some(table)) => self.coach.comment(events, run, table, now_ms),
            _ => events,
        }
    }

    fn advise(&self, experiment: &ExperimentConfig) -> Vec<ShownAdvice> {
        let Some(loaded) = &self.loaded else { return Vec::new() };
        // How many inputs there are is known of what is prepared already.
        let prepared = self.prepared.as_ref().filter(|one| one.data == experiment.data);
        let inputs = prepared.map(|prepared| prepared.dataset.inputs() as u64);
        experiment.advice(&loaded.facts(inputs)).into_iter().map(Into::into).collect()
    }

    fn explain(
        &mut self,
        experiment: &ExperimentConfig,
        run: Option<RunId>,
    ) -> Result<Explanation, ExperimentError> {
        let (checked, dataset) = self.prepare(experiment)?;
        let run = self.run.as_ref().filter(|current| Some(current.id) == run);
        Ok(explanation::explain(&checked, &dataset, run))
    }

    /// The dataset of an experiment: the last one, if it is the same.
    pub(super) fn prepare(
        &mut self,
        experiment: &ExperimentConfig,
    ) -> Result<(CheckedExperiment, Rc<Dataset>), ExperimentError> {
        let table = &self.loaded.as_ref().ok_or(ExperimentError::NoTable)?.table;
        let checked = experiment.check(table.schema()).map_err(ExperimentError::Settings)?;
        // Another one goes first, so that no two are in memory at once.
        let same = self.prepared.take().filter(|prepared| prepared.is_for(experiment));
        let prepared = match same {
            Some(prepared) => prepared,
            None => Prepared::new(experiment, Dataset::prepare(table, &checked)?),
        };
        let dataset = Rc::clone(&prepared.dataset);
        self.prepared = Some(prepared);
        Ok((checked, dataset))
    }

    fn table(&self) -> Option<&Table> {
        self.loaded.as_ref().map(|loaded| &loaded.table)
    }

    /// The run, unless it is over.
    fn live(&mut self, id: RunId) -> Option<&mut Run> {
        self.run.as_mut().filter(|run| run.id == id && !run.is_over)
    }

    /// The run, over or not.
    fn any(&mut self, id: RunId) -> Option<&mut Run> {
        self.run.as_mut().filter(|run| run.id == id)
    }

    fn change(&mut self, id: RunId, change: LiveChange) -> Vec<Event> {
        self.live(id).map(|run| run.change(change)).unwrap_or_default()
    }

    fn go_on(&mut self, id: RunId, pace: Pace) -> Vec<Event> {
        self.live(id).map(|run| run.go_on(pace)).unwrap_or_default()
    }

    /// Gives a run whose epochs are up more of them.
    fn extend(&mut self, id: RunId, epochs: u32, pace: Pace) -> Vec<Event> {
        let Some(loaded) = &self.loaded else { return Vec::new() };
        let completed = self.run.as_mut().filter(|run| run.id == id && run.is_completed());
        let extended = completed.and_then(|run| {
            let mut experiment = run.trainer.experiment().config().clone();
            experiment.training.epochs = epochs;
            let checked = experiment.check(loaded.table.schema()).ok()?;
            Some(run.extend(&checked, pace))
        });
        extended.unwrap_or_default()
    }

    fn time_travel(&mut self, id: RunId, request: TimeTravelRequest) -> Vec<Event> {
        let Some(run) = self.any(id) else { return Vec::new() };
        match request {
            TimeTravelRequest::Revisit { epoch } => run.revisit(epoch),
            TimeTravelRequest::Ghost => self.ghost(id),
            TimeTravelRequest::LossGap => {
                vec![Event::TimeTravel { run: id, reply: loss_gap::answer(run) }]
            }
        }
    }

    /// What would have come of a run that early stopping ended.
    fn ghost(&mut self, id: RunId) -> Vec<Event> {
        let Some(loaded) = &self.loaded else { return Vec::new() };
        let stopped = self.run.as_mut().filter(|run| run.id == id && run.was_stopped_early());
        let begun = stopped.and_then(|run| {
            let mut experiment = run.trainer.experiment().config().clone();
            experiment.training.early_stopping = false;
            let checked = experiment.check(loaded.table.schema()).ok()?;
            Some(run.begin_ghost(&checked))
        });
        begun.unwrap_or_default()
    }
}
