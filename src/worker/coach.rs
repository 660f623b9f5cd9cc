//! When the coach speaks of a run, and what of.

use crate::config::CheckedExperiment;
use crate::config::advice::TableFacts;
use crate::data::Dataset;
use crate::train::StopReason;
use crate::train::diagnosis::{DummyBaseline, Evidence, NetworkProbe, diagnose};
use crate::worker::run::Run;
use crate::worker::session_table::SessionTable;
use crate::worker::{Event, RunId, ShownDiagnosis};

/// Milliseconds between two looks at a run that goes on.
const PERIOD_MS: f64 = 500.0;

/// Watches one run, and remembers what it said last of it.
#[derive(Default)]
pub(super) struct Coach {
    run: Option<RunId>,
    looked_ms: Option<f64>,
    said: Option<ShownDiagnosis>,
    known: Option<Known>,
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
        let facts = table.facts(Some(run.trainer.dataset().inputs() as u64));
        // As it is trained now: what was changed on the way is in the suggestions, too.
        let mut experiment = run.trainer.experiment().config().clone();
        let training = &mut experiment.training;
        (training.learning_rate, training.batch_size) = run.trainer.live_settings();
        let experiment = experiment.check(facts.schema).ok()?;
        let known =
            self.known.get_or_insert_with(|| Known::new(&experiment, run.trainer.dataset()));
        let diagnosis = known.look(run, &experiment, &facts, end);
        if self.said.as_ref() == Some(&diagnosis) {
            return None;
        }
        self.said = Some(diagnosis.clone());
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
