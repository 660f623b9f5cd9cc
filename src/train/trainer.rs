//! A run that can be taken in slices.

use std::rc::Rc;

use ndarray::ArrayView2;
use serde::{Deserialize, Serialize};

use crate::config::{CheckedExperiment, Metric, Monitor};
use crate::data::{Dataset, Part};
use crate::nn::losses::loss_input;
use crate::nn::{Float, Network, Weights, narrow};
use crate::train::class_weights::row_weights;
use crate::train::{
    BatchTrail, Batches, EpochReport, Evaluation, Learner, LearningRate, Outcome, StopReason,
    StoppingRule, Units,
};

/// `keras.Model.fit`, a mini-batch at a time.
///
/// The numbers depend on the experiment, the data and the changes made in between,
/// never on how the work is sliced (`tests/it/train/training.rs::slices_never_change_a_bit`).
pub struct Trainer {
    pub(super) experiment: CheckedExperiment,
    pub(super) learner: Learner,
    pub(super) evaluation: Evaluation,
    pub(super) units: Units,
    pub(super) dataset: Rc<Dataset>,
    pub(super) batches: Batches,
    pub(super) learning_rate: LearningRate,
    pub(super) logged: Logged,
    pub(super) trail: BatchTrail,
    metrics: Vec<Metric>,
    monitor: Monitor,
    pub(super) batch_size: u32,
    pub(super) epochs: u32,
    /// The epoch under way, counted from 1; 0 before the first.
    pub(super) epoch: u32,
    /// Epochs reported.
    pub(super) reported: u32,
    pub(super) rule: StoppingRule,
    /// Of the best epoch; empty before there is one, and kept for the next.
    pub(super) best_weights: Weights,
    pub(super) has_best_weights: bool,
    pub(super) next_step: NextStep,
    /// Whether it began with weights that no seed gives.
    pub(super) began_with_weights: bool,
    /// Of its checkpoints, once one was taken.
    pub(super) identity: Option<u32>,
}

/// The running mean of the batches' losses, as Keras logs it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Logged {
    pub(super) sum: f64,
    pub(super) rows: usize,
}

/// The result of one call of [`Trainer::work`].
#[derive(Debug, Clone, PartialEq)]
pub enum Work {
    /// There is more to do.
    Yielded,
    /// An epoch is over.
    Epoch(EpochReport),
    /// The run is over; comes in the call after the last [`Work::Epoch`], and again in
    /// every later call.
    Finished(Outcome),
}

/// The next step of the run.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) enum NextStep {
    BeginEpoch,
    TrainBatch,
    Evaluate,
    Finish(StopReason),
    Finished(Outcome),
}

impl NextStep {
    /// How a run that is over ended.
    pub(super) fn outcome(self) -> Option<Outcome> {
        match self {
            Self::Finished(outcome) => Some(outcome),
            _ => None,
        }
    }
}

impl Trainer {
    /// The run before its first epoch. `dataset` is the experiment's own, so both parts
    /// have rows and the columns fit the network.
    pub fn new(experiment: &CheckedExperiment, dataset: impl Into<Rc<Dataset>>) -> Self {
        let dataset = dataset.into();
        let config = experiment.config();
        let training = &config.training;
        let output = experiment.output();
        let network = Network::new(
            &config.network,
            dataset.inputs(),
            output,
            loss_input(training.loss, output.activation),
            config.seed,
        );
        let rows = dataset.training.rows();
        let trail = BatchTrail::new(&network);
        let weights = row_weights(&training.class_weights, config.data.task, &dataset.training);
        let metrics = experiment.metrics();
        Self {
            experiment: experiment.clone(),
            learner: Learner::new(training, network, weights),
            units: Units::new(training.loss, &metrics, &dataset.target_scaler),
            evaluation: Evaluation::new(experiment, rows),
            batches: Batches::new(rows, training.shuffle, config.seed),
            dataset,
            learning_rate: LearningRate::new(training.learning_rate, training.schedule),
            logged: Logged::default(),
            trail,
            metrics,
            monitor: if training.early_stopping {
                training.stopping.monitor
            } else {
                Monitor::ValLoss
            },
            batch_size: training.batch_size,
            epochs: training.epochs,
            epoch: 0,
            reported: 0,
            rule: StoppingRule::new(training.early_stopping.then_some(training.stopping)),
            best_weights: Weights::default(),
            has_best_weights: false,
            next_step: NextStep::BeginEpoch,
            began_with_weights: false,
            identity: None,
        }
    }

    /// Works until `may_go_on` says no or an epoch is over. It is asked after each
    /// mini-batch and each chunk of an evaluation, so every call gets something done.
    pub fn work(&mut self, may_go_on: &mut dyn FnMut() -> bool) -> Work {
        loop {
            match self.next_step {
                NextStep::BeginEpoch => {
                    self.epoch += 1;
                    self.batches.begin_epoch(self.batch_size);
                    self.logged = Logged::default();
                    self.next_step = NextStep::TrainBatch;
                    continue;
                }
                NextStep::TrainBatch => self.train_batch(),
                NextStep::Evaluate => {
                    if let Some(report) = self.evaluate() {
                        return Work::Epoch(report);
                    }
                }
                // It was given more of them.
                NextStep::Finish(StopReason::Completed) if self.epoch < self.epochs => {
                    self.next_step = NextStep::BeginEpoch;
                    continue;
                }
                NextStep::Finish(reason) => return Work::Finished(self.finish(reason)),
                NextStep::Finished(outcome) => return Work::Finished(outcome),
            }
            if !may_go_on() {
                return Work::Yielded;
            }
        }
    }

    /// Ends the run at the user's request, within an epoch or between two. A run that had
    /// already ended keeps its reason.
    pub fn stop(&mut self) -> Outcome {
        match self.next_step {
            NextStep::Finished(outcome) => outcome,
            NextStep::Finish(reason) => self.finish(reason),
            _ => self.finish(StopReason::StoppedByUser),
        }
    }

    /// The same experiment with more epochs: once the trainer is brought back to the end of
    /// the last, it goes on as if there had always been as many.
    ///
    /// Checked by `tests/it/worker/go_on.rs::a_run_that_is_over_goes_on_with_more_epochs`.
    pub fn extend(&mut self, experiment: &CheckedExperiment) {
        self.epochs = experiment.config().training.epochs;
        self.experiment = experiment.clone();
    }

    /// Takes effect from the next mini-batch; a schedule goes on from it.
    pub fn set_learning_rate(&mut self, learning_rate: f64) {
        self.learning_rate.set_start(learning_rate);
    }

    /// Takes effect from the next epoch.
    pub fn set_batch_size(&mut self, batch_size: u32) {
        self.batch_size = batch_size;
    }

    /// Takes effect from the next evaluation. It moves no weight, but what early stopping watches
    /// may be measured with it.
    ///
    /// Checked by `tests/it/train/live_settings.rs::a_threshold_changes_the_figures_alone`.
    pub fn set_threshold(&mut self, threshold: f64) {
        self.evaluation.set_threshold(threshold);
    }

    /// What parts two classes in the figures.
    pub fn threshold(&self) -> f64 {
        self.evaluation.threshold()
    }

    /// Whether an epoch is being measured, or is about to be.
    pub fn is_measuring(&self) -> bool {
        self.next_step == NextStep::Evaluate
    }

    /// Sets a weight by its place in the store. What is measured of the epoch under way begins
    /// again, so that no figure is of two networks. Whoever does it answers for it that training
    /// this way again meets the same change.
    ///
    /// Checked by `tests/it/worker/weight.rs::set_while_an_epoch_is_measured_it_is_met_again`.
    pub fn set_weight(&mut self, place: usize, value: Float) {
        self.evaluation.clear();
        if let Some(weight) = self.learner.network_mut().store_mut().values.get_mut(place) {
            *weight = value;
        }
    }

    /// The order in which the epoch takes its training rows.
    pub fn order(&self) -> &[usize] {
        self.batches.order()
    }

    /// Learning rate and batch size as they were set last.
    pub fn live_settings(&self) -> (f64, u32) {
        (self.learning_rate.start(), self.batch_size)
    }

    /// Epochs reported so far.
    pub fn reported(&self) -> u32 {
        self.reported
    }

    /// How the run ended, if it has.
    pub fn outcome(&self) -> Option<Outcome> {
        self.next_step.outcome()
    }

    /// Whether the weights as they stand are of use to anybody.
    ///
    /// Checked by `tests/it/worker/models_out.rs::a_run_that_diverged_is_no_model`.
    pub fn has_usable_weights(&self) -> bool {
        self.outcome().is_none_or(|end| end.left_usable_weights())
            && self.learner.network().store().all_finite()
    }

    /// What early stopping has seen.
    pub fn rule(&self) -> &StoppingRule {
        &self.rule
    }

    /// What moves the network.
    pub fn learner(&self) -> &Learner {
        &self.learner
    }

    /// The experiment that is trained.
    pub fn experiment(&self) -> &CheckedExperiment {
        &self.experiment
    }

    /// The epoch whose weights the network has: the one under way, counted from 1, or the
    /// one that was restored; 0 before the first.
    pub fn epoch(&self) -> u32 {
        match self.next_step {
            NextStep::Finished(outcome) => outcome.restored_epoch.unwrap_or(self.epoch),
            _ => self.epoch,
        }
    }

    /// The network in its current state.
    pub fn network_mut(&mut self) -> &mut Network {
        self.learner.network_mut()
    }

    /// The prepared rows, to be kept.
    pub fn shared_dataset(&self) -> Rc<Dataset> {
        Rc::clone(&self.dataset)
    }

    /// The prepared rows.
    pub fn dataset(&self) -> &Dataset {
        &self.dataset
    }

    /// What the network says to every row of a part, in the units that it learns:
    /// [`Dataset::target_scaler`] has the way back.
    ///
    /// Checked by `tests/it/train/units.rs::losses_and_metrics_are_in_the_units_of_the_target`.
    ///
    /// # Shapes
    /// `[rows, outputs]`
    pub fn predict(&mut self, of: impl Fn(&Dataset) -> &Part) -> ArrayView2<'_, Float> {
        self.learner.network_mut().predict(of(&self.dataset).inputs.view()).array()
    }

    fn train_batch(&mut self) {
        if let Some(rows) = self.batches.next_batch() {
            let part = &self.dataset.training;
            let count = rows.count(part);
            let loss = self.learner.step(part, rows, self.learning_rate.now());
            self.logged.sum += loss * count as f64;
            self.logged.rows += count;
            self.learning_rate.advance();
            let step = self.learning_rate.updates();
            self.trail.add(step, loss, &self.learner.network().store().values);
            if !narrow(loss).is_finite() {
                self.diverge();
                return;
            }
        }
        if !self.batches.has_next() {
            // A weight that is no number can hide from the loss, behind a dead unit.
            if self.learner.network().store().all_finite() {
                self.next_step = NextStep::Evaluate;
            } else {
                self.diverge();
            }
        }
    }

    /// One chunk; the epoch's report after the last one.
    fn evaluate(&mut self) -> Option<EpochReport> {
        let logged_loss = self.logged.sum / self.logged.rows as f64;
        let network = self.learner.network_mut();
        let figures = self.evaluation.advance(network, &self.dataset, logged_loss)?;
        if !figures.are_numbers() {
            self.diverge();
            return None;
        }
        let figures = self.units.figures(figures);
        self.learning_rate.observe(figures.val_loss);
        let watched = figures.monitored(self.monitor, &self.metrics);
        let verdict = self.rule.observe(self.epoch, watched);
        let report = EpochReport {
            epoch: self.epoch,
            figures,
            learning_rate: self.learning_rate.now(),
            best_epoch: self.rule.best_epoch(),
            wait: self.rule.wait(),
        };
        self.reported += 1;
        if verdict.improved && self.rule.restores_best_weights() {
            self.learner.network().copy_weights(&mut self.best_weights);
            self.has_best_weights = true;
        }
        self.next_step = if verdict.stop {
            NextStep::Finish(StopReason::EarlyStopped { best_epoch: report.best_epoch })
        } else if self.epoch == self.epochs {
            NextStep::Finish(StopReason::Completed)
        } else {
            NextStep::BeginEpoch
        };
        Some(report)
    }

    fn diverge(&mut self) {
        self.next_step = NextStep::Finish(StopReason::Diverged { epoch: self.epoch });
    }

    fn finish(&mut self, reason: StopReason) -> Outcome {
        let restored_epoch = self.has_best_weights.then(|| {
            self.learner.network_mut().restore(&self.best_weights);
            self.rule.best_epoch()
        });
        let outcome = Outcome { reason, restored_epoch };
        self.next_step = NextStep::Finished(outcome);
        outcome
    }
}
