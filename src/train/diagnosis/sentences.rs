//! The coach's sentences, in Kaggle's words: signal and noise, capacity, wider and deeper.
//!
//! All of them: `tests/it/train/diagnosis/rules.rs::sentences`, a snapshot.

use super::edits::unscaled;
use super::rules::{RunAnalysis, Stuck};
use super::{Idle, Verdict, suggestions};
use crate::config::{Grouped, Task, ThreeDigits};
use crate::train::StopReason;

/// Accuracy less than this above always saying the most frequent class is no better: half
/// a percentage point.
const NO_BETTER: f64 = 0.005;
/// A class with this share of the rows makes accuracy look better than it is.
const FREQUENT: f64 = 0.8;
/// Epochs of a run that has learned nothing by then.
const LEAST_EPOCHS: u32 = 10;

pub(super) fn headline(analysis: &RunAnalysis<'_>) -> &'static str {
    match analysis.verdict {
        Verdict::NotEnoughEpochs => "Not enough epochs to tell",
        Verdict::Underfitting => "Underfitting",
        Verdict::Fitting => "Fitting",
        Verdict::Overfitting if analysis.turn.is_slight() => "Slightly overfitting",
        Verdict::Overfitting => "Overfitting",
        Verdict::Diverging => "Diverging",
        Verdict::TooSlow => "Too slow",
        Verdict::TooNoisy => "Too noisy",
        Verdict::Stuck => "Stuck",
    }
}

pub(super) fn sentence(analysis: &RunAnalysis<'_>) -> String {
    let evidence = analysis.evidence;
    let count = evidence.history.count();
    match analysis.verdict {
        Verdict::NotEnoughEpochs if evidence.end.is_some() => format!(
            "After {} signal and noise cannot be told apart; give the network more.",
            epochs(count)
        ),
        Verdict::NotEnoughEpochs => {
            "The curves are too short, or have not begun to fall; wait a little.".to_owned()
        }
        Verdict::Underfitting => format!(
            "Training loss no longer falls, and the network has learned only {} of the signal: it lacks the capacity. Make it wider or deeper.",
            percent(analysis.learned.max(0.0))
        ),
        Verdict::Fitting if analysis.still_improves() && evidence.end.is_some() => {
            "What the network learns holds on the validation rows too, and it was still getting better: more epochs help.".to_owned()
        }
        Verdict::Fitting if analysis.turn.is_turned() => {
            "What the network has learned holds on the validation rows too, but validation loss has begun to rise while training loss falls.".to_owned()
        }
        Verdict::Fitting if analysis.turn.is_level() => format!(
            "Validation loss has been level since about epoch {} while training loss kept falling: there is little more signal to learn.",
            analysis.turn.epoch
        ),
        Verdict::Fitting => {
            "What the network learns on the training rows holds on the validation rows too: it is signal, not noise.".to_owned()
        }
        Verdict::Overfitting => overfitting(analysis),
        Verdict::Diverging => diverging(analysis),
        Verdict::TooSlow => {
            "Training loss falls in a straight line, and so slowly that the run ends before the network has learned half of what there is.".to_owned()
        }
        Verdict::TooNoisy if !analysis.is_noisy() => {
            "Training loss has jumped back and forth for a good part of the run, and does so less only now: the steps are long for what one batch can tell.".to_owned()
        }
        Verdict::TooNoisy => {
            "Training loss jumps back and forth instead of falling: the steps are too long for what one batch can tell.".to_owned()
        }
        Verdict::Stuck => match analysis.stuck() {
            Some(Stuck::Idle { idle: Idle::Silent, block, units, of }) => format!(
                "Nothing is learned: {units} of {of} units of block {} are 0 for every row (dead units), so no gradient gets through.",
                block + 1
            ),
            Some(Stuck::Idle { block, units, of, .. }) => format!(
                "Nothing is learned: {units} of {of} units of block {} are saturated, so hardly any gradient gets through.",
                block + 1
            ),
            _ => {
                "Nothing is learned: the gradient has all but vanished on its way back to the first layer.".to_owned()
            }
        },
    }
}

fn overfitting(analysis: &RunAnalysis<'_>) -> String {
    let turn = &analysis.turn;
    let rise = if turn.lowest > 0.0 {
        format!(" by {}", percent(turn.rise() / turn.lowest))
    } else {
        String::new()
    };
    let what = if turn.is_slight() {
        "the network has begun to learn the noise of the training rows"
    } else {
        "the network learns the noise of the training rows, no more signal"
    };
    let kept = match analysis.evidence.end {
        Some(StopReason::EarlyStopped { best_epoch }) => {
            format!(" Early stopping ended the run; the best model was that of epoch {best_epoch}.")
        }
        _ => String::new(),
    };
    format!(
        "Since about epoch {} validation loss has risen{rise} while training loss kept falling: {what}.{kept}",
        turn.epoch
    )
}

fn diverging(analysis: &RunAnalysis<'_>) -> String {
    let learning_rate = analysis.evidence.experiment.config().training.learning_rate;
    let cause = suggestions::cause(analysis);
    match analysis.evidence.end {
        Some(StopReason::Diverged { epoch }) => {
            format!("Training diverged in epoch {epoch}: the loss grew beyond all bounds. {cause}")
        }
        _ => format!(
            "The loss is {} times what always predicting the same would cost, and grows (learning rate {learning_rate}). {cause}",
            ThreeDigits(analysis.loss.now() / analysis.dummy)
        ),
    }
}

pub(super) fn evidence(analysis: &RunAnalysis<'_>) -> Vec<String> {
    let (history, dummy) = (analysis.evidence.history, analysis.evidence.dummy);
    let mut lines = Vec::new();
    if history.is_empty() {
        return lines;
    }
    let (first, now) = (history.loss[0], analysis.loss.now());
    let moved = if now < first { "fell" } else { "went" };
    lines.push(format!(
        "Training loss {moved} from {} to {}; always predicting the same would cost {}.",
        ThreeDigits(first),
        ThreeDigits(now),
        ThreeDigits(dummy.loss)
    ));
    let lowest = history.val_loss.iter().copied().fold(f64::INFINITY, f64::min);
    let at = history.val_loss.iter().position(|&loss| loss <= lowest).unwrap_or_default();
    let (last, best) = (history.val_loss[history.len() - 1], history.epochs[at]);
    lines.push(format!(
        "Validation loss was lowest at epoch {best}, {}, and is {} now.",
        ThreeDigits(lowest),
        ThreeDigits(last)
    ));
    lines.extend(smoothed(analysis));
    if analysis.loss.points() >= LEAST_EPOCHS as usize {
        lines.push(format!(
            "From epoch to epoch training loss jumps by {} of what it has fallen.",
            percent(analysis.jumps())
        ));
    }
    if let Some(network) = analysis.evidence.network {
        for block in network.blocks.iter().filter(|block| block.units > 0) {
            let what = match block.idle {
                Idle::Silent => "0 for all",
                Idle::Saturated => "saturated for nearly all",
            };
            lines.push(format!(
                "{} of {} units of block {} are {what} of {} training rows.",
                Grouped(u64::from(block.units)),
                Grouped(u64::from(block.of)),
                block.block + 1,
                network.rows
            ));
        }
        if let (Some(first), Some(last)) = (network.gradients.first(), network.gradients.last())
            && network.gradients.len() > 1
        {
            lines.push(format!(
                "The gradient is {} of the weights in the first layer, {} in the last.",
                ThreeDigits(*first),
                ThreeDigits(*last)
            ));
        }
    }
    lines
}

/// What smoothed validation loss has done since it was lowest.
fn smoothed(analysis: &RunAnalysis<'_>) -> Option<String> {
    let turn = &analysis.turn;
    if analysis.loss.points() < LEAST_EPOCHS as usize || analysis.verdict == Verdict::Diverging {
        return None;
    }
    let what = if analysis.verdict == Verdict::Overfitting {
        times(turn.rise() / turn.noise)
    } else if !turn.is_noticeable() {
        return None;
    } else if !turn.is_sure() {
        "no more than it jumps by chance".to_owned()
    } else if !turn.is_long_since {
        "too short ago to count".to_owned()
    } else if !turn.training_falls {
        "while training loss no longer fell".to_owned()
    } else {
        times(turn.rise() / turn.noise)
    };
    Some(format!(
        "Smoothed, validation loss went from {} at about epoch {} to {} now: {what}.",
        ThreeDigits(turn.lowest),
        turn.epoch,
        ThreeDigits(turn.now)
    ))
}

/// A rise, in what it jumps by chance.
fn times(noises: f64) -> String {
    if noises < 1000.0 {
        let digits = ThreeDigits(if noises < 10.0 { noises } else { noises.round() });
        return format!("{digits} times what it jumps by chance");
    }
    "far more than it jumps by chance".to_owned()
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
            found.push(format!(
                "Validation accuracy {} is no better than always predicting \"{class}\", which scores {}.",
                ThreeDigits(now),
                ThreeDigits(*share)
            ));
        } else if *share >= FREQUENT {
            found.push(format!(
                "Accuracy {} is what always predicting \"{class}\" scores; read {} beside it.",
                ThreeDigits(*share),
                ThreeDigits(now)
            ));
        }
    } else if task == Task::Regression && analysis.val.now() >= analysis.evidence.dummy.val_loss {
        found.push(format!(
            "On the validation rows the network is no better than always predicting the mean, which costs {}.",
            ThreeDigits(analysis.evidence.dummy.val_loss)
        ));
    }
    if let Some(advised) = unscaled(analysis.evidence) {
        found.push(advised.advice.sentence());
    }
    found
}

/// A share in whole percent, or with two digits where it is small.
fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    if percent.abs() < 10.0 {
        format!("{} %", ThreeDigits((percent * 10.0).round() / 10.0))
    } else {
        format!("{} %", ThreeDigits(percent.round()))
    }
}

fn epochs(count: u32) -> String {
    if count == 1 { "1 epoch".to_owned() } else { format!("{count} epochs") }
}
