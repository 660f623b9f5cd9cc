//! Which experiments a repeat or a sweep has, in words.

use serde::{Deserialize, Serialize};

use crate::config::sweep::{SweptBy, combine};
use crate::config::{
    CheckedExperiment, ExperimentConfig, SweptSetting, SweptValue, TableSchema, limits, share,
};
use crate::data::{Dataset, Table};
use crate::text::{inside, localized};
use crate::worker::error::{ExperimentError, SweepError};

/// What a repeat or a sweep goes through.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SweepPlan {
    /// The setting that varies, or the two.
    pub axes: Vec<SweepAxis>,
    /// Its experiments, from the smallest value to the largest.
    pub trials: Vec<Trial>,
    /// Which of them each value is, or each pair of values: the values of the second setting
    /// side by side. `None`: that pair cannot be trained.
    pub cells: Vec<Option<u32>>,
}

/// A setting that varies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SweepAxis {
    /// Which.
    pub setting: SweptSetting,
    /// From the smallest value to the largest.
    pub values: Vec<AxisValue>,
}

/// A value of a setting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AxisValue {
    /// What it is called, with a decimal point in every language.
    pub name: String,
    /// Where it stands on an axis, if it is one number.
    pub number: Option<f64>,
}

/// One experiment of a repeat or a sweep.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trial {
    /// What sets it apart, "0.003" in every language.
    pub name: String,
    /// What its run is called, "lr 0.003".
    pub called: String,
    /// The experiment as every version reads it.
    pub link: String,
    /// Whether it is the experiment on the page.
    pub is_present: bool,
    /// The experiment.
    pub experiment: ExperimentConfig,
}

/// As the names of the others have it.
fn short(varied: SweptSetting) -> String {
    match varied {
        SweptSetting::LearningRate => "lr".to_owned(),
        _ => inside(varied.label()),
    }
}

/// Those that can run on a table.
///
/// Checked by `tests/it/worker/sweep.rs`.
///
/// # Errors
/// What keeps the experiment itself from being trained, that there is no other, or too many, or
/// a value that was asked for and cannot be trained.
pub(super) fn plan(
    table: Option<&Table>,
    swept: &[SweptBy],
    present: &ExperimentConfig,
) -> Result<SweepPlan, SweepError> {
    let table = table.ok_or(ExperimentError::NoTable)?;
    let schema = table.schema();
    // Whoever waits for a sweep should not learn then that nothing of it can run.
    let checked = present.check(schema).map_err(ExperimentError::Settings)?;
    let rows = training_part(table, &checked)?;
    let mut settings = Vec::new();
    for by in swept {
        settings.push((by.setting, values(by, present, schema, rows)?));
    }
    let variants = combine(present, &settings);
    let runs = variants.all.len();
    if runs > limits::MAX_SWEEP_RUNS {
        return Err(SweepError::TooMany { runs });
    }
    let mut plan = SweepPlan::default();
    let mut place_of = Vec::with_capacity(runs);
    for variant in variants.all {
        let can_run = variant.experiment.check(schema).is_ok();
        place_of.push(can_run.then_some(plan.trials.len() as u32));
        if can_run {
            let called = swept.iter().zip(&variant.values);
            let called = called
                .map(|(by, name)| format!("{} {}", short(by.setting), localized(name.clone())));
            let called: Vec<_> = called.collect();
            plan.trials.push(Trial {
                name: variant.name,
                called: called.join(", "),
                link: share::encode(&variant.experiment),
                is_present: variant.is_present,
                experiment: variant.experiment,
            });
        }
    }
    plan.cells = variants.cells.into_iter().map(|at| place_of[at]).collect();
    let axis = |(setting, values): (SweptSetting, Vec<SweptValue>)| SweepAxis {
        setting,
        values: values
            .into_iter()
            .map(|value| AxisValue { name: value.name, number: value.number })
            .collect(),
    };
    plan.axes = settings.into_iter().map(axis).collect();
    Ok(plan)
}

fn training_part(table: &Table, checked: &CheckedExperiment) -> Result<usize, SweepError> {
    let rows = Dataset::training_part(table, checked);
    Ok(rows.map_err(|problem| ExperimentError::Settings(vec![problem]))?)
}

/// The values of one setting that can be trained.
fn values(
    by: &SweptBy,
    present: &ExperimentConfig,
    schema: &TableSchema,
    rows: usize,
) -> Result<Vec<SweptValue>, SweepError> {
    let setting = by.setting;
    let problem = |value: &SweptValue| value.apply(present).check(schema).err();
    let mut values;
    if by.values.is_empty() {
        values = setting.values(present, rows);
        values.retain(|value| problem(value).is_none());
    } else {
        let more = by.values.iter().find(|count| **count > rows as f64);
        if let (SweptSetting::TrainingRows, Some(asked)) = (setting, more) {
            return Err(SweepError::TooManyRows { asked: *asked, rows });
        }
        values = setting.values_of(&by.values, present, rows);
        for value in &values {
            if let Some(mut problems) = problem(value) {
                let name = localized(value.name.clone());
                return Err(SweepError::CannotRun { setting, name, problem: problems.remove(0) });
            }
        }
    }
    // One value that was asked for is enough; several that come to the same are not.
    if values.len() < 2 && by.values.len() != 1 {
        return Err(SweepError::NothingVaries(setting));
    }
    Ok(values)
}
