//! A row on its way through the chain.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::panels::inspection::row_table::{Row, row_table};
use crate::app::reactive::live_view;
use crate::inspection::{PartName, RowFlow};
use crate::plot::value_label;

/// What the row is when it enters each block.
pub fn flow(
    found: RwSignal<Option<Arc<Option<RowFlow>>>>,
    _asked: RwSignal<(PartName, usize)>,
) -> AnyView {
    let table = move || {
        let found = found.get()?;
        let found = found.as_ref().as_ref()?;
        let heads = ["Layer", "Values"].map(str::to_owned).to_vec();
        let rows = std::iter::once(&found.inputs).chain(&found.blocks).map(|values| Row {
            name: values.name.clone(),
            cells: values.values.iter().map(|value| value_label(*value)).collect(),
        });
        Some(row_table(heads, rows.collect()))
    };
    live_view(table).into_any()
}
