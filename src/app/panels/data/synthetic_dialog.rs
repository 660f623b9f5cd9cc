//! A synthetic table: its shape, size and noise, with the points before one's eyes.

use leptos::prelude::*;

use super::paint_pad::Pad;
use crate::app::actions;
use crate::app::lazy::lazy_content;
use crate::app::panels::lazy_parts::InDialog;
use crate::app::reactive::{derived, handler, live, live_text, memo, shown};
use crate::app::state::AppState;
use crate::app::widgets::{Dialog, NumberField};
use crate::config::{DataSource, Limit, Shape, SyntheticConfig, limits};
use crate::t;

#[component]
pub fn MadeDialog(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <Dialog
            title=t!("How the data is made")
            open=open
            content=lazy_content(InDialog::Synthetic)
        />
    }
}

/// What is made, if anything is.
fn config(state: AppState) -> Option<SyntheticConfig> {
    state.experiment.with(|experiment| match &experiment.data.source {
        DataSource::Synthetic(config) => Some(config.clone()),
        DataSource::Gallery { .. } | DataSource::File { .. } => None,
    })
}

/// Makes it anew with a change.
fn change(state: AppState, change: impl FnOnce(&mut SyntheticConfig)) {
    if let Some(before) = untrack(|| config(state)) {
        let mut after = before.clone();
        change(&mut after);
        if after != before && after.check().is_ok() {
            actions::remake(state, after);
        }
    }
}

#[component]
fn Made() -> impl IntoView {
    let state = AppState::here();
    let shape = move || config(state).map(|config| config.shape.label().to_owned());
    let is_painted = memo(move || {
        config(state).is_some_and(|config| matches!(config.shape, Shape::Painted { .. }))
    });
    view! {
        <div class="made">
            <Pad is_painted />
            <div class="made-fields">
                <p class="made-shape">{live_text(shape)}</p>
                {shown(
                    move || is_painted.get(),
                    move || {
                        view! {
                            <p class="dim">
                                {t!(
                                    "Choose a class, then click or drag on the pad. By keys: arrows move the cross, Enter sets a point."
                                )}
                            </p>
                        }
                    },
                )}
                {shown(
                    move || !is_painted.get(),
                    move || {
                        view! {
                            <Formula />
                            {number(
                                "degree",
                                &limits::DEGREE,
                                |config| match config.shape {
                                    Shape::Polynomial { degree } => Some(f64::from(degree)),
                                    _ => None,
                                },
                                |config, value| {
                                    config.shape = Shape::Polynomial {
                                        degree: value as u32,
                                    };
                                },
                            )}
                            {number(
                                "blobs",
                                &limits::BLOBS,
                                |config| match config.shape {
                                    Shape::Blobs { classes } => Some(f64::from(classes)),
                                    _ => None,
                                },
                                |config, value| {
                                    config.shape = Shape::Blobs {
                                        classes: value as u32,
                                    };
                                },
                            )}
                            {number(
                                "points",
                                &limits::SYNTHETIC_ROWS,
                                |config| Some(f64::from(config.rows)),
                                |config, value| config.rows = value as u32,
                            )}
                            {number(
                                "noise",
                                &limits::NOISE,
                                |config| Some(config.noise),
                                |config, value| config.noise = value,
                            )}
                            {number(
                                "made-seed",
                                &limits::SEED,
                                |config| Some(f64::from(config.seed)),
                                |config, value| config.seed = value as u32,
                            )}
                        }
                    },
                )}
            </div>
        </div>
    }
}

/// A number of the made table, where its shape has it.
fn number(
    id: &'static str,
    limit: &'static Limit,
    read: fn(&SyntheticConfig) -> Option<f64>,
    write: fn(&mut SyntheticConfig, f64),
) -> impl IntoView {
    let state = AppState::here();
    let value = memo(move || config(state).as_ref().and_then(read));
    view! {
        {shown(
            move || value.with(Option::is_some),
            move || {
                view! {
                    <NumberField
                        id
                        limit
                        label=limit.label()
                        value=derived(move || value.get())
                        set=move |value| {
                            if let Some(value) = value {
                                change(state, |config| write(config, value));
                            }
                        }
                    />
                }
            },
        )}
    }
}

/// The formula; one that cannot be read gets its sentence, and the last good one stays.
#[component]
fn Formula() -> impl IntoView {
    let state = AppState::here();
    let formula = memo(move || {
        config(state).and_then(|config| match config.shape {
            Shape::Formula { formula } => Some(formula),
            _ => None,
        })
    });
    let problem = memo(move || state.data().refusal.get());
    // A dialog opened anew shows what is in force, not what was refused in the last one.
    state.data().refusal.set(None);
    let take = move |event: leptos::ev::Event| {
        let typed = event_target_value(&event);
        // The one in force, typed again, makes nothing anew.
        state.data().refusal.set(None);
        change(state, |config| config.shape = Shape::Formula { formula: typed });
    };
    view! {
        {shown(
            move || formula.with(Option::is_some),
            move || {
                view! {
                    <div class="field">
                        <label for="formula">"y ="</label>
                        <input
                            type="text"
                            id="formula"
                            spellcheck="false"
                            autocomplete="off"
                            prop:value=live(move || formula.get().unwrap_or_default())
                            aria-invalid=live(move || {
                                problem.with(Option::is_some).then(|| "true".to_owned())
                            })
                            aria-describedby="formula-problem"
                            on:change=handler(take)
                        />
                        <p class="problem" role="alert" id="formula-problem">
                            {live_text(move || problem.get())}
                        </p>
                    </div>
                }
            },
        )}
    }
}

/// What is in it.
pub fn synthetic() -> AnyView {
    view! { <Made /> }.into_any()
}
