//! An experiment as one file, `.descent.zip`: itself, its runs with their weights, and the data
//! if they are wanted.
//!
//! A zip archive that can be looked into: `manifest.json` (the version and what there is),
//! `experiment.json`, `data.csv` and for each run `runs/1/run.json` and
//! `runs/1/weights.safetensors`. A later version adds keys with defaults and goes on reading
//! these (`tests/it/export/archive.rs::the_first_version_opens_forever`).

mod error;
mod run;

pub use error::ArchiveError;
pub use run::ArchivedRun;

use serde::{Deserialize, Serialize};

use self::run::StoredRun;
use crate::config::{ExperimentConfig, share};
use crate::models::zip::{self, Archive as Zip};

/// Of the form that is written.
const VERSION: u32 = 1;
/// Bytes of a JSON file in it: a history of 16,384 epochs with all metrics has some 4 million.
const MAX_JSON: usize = 32_000_000;

const MANIFEST: &str = "manifest.json";
const EXPERIMENT: &str = "experiment.json";
const DATA: &str = "data.csv";

/// What a `.descent.zip` holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Archive {
    /// The experiment as it stands.
    pub experiment: ExperimentConfig,
    /// Its runs, in their order.
    pub runs: Vec<ArchivedRun>,
    /// The data, where they are in the file.
    pub data: Option<ArchivedData>,
}

/// A file of data as it was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArchivedData {
    /// What it is called.
    pub name: String,
    /// Its bytes, unchanged.
    pub bytes: Vec<u8>,
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
        (MANIFEST.to_owned(), json(&manifest)?),
        (EXPERIMENT.to_owned(), share::json(&archive.experiment).into_bytes()),
    ];
    files.extend(data.map(|data| (DATA.to_owned(), data.bytes.clone())));
    for (at, run) in archive.runs.iter().enumerate() {
        let [figures, weights] = names(at);
        files.push((figures, json(&StoredRun::from(run))?));
        files.extend(run.weights.clone().map(|bytes| (weights, bytes)));
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
    let data = manifest.data.map(|name| zip.read(DATA).map(|bytes| ArchivedData { name, bytes }));
    let mut runs = Vec::new();
    // As many as are there: no room is made for more.
    for at in 0..manifest.runs {
        let [figures, weights] = names(at);
        let stored = parse::<StoredRun>(&zip.read(&figures)?);
        let weights = zip.holds(&weights).then(|| zip.read(&weights)).transpose()?;
        let run = stored.and_then(|stored| stored.run(weights));
        runs.push(run.ok_or(ArchiveError::Run { number: at + 1 })?);
    }
    Ok(Archive { experiment, runs, data: data.transpose()? })
}

/// Where a run stands.
fn names(at: usize) -> [String; 2] {
    ["run.json", "weights.safetensors"].map(|file| format!("runs/{}/{file}", at + 1))
}

fn json(value: &impl Serialize) -> Result<Vec<u8>, ArchiveError> {
    serde_json::to_vec_pretty(value).map_err(|_| ArchiveError::NotDescent)
}

fn parse<T: for<'json> Deserialize<'json>>(bytes: &[u8]) -> Option<T> {
    if bytes.len() > MAX_JSON { None } else { serde_json::from_slice(bytes).ok() }
}
