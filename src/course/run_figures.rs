//! The figures of a run by name, for conditions and sentences.

use crate::config::{ExperimentConfig, Metric, Monitor};
use crate::course::Value;
use crate::train::diagnosis::{BlockEvidence, Idle, NetworkEvidence, best_index};
use crate::train::{History, Outcome, StopReason};

/// Every figure but the metrics, with its meaning. A run that diverged before its first epoch
/// ended has only `epochs`, `stopped_early` and `diverged`.
///
/// Besides these: every metric of the run by its name in Keras's `History`, of the last epoch
/// (`accuracy`, `val_accuracy`, `recall` ...), and behind `best_` the same at the best epoch.
///
/// Checked by `tests/it/course/run_figures.rs`.
pub const FIGURES: [(&str, &str); 11] = [
    ("epochs", "epochs that were run"),
    ("stopped_early", "yes where early stopping ended the run, else no"),
    ("diverged", "yes where a loss or a weight left the range of numbers, else no"),
    ("training_loss", "training loss of the last epoch"),
    ("validation_loss", "validation loss of the last epoch"),
    ("best_epoch", "the best epoch, as the chart marks it"),
    ("best_training_loss", "training loss of the best epoch"),
    ("best_validation_loss", "validation loss of the best epoch"),
    (
        "kept_validation_loss",
        "validation loss of the weights that are kept: of the epoch whose weights were restored, \
         else of the last",
    ),
    (
        "roughness",
        "how much the training loss jumps: over the last half of the epochs, the mean distance \
         of two epochs in a row, divided by the mean loss",
    ),
    (
        "dead_relu_share",
        "share of the relu units of a block that are 0 for every training row that was looked at, \
         in the block with the most, at the end",
    ),
];

/// The figures of one run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RunFigures {
    figures: Vec<(String, Value)>,
}

/// Whether a run can have a figure of that name.
pub fn is_figure(name: &str) -> bool {
    let is_metric = |name| Monitor::from_name(name).is_some_and(|one| one.metric().is_some());
    FIGURES.iter().any(|(known, _)| *known == name)
        || is_metric(name.strip_prefix("best_").unwrap_or(name))
}

/// Whether two names are of one figure: a metric's has several, `best_val_mae`.
pub(super) fn is_same_figure(left: &str, right: &str) -> bool {
    let parts = |name| match str::strip_prefix(name, "best_") {
        Some(rest) => (true, Monitor::from_name(rest)),
        None => (false, Monitor::from_name(name)),
    };
    left == right || parts(left) == parts(right) && parts(left).1.is_some()
}

impl RunFigures {
    /// Of a run that is over, or of its epochs so far; with what a look into its network said,
    /// where there was one.
    pub fn new(
        experiment: &ExperimentConfig,
        history: &History,
        outcome: Option<Outcome>,
        network: Option<&NetworkEvidence>,
    ) -> Self {
        let mut figures = Self::default();
        let count = history.count();
        let reason = outcome.map(|outcome| outcome.reason);
        let word = |is_so: bool| Value::Word(if is_so { "yes" } else { "no" }.to_owned());
        figures.add("epochs", Value::Number(f64::from(count)));
        let is_early = matches!(reason, Some(StopReason::EarlyStopped { .. }));
        figures.add("stopped_early", word(is_early));
        figures.add("diverged", word(outcome.is_some_and(|outcome| outcome.has_diverged())));
        if let Some(share) = network.and_then(dead_relu_share) {
            figures.number("dead_relu_share", share);
        }
        let (Some(last), Some(best)) = (history.len().checked_sub(1), best_index(history, count))
        else {
            return figures;
        };
        let kept = outcome.and_then(|outcome| history.index_of(outcome.restored_epoch?));
        figures.number("training_loss", history.loss[last]);
        figures.number("validation_loss", history.val_loss[last]);
        figures.number("best_epoch", f64::from(history.epochs[best]));
        figures.number("best_training_loss", history.loss[best]);
        figures.number("best_validation_loss", history.val_loss[best]);
        figures.number("kept_validation_loss", history.val_loss[kept.unwrap_or(last)]);
        if let Some(roughness) = roughness(&history.loss) {
            figures.number("roughness", roughness);
        }
        let measured = experiment.training.measured(experiment.data.task);
        for (at, metric) in measured.into_iter().enumerate() {
            figures.metric(metric, &history.metrics[at], &history.val_metrics[at], best);
        }
        figures
    }

    /// The figure of that name, if the run has it.
    pub fn get(&self, name: &str) -> Option<Value> {
        let known = self.figures.iter().find(|(known, _)| is_same_figure(known, name));
        known.map(|(_, value)| value.clone())
    }

    /// All of them with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.figures.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// Those that are numbers, to be kept.
    pub fn numbers(&self) -> Vec<(String, f64)> {
        let number = |(name, value): &(String, Value)| match value {
            Value::Number(number) => Some((name.clone(), *number)),
            Value::Word(_) => None,
        };
        self.figures.iter().filter_map(number).collect()
    }

    fn metric(&mut self, metric: Metric, training: &[f64], validation: &[f64], best: usize) {
        let series =
            [(Monitor::Metric(metric), training), (Monitor::ValMetric(metric), validation)];
        for (monitor, values) in series {
            let name = monitor.name();
            self.number(&format!("best_{name}"), values[best]);
            self.number(&name, values[values.len() - 1]);
        }
    }

    fn number(&mut self, name: &str, value: f64) {
        self.add(name, Value::Number(value));
    }

    fn add(&mut self, name: &str, value: Value) {
        self.figures.push((name.to_owned(), value));
    }
}

/// Of the block with the most; none where there is no relu.
fn dead_relu_share(network: &NetworkEvidence) -> Option<f64> {
    let relus = network.blocks.iter().filter(|block| block.idle == Idle::Silent);
    relus.map(BlockEvidence::share).max_by(f64::total_cmp)
}

/// Of a series of three epochs and more.
fn roughness(losses: &[f64]) -> Option<f64> {
    let last = &losses[losses.len() / 2..];
    let steps = last.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    let (count, sum) = steps.fold((0, 0.0), |(count, sum), step| (count + 1, sum + step));
    let mean = last.iter().sum::<f64>() / last.len().max(1) as f64;
    (count > 0 && mean > 0.0).then(|| sum / f64::from(count) / mean)
}
