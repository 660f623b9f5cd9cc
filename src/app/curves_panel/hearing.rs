//! The curves for the ear: tones, and sentences while training.

use leptos::prelude::*;

use super::chart::summary;
use super::picture::{Sight, figure, window, with_view};
use crate::app::actions;
use crate::app::curve_words::spoken;
use crate::app::live::effect;
use crate::app::services::sound;
use crate::app::state::AppState;
use crate::plot::{CurvesView, Point, Series, pitch};

const PLAY_S: f64 = 3.0;
const TONE_S: f64 = 0.12;
/// Tones of a line that is played.
const TONES: usize = 120;
/// Least time between two sentences while training.
const PAUSE_MS: f64 = 5_000.0;

/// Sound on, with the curves at once, or off.
pub fn switch(state: AppState, sight: Sight) {
    actions::look_at_curves(state, |look| look.sounds = !look.sounds);
    if state.look.get_untracked().sounds {
        play(state, sight);
    }
}

/// Plays the epochs in sight.
pub fn play(state: AppState, sight: Sight) {
    let window = window(state);
    sounding(state, sight, PLAY_S, &|line, to_hertz| {
        let points: Vec<Point> = line
            .between(window.start, window.end)
            .points()
            .filter(|point| f64::from(point.epoch) <= window.end)
            .collect();
        let step = points.len().div_ceil(TONES).max(1);
        points.iter().step_by(step).map(|point| to_hertz(point.value)).collect()
    });
}

/// An epoch as a short tone, where sound is on.
pub fn tone(state: AppState, sight: Sight, epoch: u32) {
    if state.look.get_untracked().sounds {
        sounding(state, sight, TONE_S, &|line, to_hertz| {
            line.at(epoch).map(to_hertz).into_iter().collect()
        });
    }
}

type Tones<'a> = dyn Fn(Series<'_>, &dyn Fn(f64) -> f32) -> Vec<f32> + 'a;

fn sounding(state: AppState, sight: Sight, seconds: f64, tones: &Tones<'_>) {
    with_view(state, sight.tab.get_untracked(), 0.0, &mut |view| {
        let (low, high) = extremes(view);
        let to_hertz = |value| pitch(value, low, high) as f32;
        let mut lines = [view.training, view.validation].map(|line| tones(line, &to_hertz));
        sound::play(&mut lines, seconds);
    });
}

fn extremes(view: &CurvesView<'_>) -> (f64, f64) {
    let values = [view.training, view.validation].into_iter().flat_map(Series::points);
    values.fold((f64::MAX, f64::MIN), |(low, high), point| {
        (low.min(point.value), high.max(point.value))
    })
}

/// Says every few seconds how far the run is, and at its end what the curves show.
pub fn keep_telling(state: AppState, sight: Sight) {
    // When it was last said, and whether the run was active then.
    let told = StoredValue::new((0.0, false));
    effect(move || {
        let (is_active, epoch) = state.run.with(|run| (run.is_active(), run.history.count()));
        let ((last, was_active), now) = (told.get_value(), js_sys::Date::now());
        let tab = sight.tab.get_untracked();
        if is_active != was_active {
            told.set_value((now, is_active));
            if !is_active && epoch > 0 {
                actions::announce(state, &summary(state, tab));
            }
        } else if is_active && epoch > 0 && now - last >= PAUSE_MS {
            told.set_value((now, true));
            let say = &mut |view: &CurvesView<'_>| {
                actions::announce(state, &spoken(view, figure(tab), epoch));
            };
            with_view(state, tab, 0.0, say);
        }
    });
}
