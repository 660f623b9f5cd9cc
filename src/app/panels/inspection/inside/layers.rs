//! Each layer in the next mini-batch.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::panels::inspection::row_table::{Row, row_table};
use crate::app::reactive::live_view;
use crate::inspection::LayerFigures;
use crate::plot::value_label;

/// A table of the layers.
pub fn layers(found: RwSignal<Option<Arc<LayerFigures>>>) -> AnyView {
    let table = move || {
        let found = found.get()?;
        let heads = ["Layer", "Mean", "Deviation"].map(str::to_owned).to_vec();
        let rows = found.blocks.iter().map(|block| Row {
            name: block.name.clone(),
            cells: [block.activations.mean, block.activations.standard_deviation]
                .map(value_label)
                .to_vec(),
        });
        Some(row_table(heads, rows.collect()))
    };
    live_view(table).into_any()
}
