//! What the picture is over, and how it is drawn.

use leptos::prelude::*;

use super::context::PictureContext;
use super::points::{Points, Tools};
use crate::app::panels::inspection::row_field::row_field;
use crate::app::reactive::{derived, handler, live_text, memo, shown};
use crate::app::state::AppState;
use crate::app::widgets::Select;
use crate::inspection::picture::Held;
use crate::t;

/// The axes, what is held, and the look.
#[component]
pub fn Choices(context: PictureContext, points: Points, is_surface: bool) -> impl IntoView {
    let state = AppState::here();
    let PictureContext { shown: picture, asked, is_discrete, has_residuals, has_batches, .. } =
        context;
    let columns =
        memo(move || picture.get().map(|picture| picture.columns.clone()).unwrap_or_default());
    let axes = memo(move || {
        let names = |axis: &crate::inspection::picture::PictureAxis| axis.column.clone();
        picture
            .get()
            .map(|picture| picture.axes.iter().map(names).collect::<Vec<_>>())
            .unwrap_or_default()
    });
    let axis = move |at: usize| axes.with(|axes| axes.get(at).cloned().unwrap_or_default());
    let across =
        derived(move || columns.get().into_iter().map(|name| (name.clone(), name)).collect());
    let up = derived(move || {
        let own = axis(0);
        let none = std::iter::once((String::new(), t!("the prediction").to_owned()));
        let others = columns.get().into_iter().filter(|name| *name != own);
        none.chain(others.map(|name| (name.clone(), name))).collect()
    });
    let choose = move |at: usize, name: String| {
        let mut chosen = axes.get_untracked();
        // A column that comes to an axis changes places with the one there.
        if let Some(other) = chosen.iter().position(|own| *own == name).filter(|other| *other != at)
        {
            chosen.swap(at, other);
        } else if name.is_empty() {
            chosen.truncate(1);
        } else if at < chosen.len() {
            chosen[at] = name;
        } else {
            chosen.push(name);
        }
        asked.update(|asked| asked.columns = chosen);
    };
    let has_held = memo(move || picture.get().is_some_and(|picture| picture.held_count > 0));
    let row = memo(move || match asked.get().held {
        Held::Typical => None,
        Held::Row(row) => Some(row as usize),
    });
    view! {
        <div class="picture-choices">
            <Select
                id="picture-across"
                names=true
                label=t!("Across")
                options=across
                value=derived(move || axis(0))
                set=Callback::new(move |name| choose(0, name))
            />
            <Select
                id="picture-up"
                names=true
                label=t!("Up")
                options=up
                value=derived(move || axis(1))
                set=Callback::new(move |name| choose(1, name))
            />
            {shown(
                move || has_held.get(),
                move || {
                    view! {
                        <div class="field">
                            {row_field(
                                ("picture-held", t!("Others held at row"), t!("typical values")),
                                move || row.get(),
                                move || {
                                    state
                                        .data()
                                        .schema
                                        .with(|schema| schema.as_ref().map_or(0, |it| it.rows))
                                },
                                move |row| {
                                    asked
                                        .update(|asked| {
                                            asked.held = row
                                                .map_or(Held::Typical, |row| Held::Row(row as u32));
                                        });
                                },
                            )}
                        </div>
                    }
                },
            )}
            <Tools points />
            {if is_surface {
                toggle(
                    t!("Discretize"),
                    t!("Colours in steps, so that only sides are seen"),
                    is_discrete,
                )
            } else {
                let residuals = toggle(
                    t!("Residuals"),
                    t!("The way from each row to the curve; MAE is their mean length"),
                    has_residuals,
                );
                let batches = toggle(
                    t!("Batches"),
                    t!(
                        "Stochastic gradient descent: the rows of each mini-batch, its loss, the weights"
                    ),
                    has_batches,
                );
                view! {
                    {residuals}
                    {batches}
                }
                    .into_any()
            }}
        </div>
    }
}

fn toggle(label: &'static str, title: &'static str, is_on: RwSignal<bool>) -> AnyView {
    view! {
        <button
            type="button"
            class="button toggle"
            title=title
            aria-pressed=live_text(move || is_on.get().to_string())
            on:click=handler(move |_| is_on.update(|on| *on = !*on))
        >
            {label}
        </button>
    }
    .into_any()
}
