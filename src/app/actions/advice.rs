//! Advice with fixes.

use leptos::prelude::*;

use super::{SELECTED_BLOCK, announce, edit, send, send_live_settings, walk_to};
use crate::app::reactive::effect;
use crate::app::services::focus;
use crate::app::state::AppState;
use crate::config::ExperimentConfig;
use crate::worker::{AdviceId, Command, ShownAdvice};
use crate::workspace::advice_places::{carried, news};
use crate::workspace::selection::Selection;

/// Keeps the advice true to the experiment, at a pace that typing does not outrun.
pub fn follow_advice(state: AppState) {
    let signals = state.advice();
    effect(move || {
        state.experiment.track();
        let can_run = state.can_train();
        if can_run {
            signals.due.call(move || ask_for_advice(state));
        } else {
            signals.due.cancel();
            show_advice(state, Vec::new(), None);
        }
    });
}

fn ask_for_advice(state: AppState) {
    let experiment = state.experiment.get_untracked();
    let asked = state.advice().asked;
    let id = AdviceId(asked.with_value(|asked| asked.as_ref().map_or(0, |(id, _)| id.0)) + 1);
    asked.set_value(Some((id, experiment.clone())));
    send(state, Command::Advise { id, experiment: Box::new(experiment) });
}

/// The worker has advice.
pub fn advised(state: AppState, id: AdviceId, advice: Vec<ShownAdvice>) {
    let about = state.advice().asked.with_value(|asked| {
        let about = asked.as_ref().filter(|(latest, _)| *latest == id)?;
        Some(about.1.clone())
    });
    if about.is_some() {
        show_advice(state, advice, about);
    }
}

/// Screen readers hear of what is new only: a number that follows the typing is not.
fn show_advice(state: AppState, advice: Vec<ShownAdvice>, about: Option<ExperimentConfig>) {
    let signals = state.advice();
    let news = signals.advice.with_untracked(|shown| news(shown, &advice));
    if advice.is_empty() || !news.is_empty() {
        signals.news.set(news);
    }
    signals.about.set_value(about);
    signals.advice.set(advice);
}

/// Does what the advice with this sentence offers, if it is still about the experiment on
/// the page. The advice is gone at once.
pub fn fix_experiment(state: AppState, sentence: &str, fix: usize) {
    let signals = state.advice();
    if signals.about.get_value() != Some(state.experiment.get_untracked()) {
        return;
    }
    let mut left = signals.advice.get_untracked();
    let found = left.iter().position(|advice| advice.sentence == sentence);
    let Some(advice) = found.map(|at| left.remove(at)) else { return };
    let Some((label, result)) = advice.fixes.into_iter().nth(fix) else { return };
    signals.advice.set(left);
    take_up(state, &label, *result);
    send_live_settings(state);
    announce(state, &label);
    let is_in_chain = advice.place.is_in_chain();
    focus::after_change(if is_in_chain { &SELECTED_BLOCK } else { &ABOVE_ADVICE });
}

/// Puts what a fix makes of the experiment in its place. What was selected stays so,
/// wherever it is now.
pub(super) fn take_up(state: AppState, label: &str, result: ExperimentConfig) {
    let selected = state.selected.get_untracked();
    let layers = &result.network.layers;
    let kept = state.experiment.with_untracked(|before| {
        selected.only().and_then(|index| carried(index, &before.network.layers, layers))
    });
    edit(state, label, |experiment| *experiment = result);
    let blocks = state.blocks.get_untracked();
    state.selected.set(kept.map_or_else(|| selected.within(blocks), Selection::block));
}

/// What stands before the advice in the training panel.
const ABOVE_ADVICE: [&str; 1] = [".training-panel > .more > summary"];

/// Goes to the advice after the one at what is selected, or to the first.
pub fn go_to_advice(state: AppState) {
    let spots = state.advice().spots();
    let selected = state.selected.get_untracked();
    let next = spots.iter().rposition(|spot| spot[0] == selected).map_or(0, |at| at + 1);
    match spots.get(next).or(spots.first()) {
        Some([Selection::None, _]) => {
            focus::open_sheet();
            focus::after_change(&[".training-panel .fixes .button"]);
        }
        Some([spot, _]) => walk_to(state, *spot),
        None => {}
    }
}
