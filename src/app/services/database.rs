//! The browser's database: experiments, their runs, files and checkpoints. A key begins
//! with the experiment's, so that a range of them is all there is of one.

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortSignal, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbRequest, IdbTransactionMode,
};

/// What is kept where.
#[derive(Clone, Copy)]
pub enum Store {
    /// A [`Record`](crate::app::keeping::Record) under the experiment's key.
    Experiments,
    /// A packed [`KeptRun`](crate::app::keeping::KeptRun) under "experiment/run".
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
        Ok(Self(result(&request).await?.unchecked_into()))
    }

    fn store(&self, store: Store, mode: IdbTransactionMode) -> Result<IdbObjectStore, JsValue> {
        self.0.transaction_with_str_and_mode(store.name(), mode)?.object_store(store.name())
    }

    /// What is under a key; undefined where nothing is.
    pub async fn get(&self, store: Store, key: &str) -> Result<JsValue, JsValue> {
        let store = self.store(store, IdbTransactionMode::Readonly)?;
        result(&store.get(&key.into())?).await
    }

    /// All keys that begin with a text, in order.
    pub async fn keys(&self, store: Store, start: &str) -> Result<Array, JsValue> {
        let store = self.store(store, IdbTransactionMode::Readonly)?;
        Ok(result(&store.get_all_keys_with_key(&beginning(start)?)?).await?.unchecked_into())
    }

    /// Keeps a value; it is there once this is done.
    pub async fn put(&self, store: Store, key: &str, value: &JsValue) -> Result<(), JsValue> {
        let store = self.store(store, IdbTransactionMode::Readwrite)?;
        let _ = store.put_with_key(value, &key.into())?;
        committed(&store).await
    }

    /// Drops all whose keys begin with a text.
    pub async fn delete(&self, store: Store, start: &str) -> Result<(), JsValue> {
        let store = self.store(store, IdbTransactionMode::Readwrite)?;
        let _ = store.delete(&beginning(start)?)?;
        committed(&store).await
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

async fn result(request: &IdbRequest) -> Result<JsValue, JsValue> {
    JsFuture::from(Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    }))
    .await?;
    request.result()
}

async fn committed(store: &IdbObjectStore) -> Result<(), JsValue> {
    let transaction = store.transaction();
    let done = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    JsFuture::from(done).await.map(drop)
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
