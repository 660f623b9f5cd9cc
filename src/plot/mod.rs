//! Pictures: pure functions over any plotters backend, canvas in the page and
//! SVG in tests and exports.
//!
//! Nothing here measures text: on the web plotters would lay out the page once
//! per label. Widths come from [`label::width_em`], which errs on the wide side.

pub mod axes;
pub mod chart_options;
mod class_dots;
pub mod curves;
mod curves_view;
pub mod decimate;
mod end_labels;
mod epoch_window;
mod frame;
pub mod label;
mod line_names;
mod lines;
mod marks;
mod notes;
mod overlays;
mod pen;
pub mod prediction_pictures;
mod report_pictures;
pub mod runs_slide;
pub mod series;
pub mod slide;
pub mod small_multiples;
pub mod smooth;
pub mod summary;
mod target_relation;
pub mod theme;

pub use chart_options::{ChartOptions, YScale, dwarfing};
pub use class_dots::class_dots;
pub use curves::{draw, draw_overlays, draw_with_overlays};
pub use curves_view::{CurvesView, OverlayCurves, Stopped, Stopping};
pub use decimate::decimate;
pub use epoch_window::EpochWindow;
pub use frame::{Backdrop, Placement, backdrop, place};
pub use label::value_label;
pub use notes::notes;
pub use overlays::{SeedBand, seeds_band};
pub use report_pictures::{report_curves, report_learned};
pub use series::{Point, Series};
pub use small_multiples::{SMALL_PX, SmallMultiple, cut_at, draw_multiples, grid};
pub use summary::{pitch, spoken_summary};
pub use target_relation::{RelationShapes, relation_shapes, strength_text};
pub use theme::ChartTheme;
