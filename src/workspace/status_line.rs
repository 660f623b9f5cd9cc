//! The line below the progress: why the run ended, what was asked of it since, and what an
//! edit means for it.

use crate::config::{Grouped, ThreeDigits};
use crate::plot::value_label;
use crate::train::StopReason;
use crate::workspace::current_run::{CurrentRun, Phase};

/// The sentences on the run, in the order in which they came about; empty before there is one.
///
/// Checked by `tests/it/workspace/status_line.rs`.
pub fn status_line(run: &CurrentRun, is_edited: bool, extends: bool) -> String {
    let change = match (run.phase, is_edited) {
        _ if extends => "Reset starts anew.",
        (Phase::Idle, _) | (_, false) => "",
        (Phase::Running | Phase::Stepping, true) => "The change takes effect with the next Train.",
        (_, true) => "Changed since: Train starts anew.",
    };
    let told = [ended(run, is_edited), ghost(run), tested(run), change.to_owned()];
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
        StopReason::Completed => "All epochs are run: raise Epochs to go on",
        StopReason::EarlyStopped { .. } => {
            "Early stopping ended the run: look back at an epoch to go on from there"
        }
        StopReason::StoppedByUser => "The run was stopped",
        StopReason::Diverged { .. } => "The run diverged",
    })
}

fn ended(run: &CurrentRun, is_edited: bool) -> String {
    let epochs = run.history.count();
    match run.phase {
        Phase::Finished(outcome) => outcome.sentence(epochs),
        Phase::Interrupted => {
            let way_on = run.goes_on_from().filter(|_| !is_edited);
            let way_on = way_on.map(|epoch| format!("; Go on continues from epoch {}", epoch + 1));
            let epochs = Grouped(epochs.into());
            format!("Interrupted after epoch {epochs}{}.", way_on.unwrap_or_default())
        }
        _ => String::new(),
    }
}

/// What would have come after an early stop.
fn ghost(run: &CurrentRun) -> String {
    let last = run.ghost.val_loss.last().zip(run.ghost.epochs.last());
    last.filter(|_| !run.is_ghosting).map_or(String::new(), |(val_loss, epoch)| {
        let (val_loss, epoch) = (value_label(*val_loss), Grouped((*epoch).into()));
        format!("Without early stopping: validation loss {val_loss} at epoch {epoch}.")
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
    format!("On {rows} test rows: loss {loss}{}.", metrics.concat())
}

/// What another threshold means for the curves.
fn threshold(run: &CurrentRun) -> String {
    let experiment = run.experiment.as_ref().filter(|_| run.has_new_threshold);
    experiment.map_or(String::new(), |own| {
        format!(
            "Threshold {}: the figures of earlier epochs follow when you look back at them.",
            ThreeDigits(own.threshold())
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
        (true, true) => format!(
            "Learning rate ({} to {}) and batch size ({} to {}) changed on the way; a link starts \
             with the new ones.",
            rates.0, rates.1, batches.0, batches.1
        ),
        (true, false) => format!(
            "Learning rate changed on the way from {} to {}; a link starts with {}.",
            rates.0, rates.1, rates.1
        ),
        (false, true) => format!(
            "Batch size changed on the way from {} to {}; a link starts with {}.",
            batches.0, batches.1, batches.1
        ),
        (false, false) => {
            "Learning rate or batch size was changed on the way, and set back.".to_owned()
        }
    }
}
