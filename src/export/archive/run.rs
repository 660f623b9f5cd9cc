//! A run as it stands in an archive. The form's keys never change their meaning.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::config::{ExperimentConfig, Metric, share};
use crate::data::RowCounts;
use crate::train::{History, Outcome, StopReason};

/// A run with its figures, and its weights where they are kept.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ArchivedRun {
    /// Counted from 1 in the experiment.
    pub number: u32,
    /// The user's name for it; empty without one.
    pub name: String,
    /// What it is called without one: what changed, in short.
    pub called: String,
    /// What it was run together with, "5 seeds"; empty for a run alone.
    pub group: String,
    /// Its colour from 0 while it is shown beside the run on the page.
    pub color: Option<u8>,
    /// Whether it is the one whose curves are on the page.
    pub on_page: bool,
    /// When it began, in milliseconds since 1970.
    pub when_ms: f64,
    /// Milliseconds of training.
    pub elapsed_ms: f64,
    /// What it trained.
    pub experiment: ExperimentConfig,
    /// How it ended; `None` before it has.
    pub outcome: Option<Outcome>,
    /// The best epoch, if there was one.
    pub best_epoch: Option<u32>,
    /// Epochs since then, as early stopping counts them.
    pub wait: u32,
    /// Learning rate and batch size, once they were changed while it went on.
    pub live: Option<(f64, u32)>,
    /// How its rows were used.
    pub counts: Option<RowCounts>,
    /// Its figures.
    pub history: History,
    /// A safetensors file.
    #[serde(skip)]
    pub weights: Option<Vec<u8>>,
    /// What it can go on from: a [`Checkpoint`](crate::train::Checkpoint), as bytes.
    #[serde(skip)]
    pub checkpoint: Option<Vec<u8>>,
}

/// [`ArchivedRun`] as JSON.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct StoredRun {
    number: u32,
    name: String,
    called: String,
    group: String,
    color: Option<u8>,
    on_page: bool,
    when_ms: f64,
    elapsed_ms: f64,
    outcome: Option<StoredOutcome>,
    best_epoch: Option<u32>,
    wait: u32,
    live: Option<(f64, u32)>,
    rows: Option<RowCounts>,
    history: StoredHistory,
    experiment: Value,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct StoredOutcome {
    reason: StopReason,
    #[serde(default)]
    restored_epoch: Option<u32>,
}

/// Series of equal length; metrics by the names that the history has everywhere.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct StoredHistory {
    /// Epochs run, of which the series may keep fewer.
    count: u32,
    epochs: Vec<u32>,
    improved: Vec<bool>,
    loss: Vec<f64>,
    val_loss: Vec<f64>,
    logged_loss: Vec<f64>,
    metrics: Vec<(String, Vec<f64>, Vec<f64>)>,
}

impl StoredOutcome {
    /// The latest epoch that it says has run.
    fn named_epoch(self) -> Option<u32> {
        let of_reason = match self.reason {
            StopReason::EarlyStopped { best_epoch } => Some(best_epoch),
            // It has no report.
            StopReason::Diverged { epoch } => Some(epoch.saturating_sub(1)),
            StopReason::Completed | StopReason::StoppedByUser => None,
        };
        of_reason.max(self.restored_epoch)
    }
}

impl From<&ArchivedRun> for StoredRun {
    fn from(run: &ArchivedRun) -> Self {
        let history = &run.history;
        let measured = run.experiment.training.measured(run.experiment.data.task);
        let series = history.metrics.iter().zip(&history.val_metrics).enumerate();
        let metrics = series.map(|(at, (training, validation))| {
            let name = measured.get(at).map_or_else(|| at.to_string(), |one| one.name().to_owned());
            (name, training.clone(), validation.clone())
        });
        Self {
            number: run.number,
            name: run.name.clone(),
            called: run.called.clone(),
            group: run.group.clone(),
            color: run.color,
            on_page: run.on_page,
            when_ms: run.when_ms,
            elapsed_ms: run.elapsed_ms,
            outcome: run
                .outcome
                .map(|Outcome { reason, restored_epoch }| StoredOutcome { reason, restored_epoch }),
            best_epoch: run.best_epoch,
            wait: run.wait,
            live: run.live,
            rows: run.counts,
            history: StoredHistory {
                count: history.count(),
                epochs: history.epochs.clone(),
                improved: history.improved.clone(),
                loss: history.loss.clone(),
                val_loss: history.val_loss.clone(),
                logged_loss: history.logged_loss.clone(),
                metrics: metrics.collect(),
            },
            experiment: serde_json::from_str(&share::json(&run.experiment)).unwrap_or_default(),
        }
    }
}

impl StoredRun {
    /// The run without weights; `None` where figures or experiment are unsound.
    pub fn run(self) -> Option<ArchivedRun> {
        if !self.experiment.is_object() {
            return None;
        }
        let experiment = share::from_json(self.experiment.to_string().as_bytes()).ok()?;
        let stored = self.history;
        let mut history = History::of_count(stored.count);
        (history.epochs, history.improved) = (stored.epochs, stored.improved);
        (history.loss, history.val_loss) = (stored.loss, stored.val_loss);
        history.logged_loss = stored.logged_loss;
        // In the order in which this version measures them; one that it does not know stays last.
        let measured = experiment.training.measured(experiment.data.task);
        let place = |name: &str| {
            let metric = Metric::from_name(name)?;
            measured.iter().position(|one| *one == metric)
        };
        let mut metrics = stored.metrics;
        crate::config::sort(&mut metrics, |one, other| {
            let place = |name: &str| place(name).unwrap_or(usize::MAX);
            place(&one.0).cmp(&place(&other.0))
        });
        // Figures under another's name would be worse than none.
        let known = metrics.iter().map(|(name, ..)| Metric::from_name(name));
        let is_measured = known.take(measured.len()).eq(measured.iter().copied().map(Some));
        if !is_measured && !history.is_empty() {
            return None;
        }
        for (_, training, validation) in metrics {
            history.metrics.push(training);
            history.val_metrics.push(validation);
        }
        let named = [self.best_epoch, self.outcome.and_then(|outcome| outcome.named_epoch())];
        let was_run = |epoch: Option<u32>| epoch.is_none_or(|epoch| epoch <= history.count());
        let is_sound = history.is_sound() && named.into_iter().all(was_run);
        is_sound.then_some(ArchivedRun {
            number: self.number,
            name: self.name,
            called: self.called,
            group: self.group,
            color: self.color,
            on_page: self.on_page,
            when_ms: self.when_ms,
            elapsed_ms: self.elapsed_ms,
            experiment,
            outcome: self
                .outcome
                .map(|StoredOutcome { reason, restored_epoch }| Outcome { reason, restored_epoch }),
            best_epoch: self.best_epoch,
            wait: self.wait,
            live: self.live,
            counts: self.rows,
            history,
            weights: None,
            checkpoint: None,
        })
    }
}
