//! The line below the progress: why the run ended, what was asked of it since, and what an
//! edit means for it.

use crate::config::ThreeDigits;
use crate::plot::value_label;
use crate::t;
use crate::text::Grouped;
use crate::train::StopReason;
use crate::workspace::current_run::{CurrentRun, Phase};

/// The sentences on the run, in the order in which they came about; empty before there is one.
///
/// Checked by `tests/it/workspace/status_line.rs`.
pub fn status_line(run: &CurrentRun, is_edited: bool, extends: bool) -> String {
    let change = match (run.phase, is_edited) {
        _ if extends => t!("Reset starts anew."),
        (Phase::Idle, _) | (_, false) => "",
        (Phase::Running | Phase::Stepping, true) => {
            t!("The change takes effect with the next Train.")
        }
        (_, true) => t!("Changed since: Train starts anew."),
    };
    let told =
        [at_opened_weights(run), ended(run, is_edited), ghost(run), tested(run), change.to_owned()];
    told.into_iter()
        .chain([changed_on_the_way(run), threshold(run)])
        .filter(|sentence| !sentence.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Why there is no next epoch, where the button for it is off at the end of a run.
///
/// Checked by `tests/it/workspace/status_line.rs::why_there_is_no_next_epoch`.
pub fn why_no_next_epoch(run: &CurrentRun) -> Option<&'static str> {
    let Phase::Finished(outcome) = run.phase else { return None };
    Some(match outcome.reason {
        StopReason::Completed => t!("All epochs are run: raise Epochs to go on"),
        StopReason::EarlyStopped { .. } => {
            t!("Early stopping ended the run: look back at an epoch to go on from there")
        }
        StopReason::StoppedByUser => t!("The run was stopped"),
        StopReason::Diverged { .. } => t!("The run diverged"),
    })
}

/// What it rests with, before its first epoch.
fn at_opened_weights(run: &CurrentRun) -> String {
    let opened = run.opened.as_ref().filter(|_| run.rests_with_opened());
    opened.map_or(String::new(), |name| {
        t!("The network has the weights of {name}, before its first epoch.", name)
    })
}

fn ended(run: &CurrentRun, is_edited: bool) -> String {
    let epochs = run.history.count();
    match run.phase {
        Phase::Finished(outcome) => outcome.sentence(epochs),
        Phase::Interrupted => {
            let way_on = run.goes_on_from().filter(|_| !is_edited);
            let epochs = Grouped(epochs.into());
            match way_on {
                Some(epoch) => t!(
                    "Interrupted after epoch {epochs}; Go on continues from epoch {next}.",
                    epochs,
                    next = epoch + 1,
                ),
                None => t!("Interrupted after epoch {epochs}.", epochs),
            }
        }
        _ => String::new(),
    }
}

/// What would have come after an early stop.
fn ghost(run: &CurrentRun) -> String {
    let last = run.ghost.val_loss.last().zip(run.ghost.epochs.last());
    last.filter(|_| !run.is_ghosting).map_or(String::new(), |(val_loss, epoch)| {
        let (val_loss, epoch) = (value_label(*val_loss), Grouped((*epoch).into()));
        t!(
            "Without early stopping: validation loss {loss} at epoch {epoch}.",
            loss = val_loss,
            epoch
        )
    })
}

/// What the test part came to, once it was asked for.
fn tested(run: &CurrentRun) -> String {
    let Some((score, counts)) = run.score.as_ref().zip(run.counts) else { return String::new() };
    let metrics = run.metrics();
    let metrics = metrics.iter().zip(&score.metrics);
    let metrics: Vec<_> = metrics
        .map(|(metric, value)| format!(", {} {}", metric.short_label(), value_label(*value)))
        .collect();
    let (rows, loss) = (Grouped(counts.test as u64), value_label(score.loss));
    t!("On {rows} test rows: loss {figures}.", rows, figures = loss + &metrics.concat())
}

/// What another threshold means for the curves.
fn threshold(run: &CurrentRun) -> String {
    let experiment = run.experiment.as_ref().filter(|_| run.has_new_threshold);
    experiment.map_or(String::new(), |own| {
        t!(
            "Threshold {threshold}: the figures of earlier epochs follow when you look back at them.",
            threshold = ThreeDigits(own.threshold()),
        )
    })
}

/// What was changed while the run went on, from what to what.
fn changed_on_the_way(run: &CurrentRun) -> String {
    let Some(((rate, batch), experiment)) = run.live.zip(run.experiment.as_ref()) else {
        return String::new();
    };
    let began = &experiment.training;
    let rates = (ThreeDigits(began.learning_rate), ThreeDigits(rate));
    let batches = (Grouped(began.batch_size.into()), Grouped(batch.into()));
    match (began.learning_rate != rate, began.batch_size != batch) {
        (true, true) => t!(
            "Learning rate ({old_rate} to {rate}) and batch size ({old_batch} to {batch}) changed on the way; a link starts with the new ones.",
            old_rate = rates.0,
            rate = rates.1,
            old_batch = batches.0,
            batch = batches.1,
        ),
        (true, false) => t!(
            "Learning rate changed on the way from {old} to {new}; a link starts with {new}.",
            old = rates.0,
            new = rates.1,
        ),
        (false, true) => t!(
            "Batch size changed on the way from {old} to {new}; a link starts with {new}.",
            old = batches.0,
            new = batches.1,
        ),
        (false, false) => {
            t!("Learning rate or batch size was changed on the way, and set back.").to_owned()
        }
    }
}
