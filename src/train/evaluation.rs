//! Loss and metrics of both parts at the end of an epoch, a chunk of rows at a time.

use crate::config::{CheckedExperiment, Loss, limits};
use crate::data::{Dataset, Part};
use crate::nn::random::{Stream, below, generator};
use crate::nn::{Matrix, Mode, Network, View, losses};
use crate::train::metrics::Tally;
use crate::train::{Figures, PartFigures};

/// Rows of a chunk. Fixed, so that the order of the sums never depends on the batch
/// size or on how long a slice is.
pub(super) const CHUNK_ROWS: usize = 256;

/// Measures a network in its current state: in inference mode, as `keras.Model.evaluate`, with
/// the regularizers' penalty and without class weights; in the units that it learns.
///
/// Of more than [`limits::MAX_MEASURED_ROWS`] training rows a fixed, seeded sample is
/// measured, for a pass over all of them would cost as much as a third of the training.
pub struct Evaluation {
    loss: Loss,
    /// The measured training rows in the order of the file; empty for all of them.
    sample: Vec<usize>,
    training: Sums,
    validation: Sums,
    /// The rows of a chunk of the sample.
    inputs: Matrix,
    targets: Matrix,
}

/// One part, as far as it is measured.
struct Sums {
    rows: usize,
    loss: f64,
    tally: Tally,
}

impl Evaluation {
    /// For the runs of `experiment` on `training_rows` rows.
    pub fn new(experiment: &CheckedExperiment, training_rows: usize) -> Self {
        Self {
            loss: experiment.config().training.loss,
            sample: sample(training_rows, experiment.config().seed),
            training: Sums::new(experiment),
            validation: Sums::new(experiment),
            inputs: Matrix::default(),
            targets: Matrix::default(),
        }
    }

    /// The training rows that are measured; `None` for all of them.
    pub(super) fn measured_rows(&self) -> Option<&[usize]> {
        (!self.sample.is_empty()).then_some(&self.sample[..])
    }

    /// Ready for the next epoch, whatever was measured of this one.
    pub(super) fn clear(&mut self) {
        self.training.finish();
        self.validation.finish();
    }

    /// The threshold that parts two classes.
    pub(super) fn threshold(&self) -> f64 {
        self.training.tally.threshold()
    }

    /// Parts two classes at another threshold. What is measured of the epoch under way begins
    /// again, so that no figure is of two thresholds.
    pub(super) fn set_threshold(&mut self, threshold: f64) {
        self.clear();
        self.training.tally.set_threshold(threshold);
        self.validation.tally.set_threshold(threshold);
    }

    /// Measures the next chunk; the means once all chunks are measured, and then it is
    /// ready for the next epoch. `logged_loss` is what the training itself measured.
    pub fn advance(
        &mut self,
        network: &mut Network,
        dataset: &Dataset,
        logged_loss: f64,
    ) -> Option<Figures> {
        let (training, validation) = (&dataset.training, &dataset.validation);
        let measured = if self.sample.is_empty() { training.rows() } else { self.sample.len() };
        if self.training.rows < measured {
            let (from, to) = chunk(self.training.rows, measured);
            if self.sample.is_empty() {
                self.training.add_rows(self.loss, network, training, from, to);
            } else {
                self.inputs.gather(&training.inputs, &self.sample[from..to]);
                self.targets.gather(&training.targets, &self.sample[from..to]);
                self.training.add(self.loss, network, self.inputs.view(), self.targets.view());
            }
        } else {
            let (from, to) = chunk(self.validation.rows, validation.rows());
            self.validation.add_rows(self.loss, network, validation, from, to);
        }
        (self.validation.rows == validation.rows()).then(|| {
            let penalty = network.store().penalty();
            let (loss, metrics) = self.training.finish();
            let (val_loss, val_metrics) = self.validation.finish();
            Figures {
                loss: loss + penalty,
                val_loss: val_loss + penalty,
                logged_loss,
                metrics,
                val_metrics,
            }
        })
    }
}

/// Loss and metrics of all rows of `part`, as [`Evaluation`] measures validation rows.
pub(super) fn evaluate(
    experiment: &CheckedExperiment,
    threshold: f64,
    network: &mut Network,
    part: &Part,
) -> PartFigures {
    let mut sums = Sums::new(experiment);
    sums.tally.set_threshold(threshold);
    while sums.rows < part.rows() {
        let (from, to) = chunk(sums.rows, part.rows());
        sums.add_rows(experiment.config().training.loss, network, part, from, to);
    }
    let (loss, metrics) = sums.finish();
    PartFigures { loss: loss + network.store().penalty(), metrics }
}

impl Sums {
    fn new(experiment: &CheckedExperiment) -> Self {
        let tally = Tally::new(experiment.metrics(), experiment.threshold());
        Self { rows: 0, loss: 0.0, tally }
    }

    fn add_rows(&mut self, loss: Loss, network: &mut Network, part: &Part, from: usize, to: usize) {
        let (inputs, targets) = (part.inputs.rows_view(from, to), part.targets.rows_view(from, to));
        self.add(loss, network, inputs, targets);
    }

    fn add(&mut self, loss: Loss, network: &mut Network, inputs: View<'_>, targets: View<'_>) {
        network.forward(inputs, Mode::Inference);
        // The gradient comes with the loss; here nobody reads it.
        let kind = network.raw();
        let (raw, gradient) = network.output_and_gradient();
        self.loss += losses::evaluate(loss, kind, raw, targets, &[], gradient);
        self.tally.add(network.to_predictions(), targets);
        self.rows += inputs.rows();
    }

    /// The means, and back to the start.
    fn finish(&mut self) -> (f64, Vec<f64>) {
        let means = (self.loss / self.rows as f64, self.tally.values());
        self.tally.clear();
        (self.rows, self.loss) = (0, 0.0);
        means
    }
}

fn chunk(from: usize, rows: usize) -> (usize, usize) {
    (from, (from + CHUNK_ROWS).min(rows))
}

/// As many distinct rows as may be measured, in order; empty if that is all of them.
///
/// Checked by `tests/it/train/fit.rs::a_large_table_is_measured_on_a_fixed_sample`.
fn sample(rows: usize, seed: u32) -> Vec<usize> {
    let wanted = limits::MAX_MEASURED_ROWS;
    if rows <= wanted {
        return Vec::new();
    }
    // Knuth's selection sampling: each row with the chance that is left to it.
    let mut rng = generator(seed, Stream::Sample);
    let mut chosen = Vec::with_capacity(wanted);
    for row in 0..rows {
        let left = (wanted - chosen.len()) as u32;
        if below((rows - row) as u32, &mut rng) < left {
            chosen.push(row);
        }
    }
    chosen
}
