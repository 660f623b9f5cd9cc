//! What travels beside a message, as `Blob`s: a file, a checkpoint, a model, the parts of an archive. So
//! it costs the page's thread nothing to hand it on and to keep it.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

use crate::config::limits::{MAX_ARCHIVE_BYTES, MAX_MODEL_BYTES};
use crate::models::zip::ZipError;
use crate::t;
use crate::worker::archive::{refused, written};
use crate::worker::error::{FileError, FileReason};
use crate::worker::models_in;
use crate::worker::{ArchiveRefusal, Command, Event};

/// Reads into a command what travels beside it.
///
/// # Errors
/// The answer to a command whose file cannot be read, or is too large.
pub(super) async fn read_into(command: &mut Command, beside: JsValue) -> Result<(), Event> {
    match command {
        Command::ReadModel { name, .. }
            if beside
                .dyn_ref::<Blob>()
                .is_some_and(|file| file.size() > MAX_MODEL_BYTES as f64) =>
        {
            return Err(models_in::too_large(name));
        }
        Command::GoOn { checkpoint: bytes, .. }
        | Command::StartWith { weights: bytes, .. }
        | Command::ReadModel { bytes, .. } => {
            // Without them it is refused as damaged.
            *bytes = match beside.dyn_into::<Blob>() {
                Ok(blob) => all_of(&blob).await.unwrap_or_default(),
                Err(_) => Vec::new(),
            };
        }
        Command::WriteArchive { parts, .. } => {
            let refuse = |sentence| written(&Err(sentence), Vec::new());
            let beside = Array::from(&beside);
            let sizes = beside.iter().filter_map(|part| Some(part.dyn_ref::<Blob>()?.size()));
            fits(sizes.sum()).map_err(refuse)?;
            for part in beside.iter() {
                parts.push(match part.dyn_ref::<Blob>() {
                    Some(part) => Some(whole(part).await.map_err(refuse)?),
                    None => None,
                });
            }
        }
        Command::ReadArchive { bytes } => {
            let refuse = |sentence| refused(ArchiveRefusal { sentence, is_of_descent: true });
            if let Some(file) = beside.dyn_ref::<Blob>() {
                fits(file.size()).map_err(refuse)?;
                *bytes = whole(file).await.map_err(refuse)?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// Whether an archive of so many bytes is written and read: more is not even read into memory.
fn fits(bytes: f64) -> Result<(), String> {
    if bytes <= MAX_ARCHIVE_BYTES as f64 {
        return Ok(());
    }
    let (received, most) = (bytes as u64 / 1_000_000, MAX_ARCHIVE_BYTES / 1_000_000);
    Err(ZipError::TooLarge { received, most }.to_string())
}

/// Takes out of an event what travels beside it; `undefined` is what the browser has no room
/// for.
pub(super) fn take_from(event: &mut Event) -> Option<JsValue> {
    match event {
        Event::Checkpoint { bytes, .. }
        | Event::ArchiveWritten { bytes, .. }
        | Event::ModelWritten { bytes, .. } => Some(blob(&std::mem::take(bytes))),
        Event::ModelRead { weights, .. } => weights.take().map(|weights| blob(&weights)),
        Event::ArchiveRead { parts, .. } => {
            let parts = std::mem::take(parts).into_iter();
            let parts = parts.map(|part| part.map_or(JsValue::UNDEFINED, |bytes| blob(&bytes)));
            Some(parts.collect::<Array>().into())
        }
        _ => None,
    }
}

fn blob(bytes: &[u8]) -> JsValue {
    let parts = Array::of1(&Uint8Array::from(bytes));
    Blob::new_with_u8_array_sequence(&parts).map_or(JsValue::UNDEFINED, JsValue::from)
}

/// The bytes of a file, or the sentence that says why it cannot be read.
async fn whole(file: &Blob) -> Result<Vec<u8>, String> {
    all_of(file).await.map_err(|error| {
        let name = file.dyn_ref::<File>().map_or_else(|| t!("The file").to_owned(), File::name);
        FileError::Unreadable { name, reason: error.into() }.to_string()
    })
}

pub(super) async fn all_of(blob: &Blob) -> Result<Vec<u8>, JsValue> {
    let buffer = JsFuture::from(blob.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

impl From<JsValue> for FileReason {
    fn from(error: JsValue) -> Self {
        let words = match error.dyn_ref::<js_sys::Error>() {
            Some(error) => Some(String::from(error.message())),
            None => error.as_string(),
        };
        words.map_or(Self::Unknown, Self::Browser)
    }
}
