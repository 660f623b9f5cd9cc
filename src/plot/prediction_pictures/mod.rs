//! Pictures of predictions, each as SVG of a size in CSS pixels.
//!
//! The page shows the very text that is taken away.

mod against;
mod batch_by_batch;
mod boundary;
mod calibration;
mod column_curve;
mod dropout_mask;
mod fit;
mod histogram;
mod importance;
mod network;
mod network_units;
mod plane;
mod roc;
mod scatter;
mod seen_curves;
mod surface;
mod svg_paths;
mod swept_curve;
mod unit_picture;
mod value_histogram;
mod word_axis;

pub use against::{actual_title, against_sentence, against_svg, part_color, predicted_title};
pub use batch_by_batch::{batch_losses_svg, batch_weights_svg};
pub use boundary::{Boundary, SurfaceFrame};
pub use calibration::calibration_svg;
pub use column_curve::column_curve_svg;
pub use dropout_mask::dropout_mask_svg;
pub use fit::{Fit, mean_residual};
pub use histogram::{ScoreAxis, histogram_svg, score_axis};
pub use importance::{by_importance, importance_sentence, importance_svg};
pub use network::{GraphSize, NetworkDrawing};
pub use network_units::{UnitPlace, with_surfaces};
pub use plane::{PictureSize, value_range};
pub use roc::roc_svg;
pub use scatter::{Scatter, ScatterAcross, scatter_svg};
pub use seen_curves::seen_curves_svg;
pub use surface::{SurfaceColors, surface_pixels, unit_pixels};
pub use swept_curve::{SweptPoint, swept_curve_svg};
pub use unit_picture::UnitPicture;
pub use value_histogram::{TitledHistogram, value_histograms_svg};
