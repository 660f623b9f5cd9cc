//! Which experiments a repeat or a sweep has, in words.

use serde::{Deserialize, Serialize};

use crate::config::diff::run_name;
use crate::config::{ExperimentConfig, SweptSetting, diff, share};
use crate::data::Table;
use crate::worker::error::{ExperimentError, SweepError};

/// One experiment of a repeat or a sweep.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Trial {
    /// What sets it apart, "0.003".
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
        _ => varied.label().to_ascii_lowercase(),
    }
}

/// Those that can run on a table.
///
/// Checked by `tests/it/worker/sweep.rs`.
///
/// # Errors
/// What keeps the experiment itself from being trained, or that there is no other.
pub(super) fn plan(
    table: Option<&Table>,
    varied: SweptSetting,
    present: &ExperimentConfig,
) -> Result<Vec<Trial>, SweepError> {
    let table = table.ok_or(ExperimentError::NoTable)?;
    let schema = table.schema();
    // Whoever waits for a sweep should not learn then that nothing of it can run.
    present.check(schema).map_err(ExperimentError::Settings)?;
    let held_out = present.data.validation_percent + present.data.split.test_percent;
    let rows = table.rows() * 100_usize.saturating_sub(held_out as usize) / 100;
    let trials: Vec<_> = varied
        .variants(present, rows)
        .into_iter()
        .filter(|one| one.experiment.check(schema).is_ok())
        .map(|one| {
            let differences = diff(present, &one.experiment);
            Trial {
                called: if one.is_present {
                    format!("{} {}", short(varied), one.name)
                } else {
                    run_name(&differences)
                },
                name: one.name,
                link: share::encode(&one.experiment),
                is_present: one.is_present,
                experiment: one.experiment,
            }
        })
        .collect();
    if trials.len() < 2 {
        return Err(SweepError::NothingVaries(varied));
    }
    Ok(trials)
}
