//! The coach's sentences, in Kaggle's words: signal and noise, capacity, wider and deeper.
//!
//! All of them: `tests/it/train/diagnosis/rules.rs::sentences`, a snapshot.

use super::best_epoch::lowest_index;
use super::edits::unscaled;
use super::rules::{RunAnalysis, Stuck};
use super::stopped_for::{StoppedFor, stopped_for};
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
/// Jumps below this share are not worth a line.
const LEAST_JUMPS: f64 = 0.01;
/// A rise of so many times its noise is far more than chance.
const FAR_MORE: f64 = 10.0;

pub(super) fn headline(analysis: &RunAnalysis<'_>) -> &'static str {
    match analysis.verdict {
        Verdict::NotEnoughEpochs => "Not enough epochs to tell",
        Verdict::Underfitting => "Underfitting",
        Verdict::Fitting if analysis.ends_above().is_some() => "Fitting, but unsteady",
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
        Verdict::NotEnoughEpochs if analysis.was_stopped_early() => format!(
            "Early stopping ended the run after {}, too few to tell signal and noise apart: more patience lets it go on.",
            epochs(count)
        ),
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
        Verdict::Fitting => fitting(analysis),
        Verdict::Overfitting => overfitting(analysis),
        Verdict::Diverging => diverging(analysis),
        Verdict::TooSlow => {
            "Training loss falls in a straight line, and so slowly that the run ends before the network has learned half of what there is.".to_owned()
        }
        Verdict::TooNoisy if analysis.gets_worse() && !analysis.is_noisy() => format!(
            "Since {} both losses have risen, validation loss{}: the steps are too long to stay where the run had come.",
            since(analysis),
            rise(analysis)
        ),
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

fn fitting(analysis: &RunAnalysis<'_>) -> String {
    let turn = &analysis.turn;
    let holds = "What the network learns holds on the validation rows too";
    if let (Some((parameters, rows)), true) = (analysis.few_parameters, turn.is_turned()) {
        return format!(
            "{holds}. Validation loss has risen{} since {}, but {} cannot memorize {} rows: training and validation rows differ a little by chance.",
            rise(analysis),
            since(analysis),
            counted(parameters, "parameter"),
            Grouped(rows)
        );
    }
    if turn.is_turned() {
        let training = if turn.training_falls { ", while training loss falls" } else { "" };
        return format!("{holds}, but validation loss has begun to rise{training}.");
    }
    if let Some(share) = analysis.ends_above() {
        return format!(
            "{holds}, but validation loss jumps, and the run ended {} above its best, epoch {}: stop early, or take smaller steps.",
            percent(share),
            analysis.best_epoch
        );
    }
    if let Some(StopReason::EarlyStopped { best_epoch }) = analysis.evidence.end {
        let why = match stopped_for(analysis) {
            Some(StoppedFor::MinDelta(min_delta)) => format!(
                " Validation loss fell further by less than the minimum delta of {min_delta}: a smaller one, or more patience, lets the run go on."
            ),
            Some(StoppedFor::Patience) => " More patience lets it go on.".to_owned(),
            None => String::new(),
        };
        let count = analysis.evidence.history.count();
        return format!(
            "{holds}. Early stopping ended the run {} after the best, epoch {best_epoch}.{why}",
            epochs(count.saturating_sub(best_epoch))
        );
    }
    if analysis.still_improves() && analysis.evidence.end.is_some() {
        return format!("{holds}, and it was still getting better: more epochs help.");
    }
    if turn.is_level() {
        return format!(
            "Validation loss has been level since {} while training loss kept falling: there is little more signal to learn.",
            since(analysis)
        );
    }
    "What the network learns on the training rows holds on the validation rows too: it is signal, not noise.".to_owned()
}

/// The epoch since which validation loss is judged.
fn since(analysis: &RunAnalysis<'_>) -> String {
    let best = if analysis.since == analysis.best_epoch { ", the best," } else { "" };
    format!("epoch {}{best}", analysis.since)
}

/// How far validation loss has risen.
fn rise(analysis: &RunAnalysis<'_>) -> String {
    let turn = &analysis.turn;
    if turn.lowest > 0.0 {
        format!(" by about {}", percent(turn.rise() / turn.lowest))
    } else {
        String::new()
    }
}

fn overfitting(analysis: &RunAnalysis<'_>) -> String {
    let turn = &analysis.turn;
    let training = if turn.training_falls {
        "while training loss kept falling"
    } else {
        "and parted from training loss"
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
        "Since {} validation loss has risen{} {training}: {what}.{kept}",
        since(analysis),
        rise(analysis)
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
    lines.extend(best_and_last(analysis));
    lines.extend(smoothed(analysis));
    let jumps = analysis.jumps();
    if analysis.loss.points() >= LEAST_EPOCHS as usize && now < first && jumps >= LEAST_JUMPS {
        lines.push(format!(
            "From epoch to epoch training loss jumps by {} of what it has fallen.",
            percent(jumps)
        ));
    }
    if let Some(network) = analysis.evidence.network {
        for block in network.blocks.iter().filter(|block| block.units > 0) {
            let what = match block.idle {
                Idle::Silent => "0 for all",
                Idle::Saturated => "saturated for nearly all",
            };
            lines.push(format!(
                "{} of {} units of block {} {} {what} {} training rows that were looked at.",
                Grouped(u64::from(block.units)),
                Grouped(u64::from(block.of)),
                block.block + 1,
                if block.units == 1 { "is" } else { "are" },
                network.rows
            ));
        }
        if let (Some(first), Some(last)) = (network.gradients.first(), network.gradients.last())
            && network.gradients.len() > 1
        {
            lines.push(if (*first, *last) == (0.0, 0.0) {
                "The gradient is 0 in the first layer and in the last.".to_owned()
            } else {
                format!(
                    "In the first layer the gradient's norm is {} times that of the weights, in the last layer {} times.",
                    ThreeDigits(*first),
                    ThreeDigits(*last)
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
            format!("Validation loss is at its best now: {now}.")
        }
        Some(lowest) if lowest == at => {
            format!("Validation loss was lowest at epoch {epoch}, {best}, and is {now} now.")
        }
        _ => format!("At epoch {epoch}, the best, validation loss was {best}; it is {now} now."),
    })
}

/// What smoothed validation loss has done since it was lowest.
fn smoothed(analysis: &RunAnalysis<'_>) -> Option<String> {
    let turn = &analysis.turn;
    if analysis.loss.points() < LEAST_EPOCHS as usize || analysis.verdict == Verdict::Diverging {
        return None;
    }
    let sure = if turn.rise() > FAR_MORE * turn.noise {
        ", far more than it jumps by chance"
    } else {
        ", clearly more than it jumps by chance"
    };
    let what = if matches!(analysis.verdict, Verdict::Overfitting) {
        sure
    } else if !turn.is_noticeable() {
        return None;
    } else if !turn.is_sure() {
        ", no more than it jumps by chance"
    } else if !turn.is_long_since() {
        ", but too short ago to count"
    } else if !turn.training_falls {
        ", while training loss no longer fell"
    } else {
        sure
    };
    Some(format!(
        "Smoothed, validation loss rose from {} to {}{what}.",
        ThreeDigits(turn.lowest),
        ThreeDigits(turn.now)
    ))
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
    counted(u64::from(count), "epoch")
}

fn counted(count: u64, what: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {what}{plural}", Grouped(count))
}
