//! The sentences of the advice (all of them: tests/it/snapshots, `advice_sentences`).

use super::{Advice, AdvicePlace};
use crate::config::{Activation, Grouped, ThreeDigits};

impl Advice {
    /// What is unwise: where, what, and what becomes of it.
    pub fn sentence(&self) -> String {
        match self {
            Self::SoftmaxOfOne { place } => {
                format!("{} is a softmax over one value, which is always 1.", at(*place))
            }
            Self::OutputDoesNotFitLoss { activation, loss, fits } => format!(
                "{} expects {} from the output, not {}.",
                loss.label(),
                fits.name(),
                activation.name()
            ),
            Self::OutputOutOfRange { activation, target } => format!(
                "The output's {} cannot reach every value of \"{target}\".",
                activation.name()
            ),
            Self::SquaredErrorOfClasses { activation, fits } => format!(
                "Mean squared error learns slowly through {}; {} is made for it.",
                activation.name(),
                fits.label().to_ascii_lowercase()
            ),
            Self::OneStraightLine { first, second: Some(second) } => format!(
                "Blocks {} and {} (Dense) have no activation between them, so together they are one straight line.",
                first + 1,
                second + 1
            ),
            Self::OneStraightLine { first, second: None } => format!(
                "Block {} (Dense) and the output have no activation between them, so together they are one straight line.",
                first + 1
            ),
            Self::BiasBeforeBatchNorm { dense } => format!(
                "Block {} (Dense) adds a bias that the BatchNorm behind it subtracts again.",
                dense + 1
            ),
            Self::BatchNormOfFewRows { norm, rows } => format!(
                "Block {} (BatchNorm) normalizes by the mean and variance of {}.",
                norm + 1,
                if *rows == 1 { "a single row" } else { "two rows" }
            ),
            Self::BatchNormOfShortLastBatch { norm, batch, rows } => format!(
                "Block {} (BatchNorm) normalizes the last batch by {}: {} in batches of {} leave {} over.",
                norm + 1,
                if rows % batch == 1 { "a single row" } else { "two rows" },
                counted(*rows, "training row"),
                Grouped(*batch),
                rows % batch
            ),
            Self::BatchNormAfterDropout { dropout, rate } => format!(
                "Block {} (BatchNorm) stands behind a Dropout of {rate}, so it learns another spread than predictions have.",
                dropout + 2
            ),
            Self::HighDropout { dropout, rate } => format!(
                "Block {} (Dropout) with a rate of {rate} lets through only one value in {}.",
                dropout + 1,
                ThreeDigits(1.0 / (1.0 - rate))
            ),
            Self::DropoutOnInputs { rate, inputs } => format!(
                "Block 1 (Dropout) hides a share of {rate} of only {}.",
                counted(*inputs, "input")
            ),
            Self::DropoutBeforeOutput { dropout, is_regression: true } => format!(
                "Block {} (Dropout) stands right before the output, so its noise goes straight into the prediction.",
                dropout + 1
            ),
            Self::DropoutBeforeOutput { dropout, is_regression: false } => format!(
                "Block {} (Dropout) stands right before the output and has only a few values to drop.",
                dropout + 1
            ),
            Self::ManyParameters { parameters, rows } => format!(
                "{} parameters for {}, about {} for each.",
                Grouped(*parameters),
                counted(*rows, "training row"),
                Grouped(parameters.div_ceil((*rows).max(1)))
            ),
            Self::BatchBeyondRows { batch, rows } => format!(
                "A batch of {} is more than the {}, so every epoch is one update.",
                Grouped(*batch),
                counted(*rows, "training row")
            ),
            Self::LargeLearningRate { optimizer, learning_rate } => {
                format!("A learning rate of {learning_rate} is very large for {optimizer}.")
            }
            Self::UnscaledInputs { column, size, learning_rate } => format!(
                "\"{column}\" is not scaled and reaches {}: a learning rate of {learning_rate} is large for that.",
                ThreeDigits(*size)
            ),
            Self::UnscaledTarget { target, size } => format!(
                "\"{target}\" is not scaled and about {} in size, so its squared errors are very large.",
                ThreeDigits(*size)
            ),
            Self::TargetOutOfReach { target, mean, reach } => format!(
                "\"{target}\" is {} on average, but in all its steps the bias moves by {} at most.",
                ThreeDigits(*mean),
                ThreeDigits(*reach)
            ),
        }
    }

    /// Why, in one or two sentences.
    pub fn why(&self) -> &'static str {
        match self {
            Self::SoftmaxOfOne { .. } => {
                "Softmax divides each value by the sum of all. Two classes take one unit with sigmoid, more classes a unit for each with softmax."
            }
            Self::OutputDoesNotFitLoss { fits: Activation::Linear, .. } => {
                "Hinge compares a score with -1 and 1; this output cannot give both."
            }
            Self::OutputDoesNotFitLoss { .. } => {
                "Cross-entropy compares probabilities: each from 0 to 1, and of several classes 1 together."
            }
            Self::OutputOutOfRange { .. } => {
                "A value that the activation never gives can only be missed. A linear output reaches every number."
            }
            Self::SquaredErrorOfClasses { .. } => {
                "Where the activation is flat the gradient is nearly 0, even when the prediction is quite wrong. Cross-entropy measures the distance between probabilities and keeps its slope."
            }
            Self::OneStraightLine { .. } => {
                "Dense layers by themselves only learn lines and planes. An activation between them lets the network fit curves; relu is the usual one."
            }
            Self::BiasBeforeBatchNorm { .. } => {
                "BatchNorm subtracts the mean, the bias with it, and adds an offset of its own (beta). The network computes the same without it."
            }
            Self::BatchNormOfFewRows { rows: 1, .. } => {
                "The mean of one row is the row itself: what is left after subtracting it is 0, whatever the input."
            }
            Self::BatchNormOfFewRows { .. } => {
                "Of two rows one becomes about -1 and the other about 1, whatever their values. Batches of 16 or more give a mean and variance that mean something."
            }
            Self::BatchNormOfShortLastBatch { batch, rows, .. } if rows % batch == 1 => {
                "A single row has no variance: it leaves the layer as 0, and pulls the moving mean and variance, which predictions use, towards itself and 0."
            }
            Self::BatchNormOfShortLastBatch { .. } => {
                "Two rows become about -1 and 1, whatever their values, and their mean and variance count as much in the moving statistics as those of a whole batch."
            }
            Self::BatchNormAfterDropout { .. } => {
                "While training, dropped values are 0 and the others larger, which widens the spread; predictions drop nothing. This is known as variance shift."
            }
            Self::HighDropout { .. } => {
                "Dropout makes it harder to learn noise by heart; with so little left it is as hard to learn the signal. Rates from 0.2 to 0.5 are usual."
            }
            Self::DropoutOnInputs { .. } => {
                "Here Dropout hides columns of the table, which nothing else can replace. Behind a Dense layer it drops some of many units."
            }
            Self::DropoutBeforeOutput { is_regression: true, .. } => {
                "A number is the weighted sum of these very values, so each one dropped moves it. Earlier, the layers between can make up for it."
            }
            Self::DropoutBeforeOutput { is_regression: false, .. } => {
                "Each of a few values carries much of the answer, so dropping one loses it. Among many units the others can take over."
            }
            Self::ManyParameters { .. } => {
                "Such capacity learns the training rows by heart, the noise with the signal. That is fine for showing overfitting, or with Dropout and early stopping against it."
            }
            Self::BatchBeyondRows { .. } => {
                "The weights change once for each batch. Smaller batches give several steps in an epoch, and some noise that helps."
            }
            Self::LargeLearningRate { .. } => {
                "Steps that are too long jump over the minimum, and the loss rises or swings instead of falling."
            }
            Self::UnscaledInputs { .. } => {
                "A weight's gradient grows with its input, so one rate suits no weight when columns differ in size. Neural networks do best with inputs on a common scale."
            }
            Self::UnscaledTarget { .. } => {
                "The squared error grows with the square of the target's size, and the first steps with it. A scaled target starts near what the network gives; the page still shows its own units."
            }
            Self::TargetOutOfReach { .. } => {
                "With this optimizer and loss a step is about as long as the learning rate, however large the error. A scaled target has a mean of 0."
            }
        }
    }
}

fn at(place: AdvicePlace) -> String {
    match place {
        AdvicePlace::Block(block) => format!("Block {}", block + 1),
        _ => "The output".to_owned(),
    }
}

fn counted(count: u64, what: &str) -> String {
    format!("{} {what}{}", Grouped(count), if count == 1 { "" } else { "s" })
}
