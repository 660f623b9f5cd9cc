//! Target leakage: columns that give the target away.

use crate::config::{ColumnSchema, Task, limits, sort};
use crate::data::dataset_facts::DataWarning;
use crate::data::recipe::Recipe;
use crate::data::table::{Column, MISSING_CODE};

/// Training rows that are used; of more, this many in even steps.
const MAX_ROWS: usize = 20_000;
/// Rows, or rows of a class, below which chance alone can do it.
const MIN_ROWS: usize = 10;
/// From here on a correlation nearly gives the target away.
const CORRELATION: f64 = 0.98;
/// From here on categories nearly give the class away, and only if they leave at most
/// [`LEFT_OVER`] of the mistakes that always saying the most frequent class makes.
const ACCURACY: f64 = 0.99;
const LEFT_OVER: f64 = 0.1;
/// From here on a number nearly separates two classes.
const AREA: f64 = 0.995;
/// Columns of numbers among which pairs are looked for; pairs of more would take too long.
const MAX_PAIRED: usize = 100;
/// Relative rounding error of a sum that was written as a decimal.
const ROUNDING: f64 = 1e-9;

/// The columns that give away the target of the `training` rows, the surest first, and the
/// pairs of columns whose sum or difference it is. Where nothing would be left as an
/// input without them, predicting it is their purpose.
///
/// # Formula
/// - a number for a number: `|r| >= 0.98`, Pearson's correlation
/// - categories for classes: predicts for each row the class that the *other* rows of its
///   category have most often, and is right in at least 99 % of the rows; so a category
///   of one row tells nothing
/// - a number for two classes: an area under the curve of at least 0.995, up or down
///
/// Checked by `tests/it/data/soundness.rs`.
pub(super) fn leaks(recipe: &Recipe<'_>, training: &[usize]) -> Vec<DataWarning> {
    let step = training.len().div_ceil(MAX_ROWS).max(1);
    let rows: Vec<usize> = training.iter().copied().step_by(step).collect();
    let target = &recipe.experiment.config().data.target;
    let mut found: Vec<(f64, &str)> = Vec::new();
    let mut pairs = Vec::new();
    let is_regression = recipe.experiment.config().data.task == Task::Regression;
    if let (true, Column::Numeric(values)) = (is_regression, recipe.target) {
        for (schema, column) in &recipe.features {
            let Column::Numeric(inputs) = column else { continue };
            let share = correlation(inputs, values, &rows).abs();
            found.extend((share >= CORRELATION).then_some((share, schema.name.as_str())));
        }
        pairs = exact_pairs(&recipe.features, values, &rows);
    } else {
        let classes: Vec<usize> = rows.iter().map(|&row| recipe.class(row)).collect();
        for (schema, column) in &recipe.features {
            let share = class_share(schema, column, &rows, &classes);
            found.extend(share.map(|share| (share, schema.name.as_str())));
        }
    }
    sort(&mut found, |a, b| b.0.total_cmp(&a.0));
    // What equals the target alone makes a sum with any column of zeros.
    pairs.retain(|(left, right, _)| {
        !found.iter().any(|&(share, name)| share >= 1.0 && (name == *left || name == *right))
    });
    let told = |name: &str| {
        let in_pair = pairs.iter().any(|&(left, right, _)| left == name || right == name);
        in_pair || found.iter().any(|(_, other)| *other == name)
    };
    if recipe.features.iter().all(|(schema, _)| told(&schema.name)) {
        return Vec::new();
    }
    let alone = found.iter().map(|&(share, column)| DataWarning::Leak {
        column: column.to_owned(),
        target: target.clone(),
        share,
    });
    let together = pairs.iter().map(|&(left, right, is_sum)| DataWarning::LeakOfTwo {
        columns: [left.to_owned(), right.to_owned()],
        target: target.clone(),
        is_sum,
    });
    together.chain(alone).collect()
}

/// Pearson's correlation over the rows in which both have a value; 0 for too few rows or
/// a constant. 1 within rounding is 1.
fn correlation(xs: &[f64], ys: &[f64], rows: &[usize]) -> f64 {
    let both: Vec<(f64, f64)> = rows
        .iter()
        .map(|&row| (xs[row], ys[row]))
        .filter(|(x, y)| !x.is_nan() && !y.is_nan())
        .collect();
    if both.len() < MIN_ROWS {
        return 0.0;
    }
    let count = both.len() as f64;
    let (sum_x, sum_y) = both.iter().fold((0.0, 0.0), |(x, y), row| (x + row.0, y + row.1));
    let (mean_x, mean_y) = (sum_x / count, sum_y / count);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in both {
        let (dx, dy) = (x - mean_x, y - mean_y);
        (xx, yy, xy) = (xx + dx * dx, yy + dy * dy, xy + dx * dy);
    }
    let spread = xx.sqrt() * yy.sqrt();
    let r = if spread > 0.0 { xy / spread } else { 0.0 };
    if r.abs() >= 1.0 - ROUNDING { r.signum() } else { r }
}

/// How well a column predicts the classes, if it does.
fn class_share(
    schema: &ColumnSchema,
    column: &Column,
    rows: &[usize],
    classes: &[usize],
) -> Option<f64> {
    let count = classes.iter().max().map_or(0, |&last| last + 1);
    let mut sizes = vec![0; count];
    for &class in classes {
        sizes[class] += 1;
    }
    match column {
        Column::Text { codes, levels } => {
            // A missing value can say as much as a word.
            let level = |row: usize| match codes[row] {
                MISSING_CODE => levels.len(),
                code => code as usize,
            };
            let levels: Vec<usize> = rows.iter().map(|&row| level(row)).collect();
            told_by_levels(&levels, classes, &sizes)
        }
        Column::Numeric(values) => {
            let by_area = told_by_order(values, rows, classes, &sizes);
            // The number of a category: 0, 1, 2.
            let few = schema.distinct <= limits::MAX_LEVELS;
            by_area.or_else(|| {
                let mut known: Vec<f64> = rows.iter().map(|&row| values[row]).collect();
                known.sort_unstable_by(f64::total_cmp);
                known.dedup();
                let level = |&row: &usize| {
                    known.partition_point(|other| other.total_cmp(&values[row]).is_lt())
                };
                let levels: Vec<usize> = rows.iter().map(level).collect();
                few.then(|| told_by_levels(&levels, classes, &sizes)).flatten()
            })
        }
    }
}

/// The share of rows whose class most others of their level have, if it is high enough.
fn told_by_levels(levels: &[usize], classes: &[usize], sizes: &[usize]) -> Option<f64> {
    let mut pairs: Vec<(usize, usize)> =
        levels.iter().copied().zip(classes.iter().copied()).collect();
    pairs.sort_unstable();
    let mut right = 0;
    for level in pairs.chunk_by(|a, b| a.0 == b.0) {
        let mut counts: Vec<usize> = level.chunk_by(|a, b| a == b).map(<[_]>::len).collect();
        counts.sort_unstable();
        let most = counts.pop().unwrap_or(0);
        let second = counts.pop().unwrap_or(0);
        // Without the row itself its class must still be the most frequent.
        right += if most > second + 1 { most } else { 0 };
    }
    let rows = levels.len() as f64;
    let share = right as f64 / rows;
    let mistakes = 1.0 - sizes.iter().copied().max().unwrap_or(0) as f64 / rows;
    (levels.len() >= MIN_ROWS && share >= ACCURACY && 1.0 - share <= LEFT_OVER * mistakes)
        .then_some(share)
}

/// The area under the ROC curve of a number that separates two classes, if it is high enough.
fn told_by_order(
    values: &[f64],
    rows: &[usize],
    classes: &[usize],
    sizes: &[usize],
) -> Option<f64> {
    if sizes.len() != 2 {
        return None;
    }
    let mut scores: Vec<(f64, usize)> = rows
        .iter()
        .zip(classes)
        .map(|(&row, &class)| (values[row], class))
        .filter(|(value, _)| !value.is_nan())
        .collect();
    scores.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let positives = scores.iter().filter(|(_, class)| *class == 1).count();
    let negatives = scores.len() - positives;
    if positives.min(negatives) < MIN_ROWS {
        return None;
    }
    let (mut won, mut below) = (0.0, 0.0);
    for equals in scores.chunk_by(|a, b| a.0 == b.0) {
        let up = equals.iter().filter(|(_, class)| *class == 1).count() as f64;
        let down = equals.len() as f64 - up;
        won += up * (below + 0.5 * down);
        below += down;
    }
    let area = won / (positives as f64 * negatives as f64);
    let area = area.max(1.0 - area);
    (area >= AREA).then_some(area)
}

/// Pairs of columns of numbers whose sum (`true`) or difference, the first less the
/// second, is the target in every row in which all three have a value. A pair is dropped
/// at the first row that does not fit, so most cost a single comparison.
fn exact_pairs<'a>(
    features: &[(&'a ColumnSchema, &'a Column)],
    target: &[f64],
    rows: &[usize],
) -> Vec<(&'a str, &'a str, bool)> {
    let numbers: Vec<(&str, &[f64])> = features
        .iter()
        .filter(|(schema, _)| schema.distinct > 1)
        .filter_map(|(schema, column)| match column {
            Column::Numeric(values) => Some((schema.name.as_str(), values.as_slice())),
            Column::Text { .. } => None,
        })
        .collect();
    if numbers.len() > MAX_PAIRED {
        return Vec::new();
    }
    let holds = |left: &[f64], right: &[f64], sign: f64| {
        let mut seen = 0;
        for &row in rows {
            let (a, b, t) = (left[row], sign * right[row], target[row]);
            let off = (a + b - t).abs();
            if off > ROUNDING * (a.abs() + b.abs() + t.abs()) {
                return false;
            }
            seen += usize::from(!off.is_nan());
        }
        seen >= MIN_ROWS
    };
    let mut found = Vec::new();
    for (place, &(left_name, left)) in numbers.iter().enumerate() {
        for &(right_name, right) in &numbers[place + 1..] {
            if holds(left, right, 1.0) {
                found.push((left_name, right_name, true));
            } else if holds(left, right, -1.0) {
                found.push((left_name, right_name, false));
            } else if holds(right, left, -1.0) {
                found.push((right_name, left_name, false));
            }
        }
    }
    found
}
