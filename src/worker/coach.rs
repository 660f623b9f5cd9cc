//! What the coach says of a run, in words, and when the session says it.

use serde::{Deserialize, Serialize};

use crate::config::advice::TableFacts;
use crate::config::{CheckedExperiment, ExperimentConfig};
use crate::data::Dataset;
use crate::train::StopReason;
use crate::train::diagnosis::{
    Diagnosis, DummyBaseline, Evidence, NetworkProbe, Verdict, diagnose,
};
use crate::worker::run::Run;
use crate::worker::{Event, RunId, Session};

/// Milliseconds between two looks at a run that goes on.
const PERIOD_MS: f64 = 500.0;
/// Buttons in the coach's box, at most.
const SHOWN_MENDS: usize = 3;

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
    known: Option<Known>,
}

impl Session {
    /// What happened, and what the coach says of it: before a run rests or ends, and every
    /// 500 ms (`now_ms`, by the clock) of one that goes on; nothing that it said already.
    ///
    /// Checked by `tests/it/worker/coach.rs::the_coach_speaks_when_the_run_rests_or_ends`.
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
        let (run, table) = (self.run.as_ref()?, self.table.as_ref()?);
        let column_stats = self.column_stats.get_or_insert_with(|| table.column_stats());
        let inputs = Some(run.trainer.dataset().inputs() as u64);
        let facts = TableFacts { schema: table.schema(), inputs, column_stats };
        // As it is trained now: what was changed on the way is in the mends, too.
        let mut experiment = run.trainer.experiment().config().clone();
        let training = &mut experiment.training;
        (training.learning_rate, training.batch_size) = run.trainer.live_settings();
        let experiment = experiment.check(facts.schema).ok()?;
        let known = &mut self.told.known;
        let known = known.get_or_insert_with(|| Known::new(&experiment, run.trainer.dataset()));
        let diagnosis = known.look(run, &experiment, &facts, end);
        if self.told.said.as_ref() == Some(&diagnosis) {
            return None;
        }
        self.told.said = Some(diagnosis.clone());
        Some(Event::Diagnosed { run: run.id, diagnosis: Box::new(diagnosis) })
    }
}

/// What is known of a run's data and network beside its history, for as long as it is judged.
struct Known {
    dummy: DummyBaseline,
    /// `None` for a network that is too large to be copied.
    probe: Option<NetworkProbe>,
}

impl Known {
    fn new(experiment: &CheckedExperiment, dataset: &Dataset) -> Self {
        let dummy = DummyBaseline::new(experiment, dataset);
        Self { dummy, probe: NetworkProbe::new(experiment, dataset) }
    }

    /// Judges a run as it stands.
    fn look(
        &mut self,
        run: &Run,
        experiment: &CheckedExperiment,
        table: &TableFacts<'_>,
        end: Option<StopReason>,
    ) -> ShownDiagnosis {
        let network = self.probe.as_mut().and_then(|probe| probe.look(&run.trainer));
        let diagnosis = diagnose(&Evidence {
            experiment,
            table,
            history: &run.history,
            end,
            dummy: &self.dummy,
            network: network.as_ref(),
        });
        let mut shown = ShownDiagnosis::from(diagnosis);
        if let Some(StopReason::Diverged { epoch }) = end {
            let learning_rate = experiment.config().training.learning_rate;
            shown.alert = Some(format!(
                "Training diverged in epoch {epoch}: with learning rate {learning_rate} the loss grew beyond all bounds."
            ));
        }
        shown
    }
}

impl From<Diagnosis> for ShownDiagnosis {
    fn from(diagnosis: Diagnosis) -> Self {
        let mends = diagnosis.suggestions.into_iter().take(SHOWN_MENDS);
        Self {
            kind: diagnosis.verdict.into(),
            headline: diagnosis.headline.to_owned(),
            sentence: diagnosis.sentence,
            evidence: diagnosis.evidence,
            findings: diagnosis.findings,
            gap: diagnosis.gap.map(|gap| gap.sentence()),
            alert: None,
            mends: mends.map(|mend| (mend.label, mend.why, Box::new(mend.result))).collect(),
        }
    }
}

impl From<Verdict> for VerdictKind {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::NotEnoughEpochs => Self::TooEarly,
            Verdict::Underfitting => Self::Underfitting,
            Verdict::Fitting => Self::Fitting,
            Verdict::Overfitting => Self::Overfitting,
            Verdict::Diverging => Self::Diverging,
            Verdict::TooSlow => Self::TooSlow,
            Verdict::TooNoisy => Self::TooNoisy,
            Verdict::Stuck => Self::Stuck,
        }
    }
}
