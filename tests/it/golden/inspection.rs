//! Figures of predictions: `sklearn.metrics` and `sklearn.calibration`.

use descent::inspection::{
    ClassScores, PartName, Predictions, accuracy, calibration_curve, class_scores, roc_curve,
};
use descent::nn::{Float, narrow};
use serde_json::Value;

use super::{assert_figure, cases, read};

type Pick = fn(&ClassScores) -> f64;

fn scores(case: &Value) -> Vec<(Float, bool)> {
    let scores: Vec<f64> = read(&case["scores"]);
    let targets: Vec<usize> = read(&case["targets"]);
    scores.into_iter().map(narrow).zip(targets.into_iter().map(|class| class == 1)).collect()
}

fn figures_are(ours: &[f64], expected: &Value, name: &str) {
    let expected: Vec<Option<f64>> = read(expected);
    assert_eq!(ours.len(), expected.len(), "{name}");
    for (ours, expected) in ours.iter().zip(expected) {
        match expected {
            Some(expected) => assert_figure(*ours, expected, name),
            None => assert!(ours.is_infinite(), "{name}"),
        }
    }
}

fn named(figure: &str) -> Vec<Value> {
    let found: Vec<_> =
        cases("inspection.json").into_iter().filter(|case| case["figure"] == figure).collect();
    assert!(found.len() >= 3, "{figure}");
    found
}

#[test]
fn roc_curves_are_scikit_learns() {
    for case in named("roc_curve") {
        let curve = roc_curve(&scores(&case)).expect("both classes have rows");
        figures_are(&curve.false_positive_rate, &case["false_positive_rate"], "false positives");
        figures_are(&curve.true_positive_rate, &case["true_positive_rate"], "true positives");
        figures_are(&curve.thresholds, &case["thresholds"], "thresholds");
        assert_figure(curve.area, case["area"].as_f64().unwrap(), "area");
    }
}

#[test]
fn calibration_curves_are_scikit_learns() {
    for case in named("calibration_curve") {
        let scores = scores(&case);
        let bins = calibration_curve(&scores);
        let [predicted, positives]: [Vec<f64>; 2] = [
            bins.iter().map(|bin| bin.mean_predicted).collect(),
            bins.iter().map(|bin| bin.fraction_of_positives).collect(),
        ];
        figures_are(&predicted, &case["mean_predicted"], "mean predicted");
        figures_are(&positives, &case["fraction_of_positives"], "fraction of positives");
        assert_eq!(bins.iter().map(|bin| bin.rows).sum::<usize>(), scores.len());
    }
}

#[test]
fn precision_recall_and_f1_are_scikit_learns() {
    for case in named("precision_recall_fscore_support") {
        let classes: usize = read(&case["classes"]);
        let [targets, predicted]: [Vec<usize>; 2] =
            [read(&case["targets"]), read(&case["predicted"])];
        // Two classes as one score, as a network says them.
        let outputs = if classes == 2 { 1 } else { classes };
        let output = |class: usize| -> Vec<Float> {
            match outputs {
                1 => vec![narrow(class as f64)],
                _ => (0..outputs).map(|at| narrow(f64::from(u8::from(at == class)))).collect(),
            }
        };
        let predictions = Predictions {
            part: PartName::Test,
            epoch: 1,
            outputs,
            predicted: predicted.iter().flat_map(|class| output(*class)).collect(),
            actual: targets.iter().map(|class| narrow(*class as f64)).collect(),
            rows: (0..targets.len() as u32).collect(),
            classes: vec![String::new(); classes],
            ..Predictions::default()
        };
        let confusion = predictions.confusion_matrix(0.5);
        let scores = class_scores(&confusion);
        let picks: [(&str, Pick); 4] = [
            ("precision", |scores| scores.precision),
            ("recall", |scores| scores.recall),
            ("fscore", |scores| scores.f1),
            ("support", |scores| scores.support as f64),
        ];
        for (name, pick) in picks {
            let ours: Vec<f64> = scores.iter().map(pick).collect();
            figures_are(&ours, &case[name], name);
        }
        assert_figure(accuracy(&confusion), case["accuracy"].as_f64().unwrap(), "accuracy");
    }
}

#[test]
fn errors_of_a_regression_are_scikit_learns() {
    for case in named("regression") {
        let numbers = |name: &str| -> Vec<Float> {
            read::<Vec<f64>>(&case[name]).into_iter().map(narrow).collect()
        };
        let actual = numbers("targets");
        let predictions = Predictions {
            outputs: 1,
            predicted: numbers("predictions"),
            rows: (0..actual.len() as u32).collect(),
            actual,
            ..Predictions::default()
        };
        let names = ["mean_absolute_error", "root_mean_squared_error", "r2"];
        for (ours, name) in predictions.errors().into_iter().zip(names) {
            assert_figure(ours, case[name].as_f64().unwrap(), name);
        }
    }
}
