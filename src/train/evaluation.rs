//! Loss and metric of both parts at the end of an epoch, a chunk of rows at a time.

use ndarray::s;

use crate::config::{Loss, Metric};
use crate::data::{Dataset, Part};
use crate::nn::{Mode, Network, losses};
use crate::train::metrics;

/// Rows of a chunk. Fixed, so that the order of the sums never depends on the batch
/// size or on how long a slice is.
const CHUNK_ROWS: usize = 256;

/// What is measured.
#[derive(Debug, Clone, Copy)]
pub struct Measures {
    /// The loss.
    pub loss: Loss,
    /// The metric beside it.
    pub metric: Metric,
}

/// An evaluation under way.
#[derive(Debug, Clone, Copy, Default)]
pub struct Evaluation {
    training: Sums,
    validation: Sums,
}

/// Means over all rows of both parts.
#[derive(Debug, Clone, Copy)]
pub struct Evaluated {
    /// Loss on the training rows.
    pub loss: f64,
    /// Loss on the validation rows.
    pub val_loss: f64,
    /// Metric on the training rows.
    pub metric: f64,
    /// Metric on the validation rows.
    pub val_metric: f64,
}

#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    rows: usize,
    loss: f64,
    metric: f64,
}

impl Evaluation {
    /// Measures the next chunk; the means once all chunks are measured.
    pub fn advance(
        &mut self,
        network: &mut Network,
        dataset: &Dataset,
        measures: Measures,
    ) -> Option<Evaluated> {
        let (training, validation) = (&dataset.training, &dataset.validation);
        if self.training.rows < training.inputs.nrows() {
            self.training.add_chunk(network, training, measures);
        } else {
            self.validation.add_chunk(network, validation, measures);
        }
        (self.validation.rows == validation.inputs.nrows()).then(|| Evaluated {
            loss: self.training.loss / self.training.rows as f64,
            val_loss: self.validation.loss / self.validation.rows as f64,
            metric: self.training.metric / self.training.rows as f64,
            val_metric: self.validation.metric / self.validation.rows as f64,
        })
    }
}

impl Sums {
    fn add_chunk(&mut self, network: &mut Network, part: &Part, measures: Measures) {
        let end = (self.rows + CHUNK_ROWS).min(part.inputs.nrows());
        let inputs = part.inputs.slice(s![self.rows..end, ..]).to_owned();
        let targets = part.targets.slice(s![self.rows..end, ..]).to_owned();
        let raw = network.forward(inputs, Mode::Inference);
        self.loss += losses::sum_over_rows(measures.loss, &raw, &targets);
        self.metric += metrics::sum_over_rows(measures.metric, &raw, &targets);
        self.rows = end;
    }
}
