//! What the coach says of a run, and what its suggestions did: part of `descent train --json`.

use std::time::{Duration, Instant};

use descent::config::ExperimentConfig;
use descent::config::advice::TableFacts;
use descent::data::Table;
use descent::train::diagnosis::{
    Cure, CureTrials, Diagnosis, DummyBaseline, Evidence, NetworkProbe, Verdict, diagnose,
    try_cures,
};
use descent::train::{History, Outcome, Trainer};
use serde::Serialize;

/// The verdict with its reasons, and the changes that were tried.
#[derive(Serialize)]
pub struct CoachReport {
    verdict: Verdict,
    headline: &'static str,
    sentence: String,
    evidence: Vec<String>,
    findings: Vec<String>,
    /// Those that end with a lower validation loss from every start that was tried, the best
    /// first.
    cures: Vec<TriedChange>,
    /// Those that do not.
    without_gain: Vec<TriedChange>,
    /// Those there was no time for.
    not_tried: Vec<String>,
}

/// A change and what it did: validation losses are those at the end.
#[derive(Serialize)]
struct TriedChange {
    change: String,
    sentence: String,
    /// From the run's own start; none where it diverged.
    val_loss: Option<f64>,
    instead_of: Option<f64>,
    lower_in_starts: usize,
    of_starts: usize,
    experiment: ExperimentConfig,
}

impl TriedChange {
    fn new(cure: Cure) -> Self {
        Self {
            sentence: cure.sentence(),
            change: cure.suggestion.label,
            val_loss: cure.after,
            instead_of: cure.before,
            lower_in_starts: cure.won,
            of_starts: cure.tried,
            experiment: cure.suggestion.result,
        }
    }
}

/// Judges a run that is over, and tries what is suggested for so many seconds. `is_drawn` says
/// whether its first weights were drawn from its seed.
pub fn judge(
    trainer: &Trainer,
    table: &Table,
    history: &History,
    outcome: Outcome,
    is_drawn: bool,
    seconds: u32,
) -> CoachReport {
    with_evidence(trainer, table, history, outcome, |evidence| {
        let diagnosis = diagnose(evidence);
        let mut trials =
            CureTrials::new(evidence, Some(outcome), is_drawn, diagnosis.suggestions.clone());
        let deadline = Instant::now() + Duration::from_secs(u64::from(seconds));
        if seconds > 0 {
            try_cures(&mut trials, table, &mut || Instant::now() < deadline);
        }
        let report = trials.report();
        let tried = |cures: Vec<Cure>| cures.into_iter().map(TriedChange::new).collect();
        let not_tried = report.untried.iter().chain(&report.unmeasured);
        CoachReport {
            verdict: diagnosis.verdict,
            headline: diagnosis.headline,
            sentence: diagnosis.sentence,
            evidence: diagnosis.evidence,
            findings: diagnosis.findings,
            not_tried: not_tried.map(|one| one.label.clone()).collect(),
            cures: tried(report.cures),
            without_gain: tried(report.without_gain),
        }
    })
}

/// What the coach says of a run that is over, with nothing tried.
pub fn diagnosis(
    trainer: &Trainer,
    table: &Table,
    history: &History,
    outcome: Outcome,
) -> Diagnosis {
    with_evidence(trainer, table, history, outcome, diagnose)
}

fn with_evidence<T>(
    trainer: &Trainer,
    table: &Table,
    history: &History,
    outcome: Outcome,
    judge: impl FnOnce(&Evidence<'_>) -> T,
) -> T {
    let (experiment, dataset) = (trainer.experiment(), trainer.dataset());
    let column_stats = table.column_stats();
    let inputs = Some(dataset.inputs() as u64);
    let facts = TableFacts { schema: table.schema(), inputs, column_stats: &column_stats };
    let dummy = DummyBaseline::new(experiment, dataset);
    let network = NetworkProbe::new(experiment, dataset).and_then(|mut probe| probe.look(trainer));
    judge(&Evidence {
        experiment,
        table: &facts,
        history,
        end: Some(outcome.reason),
        dummy: &dummy,
        network: network.as_ref(),
    })
}
