//! How often what is predicted with a probability comes true.

use plotters::style::Color;

use super::plane::{PictureSize, Plane, picture};
use crate::inspection::CalibrationBin;
use crate::plot::theme::ChartTheme;
use crate::t;

/// The curve, a dot for each bin, larger for more rows, and the line of perfect calibration.
///
/// Checked by the snapshots of `tests/it/plot/predictions.rs`.
pub fn calibration_svg(bins: &[CalibrationBin], size: PictureSize, theme: &ChartTheme) -> String {
    let plane = Plane::new(size, [0.0, 1.0], [0.0, 1.0]);
    let most = bins.iter().map(|bin| bin.rows).max().unwrap_or(1) as f64;
    picture(size, |pen| {
        plane.draw(pen, theme, (t!("Mean predicted probability"), t!("Fraction of positives")))?;
        let perfect = [plane.place((0.0, 0.0)), plane.place((1.0, 1.0))];
        pen.dashed_line(&perfect, &[4.0, 4.0], 1.0, theme.dim.to_rgba(), 1.0)?;
        let place =
            |bin: &CalibrationBin| plane.place((bin.mean_predicted, bin.fraction_of_positives));
        let path: Vec<_> = bins.iter().map(place).collect();
        if path.len() > 1 {
            pen.line(&path, theme.classes[1].to_rgba(), 1.5)?;
        }
        for bin in bins {
            let radius = 2.0 + 4.0 * (bin.rows as f64 / most).sqrt();
            pen.dot(place(bin), radius, theme.classes[1])?;
        }
        Ok(())
    })
}
