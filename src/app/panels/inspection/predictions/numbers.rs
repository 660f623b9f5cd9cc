//! A regression: predicted against actual numbers, and what is left between them.

use leptos::prelude::*;

use super::found::{Found, Residuals, target_name};
use super::rows::worst;
use crate::app::panels::inspection::figure::{figure, size};
use crate::app::reactive::{derived, memo};
use crate::app::state::AppState;
use crate::app::widgets::Select;
use crate::config::ColumnType;
use crate::inspection::{ColumnScale, Predictions, ResidualsAcross, ResidualsOver};
use crate::plot::prediction_pictures::{
    Scatter, ScatterAcross, actual_title, against_sentence, against_svg, part_color,
    predicted_title, scatter_svg,
};
use crate::plot::theme::{ChartTheme, LIGHT};
use crate::workspace::residual_words::residuals_sentence;
use crate::{t, word};

/// Both pictures, and the worst rows.
pub fn numbers(found: Found, residuals: Residuals) -> AnyView {
    let state = AppState::here();
    let target = target_name(state);
    // No threshold parts numbers.
    let at = memo(|| 0.0);
    let against = figure(
        word!("Predicted against actual"),
        move || found.get().map(|found| against_sentence(&found)).unwrap_or_default(),
        move |theme| Some(against_svg(&*found.get()?, &target.get(), size(state), theme)),
        ().into_any(),
    );
    let left = figure(
        word!("Residuals"),
        move || {
            let Some(found) = found.get() else { return String::new() };
            let target = target.get();
            let named_every = match &found.across {
                ResidualsAcross::Column(_) => with_residuals(&found, &target, &LIGHT, |scatter| {
                    scatter.named_every(size(state))
                }),
                _ => 1,
            };
            residuals_sentence(&found, &target, named_every)
        },
        move |theme| {
            let found = found.get()?;
            // The words say why there is nothing.
            let has_dots = match &found.across {
                ResidualsAcross::Column(column) => !column.values.is_empty(),
                _ => true,
            };
            let drawn = |scatter: &Scatter<'_>| scatter_svg(scatter, size(state), theme);
            has_dots.then(|| with_residuals(&found, &target.get(), theme, drawn))
        },
        choice(residuals),
    );
    view! {
        <div class="inspection-groups">
            {against} {left} {worst(found, at, RwSignal::new(None))}
        </div>
    }
    .into_any()
}

/// What the residuals are over.
fn choice(residuals: Residuals) -> AnyView {
    const COLUMN: &str = "column ";
    let name = |over: &ResidualsOver| match over {
        ResidualsOver::Prediction => "prediction".to_owned(),
        ResidualsOver::Actual => "actual".to_owned(),
        ResidualsOver::Column(column) => format!("{COLUMN}{column}"),
    };
    let options = derived(move || {
        let own = [
            (name(&ResidualsOver::Prediction), t!("the prediction").to_owned()),
            (name(&ResidualsOver::Actual), t!("the actual target").to_owned()),
        ];
        let columns = residuals.columns.get().into_iter();
        let columns = columns.map(|column| (format!("{COLUMN}{column}"), column));
        own.into_iter().chain(columns).collect()
    });
    view! {
        <div class="residuals-over">
            <Select
                id="residuals-over"
                names=true
                label=t!("Over")
                options=options
                value=derived(move || name(&residuals.asked.get()))
                set=Callback::new(move |chosen: String| {
                    residuals
                        .chosen
                        .set(
                            match chosen.strip_prefix(COLUMN) {
                                Some(column) => ResidualsOver::Column(column.to_owned()),
                                None if chosen == "actual" => ResidualsOver::Actual,
                                None => ResidualsOver::Prediction,
                            },
                        );
                })
            />
        </div>
    }
    .into_any()
}

/// The picture of the residuals, for whoever reads it.
fn with_residuals<T>(
    found: &Predictions,
    target: &str,
    theme: &ChartTheme,
    read: impl FnOnce(&Scatter<'_>) -> T,
) -> T {
    let points = found.residuals();
    let numbers = ScatterAcross::Numbers(ColumnType::Decimal);
    let (across, title) = match &found.across {
        ResidualsAcross::Prediction => (numbers, predicted_title(target)),
        ResidualsAcross::Actual => (numbers, actual_title(target)),
        ResidualsAcross::Column(values) => {
            let across = match &values.scale {
                ColumnScale::Numbers(column_type) => ScatterAcross::Numbers(*column_type),
                ColumnScale::Words(words) => ScatterAcross::Words(words),
            };
            (across, values.column.clone())
        }
    };
    read(&Scatter {
        points: &points,
        across,
        titles: (&title, &t!("Residual, in {target}", target)),
        has_diagonal: false,
        color: part_color(found.part, theme),
    })
}
