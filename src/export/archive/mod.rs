//! An experiment as one file, `.descent.zip`: itself, its runs with their weights, and the data
//! if they are wanted.
//!
//! A zip archive that can be looked into: `manifest.json` (the version and what there is),
//! `experiment.json`, `data.csv` and for each run `runs/1/run.json`, `runs/1/weights.safetensors`
//! and, of one that can go on, `runs/1/checkpoint.bin`. A later version adds keys and files with
//! defaults and goes on reading these
//! (`tests/it/export/archive.rs::the_first_version_opens_forever`).

mod error;
mod run;

pub use error::ArchiveError;
pub use run::ArchivedRun;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use self::run::StoredRun;
use crate::config::{DataSource, ExperimentConfig, share};
use crate::export::safetensors;
use crate::models::zip::{self, Archive as Zip};

/// Of the form that is written.
const VERSION: u32 = 1;
/// Bytes of a JSON file in it: a history of 16,384 epochs with all metrics has some 4 million.
const MAX_JSON: usize = 32_000_000;

const MANIFEST: &str = "manifest.json";
const EXPERIMENT: &str = "experiment.json";
const DATA: &str = "data.csv";

/// What a `.descent.zip` holds. Page and worker send it to each other without its
/// [large parts](Archive::take_parts), which travel beside the message.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Archive {
    /// The experiment as it stands.
    pub experiment: ExperimentConfig,
    /// Its runs, in their order.
    pub runs: Vec<ArchivedRun>,
    /// The data, where they are in the file.
    pub data: Option<ArchivedData>,
}

/// A file of data as it was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchivedData {
    /// What it is called.
    pub name: String,
    /// Its bytes, unchanged.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

impl Archive {
    /// Takes out what is large: the data, then of each run the weights and the checkpoint.
    ///
    /// Checked by `tests/it/export/archive.rs::large_parts_travel_apart`.
    pub fn take_parts(&mut self) -> Vec<Option<Vec<u8>>> {
        let data = self.data.as_mut().map(|data| std::mem::take(&mut data.bytes));
        let runs = self.runs.iter_mut();
        let of_runs = runs.flat_map(|run| [run.weights.take(), run.checkpoint.take()]);
        [data].into_iter().chain(of_runs).collect()
    }

    /// Puts back what [`Archive::take_parts`] took out; what is missing is not there.
    pub fn put_parts(&mut self, parts: Vec<Option<Vec<u8>>>) {
        let mut parts = parts.into_iter();
        let data = parts.next().flatten();
        self.data = self.data.take().zip(data).map(|(data, bytes)| ArchivedData { bytes, ..data });
        for run in &mut self.runs {
            run.weights = parts.next().flatten();
            run.checkpoint = parts.next().flatten();
        }
    }
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Manifest {
    /// The form's version; 0 is none.
    descent: u32,
    /// How many runs there are.
    runs: usize,
    /// The name of the data's file, where it is there.
    data: Option<String>,
}

/// The archive as a file.
///
/// Checked by `tests/it/export/archive.rs::what_is_written_is_read`.
///
/// # Errors
/// [`ArchiveError`] for more than is read.
pub fn write(archive: &Archive) -> Result<Vec<u8>, ArchiveError> {
    let data = archive.data.as_ref();
    let manifest = Manifest {
        descent: VERSION,
        runs: archive.runs.len(),
        data: data.map(|data| data.name.clone()),
    };
    let mut files = vec![
        (MANIFEST.to_owned(), Cow::Owned(json(&manifest)?)),
        (EXPERIMENT.to_owned(), Cow::Owned(share::json(&archive.experiment).into_bytes())),
    ];
    files.extend(data.map(|data| (DATA.to_owned(), Cow::Borrowed(&data.bytes[..]))));
    for (at, run) in archive.runs.iter().enumerate() {
        let [figures, weights, checkpoint] = names(at);
        files.push((figures, Cow::Owned(json(&StoredRun::from(run))?)));
        for (name, bytes) in [(weights, &run.weights), (checkpoint, &run.checkpoint)] {
            files.extend(bytes.as_deref().map(|bytes| (name, Cow::Borrowed(bytes))));
        }
    }
    Ok(zip::write(&files)?)
}

/// What a file holds that any version wrote.
///
/// Checked by `tests/it/export/archive.rs`.
///
/// # Errors
/// [`ArchiveError`]; any bytes end in one.
pub fn read(bytes: &[u8]) -> Result<Archive, ArchiveError> {
    let zip = Zip::open(bytes)?;
    if !zip.holds(MANIFEST) {
        return Err(ArchiveError::NotDescent);
    }
    let manifest: Manifest = parse(&zip.read(MANIFEST)?).ok_or(ArchiveError::NotDescent)?;
    match manifest.descent {
        VERSION => {}
        0 => return Err(ArchiveError::NotDescent),
        version => return Err(ArchiveError::Later { version }),
    }
    let experiment = share::from_json(&zip.read(EXPERIMENT)?)?;
    // As any of the page names its data.
    if matches!(&experiment.data.source, DataSource::File { name, .. } if name.is_empty()) {
        return Err(ArchiveError::NotDescent);
    }
    let data = manifest.data.map(|name| zip.read(DATA).map(|bytes| ArchivedData { name, bytes }));
    let mut runs = Vec::new();
    // As many as are there: no room is made for more.
    for at in 0..manifest.runs {
        let [figures, weights, checkpoint] = names(at);
        let damaged = ArchiveError::Run { number: at + 1 };
        if !zip.holds(&figures) {
            return Err(damaged);
        }
        let stored = parse::<StoredRun>(&zip.read(&figures)?).and_then(StoredRun::run);
        let mut run = stored.ok_or_else(|| damaged.clone())?;
        run.weights = zip.holds(&weights).then(|| zip.read(&weights)).transpose()?;
        if run.weights.as_ref().is_some_and(|bytes| !safetensors::is_whole(bytes)) {
            return Err(damaged);
        }
        run.checkpoint = zip.holds(&checkpoint).then(|| zip.read(&checkpoint)).transpose()?;
        runs.push(run);
    }
    Ok(Archive { experiment, runs, data: data.transpose()? })
}

/// Where a run stands.
fn names(at: usize) -> [String; 3] {
    ["run.json", "weights.safetensors", "checkpoint.bin"]
        .map(|file| format!("runs/{}/{file}", at + 1))
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, ArchiveError> {
    serde_json::to_vec_pretty(value).map_err(|_| ArchiveError::NotDescent)
}

fn parse<T: for<'json> Deserialize<'json>>(bytes: &[u8]) -> Option<T> {
    if bytes.len() > MAX_JSON { None } else { serde_json::from_slice(bytes).ok() }
}
