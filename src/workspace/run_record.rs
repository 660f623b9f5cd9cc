//! A kept run as bytes that every later version of the page reads: a light head for the
//! list, and its figures apart.
//!
//! The first byte is the version. A later version adds a form of its own and goes on
//! reading these (`tests/it/workspace/run_record.rs::the_first_version_opens_forever`).

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::config::{ExperimentConfig, Metric, Monitor};
use crate::data::RowCounts;
use crate::t;
use crate::text::in_english;
use crate::train::{History, Outcome, StopReason};
use crate::worker::codec;
use crate::workspace::current_run::{CurrentRun, Phase};
use crate::workspace::packing::{pack, unpack};

const VERSION: u8 = 1;

/// What the list and the table show of a run. Its form never changes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct RunHead {
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
    /// When it began, in milliseconds since 1970.
    pub when_ms: f64,
    /// When it was deleted.
    pub deleted_ms: Option<f64>,
    /// The experiment as every version reads it; empty until the worker has written it.
    pub link: String,
    /// The experiment as this version reads it at once.
    pub packed: Vec<u8>,
    /// The seed.
    pub seed: u32,
    /// What its best epoch is best in, as the page calls it in English.
    pub monitor: String,
    /// Whether more of that is better.
    pub maximizes: bool,
    /// The best epoch and the figure there.
    pub best: Option<(u32, f64)>,
    /// Epochs run.
    pub epochs: u32,
    /// Training and validation loss after the last.
    pub losses: Option<(f64, f64)>,
    /// The task's own metric, as the page calls it in English.
    pub metric: String,
    /// Its figures after the last epoch, training and validation.
    pub metrics: Option<(f64, f64)>,
    /// Milliseconds of training.
    pub elapsed_ms: f64,
    /// How it ended, in English; empty before it has.
    pub outcome: String,
}

impl RunHead {
    /// What it is called everywhere: the user's name, or "run 3 · dropout 0.3".
    ///
    /// Checked by `tests/it/workspace/run_list.rs::runs_are_named_after_what_changed`.
    pub fn title(&self) -> String {
        match (self.name.as_str(), self.called.as_str()) {
            ("", "") => t!("run {number}", number = self.number),
            ("", called) => t!("run {number} · {called}", number = self.number, called),
            (name, _) => name.to_owned(),
        }
    }

    /// The same beside those it was run together with: "dropout 0.3".
    pub fn short_title(&self) -> String {
        let own = if self.name.is_empty() { &self.called } else { &self.name };
        if own.is_empty() { self.title() } else { own.clone() }
    }

    /// How it ended, in the reader's language: the end whose English words are kept.
    ///
    /// Checked by `tests/it/workspace/run_record.rs::what_is_kept_is_english`.
    pub fn outcome_words(&self) -> String {
        let best_epoch = self.best.map_or(0, |(epoch, _)| epoch);
        let reasons = [
            StopReason::Completed,
            StopReason::EarlyStopped { best_epoch },
            StopReason::StoppedByUser,
            StopReason::Diverged { epoch: self.epochs + 1 },
        ];
        let mut ends = reasons.into_iter().flat_map(|reason| {
            [None, Some(best_epoch)].map(|restored_epoch| Outcome { reason, restored_epoch })
        });
        let is_kept = |end: &Outcome| end.sentence(self.epochs) == self.outcome;
        match in_english(|| ends.find(is_kept)) {
            Some(end) => end.sentence(self.epochs),
            None => self.outcome.clone(),
        }
    }

    /// Takes in how a run stands; names, colours and times stay.
    ///
    /// Checked by `tests/it/workspace/run_record.rs::a_head_says_how_its_run_stands`.
    pub fn follow(&mut self, run: &CurrentRun) {
        let Some(experiment) = &run.experiment else { return };
        let (history, stopping) = (&run.history, experiment.training.stopping);
        self.packed = pack(experiment);
        self.seed = experiment.seed;
        // Runs that were kept in different languages are compared by these.
        self.monitor = in_english(|| stopping.monitor.label());
        self.maximizes = stopping.maximizes();
        let metrics = run.metrics();
        self.metric =
            in_english(|| metrics.first().map_or_else(String::new, |own| own.label().to_owned()));
        self.epochs = history.count();
        self.best = run.best_epoch.and_then(|epoch| {
            let figures = history.figures(history.index_of(epoch)?);
            Some((epoch, figures.monitored(stopping.monitor, &metrics)))
        });
        let last = |series: &[f64]| series.last().copied();
        self.losses = last(&history.loss).zip(last(&history.val_loss));
        let (training, validation) = history.own_metric();
        self.metrics = last(training).zip(last(validation));
        self.elapsed_ms = run.elapsed_ms;
        self.outcome = match run.phase {
            Phase::Finished(outcome) => in_english(|| outcome.sentence(history.count())),
            _ => String::new(),
        };
    }

    /// What its best epoch is best in, in the reader's language.
    pub fn monitor_label(&self) -> String {
        let of_metrics = Metric::ALL
            .into_iter()
            .map(|metric| [Monitor::Metric(metric), Monitor::ValMetric(metric)]);
        let mut all = [Monitor::Loss, Monitor::ValLoss].into_iter().chain(of_metrics.flatten());
        let found = in_english(|| all.find(|one| one.label() == self.monitor));
        found.map_or_else(|| self.monitor.clone(), Monitor::label)
    }

    /// The task's own metric in the reader's language.
    pub fn metric_label(&self) -> String {
        let is_own = |metric: &Metric| metric.label() == self.metric;
        let found = in_english(|| Metric::ALL.into_iter().find(is_own));
        found.map_or_else(|| self.metric.clone(), |metric| metric.label().to_owned())
    }

    /// The experiment, where this version wrote it and it can run; else the link has it.
    pub fn experiment(&self) -> Option<ExperimentConfig> {
        unpack(&self.packed).filter(|found: &ExperimentConfig| found.check_settings().is_ok())
    }

    /// As it is kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        versioned(self)
    }

    /// What any version kept; `None` for anything else.
    ///
    /// Checked by `tests/it/workspace/run_record.rs::arbitrary_bytes_are_nothing`.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        read(bytes)
    }
}

/// Where a run stood. The order never changes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
enum Stood {
    Interrupted,
    Running,
    Stepping,
    Paused,
    Completed,
    EarlyStopped(u32),
    StoppedByUser,
    Diverged(u32),
}

/// The figures of a run, and where it stood. Its form never changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RunBody {
    stood: Stood,
    restored_epoch: Option<u32>,
    count: u32,
    epochs: Vec<u32>,
    improved: Vec<bool>,
    loss: Vec<f64>,
    val_loss: Vec<f64>,
    logged_loss: Vec<f64>,
    metrics: Vec<Vec<f64>>,
    val_metrics: Vec<Vec<f64>>,
    /// Of the table's rows: read, dropped, incomplete, training, validation, test; and
    /// cells imputed.
    counts: Option<[u64; 7]>,
    best_epoch: Option<u32>,
    wait: u32,
    live: Option<(f64, u32)>,
    elapsed_ms: f64,
}

/// The figures of a run, as they are kept.
pub fn body_bytes(run: &CurrentRun) -> Vec<u8> {
    let history = run.history.clone();
    let (stood, restored_epoch) = match run.phase {
        Phase::Idle | Phase::Interrupted => (Stood::Interrupted, None),
        Phase::Running => (Stood::Running, None),
        Phase::Stepping => (Stood::Stepping, None),
        Phase::Paused => (Stood::Paused, None),
        Phase::Finished(Outcome { reason, restored_epoch }) => {
            let stood = match reason {
                StopReason::Completed => Stood::Completed,
                StopReason::EarlyStopped { best_epoch } => Stood::EarlyStopped(best_epoch),
                StopReason::StoppedByUser => Stood::StoppedByUser,
                StopReason::Diverged { epoch } => Stood::Diverged(epoch),
            };
            (stood, restored_epoch)
        }
    };
    let counts = run.counts.map(|counts| {
        let RowCounts { read, dropped, incomplete, imputed, training, validation, test } = counts;
        [read, dropped, incomplete, training, validation, test, imputed].map(|count| count as u64)
    });
    versioned(&RunBody {
        stood,
        restored_epoch,
        count: history.count(),
        epochs: history.epochs,
        improved: history.improved,
        loss: history.loss,
        val_loss: history.val_loss,
        logged_loss: history.logged_loss,
        metrics: history.metrics,
        val_metrics: history.val_metrics,
        counts,
        best_epoch: run.best_epoch,
        wait: run.wait,
        live: run.live,
        elapsed_ms: run.elapsed_ms,
    })
}

/// The run of kept figures, as it stood; `None` where they are unsound.
///
/// Checked by `tests/it/workspace/run_record.rs::a_run_comes_back_from_its_two_parts`.
pub fn read_body(bytes: &[u8], experiment: Option<ExperimentConfig>) -> Option<CurrentRun> {
    let body: RunBody = read(bytes)?;
    let mut history = History::of_count(body.count);
    (history.epochs, history.improved) = (body.epochs, body.improved);
    (history.loss, history.val_loss) = (body.loss, body.val_loss);
    history.logged_loss = body.logged_loss;
    (history.metrics, history.val_metrics) = (body.metrics, body.val_metrics);
    let over = |reason| Phase::Finished(Outcome { reason, restored_epoch: body.restored_epoch });
    let phase = match body.stood {
        Stood::Interrupted => Phase::Interrupted,
        Stood::Running => Phase::Running,
        Stood::Stepping => Phase::Stepping,
        Stood::Paused => Phase::Paused,
        Stood::Completed => over(StopReason::Completed),
        Stood::EarlyStopped(best_epoch) => over(StopReason::EarlyStopped { best_epoch }),
        Stood::StoppedByUser => over(StopReason::StoppedByUser),
        Stood::Diverged(epoch) => over(StopReason::Diverged { epoch }),
    };
    let counts = body.counts.map(|counts| {
        let [read, dropped, incomplete, training, validation, test, imputed] =
            counts.map(|count| usize::try_from(count).unwrap_or(usize::MAX));
        RowCounts { read, dropped, incomplete, imputed, training, validation, test }
    });
    history.is_sound().then(|| CurrentRun {
        phase,
        experiment,
        history,
        counts,
        best_epoch: body.best_epoch,
        wait: body.wait,
        live: body.live,
        elapsed_ms: body.elapsed_ms,
        ..CurrentRun::default()
    })
}

fn versioned(value: &impl Serialize) -> Vec<u8> {
    let mut bytes = vec![VERSION];
    bytes.extend(codec::encode(value));
    bytes
}

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let (version, rest) = bytes.split_first()?;
    if *version == VERSION { codec::decode(rest).ok() } else { None }
}
