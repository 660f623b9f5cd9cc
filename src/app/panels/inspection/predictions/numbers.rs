//! A regression: predicted against actual numbers, and what is left between them.

use leptos::prelude::*;

use super::found::{Found, target_name};
use super::rows::worst;
use crate::app::panels::inspection::figure::{SIZE, figure};
use crate::app::reactive::memo;
use crate::app::state::AppState;
use crate::inspection::{PartName, Predictions};
use crate::plot::prediction_pictures::{Scatter, scatter_svg};
use crate::plot::theme::ChartTheme;
use crate::plot::value_label;

/// Both pictures, and the worst rows.
pub fn numbers(found: Found) -> AnyView {
    let state = AppState::here();
    let target = target_name(state);
    // No threshold parts numbers.
    let at = memo(|| 0.0);
    let against = figure(
        "Predicted against actual",
        move || {
            let Some(found) = found.get() else { return String::new() };
            let [mae, rmse, r2] = found.errors().map(value_label);
            let first = found.actual.first();
            let r2 = if found.actual.iter().all(|actual| Some(actual) == first) {
                "no R2, for all rows have the same target".to_owned()
            } else {
                format!("R2 {r2}")
            };
            format!("A right prediction lies on the dashed line. MAE {mae}, RMSE {rmse}, {r2}.")
        },
        move |theme| {
            let found = found.get()?;
            let points: Vec<_> = found.pairs().collect();
            let (actual, predicted) =
                (format!("Actual {}", target.get()), format!("Predicted {}", target.get()));
            Some(drawn(&found, &points, (&actual, &predicted), true, theme))
        },
        ().into_any(),
    );
    let residuals = figure(
        "Residuals",
        || {
            "Predicted minus actual, over what was predicted: a pattern here may be signal that \
             the network has missed."
                .to_owned()
        },
        move |theme| {
            let found = found.get()?;
            let points: Vec<_> = found.pairs().map(|(t, p)| (p, p - t)).collect();
            let (predicted, residual) =
                (format!("Predicted {}", target.get()), format!("Residual, in {}", target.get()));
            Some(drawn(&found, &points, (&predicted, &residual), false, theme))
        },
        ().into_any(),
    );
    view! {
        <div class="inspection-groups">
            {against} {residuals} {worst(found, at, RwSignal::new(None))}
        </div>
    }
    .into_any()
}

fn drawn(
    found: &Predictions,
    points: &[(f64, f64)],
    titles: (&str, &str),
    has_diagonal: bool,
    theme: &ChartTheme,
) -> String {
    let color = match found.part {
        PartName::Training => theme.training,
        PartName::Validation => theme.validation,
        PartName::Test => theme.dim,
    };
    scatter_svg(&Scatter { points, titles, has_diagonal, color }, SIZE, theme)
}
