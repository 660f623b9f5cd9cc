//! What can be wrong with an experiment or a link. `Display` is the sentence the
//! user reads (all of them: tests/it/snapshots, `config_sentences`).

use std::fmt;

use thiserror::Error;

use crate::config::{FormulaError, Limit, Loss, Metric, SplitPart, Task, limits};

/// A setting that cannot run.
#[derive(Debug, Clone, PartialEq, Error)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ConfigError {
    /// A number outside its range.
    #[error("{}", out_of_range(limit, *received))]
    OutOfRange { limit: &'static Limit, received: f64 },
    /// A problem inside one block.
    #[error("Block {position} ({label}): {problem}")]
    InBlock {
        /// Counted from 1 after the input.
        position: usize,
        label: &'static str,
        problem: Box<ConfigError>,
    },
    /// An early stopping that watches what is not measured.
    #[error(
        "Early stopping watches the {}, which is not measured; add it to the metrics or watch the validation loss.",
        metric.short_label()
    )]
    NotMeasured { metric: Metric },
    /// More class weights than classes can be.
    #[error(
        "{received} class weights are more than the {} classes a target may have.",
        limits::MAX_LEVELS
    )]
    TooManyClassWeights { received: usize },
    /// More markers of missing values than anyone needs.
    #[error(
        "{received} markers for missing values are too many; at most {} are looked for.",
        limits::MAX_MISSING_MARKERS
    )]
    TooManyMarkers { received: usize },
    /// More points than a link can carry.
    #[error(
        "{received} painted points are too many; at most {} fit into a link.",
        limits::MAX_PAINTED_POINTS
    )]
    TooManyPoints { received: usize },
    /// Validation and test leave too few rows.
    #[error(
        "A validation split of {validation_percent} % and a test split of {test} % leave too little to train on; together they may take {} %.",
        limits::VALIDATION_PERCENT.max
    )]
    NothingToTrainOn {
        /// Percentage for validation.
        validation_percent: u32,
        /// Percentage for the test.
        test: u32,
    },
    /// A column to group by that the table does not have.
    #[error("The table has no column \"{column}\" to group by; choose another.")]
    NoGroupColumn { column: String },
    /// A split by groups, and no column to group by yet.
    #[error("Choose the column to group by: rows with the same value stay in one part.")]
    GroupColumnNotChosen,
    /// Too few groups for the parts.
    #[error(
        "\"{column}\" has {groups} different values, but {needed} parts are to share no group; choose another column to group by."
    )]
    TooFewGroups {
        column: String,
        /// Its different values.
        groups: usize,
        /// Parts of the split.
        needed: usize,
    },
    /// A part of which the imputer leaves no row.
    #[error(
        "Every row for {} misses an input, and such rows are dropped; choose another imputer.",
        part.name()
    )]
    NoCompleteRows { part: SplitPart },
    /// Inputs that would not fit into memory.
    #[error(
        "{rows} rows of {inputs} inputs are too many for a browser tab; leave out columns with many categories, or pool rare ones."
    )]
    TooManyInputs {
        rows: usize,
        /// Values per row.
        inputs: usize,
    },
    /// A formula that cannot be read.
    #[error("{problem}")]
    Formula {
        /// What is wrong, and where.
        problem: FormulaError,
    },
    /// A formula that is hardly anywhere a number.
    #[error(
        "The formula is a finite number at only {points} of {rows} points from -1 to 1; at least {} are needed.",
        limits::SYNTHETIC_ROWS.min
    )]
    FormulaRarelyFinite {
        /// Points at which it is one.
        points: usize,
        /// Points that were asked for.
        rows: u32,
    },
    /// A chain that is too long.
    #[error("The network has {received} blocks; at most {} fit.", limits::MAX_BLOCKS)]
    TooManyBlocks {
        /// Blocks in the chain.
        received: usize,
    },
    /// A network that is too large for a browser tab.
    #[error(
        "The network has {} parameters; at most {} fit into a browser tab. Use fewer units.",
        Grouped(*received),
        Grouped(limits::MAX_PARAMETERS)
    )]
    TooManyParameters {
        /// Parameters of the network.
        received: u64,
    },
    /// A loss of another task.
    #[error("{} does not fit {}.", loss.label(), task.label().to_ascii_lowercase())]
    LossDoesNotFit { loss: Loss, task: Task },
    /// A target that the table does not have.
    #[error("The table has no column \"{target}\"; choose another target.")]
    NoTarget { target: String },
    /// A target that never changes.
    #[error(
        "Every row has the same \"{target}\", so there is nothing to learn; choose another target."
    )]
    ConstantTarget {
        /// The column.
        target: String,
    },
    /// A task that the target does not allow.
    #[error(
        "\"{target}\" has {distinct} different values, which does not fit {}; choose another task or target.",
        task.label().to_ascii_lowercase()
    )]
    TaskDoesNotFit {
        /// The column.
        target: String,
        /// Its different values.
        distinct: usize,
        task: Task,
    },
    /// No inputs left.
    #[error("No column is left as an input; take at least one in.")]
    NoFeatures,
    /// Too few rows to split.
    #[error("{rows} rows with a target are too few to split; at least {needed} are needed.")]
    TooFewRows {
        /// Rows with a target.
        rows: usize,
        needed: usize,
    },
}

/// A link that cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LinkError {
    /// Cut, mistyped or damaged.
    #[error(
        "This link is incomplete or damaged, so nothing was changed. Ask for it again and copy it whole."
    )]
    Damaged,
    /// JSON that is no experiment.
    #[error(
        "This JSON is not a whole experiment, so nothing was changed: its fault is in line {line}. Export the experiment again, as Experiment (JSON)."
    )]
    NoExperiment {
        /// Where reading it ended, counted from 1.
        line: usize,
    },
    /// Made by a newer version.
    #[error(
        "This link was made by a newer version of Descent ({received}); reload the page to update."
    )]
    Newer {
        /// The link's version.
        received: String,
    },
    /// Whole, but with settings that cannot run.
    #[error("This link asks for something that cannot run, so nothing was changed: {problem}")]
    Impossible {
        /// The first problem.
        problem: String,
    },
}

fn out_of_range(limit: &Limit, received: f64) -> String {
    let kind = if limit.whole { "a whole number" } else { "a number" };
    let received =
        if received.is_finite() { format!(", not {}", Plain(received)) } else { String::new() };
    format!(
        "{} must be {kind} from {} to {}{received}.",
        limit.name,
        Plain(limit.min),
        Plain(limit.max)
    )
}

/// A number as people write it: grouped when whole, else the shortest decimal that
/// reads back as the same number.
struct Plain(f64);

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let magnitude = self.0.abs();
        if self.0.fract() == 0.0 && (1e4..1e15).contains(&magnitude) && self.0 > 0.0 {
            write!(f, "{}", Grouped(self.0 as u64))
        } else if magnitude != 0.0 && !(1e-4..1e15).contains(&magnitude) {
            write!(f, "{:e}", self.0)
        } else {
            write!(f, "{}", self.0)
        }
    }
}

/// A count with commas between thousands: 1,599.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grouped(pub u64);

impl fmt::Display for Grouped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                write!(f, ",")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}
