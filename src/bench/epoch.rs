//! An epoch and nothing around it.
//!
//! Checked by `tests/it/bench/speed_page.rs`.

use crate::bench::{Timed, Workload};
use crate::config::CheckedExperiment;
use crate::data::Dataset;
use crate::nn::Network;
use crate::nn::losses::loss_input;
use crate::train::{Batches, Evaluation, Figures, Learner};

/// Of the rows, not of the run on them.
const DATA_SEED: u32 = 7;

/// A run without an end, taken epoch by epoch: what [`Trainer`](crate::train::Trainer)
/// does, without slices, early stopping and reports.
pub struct EndlessRun {
    experiment: CheckedExperiment,
    dataset: Dataset,
    learner: Learner,
    batches: Batches,
    evaluation: Evaluation,
    /// Whether an epoch of [`Timed`] ends with [`EndlessRun::measure`].
    reading: bool,
}

impl EndlessRun {
    /// Before the first epoch. With `reading` an epoch of [`Timed`] measures both losses
    /// as a run on the page does; without, it only trains.
    pub fn new(workload: &Workload, reading: bool) -> Self {
        let experiment = workload.experiment();
        let dataset = workload.shape.dataset(DATA_SEED);
        let rows = dataset.training.rows();
        Self {
            learner: learner(&experiment, dataset.inputs()),
            batches: batches(&experiment, rows),
            evaluation: Evaluation::new(&experiment, rows),
            experiment,
            dataset,
            reading,
        }
    }

    /// Rows that an epoch trains on.
    pub fn rows(&self) -> usize {
        self.dataset.training.rows()
    }

    /// Back before the first epoch.
    pub fn restart(&mut self) {
        self.learner = learner(&self.experiment, self.dataset.inputs());
        self.batches = batches(&self.experiment, self.rows());
    }

    /// All rows once, in a new order, in mini-batches. Returns the mean of the batches'
    /// losses, as Keras logs it.
    pub fn train_epoch(&mut self) -> f64 {
        let training = &self.experiment.config().training;
        self.batches.begin_epoch(training.batch_size);
        let mut sum = 0.0;
        while let Some(rows) = self.batches.next_batch() {
            let part = &self.dataset.training;
            let count = rows.count(part);
            sum += self.learner.step(part, rows, training.learning_rate) * count as f64;
        }
        sum / self.rows() as f64
    }

    /// One mini-batch, of the next epoch if this one is over.
    pub fn train_batch(&mut self) {
        let training = &self.experiment.config().training;
        if !self.batches.has_next() {
            self.batches.begin_epoch(training.batch_size);
        }
        if let Some(rows) = self.batches.next_batch() {
            self.learner.step(&self.dataset.training, rows, training.learning_rate);
        }
    }

    /// Loss and metrics of training and validation rows: what a run on the page computes
    /// at the end of an epoch.
    pub fn measure(&mut self) -> Figures {
        loop {
            let network = self.learner.network_mut();
            if let Some(figures) = self.evaluation.advance(network, &self.dataset, 0.0) {
                return figures;
            }
        }
    }
}

impl Timed for EndlessRun {
    /// A fresh network, so that none is measured in a state that no user sees. The first
    /// mini-batch takes the memory that all later ones share.
    fn begin_round(&mut self) {
        self.restart();
        self.train_batch();
    }

    fn warm_up(&mut self) {
        self.train_batch();
    }

    fn once(&mut self) {
        self.train_epoch();
        if self.reading {
            self.measure();
        }
    }
}

fn learner(experiment: &CheckedExperiment, inputs: usize) -> Learner {
    let config = experiment.config();
    let output = experiment.output();
    let raw = loss_input(config.training.loss, output.activation);
    let network = Network::new(&config.network, inputs, output, raw, config.seed);
    Learner::new(&config.training, network, Vec::new())
}

fn batches(experiment: &CheckedExperiment, rows: usize) -> Batches {
    Batches::new(rows, true, experiment.config().seed)
}
