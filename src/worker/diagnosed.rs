//! What the coach says of a run, in words, and when the session says it.

use serde::{Deserialize, Serialize};

use crate::config::advice::TableFacts;
use crate::config::{CheckedExperiment, ExperimentConfig, Short};
use crate::train::{History, StopReason};
use crate::worker::run::Run;
use crate::worker::{Event, RunId, Session};

/// Milliseconds between two looks at a run that goes on.
const PERIOD_MS: f64 = 500.0;
/// Fewer say nothing.
const LEAST_EPOCHS: u32 = 10;
/// Validation loss so many times its lowest has risen.
const RISE: f64 = 1.1;

/// What a run does, for the colour of the coach's box; its words are the headline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum VerdictKind {
    /// Not enough epochs to tell.
    TooEarly,
    /// It learns too little.
    Underfitting,
    /// It learns what holds on validation rows too.
    Fitting,
    /// It learns what holds on training rows only.
    Overfitting,
    /// Its loss grows beyond all bounds.
    Diverging,
    /// It ends before it has learned much.
    TooSlow,
    /// Its loss jumps.
    TooNoisy,
    /// It learns nothing.
    Stuck,
}

/// What the coach says, in words, so that the page carries none of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ShownDiagnosis {
    /// For the colour.
    pub kind: VerdictKind,
    /// The verdict, in one or two words.
    pub headline: String,
    /// What it means.
    pub sentence: String,
    /// The figures that say so, a sentence each.
    pub evidence: Vec<String>,
    /// What else was found, a sentence each.
    pub findings: Vec<String>,
    /// The gap between both losses, in words.
    pub gap: Option<String>,
    /// What is said at the top of the page: of a run that diverged only.
    pub alert: Option<String>,
    /// The words on a button, why it may help, and the experiment after it; the best first,
    /// at most three.
    pub mends: Vec<(String, String, Box<ExperimentConfig>)>,
}

/// What was said last.
#[derive(Default)]
pub(super) struct Told {
    run: Option<RunId>,
    at_ms: Option<f64>,
    said: Option<ShownDiagnosis>,
}

impl Session {
    /// What happened, and what the coach says of it: before a run rests or ends, and every
    /// 500 ms (`now_ms`, by the clock) of one that goes on; nothing that it said already.
    ///
    /// Checked by `tests/it/diagnosed.rs::the_coach_speaks_when_the_run_rests_or_ends`.
    pub(super) fn with_diagnosis(
        &mut self,
        mut events: Vec<Event>,
        now_ms: Option<f64>,
    ) -> Vec<Event> {
        // Where a run is looked back at, its network is of another epoch than its curves.
        let Some(run) = self.run.as_ref().filter(|run| run.visit.is_none()) else { return events };
        if self.told.run != Some(run.id) {
            self.told = Told { run: Some(run.id), ..Told::default() };
        }
        let (end, at) = match events.last() {
            Some(Event::Paused { .. }) => (None, events.len() - 1),
            Some(Event::Finished { outcome, .. }) => (Some(outcome.reason), events.len() - 1),
            _ => {
                let learned = events.iter().any(|event| matches!(event, Event::Progress { .. }));
                let Some(now) = now_ms.filter(|_| learned) else { return events };
                if now - *self.told.at_ms.get_or_insert(now) < PERIOD_MS {
                    return events;
                }
                (None, events.len())
            }
        };
        self.told.at_ms = now_ms.or(self.told.at_ms);
        if let Some(diagnosed) = self.diagnosed(end) {
            events.insert(at, diagnosed);
        }
        events
    }

    fn diagnosed(&mut self, end: Option<StopReason>) -> Option<Event> {
        let (run, table) = (self.run.as_mut()?, self.table.as_ref()?);
        let spreads = self.spreads.get_or_insert_with(|| table.spreads());
        let inputs = Some(run.trainer.dataset().inputs() as u64);
        let facts = TableFacts { schema: table.schema(), inputs, spreads };
        // As it is trained now: what was changed on the way is in the mends, too.
        let mut experiment = run.trainer.experiment().config().clone();
        let training = &mut experiment.training;
        (training.learning_rate, training.batch_size) = run.trainer.live_settings();
        let experiment = experiment.check(facts.schema).ok()?;
        let diagnosis = look(run, &experiment, &facts, end);
        if self.told.said.as_ref() == Some(&diagnosis) {
            return None;
        }
        self.told.said = Some(diagnosis.clone());
        Some(Event::Diagnosed { run: run.id, diagnosis: Box::new(diagnosis) })
    }
}

/// Judges a run as it stands.
fn look(
    run: &mut Run,
    experiment: &CheckedExperiment,
    table: &TableFacts<'_>,
    end: Option<StopReason>,
) -> ShownDiagnosis {
    let history = &run.history;
    let mends = |label: &str, why: &str, change: fn(&mut ExperimentConfig)| {
        let mut result = experiment.config().clone();
        change(&mut result);
        let can_run = result != *experiment.config() && result.check(table.schema).is_ok();
        can_run.then(|| (label.to_owned(), why.to_owned(), Box::new(result)))
    };
    let learning_rate = experiment.config().training.learning_rate;
    let mut shown = ShownDiagnosis {
        kind: VerdictKind::TooEarly,
        headline: "Not enough epochs to tell".to_owned(),
        sentence: "The curves are too short.".to_owned(),
        evidence: lowest(history).map(|(_, sentence)| sentence).into_iter().collect(),
        findings: Vec::new(),
        gap: None,
        alert: None,
        mends: Vec::new(),
    };
    if let Some(StopReason::Diverged { epoch }) = end {
        shown.kind = VerdictKind::Diverging;
        shown.headline = "Diverging".to_owned();
        shown.sentence = format!(
            "The learning rate {learning_rate} is too large: every step goes beyond its aim, and the next one further."
        );
        shown.alert = Some(format!(
            "Training diverged in epoch {epoch}: with learning rate {learning_rate} the loss grew beyond all numbers."
        ));
        shown.mends.extend(mends("Lower the learning rate tenfold", "Shorter steps.", |to| {
            to.training.learning_rate /= 10.0;
        }));
    } else if let Some((best, _)) = lowest(history).filter(|_| history.count() >= LEAST_EPOCHS) {
        let last = history.len() - 1;
        let has_risen = history.val_loss[last] > RISE * history.val_loss[best];
        if has_risen && history.loss[last] < history.loss[best] {
            shown.kind = VerdictKind::Overfitting;
            shown.headline = "Overfitting".to_owned();
            shown.sentence = format!(
                "Training loss keeps falling, but validation loss has not improved since epoch {}.",
                history.epochs[best]
            );
            shown.mends.extend(mends("Stop early", "Keeps the best model you found.", |to| {
                to.training.early_stopping = true;
            }));
        } else {
            shown.kind = VerdictKind::Fitting;
            shown.headline = "Fitting".to_owned();
            shown.sentence = "What the network learns holds on the validation rows too.".to_owned();
        }
    }
    shown
}

/// Where validation loss was lowest, and the sentence that says so.
fn lowest(history: &History) -> Option<(usize, String)> {
    let val = &history.val_loss;
    let best = (0..val.len()).min_by(|&a, &b| val[a].total_cmp(&val[b]))?;
    let (epoch, lowest, last) = (history.epochs[best], Short(val[best]), Short(*val.last()?));
    Some((
        best,
        format!("Validation loss was lowest at epoch {epoch}, {lowest}, and is {last} now."),
    ))
}
