//! The experiments: found again, opened, stored, and the list of them.

use super::database::{Checkpoint, Database, Store, Value};
use super::{Open, RETENTION_MS, ReadLink, Storage, StorageError, bytes_of, part_key};
use crate::config::ExperimentConfig;
use crate::text::in_english;
use crate::worker::codec;
use crate::workspace::data::about;
use crate::workspace::experiment_record::{KeptExperiment, KeptRun, Record, copy_of};
use crate::workspace::undo::UndoStack;

/// How long an experiment of the list is waited for that another tab has.
pub(super) const OPENING_PATIENCE_MS: u32 = 300;

/// What is on the page.
pub struct Present<'a> {
    /// The experiment.
    pub experiment: &'a ExperimentConfig,
    /// The steps that led to it.
    pub undo: &'a UndoStack<ExperimentConfig>,
    /// Whether there is a run with curves.
    pub has_curves: bool,
    /// The time, in milliseconds since 1970.
    pub now_ms: f64,
}

/// What the session storage has for a reload, and what earlier versions of the page stored.
#[derive(Default)]
pub struct TabSession {
    /// The key of the experiment that was open in the tab.
    pub key: Option<String>,
    /// The key of the one that was last changed in any tab, else a new one.
    pub last_key: String,
    /// The experiment.
    pub experiment: Option<ExperimentConfig>,
    /// The experiment and its undo, as the tab was left.
    pub left: Option<KeptExperiment>,
    /// The run.
    pub run: Option<KeptRun>,
    /// The experiment as an earlier version stored it: a link, or JSON.
    pub old_text: Option<String>,
}

/// What the page opens with.
#[derive(Clone)]
pub struct Found<H> {
    /// The key of the experiment.
    pub key: String,
    /// The experiment and its undo.
    pub kept: Option<KeptExperiment>,
    /// Its run.
    pub run: Option<KeptRun>,
    /// What the run goes on from.
    pub checkpoint: Option<Checkpoint<H>>,
    /// The experiment as a link; empty where it was not stored.
    pub link: String,
}

impl<H> Found<H> {
    /// An experiment that is new to this browser.
    pub fn new(key: String) -> Self {
        Self { key, kept: None, run: None, checkpoint: None, link: String::new() }
    }
}

/// An experiment of the list that was read and is this tab's; it can take the place of the
/// one on the page.
pub struct Ready<D: Database> {
    opening: u32,
    lock: D::Lock,
    /// What it is called.
    pub name: String,
    /// What was found of it.
    pub found: Found<D::Handle>,
}

impl<D: Database> Storage<D> {
    /// Reads the tab's session, else the database, else what an earlier version stored.
    pub async fn find(&self, session: TabSession, read_link: &impl ReadLink) -> Found<D::Handle> {
        let TabSession { key, last_key, experiment, left, mut run, old_text } = session;
        let is_reload = key.is_some();
        let mut found = Found::new(key.unwrap_or(last_key));
        let record = self.read_record(&found.key).await.unwrap_or_default();
        if !is_reload && self.is_available() {
            run = self.read_run(&found.key, &record.run, read_link).await;
        }
        found.kept = record.kept();
        if let Some(experiment) = experiment {
            let mut known = [left, found.kept.take()].into_iter().flatten();
            let undo = known.find(|kept| kept.experiment == experiment).map(|kept| kept.undo);
            found.kept = Some(KeptExperiment { experiment, undo: undo.unwrap_or_default() });
        }
        if found.kept.is_none() {
            let link = Some(record.link.clone()).filter(|link| !link.is_empty());
            if let Some(text) = link.or(old_text) {
                let read = read_link(text).await.ok();
                found.kept = read
                    .map(|experiment| KeptExperiment { experiment, undo: UndoStack::default() });
            }
        }
        if let Some(run) = &run {
            found.checkpoint = self.read_checkpoint(&found.key, &run.key).await;
        }
        Found { run, link: record.link, ..found }
    }

    /// The page begins with an experiment; [`Storage::claim`] makes it this tab's.
    pub fn begin(&self, found: Found<D::Handle>, is_worth_storing: bool) {
        let Found { key, run, checkpoint, link, .. } = found;
        let run = run.map_or_else(String::new, |run| run.key);
        let open = Open { key, is_worth_storing, link, run, checkpoint, ..Open::default() };
        self.0.opened.set(self.opened() + 1);
        *self.0.open.borrow_mut() = open;
    }

    /// Reads an experiment of the list and takes it for this tab. None where another one was
    /// asked for meanwhile, or where it is gone.
    ///
    /// # Errors
    /// Another tab has it, or no version of the page can read it.
    pub async fn ready(
        &self,
        key: String,
        record: Record,
        read_link: &impl ReadLink,
    ) -> Result<Option<Ready<D>>, StorageError> {
        let Some(database) = self.database() else { return Ok(None) };
        let opening = self.begin_opening();
        let kept = if let Some(kept) = record.kept() {
            kept
        } else {
            let read = read_link(record.link.clone()).await;
            let experiment = read.map_err(StorageError::Unreadable)?;
            KeptExperiment { experiment, undo: UndoStack::default() }
        };
        let Some(lock) = database.lock(&key, OPENING_PATIENCE_MS).await else {
            return Err(StorageError::OpenElsewhere { name: record.name });
        };
        let run = self.read_run(&key, &record.run, read_link).await;
        let checkpoint = self.read_checkpoint(&key, &record.run).await;
        let found = Found { key, kept: Some(kept), run, checkpoint, link: record.link };
        Ok(self.ready_of(opening, lock, record.name, found))
    }

    /// Another experiment is asked for.
    pub(super) fn begin_opening(&self) -> u32 {
        let opening = self.0.openings.get() + 1;
        self.0.openings.set(opening);
        opening
    }

    /// What was found, unless another one was asked for meanwhile.
    pub(super) fn ready_of(
        &self,
        opening: u32,
        lock: D::Lock,
        name: String,
        found: Found<D::Handle>,
    ) -> Option<Ready<D>> {
        (self.0.openings.get() == opening).then_some(Ready { opening, lock, name, found })
    }

    /// An experiment takes the place of the one on the page, which is given free. False where
    /// another one was asked for meanwhile.
    pub fn open(&self, ready: Ready<D>) -> Option<Found<D::Handle>> {
        let Ready { opening, lock, mut found, .. } = ready;
        if self.0.openings.get() != opening {
            return None;
        }
        // What was asked for the one before comes too late.
        self.0.overlays.set(self.0.overlays.get() + 1);
        let (kept, run) = (found.kept.take(), found.run.clone());
        let key = found.key.clone();
        self.begin(found, true);
        {
            let mut open = self.0.open.borrow_mut();
            (open.lock, open.is_own) = (Some(lock), true);
        }
        Some(Found { kept, run, ..Found::new(key) })
    }

    /// Stores the experiment on the page, as it is when this is called, once it is this tab's
    /// and there is something to store. Comes to its key where it is stored.
    pub fn store_experiment(
        &self,
        present: &Present<'_>,
    ) -> impl Future<Output = Option<String>> + use<D> {
        let storage = self.clone();
        let record = self.is_worth(present).then(|| self.record(present));
        let (key, copied_from) = (self.key(), self.0.open.borrow().copied_from.clone());
        async move {
            if !storage.write_record(&key, &record?).await {
                return None;
            }
            if let Some(from) = copied_from {
                storage.complete_copy(&from, &key).await;
            }
            Some(key)
        }
    }

    /// Whether the experiment may be stored, and holds more than what a first visit opens
    /// with; from then on it is stored whatever it holds.
    fn is_worth(&self, present: &Present<'_>) -> bool {
        let mut open = self.0.open.borrow_mut();
        let has_steps = present.undo.undoes().or(present.undo.redoes()).is_some();
        let is_worth = open.is_worth_storing || has_steps || present.has_curves;
        open.is_worth_storing |= is_worth && open.is_own;
        is_worth && open.is_own
    }

    fn record(&self, present: &Present<'_>) -> Record {
        let Present { experiment, undo, now_ms, .. } = *present;
        let kept = KeptExperiment { experiment: experiment.clone(), undo: undo.clone() };
        let open = self.0.open.borrow();
        Record {
            name: experiment.title.clone(),
            about: in_english(|| about(experiment)),
            when_ms: now_ms,
            deleted_ms: None,
            run: open.run.clone(),
            link: open.link.clone(),
            body: kept.pack(),
        }
    }

    /// The experiments that were not deleted, the latest first.
    pub async fn list(&self) -> Vec<(String, Record)> {
        let mut list = Vec::<(String, Record)>::new();
        for key in self.experiment_keys().await {
            let Some(record) = self.read_record(&key).await else { continue };
            // Of the few there are.
            let later = |(_, other): &(String, Record)| other.when_ms < record.when_ms;
            let at = list.iter().position(later).unwrap_or(list.len());
            list.insert(at, (key, record));
        }
        list
    }

    /// The record of an experiment that was not deleted.
    pub async fn read_record(&self, key: &str) -> Option<Record> {
        self.any_record(key).await.filter(|record| record.deleted_ms.is_none())
    }

    async fn any_record(&self, key: &str) -> Option<Record> {
        Record::read(&bytes_of(self.database()?.get(Store::Experiments, key).await)?)
    }

    pub(super) async fn write_record(&self, key: &str, record: &Record) -> bool {
        self.write(Store::Experiments, key, &Value::Bytes(codec::encode(record))).await
    }

    async fn experiment_keys(&self) -> Vec<String> {
        match self.database() {
            Some(database) => database.keys(Store::Experiments, "").await.unwrap_or_default(),
            None => Vec::new(),
        }
    }

    /// Gives an experiment of the list another name. That on the page has it already, as its
    /// title, and is stored with it.
    pub async fn rename(&self, key: &str, name: String) {
        if let Some(record) = self.read_record(key).await
            && self.key() != key
        {
            self.write_record(key, &Record { name, ..record }).await;
        }
    }

    /// Puts a copy into the list, with its runs and its file.
    pub async fn duplicate(&self, key: &str, copy_key: &str, now_ms: f64) {
        if let Some(record) = self.read_record(key).await {
            let copy = Record { name: copy_of(&record.name), when_ms: now_ms, ..record };
            self.write_record(copy_key, &copy).await;
            self.copy_parts(key, copy_key).await;
        }
    }

    /// Takes an experiment from the list; [`Storage::restore`] brings it back.
    pub async fn delete(&self, key: &str, now_ms: f64) {
        if let Some(record) = self.read_record(key).await {
            self.write_record(key, &Record { deleted_ms: Some(now_ms), ..record }).await;
        }
    }

    /// Brings a deleted experiment back; none where it was purged.
    pub async fn restore(&self, key: &str) -> Option<Record> {
        let record = Record { deleted_ms: None, ..self.any_record(key).await? };
        self.write_record(key, &record).await;
        Some(record)
    }

    /// Drops the experiments that were deleted long ago.
    pub async fn purge(&self, now_ms: f64) {
        let Some(database) = self.database() else { return };
        for key in self.experiment_keys().await {
            let deleted_ms = self.any_record(&key).await.and_then(|record| record.deleted_ms);
            if deleted_ms.is_some_and(|at| now_ms - at > RETENTION_MS) {
                // What cannot be dropped now is dropped next time.
                let _ = database.delete(Store::Experiments, &key).await;
                for store in Store::PARTS {
                    let _ = database.delete(store, &part_key(&key, "")).await;
                }
            }
        }
    }
}
