//! The figures of a sweep by name, for the conditions and texts of lessons.

use crate::config::SweptSetting;
use crate::course::{RunFigures, Value};

/// Every figure with its meaning, for a sweep of the experiment on the page. Losses are of a
/// run's best epoch, as the sweep's own table has them; a run that diverged has none, nor has
/// one that is not over.
///
/// Checked by `tests/it/course/sweep_figures.rs`.
pub const SWEEP_FIGURES: [(&str, &str); 13] = [
    ("setting", "what varies: learning_rate, batch_size, units, depth, dropout, training_rows"),
    ("second", "the second setting of a grid, by the same names; none without one"),
    ("state", "none, training or over"),
    ("runs", "runs with a result"),
    ("smallest_value", "the smallest value with a result"),
    ("largest_value", "the largest value with a result"),
    ("best_value", "the value with the lowest validation loss"),
    ("best_validation_loss", "the lowest validation loss"),
    ("first_training_loss", "training loss with the smallest value"),
    ("first_validation_loss", "validation loss with the smallest value"),
    ("last_training_loss", "training loss with the largest value"),
    ("last_validation_loss", "validation loss with the largest value"),
    ("second_best_value", "of a grid: the second setting's value with the lowest validation loss"),
];

/// A run of a sweep that came to a result.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SweptRun {
    /// The value of the setting, and of the second one, where they are numbers.
    pub values: [Option<f64>; 2],
    /// Training loss of its best epoch.
    pub training_loss: f64,
    /// Validation loss of its best epoch.
    pub validation_loss: f64,
}

impl SweptRun {
    /// Of a run that is over; none of one that diverged.
    pub fn of(values: [Option<f64>; 2], run: &RunFigures) -> Option<Self> {
        let number = |name: &str| match run.get(name)? {
            Value::Number(number) => Some(number),
            Value::Word(_) => None,
        };
        let diverged = run.get("diverged") == Some(Value::Word("yes".to_owned()));
        let training_loss = number("best_training_loss").filter(|_| !diverged)?;
        Some(Self { values, training_loss, validation_loss: number("best_validation_loss")? })
    }
}

/// What a sweep came to.
#[derive(Debug, Clone, PartialEq)]
pub struct SweepFigures {
    /// What varies.
    pub setting: SweptSetting,
    /// What else varies in a grid.
    pub second: Option<SweptSetting>,
    /// Whether some of it is still trained.
    pub is_running: bool,
    /// From the smallest value to the largest.
    pub runs: Vec<SweptRun>,
}

impl SweepFigures {
    /// The figure of that name, without its "sweep.".
    pub fn value(&self, name: &str) -> Option<Value> {
        let word = |word: &str| Some(Value::Word(word.to_owned()));
        let loss = |run: Option<&SweptRun>, of: fn(&SweptRun) -> f64| {
            run.map(|run| Value::Number(of(run)))
        };
        let at = |run: Option<&SweptRun>, place: usize| {
            run.and_then(|run| run.values[place]).map(Value::Number)
        };
        let (first, last) = (self.runs.first(), self.runs.last());
        match name {
            "setting" => word(self.setting.name()),
            "second" => word(self.second.map_or("none", SweptSetting::name)),
            "state" => word(match (self.is_running, self.runs.is_empty()) {
                (true, _) => "training",
                (false, false) => "over",
                (false, true) => "none",
            }),
            "runs" => Some(Value::Number(self.runs.len() as f64)),
            "smallest_value" => at(first, 0),
            "largest_value" => at(last, 0),
            "best_value" => at(self.best(), 0),
            "second_best_value" => at(self.best().filter(|_| self.second.is_some()), 1),
            "best_validation_loss" => loss(self.best(), |run| run.validation_loss),
            "first_training_loss" => loss(first, |run| run.training_loss),
            "first_validation_loss" => loss(first, |run| run.validation_loss),
            "last_training_loss" => loss(last, |run| run.training_loss),
            "last_validation_loss" => loss(last, |run| run.validation_loss),
            _ => None,
        }
    }

    /// All that are numbers, with their whole names, to be kept with a task that is done.
    pub fn numbers(&self) -> Vec<(String, f64)> {
        let number = |(name, _): (&str, &str)| match self.value(name)? {
            Value::Number(number) => Some((format!("sweep.{name}"), number)),
            Value::Word(_) => None,
        };
        SWEEP_FIGURES.into_iter().filter_map(number).collect()
    }

    /// The first of those with the lowest validation loss.
    fn best(&self) -> Option<&SweptRun> {
        self.runs.iter().min_by(|one, other| one.validation_loss.total_cmp(&other.validation_loss))
    }
}
