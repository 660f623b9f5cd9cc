//! What newcomers met in daily use: runs that got worse, early stopping, one best epoch, the
//! order of the mends, and what each sentence may not say.

#[cfg(not(feature = "float64"))]
use descent::config::Scaling;
use descent::config::advice::TableFacts;
use descent::config::{Activation, ExperimentConfig, LayerConfig, Monitor};
#[cfg(not(feature = "float64"))]
use descent::data::gallery;
#[cfg(not(feature = "float64"))]
use descent::train::diagnosis::try_cures;
use descent::train::diagnosis::{
    Diagnosis, DummyBaseline, Evidence, Gap, Idle, Verdict, diagnose, gap,
};
use descent::train::{EpochReport, History, StopReason};

#[cfg(not(feature = "float64"))]
use crate::support::sgd;
use crate::support::{dense, report};
#[cfg(not(feature = "float64"))]
use crate::train::diagnosis::cures::Ran;
use crate::train::diagnosis::rules::{falls, history, idle, jumps, told};
use crate::train::diagnosis::set::{on, table_of};

const DONE: Option<StopReason> = Some(StopReason::Completed);

fn after(epoch: f64, from: f64, slope: f64) -> f64 {
    slope * (epoch - from).max(0.0)
}

/// Validation loss falls for 48 epochs, then rises by 0.01 an epoch; training loss by so much.
fn worse(epochs: u32, training: f64) -> History {
    history(epochs, |e| {
        [falls(e, 8.0, 0.1) + after(e, 48.0, training), falls(e, 8.0, 0.4) + after(e, 48.0, 0.01)]
    })
}

fn changed(
    epochs: u32,
    more: impl Fn(&mut ExperimentConfig),
) -> impl FnOnce(&mut ExperimentConfig) {
    move |to| {
        to.training.epochs = epochs;
        more(to);
    }
}

/// Every number behind "epoch " in what is said.
fn epochs_named(said: &Diagnosis) -> Vec<u32> {
    let gap = said.gap.map(|gap| gap.sentence());
    let lines = said.evidence.iter().chain([&said.sentence]).chain(&gap);
    let named = |line: &String| -> Vec<u32> {
        let words = line.split("epoch ").skip(1);
        let digits = words.map(|rest| rest.chars().take_while(char::is_ascii_digit).collect());
        digits.filter_map(|digits: String| digits.parse().ok()).collect()
    };
    lines.flat_map(named).collect()
}

#[test]
fn a_run_that_got_worse_is_not_fitting() {
    // Training loss rises by a third of it; by as much; and one that ends soon after.
    for (epochs, training, verdict) in [
        (60, 0.003, Verdict::Overfitting),
        (60, 0.01, Verdict::TooNoisy),
        (56, 0.003, Verdict::Overfitting),
        (56, 0.01, Verdict::TooNoisy),
    ] {
        let said = told(&worse(epochs, training), DONE, None, changed(epochs, |_| {}));
        assert_eq!(said.verdict, verdict, "{epochs} {training}: {said:#?}");
        assert!(!said.sentence.contains("kept falling"), "{}", said.sentence);
        assert!(said.sentence.starts_with("Since epoch 48, the best,"), "{}", said.sentence);
        assert_eq!(said.suggestions[0].label, "Stop early");
    }
    // Up by a hair, it is what it was.
    let slight =
        history(60, |e| [falls(e, 8.0, 0.1), falls(e, 8.0, 0.4) + after(e, 48.0, 0.000_05)]);
    let said = told(&slight, DONE, None, changed(60, |_| {}));
    assert_eq!(said.verdict, Verdict::Fitting, "{said:#?}");
}

/// A curve that jumps may end anywhere: far above its best, that is said, and it is not signal.
#[test]
fn a_run_that_ends_far_above_its_best_is_not_plainly_fitting() {
    let said = |last: f64| {
        let curve = history(100, |e| {
            let val = falls(e, 8.0, 0.3) + 0.05 * jumps(e);
            [falls(e, 8.0, 0.0), if e == 100.0 { last } else { val }]
        });
        told(&curve, DONE, None, |_| {})
    };
    let high = said(0.4);
    assert_eq!((high.verdict, high.headline), (Verdict::Fitting, "Fitting, but unsteady"));
    assert!(high.sentence.contains(" above its best, epoch "), "{}", high.sentence);
    assert_eq!(high.suggestions[0].label, "Stop early");
    let low = said(0.3);
    assert_eq!((low.verdict, low.headline), (Verdict::Fitting, "Fitting"));
}

#[test]
fn the_turn_is_the_best_epoch_however_long_the_run_gets() {
    let turned = |epochs: u32| {
        history(epochs, |e| {
            let dip = if e == 12.0 { -0.02 } else { 0.005 * jumps(e) };
            [falls(e, 8.0, 0.0), falls(e, 1.0, 0.4) + dip + after(e, 12.0, 0.002)]
        })
    };
    for epochs in [100, 200, 400, 600, 2400] {
        let said = told(&turned(epochs), DONE, None, changed(epochs, |_| {}));
        assert_eq!(said.verdict, Verdict::Overfitting, "{epochs}: {said:#?}");
        let named = epochs_named(&said);
        assert!(named.len() >= 3 && named.iter().all(|epoch| *epoch == 12), "{named:?} {said:#?}");
    }
    // While validation loss was as low as ever just now, it has not turned.
    let late = history(100, |e| {
        let dip = if e == 97.0 { -0.5 } else { 0.0 };
        [falls(e, 8.0, 0.0), falls(e, 1.0, 0.4) + dip + after(e, 12.0, 0.002)]
    });
    let said = told(&late, DONE, None, changed(100, |_| {}));
    assert_ne!(said.verdict, Verdict::Overfitting, "{said:#?}");
}

/// Early stopping as it saw a history: with a minimum delta, its best epoch is an earlier one.
fn stopped(epochs: u32, best: u32, of: impl Fn(f64) -> [f64; 2]) -> (History, Option<StopReason>) {
    let reports: Vec<_> = (1..=epochs)
        .map(|epoch| {
            let [loss, val_loss] = of(f64::from(epoch));
            let told = report(epoch, [loss, val_loss, loss], [0.5, 0.5]);
            EpochReport { best_epoch: epoch.min(best), ..told }
        })
        .collect();
    let mut history = History::default();
    history.extend(&reports);
    (history, Some(StopReason::EarlyStopped { best_epoch: best }))
}

fn stops(to: &mut ExperimentConfig) {
    to.training.early_stopping = true;
    to.training.stopping.patience = 20;
    to.training.stopping.min_delta = 0.001;
}

#[test]
fn there_is_one_best_epoch() {
    // Lowest at 35, by less than the minimum delta than at 20.
    let (history, end) = stopped(40, 20, |e| {
        let val = falls(e.min(20.0), 5.0, 0.3) - 0.000_02 * (e - 20.0).clamp(0.0, 15.0);
        [falls(e, 8.0, 0.1), val + after(e, 35.0, 0.000_1)]
    });
    let said = told(&history, end, None, changed(100, stops));
    assert_eq!(said.verdict, Verdict::Fitting);
    let named = epochs_named(&said);
    assert!(named.len() >= 3 && named.iter().all(|epoch| *epoch == 20), "{named:?} {said:#?}");
    assert!(!said.sentence.contains("level since"), "{}", said.sentence);
    assert!(!said.sentence.contains("more epochs"), "{}", said.sentence);
    // Where early stopping watches the accuracy, the loss has turned where it was lowest.
    let (watched, _) = stopped(100, 90, |e| [falls(e, 8.0, 0.0), falls(e, 8.0, 0.2) + 0.004 * e]);
    let said = told(&watched, DONE, None, |to| {
        to.training.early_stopping = true;
        to.training.stopping.monitor = Monitor::Loss;
    });
    assert_eq!(said.verdict, Verdict::Overfitting, "{said:#?}");
    assert!(said.sentence.starts_with("Since epoch 33 validation loss"), "{}", said.sentence);
}

/// The README's first try, which early stopping ends.
#[cfg(not(feature = "float64"))]
#[test]
fn after_early_stopping_more_epochs_are_not_advised() {
    let mut experiment = gallery::experiment(gallery::find("red-wine").unwrap());
    experiment.training.epochs = 300;
    let ran = Ran::new(table_of("red-wine"), &experiment);
    let StopReason::EarlyStopped { best_epoch } = ran.outcome.reason else { panic!() };
    let said = ran.with_evidence(diagnose);
    assert_eq!(said.verdict, Verdict::Fitting);
    assert!(!said.sentence.contains("more epochs"), "{}", said.sentence);
    assert!(said.sentence.contains("minimum delta of 0.001"), "{}", said.sentence);
    assert!(epochs_named(&said).iter().all(|epoch| *epoch == best_epoch), "{said:#?}");
    let labels: Vec<&str> = said.suggestions.iter().map(|one| one.label.as_str()).collect();
    assert_eq!(labels, ["Use a minimum delta of 0", "Use a patience of 40"]);
}

#[test]
fn a_few_level_epochs_are_no_level_stretch() {
    let level = |epochs: u32| {
        let curve = history(epochs, |e| [falls(e, 20.0, 0.0), falls(e.min(35.0), 8.0, 0.3)]);
        told(&curve, DONE, None, changed(epochs, |_| {})).sentence
    };
    assert!(!level(40).contains("level since"), "{}", level(40));
    assert!(level(60).starts_with("Validation loss has been level since epoch 35, the best,"));
}

/// Two parameters and two hundred rows.
#[test]
fn a_line_does_not_memorize() {
    let table = table_of("sine");
    let said = |layers: Vec<LayerConfig>| {
        let mut experiment = on("sine", 100, layers);
        experiment.data.validation_percent = 30;
        let checked = experiment.check(table.schema()).unwrap();
        let facts = TableFacts { schema: table.schema(), inputs: Some(1), column_stats: &[] };
        let dummy = DummyBaseline { loss: 1.0, val_loss: 1.0, class: None };
        let curve =
            history(100, |e| [falls(e, 20.0, 0.3), falls(e, 5.0, 0.4) + after(e, 29.0, 4e-4)]);
        diagnose(&Evidence {
            experiment: &checked,
            table: &facts,
            history: &curve,
            end: DONE,
            dummy: &dummy,
            network: None,
        })
    };
    let line = said(Vec::new());
    assert_eq!(line.verdict, Verdict::Fitting, "{line:#?}");
    assert!(line.sentence.contains("2 parameters cannot memorize"), "{}", line.sentence);
    let wide = said(vec![dense(64, Activation::Relu)]);
    assert_eq!(wide.verdict, Verdict::Overfitting, "{wide:#?}");
}

/// Unscaled inputs and plain steps: what is known to do it is mended first, and what diverges
/// is no mend.
#[cfg(not(feature = "float64"))]
#[test]
fn a_known_cause_is_mended_first() {
    let mut experiment = on("red-wine", 100, vec![dense(16, Activation::Relu)]);
    experiment.data.scaling = Scaling::None;
    experiment.data.preparation.target_scaling = Scaling::None;
    experiment.training.optimizer = sgd(0.0);
    experiment.training.learning_rate = 0.01;
    experiment.seed = 42;
    let ran = Ran::new(table_of("red-wine"), &experiment);
    let said = ran.with_evidence(diagnose);
    assert_eq!(said.verdict, Verdict::Stuck);
    assert_eq!(said.suggestions[0].label, "Scale the inputs");
    let mut trials = ran.trials();
    try_cures(&mut trials, &ran.table, &mut || true);
    let cures = trials.report().cures;
    assert!(cures[0].after.is_some(), "{cures:#?}");
    assert!(cures.iter().all(|cure| cure.after.is_some_and(|loss| loss < cure.before.unwrap())));
}

#[test]
fn a_gap_is_said_without_a_huge_multiple() {
    let said = |ratio: f64| Gap { from_epoch: 8, now: 0.104, ratio, at_best: 0.02 }.sentence();
    assert!(said(3.2).ends_with("now it is 0.104 above, 3.2 times as large."), "{}", said(3.2));
    assert!(said(6_148_717.0).ends_with("now it is 0.104 above."), "{}", said(6_148_717.0));
    assert_eq!(gap(&history(20, |e| [1.0 / e, 2.0 / e])), None);
}

#[test]
fn every_line_is_plain() {
    let curve = history(100, |e| [falls(e, 8.0, 0.0), falls(e, 8.0, 0.2) + 0.004 * e]);
    let said = told(&curve, DONE, Some(&idle(1, Idle::Silent)), |_| {});
    let lines = said.evidence.join(" ");
    assert!(lines.contains("1 of 64 units of block 2 is 0 for all 145 training rows"), "{lines}");
    assert!(lines.contains("norm is 0.01 times that of the weights"), "{lines}");
    assert!(lines.contains("far more than it jumps by chance"), "{lines}");
    for odd in ["times what it", "by 0 %", ": while", "for all of"] {
        assert!(!lines.contains(odd), "{odd}: {lines}");
    }
    let mut whys: Vec<&str> = said.suggestions.iter().map(|one| one.why.as_str()).collect();
    let all = whys.len();
    whys.sort_unstable();
    whys.dedup();
    assert_eq!(whys.len(), all, "a reason stands twice: {:#?}", said.suggestions);
}
