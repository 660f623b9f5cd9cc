//! Warnings about prepared data: leakage, duplicates, imbalance, unknown categories, settings
//! without effect.

mod duplicates;
mod leaks;

use crate::config::{ClassWeights, DataSource, TableSchema};
use crate::data::dataset_facts::DataWarning;
use crate::data::recipe::Recipe;
use crate::data::split::Split;

/// A class with less than this share of what equal shares would give it is rare.
const RARE: f64 = 0.5;

/// All warnings, the worst first; `unknown` is what encoding the rows found.
///
/// A synthetic table has no leaks: its columns are known, and a column that
/// gives the target away is its purpose.
///
/// Checked by `tests/it/data/soundness.rs`.
pub(super) fn warnings(
    recipe: &Recipe<'_>,
    rows: &Split,
    unknown: Option<DataWarning>,
    schema: &TableSchema,
) -> Vec<DataWarning> {
    let is_synthetic = matches!(recipe.experiment.config().data.source, DataSource::Synthetic(_));
    let mut warnings = if is_synthetic { Vec::new() } else { leaks::leaks(recipe, &rows.training) };
    warnings.extend(duplicates::duplicates(recipe, rows));
    warnings.extend(imbalance(recipe, &rows.training));
    warnings.extend(unknown);
    let unused = recipe.experiment.config().without_effect(schema);
    warnings.extend(unused.into_iter().map(|sentence| DataWarning::WithoutEffect { sentence }));
    warnings
}

/// The rarest class, if it is rare and no class weights make up for that.
fn imbalance(recipe: &Recipe<'_>, training: &[usize]) -> Option<DataWarning> {
    if recipe.experiment.config().training.class_weights != ClassWeights::None {
        return None;
    }
    let counts = recipe.class_counts(training);
    let classes = || counts.iter().copied().enumerate();
    let (rarest, rows) = classes().min_by_key(|&(_, count)| count)?;
    let (most_frequent, most) = classes().rev().max_by_key(|&(_, count)| count)?;
    let fair = training.len() as f64 / counts.len() as f64;
    ((rows as f64) < RARE * fair).then(|| DataWarning::Imbalance {
        class: recipe.class_names[rarest].clone(),
        rows,
        of: training.len(),
        baseline: most as f64 / training.len() as f64,
        most_frequent: recipe.class_names[most_frequent].clone(),
    })
}
