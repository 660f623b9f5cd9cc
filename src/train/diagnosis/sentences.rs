//! The coach's sentences, in Kaggle's words: signal and noise, capacity, wider and deeper.
//!
//! All of them: `tests/it/train/diagnosis/rules.rs::sentences`, a snapshot.

use super::rules::{RunAnalysis, Stuck};
use super::stopped_for::{StoppedFor, stopped_for};
use super::{Idle, Verdict, suggestions};
use crate::config::ThreeDigits;
use crate::text::{Decimal, Grouped};
use crate::train::StopReason;
use crate::{t, tn};

pub(super) fn headline(analysis: &RunAnalysis<'_>) -> &'static str {
    match analysis.verdict {
        Verdict::NotEnoughEpochs => t!("Not enough epochs to tell"),
        Verdict::Underfitting => t!("Underfitting"),
        Verdict::Fitting if analysis.ends_above().is_some() => t!("Fitting, but unsteady"),
        Verdict::Fitting => t!("Fitting"),
        Verdict::Overfitting if analysis.turn.is_slight() => t!("Slightly overfitting"),
        Verdict::Overfitting => t!("Overfitting"),
        Verdict::Diverging => t!("Diverging"),
        Verdict::TooSlow => t!("Too slow"),
        Verdict::TooNoisy => t!("Too noisy"),
        Verdict::Stuck => t!("Stuck"),
    }
}

pub(super) fn sentence(analysis: &RunAnalysis<'_>) -> String {
    let evidence = analysis.evidence;
    let count = evidence.history.count();
    match analysis.verdict {
        Verdict::NotEnoughEpochs if analysis.was_stopped_early() => t!(
            "Early stopping ended the run after {epochs}, too few to tell signal and noise apart: more patience lets it go on.",
            epochs = epochs(count),
        ),
        Verdict::NotEnoughEpochs if evidence.end.is_some() => t!(
            "After {epochs} signal and noise cannot be told apart; give the network more.",
            epochs = epochs(count),
        ),
        Verdict::NotEnoughEpochs => {
            t!("The curves are too short, or have not begun to fall; wait a little.").to_owned()
        }
        Verdict::Underfitting => t!(
            "Training loss no longer falls, and the network has learned only {share} of the signal: it lacks the capacity. Make it wider or deeper.",
            share = percent(analysis.learned.max(0.0)),
        ),
        Verdict::Fitting => fitting(analysis),
        Verdict::Overfitting => overfitting(analysis),
        Verdict::Diverging => diverging(analysis),
        Verdict::TooSlow => {
            t!("Training loss falls in a straight line, and so slowly that the run ends before the network has learned half of what there is.").to_owned()
        }
        Verdict::TooNoisy if analysis.gets_worse() && !analysis.is_noisy() => t!(
            "Since {epoch} both losses have risen, validation loss{rise}: the steps are too long to stay where the run had come.",
            epoch = since(analysis),
            rise = rise(analysis),
        ),
        Verdict::TooNoisy if !analysis.is_noisy() => {
            t!("Training loss has jumped back and forth for a good part of the run, and does so less only now: the steps are long for what one batch can tell.").to_owned()
        }
        Verdict::TooNoisy => {
            t!("Training loss jumps back and forth instead of falling: the steps are too long for what one batch can tell.").to_owned()
        }
        Verdict::Stuck => match analysis.stuck() {
            Some(Stuck::Idle { idle: Idle::Silent, block, units, of }) => t!(
                "Nothing is learned: {units} of {of} units of block {block} are 0 for every row (dead units), so no gradient gets through.",
                units,
                of,
                block = block + 1,
            ),
            Some(Stuck::Idle { block, units, of, .. }) => t!(
                "Nothing is learned: {units} of {of} units of block {block} are saturated, so hardly any gradient gets through.",
                units,
                of,
                block = block + 1,
            ),
            _ => {
                t!("Nothing is learned: the gradient has all but vanished on its way back to the first layer.").to_owned()
            }
        },
    }
}

fn fitting(analysis: &RunAnalysis<'_>) -> String {
    let turn = &analysis.turn;
    if let (Some((parameters, rows)), true) = (analysis.few_parameters, turn.is_turned()) {
        return tn!(
            Grouped(parameters),
            "What the network learns holds on the validation rows too. Validation loss has risen{rise} since {epoch}, but {count} parameter cannot memorize {rows} rows: training and validation rows differ a little by chance.",
            "What the network learns holds on the validation rows too. Validation loss has risen{rise} since {epoch}, but {count} parameters cannot memorize {rows} rows: training and validation rows differ a little by chance.",
            rise = rise(analysis),
            epoch = since_inside(analysis),
            rows = Grouped(rows),
        );
    }
    if turn.is_turned() {
        return if turn.training_falls {
            t!("What the network learns holds on the validation rows too, but validation loss has begun to rise, while training loss falls.")
        } else {
            t!("What the network learns holds on the validation rows too, but validation loss has begun to rise.")
        }
        .to_owned();
    }
    if let Some(share) = analysis.ends_above() {
        return t!(
            "What the network learns holds on the validation rows too, but validation loss jumps, and the run ended {share} above its best, epoch {epoch}: stop early, or take smaller steps.",
            share = percent(share),
            epoch = analysis.best_epoch,
        );
    }
    if let Some(StopReason::EarlyStopped { best_epoch }) = analysis.evidence.end {
        let count = analysis.evidence.history.count();
        let ended = t!(
            "What the network learns holds on the validation rows too. Early stopping ended the run {epochs} after the best, epoch {epoch}.",
            epochs = epochs(count.saturating_sub(best_epoch)),
            epoch = best_epoch,
        );
        return match stopped_for(analysis) {
            Some(StoppedFor::MinDelta(min_delta)) => t!(
                "{ended} Validation loss fell further by less than the minimum delta of {delta}: a smaller one, or more patience, lets the run go on.",
                ended,
                delta = Decimal(min_delta),
            ),
            Some(StoppedFor::Patience) => t!("{ended} More patience lets it go on.", ended),
            None => ended,
        };
    }
    if analysis.still_improves() && analysis.evidence.end.is_some() {
        return t!("What the network learns holds on the validation rows too, and it was still getting better: more epochs may help.").to_owned();
    }
    if turn.is_level() {
        return t!(
            "Validation loss has been level since {epoch} while training loss kept falling: there is little more signal to learn.",
            epoch = since(analysis),
        );
    }
    t!("What the network learns on the training rows holds on the validation rows too: it is signal, not noise.").to_owned()
}

/// The epoch since which validation loss is judged.
fn since(analysis: &RunAnalysis<'_>) -> String {
    if analysis.since == analysis.best_epoch {
        t!("epoch {epoch}, the best,", epoch = analysis.since)
    } else {
        t!("epoch {epoch}", epoch = analysis.since)
    }
}

/// The same where a comma follows.
fn since_inside(analysis: &RunAnalysis<'_>) -> String {
    if analysis.since == analysis.best_epoch {
        t!("epoch {epoch}, the best", epoch = analysis.since)
    } else {
        t!("epoch {epoch}", epoch = analysis.since)
    }
}

/// How far validation loss has risen.
fn rise(analysis: &RunAnalysis<'_>) -> String {
    let turn = &analysis.turn;
    if turn.lowest > 0.0 {
        t!(" by about {share}", share = percent(turn.rise() / turn.lowest))
    } else {
        String::new()
    }
}

fn overfitting(analysis: &RunAnalysis<'_>) -> String {
    let turn = &analysis.turn;
    let (epoch, rise) = (since(analysis), rise(analysis));
    let risen = match (turn.training_falls, turn.is_slight()) {
        (true, true) => t!(
            "Since {epoch} validation loss has risen{rise} while training loss kept falling: the network has begun to learn the noise of the training rows.",
            epoch,
            rise,
        ),
        (true, false) => t!(
            "Since {epoch} validation loss has risen{rise} while training loss kept falling: the network learns the noise of the training rows, no more signal.",
            epoch,
            rise,
        ),
        (false, true) => t!(
            "Since {epoch} validation loss has risen{rise} and parted from training loss: the network has begun to learn the noise of the training rows.",
            epoch,
            rise,
        ),
        (false, false) => t!(
            "Since {epoch} validation loss has risen{rise} and parted from training loss: the network learns the noise of the training rows, no more signal.",
            epoch,
            rise,
        ),
    };
    match analysis.evidence.end {
        Some(StopReason::EarlyStopped { best_epoch }) => t!(
            "{risen} Early stopping ended the run; the best model was that of epoch {epoch}.",
            risen,
            epoch = best_epoch,
        ),
        _ => risen,
    }
}

fn diverging(analysis: &RunAnalysis<'_>) -> String {
    let learning_rate = analysis.evidence.experiment.config().training.learning_rate;
    let cause = suggestions::cause(analysis);
    match analysis.evidence.end {
        Some(StopReason::Diverged { epoch }) => {
            t!(
                "Training diverged in epoch {epoch}: the loss grew beyond all bounds. {cause}",
                epoch,
                cause,
            )
        }
        _ => t!(
            "The loss is {times} times what always predicting the same would cost, and grows (learning rate {rate}). {cause}",
            times = ThreeDigits(analysis.loss.now() / analysis.dummy),
            rate = Decimal(learning_rate),
            cause,
        ),
    }
}

/// A share in whole percent, or with two digits where it is small.
pub(super) fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    if percent.abs() < 10.0 {
        format!("{} %", ThreeDigits((percent * 10.0).round() / 10.0))
    } else {
        format!("{} %", ThreeDigits(percent.round()))
    }
}

fn epochs(count: u32) -> String {
    tn!(Grouped(count.into()), "{count} epoch", "{count} epochs")
}
