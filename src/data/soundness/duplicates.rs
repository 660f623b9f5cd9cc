//! Rows to be measured on that the network learns from too.

use crate::config::Task;
use crate::data::dataset_facts::DataWarning;
use crate::data::recipe::{Recipe, key};
use crate::data::split::Split;
use crate::data::table::Column;

/// Percentage of the measured rows from which duplicates are worth a warning.
const MIN_PERCENT: usize = 1;
/// How far equal inputs must go with equal targets, from 0 (as any two rows do) to 1
/// (always), before rows count as the same rows and not as different ones that few coarse
/// columns cannot tell apart. Two passengers of one class, sex and age are often of one
/// fate; two numbers are hardly ever equal by chance.
const MIN_AGREEMENT_OF_CLASSES: f64 = 0.9;
const MIN_AGREEMENT_OF_NUMBERS: f64 = 0.5;

/// Counts validation and test rows whose inputs and target, as they stand in the file,
/// equal those of a training row. Costs a sort of the rows. One such row is no matter.
///
/// # Formula
/// It only speaks up where `(agreement - chance) / (1 - chance)` is high, Cohen's kappa:
/// `agreement` is the mean share of equal targets among the training rows with the same
/// inputs, `chance` that of any two training rows.
///
/// Checked by `tests/it/data/soundness.rs::duplicates_across_the_parts_are_counted`.
pub(super) fn duplicates(recipe: &Recipe<'_>, split: &Split) -> Option<DataWarning> {
    let columns: Vec<&Column> = recipe.features.iter().map(|(_, column)| *column).collect();
    let hash = |row: usize| columns.iter().fold(SEED, |hash, column| mix(hash, key(column, row)));
    let entry = |&row: &usize| (hash(row), key(recipe.target, row), row);
    let mut training: Vec<(u64, u64, usize)> = split.training.iter().map(entry).collect();
    training.sort_unstable();

    let same_inputs =
        |row: usize, other: usize| columns.iter().all(|c| key(c, row) == key(c, other));
    let (mut alike, mut equal, mut agreement) = (0, 0, 0.0);
    for row in split.validation.iter().chain(&split.test) {
        let (inputs, target, row) = entry(row);
        let rows_from =
            |least: (u64, u64)| training.partition_point(|other| (other.0, other.1) < least);
        let from = rows_from((inputs, 0));
        let with_inputs = training[from..].partition_point(|other| other.0 == inputs);
        if with_inputs == 0 || !same_inputs(row, training[from].2) {
            continue;
        }
        let first = rows_from((inputs, target));
        let with_both =
            training[first..].partition_point(|other| (other.0, other.1) == (inputs, target));
        alike += 1;
        equal += usize::from(with_both > 0);
        agreement += with_both as f64 / with_inputs as f64;
    }
    let of = split.validation.len() + split.test.len();
    let is_many = equal >= 2 && equal * 100 >= of * MIN_PERCENT;
    let least = match recipe.experiment.config().data.task {
        Task::Regression => MIN_AGREEMENT_OF_NUMBERS,
        Task::BinaryClassification | Task::MulticlassClassification => MIN_AGREEMENT_OF_CLASSES,
    };
    let chance = chance_of_equal_targets(&training);
    let are_the_same = agreement / f64::from(alike) - chance >= least * (1.0 - chance);
    (is_many && are_the_same).then_some(DataWarning::Duplicates { rows: equal, of })
}

/// The share of equal targets among pairs of rows.
fn chance_of_equal_targets(rows: &[(u64, u64, usize)]) -> f64 {
    let mut targets: Vec<u64> = rows.iter().map(|row| row.1).collect();
    targets.sort_unstable();
    let share = |count: usize| count as f64 / rows.len() as f64;
    targets.chunk_by(|a, b| a == b).map(|equal| share(equal.len()) * share(equal.len())).sum()
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// As `MurmurHash3` ends: every bit of either changes about half the bits of the result.
fn mix(hash: u64, key: u64) -> u64 {
    let mut mixed = hash.rotate_left(27) ^ key;
    mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed = (mixed ^ (mixed >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    mixed ^ (mixed >> 33)
}
