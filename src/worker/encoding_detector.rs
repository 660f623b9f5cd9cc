//! Old encodings in the browser: its own decoders, and a worker that says which one a file has.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DedicatedWorkerGlobalScope, MessageEvent, TextDecodeOptions, TextDecoder, Worker,
    WorkerOptions, WorkerType,
};

use crate::config::Encoding;
use crate::data;

/// Where the worker's script is: beside the page, as all of its files.
const SCRIPT: &str = "./encodings_loader.js";

/// Serves one question: a sample of a text comes, the name of its encoding goes back.
pub fn run() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let answer = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let sample = Uint8Array::new(&event.data()).to_vec();
        // A name can always be cloned, so posting cannot fail.
        let _ = answer.post_message(&data::detect_encoding(&sample).name().into());
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget();
    // It is there.
    let _ = scope.post_message(&JsValue::NULL);
}

/// The encoding that a worker of its own finds for a sample; Windows-1252 where none can be
/// started, as in a browser without workers in workers.
pub(super) async fn detect_encoding(sample: &[u8]) -> Encoding {
    let found = ask(sample).await.ok().and_then(|name| name.as_string());
    found.and_then(|name| Encoding::of_name(&name)).unwrap_or(Encoding::Windows1252)
}

async fn ask(sample: &[u8]) -> Result<JsValue, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(SCRIPT, &options)?;
    let sample = Uint8Array::from(sample);
    let answer = js_sys::Promise::new(&mut |resolve, reject| {
        let (asked, sample) = (worker.clone(), sample.clone());
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if event.data().is_null() {
                // A fresh worker takes every message.
                let _ = asked.post_message(&sample);
            } else {
                let _ = resolve.call1(&JsValue::NULL, &event.data());
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(&reject));
        // Dropped with the worker.
        on_message.forget();
    });
    let answer = JsFuture::from(answer).await;
    worker.terminate();
    answer
}

/// The browser's decoder of an encoding.
pub(super) fn browser_decoder(encoding: Encoding) -> Option<Box<dyn data::TextDecoder>> {
    let decoder = TextDecoder::new_with_label(encoding.name()).ok()?;
    Some(Box::new(BrowserDecoder(decoder)))
}

struct BrowserDecoder(TextDecoder);

impl data::TextDecoder for BrowserDecoder {
    fn decode(&mut self, bytes: &[u8], is_last: bool, text: &mut String) {
        let options = TextDecodeOptions::new();
        options.set_stream(!is_last);
        // It never throws: what cannot be read becomes U+FFFD.
        let decoded =
            self.0.decode_with_js_u8_array_and_options(&Uint8Array::from(bytes), &options);
        text.push_str(&decoded.unwrap_or_default());
    }
}
