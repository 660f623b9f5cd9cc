//! The sentences of the advice (all of them: tests/it/snapshots, `advice_sentences`).

use super::{Advice, AdvicePlace};
use crate::config::{Activation, ThreeDigits};
use crate::text::{Decimal, Grouped, inside};
use crate::{t, tn};

impl Advice {
    /// What is unwise: where, what, and what becomes of it.
    pub fn sentence(&self) -> String {
        match self {
            Self::SoftmaxOfOne { place } => {
                t!("{place} is a softmax over one value, which is always 1.", place = at(*place))
            }
            Self::OutputDoesNotFitLoss { activation, loss, fits } => t!(
                "{loss} expects {fits} from the output, not {activation}.",
                loss = loss.label(),
                fits = fits.name(),
                activation = activation.name(),
            ),
            Self::OutputOutOfRange { activation, target } => t!(
                "The output's {activation} cannot reach every value of \"{target}\".",
                activation = activation.name(),
                target,
            ),
            Self::SquaredErrorOfClasses { activation, fits } => t!(
                "Mean squared error learns slowly through {activation}; {loss} is made for it.",
                activation = activation.name(),
                loss = inside(fits.label()),
            ),
            Self::OneStraightLine { first, second: Some(second) } => t!(
                "Blocks {first} and {second} (Dense) have no activation between them, so together they are one straight line.",
                first = first + 1,
                second = second + 1,
            ),
            Self::OneStraightLine { first, second: None } => t!(
                "Block {block} (Dense) and the output have no activation between them, so together they are one straight line.",
                block = first + 1,
            ),
            Self::BiasBeforeBatchNorm { dense } => t!(
                "Block {block} (Dense) adds a bias that the BatchNorm behind it subtracts again.",
                block = dense + 1,
            ),
            Self::BatchNormOfFewRows { norm, rows: 1 } => t!(
                "Block {block} (BatchNorm) normalizes by the mean and variance of a single row.",
                block = norm + 1,
            ),
            Self::BatchNormOfFewRows { norm, .. } => t!(
                "Block {block} (BatchNorm) normalizes by the mean and variance of two rows.",
                block = norm + 1,
            ),
            Self::BatchNormOfShortLastBatch { norm, batch, rows } if rows % batch == 1 => t!(
                "Block {block} (BatchNorm) normalizes the last batch by a single row: {rows} in batches of {batch} leave 1 over.",
                block = norm + 1,
                rows = training_rows(*rows),
                batch = Grouped(*batch),
            ),
            Self::BatchNormOfShortLastBatch { norm, batch, rows } => t!(
                "Block {block} (BatchNorm) normalizes the last batch by two rows: {rows} in batches of {batch} leave {over} over.",
                block = norm + 1,
                rows = training_rows(*rows),
                batch = Grouped(*batch),
                over = rows % batch,
            ),
            Self::BatchNormAfterDropout { dropout, rate } => t!(
                "Block {block} (BatchNorm) stands behind a Dropout of {rate}, so it learns another spread than predictions have.",
                block = dropout + 2,
                rate = Decimal(*rate),
            ),
            Self::HighDropout { dropout, rate } => t!(
                "Block {block} (Dropout) with a rate of {rate} lets through only one value in {values}.",
                block = dropout + 1,
                rate = Decimal(*rate),
                values = ThreeDigits(1.0 / (1.0 - rate)),
            ),
            Self::DropoutOnInputs { rate, inputs } => tn!(
                Grouped(*inputs),
                "Block 1 (Dropout) hides a share of {rate} of only {count} input.",
                "Block 1 (Dropout) hides a share of {rate} of only {count} inputs.",
                rate = Decimal(*rate),
            ),
            Self::DropoutBeforeOutput { dropout, is_regression: true } => t!(
                "Block {block} (Dropout) stands right before the output, so its noise goes straight into the prediction.",
                block = dropout + 1,
            ),
            Self::DropoutBeforeOutput { dropout, is_regression: false } => t!(
                "Block {block} (Dropout) stands right before the output and has only a few values to drop.",
                block = dropout + 1,
            ),
            Self::ManyParameters { parameters, rows } => t!(
                "{parameters} parameters for {rows}, about {each} for each.",
                parameters = Grouped(*parameters),
                rows = training_rows(*rows),
                each = Grouped(parameters.div_ceil((*rows).max(1))),
            ),
            Self::BatchBeyondRows { batch, rows } => t!(
                "A batch of {batch} is more than the {rows}, so every epoch is one update.",
                batch = Grouped(*batch),
                rows = training_rows(*rows),
            ),
            Self::LargeLearningRate { optimizer, learning_rate } => t!(
                "A learning rate of {rate} is very large for {optimizer}.",
                rate = Decimal(*learning_rate),
                optimizer,
            ),
            Self::UnscaledInputs { column, size, learning_rate } => t!(
                "\"{column}\" is not scaled and reaches {size}: a learning rate of {rate} is large for that.",
                column,
                size = ThreeDigits(*size),
                rate = Decimal(*learning_rate),
            ),
            Self::UnscaledTarget { target, size } => t!(
                "\"{target}\" is not scaled and about {size} in size, so its squared errors are very large.",
                target,
                size = ThreeDigits(*size),
            ),
            Self::TargetOutOfReach { target, mean, reach } => t!(
                "\"{target}\" is {mean} on average, but in all its steps the bias moves by {reach} at most.",
                target,
                mean = ThreeDigits(*mean),
                reach = ThreeDigits(*reach),
            ),
        }
    }

    /// Why, in one or two sentences.
    pub fn why(&self) -> &'static str {
        match self {
            Self::SoftmaxOfOne { .. } => {
                t!(
                    "Softmax divides each value by the sum of all. Two classes take one unit with sigmoid, more classes a unit for each with softmax."
                )
            }
            Self::OutputDoesNotFitLoss { fits: Activation::Linear, .. } => {
                t!("Hinge compares a score with -1 and 1; this output cannot give both.")
            }
            Self::OutputDoesNotFitLoss { .. } => {
                t!(
                    "Cross-entropy compares probabilities: each from 0 to 1, and of several classes 1 together."
                )
            }
            Self::OutputOutOfRange { .. } => {
                t!(
                    "A value that the activation never gives can only be missed. A linear output reaches every number."
                )
            }
            Self::SquaredErrorOfClasses { .. } => {
                t!(
                    "Where the activation is flat the gradient is nearly 0, even when the prediction is quite wrong. Cross-entropy measures the distance between probabilities and keeps its slope."
                )
            }
            Self::OneStraightLine { .. } => {
                t!(
                    "Dense layers by themselves only learn lines and planes. An activation between them lets the network fit curves; relu is the usual one."
                )
            }
            Self::BiasBeforeBatchNorm { .. } => {
                t!(
                    "BatchNorm subtracts the mean, the bias with it, and adds an offset of its own (beta). The network computes the same without it."
                )
            }
            Self::BatchNormOfFewRows { rows: 1, .. } => {
                t!(
                    "The mean of one row is the row itself: what is left after subtracting it is 0, whatever the input."
                )
            }
            Self::BatchNormOfFewRows { .. } => {
                t!(
                    "Of two rows one becomes about -1 and the other about 1, whatever their values. Batches of 16 or more give a mean and variance that mean something."
                )
            }
            Self::BatchNormOfShortLastBatch { batch, rows, .. } if rows % batch == 1 => {
                t!(
                    "A single row has no variance: it leaves the layer as 0, and pulls the moving mean and variance, which predictions use, towards itself and 0."
                )
            }
            Self::BatchNormOfShortLastBatch { .. } => {
                t!(
                    "Two rows become about -1 and 1, whatever their values, and their mean and variance count as much in the moving statistics as those of a whole batch."
                )
            }
            Self::BatchNormAfterDropout { .. } => {
                t!(
                    "While training, dropped values are 0 and the others larger, which widens the spread; predictions drop nothing. This is known as variance shift."
                )
            }
            Self::HighDropout { .. } => {
                t!(
                    "Dropout makes it harder to learn noise by heart; with so little left it is as hard to learn the signal. Rates from 0.2 to 0.5 are usual."
                )
            }
            Self::DropoutOnInputs { .. } => {
                t!(
                    "Here Dropout hides columns of the table, which nothing else can replace. Behind a Dense layer it drops some of many units."
                )
            }
            Self::DropoutBeforeOutput { is_regression: true, .. } => {
                t!(
                    "A number is the weighted sum of these very values, so each one dropped moves it. Earlier, the layers between can make up for it."
                )
            }
            Self::DropoutBeforeOutput { is_regression: false, .. } => {
                t!(
                    "Each of a few values carries much of the answer, so dropping one loses it. Among many units the others can take over."
                )
            }
            Self::ManyParameters { .. } => {
                t!(
                    "Such capacity learns the training rows by heart, the noise with the signal. That is fine for showing overfitting, or with Dropout and early stopping against it."
                )
            }
            Self::BatchBeyondRows { .. } => {
                t!(
                    "The weights change once for each batch. Smaller batches give several steps in an epoch, and some noise that helps."
                )
            }
            Self::LargeLearningRate { .. } => {
                t!(
                    "Steps that are too long jump over the minimum, and the loss rises or swings instead of falling."
                )
            }
            Self::UnscaledInputs { .. } => {
                t!(
                    "A weight's gradient grows with its input, so one rate suits no weight when columns differ in size. Neural networks do best with inputs on a common scale."
                )
            }
            Self::UnscaledTarget { .. } => {
                t!(
                    "The squared error grows with the square of the target's size, and the first steps with it. A scaled target starts near what the network gives; the page still shows its own units."
                )
            }
            Self::TargetOutOfReach { .. } => {
                t!(
                    "With this optimizer and loss a step is about as long as the learning rate, however large the error. A scaled target has a mean of 0."
                )
            }
        }
    }
}

fn at(place: AdvicePlace) -> String {
    match place {
        AdvicePlace::Block(block) => t!("Block {position}", position = block + 1),
        _ => t!("The output").to_owned(),
    }
}

fn training_rows(count: u64) -> String {
    tn!(Grouped(count), "{count} training row", "{count} training rows")
}
