//! The network as units and weights; one of them is set by hand, and the loss follows at once.

use std::sync::Arc;

use leptos::prelude::*;

use super::units::{FoundPictures, Units};
use crate::app::panels::inspection::answer::earlier_run;
use crate::app::panels::inspection::figure::figure_with;
use crate::app::panels::inspection::losses_by_hand::losses_by_hand;
use crate::app::panels::inspection::weight_undo::{can_undo, remember, take_back};
use crate::app::reactive::{derived, handler, live, live_text, live_view, memo};
use crate::app::state::AppState;
use crate::app::widgets::Select;
use crate::config::limits;
use crate::inspection::{NetworkGraph, WeightEdit};
use crate::plot::prediction_pictures::NetworkDrawing;
use crate::plot::value_label;
use crate::workspace::network_graph::{editable_weights, weight_range};
use crate::workspace::typed_number::read_whole;
use crate::workspace::unit_words::graph_sentence;
use crate::{t, word};

/// The picture of the network with its units, one of them `large`; its losses, and a weight to set
/// by `set`.
pub fn graph(
    network: RwSignal<Option<Arc<NetworkGraph>>>,
    pictures: FoundPictures,
    large: RwSignal<Option<(usize, usize)>>,
    set: impl Fn(WeightEdit) + Copy + Send + Sync + 'static,
) -> AnyView {
    let state = AppState::here();
    let chosen = RwSignal::new(None::<String>);
    let weights = memo(move || {
        network.with(|network| network.as_ref().map(|network| editable_weights(network)))
    });
    let own = memo(move || {
        let weights = weights.get()?;
        let chosen = chosen.get();
        let found = weights.iter().find(|weight| Some(&weight.id) == chosen.as_ref());
        found.or(weights.first()).cloned()
    });
    // While a thumb is dragged, what it began from is what undo brings back.
    let held = StoredValue::new(None::<WeightEdit>);
    let move_to = move |value: f64| {
        let Some(weight) = own.get_untracked() else { return };
        held.update_value(|held| {
            held.get_or_insert_with(|| weight.edit(weight.value));
        });
        set(weight.edit(value));
    };
    let let_go = move || {
        if let Some(before) = held.try_update_value(Option::take).flatten() {
            remember(state, &[before]);
        }
    };
    let problem = RwSignal::new(None::<String>);
    let take = move |text: &str| {
        let number = read_whole(text, &limits::WEIGHT, "").map_err(|why| why.to_string());
        let value = number.and_then(|number| {
            let value = number.and_then(|text| text.parse().ok()).unwrap_or(f64::NAN);
            limits::WEIGHT.check(value).map(|()| value).map_err(|why| why.to_string())
        });
        match value {
            Ok(value) => {
                problem.set(None);
                move_to(value);
                let_go();
            }
            Err(why) => problem.set(Some(why)),
        }
    };
    let undo = move || {
        take_back(state).into_iter().flatten().for_each(set);
    };
    let is_earlier =
        memo(move || state.run.with(|run| run.visited.is_some()) || earlier_run(state).is_some());
    let options = derived(move || {
        let named = |weight: &crate::workspace::network_graph::EditableWeight| {
            (weight.id.clone(), weight.name.clone())
        };
        weights.with(|all| all.iter().flatten().map(named).collect())
    });
    let range = memo(move || own.get().map_or([-1.0, 1.0], |weight| weight_range(&weight)));
    let units = Units::new(state, network, pictures, large);
    let picture = figure_with(
        word!("Units and weights"),
        move || {
            let Some(network) = network.get() else { return String::new() };
            graph_sentence(&network, pictures.get().as_deref())
        },
        move |theme| {
            let chosen = own.get().map(|weight| weight.edit(0.0));
            units.drawn(|drawing| NetworkDrawing { chosen: chosen.as_ref(), ..drawing }.svg(theme))
        },
        units.over(),
        ().into_any(),
    );
    view! {
        <div class="inspection-groups inside-graph">
            {picture}
            {units.enlarged()}
            <section class="inspection-group" aria-label=t!("Weight by hand")>
                <div class="inspection-title">
                    <h3>{t!("Set a weight by hand")}</h3>
                </div>
                <Select
                    id="weight-chosen"
                    label=t!("Weight")
                    options=options
                    value=derived(move || own.get().map_or(String::new(), |weight| weight.id))
                    set=Callback::new(move |id: String| chosen.set(Some(id)))
                />
                <div class="field">
                    <label for="weight-value">{t!("Value")}</label>
                    <input
                        id="weight-value"
                        type="text"
                        inputmode="decimal"
                        disabled=live(move || is_earlier.get())
                        prop:value=live(move || {
                            own.get().map_or(String::new(), |weight| value_label(weight.value))
                        })
                        aria-invalid=live_text(move || problem.get().is_some().to_string())
                        on:change=handler(move |event| take(&event_target_value(&event)))
                    />
                    {live_view(move || {
                        problem.get().map(|why| view! { <p class="problem" role="alert">{why}</p> })
                    })}
                    <input
                        type="range"
                        class="slider"
                        aria-label=t!("Value, slider")
                        step="any"
                        disabled=live(move || is_earlier.get())
                        min=live_text(move || range.get()[0].to_string())
                        max=live_text(move || range.get()[1].to_string())
                        prop:value=live(move || {
                            own.get().map_or(0.0, |weight| weight.value).to_string()
                        })
                        style:--share=live_text(move || {
                            let [low, high] = range.get();
                            let value = own.get().map_or(0.0, |weight| weight.value);
                            format!("{:.2}%", 100.0 * ((value - low) / (high - low)).clamp(0.0, 1.0))
                        })
                        on:input=handler(move |event| {
                            if let Ok(value) = event_target_value(&event).parse::<f64>() {
                                move_to(value);
                            }
                        })
                        on:change=handler(move |_| let_go())
                    />
                </div>
                {losses_by_hand(
                    [t!("Training loss"), t!("Validation loss")],
                    [
                        t!("Training loss with these weights"),
                        t!("Validation loss with these weights"),
                    ],
                    move || network.get()?.losses,
                )}
                <p>
                    <button
                        type="button"
                        class="button"
                        disabled=live(move || is_earlier.get() || !can_undo(state))
                        on:click=handler(move |_| undo())
                    >
                        {t!("Undo weight")}
                    </button>
                </p>
                <p class="dim">
                    {live_text(move || {
                        if earlier_run(state).is_some() {
                            t!("An earlier run is only looked at: choose the one on the page to set a weight.")
                        } else if is_earlier.get() {
                            t!("An earlier epoch is only looked at: go to the last one to set a weight.")
                        } else if state.edited_since_start() {
                            t!("The settings have changed since: Train begins a run without what is set.")
                        } else {
                            t!("Train goes on from what is set. A link does not carry it: it gives the run without a change by hand.")
                        }
                            .to_owned()
                    })}
                </p>
            </section>
        </div>
    }
    .into_any()
}
