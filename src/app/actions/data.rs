//! How the table is used: target, columns, split, preparation; and looking at it.

use std::time::Duration;

use leptos::prelude::*;

use super::{edit, send};
use crate::app::reactive::{Debounce, effect, memo};
use crate::app::services::random;
use crate::app::state::AppState;
use crate::app::state::data::KnownFacts;
use crate::config::{ClassWeights, ColumnConfig, Scaling, Task, limits};
use crate::data::{CellRange, DatasetFacts, WarningFix};
use crate::t;
use crate::worker::{Command, FactsId, RowsState};
use crate::workspace::drawn;
use crate::workspace::undo::Step;

pub fn set_target(state: AppState, name: &str) {
    let Some(schema) = state.data().schema.get_untracked() else { return };
    edit(state, Step::of(t!("Target"), |e| e.data.target.clone()), |e| e.set_target(name, &schema));
}

pub fn set_task(state: AppState, task: Task) {
    edit(state, Step::of(t!("Task"), |e| e.data.task.label().to_owned()), |e| e.set_task(task));
}

pub fn set_ignored(state: AppState, name: &str, ignored: bool) {
    let words = if ignored { left_out(name) } else { t!("{name} taken in", name) };
    edit(state, words, |e| e.set_ignored(name, ignored));
}

fn left_out(name: &str) -> String {
    t!("{name} left out", name)
}

/// Takes in all columns that a new experiment would.
pub fn take_all_inputs(state: AppState) {
    let Some(schema) = state.data().schema.get_untracked() else { return };
    edit(state, t!("All columns taken in"), |e| e.take_all_inputs(&schema));
}

/// Takes in one column, or none, and leaves the others out.
pub fn take_only(state: AppState, input: Option<&str>) {
    let Some(schema) = state.data().schema.get_untracked() else { return };
    let words = input
        .map_or(t!("All columns left out").to_owned(), |name| t!("Only {name} taken in", name));
    edit(state, words, |e| e.take_only(input, &schema));
}

pub fn set_scaling(state: AppState, scaling: Scaling) {
    let step = Step::of(t!("Scaling"), |e| e.data.scaling.label().to_owned());
    edit(state, step, |e| e.data.scaling = scaling);
}

/// Changes how one column is prepared; what is as for all is not kept.
pub fn edit_column(
    state: AppState,
    name: &str,
    what: &str,
    group: Option<&'static str>,
    change: impl FnOnce(&mut ColumnConfig),
) {
    let mut step = Step::from(t!("{what} of {name} changed", what, name));
    step.group = group;
    edit(state, step, |experiment| {
        let columns = &mut experiment.data.preparation.columns;
        let mut column = columns.remove(name).unwrap_or_default();
        change(&mut column);
        if column != ColumnConfig::default() {
            columns.insert(name.to_owned(), column);
        }
    });
}

pub fn set_validation_percent(state: AppState, percent: Option<f64>) {
    if let Some(percent) = percent {
        let percent = percent as u32;
        let step =
            Step::of(limits::VALIDATION_PERCENT.label(), |e| e.data.validation_percent.to_string());
        edit(state, step.grouped("split"), |e| e.data.validation_percent = percent);
    }
}

pub fn set_seed(state: AppState, seed: Option<f64>) {
    if let Some(seed) = seed {
        edit(state, seed_step().grouped("seed"), |e| e.seed = seed as u32);
    }
}

/// Draws a new seed.
pub fn new_seed(state: AppState) {
    edit(state, seed_step(), |e| e.seed = drawn::seed(random::bits()));
}

fn seed_step() -> Step {
    Step::of(limits::SEED.label(), |e| e.seed.to_string())
}

/// Does what a warning offers.
pub fn fix_warning(state: AppState, fix: &WarningFix) {
    match fix {
        WarningFix::Ignore(columns) => {
            edit(state, left_out(&columns.join(", ")), |experiment| {
                for column in columns {
                    experiment.set_ignored(column, true);
                }
            });
        }
        WarningFix::WeighClasses => edit(state, t!("Classes balanced"), |experiment| {
            experiment.training.class_weights = ClassWeights::Balanced;
        }),
    }
}

/// Asks for cells of the View rows dialog.
pub fn read_rows(state: AppState, rows: RowsState, window: CellRange) {
    send(state, Command::ReadRows { state: rows, window });
}

/// Asks for the points of a synthetic table.
pub fn read_points(state: AppState) {
    send(state, Command::ReadPoints);
}

/// Opens a column's dialog.
pub fn look_at_column(state: AppState, name: &str) {
    state.data().relation.set(None);
    state.data().column.set(Some(name.to_owned()));
}

/// Asks for the picture of a column against the target.
pub fn read_column(state: AppState, column: String) {
    let experiment = Box::new(state.experiment.get_untracked());
    send(state, Command::ReadColumn { column, experiment });
}

/// Keeps the counts of rows, the number of inputs and the warnings true to the data
/// settings, at a pace that typing does not outrun.
pub fn follow_facts(state: AppState) {
    const PAUSE: Duration = Duration::from_millis(80);
    let due = Debounce::new(PAUSE);
    let settings = memo(move || {
        let loaded =
            state.data().schema.with(Option::is_some) && state.data().loading.with(Option::is_none);
        loaded.then(|| state.experiment.with(|e| (e.data.clone(), e.seed, e.training.loss)))
    });
    effect(move || {
        // Read and not just tracked: a memo that nobody has read follows nothing.
        let is_loaded = settings.with(Option::is_some);
        if is_loaded {
            due.call(move || ask_for_facts(state));
        } else {
            due.cancel();
        }
    });
}

fn ask_for_facts(state: AppState) {
    let can_be_prepared = state.data().schema.with_untracked(Option::is_some)
        && untrack(|| state.problems.with(|problems| problems.as_ref().is_some_and(Vec::is_empty)));
    if !can_be_prepared {
        return;
    }
    let Some(facts) = state.engine.try_update_value(|engine| engine.next_facts()) else { return };
    let experiment = Box::new(state.experiment.get_untracked());
    state.data().asked.set_value(Some((experiment.data.clone(), experiment.seed)));
    send(state, Command::Prepare { facts, experiment });
}

/// The worker has prepared the table.
pub fn prepared(state: AppState, facts: FactsId, outcome: Result<Box<DatasetFacts>, String>) {
    if !state.engine.with_value(|engine| engine.is_latest(facts)) {
        return;
    }
    if let Some((data, seed)) = state.data().asked.try_update_value(Option::take).flatten() {
        let outcome = outcome.map(|facts| *facts);
        state.data().facts.set(Some(KnownFacts { data, seed, outcome }));
    }
}
