//! What storage asks of a database. The browser's is `app/services/database.rs`; the tests
//! have one in memory whose answers they hold back.

/// What is stored where. A key begins with the experiment's, so that a range of them is all
/// there is of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Store {
    /// A [`Record`](crate::workspace::experiment_record::Record) under the experiment's key.
    Experiments,
    /// A run's figures under "experiment/run", its head under "experiment/~run", both as
    /// [`run_record`](crate::workspace::run_record) writes them.
    Runs,
    /// A file under "experiment/name".
    Files,
    /// What the run on the page goes on from, under "experiment/run".
    Checkpoints,
}

impl Store {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Experiments, Self::Runs, Self::Files, Self::Checkpoints];
    /// All that belongs to an experiment, apart from its record.
    pub const PARTS: [Self; 3] = [Self::Runs, Self::Files, Self::Checkpoints];
}

/// A stored value: the page's own bytes, or what the browser holds for it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<H> {
    /// A record, a head, figures.
    Bytes(Vec<u8>),
    /// A file of the user's.
    File(H),
    /// What a run goes on from.
    Checkpoint(Checkpoint<H>),
}

/// What a run goes on from.
#[derive(Debug, Clone, PartialEq)]
pub struct Checkpoint<H> {
    /// Epochs behind it.
    pub epoch: u32,
    /// The run's state, which never crosses into the page's memory: the 64 MB of a large
    /// network would hold up its thread five times as long as anything may.
    pub state: H,
}

/// The database said no: the browser forbids it, or has no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("The browser's database refused.")]
pub struct Refused;

/// What a question to the database comes to.
pub type Answer<T> = Result<T, Refused>;

/// A database of values by key, and who of several tabs has an experiment. A question is
/// asked when its future is first polled, and questions are answered in their order.
pub trait Database: Clone + 'static {
    /// What only the browser can hold: a file, the state of a run.
    type Handle: Clone + 'static;
    /// An experiment taken for this tab; dropping it gives the experiment free.
    type Lock: 'static;

    /// What is under a key.
    fn get(
        &self,
        store: Store,
        key: &str,
    ) -> impl Future<Output = Answer<Option<Value<Self::Handle>>>>;

    /// All keys that begin with a text, in order.
    fn keys(&self, store: Store, start: &str) -> impl Future<Output = Answer<Vec<String>>>;

    /// What is under all keys that begin with a text, as of one moment, in order.
    fn values(
        &self,
        store: Store,
        start: &str,
    ) -> impl Future<Output = Answer<Vec<(String, Value<Self::Handle>)>>>;

    /// Stores a value; it is there once this is done.
    fn put(
        &self,
        store: Store,
        key: &str,
        value: &Value<Self::Handle>,
    ) -> impl Future<Output = Answer<()>>;

    /// Drops all whose keys begin with a text.
    fn delete(&self, store: Store, start: &str) -> impl Future<Output = Answer<()>>;

    /// Takes an experiment for this tab alone; none where another tab has had it for so long.
    fn lock(&self, key: &str, patience_ms: u32) -> impl Future<Output = Option<Self::Lock>>;
}
