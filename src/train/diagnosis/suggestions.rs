//! What to try: changes of the experiment, each checked before it is offered.

use super::edits::{
    activation_of, capital, dense_blocks, has_exponential, scale_all, set_activations, tidy,
};
use super::rules::{RunAnalysis, Stuck};
use super::{Idle, Suggestion, Verdict};
use crate::config::advice::{Advice, Advised};
use crate::config::{
    Activation, BatchNormConfig, ClassWeights, Clipping, DenseConfig, ExperimentConfig,
    LayerConfig, Optimizer, Regularizer, limits,
};
use crate::train::StopReason;

/// At most this many are offered: more would not help to choose.
const MOST_SUGGESTIONS: usize = 4;
/// Kaggle's rate.
const DROPOUT: f64 = 0.3;
/// More lets too little through.
const MOST_DROPOUT: f64 = 0.5;
/// Small enough to leave the signal.
const L2: f64 = 0.001;
/// Learning rates at which nearly every network of this size trains.
const SAFE_SGD: f64 = 0.01;
/// The same for optimizers whose steps are about as long as the rate.
const SAFE_ADAPTIVE: f64 = 0.001;
/// Units of a hidden layer for a network without one.
const FIRST_UNITS: u32 = 32;

/// What to try for a verdict, the best first.
///
/// Every result passes the check, differs from the experiment and brings no advice that
/// was not there: `tests/it/train/diagnosis/rules.rs::suggestions_can_run_and_bring_no_advice`.
pub(super) fn of(analysis: &RunAnalysis<'_>) -> Vec<Suggestion> {
    let mut offers = Offers::new(analysis);
    let training = &offers.before.training;
    let (rate, batch, epochs) = (training.learning_rate, training.batch_size, training.epochs);
    match analysis.verdict {
        Verdict::Overfitting => {
            offers.dropout();
            if !training.early_stopping {
                offers.to("Stop early", "Keeps the best model you found.", |to| {
                    to.training.early_stopping = true;
                    to.training.stopping.restore_best_weights = true;
                });
            }
            offers.halve();
            offers.l2();
        }
        Verdict::Underfitting => {
            offers.free();
            offers.wider();
            offers.deeper();
            offers.rate_to(rate * 10.0, "Longer steps leave a plateau sooner.");
        }
        Verdict::TooSlow => {
            offers.unscaled(analysis);
            offers.rate_to(rate * 10.0, "Ten times as long a step each time.");
            offers.adam();
            offers.epochs_to(epochs.saturating_mul(5), "The same pace for longer.");
        }
        Verdict::TooNoisy => {
            offers.rate_to(rate / 10.0, "Shorter steps jump less far.");
            let larger = batch.saturating_mul(8).max(32);
            let rows = offers.before.training_rows(analysis.evidence.table.schema);
            if u64::from(larger) <= rows {
                offers.to(
                    &format!("Use a batch of {larger}"),
                    "More rows speak together before each step.",
                    |to| to.training.batch_size = larger,
                );
            }
            offers.unscaled(analysis);
        }
        Verdict::Stuck => offers.unstick(analysis),
        Verdict::Diverging => offers.tame(analysis),
        Verdict::Fitting if analysis.still_improves() && has_ended(analysis) => {
            offers.epochs_to(epochs.saturating_mul(2), "It was still getting better.");
        }
        Verdict::NotEnoughEpochs if has_ended(analysis) => {
            offers.epochs_to(epochs.saturating_mul(5).max(50), "Then there is something to see.");
        }
        Verdict::Fitting | Verdict::NotEnoughEpochs => {}
    }
    offers.class_weights(analysis);
    offers.suggestions.truncate(MOST_SUGGESTIONS);
    offers.suggestions
}

fn has_ended(analysis: &RunAnalysis<'_>) -> bool {
    matches!(analysis.evidence.end, Some(StopReason::Completed))
}

/// Why it diverges, and what to do about it, in a sentence.
pub(super) fn cause(analysis: &RunAnalysis<'_>) -> String {
    let training = &analysis.evidence.experiment.config().training;
    let learning_rate = training.learning_rate;
    if let Some(advised) = unscaled(analysis) {
        return format!(
            "{} Scale it, or lower the learning rate tenfold.",
            advised.advice.sentence()
        );
    }
    if has_exponential(analysis.evidence.experiment.config()) {
        return "A hidden layer's exponential makes large numbers larger without bounds. Use relu, or lower the learning rate tenfold.".to_owned();
    }
    format!(
        "The learning rate {learning_rate} is too large for {}: every step goes beyond its aim, and the next one further. Lower it tenfold, or clip the gradient.",
        training.optimizer.label()
    )
}

/// What the experiment's advice says of unscaled numbers.
pub(super) fn unscaled(analysis: &RunAnalysis<'_>) -> Option<Advised> {
    let advice = analysis.evidence.experiment.config().advice(analysis.evidence.table);
    advice.into_iter().find(|advised| {
        matches!(advised.advice, Advice::UnscaledInputs { .. } | Advice::UnscaledTarget { .. })
    })
}

/// Edits of one experiment, each on its own.
struct Offers<'a> {
    analysis: &'a RunAnalysis<'a>,
    before: &'a ExperimentConfig,
    /// What is advised already.
    advised: usize,
    suggestions: Vec<Suggestion>,
}

impl<'a> Offers<'a> {
    fn new(analysis: &'a RunAnalysis<'a>) -> Self {
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
            });
        }
    }

    /// A Dropout behind every hidden layer, or more of those there are.
    fn dropout(&mut self) {
        let why = "Units that may be missing cannot rely on each other, so they learn patterns that hold more widely.";
        let rates = self.before.network.dropout_rates();
        let most = rates.fold(0.0, f64::max);
        if most > 0.0 {
            let rate = ((most + 0.2) * 10.0).round() / 10.0;
            let rate = rate.min(MOST_DROPOUT);
            self.to(&format!("Raise Dropout to {rate}"), why, |to| {
                for layer in &mut to.network.layers {
                    if let LayerConfig::Dropout(dropout) = layer {
                        dropout.rate = dropout.rate.max(rate);
                    }
                }
            });
            return;
        }
        self.to(&format!("Add Dropout {DROPOUT}"), why, |to| to.add_dropout(DROPOUT));
    }

    fn halve(&mut self) {
        self.units("Halve the units", "Less capacity leaves less room for noise.", |units| {
            units.div_ceil(2)
        });
    }

    fn wider(&mut self) {
        if self.dense_blocks() == 0 {
            return;
        }
        self.units("Make it wider: twice the units", "More capacity for the signal.", |units| {
            units.saturating_mul(2).min(limits::UNITS.max as u32)
        });
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

    fn deeper(&mut self) {
        let layers = &self.before.network.layers;
        let last = layers.iter().rev().find_map(|layer| match layer {
            LayerConfig::Dense(dense) => Some(*dense),
            _ => None,
        });
        let layer = last.unwrap_or(DenseConfig::new(FIRST_UNITS, Activation::Relu));
        let linear = layer.activation == Activation::Linear;
        let activation = if linear { Activation::Relu } else { layer.activation };
        let layer = DenseConfig { activation, ..layer };
        let label = format!("Make it deeper: a Dense of {}", layer.units);
        self.to(&label, "Another layer bends what one cannot.", |to| {
            to.network.layers.push(LayerConfig::Dense(layer));
        });
    }

    fn l2(&mut self) {
        let why = "Weights that cost something stay small, and small weights draw smooth curves.";
        self.to(&format!("Add L2 {L2}"), why, |to| {
            for dense in dense_blocks(to) {
                let held = dense.kernel_regularizer;
                dense.kernel_regularizer = Regularizer { l2: held.l2.max(L2), ..held };
            }
        });
    }

    /// Removes what holds the network back.
    fn free(&mut self) {
        let is_dropout = |layer: &LayerConfig| matches!(layer, LayerConfig::Dropout(_));
        self.to("Remove every Dropout", "It holds back a network that has learned little.", |to| {
            to.network.layers.retain(|layer| !is_dropout(layer));
        });
        self.to("Remove the regularizers", "They hold the weights too small to learn.", |to| {
            for dense in dense_blocks(to) {
                dense.kernel_regularizer = Regularizer::default();
            }
        });
    }

    fn rate_to(&mut self, rate: f64, why: &str) {
        let rate = tidy(rate);
        self.to(&format!("Use a learning rate of {rate}"), why, |to| {
            to.training.learning_rate = rate;
        });
    }

    fn adam(&mut self) {
        if self.before.training.optimizer != Optimizer::Adam {
            self.to("Use Adam", "It finds the length of its steps by itself.", |to| {
                to.training.optimizer = Optimizer::Adam;
                to.training.learning_rate = SAFE_ADAPTIVE;
            });
        }
    }

    fn epochs_to(&mut self, epochs: u32, why: &str) {
        let epochs = epochs.min(limits::EPOCHS.max as u32);
        self.to(&format!("Train for {epochs} epochs"), why, |to| to.training.epochs = epochs);
    }

    fn unscaled(&mut self, analysis: &RunAnalysis<'_>) {
        for fix in unscaled(analysis).into_iter().flat_map(|advised| advised.fixes).take(1) {
            self.to(&fix.label, "Numbers of one size need steps of one size.", |to| {
                *to = fix.result;
            });
        }
    }

    fn class_weights(&mut self, analysis: &RunAnalysis<'_>) {
        let share = analysis.evidence.dummy.class.as_ref().map_or(0.0, |(_, share)| *share);
        let (_, accuracy) = analysis.evidence.history.own_metric();
        let stands_still = accuracy.last().is_some_and(|&accuracy| accuracy <= share);
        if share > 0.6 && stands_still {
            self.to("Weigh the classes", "Every class counts the same, however rare.", |to| {
                to.training.class_weights = ClassWeights::Balanced;
            });
        }
    }

    fn unstick(&mut self, analysis: &RunAnalysis<'_>) {
        let rate = self.before.training.learning_rate;
        let is_silent = matches!(analysis.stuck(), Some(Stuck::Idle { idle: Idle::Silent, .. }));
        if is_silent {
            self.activations(
                "Use leaky relu",
                Activation::LeakyRelu,
                "It lets a little through below 0 too, so no unit dies.",
            );
        } else {
            self.activations(
                "Use relu",
                Activation::Relu,
                "Its slope is 1 above 0, however large the number.",
            );
        }
        self.norms();
        self.unscaled(analysis);
        self.rate_to(rate / 10.0, "Long steps push units where they cannot come back from.");
    }

    /// Another activation in every hidden layer, and a start that suits it.
    fn activations(&mut self, label: &str, activation: Activation, why: &str) {
        self.to(label, why, |to| set_activations(to, activation));
    }

    /// A `BatchNormalization` before every hidden layer.
    fn norms(&mut self) {
        let layers = &self.before.network.layers;
        if layers.iter().any(|layer| matches!(layer, LayerConfig::BatchNormalization(_))) {
            return;
        }
        self.to("Add BatchNorm", "It keeps what every layer sees at one size.", |to| {
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
    fn tame(&mut self, analysis: &RunAnalysis<'_>) {
        let rate = self.before.training.learning_rate;
        let safe = match self.before.training.optimizer {
            Optimizer::Sgd(sgd) => SAFE_SGD * (1.0 - sgd.momentum),
            _ => SAFE_ADAPTIVE,
        };
        let why = "Every step went beyond its aim, and the next one further.";
        let lower = tidy((rate / 10.0).min(safe));
        let is_scaled = unscaled(analysis).is_none();
        let explodes = has_exponential(self.before);
        if explodes || !is_scaled {
            let slower = tidy(rate.min(safe));
            let mut words = Vec::new();
            if explodes {
                words.push("use relu".to_owned());
            }
            if !is_scaled {
                words.push("scale the numbers".to_owned());
            }
            if slower < rate {
                words.push(format!("learning rate {slower}"));
            }
            self.to(&capital(&words.join(", ")), why, |to| {
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
        self.to("Clip the gradient at 1", "No step is longer than the learning rate.", |to| {
            to.training.clipping = Clipping::Norm(1.0);
        });
        self.norms();
    }
}
