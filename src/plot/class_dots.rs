//! The points of a synthetic table, class by class, as SVG paths in thousandths.

use std::fmt::Write;

use crate::config::PaintedPoint;

/// One path per class, as moves without length: a round line end draws the dots. `y`
/// grows upward, as in mathematics.
///
/// Checked by `tests/it/data/target_relation.rs::pads_show_points_by_class`.
pub fn class_dots(points: &[PaintedPoint]) -> Vec<String> {
    let classes = points.iter().map(|point| usize::from(point.class) + 1).max();
    let mut dots = vec![String::new(); classes.unwrap_or(0)];
    for point in points {
        // Writing to a String cannot fail.
        let _ = write!(dots[usize::from(point.class)], "M{} {}h0", point.x, -point.y);
    }
    dots
}
