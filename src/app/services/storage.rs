//! What is kept over a reload: the experiment and its curves in the tab's storage, the
//! uploaded file in the browser's cache. The experiment is kept in the shared storage
//! too, for the next visit; two tabs do not take each other's. A browser that refuses
//! (a private window) only forgets; it never breaks.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use leptos::prelude::window;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Cache, File, Response};

use crate::app::run_state::{Phase, RunState};
use crate::config::ExperimentConfig;
use crate::data::RowCounts;
use crate::train::History;
use crate::worker::{PROTOCOL_VERSION, codec};

/// Key of the theme.
pub const THEME: &str = "descent.theme";
const EXPERIMENT: &str = "descent.experiment.v2";
const RUN: &str = "descent.run.v2";
const LINK: &str = "descent.experiment.link";
/// JSON, as the first versions kept it.
const FIRST_EXPERIMENT: &str = "descent.experiment.v1";
const AS_LOGGED: &str = "descent.as-logged.v1";
const CACHE: &str = "descent.file.v1";
const CACHED_FILE: &str = "./kept-file";

/// A run as it is kept.
#[derive(Serialize, Deserialize)]
struct KeptRun {
    phase: Phase,
    experiment: Option<ExperimentConfig>,
    history: History,
    counts: Option<RowCounts>,
    best_epoch: Option<u32>,
    wait: u32,
}

/// The value kept under `key`.
pub fn read(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Keeps `value` under `key`. A full or forbidden store forgets it.
pub fn write(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, value);
    }
}

fn read_tab(key: &str) -> Option<String> {
    window().session_storage().ok()??.get_item(key).ok()?
}

fn write_tab(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = storage.set_item(key, value);
    }
}

/// Keeps the experiment.
pub fn keep_experiment(experiment: &ExperimentConfig) {
    let text = bytes_as_text(experiment);
    write_tab(EXPERIMENT, &text);
    write(EXPERIMENT, &text);
}

/// Keeps the experiment in the form that every later version of the page reads.
pub fn keep_link(link: &str) {
    write_tab(LINK, link);
    write(LINK, link);
}

/// The experiment of this tab, else of the last visit, if it can still run.
pub fn kept_experiment() -> Option<ExperimentConfig> {
    let experiment: ExperimentConfig =
        read_tab(EXPERIMENT).or_else(|| read(EXPERIMENT)).and_then(|text| from_text(&text))?;
    experiment.check_settings().is_ok().then_some(experiment)
}

/// The same as an earlier version of the page kept it: a link or JSON.
pub fn kept_text() -> Option<String> {
    [LINK, FIRST_EXPERIMENT].into_iter().find_map(|key| read_tab(key).or_else(|| read(key)))
}

/// The bytes name no fields, so that they are good for this version of the page only.
fn bytes_as_text(data: &impl Serialize) -> String {
    format!("{PROTOCOL_VERSION}.{}", BASE64.encode(codec::encode(data)))
}

fn from_text<T: DeserializeOwned>(text: &str) -> Option<T> {
    let bytes = text.strip_prefix(&format!("{PROTOCOL_VERSION}."))?;
    codec::decode(&BASE64.decode(bytes).ok()?).ok()
}

/// Keeps the run's curves.
pub fn keep_run(run: &RunState) {
    let kept = KeptRun {
        phase: run.phase,
        experiment: run.experiment.clone(),
        history: run.history.clone(),
        counts: run.counts,
        best_epoch: run.best_epoch,
        wait: run.wait,
    };
    write_tab(RUN, &bytes_as_text(&kept));
}

/// The curves of this tab, and where their run stood. A run that was not over comes back
/// as interrupted.
pub fn kept_run() -> Option<(RunState, Phase)> {
    let kept: KeptRun = from_text(&read_tab(RUN)?)?;
    if !kept.history.is_sound() {
        return None;
    }
    let mut run = RunState {
        phase: kept.phase,
        experiment: kept.experiment,
        history: kept.history,
        counts: kept.counts,
        best_epoch: kept.best_epoch,
        wait: kept.wait,
        ..RunState::default()
    };
    run.interrupt();
    Some((run, kept.phase))
}

/// Keeps how the training loss is read.
pub fn keep_as_logged(as_logged: bool) {
    write_tab(AS_LOGGED, if as_logged { "true" } else { "false" });
}

/// Whether the training loss of this tab is shown as Keras logs it.
pub fn kept_as_logged() -> bool {
    read_tab(AS_LOGGED).is_some_and(|kept| kept == "true")
}

/// Keeps the uploaded file, for a reload.
pub fn keep_file(file: File) {
    wasm_bindgen_futures::spawn_local(async move {
        let _ = store_file(&file).await;
    });
}

async fn store_file(file: &File) -> Result<(), JsValue> {
    let response = Response::new_with_opt_blob(Some(file))?;
    JsFuture::from(cache().await?.put_with_str(CACHED_FILE, &response)).await?;
    Ok(())
}

/// The uploaded file of the last visit, under its `name`.
pub async fn kept_file(name: &str) -> Option<File> {
    load_file(name).await.ok()
}

async fn load_file(name: &str) -> Result<File, JsValue> {
    let found = JsFuture::from(cache().await?.match_with_str(CACHED_FILE)).await?;
    let response: Response = found.dyn_into()?;
    let blob: Blob = JsFuture::from(response.blob()?).await?.dyn_into()?;
    File::new_with_blob_sequence(&js_sys::Array::of1(&blob), name)
}

async fn cache() -> Result<Cache, JsValue> {
    JsFuture::from(window().caches()?.open(CACHE)).await?.dyn_into()
}
