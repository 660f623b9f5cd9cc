//! One mini-batch in numbered stages, a stage at a time.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::actions;
use crate::app::panels::inspection::stepping::{can_step, is_stepping, play_slowly, why_no_step};
use crate::app::reactive::{Views, derived, effect, handler, live, live_text, live_view, memo};
use crate::app::state::AppState;
use crate::app::widgets::Select;
use crate::inspection::{ChosenUnit, LineGroup, NetworkGraph, Stage, StepByStep};
use crate::text::Grouped;
use crate::workspace::number_words::grouped;
use crate::{t, tn};

/// How long a stage is shown where they play.
const STAGE_MS: u64 = 2_500;
/// Units of a block that can be chosen.
const CHOSEN: u32 = 64;

/// The stages, the way from one to the next, and the step itself.
pub fn step(
    found: RwSignal<Option<Arc<StepByStep>>>,
    unit: RwSignal<Option<ChosenUnit>>,
    network: RwSignal<Option<Arc<NetworkGraph>>>,
) -> AnyView {
    let state = AppState::here();
    let (stage, plays) = (RwSignal::new(0_usize), RwSignal::new(false));
    let last = memo(move || found.with(|found| found.as_ref().map_or(0, |it| it.stages.len() - 1)));
    let which = memo(move || found.with(|found| found.as_ref().map(|it| it.step)));
    // Another step begins with its rows.
    effect(move || {
        which.get();
        stage.set(0);
    });
    let (can_step, is_stepping) = (can_step(state), is_stepping(state));
    let next = move || {
        if stage.get_untracked() < last.get_untracked() {
            stage.update(|stage| *stage += 1);
        } else if can_step.get_untracked() {
            actions::step_batch(state);
        }
    };
    let place = memo(move || (which.get(), stage.get()));
    play_slowly(plays, STAGE_MS, place, next);
    let units = derived(move || {
        let all = network.get().map(|network| {
            let of_block = |block: &crate::inspection::GraphBlock| {
                let (at, name) = (block.block, block.name.clone());
                (0..block.units.min(CHOSEN))
                    .map(move |unit| {
                        let words = t!("{block}, unit {unit}", block = name, unit = unit + 1);
                        (format!("{at}/{unit}"), words)
                    })
                    .collect::<Vec<_>>()
            };
            network.blocks.iter().flat_map(of_block).collect::<Vec<_>>()
        });
        let whole = (String::new(), t!("all units").to_owned());
        std::iter::once(whole).chain(all.unwrap_or_default()).collect()
    });
    let chosen = derived(move || {
        let unit = found.with(|found| found.as_ref().and_then(|it| it.unit));
        unit.map_or(String::new(), |unit| format!("{}/{}", unit.block, unit.unit))
    });
    let choose = move |text: String| {
        let parsed = text.split_once('/').and_then(|(block, unit)| {
            Some(ChosenUnit { block: block.parse().ok()?, unit: unit.parse().ok()? })
        });
        unit.set(parsed);
    };
    let names = move || {
        let all = found.get()?;
        let tab = |(at, one): (usize, &Stage)| {
            let name = format!("{}. {}", at + 1, one.name.label());
            view! {
                <li>
                    <button
                        type="button"
                        class="button toggle"
                        aria-pressed=live_text(move || (stage.get() == at).to_string())
                        on:click=handler(move |_| stage.set(at))
                    >
                        {name}
                    </button>
                </li>
            }
        };
        Some(all.stages.iter().enumerate().map(tab).views())
    };
    let lines = move || {
        let all = found.get()?;
        let one = all.stages.get(stage.get())?;
        Some(one.groups.iter().map(group).views())
    };
    let forward = move || {
        if stage.get() < last.get() { t!("Next stage") } else { t!("Take this step") }.to_owned()
    };
    view! {
        <section class="inspection-group wide step" aria-label=t!("Step by step")>
            <p class="dim">
                {live_text(move || {
                    let step = found.get()?;
                    Some(
                        tn!(
                            Grouped(step.rows.into()),
                            "Step {step} of the run, in epoch {epoch}: a mini-batch of {count} row. Nothing moves until it is taken.",
                            "Step {step} of the run, in epoch {epoch}: a mini-batch of {count} rows. Nothing moves until it is taken.",
                            step = grouped(step.step as usize),
                            epoch = grouped(step.epoch as usize),
                        ),
                    )
                })}
            </p>
            <Select
                id="step-unit"
                label=t!("Show")
                options=units
                value=chosen
                set=Callback::new(choose)
            />
            <ol class="step-stages">{live_view(names)}</ol>
            <div class="step-ways">
                <button
                    type="button"
                    class="button"
                    disabled=live(move || stage.get() == 0)
                    on:click=handler(move |_| {
                        stage.update(|stage| *stage = stage.saturating_sub(1));
                    })
                >
                    {t!("Stage before")}
                </button>
                <button
                    type="button"
                    class="button primary"
                    disabled=live(move || {
                        stage.get() >= last.get() && !can_step.get() && !is_stepping.get()
                    })
                    on:click=handler(move |_| next())
                >
                    {live_text(forward)}
                </button>
                <button
                    type="button"
                    class="button toggle"
                    aria-pressed=live_text(move || plays.get().to_string())
                    disabled=live(move || {
                        stage.get() >= last.get() && !can_step.get() && !plays.get()
                    })
                    on:click=handler(move |_| plays.update(|plays| *plays = !*plays))
                >
                    {t!("Play slowly")}
                </button>
                <span class="dim">
                    {live_text(move || {
                        why_no_step(state).filter(|_| !is_stepping.get()).map(str::to_owned)
                    })}
                </span>
            </div>
            <div
                class="step-lines"
                role="group"
                aria-label=t!("Stage")
                aria-live="polite"
                tabindex="0"
            >
                {live_view(lines)}
            </div>
        </section>
    }
    .into_any()
}

/// Lines under their heading: name, formula, numbers, value.
fn group(group: &LineGroup) -> AnyView {
    let lines = group.lines.iter().map(|line| {
        let (formula, numbers) = (line.expression.formula(), line.expression.numbers());
        let has_numbers = formula != numbers && !numbers.is_empty();
        view! {
            <div class="step-line">
                <dt>{line.name.clone()}</dt>
                <dd>
                    {(formula != line.name).then(|| view! { <span>"= " {formula}</span> })}
                    {has_numbers.then(|| view! { <span class="dim">"= " {numbers}</span> })}
                    <b>"= " {line.value_text()}</b>
                </dd>
            </div>
        }
    });
    let notes = group.notes().into_iter().map(|note| view! { <p class="dim">{note}</p> });
    view! {
        <section class="step-group">
            <h4>{group.heading.clone()}</h4>
            <dl>{lines.views()}</dl>
            {notes.views()}
        </section>
    }
    .into_any()
}
