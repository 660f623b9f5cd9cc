//! What a tab keeps at once, so that a reload finds it however it came about: the
//! experiment, how it is looked at, and the curves. All else is in the database. A browser
//! that refuses (a private window) only forgets; it never breaks.

use js_sys::Date;
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Cache, File, Response, Storage};

use crate::app::services::random;
use crate::config::ExperimentConfig;
use crate::workspace::chart_view::KeptChartView;
use crate::workspace::drawn;
use crate::workspace::experiment_record::{KeptRun, KeptTab};
use crate::workspace::packing::{Stored, pack, unpack};

/// Key of the theme.
pub const THEME: &str = "descent.theme";
/// Key of what was done in the course.
pub const PROGRESS: &str = "descent.course.v1";
/// Key of which experiments are the course's own.
pub const COURSE_EXPERIMENTS: &str = "descent.course.experiments.v1";
/// Whether the lessons stand beside the workspace.
const LESSONS: &str = "descent.lessons.v1";
/// Which lesson is open.
const LESSON: &str = "descent.lesson.v1";
/// Which experiment is open in the tab, and which was last changed in any.
const OPEN: &str = "descent.open.v1";
const EXPERIMENT: &str = "descent.experiment.v2";
const SESSION: &str = "descent.session.v2";
const RUN: &str = "descent.run.v3";
const LOOK: &str = "descent.look.v1";
/// Whether the tab was told that nothing can be kept.
const NOTIFIED: &str = "descent.told.v1";
/// What earlier versions kept, beside [`EXPERIMENT`] in the shared storage: a link, JSON,
/// a file.
const OLD_TEXTS: [&str; 2] = ["descent.experiment.link", "descent.experiment.v1"];
const OLD_CACHE: &str = "descent.file.v1";
const OLD_FILE: &str = "./kept-file";

fn shared() -> Option<Storage> {
    window().local_storage().ok()?
}

fn of_tab() -> Option<Storage> {
    window().session_storage().ok()?
}

/// The value kept under `key`.
pub fn read(key: &str) -> Option<String> {
    shared()?.get_item(key).ok()?
}

/// Keeps `value` under `key`, and says whether it could: a full or forbidden store forgets it.
pub fn write(key: &str, value: &str) -> bool {
    shared().is_some_and(|storage| storage.set_item(key, value).is_ok())
}

fn read_tab(key: &str) -> Option<String> {
    of_tab()?.get_item(key).ok()?
}

fn write_tab(key: &str, value: &str) {
    if let Some(storage) = of_tab() {
        let _ = storage.set_item(key, value);
    }
}

/// Whether the tab had the lessons open.
pub fn lessons_are_open() -> bool {
    read_tab(LESSONS).is_some_and(|open| open == "yes")
}

/// Remembers for a reload whether they are.
pub fn keep_lessons_open(open: bool) {
    write_tab(LESSONS, if open { "yes" } else { "no" });
}

/// The lesson that the tab had open.
pub fn open_lesson() -> Option<String> {
    read_tab(LESSON).filter(|id| !id.is_empty())
}

/// Remembers it for a reload.
pub fn keep_open_lesson(id: Option<&str>) {
    write_tab(LESSON, id.unwrap_or_default());
}

fn write_packed(key: &str, value: &impl Stored) {
    write_tab(key, &text_of(&pack(value)));
}

fn read_packed<T: Stored>(key: &str) -> Option<T> {
    unpack(&bytes_of(&read_tab(key)?)?)
}

/// Bytes as a text of as many characters, which is all that this storage takes.
fn text_of(bytes: &[u8]) -> String {
    bytes.iter().copied().map(char::from).collect()
}

fn bytes_of(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|character| u8::try_from(character).ok()).collect()
}

/// A key that no other experiment or run has; later ones sort after it.
pub fn new_key() -> String {
    drawn::key(Date::now() as u64, random::bits())
}

/// The key of the experiment open in this tab.
pub fn tab_key() -> Option<String> {
    read_tab(OPEN)
}

/// The key of the experiment that was last changed in any tab.
pub fn last_key() -> Option<String> {
    read(OPEN)
}

/// Notes which experiment is open in this tab.
pub fn open_in_tab(key: &str) {
    write_tab(OPEN, key);
}

/// Notes which experiment the next visit opens. What earlier versions kept is in it.
pub fn open_next(key: &str) {
    write(OPEN, key);
    for storage in [shared(), of_tab()].into_iter().flatten() {
        for old in OLD_TEXTS {
            let _ = storage.remove_item(old);
        }
    }
    if let Some(storage) = shared() {
        let _ = storage.remove_item(EXPERIMENT);
    }
}

/// Keeps the experiment for a reload of the tab.
pub fn store_experiment(experiment: &ExperimentConfig) {
    write_packed(EXPERIMENT, experiment);
}

/// The experiment of this tab, if it can still run.
pub fn stored_experiment() -> Option<ExperimentConfig> {
    read_packed::<ExperimentConfig>(EXPERIMENT).filter(|e| e.check_settings().is_ok())
}

/// What an earlier version of the page kept in place of the database: a link, or JSON.
pub fn old_text() -> Option<String> {
    OLD_TEXTS.into_iter().find_map(|key| read_tab(key).or_else(|| read(key)))
}

/// Keeps how the tab is left.
pub fn store_session(session: &KeptTab) {
    write_packed(SESSION, session);
}

/// How the tab was left.
pub fn stored_session() -> Option<KeptTab> {
    read_packed(SESSION)
}

/// Keeps the run's curves.
pub fn store_run(run: &KeptRun) {
    write_packed(RUN, run);
}

/// The curves of this tab.
pub fn stored_run() -> Option<KeptRun> {
    read_packed(RUN)
}

/// Keeps how the curves are looked at.
pub fn store_chart_view(look: &KeptChartView) {
    write_packed(LOOK, look);
}

/// How the curves of this tab were looked at.
pub fn stored_chart_view() -> Option<KeptChartView> {
    read_packed(LOOK)
}

/// Whether this tab was told before that nothing can be kept.
pub fn was_notified() -> bool {
    let was_notified = read_tab(NOTIFIED).is_some();
    write_tab(NOTIFIED, "true");
    was_notified
}

/// The file that an earlier version kept, under its `name`.
pub async fn old_file(name: &str) -> Result<File, JsValue> {
    let cache: Cache = JsFuture::from(window().caches()?.open(OLD_CACHE)).await?.dyn_into()?;
    let response: Response = JsFuture::from(cache.match_with_str(OLD_FILE)).await?.dyn_into()?;
    let blob: Blob = JsFuture::from(response.blob()?).await?.dyn_into()?;
    File::new_with_blob_sequence(&js_sys::Array::of1(&blob), name)
}
