//! The worker as the page sees it: started, fed, watched, replaced.

use std::rc::Rc;

use js_sys::Date;
use wasm_bindgen::JsValue;
use web_sys::File;

use crate::config::{DataSource, ReadingConfig};
use crate::data::gallery;
use crate::worker::client::{Heard, WorkerClient};
use crate::worker::{Command, Event, FactsId, RunId, TableId, TableOrigin};
use crate::workspace::worker_recovery::{Sign, Watch};

/// Why a table is being loaded.
#[derive(Debug, Clone, PartialEq)]
pub enum Purpose {
    /// The user chose new data.
    NewData,
    /// The user has the same data read another way.
    Reread,
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
    hear: Option<Rc<dyn Fn(Heard)>>,
    watch: Watch,
    queue: Vec<(Command, Option<JsValue>)>,
    tables: u32,
    runs: u32,
    facts: u32,
    pub pending: Option<PendingTable>,
    /// A file that was too large, of which a sample can be read.
    pub refused: Option<PendingTable>,
    /// What the worker holds.
    pub held: Option<PendingTable>,
    /// An archive that was chosen to be opened, until it is asked for.
    pub chosen_archive: Option<File>,
    /// Those that the worker reads.
    pub read_archives: Vec<File>,
    /// Answers for files of the page that come later, and what came beside them, until one of
    /// these looks at them.
    pub answers: Vec<(Event, JsValue)>,
    /// Files chosen in this visit, so that undo finds them again.
    files: Vec<(DataSource, File)>,
}

impl Engine {
    /// Starts a worker that is heard by `hear`. False where the browser cannot.
    pub fn start(&mut self, hear: impl Fn(Heard) + 'static) -> bool {
        self.hear = Some(Rc::new(hear));
        self.restart()
    }

    /// Starts a worker in place of the one before. False where the browser cannot, or where
    /// it has been replaced too often.
    pub fn restart(&mut self) -> bool {
        let may_start = self.watch.start(Date::now());
        self.queue.clear();
        self.read_archives.clear();
        self.answers.clear();
        self.client = None;
        if let Some(hear) = self.hear.clone().filter(|_| may_start) {
            self.client = WorkerClient::spawn(move |heard| hear(heard)).ok();
        }
        self.client.is_some()
    }

    /// Whether something that the worker was told had no answer yet.
    pub fn is_owed(&self) -> bool {
        self.watch.is_owed()
    }

    /// Notes a sign of life.
    pub fn heard(&mut self, event: &Event) {
        self.watch.hear(Date::now());
        if matches!(event, Event::Ready { .. }) {
            self.watch.set_ready();
            for (command, attached) in std::mem::take(&mut self.queue) {
                self.send_with(command, attached);
            }
        }
    }

    pub fn send(&mut self, command: Command) {
        self.send_with(command, None);
    }

    /// Sends a command with what is attached to it: a file, or a checkpoint.
    pub fn send_with(&mut self, command: Command, attached: Option<JsValue>) {
        match &self.client {
            Some(client) if self.watch.is_ready() => {
                self.watch.tell();
                client.send(&command, attached.as_ref());
            }
            _ => self.queue.push((command, attached)),
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

    /// Called about once a second; true when the worker is dead.
    pub fn is_dead(&mut self, is_busy: bool) -> bool {
        let sign = self.watch.look(Date::now(), is_busy);
        if sign == Sign::Ask {
            self.send(Command::Ping);
        }
        sign == Sign::Dead
    }
}
