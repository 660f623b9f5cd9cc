//! The page's end of the wire.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::config::ExperimentConfig;
use crate::config::share::Link;
use crate::text::Catalogue;
use crate::worker::error::ReadLinkError;
use crate::worker::{Command, Event, codec};

/// What the page hears.
#[derive(Debug)]
pub enum Heard {
    /// A message of the worker, and what travels beside it.
    Event(Event, JsValue),
    /// The worker is broken or speaks another protocol; the browser's words, or the codec's.
    Broken(String),
}

thread_local! {
    /// What tells a worker its language; nothing for English.
    static SPEAK: RefCell<Option<Uint8Array>> = const { RefCell::new(None) };
}

/// Sets the language of the workers that start from now on; `None` is English.
pub fn set_language(language: Option<&Catalogue>) {
    let bytes = language.map(|language| {
        let speak = Command::Speak { language: Some(Box::new(language.clone())) };
        Uint8Array::from(codec::encode(&speak).as_slice())
    });
    SPEAK.set(bytes);
}

/// The address of a file that comes with the page: all files of a build lie in one folder,
/// which the page names (`.ci/lay_out.mjs`).
pub fn file_of_build(name: &str) -> String {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.document_element());
    let folder = root.and_then(|root| root.get_attribute("data-files")).unwrap_or_default();
    format!("{folder}{name}")
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
        let worker = Worker::new_with_options(&file_of_build("worker_loader.js"), &options)?;

        let (hear_error, ready) = (hear.clone(), worker.clone());
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            let (bytes, beside) = match message.data().dyn_into::<Array>() {
                Ok(parts) => (parts.get(0), parts.get(1)),
                Err(bytes) => (bytes, JsValue::UNDEFINED),
            };
            let bytes = bytes.dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec());
            hear(match codec::decode::<Event>(&bytes.unwrap_or_default()) {
                Ok(event) => {
                    // Before every command, so that all it says is in the language.
                    if matches!(event, Event::Ready { .. }) {
                        speak(&ready);
                    }
                    Heard::Event(event, beside)
                }
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

    /// Sends a command, and the file or the checkpoint that it speaks of.
    pub fn send(&self, command: &Command, beside: Option<&JsValue>) {
        let bytes = Uint8Array::from(codec::encode(command).as_slice());
        let message = Array::of1(&bytes);
        if let Some(beside) = beside {
            message.push(beside);
        }
        // Bytes and files can always be cloned, so posting cannot fail.
        let _ = self.worker.post_message(&message);
    }
}

fn speak(worker: &Worker) {
    if let Some(bytes) = SPEAK.with_borrow(Clone::clone) {
        // Bytes can always be cloned, so posting cannot fail.
        let _ = worker.post_message(&Array::of1(&bytes));
    }
}

impl Drop for WorkerClient {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Has the experiment of a link or of JSON read by a worker of its own.
///
/// # Errors
/// As [`open_link`].
pub async fn read_link(text: String) -> Result<ExperimentConfig, String> {
    open_link(text).await.map(|link| link.experiment)
}

/// Has an experiment changed by a worker of its own: a JSON Merge Patch.
///
/// # Errors
/// As [`open_link`].
pub async fn change_experiment(
    experiment: ExperimentConfig,
    patch: String,
) -> Result<ExperimentConfig, String> {
    let command = Command::ChangeExperiment { experiment: Box::new(experiment), patch };
    answer_of_another(command).await.map(|link| link.experiment)
}

/// Has a link read by a worker of its own, before there is a page.
///
/// # Errors
/// A [`ReadLinkError`] in words, as the page passes it on.
pub async fn open_link(text: String) -> Result<Link, String> {
    answer_of_another(Command::ReadLink { text }).await
}

async fn answer_of_another(command: Command) -> Result<Link, String> {
    const PATIENCE_MS: i32 = 10_000;
    let command = Rc::new(command);
    let answer = Rc::new(RefCell::new(None));
    let worker = Rc::new(RefCell::new(None::<WorkerClient>));
    let promise = Promise::new(&mut |resolve, _| {
        let (answer, sender, command) =
            (Rc::clone(&answer), Rc::clone(&worker), Rc::clone(&command));
        let done = resolve.clone();
        let hear = move |heard| {
            match heard {
                Heard::Event(Event::Ready { .. }, _) => {
                    if let Some(worker) = sender.borrow().as_ref() {
                        worker.send(&command, None);
                    }
                    return;
                }
                Heard::Event(Event::LinkRead { outcome }, _) => {
                    *answer.borrow_mut() = Some(outcome);
                }
                Heard::Event(..) => return,
                Heard::Broken(_) => {}
            }
            // A promise can always be resolved.
            let _ = done.call0(&JsValue::NULL);
        };
        *worker.borrow_mut() = WorkerClient::spawn(hear).ok();
        if let Some(window) = web_sys::window() {
            // Without a timer the worker's own answer is waited for.
            let _ =
                window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, PATIENCE_MS);
        }
    });
    let _ = JsFuture::from(promise).await;
    let outcome = answer.borrow_mut().take();
    match outcome {
        Some(Ok(link)) => Ok(*link),
        Some(Err(sentence)) => Err(ReadLinkError::Refused(sentence)),
        None => Err(ReadLinkError::NoAnswer),
    }
    .map_err(|error| error.to_string())
}
