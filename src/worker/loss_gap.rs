//! Why two readings of a loss differ, in words and figures.

use crate::text::{Decimal, localized, shown};
use crate::train::{Cause, LossGap};
use crate::worker::TimeTravelReply;
use crate::worker::run::Run;
use crate::{t, tn, word};

/// Significant digits of the largest figure: one more than the read-outs have.
const DIGITS: usize = 5;
/// A gap of more standard errors than this is not put down to chance.
const BEYOND_CHANCE: f64 = 2.0;

/// The answer to [`TimeTravelRequest::LossGap`](crate::worker::TimeTravelRequest). It changes
/// nothing about the run.
///
/// Checked by `tests/it/worker/loss_gap.rs`.
pub(super) fn answer(run: &mut Run) -> TimeTravelReply {
    let (lines, sentences) = match run.trainer.loss_gap(&run.history) {
        Some(gap) => {
            let lines = lines(&gap);
            let sentences = sentences(&gap, &lines);
            (lines, sentences)
        }
        None => (Vec::new(), vec![shown(NOTHING).to_owned()]),
    };
    TimeTravelReply::LossGap { lines, sentences }
}

const NOTHING: &str = word!("There is nothing to compare yet: train an epoch first.");

/// Name and figure of each step from one reading to the other. The figures have equally
/// many decimals and add up: each is the difference of two rounded losses.
fn lines(gap: &LossGap) -> Vec<[String; 2]> {
    let LossGap { epoch, loss, logged_loss, .. } = *gap;
    let largest = [loss, logged_loss].into_iter().fold(0.0, |most: f64, x| most.max(x.abs()));
    let decimals = decimals(largest);
    let scale = 10_f64.powi(decimals as i32);
    let rounded = |x: f64| (x * scale).round() / scale;
    let begin = match gap.rows_seen {
        None => t!("At the end of epoch {epoch}", epoch),
        Some(rows) => t!("In epoch {epoch}, after {rows} of its rows", epoch, rows),
    };
    let mut lines = vec![[begin, format!("{:.decimals$}", Decimal(rounded(loss)))]];
    let (mut at, mut shown) = (loss, rounded(loss));
    for (index, &(cause, part)) in gap.parts.iter().enumerate() {
        // The last one ends at the logged loss itself, not at a sum that rounding has moved.
        at = if index + 1 == gap.parts.len() { logged_loss } else { at + part };
        // Adding 0 makes no "-0" of what is nothing.
        let step = rounded(rounded(at) - shown) + 0.0;
        lines.push([
            name(cause).to_owned(),
            localized(format!("{step:+.decimals$}")).replace('-', "\u{2212}"),
        ]);
        shown = rounded(at);
    }
    lines.push([
        t!("As Keras logs it").to_owned(),
        format!("{:.decimals$}", Decimal(rounded(logged_loss))),
    ]);
    lines
}

/// Decimals that give the largest figure its significant digits.
fn decimals(largest: f64) -> usize {
    let (mut decimals, mut rest) = (DIGITS - 1, largest);
    while rest >= 10.0 && decimals > 0 {
        (rest, decimals) = (rest / 10.0, decimals - 1);
    }
    while rest > 0.0 && rest < 1.0 && decimals < 12 {
        (rest, decimals) = (rest * 10.0, decimals + 1);
    }
    decimals
}

fn name(cause: Cause) -> &'static str {
    match cause {
        Cause::OtherRows => t!("Only the rows it was measured on"),
        Cause::BatchNorm => t!("BatchNormalization takes the batch's statistics"),
        Cause::Dropout => t!("Dropout drops units"),
        Cause::ClassWeights => t!("Class weights count"),
        Cause::MovingWeights => t!("The weights moved within the epoch"),
    }
}

fn sentences(gap: &LossGap, lines: &[[String; 2]]) -> Vec<String> {
    let mut sentences = vec![largest_part(gap, lines)];
    if gap.penalty > 0.0 {
        let shown = figure(gap.penalty);
        sentences.push(t!(
            "The penalty of L1 and L2, {shown}, is in both, and in the validation loss.",
            shown,
        ));
    }
    sentences.push(validation(gap));
    sentences
}

/// What explains most of the difference, with its figure from the lines.
fn largest_part(gap: &LossGap, lines: &[[String; 2]]) -> String {
    let difference = gap.logged_loss - gap.loss;
    let size = |part: f64| part.abs();
    let largest = gap.parts.iter().copied().max_by(|a, b| size(a.1).total_cmp(&size(b.1)));
    let Some((cause, part)) = largest.filter(|(_, part)| size(*part) > 0.001 * size(gap.loss))
    else {
        return t!(
            "The two readings hardly differ here: by {difference}.",
            difference = figure(difference),
        );
    };
    let why = match (cause, part > 0.0) {
        (Cause::OtherRows, _) => {
            t!(
                "the mean that Keras logs was taken over other rows than the end of the epoch is measured on"
            )
        }
        (Cause::BatchNorm, true) if 2.0 * gap.last_batch_part > part => match gap.last_batch {
            1 => {
                t!(
                    "the last batch of every epoch is a single row, and BatchNormalization, which takes its mean away from it, leaves nothing of it to predict from while it trains; another batch size leaves no single row over"
                )
            }
            _ => {
                t!(
                    "the last batch of every epoch has two rows, of which BatchNormalization leaves only which is the larger while it trains; another batch size leaves more rows over"
                )
            }
        },
        (Cause::BatchNorm, true) => {
            t!(
                "BatchNormalization does better with its moving statistics than with those of one batch"
            )
        }
        (Cause::BatchNorm, false) if gap.last_batch <= 2 && !gap.is_warming_up => {
            match gap.last_batch {
                1 => {
                    t!(
                        "the last batch of every epoch is a single row, which has no variance, and BatchNormalization lets it count as much in its moving statistics, which it uses once training is over, as a whole batch; another batch size leaves no single row over"
                    )
                }
                _ => {
                    t!(
                        "the last batch of every epoch has two rows, and BatchNormalization lets them count as much in its moving statistics, which it uses once training is over, as a whole batch; another batch size leaves more rows over"
                    )
                }
            }
        }
        (Cause::BatchNorm, false) if gap.is_warming_up => {
            t!(
                "the moving statistics of BatchNormalization, which count once training is over, still lag behind those of the batches"
            )
        }
        (Cause::BatchNorm, false) => {
            t!(
                "BatchNormalization normalizes each batch by its own mean and variance, which suit its rows better than the moving ones that count once training is over"
            )
        }
        (Cause::Dropout, true) => {
            t!(
                "Dropout switches units off while it trains, so the network that Keras measures is weaker than the one you use"
            )
        }
        (Cause::Dropout, false) => {
            t!(
                "with units dropped the loss happens to be lower, which a network shows that is far too sure of itself"
            )
        }
        (Cause::ClassWeights, _) => {
            t!(
                "class weights multiply the loss of each row while it trains, and are left out at the end of the epoch"
            )
        }
        (Cause::MovingWeights, true) => {
            t!(
                "Keras logs the mean over the epoch's batches, and the early ones met weights that were not as good yet"
            )
        }
        (Cause::MovingWeights, false) => {
            t!(
                "the weights got worse within the epoch: its end lies above the mean over its batches"
            )
        }
    };
    let shown = lines.iter().find(|[line, _]| line == name(cause)).map_or("", |line| &line[1]);
    // A table of one row has no parts.
    if gap.parts.len() == 1 {
        return t!("All of it, {shown}, comes from this: {why}.", shown, why);
    }
    t!("The largest part, {shown}, comes from this: {why}.", shown, why)
}

/// Why the validation loss lies where it does beside the training loss.
fn validation(gap: &LossGap) -> String {
    let LossGap { loss, logged_loss, val_loss, standard_error, validation_rows, .. } = *gap;
    let gap = val_loss - loss;
    let is_chance = gap.abs() <= BEYOND_CHANCE * standard_error;
    let shown = (figure(val_loss), figure(loss), figure(gap.abs()), figure(standard_error));
    let (val, training, gap_shown, error) = shown;
    if gap >= 0.0 && val_loss < logged_loss {
        let logged = figure(logged_loss);
        t!(
            "Validation loss, {val}, is below the training loss only as Keras logs it, {logged}. Measured alike, training has {training}, so nothing is odd about it.",
            val,
            logged,
            training,
        )
    } else if gap >= 0.0 {
        t!("Validation loss, {val}, is not below either reading of the training loss.", val)
    } else if is_chance {
        tn!(
            validation_rows,
            "Validation loss, {val}, is {gap} below training loss although both are measured alike. With {count} validation row chance alone makes {error} of difference (one standard error), so this one tells nothing.",
            "Validation loss, {val}, is {gap} below training loss although both are measured alike. With {count} validation rows chance alone makes {error} of difference (one standard error), so this one tells nothing.",
            val,
            gap = gap_shown,
            error,
        )
    } else {
        t!(
            "Validation loss, {val}, is {gap} below training loss although both are measured alike, more than twice the {error} that chance makes (one standard error): the validation rows are easier than the training rows. Another seed deals the rows anew.",
            val,
            gap = gap_shown,
            error,
        )
    }
}

fn figure(value: f64) -> String {
    crate::plot::value_label(value)
}
