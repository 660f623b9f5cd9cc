//! What a sweep is to go through. Only the dialog needs to read what is typed, so its code is
//! in its file.

use leptos::prelude::*;

use super::{clear_plan, plan_sweep};
use crate::app::state::AppState;
use crate::app::state::sweep::SweepState;
use crate::config::{SweptBy, SweptSetting};
use crate::workspace::typed_values::read_values;

/// Takes a setting as the first that varies (`place` 0) or the second one (1); `None` leaves
/// the first alone. Over its values says what was typed for it.
pub fn choose_swept(state: AppState, place: usize, setting: Option<SweptSetting>) {
    let mut settings: Vec<_> =
        state.sweep().swept.with_untracked(|swept| swept.iter().map(|by| by.setting).collect());
    settings.truncate(if place == 0 { 2 } else { 1 });
    match setting {
        Some(first) if place == 0 => {
            settings[0] = first;
            // A seed that wins is luck, so seeds are no side of a grid.
            if first == SweptSetting::Seed || settings.get(1) == Some(&first) {
                settings.truncate(1);
            }
        }
        Some(second) => settings.push(second),
        None => {}
    }
    take_values(state, &settings, true);
}

/// Takes what is typed as the values of a setting. What cannot be read is only said once the
/// user is done with it, and then there is nothing to train.
pub fn type_values(state: AppState, place: usize, text: String, is_done: bool) {
    let signals = state.sweep();
    let Some(setting) = untrack(|| signals.setting(place)) else { return };
    signals.typed.update(|typed| {
        typed.retain(|(of, _)| *of != setting);
        typed.push((setting, text));
    });
    let settings: Vec<_> =
        signals.swept.with_untracked(|swept| swept.iter().map(|by| by.setting).collect());
    take_values(state, &settings, is_done);
}

/// Says again what is wrong with what was typed when the dialog was closed.
pub fn read_typed_again(state: AppState) {
    let signals = state.sweep();
    let is_wrong = signals.swept.with_untracked(|swept| {
        swept.iter().any(|by| typed_values(signals, by.setting).as_ref() != Ok(&by.values))
    });
    let waits = signals.begins.get_value() || signals.sweep.with_value(|sweep| sweep.is_running);
    if is_wrong && !waits {
        let settings: Vec<_> =
            signals.swept.with_untracked(|swept| swept.iter().map(|by| by.setting).collect());
        take_values(state, &settings, true);
    }
}

fn take_values(state: AppState, settings: &[SweptSetting], is_done: bool) {
    let signals = state.sweep();
    let read: Vec<_> = settings.iter().map(|setting| typed_values(signals, *setting)).collect();
    let sentence = |place: usize| match read.get(place) {
        Some(Err(sentence)) => sentence.clone(),
        _ => String::new(),
    };
    let refused = [sentence(0), sentence(1)];
    if refused.iter().all(String::is_empty) {
        let by = |(setting, values): (&SweptSetting, Result<Vec<f64>, String>)| SweptBy {
            setting: *setting,
            values: values.unwrap_or_default(),
        };
        let swept: Vec<_> = settings.iter().zip(read).map(by).collect();
        let is_known = signals.swept.with_untracked(|now| *now == swept)
            && signals.sweep.with_value(|sweep| !sweep.lanes.is_empty());
        signals.refused.set(refused);
        if !is_known {
            plan_sweep(state, swept);
        }
    } else if is_done {
        let suggested = |setting: &SweptSetting| SweptBy::suggested(*setting);
        signals.swept.set(settings.iter().map(suggested).collect());
        signals.problem.set(String::new());
        signals.is_planning.set(false);
        signals.refused.set(refused);
        clear_plan(state);
    }
}

/// The values that were typed for a setting; none where the suggested ones are wanted.
fn typed_values(signals: SweepState, setting: SweptSetting) -> Result<Vec<f64>, String> {
    let text = signals.typed.with_untracked(|typed| {
        let of = typed.iter().find(|(of, _)| *of == setting);
        of.map(|(_, text)| text.clone()).unwrap_or_default()
    });
    read_values(&text, setting.limit()).map_err(|error| error.to_string())
}
