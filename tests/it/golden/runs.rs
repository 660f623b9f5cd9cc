//! Whole runs of `model.fit`: losses of every epoch, and the weights at the end.

use descent::config::{
    ExperimentConfig, LayerConfig, Metric, NetworkConfig, OutputConfig, Task, TrainingConfig,
};
use descent::data::Part;
use descent::inspection::layer_figures;
use descent::nn::narrow;
use descent::train::{EpochReport, Trainer, Work};
use serde_json::{Value, json};

use super::{assert_close, assert_figure, cases, matrix, numbers, read};
use crate::support::{checked_for, dataset, get, set};

fn experiment(golden: &Value) -> ExperimentConfig {
    let task: Task = read(&golden["task"]);
    let layers: Vec<LayerConfig> = read(&golden["layers"]);
    let mut experiment = crate::support::experiment(task, 1, layers);
    let training: TrainingConfig = read(&golden["training"]);
    // Keras parts two classes at 0.5 whatever the output is.
    experiment.training =
        TrainingConfig { early_stopping: false, threshold: Some(0.5), ..training };
    experiment
}

fn part(golden: &Value) -> Part {
    Part { inputs: matrix(&golden["x"]), targets: matrix(&golden["y"]) }
}

/// Our run of a golden experiment.
fn run(case: &Value) -> (Vec<EpochReport>, Trainer, Vec<Metric>) {
    let golden = &case["experiment"];
    let config = experiment(golden);
    let output: OutputConfig = OutputConfig {
        units: read(&golden["output"]["units"]),
        activation: read(&golden["output"]["activation"]),
    };
    let checked = checked_for(&config, read(&golden["inputs"]), output.units as usize);
    assert_eq!(checked.output(), output, "{}", case["name"]);
    let data = dataset(part(&case["training_rows"]), part(&case["validation_rows"]));
    let mut trainer = Trainer::new(&checked, data);
    for weight in case["initial_weights"].as_array().unwrap() {
        let numbers: Vec<_> = numbers(&weight["values"]).into_iter().map(narrow).collect();
        set(trainer.network_mut().store_mut(), weight["name"].as_str().unwrap(), &numbers);
    }
    let mut reports = Vec::new();
    while let Work::Epoch(report) = trainer.work(&mut || true) {
        reports.push(report);
    }
    (reports, trainer, checked.metrics())
}

/// Compares our run of `inputs` with the figures of `golden`.
fn check(inputs: &Value, golden: &Value) {
    let name = golden["name"].as_str().unwrap();
    let (reports, mut trainer, metrics) = run(inputs);
    let series = |of: &Value, key: &str| numbers(&of[key]);
    let (history, evaluated) = (&golden["history"], &golden["evaluated_training"]);
    for (figures, epoch) in reports.iter().map(|report| (&report.figures, report.epoch)) {
        let at = epoch as usize - 1;
        let what = |figure: &str| format!("{name}, epoch {epoch}, {figure}");
        assert_figure(figures.logged_loss, series(history, "loss")[at], &what("logged loss"));
        assert_figure(figures.loss, series(evaluated, "loss")[at], &what("loss"));
        assert_figure(figures.val_loss, series(history, "val_loss")[at], &what("val_loss"));
        for (index, metric) in metrics.iter().enumerate() {
            let key = serde_json::to_value(metric).unwrap();
            let key = key.as_str().unwrap();
            if evaluated.get(key).is_none() {
                continue;
            }
            // What is computed is how far R2 is from 1.
            let of = |figure: f64| if *metric == Metric::R2 { 1.0 - figure } else { figure };
            let keras = series(evaluated, key)[at];
            assert_figure(of(figures.metrics[index]), of(keras), &what(key));
            let val_key = format!("val_{key}");
            let keras = series(history, &val_key)[at];
            assert_figure(of(figures.val_metrics[index]), of(keras), &what(&val_key));
        }
    }
    assert_eq!(reports.len(), 5, "{name}");
    for weight in golden["final_weights"].as_array().unwrap() {
        let variable = weight["name"].as_str().unwrap();
        let ours = get(trainer.network_mut().store(), variable);
        assert_close(&ours, &numbers(&weight["values"]), &format!("{name}, {variable}"));
    }
    let inside = layer_figures(&mut trainer).unwrap();
    let norms = inside.blocks.iter().filter_map(|block| block.batch_norm.as_ref().zip(Some(block)));
    for (figures, block) in norms {
        let ours =
            [("moving_mean", &figures.moving_mean), ("moving_variance", &figures.moving_variance)];
        for (statistic, ours) in ours {
            let variable = format!("{}/{statistic}", block.block);
            let golden = golden["final_weights"].as_array().unwrap();
            let keras = golden.iter().find(|weight| weight["name"] == variable.as_str()).unwrap();
            let ours: Vec<_> = ours.iter().copied().map(narrow).collect();
            assert_close(
                &ours,
                &numbers(&keras["values"]),
                &format!("{name}, {variable}, looked at"),
            );
        }
    }
}

#[test]
fn whole_runs_are_keras_s() {
    let inputs = cases("runs_float64.json");
    assert!(inputs.len() >= 12, "{} kinds of network", inputs.len());
    let golden = if size_of::<descent::nn::Float>() == 4 {
        cases("runs_float32.json")
    } else {
        inputs.clone()
    };
    for (inputs, golden) in inputs.iter().zip(&golden) {
        assert_eq!(inputs["name"], golden["name"]);
        check(inputs, golden);
    }
}

#[test]
fn a_golden_experiment_reads_to_the_last_field() {
    for case in cases("runs_float64.json") {
        let training = &case["experiment"]["training"];
        let read: TrainingConfig = read(training);
        let back = serde_json::to_value(&read).unwrap();
        for (field, value) in training.as_object().unwrap() {
            // Settings that are all at their defaults are written as their word.
            let word = value.as_object().and_then(|choice| {
                choice.iter().find(|(_, own)| **own == json!({})).map(|(word, _)| json!(word))
            });
            let expected = word.as_ref().unwrap_or(value);
            assert_eq!(&back[field], expected, "{}: {field}", case["name"]);
        }
        let layers = &case["experiment"]["layers"];
        let network = NetworkConfig::new(super::read(layers));
        let back = serde_json::to_string(&network.layers).unwrap();
        // A Dropout without a seed of its own stands in the file without one.
        let back: Value = serde_json::from_str(&back.replace(",\"seed\":null", "")).unwrap();
        assert_eq!(&back, layers, "{}", case["name"]);
    }
}
