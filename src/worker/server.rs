//! The worker's end of the wire: a mailbox around [`Session`], yielding to it
//! between slices of training.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DedicatedWorkerGlobalScope, File, MessageChannel, MessageEvent, Response};

use crate::config::{ReadingConfig, limits};
use crate::data::DataError;
use crate::t;
use crate::text;
use crate::worker::beside::{self, all_of};
use crate::worker::encoding_detector::{browser_decoder, detect_encoding};
use crate::worker::error::{FileError, FileReason};
use crate::worker::exporter;
use crate::worker::session_table::SessionTable;
use crate::worker::{
    Command, Event, LoadPart, Loading, Next, PROTOCOL_VERSION, Session, SplitPart, TableId,
    TableOrigin, codec,
};

/// Bytes of a file that are read at once: some milliseconds of work.
const CHUNK_BYTES: u64 = 2 << 20;

struct Server {
    load_part: LoadPart,
    scope: DedicatedWorkerGlobalScope,
    session: RefCell<Session>,
    /// Posting to it runs one slice as a macrotask of its own, after any message
    /// that waits. A channel yields in microseconds, a timer in milliseconds.
    ticks: MessageChannel,
    tick_is_due: Cell<bool>,
    /// Commands that wait, with what travels beside them, and whether they are looked at.
    mailbox: RefCell<VecDeque<(Command, JsValue)>>,
    is_obeying: Cell<bool>,
    /// The file that the table was read from: only where it is, not what is in it.
    file: RefCell<Option<(String, Blob)>>,
    /// The table that is being read; a later request takes its place.
    loading: Cell<Option<TableId>>,
}

/// Serves the page until it ends the worker.
///
/// # Panics
/// In a browser without `MessageChannel`; every browser with module workers has it.
pub fn run(load_part: LoadPart) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let ticks = MessageChannel::new().expect("every browser with workers has MessageChannel");
    let server = Rc::new(Server {
        load_part,
        scope: scope.clone(),
        session: RefCell::default(),
        ticks,
        tick_is_due: Cell::new(false),
        mailbox: RefCell::default(),
        is_obeying: Cell::new(false),
        file: RefCell::default(),
        loading: Cell::new(None),
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
    /// A message is `[bytes]`, or has beside them what `beside.rs` reads.
    fn receive(self: &Rc<Self>, data: &JsValue) {
        let parts = Array::from(data);
        let command = parts
            .get(0)
            .dyn_into::<Uint8Array>()
            .ok()
            .and_then(|bytes| codec::decode::<Command>(&bytes.to_vec()).ok());
        match command {
            Some(Command::LoadTable { table, origin, reading }) => {
                let server = Rc::clone(self);
                let file = parts.get(1).dyn_into::<File>().ok();
                wasm_bindgen_futures::spawn_local(async move {
                    server.load(table, origin, &reading, file).await;
                });
            }
            Some(Command::Speak { language }) => {
                text::speak(language.map(|language| language.kept()));
            }
            Some(Command::CancelLoad { table }) => {
                if self.loading.get() == Some(table) {
                    self.loading.set(None);
                }
            }
            Some(command) => {
                self.mailbox.borrow_mut().push_back((command, parts.get(1)));
                if !self.is_obeying.replace(true) {
                    let server = Rc::clone(self);
                    wasm_bindgen_futures::spawn_local(async move { server.obey_all().await });
                }
            }
            None => self.post(&Event::Failed { message: codec::CodecError.to_string() }),
        }
    }

    /// One command after the other: what comes while a checkpoint is read waits.
    async fn obey_all(&self) {
        loop {
            let next = self.mailbox.borrow_mut().pop_front();
            let Some((mut command, attached)) = next else { break };
            if let Err(answer) = beside::read_into(&mut command, attached).await {
                self.post(&answer);
                continue;
            }
            let missing = self.session.borrow().parts.missing_for(&command);
            if let Some(part) = missing {
                let Some(loaded) = (self.load_part)(part).await else {
                    self.post_all(SplitPart::not_loaded(command));
                    continue;
                };
                self.session.borrow_mut().parts.put(loaded);
            }
            if let Command::WriteCode { request, .. } = &command
                && let Err(sentence) = self.bring_file(exporter::MOST_BYTES).await
            {
                self.post(&exporter::refused(*request, sentence));
                continue;
            }
            if matches!(command, Command::WriteLink { .. }) {
                // Without it the link names the file.
                let _ = self.bring_file(limits::MAX_LINKED_FILE_BYTES as f64).await;
            }
            let events = self.session.borrow_mut().handle(command);
            self.post_all(events);
            self.schedule();
        }
        self.is_obeying.set(false);
    }

    /// Brings the file that the table was read from, where the session does not hold it yet and
    /// it has at most so many bytes.
    async fn bring_file(&self, most_bytes: f64) -> Result<(), String> {
        let lacks_file =
            self.session.borrow().loaded.as_ref().is_some_and(SessionTable::lacks_file);
        let file = self.file.borrow().clone().filter(|_| lacks_file);
        if let Some((name, blob)) = file {
            if blob.size() > most_bytes {
                return Err(exporter::too_large(&name));
            }
            let bytes = all_of(&blob).await.map_err(|reason| {
                let (name, reason) = (name.clone(), FileReason::from(reason));
                FileError::Unreadable { name, reason }.to_string()
            })?;
            self.session.borrow_mut().keep_file(name, bytes);
        }
        Ok(())
    }

    async fn load(
        &self,
        table: TableId,
        origin: TableOrigin,
        reading: &ReadingConfig,
        file: Option<File>,
    ) {
        self.loading.set(Some(table));
        let source = match (origin, file) {
            (TableOrigin::Synthetic(config), _) => {
                self.file.take();
                let event = self.session.borrow_mut().make(table, &config);
                return self.post(&event);
            }
            (TableOrigin::Gallery { file }, _) => {
                match fetch(&self.scope, &format!("./datasets/{file}")).await {
                    Ok(blob) => Ok((file, blob)),
                    Err(reason) => Err(FileError::NotFetched { name: file, reason }),
                }
            }
            (TableOrigin::Attached, Some(file)) => Ok((file.name(), file.into())),
            (TableOrigin::Attached, None) => {
                let name = t!("The file").to_owned();
                Err(FileError::Unreadable { name, reason: FileReason::NotThere })
            }
        };
        let event = match source {
            Ok((name, blob)) => {
                let event = self.read(table, &name, &blob, reading).await;
                if matches!(event, Some(Event::TableLoaded { .. })) {
                    self.file.replace(Some((name, blob)));
                }
                event
            }
            Err(error) => Some(Event::TableRejected { table, error: error.into() }),
        };
        if let Some(event) = event {
            self.post(&event);
        }
    }

    /// Reads a file chunk by chunk, so that messages come through in between. `None`
    /// once another request has taken its place.
    async fn read(
        &self,
        table: TableId,
        name: &str,
        blob: &Blob,
        reading: &ReadingConfig,
    ) -> Option<Event> {
        let loading = Loading::new(table, reading, blob.size() as u64);
        let mut loading = loading.with_decoders(browser_decoder);
        let rejected = |error: DataError| Event::TableRejected { table, error: error.into() };
        loop {
            let mut goes_on = true;
            while goes_on {
                let (read, of) = loading.progress();
                let chunk = match slice(blob, read).await {
                    Ok(chunk) => chunk,
                    Err(error) => {
                        let (name, reason) = (name.to_owned(), error.into());
                        let error = FileError::Unreadable { name, reason };
                        return Some(Event::TableRejected { table, error: error.into() });
                    }
                };
                if self.loading.get() != Some(table) {
                    return None;
                }
                match loading.push(&chunk) {
                    Ok(more) => goes_on = more,
                    Err(error) => return Some(rejected(error)),
                }
                if of > CHUNK_BYTES {
                    let (read, of) = loading.progress();
                    self.post(&Event::TableProgress { table, read, of });
                }
            }
            match loading.finish() {
                Ok(Next::Again) => {}
                Ok(Next::NotUtf8(found)) => {
                    let encoding = detect_encoding(found.sample()).await;
                    loading.read_as(*found, encoding);
                }
                Ok(Next::Done(import)) => {
                    return Some(self.session.borrow_mut().take(table, *import));
                }
                Err(error) => return Some(rejected(error)),
            }
        }
    }

    fn tick(&self) {
        self.tick_is_due.set(false);
        let performance = self.scope.performance().expect("every worker has a clock");
        let events = self.session.borrow_mut().work(&mut || performance.now());
        self.post_all(events);
        self.schedule();
    }

    fn schedule(&self) {
        if self.session.borrow().wants_work() && !self.tick_is_due.replace(true) {
            // A port that cannot take a message would be a closed one, and nobody closes it.
            let _ = self.ticks.port2().post_message(&JsValue::NULL);
        }
    }

    fn post_all(&self, events: Vec<Event>) {
        for mut event in events {
            match (beside::take_from(&mut event), &event) {
                (None, event) => self.post(event),
                // What it could go on from is not there.
                (Some(beside), Event::Checkpoint { .. }) if beside.is_undefined() => {}
                (Some(beside), event) => {
                    // As below.
                    let _ = self.scope.post_message(&Array::of2(&encoded(event), &beside));
                }
            }
        }
    }

    fn post(&self, event: &Event) {
        post(&self.scope, event);
    }
}

fn post(scope: &DedicatedWorkerGlobalScope, event: &Event) {
    // Bytes can always be cloned, so posting cannot fail.
    let _ = scope.post_message(&encoded(event));
}

fn encoded(event: &Event) -> Uint8Array {
    Uint8Array::from(codec::encode(event).as_slice())
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

async fn fetch(scope: &DedicatedWorkerGlobalScope, address: &str) -> Result<Blob, FileReason> {
    let response: Response = JsFuture::from(scope.fetch_with_str(address)).await?.dyn_into()?;
    if !response.ok() {
        return Err(FileReason::Status(response.status()));
    }
    Ok(JsFuture::from(response.blob()?).await?.dyn_into()?)
}

/// The next bytes of a file; none at its end.
async fn slice(blob: &Blob, from: u64) -> Result<Vec<u8>, JsValue> {
    let to = (from + CHUNK_BYTES) as f64;
    let chunk = blob.slice_with_f64_and_f64(from as f64, to)?;
    all_of(&chunk).await
}
