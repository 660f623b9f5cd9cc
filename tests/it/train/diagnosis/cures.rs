//! Changes that are tried before they are advised: whose turn it is, what counts as a gain, and
//! that a click gives what was said.

#[cfg(not(feature = "float64"))]
use std::fmt::Write;

use descent::config::advice::TableFacts;
use descent::config::{Activation, CheckedExperiment, ExperimentConfig, ThreeDigits};
use descent::data::{Dataset, Table};
use descent::train::diagnosis::{
    Cure, CureReport, CureTrial, CureTrials, DummyBaseline, Evidence, NetworkEvidence,
    NetworkProbe, STARTS, Suggestion, diagnose, try_cures,
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
    inputs: u64,
    network: Option<NetworkEvidence>,
}

impl Ran {
    pub fn new(table: Table, experiment: &ExperimentConfig) -> Self {
        let experiment = experiment.check(table.schema()).unwrap();
        let dataset = Dataset::prepare(&table, &experiment).unwrap();
        let dummy = DummyBaseline::new(&experiment, &dataset);
        let mut probe = NetworkProbe::new(&experiment, &dataset);
        let inputs = dataset.inputs() as u64;
        let mut trainer = Trainer::new(&experiment, dataset);
        let mut history = History::default();
        loop {
            match trainer.work(&mut || true) {
                Work::Yielded => {}
                Work::Epoch(report) => history.push(&report),
                Work::Finished(outcome) => {
                    let network = probe.as_mut().and_then(|probe| probe.look(&trainer));
                    return Self { table, experiment, dummy, history, outcome, inputs, network };
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
        let inputs = Some(self.inputs);
        let facts = TableFacts { schema, inputs, column_stats: &column_stats };
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
    // The best is first.
    assert_eq!(cures, ["Add L2 0.01", "Stop early"]);
    assert!(without.contains(&"Halve the units") && without.contains(&"Add L2 0.001"));
    assert!(untried.is_empty());
    assert_eq!((report.cures[0].won, report.cures[0].tried), (3, STARTS));
}

/// Every change once before any a second time; then the best so far first.
#[test]
fn the_best_is_tried_from_other_starts_first() {
    let ran = overfit();
    let suggestions = ran.with_evidence(diagnose).suggestions;
    let mut trials = ran.trials();
    let end = ran.val_loss().unwrap();
    let gains = ["Halve the units", "Add Dropout 0.3", "Add L2 0.001"];
    let turns = turns(&mut trials, &suggestions, |label, _| {
        let place = gains.iter().position(|gain| *gain == label);
        Some(match place {
            Some(place) => end * (0.5 + 0.1 * place as f64),
            None if label == "Stop early" => 2.0 * end,
            None => end,
        })
    });
    let first = turns.iter().filter(|turn| turn.1 == 0).count();
    // What early stopping would have kept of the run needs no training.
    assert_eq!(first, suggestions.len() - 1, "{turns:?}");
    let of = |start: usize| -> Vec<&str> {
        let turns = turns.iter().filter(|turn| turn.1 == start && turn.0 != "Stop early");
        turns.map(|turn| turn.0.as_str()).collect()
    };
    let ranked = ["as it is", gains[0], gains[1], gains[2]];
    assert_eq!((of(1), of(2)), (ranked.to_vec(), ranked.to_vec()), "{turns:?}");
    let report = trials.report();
    assert_eq!(labels(&report)[0], gains);
}

/// What is shown gains at least 1 % from the start whose figures are shown, and both are as
/// exact.
#[test]
fn what_shows_no_gain_is_not_shown() {
    let ran = overfit();
    let suggestions = ran.with_evidence(diagnose).suggestions;
    let mut trials = ran.trials();
    let end = ran.val_loss().unwrap();
    let _ = turns(&mut trials, &suggestions, |label, start| match (label, start) {
        // Much from other starts, and nothing to see from this one.
        ("Add L2 0.01", 0) => Some(0.998 * end),
        ("Add L2 0.01", _) => Some(0.2 * end),
        ("Add L2 0.001", _) => Some(0.98 * end),
        _ => Some(end),
    });
    let report = trials.report();
    assert!(labels(&report)[0].contains(&"Add L2 0.001"), "{report:?}");
    assert!(labels(&report)[1].contains(&"Add L2 0.01"), "{report:?}");
    let figures = |sentence: &str| -> Vec<usize> {
        let words = sentence.split(' ').filter(|word| word.starts_with("0."));
        words.map(|word| word.trim_start_matches(['0', '.']).len()).collect()
    };
    for cure in &report.cures {
        assert_eq!(figures(&cure.sentence()), [3, 3], "{}", cure.sentence());
        assert!(cure.sentence().contains(" at the end"), "{}", cure.sentence());
    }
    assert_eq!(format!("{:#} {:#}", ThreeDigits(0.2994), ThreeDigits(0.3)), "0.299 0.300");
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
            writeln!(told, "  [{}] {}", cure.suggestion.label, cure.sentence()).unwrap();
        }
        for sentence in report.findings(5, 0) {
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
    assert!(labels(&report)[0].contains(&"Stop early"), "{report:?}");
    let left = |cure: &Cure| cure.mean_after / cure.mean_before;
    let order: Vec<f64> = report.cures.iter().map(left).collect();
    // But for early stopping, which comes before what is as good.
    assert!(order.windows(2).all(|two| two[0] < two[1] + 0.01), "the best is first: {order:?}");
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
