//! Runs compared: what was changed between them, in words.

use serde::{Deserialize, Serialize};

use crate::config::diff::{Difference, SettingsTable, run_name, tabulate};
use crate::config::{ExperimentConfig, diff, share};

/// What leads from another run's experiment to one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownDifference {
    /// The same in short, for the name of a run.
    pub called: String,
    /// A sentence for every field that differs.
    pub sentences: Vec<String>,
}

/// The link of an experiment, and what leads from others to it. Links that cannot be read
/// differ in nothing.
///
/// Checked by `tests/it/worker/comparison.rs::runs_are_compared_in_words`.
pub(super) fn compare(
    base: &ExperimentConfig,
    others: &[String],
) -> (String, Vec<ShownDifference>) {
    let shown = |link: &String| {
        let differences = share::decode(link).map(|other| diff(&other, base));
        let differences: Vec<Difference> = differences.unwrap_or_default();
        ShownDifference {
            called: run_name(&differences),
            sentences: differences.iter().map(|one| one.change.sentence()).collect(),
        }
    };
    (share::encode(base), others.iter().map(shown).collect())
}

/// The settings in which runs differ, a row for every link; one that cannot be read has an
/// empty row.
///
/// Checked by `tests/it/worker/comparison.rs::runs_are_tabulated`.
pub(super) fn settings(links: &[String]) -> SettingsTable {
    let read: Vec<_> = links.iter().map(|link| share::decode(link).ok()).collect();
    let known: Vec<_> = read.iter().flatten().collect();
    let SettingsTable { names, rows, ranks } = tabulate(&known);
    let mut cells = rows.into_iter().zip(ranks);
    let row = |one: &Option<ExperimentConfig>| {
        let empty = || (vec![String::new(); names.len()], vec![f64::MAX; names.len()]);
        one.as_ref().and_then(|_| cells.next()).unwrap_or_else(empty)
    };
    let (rows, ranks) = read.iter().map(row).unzip();
    SettingsTable { names, rows, ranks }
}
