//! A row as a form: a value is changed, and the output moves.

use std::sync::Arc;

use leptos::prelude::*;

use super::found::{Threshold, target_name};
use crate::app::panels::inspection::figure::{figure, size};
use crate::app::panels::inspection::row_field::row_field;
use crate::app::reactive::{Views, effect, handler, live, live_text, live_view, memo};
use crate::app::state::AppState;
use crate::inspection::{FieldKind, FormField, SaidOfRow, TriedQuestion, TriedRow, TypedRow};
use crate::plot::prediction_pictures::column_curve_svg;
use crate::text::Grouped;
use crate::workspace::number_words::grouped;
use crate::workspace::tried_row::{slider_text, tried_sentence};
use crate::{t, tn, word};

/// Fields that have room.
const SHOWN: usize = 30;

/// The form, its answer, and the output over one column.
pub fn try_it(
    asked: RwSignal<TriedQuestion>,
    tried: RwSignal<Option<Arc<TriedRow>>>,
    threshold: Threshold,
) -> AnyView {
    let state = AppState::here();
    let target = target_name(state);
    // The form is made anew for another row or for the row as it was, not for every answer.
    let (begins, begun) = (StoredValue::new(true), RwSignal::new(0_u32));
    effect(move || {
        let is_there = tried.with(|tried| {
            tried.as_ref().is_some_and(|it| it.typed.row == asked.get_untracked().typed.row)
        });
        if is_there && begins.get_value() {
            begins.set_value(false);
            begun.update(|begun| *begun += 1);
        }
    });
    let form = memo(move || {
        let begun = begun.get();
        tried.with(|tried| tried.as_ref().map(|it| (it.form.clone(), it.typed.row, begun)))
    });
    let rows = memo(move || tried.with(|tried| tried.as_ref().map_or(0, |tried| tried.rows)));
    let outcome = move || tried.get().map(|tried| tried.outcome.clone());
    let begin = move |row: usize| {
        begins.set_value(true);
        asked.update(|asked| asked.typed = TypedRow { row, texts: Vec::new() });
    };
    let fields = move || {
        let (form, row, _) = form.get()?;
        let more = form.fields.len().saturating_sub(SHOWN);
        let texts = tried.with_untracked(|tried| {
            tried.as_ref().map(|tried| tried.typed.texts.clone()).unwrap_or_default()
        });
        let all = form.fields.into_iter().take(SHOWN).enumerate();
        let fields = all.map(|(at, field)| {
            let text = texts.get(at).cloned().unwrap_or_default();
            view! { <Field at field text asked tried /> }
        });
        let fields = fields.views();
        Some(view! {
            <div class="tried-fields" data-row=row>
                {fields}
            </div>
            {(more > 0)
                .then(|| {
                    view! {
                        <p class="dim">
                            {tn!(
                                Grouped(more as u64),
                                "{count} more column stays as it is in the row.",
                                "{count} more columns stay as they are in the row.",
                            )}
                        </p>
                    }
                })}
        })
    };
    let curve = figure(
        word!("Output over one column"),
        move || {
            let column = form
                .get()
                .and_then(|(form, ..)| Some(form.fields.get(asked.get().field)?.column.clone()));
            let column = column.unwrap_or_default();
            t!(
                "What the network says as {column} alone changes; the dashed line is the row. Choose a column by its field.",
                column,
            )
        },
        move |theme| {
            let tried = tried.get()?;
            let curve = tried.outcome.as_ref().ok()?.curve.as_ref()?;
            let field = asked.get().field;
            let text = tried.typed.texts.get(field).cloned().unwrap_or_default();
            let number = tried.form.fields.get(field).and_then(|field| field.number(&text));
            let here = number.map_or(text, |number| number.to_string());
            let up = match tried.classes.as_slice() {
                [] => target.get(),
                [_, class] => {
                    t!("Probability of {target} = {class}", target = target.get(), class)
                }
                _ => t!("Probability of each {target}", target = target.get()),
            };
            Some(column_curve_svg(curve, &here, &up, size(state), theme))
        },
        ().into_any(),
    );
    view! {
        <div class="inspection-groups">
            <section class="inspection-group wide" aria-label=t!("Row to try")>
                <div class="tried-head">
                    {row_field(
                        ("tried-row", t!("Begin from row"), ""),
                        move || form.get().map(|(_, row, _)| row),
                        move || rows.get(),
                        move |row| {
                            if let Some(row) = row {
                                begin(row);
                            }
                        },
                    )}
                    <span class="dim">
                        {live_text(move || t!("of {rows}", rows = grouped(rows.get())))}
                    </span>
                    <button
                        type="button"
                        class="button"
                        on:click=handler(move |_| {
                            begin(form.get_untracked().map_or(0, |(_, row, _)| row));
                        })
                    >
                        {t!("As it was")}
                    </button>
                </div>
                <p>
                    <output class="tried-said" aria-label=t!("Prediction for the row")>
                        {live_text(move || {
                            let tried = tried.get()?;
                            Some(tried_sentence(&tried, &target.get(), threshold.at.get()))
                        })}
                    </output>
                </p>
                {live_view(move || {
                    let notes = outcome().and_then(Result::ok).map(|said: SaidOfRow| said.notes);
                    let note = |note: crate::inspection::RowNote| {
                        let is_guess = note.is_guess();
                        view! {
                            <p class:guess=is_guess class="tried-note">
                                {note.to_string()}
                            </p>
                        }
                    };
                    notes.unwrap_or_default().into_iter().map(note).views()
                })}
                {live_view(fields)}
            </section>
            {curve}
        </div>
    }
    .into_any()
}

/// A field: a text, and for numbers a slider over what the training rows have.
#[component]
fn Field(
    at: usize,
    field: FormField,
    text: String,
    asked: RwSignal<TriedQuestion>,
    tried: RwSignal<Option<Arc<TriedRow>>>,
) -> impl IntoView {
    let typed = RwSignal::new(text);
    let column = field.column.clone();
    let error = {
        let column = column.clone();
        memo(move || {
            let tried = tried.get()?;
            let errors = tried.outcome.as_ref().err()?;
            errors.iter().find(|error| error.column() == column).map(ToString::to_string)
        })
    };
    let write = move |text: String| {
        typed.set(text.clone());
        let (row, mut texts) = tried.with_untracked(|tried| match tried {
            Some(tried) => (tried.typed.row, tried.typed.texts.clone()),
            None => (0, Vec::new()),
        });
        asked.update(|asked| {
            // What was typed since the last answer stays.
            if asked.typed.row == row && asked.typed.texts.len() == texts.len() {
                texts.clone_from(&asked.typed.texts);
            }
            if let Some(own) = texts.get_mut(at) {
                *own = text;
            }
            asked.typed = TypedRow { row, texts };
            asked.field = at;
        });
    };
    let look = move || asked.update(|asked| asked.field = at);
    let (id, list) = (format!("tried-{at}"), format!("tried-list-{at}"));
    let words = match &field.kind {
        FieldKind::Number { .. } => Vec::new(),
        FieldKind::Word { categories: words, .. } | FieldKind::Choices { choices: words, .. } => {
            words.clone()
        }
    };
    let options = words.into_iter().map(|word| view! { <option value=word></option> }).views();
    let slider = match &field.kind {
        FieldKind::Number { range: Some(range), column_type } if range.least < range.greatest => {
            let (range, column_type) = (*range, *column_type);
            let label = t!("{column}, slider", column);
            // What is no number leaves the thumb in the middle.
            let number =
                memo(move || typed.with(|text| field.number(text)).unwrap_or(range.median));
            view! {
                <input
                    type="range"
                    class="slider"
                    tabindex="-1"
                    aria-label=label
                    min=range.least
                    max=range.greatest
                    step="any"
                    prop:value=live(move || {
                        number.get().to_string()
                    })
                    style:--share=live_text(move || {
                        let share = (number.get() - range.least) / (range.greatest - range.least);
                        format!("{:.2}%", 100.0 * share.clamp(0.0, 1.0))
                    })
                    on:input=handler(move |event| {
                        if let Ok(value) = event_target_value(&event).parse::<f64>() {
                            write(slider_text(column_type, value, range));
                        }
                    })
                />
            }
            .into_any()
        }
        _ => ().into_any(),
    };
    view! {
        <div class="field tried-field" class:chosen=live(move || asked.get().field == at)>
            <label for=id.clone() title=column.clone()>
                {column.clone()}
            </label>
            <input
                id=id
                type="text"
                list=list.clone()
                placeholder=t!("missing")
                prop:value=live(move || typed.get())
                aria-invalid=live_text(move || error.get().is_some().to_string())
                on:focus=handler(move |_| look())
                on:input=handler(move |event| write(event_target_value(&event)))
            />
            <datalist id=list>{options}</datalist>
            {slider}
            {live_view(move || {
                error
                    .get()
                    .map(|error| {
                        view! {
                            <p class="problem" role="alert">
                                {error}
                            </p>
                        }
                    })
            })}
        </div>
    }
}
