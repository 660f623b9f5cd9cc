//! What a trained network says, and how right it is: plain values for the views that show it.
//!
//! The names are scikit-learn's where it has one. The worker fills [`Predictions`] from the
//! network; all else is a function of them, so a view that moves a threshold asks nobody.

mod calibration_curve;
mod class_scores;
mod contours;
pub mod picture;
mod prediction_job;
mod predictions;
mod question;
mod roc_curve;
mod score_histogram;
mod worst_rows;

pub use calibration_curve::{CalibrationBin, calibration_curve};
pub use class_scores::{ClassScores, accuracy, class_scores};
pub use contours::contours;
pub use prediction_job::{NetworkCopy, PredictionJob};
pub use predictions::{PartName, Predictions};
pub use question::{Answer, Question};
pub use roc_curve::{RocCurve, roc_curve};
pub use score_histogram::{ScoreHistogram, score_histogram};
pub use worst_rows::{WorstRow, worst_rows};
