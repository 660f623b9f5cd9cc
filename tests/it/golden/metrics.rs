//! `keras.metrics`, batch by batch; scikit-learn's exact area under the curve.

use descent::config::Metric;
use descent::nn::Matrix;
use descent::train::metrics::{Tally, confusion_matrix};

use super::{assert_figure, cases, matrix, read};

fn metric(name: &str) -> Metric {
    match name {
        "accuracy" | "binary_accuracy" | "categorical_accuracy" | "sparse_categorical_accuracy" => {
            Metric::Accuracy
        }
        name => read(&name.into()),
    }
}

#[test]
fn metrics_are_keras_s() {
    let mut seen = Vec::new();
    for case in cases("metrics.json") {
        let name = case["metric"].as_str().unwrap();
        if name == "confusion_matrix" {
            continue;
        }
        let threshold = case["settings"]["threshold"].as_f64().unwrap_or(0.5);
        let metric = metric(name);
        let mut tally = Tally::new(vec![metric], threshold);
        for (batch, expected) in
            case["batches"].as_array().unwrap().iter().zip(case["values"].as_array().unwrap())
        {
            let (p, t) = (matrix(&batch["predictions"]), matrix(&batch["targets"]));
            tally.add(p.view(), t.view());
            // Where Keras has no number (R2 of equal targets), ours is 0.
            assert_figure(tally.values()[0], expected.as_f64().unwrap_or(0.0), name);
        }
        seen.push(metric);
    }
    for metric in Metric::ALL {
        assert!(seen.contains(&metric), "{} has a golden value", metric.name());
    }
}

#[test]
fn confusion_matrices_are_scikit_learns() {
    let mut count = 0;
    for case in cases("metrics.json").iter().filter(|case| case["metric"] == "confusion_matrix") {
        let classes: usize = read(&case["classes"]);
        let targets: Vec<usize> = read(&case["targets"]);
        let predicted: Vec<usize> = read(&case["predicted"]);
        let one_hot = |of: &[usize]| {
            Matrix::from_fn(
                of.len(),
                classes,
                |row, class| if of[row] == class { 1.0 } else { 0.0 },
            )
        };
        let ours = confusion_matrix(one_hot(&predicted).array(), one_hot(&targets).array(), 0.5);
        assert_eq!(ours, read::<Vec<Vec<usize>>>(&case["matrix"]));
        count += 1;
    }
    assert!(count > 0);
}
