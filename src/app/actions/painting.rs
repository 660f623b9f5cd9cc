//! Points painted by the user, each stroke a table of its own and a step of undo.

use leptos::prelude::*;

use super::remake;
use crate::app::state::AppState;
use crate::config::{DataSource, PaintedPoint, Shape, SyntheticConfig, limits};

/// Adds a stroke. While the table of the one before is on its way it waits, for each is made
/// from the points that the experiment has by then.
pub fn paint(state: AppState, stroke: Vec<PaintedPoint>) {
    let strokes = state.data().strokes;
    strokes.update(|strokes| strokes.push(stroke));
    if strokes.with_untracked(Vec::len) == 1 {
        make_next(state);
    }
}

/// Takes all points away, and the strokes that wait.
pub fn clear_points(state: AppState) {
    state.data().strokes.update(Vec::clear);
    if let Some((config, _)) = painted(state) {
        remake_with(state, config, Vec::new());
    }
}

/// A table has arrived: if it has the stroke that came first, the next one has its turn.
pub(super) fn stroke_made(state: AppState) {
    let strokes = state.data().strokes;
    if strokes.with_untracked(Vec::is_empty) {
        return;
    }
    let points = painted(state).map(|(_, points)| points).unwrap_or_default();
    strokes.update(|strokes| {
        if points.ends_with(&strokes[0]) {
            strokes.remove(0);
        }
    });
    make_next(state);
}

/// Makes the table with the stroke that has waited longest.
fn make_next(state: AppState) {
    let strokes = state.data().strokes;
    // Another table may have been chosen, or there may be as many points as there can be.
    let room = painted(state).and_then(|(config, points)| {
        let room = limits::MAX_PAINTED_POINTS.saturating_sub(points.len());
        (room > 0).then_some((config, points, room))
    });
    let Some((config, mut points, room)) = room else {
        strokes.update(Vec::clear);
        return;
    };
    let first = strokes.try_update(|strokes| {
        let first = strokes.first_mut()?;
        first.truncate(room);
        Some(first.clone())
    });
    if let Some(first) = first.flatten() {
        points.extend(first);
        remake_with(state, config, points);
    }
}

/// The table on the page, if it is a painted one, and its points.
fn painted(state: AppState) -> Option<(SyntheticConfig, Vec<PaintedPoint>)> {
    state.experiment.with_untracked(|experiment| match &experiment.data.source {
        DataSource::Synthetic(config) => match &config.shape {
            Shape::Painted { points } => Some((config.clone(), points.clone())),
            _ => None,
        },
        _ => None,
    })
}

fn remake_with(state: AppState, config: SyntheticConfig, points: Vec<PaintedPoint>) {
    remake(state, SyntheticConfig { shape: Shape::Painted { points }, ..config });
}
