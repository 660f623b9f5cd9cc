//! A copy of an experiment: what a second tab goes on with, and what Duplicate makes.

use super::Storage;
use super::database::{Database, Store};

/// How long a tab waits for an experiment that another one has; a tab that closes, or is
/// reloaded, gives it free a little later.
const PATIENCE_MS: u32 = 2_000;

impl<D: Database> Storage<D> {
    /// Sees to it that the experiment is this tab's alone. Where another tab has it, this one
    /// goes on with a copy under `copy_key`. False where another experiment was opened
    /// meanwhile, or where nothing is stored.
    pub async fn claim(&self, copy_key: String) -> bool {
        let Some(database) = self.database() else { return false };
        let (opened, key) = (self.opened(), self.key());
        let mut lock = database.lock(&key, PATIENCE_MS).await;
        if self.opened() != opened {
            // The lock goes with this call.
            return false;
        }
        if lock.is_none() {
            {
                let mut open = self.0.open.borrow_mut();
                open.copied_from = Some(std::mem::replace(&mut open.key, copy_key.clone()));
                open.is_worth_storing = false;
            }
            lock = database.lock(&copy_key, PATIENCE_MS).await;
            if self.opened() != opened {
                return false;
            }
        }
        {
            let mut open = self.0.open.borrow_mut();
            (open.lock, open.is_own) = (lock, true);
        }
        self.store_early_files().await;
        true
    }

    /// Gives a copy its parts, once; where one could not be stored, they are tried again the
    /// next time the experiment is stored.
    pub(super) async fn complete_copy(&self, from: &str, to: &str) {
        let copies = &self.0.copies;
        if copies.borrow().iter().any(|known| known == to) {
            return;
        }
        copies.borrow_mut().push(to.to_owned());
        if !self.copy_parts(from, to).await {
            copies.borrow_mut().retain(|known| known != to);
            return;
        }
        let mut open = self.0.open.borrow_mut();
        if open.key == to {
            open.copied_from = None;
        }
    }

    /// Gives an experiment the runs, the files and the checkpoint of another; what was stored
    /// of its own meanwhile stays. False where something could not be stored.
    pub(super) async fn copy_parts(&self, from: &str, to: &str) -> bool {
        let Some(database) = self.database() else { return false };
        let mut is_complete = true;
        for store in Store::PARTS {
            let keys = database.keys(store, &format!("{from}/")).await.unwrap_or_default();
            for key in keys {
                let target = key.replacen(from, to, 1);
                let Ok(Some(part)) = database.get(store, &key).await else { continue };
                let is_own = self.0.own_parts.borrow().contains(&target);
                if !is_own {
                    is_complete &= self.write(store, &target, &part).await;
                }
            }
        }
        is_complete
    }
}
