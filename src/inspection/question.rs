//! What may be asked of a trained network, and what comes of it.

use serde::{Deserialize, Serialize};

use super::picture::{NoUnitPictures, Picture, PictureProblem, PictureQuestion, UnitPictures};
use super::{
    BatchByBatch, ChosenUnit, LayerFigures, NetworkGraph, NoImportance, PartName,
    PermutationImportance, Predictions, ResidualsOver, RowFlow, StepByStep, TriedQuestion,
    TriedRow, WeightEdit,
};

/// What may be asked of the network of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// What it says of the rows of a part, and what its residuals are drawn over.
    Predictions(PartName, ResidualsOver),
    /// What it says of every place along one column or across two; with these weights set by hand
    /// first.
    Picture(PictureQuestion, Vec<WeightEdit>),
    /// What it says of a row that was typed.
    TriedRow(TriedQuestion),
    /// How much it says through each column.
    ColumnImportance,
    /// Its weights; with one of them set by hand first.
    Network(Option<WeightEdit>),
    /// What each of its units says over the columns that it reads.
    UnitPictures,
    /// How its layers take the next mini-batch.
    Layers,
    /// A row of a part on its way through the chain.
    RowFlow(PartName, usize),
    /// The next step in numbered stages, of all units or of one.
    Step(Option<ChosenUnit>),
    /// Its mini-batches so far.
    BatchByBatch,
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
    /// Its units and weights.
    Network(Box<NetworkGraph>),
    /// Its units, or why they have no pictures.
    UnitPictures(Result<Box<UnitPictures>, NoUnitPictures>),
    /// Its layers in the next mini-batch.
    Layers(Box<LayerFigures>),
    /// What the row becomes from block to block; nothing where the part has no such row.
    RowFlow(Option<Box<RowFlow>>),
    /// The next step.
    Step(Box<StepByStep>),
    /// Losses and weights, batch by batch.
    BatchByBatch(Box<BatchByBatch>),
    /// There is no such picture.
    NoPicture(PictureProblem),
    /// The part has no rows.
    NoRows(PartName),
    /// What the network says are no numbers any more.
    Diverged,
    /// What answers could not be loaded.
    NotLoaded,
}

/// Crosses in the place of answers where what answers could not be loaded: no list of answers is
/// written so.
pub const NOT_LOADED: &[u8] = &[u8::MAX];
