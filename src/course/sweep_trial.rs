//! Trains a sweep without a browser, as a lesson's "Show me" begins it on the page.

use crate::config::sweep::combine;
use crate::config::{ExperimentConfig, SweptBy};
use crate::course::trial::{TrialError, train};
use crate::course::{SweepFigures, SweptRun};
use crate::data::{Dataset, Table};

/// Trains every value, or every pair of values.
///
/// Checked by `tests/it/course/sweep_figures.rs`.
///
/// # Errors
/// Nothing varies, or an experiment cannot be trained.
pub fn train_sweep(
    experiment: &ExperimentConfig,
    swept: &[SweptBy],
    table: &Table,
) -> Result<SweepFigures, TrialError> {
    let Some(first) = swept.first() else {
        return Err(TrialError::Lesson("A sweep varies nothing.".to_owned()));
    };
    let checked = experiment.check(table.schema()).map_err(|mut problems| problems.remove(0))?;
    let rows = Dataset::training_part(table, &checked)?;
    let settings: Vec<_> = swept
        .iter()
        .map(|by| {
            let values = if by.values.is_empty() {
                by.setting.values(experiment, rows)
            } else {
                by.setting.values_of(&by.values, experiment, rows)
            };
            (by.setting, values)
        })
        .collect();
    let variants = combine(experiment, &settings);
    let columns = settings.get(1).map_or(1, |(_, values)| values.len());
    let mut runs = Vec::new();
    for (at, variant) in variants.all.iter().enumerate() {
        let cell = variants.cells.iter().position(|cell| *cell == at).unwrap_or_default();
        let number = |axis: usize, place: usize| {
            settings.get(axis).and_then(|(_, values)| values.get(place)?.number)
        };
        let values = [number(0, cell / columns), number(1, cell % columns)];
        runs.extend(SweptRun::of(values, &train(&variant.experiment, table)?));
    }
    let second = swept.get(1).map(|by| by.setting);
    Ok(SweepFigures { setting: first.setting, second, is_running: false, runs })
}
