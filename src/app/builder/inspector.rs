//! The settings of the selected block.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::state::AppState;
use crate::app::track::Track;
use crate::app::widgets::{IconButton, NumberField, Select};
use crate::config::{Activation, LayerConfig, LayerKind, limits};

#[component]
pub fn Inspector() -> impl IntoView {
    let state = AppState::here();
    // Which fields there are depends on the kind only, so that typing into one of
    // them does not replace it.
    let shown = Memo::new(move |_| {
        let index = state.selected.get()?;
        let kind = state.experiment.with(|e| e.network.layers.get(index).map(LayerConfig::kind))?;
        Some((index, kind))
    });
    view! {
        <div class="inspector" role="group" aria-label="Selected block">
            {move || match shown.get() {
                Some((index, kind)) => view! { <Settings index kind /> }.into_any(),
                None => {
                    view! {
                        <p class="dim">
                            "Select a block to change it. Drag one in from above, or press it to add it."
                        </p>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

#[component]
fn Settings(index: usize, kind: LayerKind) -> impl IntoView {
    let state = AppState::here();
    let name = move || {
        let ordinal = state.experiment.with(|e| {
            let before = e.network.layers.iter().take(index + 1);
            before.filter(|layer| layer.kind() == kind).count()
        });
        format!("{} {ordinal}", kind.label())
    };
    let fields = match kind {
        LayerKind::Dense => view! {
            <Units index />
            <ActivationField index />
        }
        .into_any(),
        LayerKind::Activation => view! { <ActivationField index /> }.into_any(),
        LayerKind::Dropout => view! { <Rate index /> }.into_any(),
        LayerKind::BatchNorm => view! {
            <Momentum index />
            <Epsilon index />
        }
        .into_any(),
    };
    view! {
        <strong class="inspector-name">{name}</strong>
        {fields}
        <div class="inspector-actions">
            <IconButton
                glyph="←"
                name="Move towards the input"
                disabled=Signal::stored(index == 0)
                press=move |()| actions::shift_layer(state, index, false)
            />
            <IconButton
                glyph="→"
                name="Move towards the output"
                disabled=Signal::derive(move || {
                    state.experiment.with(|e| index + 1 >= e.network.layers.len())
                })
                press=move |()| actions::shift_layer(state, index, true)
            />
            <button
                type="button"
                class="button quiet"
                on:click=move |_| actions::duplicate_layer(state, index)
            >
                "Duplicate"
            </button>
            <button
                type="button"
                class="button quiet danger"
                on:click=move |_| actions::remove_layer(state, index)
            >
                "Remove"
            </button>
        </div>
    }
}

/// The value that `read` finds in the block at `index`.
fn setting(index: usize, read: fn(&LayerConfig) -> Option<f64>) -> Signal<f64> {
    let state = AppState::here();
    Signal::derive(move || {
        state.experiment.with(|e| e.network.layers.get(index).and_then(read).unwrap_or_default())
    })
}

/// Changes the block at `index` in place.
fn change(
    state: AppState,
    index: usize,
    group: &'static str,
    change: impl FnOnce(&mut LayerConfig),
) {
    let layer = state.experiment.with_untracked(|e| e.network.layers.get(index).cloned());
    if let Some(mut layer) = layer {
        change(&mut layer);
        actions::set_layer(state, index, group, layer);
    }
}

#[component]
fn Units(index: usize) -> impl IntoView {
    let state = AppState::here();
    let value = setting(index, |layer| match layer {
        LayerConfig::Dense { units, .. } => Some(f64::from(*units)),
        _ => None,
    });
    let set = move |value: f64| {
        change(state, index, "units", |layer| {
            if let LayerConfig::Dense { units, .. } = layer {
                *units = value as u32;
            }
        });
    };
    view! { <NumberField id="units" limit=&limits::UNITS value set /> }
}

#[component]
fn Rate(index: usize) -> impl IntoView {
    let state = AppState::here();
    let value = setting(index, |layer| match layer {
        LayerConfig::Dropout { rate } => Some(*rate),
        _ => None,
    });
    let set = move |value: f64| {
        change(state, index, "rate", |layer| {
            if let LayerConfig::Dropout { rate } = layer {
                *rate = value;
            }
        });
    };
    view! {
        <NumberField id="rate" limit=&limits::RATE track=Track::Linear(0.0, 0.95, 0.05) value set />
    }
}

#[component]
fn Momentum(index: usize) -> impl IntoView {
    let state = AppState::here();
    let value = setting(index, |layer| match layer {
        LayerConfig::BatchNormalization { momentum, .. } => Some(*momentum),
        _ => None,
    });
    let set = move |value: f64| {
        change(state, index, "momentum", |layer| {
            if let LayerConfig::BatchNormalization { momentum, .. } = layer {
                *momentum = value;
            }
        });
    };
    view! { <NumberField id="momentum" limit=&limits::MOMENTUM value set /> }
}

#[component]
fn Epsilon(index: usize) -> impl IntoView {
    let state = AppState::here();
    let value = setting(index, |layer| match layer {
        LayerConfig::BatchNormalization { epsilon, .. } => Some(*epsilon),
        _ => None,
    });
    let set = move |value: f64| {
        change(state, index, "epsilon", |layer| {
            if let LayerConfig::BatchNormalization { epsilon, .. } = layer {
                *epsilon = value;
            }
        });
    };
    view! { <NumberField id="epsilon" limit=&limits::EPSILON value set /> }
}

#[component]
fn ActivationField(index: usize) -> impl IntoView {
    let state = AppState::here();
    let current = Memo::new(move |_| {
        state.experiment.with(|e| match e.network.layers.get(index) {
            Some(
                LayerConfig::Dense { activation, .. } | LayerConfig::Activation { activation },
            ) => *activation,
            _ => Activation::Linear,
        })
    });
    let set = move |name: String| {
        let Some(chosen) = Activation::from_name(&name) else { return };
        change(state, index, "activation", |layer| {
            if let LayerConfig::Dense { activation, .. } | LayerConfig::Activation { activation } =
                layer
            {
                *activation = chosen;
            }
        });
    };
    let options = Activation::HIDDEN.map(|a| (a.name().to_owned(), a.name().to_owned())).to_vec();
    view! {
        <Select
            id="activation"
            label="Activation"
            options=Signal::stored(options)
            value=Signal::derive(move || current.get().name().to_owned())
            set
        />
        <ActivationCurve activation=current />
    }
}

/// The function's graph from -3 to 3.
#[component]
fn ActivationCurve(activation: Memo<Activation>) -> impl IntoView {
    let path = move || {
        let points = (0..=36).map(|step| {
            let x = f64::from(step) / 6.0 - 3.0;
            let y = match activation.get() {
                Activation::Relu => x.max(0.0) / 1.5 - 1.0,
                Activation::Sigmoid => 2.0 / (1.0 + (-2.0 * x).exp()) - 1.0,
                Activation::Tanh => x.tanh(),
                Activation::Linear | Activation::Softmax => x / 3.0,
            };
            format!("{:.1},{:.1}", 2.0 + (x + 3.0) * 7.0, 12.0 - y * 10.0)
        });
        format!("M{}", points.collect::<Vec<_>>().join("L"))
    };
    view! {
        <svg class="activation-curve" viewBox="0 0 46 24" aria-hidden="true">
            <path class="axis" d="M2 12H44M23 1V23" />
            <path d=path />
        </svg>
    }
}
