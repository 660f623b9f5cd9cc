//! The runs of the experiment: shown in the chart, named, brought back, deleted.

use leptos::prelude::*;

use super::sweep_dialog::SweepDialog;
use super::table::{Rows, RunsTable, best};
use crate::app::actions;
use crate::app::reactive::{Views, handler, listed, live, live_text, live_view, memo, shown};
use crate::app::state::AppState;
use crate::app::widgets::{icon, name_field, undo_delete};
use crate::t;
use crate::text::inside;
use crate::workspace::run_list::{Item, ListedRun, RunList, items};
use crate::workspace::run_record::RunHead;
use crate::workspace::sweep::Sweep;

/// The list, and what leads to more of them.
pub fn runs() -> AnyView {
    let state = AppState::here();
    actions::follow_overlays(state);
    let runs = state.runs();
    let rows: Rows = memo(move || {
        // The list is notified when another run comes onto the page.
        let on_page = state.storage().run();
        runs.list.with(|list| list.listed(&on_page))
    });
    let split = memo(move || {
        let apart = runs.apart.get();
        let is_apart = |run: &ListedRun| apart.contains(&run.key);
        let (apart, beside): (Vec<_>, Vec<_>) = rows.get().into_iter().partition(is_apart);
        [items(beside), items(apart)]
    });
    let are_apart = memo(move || split.with(|[_, apart]| !apart.is_empty()));
    view! {
        <section class="runs" aria-label=t!("Runs")>
            <div class="runs-head">
                <h2>{t!("Runs")}</h2>
                {live_view(move || {
                    rows.with(|rows| rows.len() > 1)
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    class="button quiet"
                                    aria-haspopup="dialog"
                                    on:click=handler(move |_| actions::open_runs(state))
                                >
                                    {t!("Compare")}
                                </button>
                            }
                        })
                        .views()
                })}
            </div>
            {live_view(move || {
                rows.with(Vec::is_empty)
                    .then(|| {
                        view! { <p class="dim">{t!("Every run is kept here with its curves.")}</p> }
                    })
                    .views()
            })}
            {list_of(state, move || split.with(|[beside, _]| beside.clone()))}
            {shown(
                move || are_apart.get(),
                move || {
                    view! {
                        <details class="runs-apart">
                            <summary>{t!("Of other data or another loss")}</summary>
                            {list_of(state, move || split.with(|[_, apart]| apart.clone()))}
                        </details>
                    }
                },
            )}
            {live_view(move || deleted(state).views())}
            {live_view(move || { rows.with(|rows| !rows.is_empty()).then(|| seed(state)).views() })}
            {many(state)}
            <RunsTable rows />
            <SweepDialog />
        </section>
    }
    .into_any()
}

fn list_of(state: AppState, items: impl Fn() -> Vec<Item> + Send + Sync + 'static) -> AnyView {
    view! {
        <ul class="runs-list">
            {listed(
                items,
                |item: &Item| format!("{} {}", item.key(), item.runs.len()),
                move |item| match item.runs.as_slice() {
                    [run] => row(state, &run.key, RunHead::title),
                    _ => group(state, item),
                },
            )}
        </ul>
    }
    .into_any()
}

/// What was deleted last, while it can be restored.
fn deleted(state: AppState) -> Option<impl IntoView> {
    let (_, title) = state.runs().deleted.get()?;
    Some(undo_delete(&title, move || actions::restore_run(state)))
}

/// Every run starts alike, unless the user wants another seed.
fn seed(state: AppState) -> impl IntoView {
    let same = live_text(move || {
        let seed = state.experiment.with(|e| e.seed);
        t!("Same start for every run (seed {seed})", seed)
    });
    view! {
        <p class="runs-seed">
            <span class="dim">{same}</span>
            <button
                type="button"
                class="button quiet"
                title=t!(
                    "Draws another seed: other start weights, other order of the rows, and another split. Undo takes it back."
                )
                on:click=handler(move |_| {
                    actions::pin_run_on_page(state);
                    actions::new_seed(state);
                })
            >
                {t!("Another start")}
            </button>
        </p>
    }
}

/// The experiment many times: from other seeds, with other settings.
fn many(state: AppState) -> AnyView {
    let sweep = state.sweep();
    let button = move |label: &'static str, act: fn(AppState)| {
        view! {
            <button
                type="button"
                class="button"
                aria-haspopup="dialog"
                disabled=live(move || !state.can_train())
                on:click=handler(move |_| act(state))
            >
                {label}
            </button>
        }
    };
    live_view(move || {
        if sweep.read(|sweep| sweep.is_running) {
            let summary = live_text(move || sweep.read(Sweep::summary));
            return view! {
                <div class="runs-many">
                    <p class="dim">{summary}</p>
                    {button(t!("Show"), actions::open_sweep)}
                    {button(t!("Cancel"), actions::cancel_sweep)}
                </div>
            }
            .into_any();
        }
        view! {
            <div class="runs-many">
                {button(t!("Repeat over 5 seeds"), actions::repeat)}
                {button(t!("Sweep"), actions::open_sweep)}
            </div>
        }
        .into_any()
    })
    .into_any()
}

/// Runs that were trained together: one row, which opens; those of different seeds are shown
/// as a band.
fn group(state: AppState, item: Item) -> AnyView {
    let runs = state.runs();
    let (is_band, name) = (item.is_band(), item.group.clone());
    let keys = StoredValue::new(item.runs.iter().map(|run| run.key.clone()).collect::<Vec<_>>());
    let color = memo(move || {
        let first = |list: &RunList| keys.with_value(|keys| color_of(list, &keys[0]));
        runs.list.with(first).filter(|_| is_band)
    });
    let mark = is_band.then(|| {
        let shows = t!("Show {name} as a band in the chart", name);
        view! {
            <input
                type="checkbox"
                class="run-mark"
                style:--mark=live_text(move || mark_of(color.get()))
                aria-label=shows.clone()
                title=shows
                prop:checked=live(move || color.get().is_some())
                on:change=handler(move |event| {
                    actions::show_band(state, &keys.get_value(), event_target_checked(&event));
                })
            />
        }
    });
    let title = StoredValue::new(name.clone());
    let delete = move |_| actions::delete_runs(state, keys.get_value(), title.get_value());
    let rows = item.runs.iter().map(|run| row(state, &run.key, RunHead::short_title)).views();
    view! {
        <li class="run-group">
            {mark.views()} <details>
                <summary class="run-name" translate="no">
                    {name}
                </summary>
                <ul class="runs-list">{rows}</ul>
                <button type="button" class="button quiet danger" on:click=handler(delete)>
                    {t!("Delete all of them")}
                </button>
            </details>
        </li>
    }
    .into_any()
}

fn mark_of(color: Option<u8>) -> Option<String> {
    color.map(|color| format!("var(--run-{color})"))
}

/// What a row shows of its run.
type Read = fn(&RunHead) -> String;

fn row(state: AppState, key: &str, called: Read) -> AnyView {
    let runs = state.runs();
    let key = StoredValue::new(key.to_owned());
    let read = move |what: Read| {
        live_text(move || runs.list.with(|list| key.with_value(|key| list.get(key).map(what))))
    };
    let color = memo(move || runs.list.with(|list| key.with_value(|key| color_of(list, key))));
    let is_renamed =
        memo(move || runs.renamed.with(|one| key.with_value(|key| one.as_ref() == Some(key))));
    let on_page = live(move || {
        runs.list.track();
        key.with_value(|key| state.storage().run() == *key)
    });
    let is_apart = memo(move || runs.apart.with(|all| key.with_value(|key| all.contains(key))));
    let shows: Read = |head| t!("Show {name} in the chart", name = head.title());
    let name = move || {
        if is_renamed.get() {
            let of = |list: &RunList| key.with_value(|key| list.get(key).map(RunHead::title));
            let title = runs.list.with_untracked(of).unwrap_or_default();
            let rename = move |name: &str| actions::rename_run(state, &key.get_value(), name);
            name_field(title, runs.renamed, rename)
        } else {
            view! {
                <span class="run-name" translate="no" title=read(RunHead::title)>
                    {read(called)}
                </span>
            }
            .into_any()
        }
    };
    let changes = move || {
        let sentences = state.overlays().changes.with(|changes| {
            key.with_value(|key| {
                changes.iter().find(|(of, _)| of == key).map(|(_, sentences)| sentences.clone())
            })
        });
        color.get().and(sentences).map(|sentences| {
            let sentences = if sentences.is_empty() {
                vec![t!("Nothing was changed since.").to_owned()]
            } else {
                sentences
            };
            let items = sentences.into_iter().map(|one| view! { <li>{one}</li> }).views();
            view! {
                <ul class="run-changes dim" aria-label=t!("Changed since")>
                    {items}
                </ul>
            }
        })
    };
    view! {
        <li class="run" class:on-page=on_page>
            <input
                type="checkbox"
                class="run-mark"
                style:--mark=live_text(move || mark_of(color.get()))
                aria-label=read(shows)
                title=read(shows)
                prop:checked=live(move || color.get().is_some())
                disabled=live(move || is_apart.get())
                on:change=handler(move |event| {
                    actions::show_run(state, &key.get_value(), event_target_checked(&event));
                })
            />
            {live_view(name)}
            <span class="run-best" title=read(best_in)>
                {read(best)}
            </span>
            <details class="run-more">
                <summary title=read(what_to_do)>
                    {icon("more")}
                    <span class="visually-hidden">
                        {read(what_to_do)}
                    </span>
                </summary>
                <p class="dim">{read(about)}</p>
                <div class="run-actions">{menu(state, key)}</div>
            </details>
            {live_view(move || changes().views())}
        </li>
    }
    .into_any()
}

fn color_of(list: &RunList, key: &str) -> Option<u8> {
    list.get(key).and_then(|head| head.color)
}

fn what_to_do(head: &RunHead) -> String {
    t!("What to do with {run}", run = head.title())
}

fn best_in(head: &RunHead) -> String {
    match head.best {
        Some((epoch, _)) => {
            t!("Best {figure}, in epoch {epoch}", figure = inside(&head.monitor_label()), epoch)
        }
        None => t!("No best epoch yet").to_owned(),
    }
}

fn about(head: &RunHead) -> String {
    let end = match head.outcome.as_str() {
        "" => t!("{epochs} epochs so far.", epochs = head.epochs),
        _ => head.outcome_words(),
    };
    format!("{}. {end}", best_in(head))
}

/// What is done with a run, by its key; the text is its title.
type Act = fn(AppState, &str, String);

fn menu(state: AppState, key: StoredValue<String>) -> AnyView {
    let title = move || {
        let of = |list: &RunList| key.with_value(|key| list.get(key).map(RunHead::title));
        state.runs().list.with_untracked(of).unwrap_or_default()
    };
    let items: [(&str, Act); 4] = [
        (t!("Rename"), |state, key, _| state.runs().renamed.set(Some(key.to_owned()))),
        (t!("Restore its network"), |state, key, _| actions::use_run(state, key, false)),
        (t!("Restore its settings"), |state, key, _| actions::use_run(state, key, true)),
        (t!("Next colour"), |state, key, _| actions::recolor_run(state, key)),
    ];
    let delete: Act = |state, key, title| actions::delete_runs(state, vec![key.to_owned()], title);
    let button = |label: &'static str, act: Act, is_danger: bool| {
        view! {
            <button
                type="button"
                class="button quiet"
                class:danger=is_danger
                on:click=handler(move |_| act(state, &key.get_value(), title()))
            >
                {label}
            </button>
        }
    };
    let items = items.into_iter().map(|(label, act)| button(label, act, false));
    items.chain([button(t!("Delete"), delete, true)]).views()
}
