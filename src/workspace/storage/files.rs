//! The files of the experiment, so that a reload need not ask for them again.

use super::database::{Database, Store, Value};
use super::{Storage, part_key};

impl<D: Database> Storage<D> {
    /// Stores a file of the experiment. Before it is known whether another tab has the
    /// experiment, the file waits: there it would take the place of the other's.
    pub fn store_file(&self, name: String, file: D::Handle) -> impl Future<Output = ()> + use<D> {
        let storage = self.clone();
        let own = self.own_database().is_some();
        if !own && self.is_available() {
            self.0.open.borrow_mut().early_files.push((name.clone(), file.clone()));
        }
        let key = part_key(&self.key(), &name);
        async move {
            if own {
                storage.put(Store::Files, &key, &Value::File(file)).await;
            }
        }
    }

    /// Stores the files that waited.
    pub(super) async fn store_early_files(&self) {
        let files = std::mem::take(&mut self.0.open.borrow_mut().early_files);
        for (name, file) in files {
            self.store_file(name, file).await;
        }
    }

    /// A file of the experiment; none once another experiment was opened meanwhile.
    pub async fn read_file(&self, name: &str) -> Option<D::Handle> {
        let opened = self.opened();
        let early = {
            let open = self.0.open.borrow();
            open.early_files.iter().rev().find(|(known, _)| known == name).cloned()
        };
        if let Some((_, file)) = early {
            return Some(file);
        }
        let found = self.part(Store::Files, name).await;
        match found.filter(|_| self.opened() == opened)? {
            Value::File(file) => Some(file),
            _ => None,
        }
    }
}
