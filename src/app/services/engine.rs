//! The worker as the page sees it: started, fed, watched, replaced.

use js_sys::Date;
use wasm_bindgen::JsValue;
use web_sys::File;

use crate::config::{DataSource, ReadingConfig};
use crate::data::gallery;
use crate::worker::client::{Heard, WorkerClient};
use crate::worker::{Command, Event, FactsId, RunId, TableId, TableOrigin};

/// Silence after which a busy worker is asked for a sign of life, and how long it
/// may take to give it. One mini-batch of the largest network takes seconds, and so does
/// the last step of reading the largest file.
const SILENCE_MS: f64 = 3_000.0;
const PATIENCE_MS: f64 = 12_000.0;
/// More restarts than this within a minute mean that it will not get better.
const MAX_RESTARTS: usize = 3;

/// Why a table is being loaded.
#[derive(Debug, Clone, PartialEq)]
pub enum Purpose {
    /// The user chose new data.
    NewData,
    /// The experiment on the page speaks of this table (a link, undo, a reload).
    Expected,
    /// The worker was replaced and needs its table back.
    Again,
}

/// A table on its way.
#[derive(Debug, Clone)]
pub struct PendingTable {
    pub id: TableId,
    pub purpose: Purpose,
    /// For files without columns, which are known once it is read.
    pub source: DataSource,
    pub reading: ReadingConfig,
    pub file: Option<File>,
}

/// The worker and what must be known to replace it.
#[derive(Default)]
pub struct Engine {
    client: Option<WorkerClient>,
    is_ready: bool,
    queue: Vec<(Command, Option<JsValue>)>,
    tables: u32,
    runs: u32,
    facts: u32,
    pub pending: Option<PendingTable>,
    /// A file that was too large, of which a sample can be read.
    pub refused: Option<PendingTable>,
    /// What the worker holds.
    pub held: Option<PendingTable>,
    /// Files chosen in this visit, so that undo finds them again.
    files: Vec<(DataSource, File)>,
    last_heard_ms: f64,
    pinged_ms: Option<f64>,
    restarts_ms: Vec<f64>,
}

impl Engine {
    /// Starts a worker, in place of the one before. False where the browser cannot,
    /// or where it has been replaced too often.
    pub fn start(&mut self, hear: impl Fn(Heard) + Clone + 'static) -> bool {
        let now = Date::now();
        self.restarts_ms.retain(|at| now - at < 60_000.0);
        self.restarts_ms.push(now);
        self.is_ready = false;
        self.queue.clear();
        self.pinged_ms = None;
        self.client = None;
        if self.restarts_ms.len() > MAX_RESTARTS + 1 {
            return false;
        }
        self.client = WorkerClient::spawn(hear).ok();
        self.client.is_some()
    }

    /// Notes a sign of life.
    pub fn heard(&mut self, event: &Event) {
        self.last_heard_ms = Date::now();
        self.pinged_ms = None;
        if matches!(event, Event::Ready { .. }) {
            self.is_ready = true;
            for (command, beside) in std::mem::take(&mut self.queue) {
                self.send_with(command, beside);
            }
        }
    }

    pub fn send(&mut self, command: Command) {
        self.send_with(command, None);
    }

    /// Sends a command with what travels beside it.
    pub fn send_with(&mut self, command: Command, beside: Option<JsValue>) {
        match &self.client {
            Some(client) if self.is_ready => client.send(&command, beside.as_ref()),
            _ => self.queue.push((command, beside)),
        }
    }

    /// Asks for a table; a later request replaces an earlier one.
    pub fn load(
        &mut self,
        purpose: Purpose,
        source: DataSource,
        reading: ReadingConfig,
        file: Option<File>,
    ) {
        self.tables += 1;
        let table = TableId(self.tables);
        let origin = match &source {
            DataSource::Gallery { id } => TableOrigin::Gallery {
                file: gallery::find(id).map_or_else(String::new, |set| set.file.to_owned()),
            },
            DataSource::File { .. } => TableOrigin::Attached,
            DataSource::Synthetic(config) => TableOrigin::Synthetic(Box::new(config.clone())),
        };
        let command = Command::LoadTable { table, origin, reading: Box::new(reading.clone()) };
        self.pending =
            Some(PendingTable { id: table, purpose, source, reading, file: file.clone() });
        self.send_with(command, file.map(Into::into));
    }

    /// Gives up the table on its way; the one before stays.
    pub fn cancel_load(&mut self) {
        if let Some(pending) = self.pending.take() {
            self.send(Command::CancelLoad { table: pending.id });
        }
    }

    /// The pending table, if `id` names it.
    pub fn take_pending(&mut self, id: TableId) -> Option<PendingTable> {
        self.pending.take_if(|pending| pending.id == id)
    }

    /// Remembers a file under what it turned out to be.
    pub fn remember_file(&mut self, source: DataSource, file: File) {
        self.files.retain(|(known, _)| *known != source);
        self.files.push((source, file));
    }

    /// A file chosen in this visit.
    pub fn file(&self, source: &DataSource) -> Option<File> {
        self.files.iter().find(|(known, _)| known == source).map(|(_, file)| file.clone())
    }

    /// Another experiment is opened: a file of its own may have the same name.
    pub fn forget_files(&mut self) {
        self.files.clear();
        self.held = None;
        self.cancel_load();
    }

    pub fn next_run(&mut self) -> RunId {
        self.runs += 1;
        RunId(self.runs)
    }

    /// Names the next request for facts.
    pub fn next_facts(&mut self) -> FactsId {
        self.facts += 1;
        FactsId(self.facts)
    }

    /// Whether no later request for facts was made.
    pub fn is_latest(&self, facts: FactsId) -> bool {
        facts.0 == self.facts
    }

    /// Called about once a second while the worker should be busy; true when it is dead.
    pub fn is_dead(&mut self) -> bool {
        if !self.is_ready {
            return false;
        }
        let now = Date::now();
        if let Some(at) = self.pinged_ms {
            return now - at > PATIENCE_MS;
        }
        if now - self.last_heard_ms > SILENCE_MS {
            self.pinged_ms = Some(now);
            self.send(Command::Ping);
        }
        false
    }
}
