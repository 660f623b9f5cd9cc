//! Pictures of predictions, each as SVG of a size in CSS pixels.
//!
//! The page shows the very text that is taken away.

mod calibration;
mod histogram;
mod plane;
mod roc;
mod scatter;

pub use calibration::calibration_svg;
pub use histogram::{ScoreAxis, histogram_svg, score_axis};
pub use plane::{PictureSize, value_range};
pub use roc::roc_svg;
pub use scatter::{Scatter, scatter_svg};
