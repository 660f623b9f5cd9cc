//! Changes of an experiment that may be offered, each checked before it is.
//!
//! Checked by `tests/it/train/diagnosis/suggestions.rs::suggestions_can_run_and_bring_no_advice`.

use super::edits::{
    activation_of, capital, dense_blocks, has_exponential, scale_all, set_activations, tidy,
    unscaled,
};
use super::rules::{RunAnalysis, Stuck};
use super::{Idle, Suggestion};
use crate::config::{
    Activation, BatchNormConfig, ClassWeights, Clipping, DenseConfig, EarlyStopping,
    ExperimentConfig, LayerConfig, Optimizer, Regularizer, limits,
};
use crate::t;
use crate::text::Decimal;

/// Epochs that early stopping waits at least.
const LEAST_PATIENCE: u32 = 10;
/// Learning rates at which nearly every network of this size trains.
const SAFE_SGD: f64 = 0.01;
/// The same for optimizers whose steps are about as long as the rate.
const SAFE_ADAPTIVE: f64 = 0.001;
/// Units of a hidden layer for a network without one.
const FIRST_UNITS: u32 = 32;

/// Edits of one experiment, each on its own.
pub(super) struct Offers<'a> {
    analysis: &'a RunAnalysis<'a>,
    pub before: &'a ExperimentConfig,
    /// What is advised already.
    advised: usize,
    pub suggestions: Vec<Suggestion>,
}

impl<'a> Offers<'a> {
    pub(super) fn new(analysis: &'a RunAnalysis<'a>) -> Self {
        let before = analysis.evidence.experiment.config();
        let advised = before.advice(analysis.evidence.table).len();
        Self { analysis, before, advised, suggestions: Vec::new() }
    }

    /// Offers a change, if it is one, can run and is not unwise itself.
    fn to(&mut self, label: &str, why: &str, change: impl FnOnce(&mut ExperimentConfig)) {
        let mut result = self.before.clone();
        change(&mut result);
        let table = self.analysis.evidence.table;
        if result != *self.before
            && result.check(table.schema).is_ok()
            && result.advice(table).len() <= self.advised
            && self.suggestions.iter().all(|suggestion| suggestion.result != result)
        {
            self.suggestions.push(Suggestion {
                label: label.to_owned(),
                why: why.to_owned(),
                result,
                is_cause: false,
            });
        }
    }

    /// The same for what mends a known cause.
    fn mend_cause(&mut self, label: &str, why: &str, change: impl FnOnce(&mut ExperimentConfig)) {
        let before = self.suggestions.len();
        self.to(label, why, change);
        for suggestion in &mut self.suggestions[before..] {
            suggestion.is_cause = true;
        }
    }

    /// The weights of the best epoch instead of the last.
    pub(super) fn stop_early(&mut self) {
        let training = &self.before.training;
        if training.early_stopping && training.stopping.restore_best_weights {
            return;
        }
        let why = t!("It keeps the best model of the run.");
        self.to(t!("Stop early"), why, |to| {
            let training = &mut to.training;
            // A bump is waited out that is as long as a quarter of the run.
            let patience = training.epochs.div_ceil(4).max(LEAST_PATIENCE);
            training.early_stopping = true;
            training.stopping = EarlyStopping {
                patience: training.stopping.patience.max(patience),
                restore_best_weights: true,
                ..EarlyStopping::default()
            };
        });
    }

    /// A Dropout behind every hidden layer, or more of those there are.
    pub(super) fn dropout(&mut self, rate: f64) {
        let why = if rate < 0.5 {
            t!(
                "Units that may be missing cannot rely on each other, so they learn patterns that hold more widely."
            )
        } else {
            t!("Half of the units are missing in each step.")
        };
        let rates = self.before.network.dropout_rates();
        let most = rates.fold(0.0, f64::max);
        if most <= 0.0 {
            self.to(&t!("Add Dropout {rate}", rate = Decimal(rate)), why, |to| {
                to.add_dropout(rate);
            });
        } else if most < rate {
            self.to(&t!("Raise Dropout to {rate}", rate = Decimal(rate)), why, |to| {
                for layer in &mut to.network.layers {
                    if let LayerConfig::Dropout(dropout) = layer {
                        dropout.rate = dropout.rate.max(rate);
                    }
                }
            });
        }
    }

    pub(super) fn fewer(&mut self, label: &str, divisor: u32) {
        let why = if divisor == 2 {
            t!("Less capacity leaves less room for noise.")
        } else {
            t!("Even less room for noise.")
        };
        self.units(label, why, |units| units.div_ceil(divisor));
    }

    pub(super) fn wider(&mut self) {
        if self.dense_blocks() == 0 {
            return;
        }
        self.units(
            t!("Make it wider: twice the units"),
            t!("More capacity for the signal."),
            |units| units.saturating_mul(2).min(limits::UNITS.max as u32),
        );
    }

    fn units(&mut self, label: &str, why: &str, of: impl Fn(u32) -> u32) {
        self.to(label, why, |to| {
            for dense in dense_blocks(to) {
                dense.units = of(dense.units);
            }
        });
    }

    fn dense_blocks(&self) -> usize {
        let layers = self.before.network.layers.iter();
        layers.filter(|layer| matches!(layer, LayerConfig::Dense(_))).count()
    }

    pub(super) fn deeper(&mut self) {
        let layers = &self.before.network.layers;
        let last = layers.iter().rev().find_map(|layer| match layer {
            LayerConfig::Dense(dense) => Some(*dense),
            _ => None,
        });
        let layer = last.unwrap_or(DenseConfig::new(FIRST_UNITS, Activation::Relu));
        let linear = layer.activation == Activation::Linear;
        let activation = if linear { Activation::Relu } else { layer.activation };
        let layer = DenseConfig { activation, ..layer };
        let label = t!("Make it deeper: a Dense of {units}", units = layer.units);
        self.to(&label, t!("Another layer bends what one cannot."), |to| {
            to.network.layers.push(LayerConfig::Dense(layer));
        });
    }

    pub(super) fn l2(&mut self, l2: f64) {
        let why = if l2 < 0.01 {
            t!("A tenth of that cost keeps more of the signal.")
        } else {
            t!("Weights that cost something stay small, and small weights draw smooth curves.")
        };
        self.to(&t!("Add L2 {strength}", strength = Decimal(l2)), why, |to| {
            for dense in dense_blocks(to) {
                let held = dense.kernel_regularizer;
                dense.kernel_regularizer = Regularizer { l2: held.l2.max(l2), ..held };
            }
        });
    }

    pub(super) fn batch(&mut self, rows: u32) {
        if u64::from(rows) <= self.before.training_rows(self.analysis.evidence.table.schema) {
            let why = t!("More rows speak together before each step.");
            self.to(&t!("Use a batch of {rows}", rows), why, |to| to.training.batch_size = rows);
        }
    }

    /// Removes what holds the network back.
    pub(super) fn free(&mut self) {
        let is_dropout = |layer: &LayerConfig| matches!(layer, LayerConfig::Dropout(_));
        self.to(
            t!("Remove every Dropout"),
            t!("It holds back a network that has learned little."),
            |to| {
                to.network.layers.retain(|layer| !is_dropout(layer));
            },
        );
        self.to(
            t!("Remove the regularizers"),
            t!("They hold the weights too small to learn."),
            |to| {
                for dense in dense_blocks(to) {
                    dense.kernel_regularizer = Regularizer::default();
                }
            },
        );
    }

    pub(super) fn rate_to(&mut self, rate: f64, why: &str) {
        let rate = tidy(rate);
        self.to(&t!("Use a learning rate of {rate}", rate = Decimal(rate)), why, |to| {
            to.training.learning_rate = rate;
        });
    }

    pub(super) fn adam(&mut self) {
        if !matches!(self.before.training.optimizer, Optimizer::Adam(_)) {
            self.to(t!("Use Adam"), t!("It finds the length of its steps by itself."), |to| {
                to.training.optimizer = Optimizer::ADAM;
                to.training.learning_rate = SAFE_ADAPTIVE;
            });
        }
    }

    /// More epochs, or where early stopping ended the run what lets it have those it has.
    pub(super) fn epochs_to(&mut self, epochs: u32, why: &str) {
        if self.analysis.was_stopped_early() {
            return self.more_patience(5);
        }
        let epochs = epochs.min(limits::EPOCHS.max as u32);
        self.to(&t!("Train for {epochs} epochs", epochs), why, |to| to.training.epochs = epochs);
    }

    pub(super) fn more_patience(&mut self, times: u32) {
        let patience = self.before.training.stopping.patience.max(1).saturating_mul(times);
        let patience = patience.min(limits::PATIENCE.max as u32);
        let why = t!("A better epoch may come later.");
        self.to(&t!("Use a patience of {patience}", patience), why, |to| {
            to.training.stopping.patience = patience;
        });
    }

    pub(super) fn no_min_delta(&mut self) {
        self.to(t!("Use a minimum delta of 0"), t!("Small steps forward count too."), |to| {
            to.training.stopping.min_delta = 0.0;
        });
    }

    pub(super) fn unscaled(&mut self, analysis: &RunAnalysis<'_>) {
        for fix in unscaled(analysis.evidence).into_iter().flat_map(|advised| advised.fixes).take(1)
        {
            self.mend_cause(&fix.label, t!("Numbers of one size need steps of one size."), |to| {
                *to = fix.result;
            });
        }
    }

    pub(super) fn class_weights(&mut self, analysis: &RunAnalysis<'_>) {
        let share = analysis.evidence.dummy.class.as_ref().map_or(0.0, |(_, share)| *share);
        let (_, accuracy) = analysis.evidence.history.own_metric();
        let stands_still = accuracy.last().is_some_and(|&accuracy| accuracy <= share);
        if share > 0.6 && stands_still {
            self.to(
                t!("Weigh the classes"),
                t!("Every class counts the same, however rare."),
                |to| {
                    to.training.class_weights = ClassWeights::Balanced;
                },
            );
        }
    }

    pub(super) fn unstick(&mut self, analysis: &RunAnalysis<'_>) {
        let rate = self.before.training.learning_rate;
        // Numbers of all sizes are known to do it; all else is a guess, and diverges on them.
        self.unscaled(analysis);
        let is_silent = matches!(analysis.stuck(), Some(Stuck::Idle { idle: Idle::Silent, .. }));
        if is_silent {
            self.activations(
                t!("Use leaky relu"),
                Activation::LeakyRelu,
                t!("It lets a little through below 0 too, so no unit dies."),
            );
        } else {
            self.activations(
                t!("Use relu"),
                Activation::Relu,
                t!("Its slope is 1 above 0, however large the number."),
            );
        }
        self.norms();
        self.rate_to(rate / 10.0, t!("Long steps push units where they cannot come back from."));
    }

    /// Another activation in every hidden layer, and a start that suits it.
    fn activations(&mut self, label: &str, activation: Activation, why: &str) {
        self.to(label, why, |to| set_activations(to, activation));
    }

    /// A `BatchNormalization` before every hidden layer.
    pub(super) fn norms(&mut self) {
        let layers = &self.before.network.layers;
        if layers.iter().any(|layer| matches!(layer, LayerConfig::BatchNormalization(_))) {
            return;
        }
        self.to(t!("Add BatchNorm"), t!("It keeps what every layer sees at one size."), |to| {
            let norm = || LayerConfig::BatchNormalization(BatchNormConfig::default());
            let before = std::mem::take(&mut to.network.layers);
            for layer in before {
                if matches!(layer, LayerConfig::Dense(_)) {
                    to.network.layers.push(norm());
                }
                to.network.layers.push(layer);
            }
        });
    }

    /// Everything that makes steps too long at once, then each on its own.
    pub(super) fn tame(&mut self, analysis: &RunAnalysis<'_>) {
        let rate = self.before.training.learning_rate;
        let safe = match self.before.training.optimizer {
            Optimizer::Sgd(sgd) => SAFE_SGD * (1.0 - sgd.momentum),
            _ => SAFE_ADAPTIVE,
        };
        let why = t!("Every step went beyond its aim, and the next one further.");
        let lower = tidy((rate / 10.0).min(safe));
        let is_scaled = unscaled(analysis.evidence).is_none();
        let explodes = has_exponential(self.before);
        if explodes || !is_scaled {
            let slower = tidy(rate.min(safe));
            let mut words = Vec::new();
            if explodes {
                words.push(t!("use relu").to_owned());
            }
            if !is_scaled {
                words.push(t!("scale the numbers").to_owned());
            }
            if slower < rate {
                words.push(t!("learning rate {rate}", rate = Decimal(slower)));
            }
            self.mend_cause(&capital(&words.join(", ")), why, |to| {
                for layer in &mut to.network.layers {
                    if let Some(activation) = activation_of(layer)
                        && *activation == Activation::Exponential
                    {
                        *activation = Activation::Relu;
                    }
                }
                if !is_scaled {
                    scale_all(to);
                }
                to.training.learning_rate = slower;
            });
        }
        self.rate_to(lower, why);
        self.to(
            t!("Clip the gradient at 1"),
            t!("No step is longer than the learning rate."),
            |to| {
                to.training.clipping = Clipping::Norm(1.0);
            },
        );
        self.norms();
    }
}
