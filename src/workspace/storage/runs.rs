//! The runs of the experiment: a light head of each for list and table, its figures apart.

use super::database::{Database, Store, Value};
use super::{RETENTION_MS, ReadLink, Storage, StorageError, Storing, bytes_of, part_key};
use crate::config::ExperimentConfig;
use crate::workspace::current_run::CurrentRun;
use crate::workspace::experiment_record::KeptRun;
use crate::workspace::run_list::RunList;
use crate::workspace::run_record::{RunHead, body_bytes, read_body};

impl<D: Database> Storage<D> {
    /// Stores the figures of a run that has any, as they are when this is called.
    pub fn store_figures(&self, run_key: &str, run: &CurrentRun) -> Storing {
        let is_stored = !run_key.is_empty() && run.history.count() > 0 && self.is_own();
        self.store_run_part(is_stored.then(|| (run_key.to_owned(), body_bytes(run))))
    }

    /// Stores what the list shows of a run that has an epoch, as it is when this is called.
    pub fn store_head(&self, run_key: &str, head: &RunHead) -> Storing {
        let is_stored = head.epochs > 0 && self.is_own();
        self.store_run_part(is_stored.then(|| (head_name(run_key), head.to_bytes())))
    }

    fn store_run_part(&self, part: Option<(String, Vec<u8>)>) -> Storing {
        let (storage, experiment) = (self.clone(), self.key());
        Box::pin(async move {
            let Some((name, bytes)) = part else { return false };
            let key = part_key(&experiment, &name);
            storage.put(Store::Runs, &key, &Value::Bytes(bytes)).await
        })
    }

    /// The heads of all runs of the experiment, its own before those it is a copy of; none
    /// once another experiment was opened meanwhile.
    pub async fn read_heads(&self) -> Option<Vec<(String, RunHead)>> {
        let (database, opened) = (self.database()?, self.opened());
        let mut heads = Vec::<(String, RunHead)>::new();
        for experiment in self.sources() {
            let start = head_key(&experiment, "");
            let found = database.values(Store::Runs, &start).await.unwrap_or_default();
            for (key, value) in found {
                let run = key.strip_prefix(&start).unwrap_or_default();
                let is_known = heads.iter().any(|(known, _)| known == run);
                if let Value::Bytes(bytes) = value
                    && let Some(head) = RunHead::read(&bytes)
                    && !is_known
                {
                    heads.push((run.to_owned(), head));
                }
            }
        }
        (self.opened() == opened).then_some(heads)
    }

    /// Takes runs out of a list that were deleted long ago or are too many with another to
    /// come, and drops what is stored of them.
    pub fn purge_runs(&self, list: &mut RunList, now_ms: f64) -> impl Future<Output = ()> + use<D> {
        let runs = list.purge(now_ms, RETENTION_MS);
        let (database, experiment) = (self.own_database().cloned(), self.key());
        async move {
            let Some(database) = database else { return };
            for run in runs {
                // One that stays is found again, and dropped the next time.
                let _ = database.delete(Store::Runs, &head_key(&experiment, &run)).await;
                let _ = database.delete(Store::Runs, &part_key(&experiment, &run)).await;
                let weights = part_key(&experiment, &weights_name(&run));
                let _ = database.delete(Store::Files, &weights).await;
            }
        }
    }

    /// Stores the head of a run of any experiment.
    pub(super) async fn write_head(&self, experiment: &str, run: &str, head: &RunHead) -> bool {
        let key = head_key(experiment, run);
        self.write(Store::Runs, &key, &Value::Bytes(head.to_bytes())).await
    }

    /// A run of an experiment as it was stored, with its experiment.
    pub(super) async fn read_run(
        &self,
        experiment: &str,
        run: &str,
        read_link: &impl ReadLink,
    ) -> Option<KeptRun> {
        let database = self.database()?;
        let head = bytes_of(database.get(Store::Runs, &head_key(experiment, run)).await)?;
        let body = bytes_of(database.get(Store::Runs, &part_key(experiment, run)).await)?;
        let trained = experiment_of(&RunHead::read(&head)?, read_link).await.ok()?;
        Some(KeptRun::of(&read_body(&body, Some(trained))?, run.to_owned()))
    }
}

/// Where a run's head is stored: behind all figures, so that heads are a range of their own.
fn head_key(experiment: &str, run: &str) -> String {
    part_key(experiment, &head_name(run))
}

fn head_name(run: &str) -> String {
    format!("~{run}")
}

/// Where the weights of a run are among the files: no file of the user's has such a name.
pub fn weights_name(run: &str) -> String {
    format!("~weights/{run}")
}

/// The experiment of a run: as it was stored, or read from its link.
///
/// # Errors
/// What is wrong with the link.
pub async fn experiment_of(
    head: &RunHead,
    read_link: &impl ReadLink,
) -> Result<ExperimentConfig, StorageError> {
    match head.experiment() {
        Some(experiment) => Ok(experiment),
        None => read_link(head.link.clone()).await.map_err(StorageError::Unreadable),
    }
}
