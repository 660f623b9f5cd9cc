//! The losses of a run that a lesson was learned from.

use super::plane::{PictureSize, Plane, SCALE, picture, value_range};
use super::svg_paths::{PathStyle, PathText, with_paths};
use crate::plot::theme::ChartTheme;

/// Training loss, and validation loss dashed, over the epochs.
///
/// Checked by `tests/it/plot/seen_curves.rs`.
pub fn seen_curves_svg(
    epochs: &[u32],
    [loss, val_loss]: [&[f64]; 2],
    size: PictureSize,
    theme: &ChartTheme,
) -> String {
    let last = f64::from(epochs.last().copied().unwrap_or(1).max(2));
    let [_, most] = value_range(loss.iter().chain(val_loss).copied());
    let plane = Plane::new(size, [1.0, last], [0.0, most]);
    let axes = picture(size, |pen| plane.draw(pen, theme, ("Epoch", "Loss")));
    let line = |values: &[f64]| {
        let mut line = PathText::default();
        let known = epochs.iter().zip(values).filter(|(_, value)| value.is_finite());
        line.line(known.map(|(epoch, value)| plane.place((f64::from(*epoch), *value))));
        line
    };
    let paths = [
        (line(loss), PathStyle::line(theme.training, 2.0)),
        (line(val_loss), PathStyle::line(theme.validation, 2.0).dashed("6 4")),
    ];
    with_paths(&axes, SCALE, &paths)
}
