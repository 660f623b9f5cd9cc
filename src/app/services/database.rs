//! The browser's database: `IndexedDB`, and Web Locks between tabs.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, File, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

use crate::workspace::storage::database::{Answer, Checkpoint, Database, Refused, Store, Value};

fn name(store: Store) -> &'static str {
    match store {
        Store::Experiments => "experiments",
        Store::Runs => "runs",
        Store::Files => "files",
        Store::Checkpoints => "checkpoints",
    }
}

/// An open database. Every error is the browser's: it forbids, or has no room.
#[derive(Clone)]
pub struct IndexedDb(IdbDatabase);

impl IndexedDb {
    /// Opens it; the first time, makes it.
    pub async fn open() -> Result<Self, JsValue> {
        let factory = window().indexed_db()?.ok_or(JsValue::NULL)?;
        let request = factory.open_with_u32("descent", 1)?;
        let opened = request.clone();
        let on_new = Closure::once_into_js(move || {
            if let Ok(database) = opened.result() {
                for store in Store::ALL {
                    // Fails only where the store is there already.
                    let _ = IdbDatabase::from(database.clone()).create_object_store(name(store));
                }
            }
        });
        request.set_onupgradeneeded(Some(on_new.unchecked_ref()));
        Ok(Self(Asked::of(request.into()).await?.unchecked_into()))
    }

    fn read(
        &self,
        store: Store,
        request: impl FnOnce(&IdbObjectStore) -> Result<IdbRequest, JsValue>,
    ) -> Asked {
        match self.store(store, IdbTransactionMode::Readonly).and_then(|store| request(&store)) {
            Ok(request) => Asked::of(request),
            Err(error) => Asked::refused(&error),
        }
    }

    fn write(
        &self,
        store: Store,
        request: impl FnOnce(&IdbObjectStore) -> Result<IdbRequest, JsValue>,
    ) -> Asked {
        let store = self.store(store, IdbTransactionMode::Readwrite);
        match store.and_then(|store| Ok((request(&store)?, store))) {
            Ok((request, store)) => Asked::committed(request, &store.transaction()),
            Err(error) => Asked::refused(&error),
        }
    }

    fn store(&self, store: Store, mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
        self.0.transaction_with_str_and_mode(name(store), mode)?.object_store(name(store))
    }
}

impl Database for IndexedDb {
    type Handle = JsValue;
    type Lock = Lock;

    async fn get(&self, store: Store, key: &str) -> Answer<Option<Value<JsValue>>> {
        let found = self.read(store, |store| store.get(&key.into())).await;
        found.map(value_of).map_err(|_| Refused)
    }

    async fn keys(&self, store: Store, start: &str) -> Answer<Vec<String>> {
        let keys = self.read(store, |store| store.get_all_keys_with_key(&beginning(start)?)).await;
        Ok(texts(&keys.map_err(|_| Refused)?))
    }

    async fn values(&self, store: Store, start: &str) -> Answer<Vec<(String, Value<JsValue>)>> {
        // Both of one transaction: what is stored meanwhile is in neither.
        let mut keys = Err(JsValue::NULL);
        let values = self.read(store, |store| {
            let range = beginning(start)?;
            keys = store.get_all_keys_with_key(&range);
            store.get_all_with_key(&range)
        });
        let values = values.await.map_err(|_| Refused)?;
        let keys = keys.and_then(|keys| keys.result()).map_err(|_| Refused)?;
        let values = Array::from(&values);
        let pairs = texts(&keys).into_iter().zip(values.iter());
        Ok(pairs.filter_map(|(key, value)| Some((key, value_of(value)?))).collect())
    }

    async fn put(&self, store: Store, key: &str, value: &Value<JsValue>) -> Answer<()> {
        let write =
            |value: JsValue| self.write(store, |store| store.put_with_key(&value, &key.into()));
        let mut done = write(to_js(value)).await;
        if done.is_err()
            && let Some(bytes) = in_bytes(value).await
        {
            done = write(bytes).await;
        }
        done.map(|_| ()).map_err(|_| Refused)
    }

    async fn delete(&self, store: Store, start: &str) -> Answer<()> {
        let done = self.write(store, |store| store.delete(&beginning(start)?)).await;
        done.map(|_| ()).map_err(|_| Refused)
    }

    async fn lock(&self, key: &str, patience_ms: u32) -> Option<Lock> {
        claim(key, patience_ms).await.ok().map(Lock)
    }
}

/// A value as it is stored: bytes as an array of them, a checkpoint as its epoch and a blob.
fn to_js(value: &Value<JsValue>) -> JsValue {
    match value {
        Value::Bytes(bytes) => Uint8Array::from(bytes.as_slice()).into(),
        Value::File(file) => file.clone(),
        Value::Checkpoint(Checkpoint { epoch, state }) => {
            Array::of2(&(*epoch).into(), state).into()
        }
    }
}

/// The same without a blob, which a private window of Safari does not store: its name or epoch,
/// and its bytes. None of what has no blob.
async fn in_bytes(value: &Value<JsValue>) -> Option<JsValue> {
    let (head, blob) = match value {
        Value::Bytes(_) => return None,
        Value::File(file) => (file.dyn_ref::<File>()?.name().into(), file),
        Value::Checkpoint(Checkpoint { epoch, state }) => ((*epoch).into(), state),
    };
    let bytes = JsFuture::from(blob.dyn_ref::<Blob>()?.array_buffer()).await.ok()?;
    Some(Array::of2(&head, &bytes).into())
}

/// What was stored; none where it is nothing that the page stores.
fn value_of(value: JsValue) -> Option<Value<JsValue>> {
    if let Some(bytes) = value.dyn_ref::<Uint8Array>() {
        return Some(Value::Bytes(bytes.to_vec()));
    }
    let Some(parts) = value.dyn_ref::<Array>() else {
        return value.has_type::<File>().then_some(Value::File(value));
    };
    let (head, content) = (parts.get(0), parts.get(1));
    let content = Array::of1(&content);
    if let Some(name) = head.as_string() {
        let file = File::new_with_blob_sequence(&content, &name).ok()?;
        return Some(Value::File(file.into()));
    }
    // Of a blob as of bytes.
    let state = Blob::new_with_blob_sequence(&content).ok()?.into();
    Some(Value::Checkpoint(Checkpoint { epoch: head.as_f64()? as u32, state }))
}

fn texts(keys: &JsValue) -> Vec<String> {
    Array::from(keys).iter().filter_map(|key| key.as_string()).collect()
}

/// What the database was asked for. One future for all of it, so that none of those that
/// wait carries the asking.
pub struct Asked {
    done: JsFuture,
    request: Option<IdbRequest>,
}

impl Asked {
    fn refused(error: &JsValue) -> Self {
        Self { done: Promise::reject(error).into(), request: None }
    }

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
            // WebKit completes a committed transaction whose request failed.
            request.set_onerror(Some(&reject));
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

fn beginning(start: &str) -> Result<JsValue, JsValue> {
    IdbKeyRange::bound(&start.into(), &format!("{start}\u{ffff}").into()).map(Into::into)
}

/// An experiment that this tab has; dropping it gives it free. A browser without locks has
/// nothing to free.
pub struct Lock(Option<Function>);

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = &self.0 {
            // It settles a promise, which cannot fail.
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// How long it is between two questions whether another tab still has an experiment.
const PAUSE_MS: u32 = 100;

/// Takes an experiment for this tab alone and returns what gives it free again; an error
/// where another tab has had it for `patience_ms`. A browser without locks has no other
/// tabs to mind.
async fn claim(key: &str, patience_ms: u32) -> Result<Option<Function>, JsValue> {
    let locks = Reflect::get(&window().navigator(), &"locks".into())?;
    if locks.is_undefined() {
        return Ok(None);
    }
    // A request that is given up after a while says on a busy machine that another tab has
    // what none has: whether a lock is free, the browser knows at once.
    for _ in 0..patience_ms / PAUSE_MS {
        if let Ok(release) = claim_if_free(&locks, key).await {
            return Ok(Some(release));
        }
        pause(PAUSE_MS).await?;
    }
    claim_if_free(&locks, key).await.map(Some)
}

/// Takes a lock that none has, and returns what gives it free again.
async fn claim_if_free(locks: &JsValue, key: &str) -> Result<Function, JsValue> {
    let mut release = None;
    let held = Promise::new(&mut |resolve, _| release = Some(resolve));
    let options = js_sys::Object::new();
    Reflect::set(&options, &"ifAvailable".into(), &JsValue::TRUE)?;
    let request: Function = Reflect::get(locks, &"request".into())?.unchecked_into();
    let mut outcome = Ok(JsValue::NULL);
    let granted = Promise::new(&mut |resolve, reject| {
        let (held, refuse) = (held.clone(), reject.clone());
        // The lock is this tab's until what the callback returns is settled.
        let take = Closure::once_into_js(move |lock: JsValue| {
            let (answer, until) =
                if lock.is_null() { (refuse, JsValue::NULL) } else { (resolve, held.into()) };
            let _ = answer.call0(&JsValue::NULL);
            until
        });
        outcome = request.call3(locks, &format!("descent.{key}").into(), &options, &take);
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
    release.ok_or(JsValue::NULL)
}

async fn pause(ms: u32) -> Result<(), JsValue> {
    let mut timer = Ok(0);
    let over = Promise::new(&mut |resolve, _| {
        timer = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms as i32);
    });
    timer?;
    JsFuture::from(over).await.map(|_| ())
}
