//! A network as a function of one column or of two: its curve or its surface, and its units'.

mod ground;
mod held;
mod linear_unit;
mod picture_job;
mod picture_plan;
mod unit_outputs;
mod unit_pictures;

pub use linear_unit::LinearUnit;
pub use picture_job::PictureJob;
pub use picture_plan::PicturePlan;
pub use unit_outputs::{UNIT_PLACES, UnitSurface};
pub use unit_pictures::{
    MOST_UNIT_PICTURES, NoUnitPictures, UnitPictures, UnitPicturesJob, UnitPicturesPlan,
};

use serde::{Deserialize, Serialize};

use crate::inspection::PartName;
use crate::nn::Float;
use crate::t;

/// More classes cannot be told apart by colour.
pub const MOST_CLASSES: usize = 10;
/// More points of a part would only cover each other.
pub const MOST_POINTS: usize = 1_000;

/// What a picture is asked of.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PictureQuestion {
    /// The columns of the axes, across and up; one alone gives a curve. None: the only one, or
    /// the two that say most about the target.
    pub columns: Vec<String>,
    /// What the other columns are held at.
    pub held: Held,
    /// Places along each axis; kept within 8 and 240.
    pub places: u16,
}

/// What the columns that are no axis are held at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Held {
    /// The median of the training rows, or their most frequent category.
    #[default]
    Typical,
    /// The values of a row of the table, counted from 0.
    Row(u32),
}

/// Why there is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum PictureProblem {
    /// No column holds numbers.
    #[error(
        "{}",
        t!("A picture needs a column of numbers or dates as its axis, and no column that the network uses is one.")
    )]
    NoNumbers,
    /// Colours cannot tell so many classes apart.
    #[error(
        "{}",
        t!(
            "The picture tells up to {most} classes apart, and the target has {classes}.",
            most = MOST_CLASSES,
            classes = .0,
        )
    )]
    ManyClasses(usize),
}

/// The network as a function of the axes, all else held, and the rows among it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Picture {
    /// The epoch of the weights, as in [`Predictions`](crate::inspection::Predictions).
    pub epoch: u32,
    /// One, or across and up.
    pub axes: Vec<PictureAxis>,
    /// The columns that can be an axis.
    pub columns: Vec<String>,
    /// The columns that are no axis with what they are held at, the first of them.
    pub held: Vec<(String, String)>,
    /// How many are held.
    pub held_count: usize,
    /// The names of the classes; none for a regression.
    pub classes: Vec<String>,
    /// What the network says, in the units of
    /// [`Predictions::predicted`](crate::inspection::Predictions::predicted). Along one axis
    /// `[places, outputs]`; across two `[up, across]`, of three classes or more the
    /// probability of the most likely one.
    pub values: Vec<Float>,
    /// Across two axes, of three classes or more: the most likely class of each place.
    pub winners: Vec<u8>,
    /// Where it changes, in places from the lower left corner: `[x, y, x, y]`.
    pub boundaries: Vec<[Float; 4]>,
    /// Along one axis of a set made by a formula: what the formula says at each place.
    pub truth: Vec<Float>,
    /// The rows, of each part at most [`MOST_POINTS`], evenly chosen.
    pub points: Vec<PicturePoint>,
    /// Training and validation rows there are.
    pub rows: usize,
    /// How many of them lie near what is held.
    pub near: usize,
    /// What each unit before the output says, across two axes; the first of them.
    pub units: Vec<UnitSurface>,
    /// How many units there are before the output.
    pub unit_count: usize,
    /// Along one axis of a network of one linear unit: the line, which can be set by hand.
    pub line: Option<LinearUnit>,
    /// Where there is such a line, training and validation loss as in
    /// [`NetworkGraph`](crate::inspection::NetworkGraph).
    pub losses: Option<[f64; 2]>,
}

/// An axis: a column in its own units.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PictureAxis {
    /// Its name.
    pub column: String,
    /// Whether its numbers are dates, as days since 1970-01-01.
    pub is_date: bool,
    /// The first place.
    pub low: f64,
    /// The last place.
    pub high: f64,
    /// The least and the greatest of the rows.
    pub rows: [f64; 2],
    /// Places, evenly spaced.
    pub places: usize,
}

impl PictureAxis {
    /// The number at a place.
    pub fn at(&self, place: usize) -> f64 {
        let share = place as f64 / (self.places.max(2) - 1) as f64;
        self.low + share * (self.high - self.low)
    }
}

/// A row in the picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PicturePoint {
    /// Which of the table, counted from 0.
    pub row: u32,
    /// Training or validation.
    pub part: PartName,
    /// On the axes.
    pub place: [f64; 2],
    /// What is true: the number, or the class counted from 0.
    pub actual: f64,
    /// What the network says of the row itself: the number, the score of class 1 of two, or
    /// the class.
    pub predicted: f64,
    /// Whether its other columns are near what is held.
    pub is_near: bool,
}

impl PicturePoint {
    /// Whether another class is predicted than the row has; never of a regression.
    pub fn is_wrong(&self, classes: usize, threshold: f64) -> bool {
        match classes {
            0 => false,
            2 => (self.predicted > threshold) != (self.actual > 0.5),
            _ => self.predicted as usize != self.actual as usize,
        }
    }
}
