//! What a script needs beside it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::export::code::npz::{Array, Numbers, npy, npz};
use crate::export::code::{CodeExport, Script, parts, start};
use crate::train::Batches;

/// The weights that the script starts from.
pub const WEIGHTS: &str = "weights.npz";
/// The order of the training rows, epoch by epoch.
pub const ORDER: &str = "order.npy";
/// Numbers that such a file may hold: 256 MiB.
const MOST_NUMBERS: u64 = 64 * 1024 * 1024;

/// A file beside the script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportFile {
    /// What the script calls it.
    pub name: String,
    /// Its bytes.
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// Why there is no file of the order.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum OrderError {
    /// Too many epochs of too many rows.
    #[error(
        "The order of {rows} training rows in {epochs} epochs is more than a file should hold; ask for fewer epochs."
    )]
    TooLarge {
        /// Training rows.
        rows: usize,
        /// Epochs asked for.
        epochs: u32,
    },
}

impl CodeExport<'_> {
    /// The script under `name`, as a notebook if it is asked for, and what it reads: the
    /// table, unless the user has it, weights and rows, unless they stand in the script.
    ///
    /// Checked by `tests/it/export/code.rs::a_script_comes_with_what_it_reads`.
    pub fn files(&self, name: &str, script: &Script, as_notebook: bool) -> Vec<ExportFile> {
        let mut files = Vec::new();
        let mut add = |name: String, bytes: Vec<u8>| files.push(ExportFile { name, bytes });
        if as_notebook {
            let notebook = format!("{:#}\n", script.notebook());
            add(format!("{name}.ipynb"), notebook.into_bytes());
        } else {
            add(format!("{name}.py"), script.text().into_bytes());
        }
        if let Some(contents) = &self.file.contents {
            add(self.file.name.clone(), contents.clone().into_bytes());
        }
        if !start::are_few(&self.start) {
            add(WEIGHTS.to_owned(), npz(&start::arrays(&self.start)));
        }
        if parts::RowsIn::of(self) == parts::RowsIn::File {
            add(parts::FILE.to_owned(), npz(&parts::arrays(&self.dataset.rows)));
        }
        files
    }

    /// The order of the training rows in each epoch, as the trainer takes them: `[epochs,
    /// rows]`, for `--same-order`.
    ///
    /// Checked by `tests/it/export/code.rs::the_order_is_the_trainers`.
    ///
    /// # Errors
    /// [`OrderError`]
    pub fn order(&self) -> Result<ExportFile, OrderError> {
        let training = &self.config().training;
        let (rows, epochs) = (self.dataset.training.rows(), training.epochs);
        if rows as u64 * u64::from(epochs) > MOST_NUMBERS {
            return Err(OrderError::TooLarge { rows, epochs });
        }
        let mut batches = Batches::new(rows, training.shuffle, self.config().seed);
        let mut numbers = Vec::with_capacity(rows * epochs as usize);
        for _ in 0..epochs {
            batches.begin_epoch(training.batch_size);
            numbers.extend(batches.order().iter().map(|&row| row as i32));
        }
        let array = Array {
            name: "order".to_owned(),
            shape: vec![epochs as usize, rows],
            numbers: Numbers::Int32(numbers),
        };
        Ok(ExportFile { name: ORDER.to_owned(), bytes: npy(&array) })
    }
}
