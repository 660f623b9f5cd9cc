//! Predictions of a part, some rows at a time, with weights that stand still meanwhile.

use std::rc::Rc;

use ndarray::ArrayView2;

use super::{Answer, ColumnValues, PartName, Predictions, ResidualsAcross, ResidualsOver};
use crate::data::{Dataset, Part, Table};
use crate::nn::losses::loss_input;
use crate::nn::{Float, Network, View, Weights, narrow, widen};
use crate::train::Trainer;
use crate::train::metrics::class_of;

/// Weights times rows of one portion: some milliseconds.
const WORK: usize = 4_000_000;
/// The rows of a portion, at least and at most.
const ROWS: (usize, usize) = (8, 256);

/// A network with the weights that another had at a moment.
///
/// A run that is looked into after every epoch has the same bits:
/// `tests/it/worker/inspection.rs::a_run_that_is_looked_into_has_the_same_bits`.
pub struct NetworkCopy {
    network: Network,
    weights: Weights,
}

impl NetworkCopy {
    /// Of the network of a run.
    pub fn new(trainer: &Trainer) -> Self {
        let experiment = trainer.experiment();
        let (config, output) = (experiment.config(), experiment.output());
        let kind = loss_input(config.training.loss, output.activation);
        let inputs = trainer.dataset().inputs();
        let network = Network::new(&config.network, inputs, output, kind, config.seed);
        Self { network, weights: Weights::default() }
    }

    /// Takes over the weights as they stand.
    pub fn update(&mut self, trainer: &Trainer) {
        trainer.learner().network().copy_weights(&mut self.weights);
        self.network.restore(&self.weights);
    }

    /// What it says, in the units that it learns.
    ///
    /// # Shapes
    /// `[rows, inputs] -> [rows, outputs]`
    pub fn predict(&mut self, inputs: View<'_>) -> ArrayView2<'_, Float> {
        self.network.predict(inputs).array()
    }

    /// What it says of rows, in the units of [`Predictions::predicted`].
    ///
    /// # Shapes
    /// `[rows, inputs] -> [rows, outputs]`, row by row
    pub(super) fn predict_rows(
        &mut self,
        dataset: &Dataset,
        rows: ArrayView2<'_, Float>,
    ) -> Vec<Float> {
        in_units(dataset, self.network.predict_rows(rows)).collect()
    }

    /// The network with the weights that it was given last.
    pub(super) fn network_mut(&mut self) -> &mut Network {
        &mut self.network
    }

    /// Rows that take some milliseconds.
    pub(super) fn portion(&self) -> usize {
        (WORK / self.weights.count().max(1)).clamp(ROWS.0, ROWS.1)
    }
}

/// What leaves the network, in the units of [`Predictions::predicted`].
pub(super) fn in_units(
    dataset: &Dataset,
    predicted: ArrayView2<'_, Float>,
) -> impl Iterator<Item = Float> {
    let scaler = dataset.target_scaler;
    let are_classes = !dataset.facts().class_names.is_empty();
    let in_units = move |number: Float| {
        if are_classes { number } else { narrow(scaler.inverse(widen(number))) }
    };
    predicted.into_iter().map(move |number| in_units(*number))
}

/// Predictions under way.
pub struct PredictionJob {
    dataset: Rc<Dataset>,
    portion: usize,
    found: Predictions,
}

impl PredictionJob {
    /// Of the rows of a part, with the weights that are copied now.
    pub fn new(
        trainer: &Trainer,
        copy: &mut NetworkCopy,
        table: &Table,
        (part, over): (PartName, &ResidualsOver),
    ) -> Self {
        copy.update(trainer);
        let dataset = trainer.shared_dataset();
        let (rows, prepared) = part.rows_of(&dataset);
        let classes = dataset.facts().class_names.clone();
        let across = match over {
            // Classes have no residuals.
            ResidualsOver::Actual if classes.is_empty() => ResidualsAcross::Actual,
            ResidualsOver::Column(name) if classes.is_empty() => {
                ResidualsAcross::Column(ColumnValues::new(table, rows, name))
            }
            _ => ResidualsAcross::Prediction,
        };
        let actual = (0..rows.len()).map(|row| actual(&dataset, prepared, row));
        let found = Predictions {
            part,
            epoch: trainer.epoch(),
            outputs: trainer.experiment().output().units as usize,
            predicted: Vec::with_capacity(rows.len()),
            actual: actual.collect(),
            rows: rows.iter().map(|row| *row as u32).collect(),
            classes,
            across,
        };
        Self { dataset, portion: copy.portion(), found }
    }

    /// Predicts the next rows; the answer once there are no more.
    pub fn advance(&mut self, copy: &mut NetworkCopy) -> Option<Answer> {
        let from = self.found.predicted.len() / self.found.outputs.max(1);
        let (_, part) = self.found.part.rows_of(&self.dataset);
        let to = (from + self.portion).min(part.rows());
        if from < to {
            let predicted = copy.network.predict(part.inputs.rows_view(from, to)).array();
            self.found.predicted.extend(in_units(&self.dataset, predicted));
        }
        (to == part.rows()).then(|| checked(std::mem::take(&mut self.found)))
    }
}

fn checked(found: Predictions) -> Answer {
    if found.rows.is_empty() {
        Answer::NoRows(found.part)
    } else if found.predicted.iter().all(|number| widen(*number).is_finite()) {
        Answer::Predictions(Box::new(found))
    } else {
        Answer::Diverged
    }
}

/// What is true of a row, in the units of [`Predictions::actual`].
pub(super) fn actual(dataset: &Dataset, part: &Part, row: usize) -> Float {
    let of_row = part.targets.row(row);
    if dataset.facts().class_names.is_empty() {
        narrow(dataset.target_scaler.inverse(widen(of_row[0])))
    } else {
        narrow(class_of(of_row) as f64)
    }
}
