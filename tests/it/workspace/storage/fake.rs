//! A database in memory. What is asked is done at once, as the browser orders its
//! transactions; a test may hold the answer back and release it later, or refuse to store.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use descent::worker::codec;
use descent::workspace::experiment_record::Record;
use descent::workspace::storage::database::{Answer, Database, Refused, Store, Value};

/// The database that all tabs of a browser share.
#[derive(Clone, Default)]
pub struct Fake(Rc<Shared>);

type Values = BTreeMap<(Store, String), Value<Vec<u8>>>;

#[derive(Default)]
struct Shared {
    values: RefCell<Values>,
    locks: RefCell<BTreeSet<String>>,
    puts: RefCell<Vec<(Store, String)>>,
    is_full: Cell<bool>,
    held: RefCell<BTreeSet<String>>,
}

/// An experiment that a tab has.
pub struct FakeLock(Rc<Shared>, String);

impl Drop for FakeLock {
    fn drop(&mut self) {
        self.0.locks.borrow_mut().remove(&self.1);
    }
}

impl Fake {
    /// Holds the answers to all questions about keys that begin with a text.
    pub fn hold(&self, start: &str) {
        self.0.held.borrow_mut().insert(start.to_owned());
    }

    /// Gives the answers that were held.
    pub fn release(&self, start: &str) {
        assert!(self.0.held.borrow_mut().remove(start), "nothing is held at {start}");
    }

    /// Has no room from here on, or has room again.
    pub fn set_full(&self, is_full: bool) {
        self.0.is_full.set(is_full);
    }

    /// Whether a tab has an experiment.
    pub fn is_locked(&self, key: &str) -> bool {
        self.0.locks.borrow().contains(key)
    }

    /// What is under a key.
    pub fn value(&self, store: Store, key: &str) -> Option<Value<Vec<u8>>> {
        self.0.values.borrow().get(&(store, key.to_owned())).cloned()
    }

    /// The keys of a store.
    pub fn all(&self, store: Store) -> Vec<String> {
        self.matching(store, "").into_iter().map(|(key, _)| key).collect()
    }

    /// How often a key was stored.
    pub fn times_put(&self, store: Store, key: &str) -> usize {
        self.0.puts.borrow().iter().filter(|put| put.0 == store && put.1 == key).count()
    }

    /// Puts a record there, as another tab does.
    pub fn put_record(&self, key: &str, record: &Record) {
        let value = Value::Bytes(codec::encode(record));
        self.0.values.borrow_mut().insert((Store::Experiments, key.to_owned()), value);
    }

    fn matching(&self, store: Store, start: &str) -> Vec<(String, Value<Vec<u8>>)> {
        let values = self.0.values.borrow();
        let found = values.iter().filter(|((of, key), _)| *of == store && key.starts_with(start));
        found.map(|((_, key), value)| (key.clone(), value.clone())).collect()
    }

    /// An answer, as soon as it is not held.
    fn answer<T: Unpin>(&self, key: &str, value: T) -> Held<T> {
        Held { shared: Rc::clone(&self.0), key: key.to_owned(), value: Some(value) }
    }
}

impl Database for Fake {
    type Handle = Vec<u8>;
    type Lock = FakeLock;

    async fn get(&self, store: Store, key: &str) -> Answer<Option<Value<Vec<u8>>>> {
        self.answer(key, Ok(self.value(store, key))).await
    }

    async fn keys(&self, store: Store, start: &str) -> Answer<Vec<String>> {
        let found = self.matching(store, start).into_iter().map(|(key, _)| key).collect();
        self.answer(start, Ok(found)).await
    }

    async fn values(&self, store: Store, start: &str) -> Answer<Vec<(String, Value<Vec<u8>>)>> {
        self.answer(start, Ok(self.matching(store, start))).await
    }

    async fn put(&self, store: Store, key: &str, value: &Value<Vec<u8>>) -> Answer<()> {
        let done = if self.0.is_full.get() {
            Err(Refused)
        } else {
            self.0.puts.borrow_mut().push((store, key.to_owned()));
            self.0.values.borrow_mut().insert((store, key.to_owned()), value.clone());
            Ok(())
        };
        self.answer(key, done).await
    }

    async fn delete(&self, store: Store, start: &str) -> Answer<()> {
        self.0.values.borrow_mut().retain(|(of, key), _| *of != store || !key.starts_with(start));
        self.answer(start, Ok(())).await
    }

    async fn lock(&self, key: &str, _: u32) -> Option<FakeLock> {
        let is_free = self.0.locks.borrow_mut().insert(key.to_owned());
        let lock = is_free.then(|| FakeLock(Rc::clone(&self.0), key.to_owned()));
        self.answer(&format!("lock {key}"), lock).await
    }
}

struct Held<T> {
    shared: Rc<Shared>,
    key: String,
    value: Option<T>,
}

impl<T: Unpin> Future for Held<T> {
    type Output = T;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<T> {
        if self.shared.held.borrow().iter().any(|start| self.key.starts_with(start)) {
            return Poll::Pending;
        }
        Poll::Ready(self.value.take().expect("it is asked once"))
    }
}

/// Goes as far as answers allow.
pub fn poll<F: Future + ?Sized>(future: Pin<&mut F>) -> Poll<F::Output> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

/// What comes of it when no answer is held.
pub fn now<F: Future>(future: F) -> F::Output {
    match poll(pin!(future)) {
        Poll::Ready(output) => output,
        Poll::Pending => panic!("an answer is held"),
    }
}

/// Asks, and waits for an answer that is held.
pub fn waits<F: Future + 'static>(future: F) -> Pin<Box<dyn Future<Output = F::Output>>> {
    let mut future: Pin<Box<dyn Future<Output = F::Output>>> = Box::pin(future);
    assert!(poll(future.as_mut()).is_pending(), "no answer is held");
    future
}
