//! A labelled native select.

use leptos::prelude::*;

use crate::app::reactive::{Views, handler, live_view, memo};

/// A choice among `(value, label)` pairs.
#[component]
pub fn Select(
    id: &'static str,
    label: &'static str,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] set: Callback<String>,
    /// Whether the options are the user's names, which no translator may touch.
    #[prop(optional)]
    names: bool,
) -> impl IntoView {
    // Only a change of these matters, not every change of the experiment.
    let (options, value) = (memo(move || options.get()), memo(move || value.get()));
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <select
                id=id
                translate=names.then_some("no")
                on:change=handler(move |event| set.run(event_target_value(&event)))
            >
                {live_view(move || {
                    let chosen = value.get();
                    options
                        .get()
                        .into_iter()
                        .map(|(option, label)| {
                            let selected = option == chosen;
                            view! {
                                <option value=option prop:selected=selected>
                                    {label}
                                </option>
                            }
                        })
                        .views()
                })}
            </select>
        </div>
    }
}
