//! Points painted by the user, each stroke a table of its own and a step of undo.

use leptos::prelude::*;

use super::{remake, train_anew};
use crate::app::state::AppState;
use crate::config::{DataSource, PaintedPoint, Shape, SyntheticConfig, limits};
use crate::workspace::painting::Painting;

/// Adds a stroke. While the table of the one before is on its way it waits, for each is made
/// from the points that the experiment has by then.
pub fn paint(state: AppState, stroke: Vec<PaintedPoint>) {
    let painting = state.data().painting;
    painting.update(|painting| painting.strokes.push(stroke));
    if painting.with_untracked(|painting| painting.strokes.len()) == 1 {
        make_next(state);
    }
}

/// Takes all points away, and the strokes that wait.
pub fn clear_points(state: AppState) {
    state.data().painting.update(|painting| painting.strokes.clear());
    if let Some((config, _)) = painted(state) {
        remake_with(state, config, Vec::new());
    }
}

/// Puts these points in the place of a made set's; a network that was trained on it trains
/// anew on them.
pub fn move_points(state: AppState, points: Vec<PaintedPoint>) {
    let was_trained = state.run.with_untracked(|run| run.history.count() > 0 || run.is_active());
    let painting = state.data().painting;
    let now = painting.try_update(|painting| {
        painting.trains_anew |= was_trained;
        painting.move_points(points)
    });
    if let Some(points) = now.flatten() {
        make_moved(state, points);
    }
}

/// All painted points as they are or will be; `None` of a table that is not painted.
pub fn painted_points(state: AppState) -> Option<Vec<PaintedPoint>> {
    let latest = state.data().painting.with_untracked(|painting| painting.latest().cloned());
    latest.or_else(|| painted(state).map(|(_, points)| points))
}

fn make_moved(state: AppState, points: Vec<PaintedPoint>) {
    let config = state.experiment.with_untracked(|experiment| match &experiment.data.source {
        DataSource::Synthetic(config) => Some(config.clone()),
        _ => None,
    });
    match config {
        // The points have their noise already.
        Some(config) => remake_with(state, SyntheticConfig { noise: 0.0, ..config }, points),
        None => state.data().painting.update(Painting::give_up),
    }
}

/// A table has arrived: if it has the stroke that came first, the next one has its turn.
pub(super) fn points_arrived(state: AppState) {
    let painting = state.data().painting;
    if painting.with_untracked(|painting| *painting == Painting::default()) {
        return;
    }
    let points = painted(state).map(|(_, points)| points).unwrap_or_default();
    let moved = painting.try_update(|painting| {
        if painting.strokes.first().is_some_and(|stroke| points.ends_with(stroke)) {
            painting.strokes.remove(0);
        }
        painting.arrived()
    });
    let (next, trains) = moved.unwrap_or_default();
    if let Some(points) = next {
        make_moved(state, points);
    }
    if trains {
        train_anew(state);
    }
    if painting.with_untracked(|painting| !painting.strokes.is_empty()) {
        make_next(state);
    }
}

/// Makes the table with the stroke that has waited longest.
fn make_next(state: AppState) {
    let painting = state.data().painting;
    // Another table may have been chosen, or there may be as many points as there can be.
    let room = painted(state).and_then(|(config, points)| {
        let room = limits::MAX_PAINTED_POINTS.saturating_sub(points.len());
        (room > 0).then_some((config, points, room))
    });
    let Some((config, mut points, room)) = room else {
        painting.update(|painting| painting.strokes.clear());
        return;
    };
    let first = painting.try_update(|painting| {
        let first = painting.strokes.first_mut()?;
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
