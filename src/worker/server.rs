//! The worker's end of the wire: a mailbox around [`Session`], yielding to it
//! between slices of training.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, File, MessageChannel, MessageEvent, Response};

use crate::worker::protocol::LoadError;
use crate::worker::{Command, Event, PROTOCOL_VERSION, Session, TableId, TableOrigin, codec};

struct Server {
    scope: DedicatedWorkerGlobalScope,
    session: RefCell<Session>,
    /// Posting to it runs one slice as a macrotask of its own, after any message
    /// that waits. A channel yields in microseconds, a timer in milliseconds.
    ticks: MessageChannel,
    tick_is_due: Cell<bool>,
}

/// Serves the page until it ends the worker.
///
/// # Panics
/// In a browser without `MessageChannel`; every browser with module workers has it.
pub fn run() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let ticks = MessageChannel::new().expect("every browser with workers has MessageChannel");
    let server = Rc::new(Server {
        scope: scope.clone(),
        session: RefCell::default(),
        ticks,
        tick_is_due: Cell::new(false),
    });
    report_panics(&scope);

    let receiver = Rc::clone(&server);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        receiver.receive(&message.data());
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();

    let worker = Rc::clone(&server);
    let on_tick = Closure::<dyn FnMut(MessageEvent)>::new(move |_| worker.tick());
    server.ticks.port1().set_onmessage(Some(on_tick.as_ref().unchecked_ref()));
    on_tick.forget();

    server.post(&Event::Ready { protocol_version: PROTOCOL_VERSION });
}

impl Server {
    /// A message is `[bytes]` or `[bytes, File]`.
    fn receive(self: &Rc<Self>, data: &JsValue) {
        let parts = Array::from(data);
        let command = parts
            .get(0)
            .dyn_into::<Uint8Array>()
            .ok()
            .and_then(|bytes| codec::decode::<Command>(&bytes.to_vec()).ok());
        match command {
            Some(Command::LoadTable { table, origin }) => {
                let server = Rc::clone(self);
                let file = parts.get(1).dyn_into::<File>().ok();
                wasm_bindgen_futures::spawn_local(async move {
                    server.load(table, origin, file).await;
                });
            }
            Some(command) => {
                let events = self.session.borrow_mut().handle(command);
                self.post_all(&events);
                self.schedule();
            }
            None => self.post(&Event::Failed { message: codec::CodecError.to_string() }),
        }
    }

    async fn load(&self, table: TableId, origin: TableOrigin, file: Option<File>) {
        let (name, bytes) = match (origin, file) {
            (TableOrigin::Gallery { file }, _) => {
                let bytes = fetch(&self.scope, &format!("./datasets/{file}")).await;
                (file, bytes)
            }
            (TableOrigin::Attached, Some(file)) => (file.name(), read(&file).await),
            (TableOrigin::Attached, None) => {
                ("The file".to_owned(), Err(JsValue::from_str("it did not arrive")))
            }
        };
        let event = match bytes {
            Ok(bytes) => self.session.borrow_mut().load(table, &bytes),
            Err(error) => {
                let detail = describe(&error);
                Event::TableRejected { table, error: LoadError::Unreadable { name, detail } }
            }
        };
        self.post(&event);
    }

    fn tick(&self) {
        self.tick_is_due.set(false);
        let performance = self.scope.performance().expect("every worker has a clock");
        let events = self.session.borrow_mut().work(&mut || performance.now());
        self.post_all(&events);
        self.schedule();
    }

    fn schedule(&self) {
        if self.session.borrow().wants_work() && !self.tick_is_due.replace(true) {
            // A port that cannot take a message would be a closed one, and nobody closes it.
            let _ = self.ticks.port2().post_message(&JsValue::NULL);
        }
    }

    fn post_all(&self, events: &[Event]) {
        for event in events {
            self.post(event);
        }
    }

    fn post(&self, event: &Event) {
        post(&self.scope, event);
    }
}

fn post(scope: &DedicatedWorkerGlobalScope, event: &Event) {
    let bytes = Uint8Array::from(codec::encode(event).as_slice());
    // Bytes can always be cloned, so posting cannot fail.
    let _ = scope.post_message(&bytes);
}

/// A panic ends the wasm instance without a word to the page; this is the word.
fn report_panics(scope: &DedicatedWorkerGlobalScope) {
    let scope = SendScope(scope.clone());
    std::panic::set_hook(Box::new(move |info| {
        console_error_panic_hook::hook(info);
        scope.post(&Event::Failed { message: info.to_string() });
    }));
}

/// The hook must be `Send + Sync`; a worker has one thread.
struct SendScope(DedicatedWorkerGlobalScope);

impl SendScope {
    fn post(&self, event: &Event) {
        post(&self.0, event);
    }
}

async fn fetch(scope: &DedicatedWorkerGlobalScope, address: &str) -> Result<Vec<u8>, JsValue> {
    let response: Response = JsFuture::from(scope.fetch_with_str(address)).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from_str(&format!("status {}", response.status())));
    }
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

async fn read(file: &File) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

fn describe(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(
        || error.as_string().unwrap_or_else(|| "unknown reason".to_owned()),
        |error| String::from(error.message()),
    )
}
