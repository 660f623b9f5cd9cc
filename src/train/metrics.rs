//! Metrics: what is measured besides the loss.

use ndarray::ArrayView2;

use crate::config::Metric;
use crate::nn::{Float, View, widen};

/// Rows seen so far, counted for the metrics that are asked for.
///
/// # Formula
/// With predictions `p` and targets `t`:
/// - accuracy: share of rows whose class is predicted; two classes: class 1 where
///   `p > threshold`; several: the largest `p`, the first of equals
///   (`keras.metrics.{BinaryAccuracy, CategoricalAccuracy}`)
/// - MAE `mean(|p - t|)`, MSE `mean((p - t)^2)`, RMSE its root, R2
///   `1 - sum((p - t)^2) / sum((t - mean(t))^2)`, 0 for a constant target
/// - precision `tp / (tp + fp)`, recall `tp / (tp + fn)`, 0 where nothing is counted
/// - AUC: the share of pairs of a row of class 1 and one of class 0 in which `p` puts
///   the first higher, a tie a half; exact, where `keras.metrics.AUC` is an
///   approximation; 0 if a class has no rows
///
/// Checked by `tests/it/golden/metrics.rs` and `tests/it/nn/losses.rs`.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    metrics: Vec<Metric>,
    threshold: f64,
    rows: usize,
    correct: usize,
    true_positive: usize,
    false_positive: usize,
    false_negative: usize,
    absolute: f64,
    square: f64,
    target_sum: f64,
    target_square: f64,
    /// Prediction and whether the row is of class 1, for the AUC alone.
    scores: Vec<(Float, bool)>,
}

impl Tally {
    /// Nothing seen; `threshold` parts two classes.
    pub fn new(metrics: Vec<Metric>, threshold: f64) -> Self {
        Self { metrics, threshold, ..Self::default() }
    }

    /// What parts two classes.
    pub fn threshold(&self) -> f64 {
        self.threshold
    }

    /// Parts two classes elsewhere, in the rows that follow.
    pub fn set_threshold(&mut self, threshold: f64) {
        self.threshold = threshold;
    }

    /// Forgets the rows.
    pub fn clear(&mut self) {
        let mut scores = std::mem::take(&mut self.scores);
        scores.clear();
        let metrics = std::mem::take(&mut self.metrics);
        *self = Self { metrics, threshold: self.threshold, scores, ..Self::default() };
    }

    /// Counts rows.
    ///
    /// # Shapes
    /// `predictions` `[rows, outputs]`; `targets` the same, or `[rows, 1]` with the
    /// number of the class.
    pub fn add(&mut self, predictions: View<'_>, targets: View<'_>) {
        self.rows += predictions.rows();
        let counts_classes =
            self.has(Metric::Accuracy) || self.has(Metric::Precision) || self.has(Metric::Recall);
        let counts_errors = self.metrics.iter().any(|metric| !metric.is_share());
        let keeps_scores = self.has(Metric::Auc);
        for (p, t) in predictions.iter_rows().zip(targets.iter_rows()) {
            if counts_classes {
                self.count_class(self.predicted_class(p), class_of(t));
            }
            if counts_errors {
                self.count_errors(p, t);
            }
            if keeps_scores {
                self.scores.push((p[0], class_of(t) == 1));
            }
        }
    }

    /// The metrics over all rows counted, in the order in which they were asked for.
    pub fn values(&mut self) -> Vec<f64> {
        if self.has(Metric::Auc) {
            self.scores.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        }
        self.metrics.iter().map(|&metric| self.value(metric)).collect()
    }

    fn has(&self, metric: Metric) -> bool {
        self.metrics.contains(&metric)
    }

    fn value(&self, metric: Metric) -> f64 {
        let rows = self.rows as f64;
        let share = |part: usize, of: usize| if of == 0 { 0.0 } else { part as f64 / of as f64 };
        match metric {
            Metric::Accuracy => share(self.correct, self.rows),
            Metric::MeanAbsoluteError => self.absolute / rows,
            Metric::MeanSquaredError => self.square / rows,
            Metric::RootMeanSquaredError => (self.square / rows).sqrt(),
            Metric::R2 => {
                let variation = self.target_square - self.target_sum * self.target_sum / rows;
                if variation > 0.0 { 1.0 - self.square / variation } else { 0.0 }
            }
            Metric::Precision => {
                share(self.true_positive, self.true_positive + self.false_positive)
            }
            Metric::Recall => share(self.true_positive, self.true_positive + self.false_negative),
            Metric::Auc => area_under_curve(&self.scores),
        }
    }

    fn count_class(&mut self, predicted: usize, class: usize) {
        self.correct += usize::from(predicted == class);
        self.true_positive += usize::from(predicted == 1 && class == 1);
        self.false_positive += usize::from(predicted == 1 && class != 1);
        self.false_negative += usize::from(predicted != 1 && class == 1);
    }

    fn count_errors(&mut self, p: &[Float], t: &[Float]) {
        let (mut absolute, mut square) = (0.0, 0.0);
        for (&p, &t) in p.iter().zip(t) {
            let error = widen(p) - widen(t);
            absolute += error.abs();
            square += error * error;
            self.target_sum += widen(t);
            self.target_square += widen(t) * widen(t);
        }
        self.absolute += absolute / p.len() as f64;
        self.square += square / p.len() as f64;
    }

    fn predicted_class(&self, p: &[Float]) -> usize {
        predicted_class(p, self.threshold)
    }
}

/// How often each class is predicted as each: `[class][predicted]`, counts of rows.
///
/// Source: `sklearn.metrics.confusion_matrix`. Checked by `tests/it/golden/metrics.rs`.
///
/// # Shapes
/// As [`Tally::add`]; the result `[classes, classes]`.
pub fn confusion_matrix(
    predictions: ArrayView2<'_, Float>,
    targets: ArrayView2<'_, Float>,
    threshold: f64,
) -> Vec<Vec<usize>> {
    let classes = predictions.ncols().max(2);
    let mut counts = vec![vec![0; classes]; classes];
    for (p, t) in predictions.rows().into_iter().zip(targets.rows()) {
        // An array may lie in memory in any way, so its row need not be a slice.
        counts[class_of(&t.to_vec())][predicted_class(&p.to_vec(), threshold)] += 1;
    }
    counts
}

/// The class of a row: the number itself, or where the one is.
pub fn class_of(targets: &[Float]) -> usize {
    if targets.len() == 1 { targets[0] as usize } else { first_largest(targets) }
}

/// The class predicted for a row: of two by the threshold, of several the largest, the first of
/// equals.
pub fn predicted_class(p: &[Float], threshold: f64) -> usize {
    if p.len() == 1 { usize::from(widen(p[0]) > threshold) } else { first_largest(p) }
}

fn first_largest(row: &[Float]) -> usize {
    let mut largest = 0;
    for (index, &value) in row.iter().enumerate() {
        if value > row[largest] {
            largest = index;
        }
    }
    largest
}

/// The area by ranks: equal scores share the mean of theirs. `scores` are sorted.
fn area_under_curve(scores: &[(Float, bool)]) -> f64 {
    let positives = scores.iter().filter(|(_, positive)| *positive).count() as f64;
    let negatives = scores.len() as f64 - positives;
    if positives == 0.0 || negatives == 0.0 {
        return 0.0;
    }
    let (mut won, mut below) = (0.0, 0.0);
    for equals in scores.chunk_by(|a, b| a.0 == b.0) {
        let up = equals.iter().filter(|(_, positive)| *positive).count() as f64;
        let down = equals.len() as f64 - up;
        won += up * (below + 0.5 * down);
        below += down;
    }
    won / (positives * negatives)
}
