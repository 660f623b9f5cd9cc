//! Stochastic gradient descent beside the curve: the loss batch by batch, and weights on their way.

use leptos::prelude::*;

use super::context::PictureContext;
use crate::app::actions;
use crate::app::panels::inspection::answer::earlier_run;
use crate::app::panels::inspection::figure::figure;
use crate::app::panels::inspection::stepping::{can_step, is_stepping, play_slowly, why_no_step};
use crate::app::reactive::{Views, derived, handler, live, live_text, live_view, memo};
use crate::app::state::AppState;
use crate::inspection::BatchByBatch;
use crate::plot::prediction_pictures::{PictureSize, batch_losses_svg, batch_weights_svg};
use crate::plot::value_label;
use crate::text::Grouped;
use crate::workspace::number_words::grouped;
use crate::{t, tn, word};

/// How long a batch is looked at where they play.
const BATCH_MS: u64 = 700;

/// A third of the view.
const SIZE: PictureSize = PictureSize { width: 240.0, height: 200.0 };

/// Both figures, and the way from one batch to the next.
pub fn batches(context: PictureContext) -> AnyView {
    let state = AppState::here();
    let way = context.way;
    let plays = RwSignal::new(false);
    let can_step = can_step(state);
    let is_stepping = is_stepping(state);
    let can_begin = memo(move || {
        let can_look_back = state.run.with(|run| run.can_look_back() && run.visited != Some(0));
        can_look_back && earlier_run(state).is_none()
    });
    let hint = move || {
        let is_away = state.run.with(|run| run.visited.is_some());
        let from_here = t!("Next batch goes on from here; what came after is forgotten.");
        // A step lasts a moment: to say so would only flicker.
        let why = why_no_step(state).filter(|_| !is_stepping.get());
        why.or(is_away.then_some(from_here)).map(str::to_owned)
    };
    let next = move || {
        if can_step.get_untracked() {
            actions::step_batch(state);
        }
    };
    let place =
        memo(move || (way.with(|way| way.as_ref().map(|way| way.steps_taken)), can_step.get()));
    play_slowly(plays, BATCH_MS, place, next);
    let losses = figure(
        word!("Loss by batch"),
        move || way.with(|way| way.as_ref().map_or_else(String::new, |way| loss_words(way))),
        move |theme| Some(batch_losses_svg(&*way.get()?, SIZE, theme)),
        ().into_any(),
    );
    let names =
        memo(move || way.with(|way| way.as_ref().map_or_else(Vec::new, |way| way.names.clone())));
    let name = move |(at, name): (usize, String)| {
        let weight = derived(move || way.get().and_then(|way| weight_words(&way, at)));
        view! {
            <li>
                <span class=format!("swatch class-{at}") aria-hidden="true"></span>
                {name}
                " "
                {live_text(move || weight.get())}
            </li>
        }
    };
    let weights = figure(
        word!("Weights by batch"),
        move || way.with(|way| way.as_ref().map_or_else(String::new, |way| rest_words(way))),
        move |theme| Some(batch_weights_svg(&*way.get()?, SIZE, theme)),
        view! {
            <ul class="picture-classes" aria-label=t!("Weights")>
                {live_view(move || names.get().into_iter().enumerate().map(name).views())}
            </ul>
        }
        .into_any(),
    );
    view! {
        {losses}
        {weights}
        <div class="step-ways">
            <button
                type="button"
                class="button primary"
                disabled=live(move || !can_step.get() && !is_stepping.get())
                on:click=handler(move |_| next())
            >
                {t!("Next batch")}
            </button>
            <button
                type="button"
                class="button toggle"
                aria-pressed=live_text(move || plays.get().to_string())
                disabled=live(move || !can_step.get() && !is_stepping.get() && !plays.get())
                on:click=handler(move |_| plays.update(|plays| *plays = !*plays))
            >
                {t!("Play slowly")}
            </button>
            <button
                type="button"
                class="button"
                disabled=live(move || !can_begin.get())
                on:click=handler(move |_| actions::look_back(state, Some(0)))
            >
                {t!("Back to the first")}
            </button>
            <output aria-label=t!(
                "Batch"
            )>
                {live_text(move || {
                    let way = way.get()?;
                    Some(batch_words(&way))
                })}
            </output>
            <span class="dim">{live_text(hint)}</span>
        </div>
    }
    .into_any()
}

/// Which batch it was, and of what rows.
fn batch_words(way: &BatchByBatch) -> String {
    if way.steps_taken == 0 {
        return t!("No batch is taken yet.").to_owned();
    }
    let rows = Grouped(way.row_count.into());
    let (batch, epoch) = (grouped(way.steps_taken as usize), grouped(way.epoch as usize));
    if way.rows.is_empty() {
        tn!(
            rows,
            "Batch {batch}, in epoch {epoch}: all {count} row that train.",
            "Batch {batch}, in epoch {epoch}: all {count} rows that train.",
            batch,
            epoch,
        )
    } else {
        tn!(
            rows,
            "Batch {batch}, in epoch {epoch}: {count} row, those in full colour.",
            "Batch {batch}, in epoch {epoch}: {count} rows, those in full colour.",
            batch,
            epoch,
        )
    }
}

fn loss_words(way: &BatchByBatch) -> String {
    if way.steps_taken == 0 {
        return t!("The loss of each batch comes here.").to_owned();
    }
    let Some(last) = way.steps.last() else {
        return t!("The batches taken so far were not followed; the next ones will be.").to_owned();
    };
    let loss = value_label(last.loss);
    match way.stride {
        0 | 1 => {
            t!("Each batch, measured before its step; the last one's loss is {loss}.", loss)
        }
        stride => t!(
            "One batch in {stride} is drawn; the last one's loss is {loss}.",
            stride = grouped(stride as usize),
            loss,
        ),
    }
}

/// A weight and where it should go.
fn weight_words(way: &BatchByBatch, at: usize) -> Option<String> {
    let value = value_label(f64::from(*way.steps.last()?.weights.get(at)?));
    Some(match way.least_squares.get(at) {
        Some(goal) => t!("{value} (least squares {goal})", value, goal = value_label(*goal)),
        None => value,
    })
}

fn rest_words(way: &BatchByBatch) -> String {
    let (followed, has_goal) = (way.names.len(), !way.least_squares.is_empty());
    let all = Grouped(way.weight_count.into());
    match ((way.weight_count as usize) > followed, has_goal) {
        (true, true) => tn!(
            all,
            "The first {followed} of {count} weight, as the network learns them; dashed is where least squares puts each.",
            "The first {followed} of {count} weights, as the network learns them; dashed is where least squares puts each.",
            followed,
        ),
        (true, false) => tn!(
            all,
            "The first {followed} of {count} weight, as the network learns them.",
            "The first {followed} of {count} weights, as the network learns them.",
            followed,
        ),
        (false, true) => {
            t!("All weights, as the network learns them; dashed is where least squares puts each.")
                .to_owned()
        }
        (false, false) => t!("All weights, as the network learns them.").to_owned(),
    }
}
