//! Predicted against actual numbers, and how far they are apart in words.

use plotters::style::RGBColor;

use super::plane::PictureSize;
use super::scatter::{Scatter, ScatterAcross, scatter_svg};
use crate::config::ColumnType;
use crate::inspection::{PartName, Predictions};
use crate::plot::label::value_label;
use crate::plot::theme::ChartTheme;
use crate::t;

/// A dot for each row of a regression, on the diagonal where it is right.
///
/// Checked by the snapshots of `tests/it/plot/predictions.rs`.
pub fn against_svg(
    found: &Predictions,
    target: &str,
    size: PictureSize,
    theme: &ChartTheme,
) -> String {
    let points: Vec<_> = found.pairs().collect();
    let scatter = Scatter {
        points: &points,
        across: ScatterAcross::Numbers(ColumnType::Decimal),
        titles: (&actual_title(target), &predicted_title(target)),
        has_diagonal: true,
        color: part_color(found.part, theme),
    };
    scatter_svg(&scatter, size, theme)
}

/// What the picture says, with the errors.
///
/// Checked by `tests/it/plot/predictions.rs`.
pub fn against_sentence(found: &Predictions) -> String {
    let [mae, rmse, r2] = found.errors().map(value_label);
    let first = found.actual.first();
    if found.actual.iter().all(|actual| Some(actual) == first) {
        t!(
            "A right prediction lies on the dashed line. MAE {mae}, RMSE {rmse}, no R2, for all rows have the same target.",
            mae,
            rmse,
        )
    } else {
        t!(
            "A right prediction lies on the dashed line. MAE {mae}, RMSE {rmse}, R2 {score}.",
            mae,
            rmse,
            score = r2,
        )
    }
}

/// Of an axis of actual numbers.
pub fn actual_title(target: &str) -> String {
    t!("Actual {target}", target)
}

/// Of an axis of predicted numbers.
pub fn predicted_title(target: &str) -> String {
    t!("Predicted {target}", target)
}

/// The colour of a part's dots.
pub fn part_color(part: PartName, theme: &ChartTheme) -> RGBColor {
    match part {
        PartName::Training => theme.training,
        PartName::Validation => theme.validation,
        PartName::Test => theme.dim,
    }
}
