//! The browser's database: experiments, their runs, files and checkpoints. A key begins
//! with the experiment's, so that a range of them is all there is of one.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use js_sys::{Function, Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortSignal, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

/// What is kept where.
#[derive(Clone, Copy)]
pub enum Store {
    /// A [`Record`](crate::workspace::experiment_record::Record) under the experiment's key.
    Experiments,
    /// A run's figures under "experiment/run", its head under "experiment/~run", both as
    /// [`run_record`](crate::workspace::run_record) writes them.
    Runs,
    /// A `File` under "experiment/name".
    Files,
    /// The bytes of the run that can go on, under "experiment/run".
    Checkpoints,
}

impl Store {
    const ALL: [Self; 4] = [Self::Experiments, Self::Runs, Self::Files, Self::Checkpoints];
    /// All that belongs to an experiment beside itself.
    pub const PARTS: [Self; 3] = [Self::Runs, Self::Files, Self::Checkpoints];

    fn name(self) -> &'static str {
        match self {
            Self::Experiments => "experiments",
            Self::Runs => "runs",
            Self::Files => "files",
            Self::Checkpoints => "checkpoints",
        }
    }
}

/// An open database. Every error is the browser's: it forbids, or has no room.
#[derive(Clone)]
pub struct Database(IdbDatabase);

impl Database {
    /// Opens it; the first time, makes it.
    pub async fn open() -> Result<Self, JsValue> {
        let factory = window().indexed_db()?.ok_or(JsValue::NULL)?;
        let request = factory.open_with_u32("descent", 1)?;
        let opened = request.clone();
        let on_new = Closure::once_into_js(move || {
            if let Ok(database) = opened.result() {
                for store in Store::ALL {
                    // Fails only where the store is there already.
                    let _ = IdbDatabase::from(database.clone()).create_object_store(store.name());
                }
            }
        });
        request.set_onupgradeneeded(Some(on_new.unchecked_ref()));
        Ok(Self(Asked::of(request.into()).await?.unchecked_into()))
    }

    /// What is under a key; undefined where nothing is.
    pub fn get(&self, store: Store, key: &str) -> Asked {
        self.ask(store, IdbTransactionMode::Readonly, |store| store.get(&key.into()))
    }

    /// All keys that begin with a text, in order, as an array.
    pub fn keys(&self, store: Store, start: &str) -> Asked {
        self.ask(store, IdbTransactionMode::Readonly, |store| {
            store.get_all_keys_with_key(&beginning(start)?)
        })
    }

    /// The values of those keys, in the same order, as an array.
    pub fn values(&self, store: Store, start: &str) -> Asked {
        self.ask(store, IdbTransactionMode::Readonly, |store| {
            store.get_all_with_key(&beginning(start)?)
        })
    }

    /// Keeps a value; it is there once this is done.
    pub fn put(&self, store: Store, key: &str, value: &JsValue) -> Asked {
        self.ask(store, IdbTransactionMode::Readwrite, |store| {
            store.put_with_key(value, &key.into())
        })
    }

    /// Drops all whose keys begin with a text.
    pub fn delete(&self, store: Store, start: &str) -> Asked {
        self.ask(store, IdbTransactionMode::Readwrite, |store| store.delete(&beginning(start)?))
    }

    fn ask(
        &self,
        store: Store,
        mode: IdbTransactionMode,
        request: impl FnOnce(&IdbObjectStore) -> Result<IdbRequest, JsValue>,
    ) -> Asked {
        let name = store.name();
        let store = self.0.transaction_with_str_and_mode(name, mode);
        let store = store.and_then(|transaction| transaction.object_store(name));
        match store.and_then(|store| Ok((request(&store)?, store))) {
            Ok((request, _)) if mode == IdbTransactionMode::Readonly => Asked::of(request),
            Ok((request, store)) => Asked::committed(request, &store.transaction()),
            Err(error) => Asked { done: Promise::reject(&error).into(), request: None },
        }
    }
}

/// What the database was asked for. One future for all of it, so that none of those that
/// wait carries the asking.
pub struct Asked {
    done: JsFuture,
    request: Option<IdbRequest>,
}

impl Asked {
    fn of(request: IdbRequest) -> Self {
        let done = Promise::new(&mut |resolve, reject| {
            request.set_onsuccess(Some(&resolve));
            request.set_onerror(Some(&reject));
        });
        Self { done: done.into(), request: Some(request) }
    }

    #[expect(deprecated, reason = "`commit` is in the standard; web-sys has its mark from a draft")]
    fn committed(request: IdbRequest, transaction: &IdbTransaction) -> Self {
        let done = Promise::new(&mut |resolve, reject| {
            transaction.set_oncomplete(Some(&resolve));
            transaction.set_onabort(Some(&reject));
        });
        // A page that goes before it hears of the answer would take an open one back. A
        // transaction that is over already needs no end.
        let _ = transaction.commit();
        Self { done: done.into(), request: Some(request) }
    }
}

impl Future for Asked {
    type Output = Result<JsValue, JsValue>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let done = ready!(Pin::new(&mut self.done).poll(context));
        Poll::Ready(done.and_then(|event| match &self.request {
            Some(request) => request.result(),
            None => Ok(event),
        }))
    }
}

/// Bytes as they are kept.
pub fn bytes(value: &[u8]) -> JsValue {
    Uint8Array::from(value).into()
}

/// Kept bytes; none where something else was kept.
pub fn to_bytes(value: JsValue) -> Vec<u8> {
    value.dyn_into::<Uint8Array>().map(|array| array.to_vec()).unwrap_or_default()
}

fn beginning(start: &str) -> Result<JsValue, JsValue> {
    IdbKeyRange::bound(&start.into(), &format!("{start}\u{ffff}").into()).map(Into::into)
}

/// Takes an experiment for this tab alone and returns what gives it free again; an error
/// where another tab has had it for `patience_ms`. A browser without locks has no other
/// tabs to mind.
pub async fn claim(key: &str, patience_ms: u32) -> Result<Option<Function>, JsValue> {
    let locks = Reflect::get(&window().navigator(), &"locks".into())?;
    if locks.is_undefined() {
        return Ok(None);
    }
    let mut release = None;
    let held = Promise::new(&mut |resolve, _| release = Some(resolve));
    let options = js_sys::Object::new();
    Reflect::set(&options, &"signal".into(), &AbortSignal::timeout_with_u32(patience_ms))?;
    let request: Function = Reflect::get(&locks, &"request".into())?.unchecked_into();
    let mut outcome = Ok(JsValue::NULL);
    let granted = Promise::new(&mut |resolve, reject| {
        let held = held.clone();
        // The lock is this tab's until what the callback returns is settled.
        let take = Closure::once_into_js(move || {
            let _ = resolve.call0(&JsValue::NULL);
            held
        });
        outcome = request.call3(&locks, &format!("descent.{key}").into(), &options, &take);
        let asked = outcome.clone().unwrap_or_default();
        spawn_local(async move {
            if JsFuture::from(Promise::resolve(&asked)).await.is_err() {
                // Settled before where the lock was granted.
                let _ = reject.call0(&JsValue::NULL);
            }
        });
    });
    outcome?;
    JsFuture::from(granted).await?;
    Ok(release)
}
