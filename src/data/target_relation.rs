//! One column against the target: what a plot of the two needs, and how strongly they are
//! associated.

use serde::{Deserialize, Serialize};

use crate::config::{ColumnType, Task};
use crate::data::preprocess::quantile;
use crate::data::table::{Column, MISSING_CODE, Table, shown_number};

/// Rows that are used; of more, evenly spaced ones.
const ROWS: usize = 20_000;
/// Points of a scatter.
const POINTS: usize = 1_500;
/// Groups that are shown, the first in the order of their levels.
const GROUPS: usize = 12;

/// A column against the target.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct TargetRelation {
    pub picture: RelationPicture,
    /// How strongly they are associated.
    pub strength: Option<Strength>,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum RelationPicture {
    /// Numbers against a numeric target, as points.
    Points {
        /// The column's and the target's number of each.
        points: Vec<(f64, f64)>,
    },
    /// Numbers in groups: the column's by class, or the target's by category.
    Boxes {
        /// Whether the numbers are the target's and the groups the column's.
        of_target: bool,
        /// One per group.
        boxes: Vec<GroupBox>,
    },
    /// Categories against classes: rows of each pair.
    Counts {
        /// The column's categories.
        categories: Vec<String>,
        /// The target's classes.
        classes: Vec<String>,
        /// `[category][class]`
        counts: Vec<Vec<u32>>,
    },
    /// The target itself, or a column without values.
    Nothing,
}

/// The spread of a group's numbers: least, quartiles, greatest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub struct GroupBox {
    /// The class or category.
    pub name: String,
    pub rows: usize,
    /// Least, lower quartile, median, upper quartile, greatest.
    pub five: [f64; 5],
}

/// How strongly a column and the target are associated.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Strength {
    /// Two numbers: Pearson's r, -1 to 1.
    Correlation(f64),
    /// Numbers and groups: the root of the share of variance that the groups explain,
    /// 0 to 1 (correlation ratio, eta).
    CorrelationRatio(f64),
    /// Two sets of groups: Cramer's V, 0 to 1.
    CramersV(f64),
}

impl Table {
    /// The column called `name` against the target; `None` where either is not there.
    ///
    /// Checked by `tests/it/data/target_relation.rs`.
    pub fn relation_to_target(
        &self,
        name: &str,
        target: &str,
        task: Task,
    ) -> Option<TargetRelation> {
        let place = |name: &str| self.schema().columns.iter().position(|c| c.name == name);
        let (at, target_at) = (place(name)?, place(target)?);
        let (column, target) = (&self.columns()[at], &self.columns()[target_at]);
        let type_of = |at: usize| self.schema().columns[at].column_type;
        let nothing = TargetRelation { picture: RelationPicture::Nothing, strength: None };
        if at == target_at {
            return Some(nothing);
        }
        let step = self.rows().div_ceil(ROWS).max(1);
        let rows: Vec<usize> = (0..self.rows())
            .step_by(step)
            .filter(|&row| !column.is_missing(row) && !target.is_missing(row))
            .collect();
        if rows.is_empty() {
            return Some(nothing);
        }
        let classes =
            (task != Task::Regression).then(|| Groups::of(target, type_of(target_at), &rows));
        Some(match (column, target, classes) {
            (Column::Numeric(x), Column::Numeric(y), None) => points(x, y, &rows),
            (Column::Text { .. }, Column::Numeric(y), None) => {
                boxes(y, &Groups::of(column, type_of(at), &rows), &rows, true)
            }
            (Column::Numeric(x), _, Some(classes)) => boxes(x, &classes, &rows, false),
            (Column::Text { .. }, _, Some(classes)) => {
                counts(&Groups::of(column, type_of(at), &rows), &classes)
            }
            (_, Column::Text { .. }, None) => nothing,
        })
    }
}

/// The group of each row, and the groups' names in order.
struct Groups {
    of_row: Vec<usize>,
    names: Vec<String>,
}

impl Groups {
    fn of(column: &Column, column_type: ColumnType, rows: &[usize]) -> Self {
        match column {
            Column::Text { codes, levels } => {
                debug_assert!(rows.iter().all(|&row| codes[row] != MISSING_CODE));
                let of_row = rows.iter().map(|&row| codes[row] as usize).collect();
                Self { of_row, names: levels.iter().map(str::to_owned).collect() }
            }
            Column::Numeric(values) => {
                let mut different: Vec<f64> = rows.iter().map(|&row| values[row]).collect();
                different.sort_unstable_by(f64::total_cmp);
                different.dedup();
                let place = |&row: &usize| different.partition_point(|v| *v < values[row]);
                let of_row = rows.iter().map(place).collect();
                let names = different.iter().map(|&value| shown_number(column_type, value));
                Self { of_row, names: names.collect() }
            }
        }
    }
}

fn points(x: &[f64], y: &[f64], rows: &[usize]) -> TargetRelation {
    let pairs = || rows.iter().map(|&row| (x[row], y[row]));
    let step = rows.len().div_ceil(POINTS).max(1);
    TargetRelation {
        picture: RelationPicture::Points { points: pairs().step_by(step).collect() },
        strength: correlation(pairs()).map(Strength::Correlation),
    }
}

/// Pearson's correlation of pairs; `None` where one side is constant.
fn correlation(pairs: impl Iterator<Item = (f64, f64)> + Clone) -> Option<f64> {
    let count = pairs.clone().count() as f64;
    let (sum_x, sum_y) = pairs.clone().fold((0.0, 0.0), |(a, b), (x, y)| (a + x, b + y));
    let (mean_x, mean_y) = (sum_x / count, sum_y / count);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in pairs {
        let (x, y) = (x - mean_x, y - mean_y);
        (xx, yy, xy) = (xx + x * x, yy + y * y, xy + x * y);
    }
    let scale = xx.sqrt() * yy.sqrt();
    let r = (xy / scale).clamp(-1.0, 1.0);
    (scale > 0.0 && r.is_finite()).then_some(r)
}

fn boxes(values: &[f64], groups: &Groups, rows: &[usize], of_target: bool) -> TargetRelation {
    let mut members: Vec<Vec<f64>> = vec![Vec::new(); groups.names.len()];
    for (&row, &group) in rows.iter().zip(&groups.of_row) {
        members[group].push(values[row]);
    }
    let strength = correlation_ratio(&members).map(Strength::CorrelationRatio);
    let boxes = members
        .into_iter()
        .zip(&groups.names)
        .filter(|(values, _)| !values.is_empty())
        .take(GROUPS)
        .map(|(mut values, name)| {
            values.sort_unstable_by(f64::total_cmp);
            let five = [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| quantile(&values, share));
            GroupBox { name: name.clone(), rows: values.len(), five }
        })
        .collect();
    TargetRelation { picture: RelationPicture::Boxes { of_target, boxes }, strength }
}

/// `sqrt(between-group variance / total variance)`
fn correlation_ratio(groups: &[Vec<f64>]) -> Option<f64> {
    let count: usize = groups.iter().map(Vec::len).sum();
    let mean = groups.iter().flatten().sum::<f64>() / count as f64;
    let total: f64 = groups.iter().flatten().map(|value| (value - mean).powi(2)).sum();
    let between: f64 = groups
        .iter()
        .filter(|group| !group.is_empty())
        .map(|group| {
            let own = group.iter().sum::<f64>() / group.len() as f64;
            group.len() as f64 * (own - mean).powi(2)
        })
        .sum();
    let share = (between / total).clamp(0.0, 1.0);
    (total > 0.0 && share.is_finite()).then(|| share.sqrt())
}

fn counts(categories: &Groups, classes: &Groups) -> TargetRelation {
    let mut counts = vec![vec![0_u32; classes.names.len()]; categories.names.len()];
    for (&category, &class) in categories.of_row.iter().zip(&classes.of_row) {
        counts[category][class] += 1;
    }
    let strength = cramers_v(&counts).map(Strength::CramersV);
    let shown: Vec<usize> = (0..counts.len())
        .filter(|&category| counts[category].iter().any(|&count| count > 0))
        .take(GROUPS)
        .collect();
    let picture = RelationPicture::Counts {
        categories: shown.iter().map(|&at| categories.names[at].clone()).collect(),
        classes: classes.names.clone(),
        counts: shown.iter().map(|&at| counts[at].clone()).collect(),
    };
    TargetRelation { picture, strength }
}

/// `sqrt(chi^2 / (n (min(rows, columns) - 1)))`, over rows and columns that hold something.
fn cramers_v(counts: &[Vec<u32>]) -> Option<f64> {
    let rows: Vec<f64> =
        counts.iter().map(|row| row.iter().copied().map(f64::from).sum()).collect();
    let columns: Vec<f64> = (0..counts.first()?.len())
        .map(|at| counts.iter().map(|row| f64::from(row[at])).sum())
        .collect();
    let count: f64 = rows.iter().sum();
    let mut chi_square = 0.0;
    for (row, of_row) in counts.iter().zip(&rows) {
        for (&observed, of_column) in row.iter().zip(&columns) {
            let expected = of_row * of_column / count;
            if expected > 0.0 {
                chi_square += (f64::from(observed) - expected).powi(2) / expected;
            }
        }
    }
    let held = |sums: &[f64]| sums.iter().filter(|sum| **sum > 0.0).count();
    let degrees = held(&rows).min(held(&columns)).saturating_sub(1);
    (degrees > 0).then(|| (chi_square / (count * degrees as f64)).sqrt().min(1.0))
}
