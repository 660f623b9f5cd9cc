//! The receiver operating characteristic.

use plotters::style::Color;

use super::plane::{PictureSize, Plane, picture};
use crate::inspection::RocCurve;
use crate::plot::theme::ChartTheme;
use crate::t;

/// The curve, the line of pure chance, and the place of a threshold: its false and true positive
/// rate.
///
/// Checked by the snapshots of `tests/it/plot/predictions.rs`.
pub fn roc_svg(
    curve: &RocCurve,
    threshold: (f64, f64),
    size: PictureSize,
    theme: &ChartTheme,
) -> String {
    let plane = Plane::new(size, [0.0, 1.0], [0.0, 1.0]);
    picture(size, |pen| {
        plane.draw(pen, theme, (t!("False positive rate"), t!("True positive rate (recall)")))?;
        let chance = [plane.place((0.0, 0.0)), plane.place((1.0, 1.0))];
        pen.dashed_line(&chance, &[4.0, 4.0], 1.0, theme.dim.to_rgba(), 1.0)?;
        let rates = curve.false_positive_rate.iter().zip(&curve.true_positive_rate);
        let path: Vec<_> = rates.map(|(x, y)| plane.place((*x, *y))).collect();
        pen.line(&path, theme.classes[1].to_rgba(), 2.0)?;
        let place = plane.place(threshold);
        pen.dot(place, 6.0, theme.ground)?;
        pen.dot(place, 4.5, theme.ink)
    })
}
