//! A run that can be taken in slices.

use ndarray::Axis;

use crate::config::CheckedExperiment;
use crate::data::Dataset;
use crate::nn::optimizers::{self, Optimizer};
use crate::nn::{Mode, Network, Weights, losses, narrow};
use crate::train::evaluation::{Evaluated, Evaluation, Measures};
use crate::train::{Batches, EpochReport, Outcome, StopReason, StoppingRule};

/// `keras.Model.fit`, a mini-batch at a time.
///
/// The numbers depend on the experiment, the data and the changes made in between,
/// never on how the work is sliced (`tests/it/training.rs::slices_never_change_a_bit`).
pub struct Trainer {
    network: Network,
    optimizer: Box<dyn Optimizer>,
    dataset: Dataset,
    measures: Measures,
    batches: Batches,
    learning_rate: f64,
    batch_size: u32,
    epochs: u32,
    /// The epoch under way, counted from 1; 0 before the first.
    epoch: u32,
    rule: StoppingRule,
    best_weights: Option<Weights>,
    phase: Phase,
}

/// What one call of [`Trainer::work`] came to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Work {
    /// There is more to do.
    Yielded,
    /// An epoch is over.
    Epoch(EpochReport),
    /// The run is over; comes in the call after the last [`Work::Epoch`], and again in
    /// every later call.
    Finished(Outcome),
}

/// What the run does next.
enum Phase {
    BeginEpoch,
    TrainBatch,
    Evaluate(Evaluation),
    Finish(StopReason),
    Finished(Outcome),
}

impl Trainer {
    /// The run before its first epoch. `dataset` is the experiment's own, so both parts
    /// have rows and the columns fit the network.
    pub fn new(experiment: &CheckedExperiment, dataset: Dataset) -> Self {
        let config = experiment.config();
        let training = &config.training;
        Self {
            network: Network::new(
                &config.network,
                experiment.inputs(),
                experiment.output(),
                config.seed,
            ),
            optimizer: optimizers::new(training.optimizer),
            measures: Measures { loss: training.loss, metric: experiment.metric() },
            batches: Batches::new(dataset.training.inputs.nrows(), config.seed),
            dataset,
            learning_rate: training.learning_rate,
            batch_size: training.batch_size,
            epochs: training.epochs,
            epoch: 0,
            rule: StoppingRule::new(training.early_stopping.then_some(training.stopping)),
            best_weights: None,
            phase: Phase::BeginEpoch,
        }
    }

    /// Works until `may_go_on` says no or an epoch is over. It is asked after each
    /// mini-batch and each chunk of an evaluation, so every call gets something done.
    pub fn work(&mut self, may_go_on: &mut dyn FnMut() -> bool) -> Work {
        loop {
            match self.phase {
                Phase::BeginEpoch => {
                    self.epoch += 1;
                    self.batches.begin_epoch(self.batch_size);
                    self.phase = Phase::TrainBatch;
                    continue;
                }
                Phase::TrainBatch => self.train_batch(),
                Phase::Evaluate(evaluation) => {
                    if let Some(report) = self.evaluate(evaluation) {
                        return Work::Epoch(report);
                    }
                }
                Phase::Finish(reason) => return Work::Finished(self.finish(reason)),
                Phase::Finished(outcome) => return Work::Finished(outcome),
            }
            if !may_go_on() {
                return Work::Yielded;
            }
        }
    }

    /// Ends the run for the user, in the midst of an epoch or between two. A run that had
    /// come to its own end keeps its reason.
    pub fn stop(&mut self) -> Outcome {
        match self.phase {
            Phase::Finished(outcome) => outcome,
            Phase::Finish(reason) => self.finish(reason),
            _ => self.finish(StopReason::StoppedByUser),
        }
    }

    /// Takes effect from the next mini-batch.
    pub fn set_learning_rate(&mut self, learning_rate: f64) {
        self.learning_rate = learning_rate;
    }

    /// Takes effect from the next epoch.
    pub fn set_batch_size(&mut self, batch_size: u32) {
        self.batch_size = batch_size;
    }

    /// The network as it stands.
    pub fn network_mut(&mut self) -> &mut Network {
        &mut self.network
    }

    fn train_batch(&mut self) {
        if let Some(rows) = self.batches.next_batch() {
            let x = self.dataset.training.inputs.select(Axis(0), rows);
            let targets = self.dataset.training.targets.select(Axis(0), rows);
            let loss = self.measures.loss;
            let raw = self.network.forward(x, Mode::Training);
            let mean = losses::sum_over_rows(loss, &raw, &targets) / raw.nrows() as f64;
            if !is_representable(mean) {
                self.diverge();
                return;
            }
            self.network.backward(losses::gradient(loss, &raw, &targets));
            self.optimizer.step(self.network.params_mut(), self.learning_rate);
        }
        if !self.batches.has_next() {
            // A weight that is no number can hide from the loss, behind a dead unit.
            if self.network.all_finite() {
                self.phase = Phase::Evaluate(Evaluation::default());
            } else {
                self.diverge();
            }
        }
    }

    /// One chunk; the epoch's report after the last one.
    fn evaluate(&mut self, mut evaluation: Evaluation) -> Option<EpochReport> {
        let evaluated = evaluation.advance(&mut self.network, &self.dataset, self.measures);
        let Some(evaluated) = evaluated else {
            self.phase = Phase::Evaluate(evaluation);
            return None;
        };
        let Evaluated { loss, val_loss, metric, val_metric } = evaluated;
        if ![loss, val_loss, metric, val_metric].into_iter().all(is_representable) {
            self.diverge();
            return None;
        }
        let verdict = self.rule.observe(self.epoch, val_loss);
        let (best_epoch, wait) = (self.rule.best_epoch(), self.rule.wait());
        if verdict.improved && self.rule.restores_best_weights() {
            self.best_weights = Some(self.network.weights());
        }
        self.phase = if verdict.stop {
            Phase::Finish(StopReason::EarlyStopped { best_epoch })
        } else if self.epoch == self.epochs {
            Phase::Finish(StopReason::Completed)
        } else {
            Phase::BeginEpoch
        };
        let epoch = self.epoch;
        Some(EpochReport { epoch, loss, val_loss, metric, val_metric, best_epoch, wait })
    }

    fn diverge(&mut self) {
        self.phase = Phase::Finish(StopReason::Diverged { epoch: self.epoch });
    }

    fn finish(&mut self, reason: StopReason) -> Outcome {
        let restored_epoch = self.best_weights.take().map(|weights| {
            self.network.restore(&weights);
            self.rule.best_epoch()
        });
        let outcome = Outcome { reason, restored_epoch };
        self.phase = Phase::Finished(outcome);
        outcome
    }
}

/// Whether Keras, whose losses are of the engine's number type, would see a number.
fn is_representable(loss: f64) -> bool {
    narrow(loss).is_finite()
}
