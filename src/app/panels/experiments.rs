//! The list of experiments that this browser keeps.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::lazy_content;
use crate::app::panels::lazy_parts::InDialog;
use crate::app::reactive::{Views, handler, listed, live, live_view, memo};
use crate::app::state::AppState;
use crate::app::state::experiments::Item;
use crate::app::widgets::{Dialog, icon, name_field, undo_delete};
use crate::t;

#[component]
pub fn Experiments() -> impl IntoView {
    let state = AppState::here();
    let experiments = state.experiments();
    view! {
        <button
            type="button"
            class="button quiet icon"
            aria-haspopup="dialog"
            title=t!("Experiments")
            on:click=handler(move |_| actions::list_experiments(state))
        >
            {icon("down")}
            <span class="visually-hidden">{t!("Experiments")}</span>
        </button>
        <Dialog
            title=t!("Experiments")
            open=experiments.open
            content=lazy_content(InDialog::Experiments)
        />
    }
}

#[component]
fn Entry(item: Item) -> impl IntoView {
    let state = AppState::here();
    let experiments = state.experiments();
    let key = StoredValue::new(item.key.clone());
    let is_open = memo(move || experiments.key.with(|open| key.with_value(|key| key == open)));
    let is_renamed = memo(move || {
        experiments.renamed.with(|one| key.with_value(|key| one.as_ref() == Some(key)))
    });
    let (name, about) = (item.name.clone(), item.about.clone());
    let title = move || {
        if is_renamed.get() {
            let rename = move |name: &str| actions::rename_experiment(state, key.get_value(), name);
            name_field(name.clone(), state.experiments().renamed, rename)
        } else {
            view! {
                <button
                    type="button"
                    class="experiment-open"
                    translate="no"
                    aria-current=live(move || is_open.get().then(|| "true".to_owned()))
                    on:click=handler(move |_| {
                        experiments.open.set(false);
                        actions::open_experiment(state, key.get_value());
                    })
                >
                    {name.clone()}
                </button>
            }
            .into_any()
        }
    };
    view! {
        <li class="experiment" class:is-open=live(move || is_open.get())>
            {live_view(title)}
            <span class="dim experiment-about">{about}</span>
            <span class="experiment-actions">
                <button
                    type="button"
                    class="button quiet"
                    on:click=handler(move |_| experiments.renamed.set(Some(key.get_value())))
                >
                    {t!("Rename")}
                </button>
                <button
                    type="button"
                    class="button quiet"
                    on:click=handler(move |_| {
                        actions::duplicate_experiment(state, key.get_value());
                    })
                >
                    {t!("Duplicate")}
                </button>
                <button
                    type="button"
                    class="button quiet danger"
                    on:click=handler(move |_| actions::delete_experiment(state, &item))
                >
                    {t!("Delete")}
                </button>
            </span>
        </li>
    }
}

/// The list.
pub fn experiments() -> AnyView {
    let state = AppState::here();
    let experiments = state.experiments();
    let list = move || {
        if !state.storage().is_available() {
            return view! {
                <p class="dim">
                    {t!(
                        "This browser does not let the page keep experiments. Share link and Export keep this one."
                    )}
                </p>
            }
            .into_any();
        }
        view! {
            <ul class="experiments">
                {listed(
                    move || experiments.list.get(),
                    |item| format!("{} {} {}", item.key, item.name, item.about),
                    |item| view! { <Entry item /> },
                )}
            </ul>
            {live_view(move || {
                experiments
                    .deleted
                    .get()
                    .map(|deleted| {
                        undo_delete(&deleted.name, move || actions::restore_experiment(state))
                    })
                    .views()
            })}
            <p class="dim">
                {t!(
                    "A saved experiment (.descent.zip, .json) or a model (.keras, .safetensors) opens like a table: by Upload CSV, or dropped on the page."
                )}
            </p>
            <button
                type="button"
                class="button"
                on:click=handler(move |_| {
                    experiments.open.set(false);
                    actions::new_experiment(state);
                })
            >
                {t!("New experiment")}
            </button>
        }
        .into_any()
    };
    list()
}
