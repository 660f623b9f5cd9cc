//! The worker without a browser: commands in, events out, work in slices.
//!
//! The clock is passed in, so a test can replay a session to the letter
//! (`tests/it/session.rs`).

use crate::config::ExperimentConfig;
use crate::data::{self, Dataset, RowsPage, Table};
use crate::train::{Trainer, Work};
use crate::worker::protocol::LoadError;
use crate::worker::{Command, Event, Pace, RunId, TableId};

/// Milliseconds of training between two looks at the mailbox: one frame.
const SLICE_MS: f64 = 16.0;

/// One table and at most one run on it.
#[derive(Default)]
pub struct Session {
    table: Option<Table>,
    run: Option<Run>,
}

struct Run {
    id: RunId,
    trainer: Trainer,
    /// `None` while the run rests.
    pace: Option<Pace>,
    /// Training time since the last message with epochs.
    elapsed_ms: f64,
}

impl Session {
    /// Reads a table. A table that cannot be read leaves the one before in place.
    pub fn load(&mut self, table: TableId, bytes: &[u8]) -> Event {
        match data::import(bytes) {
            Ok(import) => {
                let summary = Box::new(import.summary());
                self.run = None;
                self.table = Some(import.table);
                Event::TableLoaded { table, summary }
            }
            Err(error) => Event::TableRejected { table, error: LoadError::Data(error) },
        }
    }

    /// Obeys a command. `LoadTable` is not for the session: the server brings the
    /// bytes and calls [`Session::load`].
    pub fn handle(&mut self, command: Command) -> Vec<Event> {
        match command {
            Command::LoadTable { .. } => Vec::new(),
            Command::Ping => vec![Event::Pong],
            Command::ReadRows { from, count } => {
                let page = self
                    .table
                    .as_ref()
                    .map_or_else(RowsPage::default, |table| table.page(from, count));
                vec![Event::Rows { page }]
            }
            Command::Start { run, experiment, pace } => vec![self.start(run, &experiment, pace)],
            Command::Pause { run } => match self.run(run) {
                Some(current) => {
                    current.pace = None;
                    vec![Event::Paused { run }]
                }
                None => Vec::new(),
            },
            Command::Resume { run } => self.set_pace(run, Pace::Continuous),
            Command::StepEpoch { run } => self.set_pace(run, Pace::OneEpoch),
            Command::Stop { run } => {
                let Some(stopped) = self.run(run) else { return Vec::new() };
                let outcome = stopped.trainer.stop();
                self.run = None;
                vec![Event::Finished { run, outcome }]
            }
            Command::SetLearningRate { run, learning_rate } => {
                if let Some(run) = self.run(run) {
                    run.trainer.set_learning_rate(learning_rate);
                }
                Vec::new()
            }
            Command::SetBatchSize { run, batch_size } => {
                if let Some(run) = self.run(run) {
                    run.trainer.set_batch_size(batch_size);
                }
                Vec::new()
            }
        }
    }

    /// Whether [`Session::work`] has something to do.
    pub fn wants_work(&self) -> bool {
        self.run.as_ref().is_some_and(|run| run.pace.is_some())
    }

    /// Trains for about one frame. `clock` tells milliseconds from any start.
    pub fn work(&mut self, clock: &mut dyn FnMut() -> f64) -> Vec<Event> {
        let Some(run) = self.run.as_mut().filter(|run| run.pace.is_some()) else {
            return Vec::new();
        };
        let begin = clock();
        let mut reports = Vec::new();
        let mut last = None;
        while clock() - begin < SLICE_MS {
            match run.trainer.work(&mut || clock() - begin < SLICE_MS) {
                Work::Yielded => break,
                Work::Epoch(report) => {
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
        run.elapsed_ms += clock() - begin;
        let mut events = Vec::new();
        if !reports.is_empty() {
            let elapsed_ms = std::mem::take(&mut run.elapsed_ms);
            events.push(Event::Progress { run: run.id, reports, elapsed_ms });
        }
        if matches!(last, Some(Event::Finished { .. })) {
            self.run = None;
        }
        events.extend(last);
        events
    }

    fn start(&mut self, run: RunId, experiment: &ExperimentConfig, pace: Pace) -> Event {
        self.run = None;
        let Some(table) = &self.table else {
            let problem = "No table is loaded; upload a CSV or choose one from the Gallery.";
            return Event::Rejected { run, problems: vec![problem.to_owned()] };
        };
        match experiment.check(table.schema()) {
            Ok(checked) => {
                let dataset = Dataset::prepare(table, &checked);
                let counts = dataset.counts;
                let trainer = Trainer::new(&checked, dataset);
                self.run = Some(Run { id: run, trainer, pace: Some(pace), elapsed_ms: 0.0 });
                Event::Started { run, counts }
            }
            Err(problems) => Event::Rejected {
                run,
                problems: problems.iter().map(ToString::to_string).collect(),
            },
        }
    }

    fn run(&mut self, id: RunId) -> Option<&mut Run> {
        self.run.as_mut().filter(|run| run.id == id)
    }

    fn set_pace(&mut self, id: RunId, pace: Pace) -> Vec<Event> {
        if let Some(run) = self.run(id) {
            run.pace = Some(pace);
        }
        Vec::new()
    }
}
