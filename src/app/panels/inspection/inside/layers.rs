//! Each layer in the next mini-batch: how its numbers are spread, and how far the step moves it.

use leptos::prelude::*;

use super::batch_norm::batch_norm;
use super::dropout::dropout;
use super::layer_of::{FoundLayers, LayerOf, is_dark};
use crate::app::actions;
use crate::app::panels::inspection::figure::taken_away;
use crate::app::panels::inspection::row_table::{Row, row_table};
use crate::app::reactive::{Views, handler, live_text, live_view, memo};
use crate::app::services::download::PictureForm;
use crate::app::state::AppState;
use crate::app::widgets::Disclosure;
use crate::inspection::{BlockFigures, ValueHistogram};
use crate::plot::prediction_pictures::{TitledHistogram, value_histograms_svg};
use crate::plot::value_label;
use crate::workspace::layer_words::{
    DEAD, HOW_TO_READ, block_heading, dead_units, layers_sentence, update_to_weight,
};
use crate::{t, text};

/// What a block has: its section is made anew only where this changes.
#[derive(Clone, PartialEq)]
struct Shape {
    name: String,
    units: u32,
    variables: Vec<String>,
    has_relu: bool,
    has_norm: bool,
    has_mask: bool,
}

impl Shape {
    fn new(block: &BlockFigures) -> Self {
        Self {
            name: block.name.clone(),
            units: block.units,
            variables: block.variables.iter().map(|variable| variable.name.clone()).collect(),
            has_relu: block.dead_units.is_some(),
            has_norm: block.batch_norm.is_some(),
            has_mask: block.dropout.is_some(),
        }
    }
}

/// A section for each block.
pub fn layers(found: FoundLayers) -> AnyView {
    let state = AppState::here();
    let is_dark = is_dark(state);
    let shapes = memo(move || {
        found.with(|found| -> Vec<Shape> {
            found.iter().flat_map(|found| &found.blocks).map(Shape::new).collect()
        })
    });
    let blocks = move || {
        let block = |(at, shape)| block(state, LayerOf { found, at, is_dark }, shape);
        shapes.get().into_iter().enumerate().map(block).views()
    };
    let sentence = move || found.with(|found| found.as_ref().map(|found| layers_sentence(found)));
    view! {
        <div class="layers">
            <p>{live_text(sentence)}</p>
            <p class="dim">{text::shown(HOW_TO_READ)}</p>
            {live_view(blocks)}
        </div>
    }
    .into_any()
}

/// The histograms of a block with their titles.
fn histograms(block: &BlockFigures) -> Vec<(String, &ValueHistogram)> {
    let mut all = vec![(t!("outputs").to_owned(), &block.activations)];
    for variable in &block.variables {
        all.push((variable.name.clone(), &variable.values));
        all.push((t!("{variable} gradient", variable = variable.name), &variable.gradient));
    }
    all
}

fn svg(all: &[(String, &ValueHistogram)], layer: LayerOf) -> String {
    let titled: Vec<_> =
        all.iter().map(|(title, values)| TitledHistogram { title, values }).collect();
    value_histograms_svg(&titled, layer.theme())
}

fn block(state: AppState, layer: LayerOf, shape: Shape) -> AnyView {
    let heading = block_heading(&shape.name, shape.units);
    let take_away = |(name, form)| {
        let shows = shape.name.clone();
        view! {
            <button
                type="button"
                class="button quiet"
                aria-label=taken_away(&shows, name)
                on:click=handler(move |_| {
                    let picture = untrack(|| {
                        layer.read(|block, _| Some(svg(&histograms(block), layer)))
                    });
                    actions::take_away(state, form, &shows, picture.unwrap_or_default());
                })
            >
                {name}
            </button>
        }
    };
    let ways_out = [("PNG", PictureForm::Png), ("SVG", PictureForm::Svg)].map(take_away);
    let pictures = (0..=2 * shape.variables.len()).map(|at| {
        let picture = move || layer.read(|block, _| Some(svg(&[one(block, at)?], layer)));
        view! { <div inner_html=live_text(picture)></div> }
    });
    let ratios = shape.variables.iter().enumerate().map(|(at, name)| {
        let ratio = move || {
            let ratio = |block: &BlockFigures| Some(block.variables.get(at)?.update_ratio);
            layer.read(|block, _| ratio(block)).map(update_to_weight)
        };
        view! {
            <div>
                <dt>{t!("{variable}, update to weight", variable = name)}</dt>
                <dd>{live_text(ratio)}</dd>
            </div>
        }
    });
    let dead = shape.has_relu.then(|| {
        view! {
            <p>
                <b>{live_text(move || layer.read(|block, _| dead_units(block)))}</b>
                ". "
                <span class="dim">{text::shown(DEAD)}</span>
            </p>
        }
    });
    let numbers_are_open = RwSignal::new(false);
    let numbers = move || {
        let table = || layer.read(|block, _| Some(table(&histograms(block))));
        numbers_are_open.get().then(table).flatten()
    };
    let label = heading.clone();
    view! {
        <section class="inspection-group layer" aria-label=label>
            <div class="inspection-title">
                <h3>{heading}</h3>
                {ways_out.views()}
            </div>
            <div class="layer-pictures" aria-hidden="true">
                {pictures.views()}
            </div>
            {(!shape.variables.is_empty())
                .then(|| view! { <dl class="inspection-figures">{ratios.views()}</dl> })}
            {dead}
            {shape.has_norm.then(|| batch_norm(layer, shape.units))}
            {shape.has_mask.then(|| dropout(layer))}
            <Disclosure
                label=t!("The histograms as numbers")
                open=numbers_are_open
                fields=vec![live_view(numbers).into_any()]
            />
        </section>
    }
    .into_any()
}

fn one(block: &BlockFigures, at: usize) -> Option<(String, &ValueHistogram)> {
    histograms(block).into_iter().nth(at)
}

fn table(all: &[(String, &ValueHistogram)]) -> AnyView {
    let heads =
        ["", t!("Lowest"), t!("Mean"), t!("Highest"), t!("Deviation")].map(str::to_owned).to_vec();
    let rows = all.iter().map(|(title, values)| Row {
        name: title.clone(),
        cells: [values.low, values.mean, values.high, values.standard_deviation]
            .map(value_label)
            .to_vec(),
    });
    row_table(heads, rows.collect())
}
