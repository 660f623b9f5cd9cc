//! Experiments that leave in an archive, and those that come in one.

use super::database::{Checkpoint, Database, Store, Value};
use super::experiments::{Found, OPENING_PATIENCE_MS, Ready};
use super::runs::weights_name;
use super::{ReadLink, Storage, part_key};
use crate::config::{DataSource, ExperimentConfig};
use crate::export::archive::ArchivedRun;
use crate::text::in_english;
use crate::worker::OpenedArchive;
use crate::workspace::archive::{archived, opened as opened_run};
use crate::workspace::current_run::CurrentRun;
use crate::workspace::data::about;
use crate::workspace::experiment_record::{KeptExperiment, KeptRun, Record};
use crate::workspace::run_list::ListedRun;
use crate::workspace::run_record::{RunHead, body_bytes};
use crate::workspace::undo::UndoStack;

/// A run of an archive on its way into the list.
#[derive(Debug, Clone)]
pub struct NewRun<H> {
    /// Names it among those of its experiment.
    pub key: String,
    /// What the list shows of it.
    pub head: RunHead,
    /// Its figures.
    pub run: CurrentRun,
    /// Its weights, as a safetensors file.
    pub weights: Option<H>,
}

/// An experiment that came in an archive.
#[derive(Debug, Clone)]
pub struct NewExperiment<H> {
    /// Its key in the list.
    pub key: String,
    /// Itself.
    pub experiment: ExperimentConfig,
    /// The same as a link.
    pub link: String,
    /// Its runs, the oldest first.
    pub runs: Vec<NewRun<H>>,
    /// The key of the run whose curves are on the page; empty without one.
    pub on_page: String,
    /// Its file of data, under its name.
    pub file: Option<(String, H)>,
    /// What the run on the page goes on from.
    pub checkpoint: Option<Checkpoint<H>>,
}

/// An experiment that was put into the list.
pub struct Added<D: Database> {
    /// It can take the place of the one on the page.
    pub ready: Ready<D>,
    /// Whether all of it is stored; else it lasts as long as the tab.
    pub is_stored: bool,
}

impl<D: Database> Storage<D> {
    /// The runs of the experiment as they leave, the oldest first, with their keys: with the
    /// figures that are `known`, or with those that are stored. Without those of which neither
    /// is there. None once another experiment was opened.
    pub async fn runs_to_archive(
        &self,
        listed: Vec<ListedRun>,
        known: impl Fn(&str) -> Option<CurrentRun>,
        read_link: &impl ReadLink,
    ) -> Option<Vec<(String, ArchivedRun)>> {
        let (opened, on_page) = (self.opened(), self.run());
        let mut runs = Vec::new();
        for ListedRun { key, head } in listed {
            let mut run = known(&key);
            for experiment in self.sources() {
                if run.is_none() {
                    let stored = self.read_run(&experiment, &key, read_link).await;
                    run = stored.and_then(KeptRun::restore);
                }
            }
            let run = run.and_then(|run| archived(&head, run, key == on_page));
            runs.extend(run.map(|run| (key, run)));
        }
        // They come by time, but for the one on the page.
        crate::config::sort(&mut runs, |one, other| one.0.cmp(&other.0));
        (self.opened() == opened).then_some(runs)
    }

    /// Puts an experiment into the list, with its runs and its file. None where nothing can be
    /// stored, or another one was asked for meanwhile.
    pub async fn add(&self, new: NewExperiment<D::Handle>, now_ms: f64) -> Option<Added<D>> {
        let database = self.database()?;
        let opening = self.begin_opening();
        let NewExperiment { key, experiment, link, runs, on_page, file, checkpoint } = new;
        // Nobody else knows the key.
        let lock = database.lock(&key, OPENING_PATIENCE_MS).await?;
        let kept = KeptExperiment { experiment, undo: UndoStack::default() };
        let record = Record {
            name: kept.experiment.title.clone(),
            about: in_english(|| about(&kept.experiment)),
            when_ms: now_ms,
            deleted_ms: None,
            run: on_page.clone(),
            link: link.clone(),
            body: kept.clone().pack(),
        };
        let mut is_stored = self.write_record(&key, &record).await;
        let mut shown = None;
        for NewRun { key: run_key, head, run, weights } in runs {
            let body = Value::Bytes(body_bytes(&run));
            is_stored &= self.write(Store::Runs, &part_key(&key, &run_key), &body).await;
            is_stored &= self.write_head(&key, &run_key, &head).await;
            if let Some(weights) = weights {
                let name = part_key(&key, &weights_name(&run_key));
                is_stored &= self.write(Store::Files, &name, &Value::File(weights)).await;
            }
            if run_key == on_page {
                shown = Some(KeptRun::of(&run, run_key));
            }
        }
        if let Some((name, file)) = file {
            is_stored &= self.write(Store::Files, &part_key(&key, &name), &Value::File(file)).await;
        }
        if let Some(checkpoint) = &checkpoint {
            let value = Value::Checkpoint(checkpoint.clone());
            is_stored &= self.write(Store::Checkpoints, &part_key(&key, &on_page), &value).await;
        }
        let name = record.name;
        let found = Found { key, kept: Some(kept), run: shown, checkpoint, link };
        self.ready_of(opening, lock, name, found).map(|ready| Added { ready, is_stored })
    }
}

impl<H> NewExperiment<H> {
    /// Of what an archive holds, with its [large
    /// parts](crate::export::archive::Archive::take_parts). The keys of its runs begin with
    /// `start`.
    ///
    /// Checked by `tests/it/workspace/storage/archive.rs`.
    pub fn new(opened: OpenedArchive, parts: Vec<Option<H>>, key: String, start: &str) -> Self {
        let OpenedArchive { archive, links, epochs } = opened;
        let (mut parts, mut links) = (parts.into_iter(), links.into_iter());
        let data = parts.next().flatten();
        let file = match &archive.experiment.data.source {
            DataSource::File { name, .. } => data.map(|data| (name.clone(), data)),
            DataSource::Gallery { .. } | DataSource::Synthetic(_) => None,
        };
        let link = links.next().unwrap_or_default();
        // An archive that does not say so was not saved by a page.
        let last = archive.runs.len().saturating_sub(1);
        let says_so = archive.runs.iter().any(|run| run.on_page);
        let mut new = Self {
            key,
            experiment: archive.experiment,
            link,
            runs: Vec::new(),
            on_page: String::new(),
            file,
            checkpoint: None,
        };
        for (at, archived) in archive.runs.into_iter().enumerate() {
            let key = format!("{start}{at:04}");
            let (weights, checkpoint) = (parts.next().flatten(), parts.next().flatten());
            let is_last_of_it = at == last && archived.experiment == new.experiment;
            if archived.on_page || !says_so && is_last_of_it {
                new.on_page.clone_from(&key);
                let epoch = epochs.get(at).copied().flatten();
                new.checkpoint =
                    epoch.zip(checkpoint).map(|(epoch, state)| Checkpoint { epoch, state });
            }
            // The run goes on from its checkpoint, and what stays would be weights that it left.
            let goes_on = new.on_page == key && new.checkpoint.is_some();
            let weights = weights.filter(|_| !goes_on);
            let (head, run) = opened_run(archived, links.next().unwrap_or_default());
            new.runs.push(NewRun { key, head, run, weights });
        }
        new
    }
}
