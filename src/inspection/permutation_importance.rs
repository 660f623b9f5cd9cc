//! How much worse a network is on rows in which one column is shuffled.

use std::ops::Range;
use std::rc::Rc;

use ndarray::ArrayView2;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::column_correlation::{ColumnCorrelations, are_too_many, column_inputs, evenly};
use super::prediction_job::actual;
use super::{CorrelatedColumn, NetworkCopy};
use crate::data::Dataset;
use crate::nn::random::{Stream, generator, shuffle};
use crate::nn::{Float, widen};
use crate::t;
use crate::train::Trainer;
use crate::train::metrics::predicted_class;

/// What a network loses by the shuffling of each column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PermutationImportance {
    /// The epoch of the weights, as [`Predictions::epoch`](super::Predictions::epoch).
    pub epoch: u32,
    /// What is measured.
    pub score: Score,
    /// The score with every column in place.
    pub baseline: f64,
    /// Validation rows that were used, and that there are.
    pub rows: [usize; 2],
    /// In the order of the inputs.
    pub columns: Vec<ColumnImportance>,
    /// Whether the columns were compared with each other; above 500 inputs they are not.
    pub has_correlations: bool,
}

impl PermutationImportance {
    /// How often each column is shuffled: scikit-learn's default.
    pub const REPEATS: usize = 5;
    /// Validation rows that are used, spread evenly where there are more.
    pub const ROWS: usize = 2_000;
}

/// What the shuffling of one column costs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ColumnImportance {
    /// Its name.
    pub column: String,
    /// The mean of `repeats`; below 0 where the shuffled column happens to do better.
    pub mean: f64,
    /// Their standard deviation, that of a population.
    pub standard_deviation: f64,
    /// The baseline less the score with the column shuffled, each time.
    pub repeats: Vec<f64>,
    /// The column that could speak for it.
    pub most_correlated: Option<CorrelatedColumn>,
}

/// What is measured, the greater the better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Score {
    /// The share of rows whose class is predicted; the threshold in force parts two.
    Accuracy,
    /// The share of a number's variation that is explained; 0 where it does not vary.
    R2,
}

impl Score {
    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Accuracy => t!("accuracy"),
            Self::R2 => "R²",
        }
    }
}

/// Why there is no importance. `Display` is the sentence the user reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum NoImportance {
    /// Nothing to measure on.
    #[error(
        "{}",
        t!("There are no validation rows to measure the columns on; let a share of the rows validate.")
    )]
    NoRows,
    /// The network says no numbers.
    #[error(
        "{}",
        t!("What the network says are no finite numbers any more; train it again with a smaller learning rate.")
    )]
    Diverged,
}

/// Importance under way.
pub struct PermutationImportanceJob {
    dataset: Rc<Dataset>,
    columns: Vec<(String, Range<usize>)>,
    /// Of each repeat which row's value of the column each row gets.
    permutations: Vec<Vec<usize>>,
    /// The rows used, by their place in the validation part.
    rows: Vec<usize>,
    /// What is true of them.
    actual: Vec<Float>,
    threshold: f64,
    epoch: u32,
    portion: usize,
    /// Rows of the pass under way that are done.
    at: usize,
    sum: ScoreSum,
    /// The baseline, then column by column the scores of its repeats.
    scores: Vec<f64>,
    correlations: ColumnCorrelations,
}

/// What a score is made of.
#[derive(Debug, Clone, Copy, Default)]
struct ScoreSum {
    correct: usize,
    residual: f64,
}

impl PermutationImportanceJob {
    /// On the validation rows, with the weights that are copied now and permutations drawn
    /// from the experiment's seed.
    ///
    /// # Formula
    /// `i(c) = mean over k of (s - s(c, k))` with the score `s` of the rows and `s(c, k)` of the
    /// rows in which the values of column `c`, all its inputs together, are in the order of the
    /// `k`th permutation. The score is accuracy, or R2 of a regression. As scikit-learn starts
    /// every column from one seed, the `k`th permutation is the same for all columns. More than
    /// 2,000 rows are spread evenly over the part.
    ///
    /// Source: `sklearn.inspection.permutation_importance(n_repeats=5)` of a pipeline, which
    /// shuffles columns before they are encoded (Breiman, "Random Forests", 2001, section 10).
    /// Checked by `tests/it/golden/permutation_importance.rs` and
    /// `tests/it/inspection/permutation_importance.rs`.
    pub fn new(trainer: &Trainer, copy: &mut NetworkCopy) -> Self {
        let used = trainer.dataset().validation.rows().min(PermutationImportance::ROWS);
        let mut rng = generator(trainer.experiment().config().seed, Stream::Permutation);
        let mut permutation = || {
            let mut order: Vec<usize> = (0..used).collect();
            shuffle(&mut order, &mut rng);
            order
        };
        let permutations = (0..PermutationImportance::REPEATS).map(|_| permutation()).collect();
        Self::with_permutations(trainer, copy, permutations)
    }

    /// The same with given permutations, as many as there are to be repeats.
    ///
    /// # Panics
    /// If one has not an order of all rows that are used.
    pub fn with_permutations(
        trainer: &Trainer,
        copy: &mut NetworkCopy,
        permutations: Vec<Vec<usize>>,
    ) -> Self {
        copy.update(trainer);
        let dataset = trainer.shared_dataset();
        let rows = evenly(dataset.validation.rows(), PermutationImportance::ROWS);
        for permutation in &permutations {
            let mut sorted = permutation.clone();
            sorted.sort_unstable();
            assert!(sorted.into_iter().eq(0..rows.len()), "a permutation orders all rows used");
        }
        let actual = rows.iter().map(|row| actual(&dataset, &dataset.validation, *row)).collect();
        Self {
            columns: column_inputs(&dataset),
            permutations,
            rows,
            actual,
            threshold: trainer.threshold(),
            epoch: trainer.epoch(),
            portion: copy.portion(),
            at: 0,
            sum: ScoreSum::default(),
            scores: Vec::new(),
            correlations: ColumnCorrelations::new(&dataset),
            dataset,
        }
    }

    /// How much is done, 0 to 1.
    pub fn progress(&self) -> f64 {
        let rows = self.rows.len().max(1) as f64;
        (self.scores.len() as f64 + self.at as f64 / rows) / self.passes() as f64
    }

    /// Goes on for some milliseconds at most; all columns once there are no more.
    ///
    /// # Errors
    /// Where there is no importance to be had, see [`NoImportance`].
    pub fn advance(
        &mut self,
        copy: &mut NetworkCopy,
    ) -> Option<Result<PermutationImportance, NoImportance>> {
        if self.rows.is_empty() {
            return Some(Err(NoImportance::NoRows));
        }
        if self.scores.len() < self.passes() {
            return self.score_portion(copy).err().map(Err);
        }
        if self.correlations.advance() {
            return None;
        }
        Some(self.found())
    }

    /// The baseline, and each column as often as there are permutations.
    fn passes(&self) -> usize {
        1 + self.columns.len() * self.permutations.len()
    }

    /// Scores the next rows of the pass under way.
    fn score_portion(&mut self, copy: &mut NetworkCopy) -> Result<(), NoImportance> {
        let to = (self.at + self.portion).min(self.rows.len());
        let rows = self.shuffled(self.at..to);
        let shape = (to - self.at, self.dataset.inputs());
        let rows = ArrayView2::from_shape(shape, &rows).map_err(|_| NoImportance::NoRows)?;
        let predicted = copy.predict_rows(&self.dataset, rows);
        let outputs = predicted.len() / (to - self.at);
        for (predicted, actual) in predicted.chunks(outputs).zip(&self.actual[self.at..to]) {
            // Of one that is no number no class is predicted either.
            if !predicted.iter().all(|number| widen(*number).is_finite()) {
                return Err(NoImportance::Diverged);
            }
            match self.score() {
                Score::Accuracy => {
                    let class = predicted_class(predicted, self.threshold);
                    self.sum.correct += usize::from(class == *actual as usize);
                }
                Score::R2 => {
                    let error = widen(predicted[0]) - widen(*actual);
                    self.sum.residual += error * error;
                }
            }
        }
        self.at = to;
        if to == self.rows.len() {
            self.scores.push(self.score_of(self.sum));
            (self.at, self.sum) = (0, ScoreSum::default());
        }
        Ok(())
    }

    /// The inputs of the rows `range` in the pass under way, row by row.
    fn shuffled(&self, range: Range<usize>) -> Vec<Float> {
        let inputs = &self.dataset.validation.inputs;
        let pass = self.scores.len().checked_sub(1);
        let pass =
            pass.map(|pass| (pass / self.permutations.len(), pass % self.permutations.len()));
        let mut rows = Vec::with_capacity(range.len() * self.dataset.inputs());
        for at in range {
            let from = rows.len();
            rows.extend_from_slice(inputs.row(self.rows[at]));
            if let Some((column, repeat)) = pass {
                let own = self.columns[column].1.clone();
                let other = inputs.row(self.rows[self.permutations[repeat][at]]);
                rows[from + own.start..from + own.end].copy_from_slice(&other[own]);
            }
        }
        rows
    }

    fn score(&self) -> Score {
        if self.dataset.facts().class_names.is_empty() { Score::R2 } else { Score::Accuracy }
    }

    fn score_of(&self, sum: ScoreSum) -> f64 {
        let rows = self.rows.len() as f64;
        match self.score() {
            Score::Accuracy => sum.correct as f64 / rows,
            Score::R2 => {
                let numbers = || self.actual.iter().map(|number| widen(*number));
                let mean = numbers().sum::<f64>() / rows;
                let variation: f64 = numbers().map(|t| (t - mean) * (t - mean)).sum();
                if variation > 0.0 { 1.0 - sum.residual / variation } else { 0.0 }
            }
        }
    }

    fn found(&self) -> Result<PermutationImportance, NoImportance> {
        let (baseline, shuffled) = (self.scores[0], &self.scores[1..]);
        let mut correlated = self.correlations.found().into_iter();
        let repeats = self.permutations.len().max(1);
        let mut columns = Vec::new();
        for ((column, _), scores) in self.columns.iter().zip(shuffled.chunks(repeats)) {
            let repeats: Vec<f64> = scores.iter().map(|score| baseline - score).collect();
            let count = repeats.len() as f64;
            let mean = repeats.iter().sum::<f64>() / count;
            let square = |x: f64| x * x;
            let variance = repeats.iter().map(|one| square(one - mean)).sum::<f64>() / count;
            let standard_deviation = variance.sqrt();
            // A score far below 0 can be too small for its square.
            if !(mean.is_finite() && standard_deviation.is_finite()) {
                return Err(NoImportance::Diverged);
            }
            columns.push(ColumnImportance {
                column: column.clone(),
                mean,
                standard_deviation,
                repeats,
                most_correlated: correlated.next().flatten(),
            });
        }
        Ok(PermutationImportance {
            epoch: self.epoch,
            score: self.score(),
            baseline,
            rows: [self.rows.len(), self.dataset.validation.rows()],
            columns,
            has_correlations: !are_too_many(&self.dataset),
        })
    }
}
