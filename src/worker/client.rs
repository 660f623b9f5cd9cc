//! The page's end of the wire.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, File, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::worker::{Command, Event, codec};

/// What the page hears.
#[derive(Debug)]
pub enum Heard {
    /// A message of the worker.
    Event(Event),
    /// The worker is broken or speaks another protocol.
    Broken(String),
}

/// A running worker; dropping it ends the worker.
pub struct WorkerClient {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

impl WorkerClient {
    /// Starts the worker. Nothing may be sent before [`Event::Ready`]: it would be lost.
    ///
    /// # Errors
    /// The browser's, where it has no module workers.
    pub fn spawn(hear: impl Fn(Heard) + Clone + 'static) -> Result<Self, JsValue> {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options("./worker_loader.js", &options)?;

        let hear_error = hear.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            let bytes = Uint8Array::new(&message.data()).to_vec();
            hear(match codec::decode::<Event>(&bytes) {
                Ok(event) => Heard::Event(event),
                Err(error) => Heard::Broken(error.to_string()),
            });
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        let on_error = Closure::<dyn FnMut(ErrorEvent)>::new(move |error: ErrorEvent| {
            hear_error(Heard::Broken(error.message()));
        });
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Ok(Self { worker, _on_message: on_message, _on_error: on_error })
    }

    /// Sends a command, and a file where it speaks of one.
    pub fn send(&self, command: &Command, file: Option<&File>) {
        let bytes = Uint8Array::from(codec::encode(command).as_slice());
        let message = Array::of1(&bytes);
        if let Some(file) = file {
            message.push(file);
        }
        // Bytes and files can always be cloned, so posting cannot fail.
        let _ = self.worker.post_message(&message);
    }
}

impl Drop for WorkerClient {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}
