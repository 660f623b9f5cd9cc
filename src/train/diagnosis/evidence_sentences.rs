//! What the coach's verdict rests on, and what else is true, a sentence each.
//!
//! All of them: `tests/it/train/diagnosis/rules.rs::sentences`, a snapshot.

use super::best_epoch::lowest_index;
use super::edits::unscaled;
use super::rules::RunAnalysis;
use super::sentences::percent;
use super::{Idle, Verdict};
use crate::config::{Task, ThreeDigits};
use crate::text::Grouped;
use crate::{t, tn};

/// Accuracy less than this above always saying the most frequent class is no better: half
/// a percentage point.
const NO_BETTER: f64 = 0.005;
/// A class with this share of the rows makes accuracy look better than it is.
const FREQUENT: f64 = 0.8;
/// Epochs of a run that has learned nothing by then.
const LEAST_EPOCHS: u32 = 10;
/// Jumps below this share are not worth a line.
const LEAST_JUMPS: f64 = 0.01;
/// A rise of so many times its noise is far more than chance.
const FAR_MORE: f64 = 10.0;

pub(super) fn evidence(analysis: &RunAnalysis<'_>) -> Vec<String> {
    let (history, dummy) = (analysis.evidence.history, analysis.evidence.dummy);
    let mut lines = Vec::new();
    if history.is_empty() {
        return lines;
    }
    let (first, now) = (history.loss[0], analysis.loss.now());
    let (begin, end, same) = (ThreeDigits(first), ThreeDigits(now), ThreeDigits(dummy.loss));
    lines.push(if now < first {
        t!(
            "Training loss fell from {begin} to {end}; always predicting the same would cost {same}.",
            begin,
            end,
            same,
        )
    } else {
        t!(
            "Training loss went from {begin} to {end}; always predicting the same would cost {same}.",
            begin,
            end,
            same,
        )
    });
    lines.extend(best_and_last(analysis));
    lines.extend(smoothed(analysis));
    let jumps = analysis.jumps();
    if analysis.loss.points() >= LEAST_EPOCHS as usize && now < first && jumps >= LEAST_JUMPS {
        lines.push(t!(
            "From epoch to epoch training loss jumps by {share} of what it has fallen.",
            share = percent(jumps),
        ));
    }
    if let Some(network) = analysis.evidence.network {
        for block in network.blocks.iter().filter(|block| block.units > 0) {
            let (units, of) = (Grouped(block.units.into()), Grouped(block.of.into()));
            lines.push(match block.idle {
                Idle::Silent => tn!(
                    units,
                    "{count} of {of} units of block {block} is 0 for all {rows} training rows that were looked at.",
                    "{count} of {of} units of block {block} are 0 for all {rows} training rows that were looked at.",
                    of,
                    block = block.block + 1,
                    rows = network.rows,
                ),
                Idle::Saturated => tn!(
                    units,
                    "{count} of {of} units of block {block} is saturated for nearly all {rows} training rows that were looked at.",
                    "{count} of {of} units of block {block} are saturated for nearly all {rows} training rows that were looked at.",
                    of,
                    block = block.block + 1,
                    rows = network.rows,
                ),
            });
        }
        if let (Some(first), Some(last)) = (network.gradients.first(), network.gradients.last())
            && network.gradients.len() > 1
        {
            lines.push(if (*first, *last) == (0.0, 0.0) {
                t!("The gradient is 0 in the first layer and in the last.").to_owned()
            } else {
                t!(
                    "In the first layer the gradient's norm is {first} times that of the weights, in the last layer {last} times.",
                    first = ThreeDigits(*first),
                    last = ThreeDigits(*last),
                )
            });
        }
    }
    lines
}

/// Validation loss at the best epoch and now.
fn best_and_last(analysis: &RunAnalysis<'_>) -> Option<String> {
    let history = analysis.evidence.history;
    let (at, last) = (history.index_of(analysis.best_epoch)?, history.len() - 1);
    let (best, now) = (ThreeDigits(history.val_loss[at]), ThreeDigits(history.val_loss[last]));
    let epoch = analysis.best_epoch;
    Some(match lowest_index(history, history.count()) {
        Some(lowest) if lowest == at && at == last => {
            t!("Validation loss is at its best now: {now}.", now)
        }
        Some(lowest) if lowest == at => {
            t!(
                "Validation loss was lowest at epoch {epoch}, {best}, and is {now} now.",
                epoch,
                best,
                now,
            )
        }
        _ => t!(
            "At epoch {epoch}, the best, validation loss was {best}; it is {now} now.",
            epoch,
            best,
            now,
        ),
    })
}

/// What smoothed validation loss has done since it was lowest.
fn smoothed(analysis: &RunAnalysis<'_>) -> Option<String> {
    let turn = &analysis.turn;
    if analysis.loss.points() < LEAST_EPOCHS as usize || analysis.verdict == Verdict::Diverging {
        return None;
    }
    let (least, now) = (ThreeDigits(turn.lowest), ThreeDigits(turn.now));
    let is_overfitting = matches!(analysis.verdict, Verdict::Overfitting);
    if !is_overfitting && !turn.is_noticeable() {
        return None;
    }
    Some(if !is_overfitting && !turn.is_sure() {
        t!(
            "Smoothed, validation loss rose from {least} to {now}, no more than it jumps by chance.",
            least,
            now,
        )
    } else if !is_overfitting && !turn.is_long_since() {
        t!(
            "Smoothed, validation loss rose from {least} to {now}, but too short ago to count.",
            least,
            now,
        )
    } else if !is_overfitting && !turn.training_falls {
        t!(
            "Smoothed, validation loss rose from {least} to {now}, while training loss no longer fell.",
            least,
            now,
        )
    } else if turn.rise() > FAR_MORE * turn.noise {
        t!(
            "Smoothed, validation loss rose from {least} to {now}, far more than it jumps by chance.",
            least,
            now,
        )
    } else {
        t!(
            "Smoothed, validation loss rose from {least} to {now}, clearly more than it jumps by chance.",
            least,
            now,
        )
    })
}

/// What else is true besides the verdict.
pub(super) fn findings(analysis: &RunAnalysis<'_>) -> Vec<String> {
    let mut found = Vec::new();
    let history = analysis.evidence.history;
    let config = analysis.evidence.experiment.config();
    if history.count() < LEAST_EPOCHS {
        return found;
    }
    let task = config.data.task;
    let recent = |series: &[f64]| {
        let from = series.len().saturating_sub(3);
        super::median(&series[from..])
    };
    let (_, accuracy) = history.own_metric();
    if let (Some((class, share)), false) = (&analysis.evidence.dummy.class, accuracy.is_empty()) {
        let now = recent(accuracy);
        if now < share + NO_BETTER && task != Task::Regression {
            found.push(t!(
                "Validation accuracy {now} is no better than always predicting \"{class}\", which scores {share}.",
                now = ThreeDigits(now),
                class,
                share = ThreeDigits(*share),
            ));
        } else if *share >= FREQUENT {
            found.push(t!(
                "Accuracy {share} is what always predicting \"{class}\" scores; read {now} beside it.",
                share = ThreeDigits(*share),
                class,
                now = ThreeDigits(now),
            ));
        }
    } else if task == Task::Regression && analysis.val.now() >= analysis.evidence.dummy.val_loss {
        found.push(t!(
            "On the validation rows the network is no better than always predicting the mean, which costs {loss}.",
            loss = ThreeDigits(analysis.evidence.dummy.val_loss),
        ));
    }
    if let Some(advised) = unscaled(analysis.evidence) {
        found.push(advised.advice.sentence());
    }
    found
}
