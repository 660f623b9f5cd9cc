//! Loss, optimizer and everything else about how the network is trained.

mod early_stopping;
pub(in crate::app) mod more;
mod optimizer;

use leptos::prelude::*;

use super::setting_fields::{Choice, Field, Number, fields};
use crate::app::actions;
use crate::app::lazy::lazy_quietly;
use crate::app::panels::lazy_parts::InPlace;
use crate::app::reactive::{effect, memo};
use crate::app::services::focus;
use crate::app::state::AppState;
use crate::app::widgets::SheetHead;
use crate::config::{Loss, limits};
use crate::workspace::slider_scale::Track;
use crate::{t, word};

use early_stopping::EarlyStoppingBox;

#[component]
pub fn TrainingPanel() -> impl IntoView {
    let state = AppState::here();
    // What the coach says of a run that is over, and what it offers first, is seen at once.
    let said = memo(move || {
        state.run.with(|run| {
            let offers = run.diagnosis.as_ref().map(|said| said.suggestions.len());
            offers.filter(|_| !run.is_active())
        })
    });
    effect(move || {
        if said.get().is_some() {
            focus::bring_into_sight(".coach");
        }
    });
    view! {
        <section
            id="training-panel"
            class="panel training-panel sheet"
            aria-label=t!("Training")
            popover="auto"
        >
            <SheetHead title=t!("Training") of="training-panel" />
            <div class="choices">{fields(&LOSS, 0)} {fields(&optimizer::CHOICE, 0)}</div>
            {fields(&optimizer::FIELDS, 0)}
            {fields(&LENGTH, 0)}
            <EarlyStoppingBox />
            {lazy_quietly(InPlace::Coach, || ().into_any())}
            {lazy_quietly(InPlace::TrainingMore, more::closed)}
            {lazy_quietly(InPlace::Concerns, || ().into_any())}
            {lazy_quietly(InPlace::Runs, || view! { <section class="runs"></section> }.into_any())}
        </section>
    }
}

static LOSS: [Field; 2] = [
    Field::Choice(Choice {
        name: "loss",
        label: word!("Loss"),
        choices: |e| {
            let all = Loss::for_task(e.data.task).iter();
            all.map(|loss| (loss.name().to_owned(), loss.label().to_owned())).collect()
        },
        read: |e, _| Some(e.training.loss.name().to_owned()),
        write: |e, _, name| {
            let mut all = Loss::for_task(e.data.task).iter();
            if let Some(loss) = all.find(|loss| loss.name() == name) {
                e.training.loss = *loss;
            }
        },
    }),
    Field::While(
        |e, _| matches!(e.training.loss, Loss::Huber { .. }),
        "sub",
        &[Field::Number(Number {
            name: "delta",
            limit: &limits::HUBER_DELTA,
            read: |e, _| match e.training.loss {
                Loss::Huber { delta } => Some(delta),
                _ => None,
            },
            write: |e, _, delta| e.training.loss = Loss::Huber { delta },
            ..Number::PLAIN
        })],
    ),
];

static LENGTH: [Field; 2] = [
    Field::Number(Number {
        name: "batch-size",
        limit: &limits::BATCH_SIZE,
        track: Some(Track::PowersOfTwo(1024.0)),
        read: |e, _| Some(f64::from(e.training.batch_size)),
        write: |e, _, value| e.training.batch_size = value as u32,
        then: actions::send_live_settings_soon,
        ..Number::PLAIN
    }),
    Field::Number(Number {
        name: "epochs",
        limit: &limits::EPOCHS,
        track: Some(Track::Log(1.0, 1_000.0)),
        read: |e, _| Some(f64::from(e.training.epochs)),
        write: |e, _, value| e.training.epochs = value as u32,
        ..Number::PLAIN
    }),
];
