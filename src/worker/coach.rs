//! When the coach speaks of a run, and what of.

use crate::config::CheckedExperiment;
use crate::data::Dataset;
use crate::t;
use crate::text::Decimal;
use crate::train::StopReason;
use crate::train::diagnosis::{
    CureTrials, Diagnosis, DummyBaseline, Evidence, NetworkProbe, diagnose,
};
use crate::worker::cures::Cures;
use crate::worker::run::Run;
use crate::worker::session_table::SessionTable;
use crate::worker::{CureRequest, Event, RunId, ShownDiagnosis};

/// Milliseconds between two looks at a run that goes on.
const PERIOD_MS: f64 = 500.0;

/// Watches one run, and remembers what it said last of it.
#[derive(Default)]
pub(super) struct Coach {
    run: Option<RunId>,
    looked_ms: Option<f64>,
    said: Option<ShownDiagnosis>,
    known: Option<Known>,
    /// What is being tried for it.
    cures: Option<Cures>,
}

impl Coach {
    /// What happened, and what the coach says of it: before a run rests or ends, and every
    /// 500 ms (`now_ms`, by the clock) of one that goes on; nothing that it said already.
    ///
    /// Checked by `tests/it/worker/coach.rs::the_coach_speaks_when_the_run_rests_or_ends`.
    pub(super) fn comment(
        &mut self,
        mut events: Vec<Event>,
        run: &Run,
        table: &SessionTable,
        now_ms: Option<f64>,
    ) -> Vec<Event> {
        // Where a run is looked back at, its network is of another epoch than its curves.
        if run.visit.is_some() {
            return events;
        }
        if self.run != Some(run.id) {
            *self = Self { run: Some(run.id), ..Self::default() };
        }
        let (end, at) = match events.last() {
            Some(Event::Paused { .. }) => (None, events.len() - 1),
            Some(Event::Finished { outcome, .. }) => (Some(outcome.reason), events.len() - 1),
            _ => {
                let learned = events.iter().any(|event| matches!(event, Event::Progress { .. }));
                let Some(now) = now_ms.filter(|_| learned) else { return events };
                if now - *self.looked_ms.get_or_insert(now) < PERIOD_MS {
                    return events;
                }
                (None, events.len())
            }
        };
        self.looked_ms = now_ms.or(self.looked_ms);
        if let Some(diagnosed) = self.diagnosed(run, table, end) {
            events.insert(at, diagnosed);
        }
        events
    }

    fn diagnosed(
        &mut self,
        run: &Run,
        table: &SessionTable,
        end: Option<StopReason>,
    ) -> Option<Event> {
        let shown = self.judged(run, table, end, shown)?;
        self.say(run, shown)
    }

    /// A run as it stands, made something of.
    fn judged<T>(
        &mut self,
        run: &Run,
        table: &SessionTable,
        end: Option<StopReason>,
        make: impl FnOnce(Diagnosis, &Evidence<'_>) -> T,
    ) -> Option<T> {
        let facts = table.facts(Some(run.trainer.dataset().inputs() as u64));
        // As it is trained now: what was changed on the way is in the suggestions, too.
        let mut experiment = run.trainer.experiment().config().clone();
        let training = &mut experiment.training;
        (training.learning_rate, training.batch_size) = run.trainer.live_settings();
        let experiment = experiment.check(facts.schema).ok()?;
        let known =
            self.known.get_or_insert_with(|| Known::new(&experiment, run.trainer.dataset()));
        let network = known.probe.as_mut().and_then(|probe| probe.look(&run.trainer));
        let evidence = Evidence {
            experiment: &experiment,
            table: &facts,
            history: &run.history,
            end,
            dummy: &known.dummy,
            network: network.as_ref(),
        };
        Some(make(diagnose(&evidence), &evidence))
    }

    /// Says it, once it is new.
    fn say(&mut self, run: &Run, diagnosis: ShownDiagnosis) -> Option<Event> {
        if self.said.as_ref() == Some(&diagnosis) {
            return None;
        }
        self.said = Some(diagnosis.clone());
        Some(Event::Diagnosed { run: run.id, diagnosis: Box::new(diagnosis) })
    }

    /// What it said last of a run, or says of it now.
    pub(super) fn verdict(&mut self, run: &Run, table: &SessionTable) -> Option<ShownDiagnosis> {
        if self.run != Some(run.id) {
            *self = Self { run: Some(run.id), ..Self::default() };
        }
        let end = run.trainer.outcome().map(|outcome| outcome.reason);
        self.said.clone().or_else(|| self.judged(run, table, end, shown))
    }

    /// What it suggests for a run is tried in other workers: what they are to train next, and
    /// what came of it.
    pub(super) fn try_cures(
        &mut self,
        run: &Run,
        table: &SessionTable,
        seconds: u32,
        request: CureRequest,
    ) -> Vec<Event> {
        let count = run.history.count();
        if self.cures.as_ref().is_none_or(|cures| !cures.is_of(run.id, count)) {
            self.cures = self.new_cures(run, table);
        }
        let Some(cures) = &mut self.cures else { return Vec::new() };
        let (due, told) = cures.obey(request, seconds);
        let told = told.and_then(|told| self.say(run, told));
        due.into_iter().chain(told).collect()
    }

    fn new_cures(&mut self, run: &Run, table: &SessionTable) -> Option<Cures> {
        let outcome = run.trainer.outcome();
        let end = outcome.map(|outcome| outcome.reason);
        let planned = &run.trainer.experiment().config().training;
        let is_planned = !run.trainer.began_with_weights()
            && run.trainer.live_settings() == (planned.learning_rate, planned.batch_size);
        self.judged(run, table, end, |diagnosis, evidence| {
            let suggestions = diagnosis.suggestions.clone();
            let trials = CureTrials::new(evidence, outcome, is_planned, suggestions);
            Cures::new(run.id, run.history.count(), shown(diagnosis, evidence), trials)
        })
    }
}

/// A diagnosis in words.
fn shown(diagnosis: Diagnosis, evidence: &Evidence<'_>) -> ShownDiagnosis {
    let mut shown = ShownDiagnosis::from(diagnosis);
    if let Some(StopReason::Diverged { epoch }) = evidence.end {
        let learning_rate = evidence.experiment.config().training.learning_rate;
        shown.alert = Some(t!(
            "Training diverged in epoch {epoch}: with learning rate {rate} the loss grew beyond all bounds.",
            epoch,
            rate = Decimal(learning_rate),
        ));
    }
    shown
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
}
