//! The score of a constant prediction, as of scikit-learn's `DummyRegressor` and
//! `DummyClassifier`.

use crate::config::{CheckedExperiment, Loss, Task};
use crate::data::{Dataset, Part};
use crate::nn::kernels::math::ln_f64;
use crate::nn::losses::{self, loss_input};
use crate::nn::{LossInput, Matrix, narrow, widen};
use crate::train::Units;
use crate::train::metrics::class_of;

/// Rows of a part that are used: the shares of many rows are those of a sample.
const MOST_ROWS: usize = 20_000;
/// Rows whose loss is measured at a time.
const CHUNK_ROWS: usize = 256;
/// A share is held so far from 0 and 1, as Keras holds a probability.
const HELD: f64 = 1e-7;

/// The best prediction that looks at no input: the mean or the median of a number, the
/// shares of the classes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DummyBaseline {
    /// Its loss on the training rows, in the units of the target.
    pub loss: f64,
    /// Its loss on the validation rows.
    pub val_loss: f64,
    /// Of a classification the most frequent class among the training rows, and the
    /// accuracy of always saying it on the validation rows.
    pub class: Option<(String, f64)>,
}

impl DummyBaseline {
    /// Of the rows of an experiment.
    ///
    /// # Formula
    /// The least of the loss at the mean and at the median of each target column, behind
    /// the output's activation where the loss takes logits: `ln p` behind a softmax,
    /// `ln p - ln(1 - p)` behind a sigmoid; -1 and 1 for the hinge. A target column of
    /// class numbers counts as the shares of the classes.
    ///
    /// Checked by `tests/it/train/diagnosis/rules.rs::the_trivial_prediction_is_the_best_constant`.
    pub fn new(experiment: &CheckedExperiment, dataset: &Dataset) -> Self {
        let config = experiment.config();
        let (training, loss) = (&dataset.training, config.training.loss);
        let kind = loss_input(loss, experiment.output().activation);
        let units = Units::new(loss, &[], &dataset.target_scaler);
        let outputs = experiment.output().units as usize;
        let measure = |part: &Part, said: &[f64]| units.loss(constant_loss(loss, kind, part, said));
        let (mut best, mut loss_of_best) = (Vec::new(), f64::INFINITY);
        for said in candidates(training, loss, kind, outputs) {
            let loss = measure(training, &said);
            if loss < loss_of_best {
                (best, loss_of_best) = (said, loss);
            }
        }
        let class = (config.data.task != Task::Regression).then(|| {
            let shares = shares(training, outputs.max(2));
            let class = (0..shares.len()).rev().max_by(|&a, &b| shares[a].total_cmp(&shares[b]));
            let class = class.unwrap_or_default();
            let rows = rows(&dataset.validation);
            let right =
                rows.clone().filter(|&row| class_of(dataset.validation.targets.row(row)) == class);
            let name = dataset.facts().class_names.get(class).cloned();
            let share = right.count() as f64 / rows.count().max(1) as f64;
            (name.unwrap_or_else(|| class.to_string()), share)
        });
        let val_loss = measure(&dataset.validation, &best);
        Self { loss: loss_of_best, val_loss, class }
    }
}

/// Evenly spaced rows, all of them where they are not too many.
fn rows(part: &Part) -> impl Iterator<Item = usize> + Clone + use<> {
    (0..part.rows()).step_by(part.rows().div_ceil(MOST_ROWS).max(1))
}

fn candidates(part: &Part, loss: Loss, kind: LossInput, outputs: usize) -> Vec<Vec<f64>> {
    if loss == Loss::Hinge {
        return vec![vec![-1.0], vec![1.0]];
    }
    if loss == Loss::SparseCategoricalCrossentropy {
        return vec![as_raw(shares(part, outputs), kind)];
    }
    let columns = 0..part.targets.cols();
    let values = |column: usize| -> Vec<f64> {
        rows(part).map(|row| widen(part.targets.row(row)[column])).collect()
    };
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len().max(1) as f64;
    let means = columns.clone().map(|column| mean(values(column))).collect();
    let medians = columns.map(|column| super::loss_curve::median(&values(column))).collect();
    // The median of 0 and 1 is no probability to take a logarithm of.
    if matches!(loss, Loss::BinaryCrossentropy | Loss::CategoricalCrossentropy) {
        return vec![as_raw(means, kind)];
    }
    vec![means, medians]
}

/// The share of each class among the rows.
fn shares(part: &Part, classes: usize) -> Vec<f64> {
    let mut counts = vec![0.0; classes];
    let mut all = 0.0;
    for row in rows(part) {
        if let Some(count) = counts.get_mut(class_of(part.targets.row(row))) {
            *count += 1.0;
        }
        all += 1.0;
    }
    counts.into_iter().map(|count| count / f64::max(all, 1.0)).collect()
}

/// Probabilities as the network would have to give them to the loss.
fn as_raw(shares: Vec<f64>, kind: LossInput) -> Vec<f64> {
    let is_one = shares.len() == 1;
    let held = shares.into_iter().map(|share| share.clamp(HELD, 1.0 - HELD));
    match kind {
        LossInput::Predictions => held.collect(),
        LossInput::Logits if is_one => held.map(|p| ln_f64(p) - ln_f64(1.0 - p)).collect(),
        LossInput::Logits => held.map(ln_f64).collect(),
    }
}

/// The mean loss of saying the same to every row, in the units that the network learns.
fn constant_loss(loss: Loss, kind: LossInput, part: &Part, said: &[f64]) -> f64 {
    let rows: Vec<usize> = rows(part).collect();
    let mut targets = Matrix::default();
    let mut sum = 0.0;
    for rows in rows.chunks(CHUNK_ROWS) {
        targets.gather(&part.targets, rows);
        let raw = Matrix::from_fn(rows.len(), said.len(), |_, col| narrow(said[col]));
        let mut gradient = Matrix::zeros(rows.len(), said.len());
        sum += losses::evaluate(loss, kind, raw.view(), targets.view(), &[], gradient.view_mut());
    }
    sum / rows.len().max(1) as f64
}
