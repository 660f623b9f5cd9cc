//! The dialog of the link: what it will hold, before it is copied.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::lazy_content;
use crate::app::panels::lazy_parts::InPresent;
use crate::app::panels::stage::for_the_class;
use crate::app::reactive::{derived, effect, handler, live, live_text, memo, shown};
use crate::app::services::{address, focus};
use crate::app::state::AppState;
use crate::app::widgets::{Dialog, icon};
use crate::config::{DataSource, Grouped};
use crate::worker::LinkedFile;
use crate::workspace::data::table_title;
use crate::{t, tn};

/// Opens with [`ShareState::shown`](crate::app::state::share::ShareState::shown).
#[component]
pub fn LinkDialog() -> impl IntoView {
    let state = AppState::here();
    let open = RwSignal::new(false);
    let shown = state.share().shown;
    // Each follows the other, and only where it differs: else they would never rest.
    effect(move || {
        let is_shown = shown.with(Option::is_some);
        if open.get_untracked() != is_shown {
            open.set(is_shown);
        }
    });
    effect(move || {
        if !open.get() && shown.with_untracked(Option::is_some) {
            shown.set(None);
        }
    });
    view! {
        <Dialog
            title=t!("Link to this experiment")
            open=open
            content=lazy_content(InPresent::Link)
        />
    }
}

/// What is in it: what the link holds, the button that copies it, and one for a class.
pub fn link() -> AnyView {
    let state = AppState::here();
    let share = state.share();
    actions::follow_link(state);
    let written = memo(move || state.experiment.with(|experiment| share.of(experiment)));
    let file = memo(move || written.with(|link| link.as_ref()?.file.clone()));
    let can_hold_rows = move || file.with(|file| file.as_ref().is_some_and(LinkedFile::fits));
    let holds_rows = derived(move || can_hold_rows() && share.with_rows.get());
    let fragment = memo(move || actions::fragment(state));
    // It cannot have the focus before the link is written.
    let is_written = memo(move || fragment.with(Option::is_some));
    effect(move || {
        if is_written.get() {
            focus::after_change(&[".link-copy .primary"]);
        }
    });
    let length = live_text(move || {
        let characters = fragment.with(|fragment| {
            let fragment = fragment.as_ref()?;
            Some(address::page().chars().count() + 1 + fragment.len())
        })?;
        let count = Grouped(characters as u64);
        Some(tn!(count, "{count} character", "{count} characters"))
    });
    let uncopied = move || share.shown.get().filter(|link| !link.is_empty());
    view! {
        <section class="link-holds" aria-labelledby="link-holds">
            <h3 id="link-holds">{t!("What the link holds")}</h3>
            <ul>
                <li>
                    {t!(
                        "The experiment: how the data are prepared, the network, the training and the seed. Whoever opens the link and presses Train gets the same numbers."
                    )}
                </li>
                <li>{live_text(move || table_sentence(state, file.get(), holds_rows.get()))}</li>
                <li>{t!("No runs and no weights: Export saves those.")}</li>
            </ul>
            {shown(
                can_hold_rows,
                move || {
                    view! {
                        <label class="check">
                            <input
                                type="checkbox"
                                prop:checked=live(move || share.with_rows.get())
                                on:change=handler(move |event| {
                                    share.with_rows.set(event_target_checked(&event));
                                })
                            />
                            {t!("With the rows of the file")}
                        </label>
                    }
                },
            )}
            {shown(
                move || holds_rows.get(),
                || {
                    view! {
                        <p class="link-warning">
                            {icon("alert")}
                            {t!(
                                "Your rows leave this computer with the link: whoever has it, and every chat and mail that it goes through, has them."
                            )}
                        </p>
                    }
                },
            )}
            <div class="link-copy">
                <button
                    type="button"
                    class="button primary"
                    disabled=live(move || !is_written.get())
                    on:click=handler(move |_| actions::copy_link(state))
                >
                    {t!("Copy link")}
                </button>
                <output>{length}</output>
            </div>
            {shown(
                move || uncopied().is_some(),
                move || {
                    view! {
                        <p role="status">
                            {t!(
                                "This browser does not let the page copy. Select the link and copy it yourself."
                            )}
                        </p>
                        <label for="shown-link">{t!("Link")}</label>
                        <input
                            id="shown-link"
                            type="text"
                            readonly=true
                            prop:value=live(move || uncopied().unwrap_or_default())
                        />
                    }
                },
            )}
        </section>
        <details class="class-details" open=share.is_for_class.get_untracked()>
            <summary>{t!("For the class")}</summary>
            {for_the_class()}
        </details>
    }
    .into_any()
}

/// What of the table is in the link.
fn table_sentence(state: AppState, file: Option<LinkedFile>, holds_rows: bool) -> String {
    let (source, name) = state.experiment.with(|experiment| {
        let source = experiment.data.source.clone();
        let name = table_title(&source).unwrap_or_default();
        (source, name)
    });
    match (source, file) {
        (DataSource::Gallery { .. }, _) => {
            t!("The data by name: {name} comes with the page.", name)
        }
        (DataSource::Synthetic(_), _) => {
            t!("The data as a recipe, which makes the same points everywhere.").to_owned()
        }
        (DataSource::File { .. }, Some(file)) => {
            let rows = Grouped(file.rows as u64);
            let rows = tn!(rows, "{count} row", "{count} rows");
            let columns = tn!(file.columns, "{count} column", "{count} columns");
            if holds_rows {
                t!("The file {name} itself, {rows} and {columns}.", name, rows, columns)
            } else {
                t!(
                    "The name of your file, but not its rows: whoever opens the link is asked for {name}, with {rows} and {columns}, and told if another one differs.",
                    name,
                    rows,
                    columns,
                )
            }
        }
        (DataSource::File { .. }, None) => t!(
            "The name of your file, but not its rows: whoever opens the link is asked for {name}.",
            name,
        ),
    }
}
