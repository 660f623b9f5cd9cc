//! What the shuffling of a column costs: `sklearn.inspection.permutation_importance`.

use descent::config::{Activation, Imputer, Scaling, Task};
use descent::data::{Dataset, Encoder, FittedColumn, NumberEncoder, OneHotEncoder, Part, Scaler};
use descent::inspection::{
    NetworkCopy, PermutationImportance, PermutationImportanceJob, Score, column_correlations,
};
use descent::nn::{Matrix, narrow};
use descent::train::Trainer;
use serde_json::Value;

use super::{TOLERANCE, cases, floats, matrix, numbers, read};
use crate::support::{checked, dense, experiment, set};

/// A column of a number, or of as many categories.
fn fitted(column: &str, width: usize) -> FittedColumn {
    let encoder = if width == 1 {
        let (fill, clip, log) = (None, None, false);
        Encoder::Number(NumberEncoder { fill, clip, log, scaler: Scaler::NONE })
    } else {
        let categories = (0..width).map(|category| category.to_string()).collect();
        let (fill, infrequent, dropped) = (None, Vec::new(), None);
        Encoder::OneHot(OneHotEncoder { fill, categories, infrequent, dropped })
    };
    FittedColumn { column: column.to_owned(), imputer: Imputer::DropRow, encoder }
}

/// The rows of a case in both parts, and a network with its weights.
fn trainer(case: &Value) -> Trainer {
    let classes: Option<usize> = read(&case["classes"]);
    let task = match classes {
        None => Task::Regression,
        Some(2) => Task::BinaryClassification,
        Some(_) => Task::MulticlassClassification,
    };
    let scaler: Option<(f64, f64)> = read(&case["target_scaler"]);
    let target_scaler = scaler.map_or(Scaler::NONE, |(offset, scale)| Scaler {
        scaling: Scaling::Standard,
        offset,
        scale,
    });
    let targets = numbers(&case["targets"]);
    let per_row = if task == Task::MulticlassClassification { 3 } else { 1 };
    let target = |row: usize, column: usize| match per_row {
        1 => narrow(target_scaler.transform(targets[row])),
        _ => narrow(f64::from(u8::from(targets[row] == column as f64))),
    };
    let inputs = matrix(&case["inputs"]);
    let part =
        Part { targets: Matrix::from_fn(targets.len(), per_row, target), inputs: inputs.clone() };
    let names = (0..inputs.cols()).map(|input| format!("x{input}")).collect();
    let class_names = (0..classes.unwrap_or(0)).map(|class| format!("class {class}")).collect();
    let mut dataset = Dataset::of_parts(part.clone(), part, names, class_names);
    let widths: Vec<usize> = read(&case["widths"]);
    let columns = ["age", "port", "fare", "deck"].into_iter().zip(widths);
    dataset.columns = columns.map(|(name, width)| fitted(name, width)).collect();
    dataset.target_scaler = target_scaler;

    let config = experiment(task, inputs.cols(), vec![dense(6, Activation::Relu)]);
    let mut trainer = Trainer::new(&checked(&config, inputs.cols()), dataset);
    if let Some(threshold) = case["threshold"].as_f64() {
        trainer.set_threshold(threshold);
    }
    let store = trainer.network_mut().store_mut();
    for (name, values) in case["weights"].as_object().unwrap() {
        set(store, name, &floats(values));
    }
    trainer
}

fn importance(case: &Value) -> PermutationImportance {
    let trainer = trainer(case);
    let mut copy = NetworkCopy::new(&trainer);
    let permutations = read(&case["permutations"]);
    let mut job = PermutationImportanceJob::with_permutations(&trainer, &mut copy, permutations);
    loop {
        if let Some(found) = job.advance(&mut copy) {
            return found.unwrap();
        }
    }
}

#[track_caller]
fn is_close(ours: f64, expected: f64, what: &str) {
    let bound = TOLERANCE * expected.abs().max(1.0);
    assert!((ours - expected).abs() <= bound, "{what}: {ours}, scikit-learn has {expected}");
}

#[test]
fn importances_are_scikit_learns() {
    let cases = cases("permutation_importance.json");
    for case in &cases {
        let found = importance(case);
        let is_accuracy = case["score"] == "accuracy";
        assert_eq!(found.score == Score::Accuracy, is_accuracy);
        is_close(found.baseline, case["baseline"].as_f64().unwrap(), "baseline");
        assert_eq!(found.columns.len(), 4);
        let [means, deviations] =
            ["importances_mean", "importances_std"].map(|name| numbers(&case[name]));
        for (at, column) in found.columns.iter().enumerate() {
            is_close(column.mean, means[at], &column.column);
            is_close(column.standard_deviation, deviations[at], &column.column);
            let repeats = numbers(&case["importances"][at]);
            assert_eq!(column.repeats.len(), repeats.len());
            for (ours, expected) in column.repeats.iter().zip(repeats) {
                is_close(*ours, expected, &column.column);
            }
        }
    }
    assert!(cases.len() >= 6);
}

#[test]
fn correlations_are_numpys() {
    for case in cases("permutation_importance.json") {
        let found = column_correlations(trainer(&case).dataset());
        let expected: Vec<Option<f64>> = read(&case["correlations"]);
        assert_eq!(found.len(), expected.len());
        for (ours, expected) in found.iter().zip(expected) {
            match (ours, expected) {
                (Some(ours), Some(expected)) => is_close(ours.r, expected, &ours.column),
                (ours, expected) => assert!(ours.is_none() && expected.is_none()),
            }
        }
    }
}
