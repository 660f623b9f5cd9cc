//! What the curves say in words and as a table: at an epoch, on the axis, to a reader.

use crate::config::{Loss, Metric, Task};
use crate::plot::smooth::smoothed;
use crate::plot::{CurvesView, EpochWindow, Series, YScale, value_label};
use crate::t;
use crate::text::inside;
use crate::train::History;

/// The value of one line at an epoch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The line.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// The values of all lines at an epoch; a line without that epoch has none. What is smoothed
/// stands after what was measured and says so.
///
/// Checked by `tests/it/workspace/chart_words.rs::readings_of_an_epoch`.
pub fn readings(view: &CurvesView<'_>, epoch: u32) -> Vec<Reading> {
    named_lines(view, "", epoch)
}

/// The same; the names of the run's own lines have the figure behind them, if it is told.
fn named_lines(view: &CurvesView<'_>, figure: &str, epoch: u32) -> Vec<Reading> {
    let own = [(t!("training"), view.training), (t!("validation"), view.validation)];
    let mut lines: Vec<_> = own.map(|(name, line)| (name.to_owned(), figure, line)).into();
    let [training, validation] = view.ghost;
    lines.push((t!("training without early stopping").to_owned(), "", training));
    lines.push((t!("validation without early stopping").to_owned(), "", validation));
    for other in view.overlays {
        lines.push((t!("{run}, training", run = other.name), "", other.training));
        lines.push((t!("{run}, validation", run = other.name), "", other.validation));
    }
    let mut all = Vec::new();
    for (name, figure, line) in lines {
        let Some(value) = line.at(epoch) else { continue };
        let measured = match figure {
            "" => name.clone(),
            figure => t!("{part} {figure}", part = name, figure),
        };
        all.push(Reading { name: measured, value: value_label(value) });
        if view.options.smoothing > 0.0 {
            let values = smoothed(line, view.options.smoothing);
            let value = Series::new(line.epochs, &values).at(epoch).map(value_label);
            let name = t!("{line}, smoothed", line = name);
            all.extend(value.map(|value| Reading { name, value }));
        }
    }
    all
}

/// What stands where the curves of a figure will be.
///
/// Checked by `tests/it/workspace/chart_words.rs::before_the_first_epoch`.
pub fn no_curves(figure: &str) -> String {
    t!("Press Train: training and validation {figure} appear here after every epoch.", figure,)
}

/// An epoch in a sentence: "epoch 17: training loss 0.31, validation loss 0.41, best epoch".
///
/// Checked by `tests/it/workspace/chart_words.rs::an_epoch_is_spoken`.
pub fn spoken(view: &CurvesView<'_>, figure: &str, epoch: u32) -> String {
    let say = |reading: Reading| format!("{} {}", reading.name, reading.value);
    let mut parts: Vec<_> = named_lines(view, figure, epoch).into_iter().map(say).collect();
    if view.best_epoch == Some(epoch) {
        parts.push(t!("best epoch").to_owned());
    }
    t!("epoch {epoch}: {figures}", epoch, figures = parts.join(", "))
}

/// Where a key moves the cursor from epoch `at`, of the epochs that are there; `None` for
/// every other key.
///
/// Checked by `tests/it/workspace/chart_words.rs::keys_walk_along_the_epochs`.
pub fn walked(key: &str, at: u32, epochs: &[u32], best: Option<u32>) -> Option<u32> {
    let last = epochs.len().checked_sub(1)?;
    let index = epochs.partition_point(|&epoch| epoch < at).min(last);
    let page = (epochs.len() / 10).max(1);
    let to = match key {
        "ArrowLeft" | "ArrowDown" => index.saturating_sub(1),
        "ArrowRight" | "ArrowUp" => index + 1,
        "PageDown" => index.saturating_sub(page),
        "PageUp" => index + page,
        "Home" => 0,
        "End" => last,
        "b" | "B" => return best.filter(|best| epochs.binary_search(best).is_ok()),
        _ => return None,
    };
    Some(epochs[to.min(last)])
}

/// The epoch that is there nearest to a place on the axis, the earlier of two.
///
/// Checked by `tests/it/workspace/chart_words.rs::keys_walk_along_the_epochs`.
pub fn nearest(epochs: &[u32], at: f64) -> Option<u32> {
    let after = epochs.partition_point(|&epoch| f64::from(epoch) < at);
    let around = &epochs[after.saturating_sub(1)..(after + 1).min(epochs.len())];
    let off = |epoch: u32| (f64::from(epoch) - at).abs();
    around.iter().copied().reduce(|a, b| if off(b) < off(a) { b } else { a })
}

/// A window that shows an epoch, of the same width and moved no more than it must.
///
/// Checked by `tests/it/workspace/chart_words.rs::the_window_follows_the_cursor`.
pub fn following(window: EpochWindow, epoch: u32, count: u32) -> Option<EpochWindow> {
    let at = f64::from(epoch);
    let by = (at - window.end).max(0.0) + (at - window.start).min(0.0);
    EpochWindow { start: window.start + by, end: window.end + by }.inside(count)
}

/// The title of the loss's axis, in the target's units where it is in them.
///
/// Checked by `tests/it/workspace/chart_words.rs::axes_have_units`.
pub fn loss_title(loss: Loss, task: Task, target: &str) -> String {
    // Huber is a name.
    let is_name = matches!(loss, Loss::Huber { .. });
    let name = if is_name { loss.label().to_owned() } else { inside(loss.label()) };
    let unit = match loss {
        Loss::MeanAbsoluteError if task == Task::Regression => in_units(target, ""),
        Loss::MeanSquaredError if task == Task::Regression => in_units(target, "²"),
        _ => None,
    };
    match unit {
        Some(unit) => t!("Loss ({loss}, {unit})", loss = name, unit),
        None => t!("Loss ({loss})", loss = name),
    }
}

/// The same of a metric's.
///
/// Checked by `tests/it/workspace/chart_words.rs::axes_have_units`.
pub fn metric_title(metric: Metric, target: &str) -> String {
    let unit = match metric {
        Metric::MeanAbsoluteError | Metric::RootMeanSquaredError => in_units(target, ""),
        Metric::MeanSquaredError => in_units(target, "²"),
        _ => None,
    };
    match unit {
        Some(unit) => format!("{} ({unit})", metric.label()),
        None => metric.label().to_owned(),
    }
}

/// "in calories²"; nothing where there is no target.
fn in_units(target: &str, power: &str) -> Option<String> {
    const MOST: usize = 24;
    if target.is_empty() {
        return None;
    }
    let cut = if target.chars().count() > MOST { "…" } else { "" };
    let name: String = target.chars().take(MOST).collect();
    Some(t!("in {unit}", unit = format_args!("{}{cut}{power}", name.trim_end())))
}

/// How many epochs have a value that a logarithmic axis has no place for.
///
/// Checked by `tests/it/workspace/chart_words.rs::what_a_log_axis_leaves_out_is_counted`.
pub fn without_place(view: &CurvesView<'_>) -> usize {
    if view.options.scale != YScale::Log {
        return 0;
    }
    let below = |epoch: &&u32| {
        [view.training, view.validation]
            .iter()
            .any(|line| line.at(**epoch).is_some_and(|value| value <= 0.0))
    };
    view.training.epochs.iter().filter(below).count()
}

/// Which of the kept epochs a table of at most about `most` rows has, by their index: evenly
/// many, and always the first, the last and the best.
///
/// Checked by `tests/it/workspace/chart_words.rs::a_table_keeps_the_best_and_the_last_epoch`.
pub fn table_rows(history: &History, best: Option<u32>, most: usize) -> Vec<usize> {
    let count = history.len();
    let step = count.div_ceil(most.max(1)).max(1);
    let best = best.and_then(|best| history.index_of(best));
    let is_in =
        |index: &usize| index.is_multiple_of(step) || *index + 1 == count || Some(*index) == best;
    (0..count).filter(is_in).collect()
}
