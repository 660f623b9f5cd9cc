//! An experiment with its runs as one file, written and read for the page.

use crate::config::share;
use crate::export::archive::{self, Archive, ArchiveError, ArchivedRun};
use crate::export::safetensors;
use crate::t;
use crate::train::{Checkpoint, Trainer};
use crate::worker::{ArchiveRefusal, Command, Event, OpenedArchive, RunId, codec};

/// Who writes and reads archives. Only two functions are known of it: its code is in a file of
/// its own in the browser, and is loaded when an archive is first written or opened.
#[derive(Debug, Clone, Copy)]
pub struct Archiver {
    write: WriteArchive,
    read: fn(&[u8]) -> Event,
}

/// Writes an archive, with the weights of the runs that the worker has.
type WriteArchive = fn(Archive, &[Option<RunId>], SeeTrained<'_>) -> Result<Vec<u8>, String>;

/// One that does both.
pub fn archiver() -> Archiver {
    Archiver { write, read }
}

impl From<ArchiveError> for ArchiveRefusal {
    fn from(error: ArchiveError) -> Self {
        let is_other = matches!(error, ArchiveError::NotDescent | ArchiveError::Zip(_));
        Self { sentence: error.to_string(), is_of_descent: !is_other }
    }
}

/// Shows the trainer of a run as the run stands, if there is one: by the number that the worker
/// has for it, else as it was when its checkpoint was taken.
pub(super) type SeeTrained<'session> =
    &'session mut dyn FnMut(Option<RunId>, &ArchivedRun, &mut dyn FnMut(&mut Trainer));

impl Archiver {
    /// The archive as a file, with the weights of the runs that the worker has.
    pub(super) fn write(
        self,
        archive: &[u8],
        runs: &[Option<RunId>],
        parts: Vec<Option<Vec<u8>>>,
        see: SeeTrained<'_>,
    ) -> Event {
        let decoded = codec::decode::<Archive>(archive).map_err(|error| error.to_string());
        let outcome = decoded.and_then(|mut archive| {
            archive.put_parts(parts);
            (self.write)(archive, runs, see)
        });
        let (outcome, bytes) = match outcome {
            Ok(bytes) => (Ok(()), bytes),
            Err(sentence) => (Err(sentence), Vec::new()),
        };
        written(&outcome, bytes)
    }

    /// What a file holds.
    pub(super) fn read(self, bytes: &[u8]) -> Event {
        (self.read)(bytes)
    }
}

fn write(
    mut archive: Archive,
    runs: &[Option<RunId>],
    see: SeeTrained<'_>,
) -> Result<Vec<u8>, String> {
    for (at, run) in archive.runs.iter_mut().enumerate() {
        let mut weights = None;
        see(runs.get(at).copied().flatten(), run, &mut |trainer| {
            if trainer.has_usable_weights() {
                weights = safetensors::write(trainer.network_mut()).ok();
            }
        });
        run.weights = weights.or(run.weights.take());
    }
    archive::write(&archive).map_err(|error| error.to_string())
}

fn read(bytes: &[u8]) -> Event {
    match archive::read(bytes) {
        Ok(mut archive) => {
            let behind = |bytes: &Vec<u8>| Some(Checkpoint::from_bytes(bytes).ok()?.reported());
            let checkpoints = archive.runs.iter().map(|run| run.checkpoint.as_ref());
            let epochs = checkpoints.map(|bytes| bytes.and_then(behind)).collect();
            let parts = archive.take_parts();
            let of_runs = archive.runs.iter().map(|run| &run.experiment);
            let experiments = [&archive.experiment].into_iter().chain(of_runs);
            let links = experiments.map(share::encode).collect();
            let opened = Ok(OpenedArchive { archive, links, epochs });
            Event::ArchiveRead { outcome: (&opened).into(), parts }
        }
        Err(error) => refused(error.into()),
    }
}

/// An archive that is not opened.
pub(super) fn refused(refusal: ArchiveRefusal) -> Event {
    Event::ArchiveRead { outcome: (&Err(refusal)).into(), parts: Vec::new() }
}

/// An archive that is written, or not.
pub(super) fn written(outcome: &Result<(), String>, bytes: Vec<u8>) -> Event {
    Event::ArchiveWritten { outcome: outcome.into(), bytes }
}

/// Who could write and read could not be loaded.
pub(super) fn not_loaded(command: &Command) -> Event {
    let sentence = t!(
        "The part that saves and opens experiments as one file could not be loaded; is the connection gone? Try again."
    )
    .to_owned();
    match command {
        Command::WriteArchive { .. } => written(&Err(sentence), Vec::new()),
        _ => refused(ArchiveRefusal { sentence, is_of_descent: true }),
    }
}
