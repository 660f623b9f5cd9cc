//! How the network of a report was trained.

use super::{ReportedRun, told};
use crate::config::Metric;
use crate::config::diff::settings;
use crate::export::html::{facts, paragraph};
use crate::t;
use crate::text::Decimal;

const ALWAYS: [&str; 8] = [
    "training.loss",
    "training.optimizer",
    "training.learning_rate",
    "training.schedule",
    "training.batch_size",
    "training.epochs",
    "training.early_stopping",
    "data.preparation.target_scaling",
];
/// Told where early stopping is on.
const STOPPING: [&str; 4] = [
    "training.stopping.monitor",
    "training.stopping.min_delta",
    "training.stopping.patience",
    "training.stopping.restore_best_weights",
];

/// The settings that say it, those that are unusual among them.
pub(super) fn section(run: &ReportedRun<'_>) -> String {
    let config = run.checked().config();
    let training = &config.training;
    let mut all = settings(config);
    let mut always = ALWAYS.to_vec();
    if training.early_stopping {
        always.extend(STOPPING);
    } else {
        all.retain(|one| !one.path.starts_with("training.stopping."));
    }
    // A metric that is measured anyway is told with the others.
    all.retain(|one| one.path != "training.metrics");
    if config.data.task != crate::config::Task::Regression {
        always.retain(|path| *path != "data.preparation.target_scaling");
    }
    let mut rows = told(&all, &["training.", "network."], &always);
    let metrics: Vec<_> = run.checked().metrics().into_iter().map(Metric::label).collect();
    rows.push((t!("Metrics").to_owned(), metrics.join(", ")));
    facts(&rows) + &changed(run)
}

/// What was changed while the run went on.
fn changed(run: &ReportedRun<'_>) -> String {
    let training = &run.checked().config().training;
    let (rate, batch) = run.trainer.live_settings();
    let threshold = run.trainer.threshold();
    let mut html = String::new();
    if (rate, batch) != (training.learning_rate, training.batch_size) {
        html += &paragraph(&t!(
            "Changed while it ran: learning rate {rate}, batch size {batch} at the end. The link has the settings of the start.",
            rate = Decimal(rate),
            batch,
        ));
    }
    if threshold != run.checked().threshold() {
        html += &paragraph(&t!(
            "The figures are of another threshold than the experiment's: {threshold}.",
            threshold = Decimal(threshold),
        ));
    }
    html
}
