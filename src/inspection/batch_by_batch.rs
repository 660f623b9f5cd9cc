//! How a run came to where it stands, mini-batch by mini-batch.

use serde::{Deserialize, Serialize};

use super::NotFinite;
use super::chain;
use crate::config::{Activation, Loss};
use crate::nn::{Float, Matrix, widen};
use crate::t;
use crate::train::{BatchStep, TRAIL_WEIGHTS, Trainer, input_names};

/// The course's three pictures of stochastic gradient descent, as numbers: which rows moved the
/// weights last, and the losses and weights on the way there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BatchByBatch {
    /// The epoch of the last mini-batch, counted from 1; 0 before the first.
    pub epoch: u32,
    /// Mini-batches so far.
    pub steps_taken: u64,
    /// Rows of the last one.
    pub row_count: u32,
    /// Which of the table they are, in its order; none where they are all that train.
    pub rows: Vec<u32>,
    /// All steps or, of a long run, evenly some of them; losses are in the units of the target.
    pub steps: Vec<BatchStep>,
    /// How many steps lie from one to the next.
    pub stride: u64,
    /// The weights before the first step; none where the way began before it was followed.
    pub start: Option<[Float; TRAIL_WEIGHTS]>,
    /// What the weights are that are followed, the first of the network.
    pub names: Vec<String>,
    /// Weights there are.
    pub weight_count: u32,
    /// Where least squares would put each of them; none but of a line.
    pub least_squares: Vec<f64>,
}

/// The way of a run to where it stands.
///
/// Checked by `tests/it/inspection/batch_by_batch.rs`.
///
/// # Errors
/// [`NotFinite`], if the run has diverged.
pub fn batch_by_batch(trainer: &Trainer) -> Result<BatchByBatch, NotFinite> {
    let store = trainer.learner().network().store();
    if !store.all_finite() {
        return Err(NotFinite);
    }
    let table_rows = &trainer.dataset().rows.training;
    let batch = trainer.last_batch();
    let mut rows: Vec<_> = batch.iter().map(|&row| table_rows[row] as u32).collect();
    rows.sort_unstable();
    if batch.len() == table_rows.len() {
        rows.clear();
    }
    let steps = trainer.batch_steps();
    let taken = trainer.position().updates;
    let stride = trainer.trail().stride();
    let began_with_it = steps.first().map_or(taken == 0, |first| first.step <= stride);
    let trainable = trainer.learner().network().variables().filter(|(named, _)| named.trainable);
    Ok(BatchByBatch {
        epoch: trainer.epoch(),
        steps_taken: taken,
        row_count: batch.len() as u32,
        rows,
        steps,
        stride,
        start: began_with_it.then(|| trainer.trail().start()),
        names: names(trainer),
        weight_count: trainable.map(|(_, values)| values.len() as u32).sum(),
        least_squares: least_squares(trainer).map_or_else(Vec::new, Vec::from),
    })
}

/// The first weights in the course's words: `w` and `b` of a single unit.
fn names(trainer: &Trainer) -> Vec<String> {
    let blocks = chain::blocks(trainer);
    let inputs = input_names(trainer.dataset());
    let mut names = Vec::new();
    for (named, values) in trainer.learner().network().variables() {
        let Some((block, variable)) = named.name.split_once('/').filter(|_| named.trainable) else {
            continue;
        };
        let place: usize = block.parse().unwrap_or_default();
        let is_first = place == 0;
        let own = blocks.get(place).map_or("", |block| block.name.as_str());
        let (rows, units) = values.dim();
        for (row, unit) in (0..rows).flat_map(|row| (0..units).map(move |unit| (row, unit))) {
            if names.len() == trainer.trail().weights() {
                return names;
            }
            let of_unit = match (units, is_first) {
                (1, true) => String::new(),
                (1, false) => t!(" of {block}", block = own),
                (_, _) => t!(" of {block}, unit {unit}", block = own, unit = unit + 1),
            };
            let from = if let Some(input) = inputs.get(row).filter(|_| is_first) {
                format!(" ({input})")
            } else {
                t!(" (value {place})", place = row + 1)
            };
            names.push(match variable {
                "kernel" => format!("w{from}{of_unit}"),
                "bias" => format!("b{of_unit}"),
                other => format!("{other}{of_unit}"),
            });
        }
    }
    names
}

/// Slope and intercept of the least squares line through the training rows, in the units in
/// which the network learns; `None` where the network is no line of one input that is to have the
/// least squares, or all rows have the same input.
///
/// # Formula
/// `w = cov(x, t) / var(x)`, `b = mean(t) - w mean(x)`
fn least_squares(trainer: &Trainer) -> Option<[f64; 2]> {
    let training = &trainer.experiment().config().training;
    let blocks = chain::blocks(trainer);
    let [only] = blocks.as_slice() else { return None };
    let is_plain = only.kind.activation() == Some(Activation::Linear);
    let part = &trainer.dataset().training;
    if training.loss != Loss::MeanSquaredError || !is_plain || part.inputs.cols() != 1 {
        return None;
    }
    let column = |values: &Matrix| -> Vec<f64> {
        values.view().iter_rows().map(|row| widen(row[0])).collect()
    };
    let (x, t) = (column(&part.inputs), column(&part.targets));
    let rows = x.len() as f64;
    let mean = |values: &[f64]| values.iter().sum::<f64>() / rows;
    let (mean_x, mean_t) = (mean(&x), mean(&t));
    let variance: f64 = x.iter().map(|x| (x - mean_x) * (x - mean_x)).sum();
    let covariance: f64 = x.iter().zip(&t).map(|(x, t)| (x - mean_x) * (t - mean_t)).sum();
    let slope = covariance / variance;
    let line = [slope, mean_t - slope * mean_x];
    line.iter().all(|number| number.is_finite()).then_some(line)
}
