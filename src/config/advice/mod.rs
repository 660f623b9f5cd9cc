//! What can run but is unwise: each with a sentence, a reason and a one-click fix.

mod fixes;
mod rules;
mod sentences;

use serde::{Deserialize, Serialize};

use crate::config::{Activation, ExperimentConfig, Loss, TableSchema};

/// Parameters per training row above which a network can memorize its rows.
pub const MANY_PARAMETERS: u64 = 100;
/// Dropout rate from which hardly anything gets through.
pub const HIGH_RATE: f64 = 0.8;
/// Dropout rate from which a `BatchNormalization` after it is misled: the
/// mean square of what it sees while training is `1 / (1 - rate)` times as large.
pub const MISLEADING_RATE: f64 = 0.5;
/// Values per row up to which each one matters: dropping it loses what no other carries.
pub const FEW_VALUES: u64 = 16;

/// Where on the page an advice belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum AdvicePlace {
    /// The input block.
    Input,
    /// A block of the chain, counted from 0.
    Block(usize),
    /// The output block.
    Output,
    /// The training settings.
    Training,
    /// The data settings.
    Data,
}

impl AdvicePlace {
    /// Whether it is a block of the chain or one of its ends.
    pub fn is_in_chain(self) -> bool {
        !matches!(self, Self::Training | Self::Data)
    }
}

/// Something that can run but is unwise.
///
/// Checked by `tests/it/config/advice.rs`: each case and its neighbours that are fine (`advice_cases.rs`);
/// the Gallery's starter experiments get no advice.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Advice {
    /// A softmax over one value.
    SoftmaxOfOne {
        /// Where it stands.
        place: AdvicePlace,
    },
    /// A loss that expects probabilities or scores, and an output that gives something
    /// else.
    OutputDoesNotFitLoss {
        activation: Activation,
        loss: Loss,
        /// What the loss expects.
        fits: Activation,
    },
    /// An output that cannot reach all values of the target.
    OutputOutOfRange { activation: Activation, target: String },
    /// A squared error of probabilities.
    SquaredErrorOfClasses {
        activation: Activation,
        /// What is made for it.
        fits: Loss,
    },
    /// Two Dense without an activation between them.
    OneStraightLine {
        /// The first, counted from 0.
        first: usize,
        /// The second; `None`: the output.
        second: Option<usize>,
    },
    /// A bias that the next block subtracts again.
    BiasBeforeBatchNorm {
        /// The Dense, counted from 0.
        dense: usize,
    },
    /// Batch statistics of one or two rows.
    BatchNormOfFewRows {
        /// The first `BatchNormalization`, counted from 0.
        norm: usize,
        /// Rows of a batch.
        rows: u64,
    },
    /// A last batch of one or two rows, whose statistics count as much as those of the others.
    BatchNormOfShortLastBatch {
        /// The first `BatchNormalization`, counted from 0.
        norm: usize,
        /// Rows of a batch.
        batch: u64,
        /// Training rows.
        rows: u64,
    },
    /// A `BatchNormalization` that learns the spread of values that Dropout has changed.
    BatchNormAfterDropout {
        /// The Dropout, counted from 0.
        dropout: usize,
        rate: f64,
    },
    /// A rate at which hardly anything gets through.
    HighDropout {
        /// The Dropout, counted from 0.
        dropout: usize,
        rate: f64,
    },
    /// A Dropout on the table's own columns, of which there are few.
    DropoutOnInputs {
        rate: f64,
        /// Values per row.
        inputs: u64,
    },
    /// A Dropout whose noise goes straight into the prediction.
    DropoutBeforeOutput {
        /// The Dropout, counted from 0.
        dropout: usize,
        /// Whether a number is predicted; else it has few values to drop.
        is_regression: bool,
    },
    /// More than [`MANY_PARAMETERS`] for each training row.
    ManyParameters {
        /// Parameters of the network.
        parameters: u64,
        /// Training rows.
        rows: u64,
    },
    /// A batch of more than all training rows.
    BatchBeyondRows {
        /// Rows of a batch.
        batch: u64,
        /// Training rows.
        rows: u64,
    },
    /// A learning rate that is too high for the optimizer.
    LargeLearningRate { optimizer: &'static str, learning_rate: f64 },
    /// Unscaled inputs with a learning rate that is too high for their size.
    UnscaledInputs {
        /// The column with the largest numbers.
        column: String,
        /// Its largest number, without its sign.
        size: f64,
        learning_rate: f64,
    },
    /// A squared-error loss on a target far from 1.
    UnscaledTarget {
        target: String,
        /// Its mean or its standard deviation, whichever is larger, without its sign.
        size: f64,
    },
    /// A mean of the target that a linear unit cannot reach in all its steps.
    TargetOutOfReach {
        target: String,
        mean: f64,
        /// How far the prediction comes at most.
        reach: f64,
    },
}

/// A change that fixes an [`Advice`].
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// The words on its button.
    pub label: String,
    /// The experiment after it.
    pub result: ExperimentConfig,
}

/// An advice and what fixes it: at least one.
#[derive(Debug, Clone, PartialEq)]
pub struct Advised {
    /// What is unwise.
    pub advice: Advice,
    /// The best first.
    pub fixes: Vec<Fix>,
}

/// The numbers of a column, missing ones left out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ColumnStats {
    /// Smallest.
    pub min: f64,
    /// Largest.
    pub max: f64,
    /// Sum over count.
    pub mean: f64,
    /// Of the population.
    pub standard_deviation: f64,
}

/// What is known about the table.
#[derive(Debug, Clone, Copy)]
pub struct TableFacts<'a> {
    /// Names, types and levels.
    pub schema: &'a TableSchema,
    /// Values per row that enter the network, where the rows are prepared already.
    pub inputs: Option<u64>,
    /// One per column of the schema, `None` for words; empty where it is not known: then
    /// there is no advice about sizes.
    pub column_stats: &'a [Option<ColumnStats>],
}

impl ExperimentConfig {
    /// What is unwise about the experiment: blocks first to last, output, training, data.
    ///
    /// Every fix leaves less advice of its own kind and less in all, shown or not, and causes
    /// no problem in [`ExperimentConfig::check`], so that applying fixes comes to an end;
    /// advice without a fix is not shown.
    ///
    /// Checked by `tests/it/config/advice.rs::fixes_mend_and_break_nothing`.
    pub fn advice(&self, table: &TableFacts<'_>) -> Vec<Advised> {
        let found = rules::all(self, table);
        let problems = self.problems(table.schema);
        let is_better = |advice: &Advice, result: &Self| {
            let left = rules::all(result, table);
            let alike = |found: &[Advice]| found.iter().filter(|one| advice.is_like(one)).count();
            left.len() < found.len()
                && alike(&left) < alike(&found)
                && result.problems(table.schema) <= problems
        };
        let advised = |advice: &Advice| {
            let mut fixes = fixes::of(advice, self, table);
            fixes.retain(|fix| is_better(advice, &fix.result));
            (!fixes.is_empty()).then(|| Advised { advice: advice.clone(), fixes })
        };
        found.iter().filter_map(advised).collect()
    }

    /// Rows that train, as the split rounds them; rows that an imputer drops are not known
    /// here.
    pub fn training_rows(&self, schema: &TableSchema) -> u64 {
        let missing = schema.column(&self.data.target).map_or(0, |column| column.missing);
        let rows = schema.rows.saturating_sub(missing) as u64;
        let share = |percent: u32| (rows * u64::from(percent) + 50) / 100;
        let held_out = share(self.data.validation_percent) + share(self.data.split.test_percent);
        let part = rows.saturating_sub(held_out).max(1);
        self.data.split.training_rows.map_or(part, |most| part.min(u64::from(most)))
    }

    fn problems(&self, schema: &TableSchema) -> usize {
        self.check(schema).map_or_else(|problems| problems.len(), |_| 0)
    }
}

impl Advice {
    /// Where it belongs.
    pub fn place(&self) -> AdvicePlace {
        match *self {
            Self::SoftmaxOfOne { place } => place,
            Self::OneStraightLine { first: block, .. }
            | Self::BiasBeforeBatchNorm { dense: block }
            | Self::BatchNormOfFewRows { norm: block, .. }
            | Self::BatchNormOfShortLastBatch { norm: block, .. }
            | Self::BatchNormAfterDropout { dropout: block, .. }
            | Self::HighDropout { dropout: block, .. }
            | Self::DropoutBeforeOutput { dropout: block, .. } => AdvicePlace::Block(block),
            Self::DropoutOnInputs { .. } => AdvicePlace::Block(0),
            Self::OutputDoesNotFitLoss { .. } | Self::OutputOutOfRange { .. } => {
                AdvicePlace::Output
            }
            Self::SquaredErrorOfClasses { .. }
            | Self::ManyParameters { .. }
            | Self::BatchBeyondRows { .. }
            | Self::LargeLearningRate { .. } => AdvicePlace::Training,
            Self::UnscaledInputs { .. } => AdvicePlace::Input,
            Self::UnscaledTarget { .. } | Self::TargetOutOfReach { .. } => AdvicePlace::Data,
        }
    }

    /// The other of the two blocks that an advice about a pair is about.
    ///
    /// Checked by `tests/it/config/advice.rs::an_advice_knows_its_place`.
    pub fn also(&self) -> Option<AdvicePlace> {
        match *self {
            Self::OneStraightLine { second, .. } => {
                Some(second.map_or(AdvicePlace::Output, AdvicePlace::Block))
            }
            Self::BiasBeforeBatchNorm { dense: first }
            | Self::BatchNormAfterDropout { dropout: first, .. } => {
                Some(AdvicePlace::Block(first + 1))
            }
            _ => None,
        }
    }

    /// Whether both say the same, of whatever block and numbers.
    fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}
