//! What a `BatchNormalization` normalizes by: the batch in training, the moving statistics in inference.

use leptos::prelude::*;

use super::layer_of::LayerOf;
use crate::app::panels::inspection::row_table::{Row, row_table};
use crate::app::reactive::{live_text, live_view};
use crate::inspection::BatchNormFigures;
use crate::plot::value_label;
use crate::workspace::layer_words::{MOVING, moving_statistics, units_shown};
use crate::workspace::number_words::grouped;
use crate::{t, text};

/// How far the moving statistics have come, and all of them unit by unit.
pub fn batch_norm(layer: LayerOf, units: u32) -> AnyView {
    let come = move || {
        layer.read(|block, all| Some(moving_statistics(block.batch_norm.as_ref()?, all.steps)))
    };
    let rows = move || layer.read(|block, _| block.batch_norm.as_ref().map(table));
    let shown = move || {
        layer.read(|block, _| Some(units_shown(block.batch_norm.as_ref()?.batch_mean.len(), units)))
    };
    view! {
        <p>{live_text(come)} " " <span class="dim">{text::shown(MOVING)}</span></p>
        <div
            class="inspection-scroll layer-scroll"
            role="group"
            aria-label=t!("Batch and moving statistics")
            tabindex="0"
        >
            {live_view(rows)}
        </div>
        <p class="dim">{live_text(shown)}</p>
    }
    .into_any()
}

fn table(norm: &BatchNormFigures) -> AnyView {
    let heads = [
        t!("Unit"),
        t!("Batch mean"),
        t!("Moving mean"),
        t!("Batch variance"),
        t!("Moving variance"),
    ];
    let columns =
        [&norm.batch_mean, &norm.moving_mean, &norm.batch_variance, &norm.moving_variance];
    let row = |unit: usize| Row {
        name: grouped(unit + 1),
        cells: columns.map(|all| value_label(all.get(unit).copied().unwrap_or(0.0))).to_vec(),
    };
    let rows = (0..norm.batch_mean.len()).map(row).collect();
    row_table(heads.map(str::to_owned).to_vec(), rows)
}
