//! What the run on the page goes on from after a reload or a dead worker: one checkpoint of
//! an experiment, of the run that is on the page and not over.

use super::database::{Checkpoint, Database, Store, Value};
use super::{Storage, part_key};

impl<D: Database> Storage<D> {
    /// What the run on the page goes on from.
    pub fn checkpoint(&self) -> Option<Checkpoint<D::Handle>> {
        self.0.open.borrow().checkpoint.clone()
    }

    /// The run on the page goes on from here, in place of the checkpoint before: in memory
    /// for a dead worker, in the database for a reload.
    pub fn store_checkpoint(
        &self,
        checkpoint: Checkpoint<D::Handle>,
    ) -> impl Future<Output = ()> + use<D> {
        let database = self.own_database().cloned();
        let key = part_key(&self.key(), &self.run());
        self.0.open.borrow_mut().checkpoint = Some(checkpoint.clone());
        async move {
            if let Some(database) = database {
                // Where the browser has no room, a dead worker's run still goes on; a
                // reload's does not.
                let value = Value::Checkpoint(checkpoint);
                let _ = database.put(Store::Checkpoints, &key, &value).await;
            }
        }
    }

    /// The run is over, or another begins: what it could go on from is of no use.
    pub fn drop_checkpoint(&self) -> impl Future<Output = ()> + use<D> {
        let database = self.own_database().cloned();
        let start = part_key(&self.key(), "");
        self.0.open.borrow_mut().checkpoint = None;
        async move {
            if let Some(database) = database {
                // One that stays is dropped with the next run.
                let _ = database.delete(Store::Checkpoints, &start).await;
            }
        }
    }

    /// What a run goes on from.
    pub(super) async fn read_checkpoint(
        &self,
        experiment: &str,
        run: &str,
    ) -> Option<Checkpoint<D::Handle>> {
        let key = part_key(experiment, run);
        match self.database()?.get(Store::Checkpoints, &key).await.ok()?? {
            Value::Checkpoint(checkpoint) => Some(checkpoint),
            _ => None,
        }
    }
}
