//! Pictures: pure functions over any plotters backend, canvas in the page and
//! SVG in tests and exports.
//!
//! Nothing here measures text: on the web plotters would lay out the page once
//! per label. Widths come from [`label::width_em`], which errs on the wide side.

mod against;
pub mod axes;
pub mod curves;
pub mod decimate;
pub mod label;
mod pad;
mod pen;
pub mod summary;
pub mod theme;

pub use against::{AgainstShapes, against_shapes, strength_text};
pub use curves::{CurvesView, draw};
pub use label::value_label;
pub use pad::pad_dots;
pub use summary::spoken_summary;
pub use theme::ChartTheme;
