//! What can be wrong with an experiment or a link. `Display` is the sentence the
//! user reads (all of them: tests/it/snapshots, `config_sentences`).

use std::fmt;

use thiserror::Error;

use crate::config::{FormulaError, Limit, Loss, Metric, SplitPart, Task, limits};
use crate::text::{Decimal, Grouped, inside, localized};
use crate::{t, tn};

/// A setting that cannot run.
#[derive(Debug, Clone, PartialEq, Error)]
#[allow(missing_docs, reason = "the names say it")]
pub enum ConfigError {
    /// A number outside its range.
    #[error("{}", out_of_range(limit, *received))]
    OutOfRange { limit: &'static Limit, received: f64 },
    /// A problem inside one block.
    #[error("{}", t!("Block {position} ({label}): {problem}", position, label, problem))]
    InBlock {
        /// Counted from 1 after the input.
        position: usize,
        label: &'static str,
        problem: Box<ConfigError>,
    },
    /// An early stopping that watches what is not measured.
    #[error(
        "{}",
        t!(
            "Early stopping watches the {metric}, which is not measured; add it to the metrics or watch the validation loss.",
            metric = metric.short_label(),
        )
    )]
    NotMeasured { metric: Metric },
    /// More class weights than classes can be.
    #[error(
        "{}",
        t!(
            "{received} class weights are more than the {most} classes a target may have.",
            received,
            most = limits::MAX_LEVELS,
        )
    )]
    TooManyClassWeights { received: usize },
    /// More markers of missing values than anyone needs.
    #[error(
        "{}",
        t!(
            "{received} markers for missing values are too many; at most {most} are looked for.",
            received,
            most = limits::MAX_MISSING_MARKERS,
        )
    )]
    TooManyMarkers { received: usize },
    /// More points than a link can carry.
    #[error(
        "{}",
        t!(
            "{received} painted points are too many; at most {most} fit into a link.",
            received,
            most = limits::MAX_PAINTED_POINTS,
        )
    )]
    TooManyPoints { received: usize },
    /// Validation and test leave too few rows.
    #[error(
        "{}",
        t!(
            "A validation split of {validation} % and a test split of {test} % leave too little to train on; together they may take {most} %.",
            validation = validation_percent,
            test,
            most = limits::VALIDATION_PERCENT.max,
        )
    )]
    NothingToTrainOn {
        /// Percentage for validation.
        validation_percent: u32,
        /// Percentage for the test.
        test: u32,
    },
    /// A column to group by that the table does not have.
    #[error("{}", t!("The table has no column \"{column}\" to group by; choose another.", column))]
    NoGroupColumn { column: String },
    /// A split by groups, and no column to group by yet.
    #[error("{}", t!("Choose the column to group by: rows with the same value stay in one part."))]
    GroupColumnNotChosen,
    /// Too few groups for the parts.
    #[error(
        "{}",
        tn!(
            *groups,
            "\"{column}\" has {count} value, but {needed} parts are to share no group; choose another column to group by.",
            "\"{column}\" has {count} different values, but {needed} parts are to share no group; choose another column to group by.",
            column,
            needed,
        )
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
        "{}",
        t!(
            "Every row for {part} misses an input, and such rows are dropped; choose another imputer.",
            part = part.name(),
        )
    )]
    NoCompleteRows { part: SplitPart },
    /// Inputs that would not fit into memory.
    #[error(
        "{}",
        t!(
            "{rows} rows of {inputs} inputs are too many for a browser tab; leave out columns with many categories, or pool rare ones.",
            rows,
            inputs,
        )
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
        "{}",
        t!(
            "The formula is a finite number at only {points} of {rows} points from -1 to 1; at least {least} are needed.",
            points,
            rows,
            least = limits::SYNTHETIC_ROWS.min,
        )
    )]
    FormulaRarelyFinite {
        /// Points at which it is one.
        points: usize,
        /// Points that were asked for.
        rows: u32,
    },
    /// A chain that is too long.
    #[error(
        "{}",
        t!("The network has {received} blocks; at most {most} fit.", received, most = limits::MAX_BLOCKS)
    )]
    TooManyBlocks {
        /// Blocks in the chain.
        received: usize,
    },
    /// A network that is too large for a browser tab.
    #[error(
        "{}",
        t!(
            "The network has {received} parameters; at most {most} fit into a browser tab. Use fewer units.",
            received = Grouped(*received),
            most = Grouped(limits::MAX_PARAMETERS),
        )
    )]
    TooManyParameters {
        /// Parameters of the network.
        received: u64,
    },
    /// A loss of another task.
    #[error("{}", t!("{loss} does not fit {task}.", loss = loss.label(), task = inside(task.label())))]
    LossDoesNotFit { loss: Loss, task: Task },
    /// A target that the table does not have.
    #[error("{}", t!("The table has no column \"{target}\"; choose another target.", target))]
    NoTarget { target: String },
    /// A target that never changes.
    #[error(
        "{}",
        t!(
            "Every row has the same \"{target}\", so there is nothing to learn; choose another target.",
            target,
        )
    )]
    ConstantTarget {
        /// The column.
        target: String,
    },
    /// A task that the target does not allow.
    #[error(
        "{}",
        t!(
            "\"{target}\" has {distinct} different values, which does not fit {task}; choose another task or target.",
            target,
            distinct,
            task = inside(task.label()),
        )
    )]
    TaskDoesNotFit {
        /// The column.
        target: String,
        /// Its different values.
        distinct: usize,
        task: Task,
    },
    /// No inputs left.
    #[error("{}", t!("No column is left as an input; take at least one in."))]
    NoFeatures,
    /// Too few rows to split.
    #[error(
        "{}",
        tn!(
            *rows,
            "{count} row with a target is too few to split; at least {needed} are needed.",
            "{count} rows with a target are too few to split; at least {needed} are needed.",
            needed,
        )
    )]
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
        "{}",
        t!("This link is incomplete or damaged, so nothing was changed. Ask for it again and copy it whole.")
    )]
    Damaged,
    /// JSON that is no experiment.
    #[error(
        "{}",
        t!(
            "This JSON is not a whole experiment, so nothing was changed: its fault is in line {line}. Export the experiment again, as Experiment (JSON).",
            line,
        )
    )]
    NoExperiment {
        /// Where reading it ended, counted from 1.
        line: usize,
    },
    /// JSON that says nothing of a table.
    #[error(
        "{}",
        t!("\"data.source\" is missing, so nothing was changed: name a set of the Gallery, a file or a synthetic table.")
    )]
    NoSource,
    /// A key without which nothing can be done.
    #[error("{}", t!("\"{place}\" is missing, so nothing was changed.", place))]
    Missing {
        /// As `data.source.gallery.id`.
        place: String,
    },
    /// A key that stands twice in an object.
    #[error("{}", t!("\"{place}\" stands there twice, so nothing was changed.", place))]
    Twice {
        /// As `training.epochs`.
        place: String,
    },
    /// A key that is none, and nearly one.
    #[error(
        "{}",
        t!("\"{place}\" is no setting, so nothing was changed; did you mean \"{near}\"?", place, near)
    )]
    Misspelt {
        /// As `training.learning_rte`.
        place: String,
        /// The key that it nearly is.
        near: &'static str,
    },
    /// A key that is none.
    #[error("{}", unknown_setting(place, known))]
    UnknownSetting {
        /// As `training.dropout`.
        place: String,
        /// The keys at its place.
        known: String,
    },
    /// A value that its setting cannot have.
    #[error(
        "{}",
        t!(
            "\"{place}\" must be {expected}, not {received}, so nothing was changed.",
            place,
            expected,
            received,
        )
    )]
    Wrong {
        /// As `training.epochs`.
        place: String,
        /// What it can be, in the reader's words.
        expected: String,
        /// What stands there.
        received: String,
    },
    /// Made by a newer version.
    #[error(
        "{}",
        t!(
            "This link was made by a newer version of Descent ({received}); reload the page to update.",
            received,
        )
    )]
    Newer {
        /// The link's version.
        received: String,
    },
    /// Whole, but with settings that cannot run.
    #[error(
        "{}",
        t!("This link asks for something that cannot run, so nothing was changed: {problem}", problem)
    )]
    Impossible {
        /// The first problem.
        problem: String,
    },
}

fn unknown_setting(place: &str, known: &str) -> String {
    if known.is_empty() {
        return t!("\"{place}\" is no setting, so nothing was changed.", place);
    }
    t!("\"{place}\" is no setting, so nothing was changed; use one of: {known}.", place, known)
}

fn out_of_range(limit: &Limit, received: f64) -> String {
    let (name, least, most) = (limit.label(), Plain(limit.min), Plain(limit.max));
    match (limit.whole, received.is_finite().then_some(Plain(received))) {
        (true, Some(received)) => t!(
            "{name} must be a whole number from {least} to {most}, not {received}.",
            name,
            least,
            most,
            received,
        ),
        (true, None) => {
            t!("{name} must be a whole number from {least} to {most}.", name, least, most)
        }
        (false, Some(received)) => t!(
            "{name} must be a number from {least} to {most}, not {received}.",
            name,
            least,
            most,
            received,
        ),
        (false, None) => t!("{name} must be a number from {least} to {most}.", name, least, most),
    }
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
            f.write_str(&localized(format!("{:e}", self.0)))
        } else {
            write!(f, "{}", Decimal(self.0))
        }
    }
}
