//! What may be asked of a trained network, and what comes of it.

use serde::{Deserialize, Serialize};

use super::picture::{Picture, PictureProblem, PictureQuestion};
use super::{NoImportance, PartName, PermutationImportance, Predictions, TriedQuestion, TriedRow};

/// What may be asked of the network of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// What it says of the rows of a part.
    Predictions(PartName),
    /// What it says of every place along one column or across two.
    Picture(PictureQuestion),
    /// What it says of a row that was typed.
    TriedRow(TriedQuestion),
    /// How much it says through each column.
    ColumnImportance,
}

/// What comes of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// What it says of the rows.
    Predictions(Box<Predictions>),
    /// What it says of the places.
    Picture(Box<Picture>),
    /// What it says of the row.
    TriedRow(Box<TriedRow>),
    /// What each column is worth.
    ColumnImportance(Result<PermutationImportance, NoImportance>),
    /// There is no such picture.
    NoPicture(PictureProblem),
    /// The part has no rows.
    NoRows(PartName),
    /// What the network says are no numbers any more.
    Diverged,
    /// There is no network of that run any more.
    Gone,
}
