//! What the page stores of the experiment that is open in a tab, over any [`Database`]:
//! which tab may write, what is written when, and what an answer that comes late may still
//! change. `app/services/database.rs` is the browser's database; time and new keys are
//! passed in.
//!
//! Everything here is checked by `tests/it/workspace/storage`.

pub mod archive;
pub mod checkpoints;
pub mod copies;
pub mod database;
pub mod experiments;
pub mod files;
pub mod overlays;
pub mod runs;

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;

use crate::config::ExperimentConfig;
use crate::t;

use self::database::{Answer, Checkpoint, Database, Store, Value};

/// What was deleted can be restored for this long.
pub const RETENTION_MS: f64 = 3.6e6;

/// Why something is not stored, or not opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StorageError {
    /// There is no database.
    #[error(
        "{}",
        t!("This browser does not let the page keep anything (a private window?): what you do here lasts as long as this tab.")
    )]
    Forbidden,
    /// A value could not be stored.
    #[error(
        "{}",
        t!("The browser has no room left to keep this experiment: it lasts as long as this tab. Delete others under Experiments.")
    )]
    Full,
    /// Another tab has the experiment.
    #[error("{}", t!("{name} is open in another tab; go on there, or duplicate it.", name))]
    OpenElsewhere {
        /// What it is called in the list.
        name: String,
    },
    /// The worker could not read the experiment, and says why.
    #[error("{0}")]
    Unreadable(String),
}

/// What is stored for one tab. Clones are the same one.
pub struct Storage<D: Database>(Rc<Inner<D>>);

struct Inner<D: Database> {
    database: Option<D>,
    open: RefCell<Open<D>>,
    /// How many experiments were asked for; only the last one is opened.
    openings: Cell<u32>,
    /// How many were opened: what was read for one is not for the next.
    opened: Cell<u32>,
    /// How often the overlays were asked for; only the last answer is shown.
    overlays: Cell<u32>,
    /// The copies that have their parts, or get them now.
    copies: RefCell<Vec<String>>,
    /// What copies have of their own before that, by key.
    own_parts: RefCell<Vec<String>>,
    was_full: Cell<bool>,
    on_error: RefCell<Option<OnError>>,
}

/// Reads the experiment of a link; says what is wrong with one that it cannot read.
pub trait ReadLink: AsyncFn(String) -> Result<ExperimentConfig, String> {}

impl<F: AsyncFn(String) -> Result<ExperimentConfig, String>> ReadLink for F {}

/// A part on its way into the database; comes to whether it is stored.
pub type Storing = Pin<Box<dyn Future<Output = bool>>>;

type OnError = Box<dyn Fn(&StorageError)>;

/// The experiment that is open in the tab.
struct Open<D: Database> {
    key: String,
    /// Of which it is a copy, until the copy has its parts.
    copied_from: Option<String>,
    /// Whether no other tab has it; before that nothing is written.
    is_own: bool,
    lock: Option<D::Lock>,
    /// Whether there is more to store than what a first visit opens with.
    is_worth_storing: bool,
    /// The experiment as a link, as far as the worker has written it.
    link: String,
    /// The key of the run on the page; empty without one.
    run: String,
    /// What that run goes on from.
    checkpoint: Option<Checkpoint<D::Handle>>,
    /// Files chosen before it was known whether the experiment is this tab's.
    early_files: Vec<(String, D::Handle)>,
}

impl<D: Database> Default for Open<D> {
    fn default() -> Self {
        Self {
            key: String::new(),
            copied_from: None,
            is_own: false,
            lock: None,
            is_worth_storing: false,
            link: String::new(),
            run: String::new(),
            checkpoint: None,
            early_files: Vec::new(),
        }
    }
}

impl<D: Database> Clone for Storage<D> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<D: Database> Storage<D> {
    /// Of a tab with this database; `None` where the browser refuses.
    pub fn new(database: Option<D>) -> Self {
        Self(Rc::new(Inner {
            database,
            open: RefCell::new(Open::default()),
            openings: Cell::new(0),
            opened: Cell::new(0),
            overlays: Cell::new(0),
            copies: RefCell::default(),
            own_parts: RefCell::default(),
            was_full: Cell::new(false),
            on_error: RefCell::new(None),
        }))
    }

    /// Hears what the user should know, once.
    pub fn on_error(&self, hear: impl Fn(&StorageError) + 'static) {
        *self.0.on_error.borrow_mut() = Some(Box::new(hear));
    }

    /// Whether anything can be stored at all.
    pub fn is_available(&self) -> bool {
        self.0.database.is_some()
    }

    /// The key of the experiment on the page.
    pub fn key(&self) -> String {
        self.0.open.borrow().key.clone()
    }

    /// Counts the experiments that were opened in the tab: an answer that comes after another
    /// one was opened comes too late.
    pub fn opened(&self) -> u32 {
        self.0.opened.get()
    }

    /// The key of the run on the page; empty without one.
    pub fn run(&self) -> String {
        self.0.open.borrow().run.clone()
    }

    /// Another run is on the page, or none.
    pub fn set_run(&self, key: String) {
        self.0.open.borrow_mut().run = key;
    }

    /// The worker has written the link that every later version reads.
    pub fn set_link(&self, link: String) {
        self.0.open.borrow_mut().link = link;
    }

    /// Whether the experiment is this tab's alone, so that it may write.
    pub fn is_own(&self) -> bool {
        self.0.open.borrow().is_own
    }

    /// From here on the experiment is stored, whatever it holds.
    pub fn set_worth_storing(&self) {
        self.0.open.borrow_mut().is_worth_storing = true;
    }

    /// Whether the experiment is stored already, or will be when it is next asked for.
    pub fn is_worth_storing(&self) -> bool {
        self.0.open.borrow().is_worth_storing
    }

    fn database(&self) -> Option<&D> {
        self.0.database.as_ref()
    }

    /// The database, where this tab may write into it.
    fn own_database(&self) -> Option<&D> {
        self.database().filter(|_| self.is_own())
    }

    /// Where the parts of the experiment are: its own, then those it is a copy of.
    fn sources(&self) -> Vec<String> {
        let open = self.0.open.borrow();
        [Some(&open.key), open.copied_from.as_ref()].into_iter().flatten().cloned().collect()
    }

    /// A part of the experiment, its own before that of what it is a copy of.
    async fn part(&self, store: Store, name: &str) -> Option<Value<D::Handle>> {
        let database = self.database()?;
        for experiment in self.sources() {
            let key = part_key(&experiment, name);
            if let Ok(Some(found)) = database.get(store, &key).await {
                return Some(found);
            }
        }
        None
    }

    /// Stores a part of the experiment on the page.
    async fn put(&self, store: Store, key: &str, value: &Value<D::Handle>) -> bool {
        if self.0.open.borrow().copied_from.is_some() {
            self.0.own_parts.borrow_mut().push(key.to_owned());
        }
        self.write(store, key, value).await
    }

    /// Stores a value. The first one that is refused is reported.
    async fn write(&self, store: Store, key: &str, value: &Value<D::Handle>) -> bool {
        let Some(database) = self.database() else { return false };
        let stored = database.put(store, key, value).await;
        if stored.is_err() && !self.0.was_full.replace(true) {
            self.report(&StorageError::Full);
        }
        stored.is_ok()
    }

    fn report(&self, error: &StorageError) {
        if let Some(hear) = &*self.0.on_error.borrow() {
            hear(error);
        }
    }
}

/// Where a part of an experiment is stored.
fn part_key(experiment: &str, name: &str) -> String {
    format!("{experiment}/{name}")
}

/// The bytes of an answer; none where nothing, or something else, is stored.
fn bytes_of<H>(answer: Answer<Option<Value<H>>>) -> Option<Vec<u8>> {
    match answer {
        Ok(Some(Value::Bytes(bytes))) => Some(bytes),
        _ => None,
    }
}
