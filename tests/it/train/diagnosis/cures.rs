//! Changes that are tried before they are advised: whose turn it is, what counts as a gain, and
//! that a click gives what was said.

#[cfg(not(feature = "float64"))]
use std::fmt::Write;

use descent::config::advice::TableFacts;
use descent::config::{Activation, CheckedExperiment, ExperimentConfig};
use descent::data::{Dataset, Table};
use descent::train::diagnosis::{
    CureReport, CureTrial, CureTrials, DummyBaseline, Evidence, NetworkEvidence, NetworkProbe,
    STARTS, Suggestion, diagnose, try_cures,
};
use descent::train::{History, Outcome, StopReason, Trainer, Work};

use crate::support::dense;
use crate::train::diagnosis::set::{on, table_of};

/// A run to its end.
pub struct Ran {
    pub table: Table,
    pub experiment: CheckedExperiment,
    pub dummy: DummyBaseline,
    pub history: History,
    pub outcome: Outcome,
    network: Option<NetworkEvidence>,
}

impl Ran {
    pub fn new(table: Table, experiment: &ExperimentConfig) -> Self {
        let experiment = experiment.check(table.schema()).unwrap();
        let dataset = Dataset::prepare(&table, &experiment).unwrap();
        let dummy = DummyBaseline::new(&experiment, &dataset);
        let mut probe = NetworkProbe::new(&experiment, &dataset);
        let mut trainer = Trainer::new(&experiment, dataset);
        let mut history = History::default();
        loop {
            match trainer.work(&mut || true) {
                Work::Yielded => {}
                Work::Epoch(report) => history.push(&report),
                Work::Finished(outcome) => {
                    let network = probe.as_mut().and_then(|probe| probe.look(&trainer));
                    return Self { table, experiment, dummy, history, outcome, network };
                }
            }
        }
    }

    /// The validation loss of the weights it ended with.
    pub fn val_loss(&self) -> Option<f64> {
        let epoch = self.outcome.restored_epoch.unwrap_or(self.history.count());
        let at = self.history.index_of(epoch).filter(|_| !self.outcome.has_diverged());
        at.map(|at| self.history.val_loss[at])
    }

    pub fn with_evidence<T>(&self, read: impl FnOnce(&Evidence<'_>) -> T) -> T {
        let column_stats = self.table.column_stats();
        let schema = self.table.schema();
        let facts = TableFacts { schema, inputs: None, column_stats: &column_stats };
        read(&Evidence {
            experiment: &self.experiment,
            table: &facts,
            history: &self.history,
            end: Some(self.outcome.reason),
            dummy: &self.dummy,
            network: self.network.as_ref(),
        })
    }

    pub fn trials(&self) -> CureTrials {
        self.with_evidence(|evidence| {
            let suggestions = diagnose(evidence).suggestions;
            CureTrials::new(evidence, Some(self.outcome), true, suggestions)
        })
    }
}

/// Sonar, learned by heart.
fn overfit() -> Ran {
    let mut experiment = on("sonar", 60, vec![dense(24, Activation::Relu)]);
    experiment.training.learning_rate = 0.02;
    Ran::new(table_of("sonar"), &experiment)
}

/// What is trained, in turn, when every trial ends as `come` says: the label and the start.
fn turns(
    trials: &mut CureTrials,
    suggestions: &[Suggestion],
    come: impl Fn(&str, usize) -> Option<f64>,
) -> Vec<(String, usize)> {
    let mut turns = Vec::new();
    while let Some(CureTrial { change, start, .. }) = trials.next_trial() {
        let label = change.map_or("as it is", |change| &suggestions[change].label);
        trials.ended(change, start, come(label, start));
        turns.push((label.to_owned(), start));
    }
    turns
}

fn labels(report: &CureReport) -> [Vec<&str>; 3] {
    let cures = report.cures.iter().map(|cure| cure.suggestion.label.as_str()).collect();
    let without = report.without_gain.iter().map(|cure| cure.suggestion.label.as_str()).collect();
    [cures, without, report.untried.iter().map(|one| one.label.as_str()).collect()]
}

#[test]
fn what_lost_is_tried_no_further() {
    let ran = overfit();
    let suggestions = ran.with_evidence(diagnose).suggestions;
    let mut trials = ran.trials();
    let end = ran.val_loss().unwrap();
    let turns = turns(&mut trials, &suggestions, |label, start| match label {
        "as it is" => Some(end),
        "Stop early" => Some(0.8 * end),
        "Add L2 0.01" => Some(0.5 * end),
        // Lower from the first start alone.
        "Halve the units" if start == 0 => Some(0.1 * end),
        // Hardly lower.
        "Add L2 0.001" => Some(0.999_5 * end),
        "Add Dropout 0.3" => None,
        _ => Some(1.2 * end),
    });
    let of = |label: &str| turns.iter().filter(|turn| turn.0 == label).count();
    // The run itself is the first start, and says what early stopping does there.
    assert_eq!((of("as it is"), of("Stop early")), (2, 2), "{turns:?}");
    assert_eq!((of("Add L2 0.01"), of("Halve the units")), (3, 2), "{turns:?}");
    assert_eq!((of("Add L2 0.001"), of("Add Dropout 0.3")), (1, 1), "{turns:?}");
    // All of one start before the next.
    assert!(turns.is_sorted_by_key(|turn| turn.1), "{turns:?}");
    let report = trials.report();
    let [cures, without, untried] = labels(&report);
    // Early stopping is first although the other gains more.
    assert_eq!(cures, ["Stop early", "Add L2 0.01"]);
    assert!(without.contains(&"Halve the units") && without.contains(&"Add L2 0.001"));
    assert!(untried.is_empty());
    assert_eq!((report.cures[1].won, report.cures[1].tried), (3, STARTS));
}

// In double precision the run itself ends elsewhere.
#[cfg(not(feature = "float64"))]
#[test]
fn each_says_what_it_did() {
    let ran = overfit();
    let suggestions = ran.with_evidence(diagnose).suggestions;
    let mut told = String::new();
    for (name, most) in [("all tried", 99), ("no time", 0), ("little time", 4)] {
        let mut trials = ran.trials();
        for _ in 0..most {
            let Some(CureTrial { change, start, .. }) = trials.next_trial() else { break };
            let label = change.map_or("as it is", |change| &suggestions[change].label);
            let come = match label {
                "as it is" => Some(1.0),
                "Add L2 0.01" => Some(0.5),
                "Add Dropout 0.3" => None,
                "Halve the units" if start == 0 => Some(0.7),
                _ => Some(4.0),
            };
            trials.ended(change, start, come);
        }
        let report = trials.report();
        writeln!(told, "{name}").unwrap();
        for cure in &report.cures {
            writeln!(told, "  [{}] {}", cure.suggestion.label, cure.sentence(5)).unwrap();
        }
        for sentence in report.findings(5) {
            writeln!(told, "  {sentence}").unwrap();
        }
    }
    insta::assert_snapshot!(told);
}

/// What a click trains ends with the validation loss that was said.
#[test]
fn a_click_gives_what_was_said() {
    let ran = overfit();
    let mut trials = ran.trials();
    try_cures(&mut trials, &ran.table, &mut || true);
    let report = trials.report();
    assert_eq!(labels(&report)[0][0], "Stop early");
    assert!(report.untried.is_empty());
    for cure in report.cures.iter().chain(&report.without_gain) {
        let clicked = Ran::new(table_of("sonar"), &cure.suggestion.result);
        assert_eq!(clicked.val_loss(), cure.after, "{}", cure.suggestion.label);
        assert_eq!(cure.before, ran.val_loss());
    }
}

#[test]
fn what_there_is_no_time_for_is_not_advised() {
    let ran = overfit();
    let mut trials = ran.trials();
    let mut left = 400;
    try_cures(&mut trials, &ran.table, &mut || {
        left -= 1;
        left > 0
    });
    let [cures, _, untried] = labels(&trials.report()).map(|labels| labels.len());
    assert!(cures >= 1 && untried >= 1, "{:?}", trials.report());
    assert!(left <= 0 && left > -3, "it stops at once: {left}");
}

#[test]
fn a_run_that_rests_is_compared_with_what_has_come_as_far() {
    let mut ran = overfit();
    ran.history.truncate(30);
    ran.outcome = Outcome { reason: StopReason::StoppedByUser, restored_epoch: None };
    let mut trials = ran.trials();
    while let Some(CureTrial { change, start, experiment }) = trials.next_trial() {
        assert_eq!(experiment.training.epochs, 30);
        trials.ended(change, start, Some(1.0));
    }
}
