//! The coach's rules on curves drawn by formula, its figures, words and suggestions.

use std::fmt::Write;

use descent::config::advice::TableFacts;
use descent::config::{
    Activation, ExperimentConfig, LayerConfig, Loss, Optimizer, ReadingConfig, Scaling, Task,
};
use descent::data::{Dataset, Table, gallery, import};
use descent::train::diagnosis::{
    BlockEvidence, Diagnosis, DummyBaseline, Evidence, Idle, LossCurve, NetworkEvidence, Verdict,
    diagnose, gap, median, noise,
};
use descent::train::{EpochReport, History, StopReason};

use crate::support::{dense, in_german, report};

/// A history of `epochs` epochs, by formula.
pub fn history(epochs: u32, of: impl Fn(f64) -> [f64; 2]) -> History {
    let (mut lowest, mut best_epoch) = (f64::INFINITY, 0);
    let reports: Vec<_> = (1..=epochs)
        .map(|epoch| {
            let [loss, val_loss] = of(f64::from(epoch));
            if val_loss < lowest {
                (lowest, best_epoch) = (val_loss, epoch);
            }
            let told = report(epoch, [loss, val_loss, loss], [0.5, 0.5]);
            EpochReport { best_epoch, ..told }
        })
        .collect();
    let mut history = History::default();
    history.extend(&reports);
    history
}

/// Falls from 1 to `low` halving what is left every `half` epochs.
pub fn falls(epoch: f64, half: f64, low: f64) -> f64 {
    low + (1.0 - low) * (0.5_f64).powf(epoch / half)
}

/// Back and forth, never the same twice in turn.
pub fn jumps(epoch: f64) -> f64 {
    (epoch * 12.9898).sin() * 0.7 + (epoch * 4.1).cos() * 0.3
}

pub fn sonar() -> (Table, ExperimentConfig) {
    let set = gallery::find("sonar").unwrap();
    let table = import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
    let mut experiment = gallery::experiment(set);
    experiment.network.layers = vec![dense(64, Activation::Relu), dense(64, Activation::Relu)];
    experiment.training.early_stopping = false;
    experiment.training.epochs = 100;
    (table, experiment)
}

/// What the coach says of curves on sonar, where always predicting the same costs 1.
pub fn told(
    history: &History,
    end: Option<StopReason>,
    network: Option<&NetworkEvidence>,
    change: impl FnOnce(&mut ExperimentConfig),
) -> Diagnosis {
    let (table, mut experiment) = sonar();
    change(&mut experiment);
    let checked = experiment.check(table.schema()).unwrap();
    let column_stats = table.column_stats();
    let facts = TableFacts { schema: table.schema(), inputs: None, column_stats: &column_stats };
    let dummy = DummyBaseline { loss: 1.0, val_loss: 1.0, class: Some(("M".to_owned(), 0.53)) };
    diagnose(&Evidence {
        experiment: &checked,
        table: &facts,
        history,
        end,
        dummy: &dummy,
        network,
    })
}

pub fn idle(units: u32, idle: Idle) -> NetworkEvidence {
    NetworkEvidence {
        rows: 145,
        blocks: vec![BlockEvidence { block: 1, idle, units, of: 64 }],
        gradients: vec![1e-2, 1e-2],
        penalty: 0.0,
    }
}

/// A curve, an end, what the network is, and the verdict.
pub type Case = (&'static str, History, Option<StopReason>, Option<NetworkEvidence>, Verdict);

pub fn cases() -> Vec<Case> {
    use Verdict::{
        Diverging, Fitting, NotEnoughEpochs, Overfitting, Stuck, TooNoisy, TooSlow, Underfitting,
    };
    let done = Some(StopReason::Completed);
    let both = |of: fn(f64) -> f64| move |epoch: f64| [of(epoch), of(epoch) + 0.02];
    let vanished = NetworkEvidence { gradients: vec![1e-7, 1e-2], ..idle(0, Idle::Silent) };
    vec![
        ("a few epochs", history(6, both(|e| falls(e, 3.0, 0.1))), done, None, NotEnoughEpochs),
        ("falls and levels", history(100, both(|e| falls(e, 8.0, 0.1))), done, None, Fitting),
        ("falls to the end", history(100, both(|e| falls(e, 60.0, 0.1))), done, None, Fitting),
        (
            "validation turns",
            history(100, |e| [falls(e, 8.0, 0.0), falls(e, 8.0, 0.2) + 0.004 * e]),
            done,
            None,
            Overfitting,
        ),
        (
            "validation turns, still under way",
            history(80, |e| [falls(e, 8.0, 0.0), falls(e, 8.0, 0.2) + 0.004 * e]),
            None,
            None,
            Overfitting,
        ),
        (
            "validation only jumps",
            history(100, |e| [falls(e, 8.0, 0.0), falls(e, 8.0, 0.2) + 0.05 * jumps(e)]),
            done,
            None,
            Fitting,
        ),
        (
            "a gap that stays",
            history(100, |e| [falls(e, 10.0, 0.0), falls(e, 10.0, 0.4)]),
            done,
            None,
            Fitting,
        ),
        (
            "levels high",
            history(100, both(|e| 0.85 + 0.15 * falls(e, 5.0, 0.0))),
            done,
            None,
            Underfitting,
        ),
        (
            "levels high, too early to tell",
            history(30, both(|e| 0.97 + 0.03 * falls(e, 5.0, 0.0))),
            None,
            None,
            NotEnoughEpochs,
        ),
        ("a slow straight line", history(100, both(|e| 1.0 - 0.001 * e)), done, None, TooSlow),
        ("jumps all the way", history(100, |e| [0.7 + 0.2 * jumps(e), 0.7]), done, None, TooNoisy),
        (
            "grows beyond bounds",
            history(30, |e| [falls(e, 3.0, 0.5) + (0.3 * e).exp() / 100.0, 1.0]),
            None,
            None,
            Diverging,
        ),
        (
            "ended beyond numbers",
            history(3, |e| [10.0 * e, 10.0 * e]),
            Some(StopReason::Diverged { epoch: 4 }),
            None,
            Diverging,
        ),
        (
            "flat, dead units",
            history(100, |_| [1.0, 1.0]),
            done,
            Some(idle(64, Idle::Silent)),
            Stuck,
        ),
        (
            "flat, saturated",
            history(100, |_| [1.0, 1.0]),
            done,
            Some(idle(60, Idle::Saturated)),
            Stuck,
        ),
        ("flat, no gradient", history(100, |_| [1.0, 1.0]), done, Some(vanished), Stuck),
        (
            "flat, all units alive",
            history(100, |_| [1.0, 1.0]),
            done,
            Some(idle(3, Idle::Silent)),
            Underfitting,
        ),
        (
            "learns with half of the units dead",
            history(100, both(|e| falls(e, 8.0, 0.1))),
            done,
            Some(idle(32, Idle::Silent)),
            Fitting,
        ),
    ]
}

#[test]
fn each_curve_has_its_verdict() {
    for (name, history, end, network, verdict) in cases() {
        let said = told(&history, end, network.as_ref(), |_| {});
        assert_eq!(said.verdict, verdict, "{name}: {said:#?}");
    }
}

/// Losses of another size have the same verdicts.
#[test]
fn no_rule_knows_the_size_of_a_loss() {
    for factor in [1e-4, 1e5] {
        for (name, history, end, network, verdict) in cases() {
            let mut scaled = history.clone();
            for series in [&mut scaled.loss, &mut scaled.val_loss, &mut scaled.logged_loss] {
                for loss in series.iter_mut() {
                    *loss *= factor;
                }
            }
            let (table, experiment) = sonar();
            let checked = experiment.check(table.schema()).unwrap();
            let facts = TableFacts { schema: table.schema(), inputs: None, column_stats: &[] };
            let dummy = DummyBaseline { loss: factor, val_loss: factor, class: None };
            let said = diagnose(&Evidence {
                experiment: &checked,
                table: &facts,
                history: &scaled,
                end,
                dummy: &dummy,
                network: network.as_ref(),
            });
            assert_eq!(said.verdict, verdict, "{name} times {factor}");
        }
    }
}

fn told_in_all_cases() -> String {
    let mut told_all = String::new();
    for (name, history, end, network, _) in cases() {
        let Diagnosis { headline, sentence, evidence, findings, suggestions, .. } =
            told(&history, end, network.as_ref(), |_| {});
        writeln!(told_all, "{name}: {headline}\n  {sentence}").unwrap();
        for line in evidence.iter().chain(&findings) {
            writeln!(told_all, "  - {line}").unwrap();
        }
        for offer in suggestions {
            writeln!(told_all, "  [{}] {}", offer.label, offer.why).unwrap();
        }
    }
    told_all
}

#[test]
fn sentences() {
    insta::assert_snapshot!(told_in_all_cases());
    insta::assert_snapshot!("sentences_german", in_german(told_in_all_cases));
}

#[test]
fn series_are_measured_robustly() {
    assert_eq!(median(&[3.0, 1.0, 2.0]), 2.0);
    assert_eq!(median(&[]), 0.0);
    // A parabola has no noise to speak of, one odd point none at all.
    let smooth: Vec<f64> = (0..50).map(|x| f64::from(x * x) / 1e4).collect();
    assert!(noise(&smooth) < 2e-4);
    let mut odd = vec![1.0; 50];
    odd[20] = 9.0;
    assert_eq!(noise(&odd), 0.0);
    let history = history(100, |e| [5.0 - 0.01 * e, 0.1 * jumps(e)]);
    let line = LossCurve::new(&history, &history.loss, 100);
    assert!((line.fall(0, 100) - 0.01).abs() < 1e-12);
    assert_eq!(line.turns(0), 0.0);
    assert!((line.now() - 4.02).abs() < 1e-9 && line.first() == 4.99);
    let jumpy = LossCurve::new(&history, &history.val_loss, 100);
    assert!(jumpy.turns(0) > 0.5 && jumpy.noise > 0.02);
    // The first epochs alone.
    assert_eq!(LossCurve::new(&history, &history.loss, 7).values, history.loss[..7]);
}

#[test]
fn long_runs_are_told_in_bins() {
    let history = history(30_000, |e| [falls(e, 900.0, 0.0), falls(e, 900.0, 0.2) + 2e-5 * e]);
    let curve = LossCurve::new(&history, &history.loss, history.count());
    assert!(curve.points() <= 240 && curve.epochs.last() == Some(&30_000.0));
    let said = told(&history, Some(StopReason::Completed), None, |to| {
        to.training.epochs = 30_000;
    });
    assert_eq!(said.verdict, Verdict::Overfitting);
}

#[test]
fn the_gap_begins_where_validation_was_lowest() {
    let turned = history(20, |e| [2.0 / e, 0.5 + (e - 8.0).abs() / 100.0]);
    let gap_of = gap(&turned).unwrap();
    assert_eq!(gap_of.from_epoch, 8);
    assert!((gap_of.now - 0.52).abs() < 1e-12 && (gap_of.ratio - 6.2).abs() < 1e-12);
    assert_eq!(gap(&history(20, |e| [1.0 / e, 2.0 / e])), None);
    assert_eq!(gap(&History::default()), None);
}

#[test]
fn the_trivial_prediction_is_the_best_constant() {
    let of = |id: &str, loss: Option<Loss>| {
        let set = gallery::find(id).unwrap();
        let table = import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
        let mut experiment = gallery::experiment(set);
        experiment.training.loss = loss.unwrap_or(experiment.training.loss);
        let checked = experiment.check(table.schema()).unwrap();
        let dataset = Dataset::prepare(&table, &checked).unwrap();
        (DummyBaseline::new(&checked, &dataset), dataset)
    };
    // Two classes: the entropy of their shares.
    let (dummy, dataset) = of("sonar", None);
    let counts = &dataset.facts().class_counts;
    let share = counts[1] as f64 / (counts[0] + counts[1]) as f64;
    let entropy = -share * share.ln() - (1.0 - share) * (1.0 - share).ln();
    assert!((dummy.loss - entropy).abs() < 1e-6, "{dummy:?}");
    let (class, accuracy) = dummy.class.unwrap();
    let frequent = usize::from(counts[1] > counts[0]);
    assert_eq!(class, dataset.facts().class_names[frequent]);
    let rows = dataset.validation.rows();
    let right = (0..rows)
        .filter(|&row| dataset.validation.targets.row(row)[0] == frequent as descent::nn::Float);
    assert!((accuracy - right.count() as f64 / rows as f64).abs() < 1e-12);
    // Three, one-hot or by number, alike.
    let (one_hot, _) = of("iris", Some(Loss::CategoricalCrossentropy));
    let (sparse, _) = of("iris", Some(Loss::SparseCategoricalCrossentropy));
    assert!((one_hot.loss - sparse.loss).abs() < 1e-6 && (1.05..1.1).contains(&one_hot.loss));
    // The hinge of the rarer class, twice.
    let (hinge, _) = of("sonar", Some(Loss::Hinge));
    assert!((hinge.loss - 2.0 * share.min(1.0 - share)).abs() < 1e-6);
    // A number: its variance in its own units, however it is scaled.
    let (squared, dataset) = of("auto-mpg", Some(Loss::MeanSquaredError));
    let targets: Vec<f64> = dataset
        .training
        .targets
        .view()
        .data()
        .iter()
        .step_by(4)
        .map(|&y| descent::nn::widen(y) * dataset.target_scaler.scale)
        .collect();
    let mean = targets.iter().sum::<f64>() / targets.len() as f64;
    let variance = targets.iter().map(|y| (y - mean) * (y - mean)).sum::<f64>();
    let variance = variance / targets.len() as f64;
    assert!((squared.loss / variance - 1.0).abs() < 1e-4, "{squared:?} {variance}");
    let (absolute, _) = of("auto-mpg", Some(Loss::MeanAbsoluteError));
    assert!(absolute.loss < variance.sqrt() && squared.class.is_none());
}

#[test]
fn what_is_true_beside_the_verdict_is_said() {
    let (.., history, end, _, _) = cases().swap_remove(1);
    let said = told(&history, end, None, |_| {});
    assert!(said.findings[0].starts_with("Validation accuracy 0.5 is no better than"), "{said:?}");
    assert!(
        said.suggestions.iter().all(|offer| offer.label != "Weigh the classes"),
        "they are even"
    );
    let unscaled = told(&history, end, None, |to| {
        to.data.scaling = Scaling::None;
        to.training.optimizer = Optimizer::Sgd(descent::config::SgdConfig::default());
        to.training.learning_rate = 5.0;
        to.data.task = Task::BinaryClassification;
        to.network.layers.retain(|layer| matches!(layer, LayerConfig::Dense(_)));
    });
    assert_eq!(unscaled.verdict, Verdict::Fitting);
}
