//! The curves for the ear: tones, and sentences while training.

use leptos::prelude::*;

use super::chart_context::ChartContext;
use crate::app::actions;
use crate::app::reactive::effect;
use crate::app::services::sound;
use crate::app::state::AppState;
use crate::app::state::chart::{chart_summary, shown_window, with_chart};
use crate::plot::{CurvesView, Point, Series, pitch};
use crate::workspace::chart::figure;
use crate::workspace::chart_words::spoken;

const PLAY_S: f64 = 3.0;
const TONE_S: f64 = 0.12;
/// Tones of a line that is played.
const TONES: usize = 120;
/// Least time between two sentences while training.
const PAUSE_MS: f64 = 5_000.0;

/// Sound on, with the curves at once, or off.
pub fn switch(state: AppState, context: ChartContext) {
    actions::change_chart_view(state, |view| view.sounds = !view.sounds);
    if state.chart_view.get_untracked().sounds {
        play(state, context);
    }
}

/// Plays the epochs in context.
pub fn play(state: AppState, context: ChartContext) {
    let window = shown_window(state);
    sounding(state, context, PLAY_S, &|line, to_hertz| {
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
pub fn tone(state: AppState, context: ChartContext, epoch: u32) {
    if state.chart_view.get_untracked().sounds {
        sounding(state, context, TONE_S, &|line, to_hertz| {
            line.at(epoch).map(to_hertz).into_iter().collect()
        });
    }
}

type Tones<'a> = dyn Fn(Series<'_>, &dyn Fn(f64) -> f32) -> Vec<f32> + 'a;

fn sounding(state: AppState, context: ChartContext, seconds: f64, tones: &Tones<'_>) {
    with_chart(state, context.tab.get_untracked(), 0.0, &mut |view| {
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
pub fn keep_telling(state: AppState, context: ChartContext) {
    // When it was last said, and whether the run was active then.
    let told = StoredValue::new((0.0, false));
    effect(move || {
        let (is_active, epoch) = state.run.with(|run| (run.is_active(), run.history.count()));
        let ((last, was_active), now) = (told.get_value(), js_sys::Date::now());
        let tab = context.tab.get_untracked();
        if is_active != was_active {
            told.set_value((now, is_active));
            if !is_active && epoch > 0 {
                actions::announce(state, &chart_summary(state, tab));
            }
        } else if is_active && epoch > 0 && now - last >= PAUSE_MS {
            told.set_value((now, true));
            let say = &mut |view: &CurvesView<'_>| {
                actions::announce(state, &spoken(view, figure(tab), epoch));
            };
            with_chart(state, tab, 0.0, say);
        }
    });
}
