//! What messages are named by, and the choices they carry.

use serde::{Deserialize, Serialize};

use crate::config::SyntheticConfig;

/// One training run; a later run has a greater number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RunId(pub u32);

/// One request to load a table; a later one has a greater number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TableId(pub u32);

/// One request for the facts of a preparation; a later one has a greater number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FactsId(pub u32);

/// One request for advice; a later one has a greater number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AdviceId(pub u32);

/// Where the server finds a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum TableOrigin {
    /// A file of the Gallery, fetched from beside the page.
    Gallery {
        /// The file's name.
        file: String,
    },
    /// The `File` that travels with the message; its bytes never touch the page.
    Attached,
    /// Nowhere: it is made.
    Synthetic(Box<SyntheticConfig>),
}

/// In which state rows are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowsState {
    /// As they were read.
    Raw,
    /// As the network is given them, part by part.
    Prepared,
}

/// What an experiment is written as. The page holds no code for either: it would be a
/// sixth of its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// A link to be kept for the next version of the page.
    KeptLink,
    /// JSON for `descent train`.
    Json,
}

/// What runs are taken away as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RunsForm {
    /// A table with commas, for a file.
    Csv,
    /// A table with tabs, for the clipboard.
    Tsv,
}

/// How far a run goes on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pace {
    /// Until it ends.
    Continuous,
    /// Until the end of the epoch, then it pauses.
    OneEpoch,
    /// One mini-batch, and what an epoch that ends with it is measured with; then it pauses.
    OneBatch,
}
