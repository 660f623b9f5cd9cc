//! What Keras wrote, and what it did not.

use std::fmt::Write;

use descent::models::keras::{self, KerasModel};
use descent::nn::losses::loss_input;
use descent::nn::{Network, narrow};
use proptest::prelude::*;
use serde_json::Value;

use super::{fixture, mutated};
use crate::support::predict;
use descent::config::Loss;
use descent::nn::Matrix;

fn open(name: &str) -> KerasModel {
    keras::open(&fixture(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// What a model says to the rows of `predictions.json`.
fn predictions(model: &KerasModel) -> Vec<Vec<f64>> {
    let rows = &said()["rows"];
    let rows: Vec<Vec<f64>> = serde_json::from_value(rows.clone()).unwrap();
    let x = Matrix::from_fn(rows.len(), rows[0].len(), |row, col| narrow(rows[row][col]));
    let raw = loss_input(model.training.loss.unwrap_or_default(), model.output.activation);
    let mut network = Network::new(&model.network, model.inputs, model.output, raw, 1);
    model.set_weights(&mut network).unwrap();
    let y = predict(&mut network, &x);
    (0..rows.len())
        .map(|row| {
            y.row(row)[..model.output.units as usize].iter().map(|y| f64::from(*y)).collect()
        })
        .collect()
}

fn said() -> Value {
    serde_json::from_slice(&fixture("predictions.json")).unwrap()
}

/// Keras 3, Keras 2, and Keras 3's with the weights in every form of HDF5.
#[test]
fn a_model_says_here_what_it_says_in_keras() {
    let files = [
        ("every_layer.keras", "every_layer"),
        ("keras_2.keras", "keras_2"),
        ("small.keras", "small"),
        ("latest.keras", "small"),
        ("v110.keras", "small"),
        ("float64.keras", "small"),
    ];
    for (file, name) in files {
        let ours = predictions(&open(file));
        let theirs: Vec<Vec<f64>> = serde_json::from_value(said()[name].clone()).unwrap();
        assert_eq!(ours.len(), theirs.len());
        for (ours, theirs) in ours.iter().flatten().zip(theirs.iter().flatten()) {
            assert!((ours - theirs).abs() < 1e-6, "{file}: {ours} {theirs}");
        }
    }
}

/// Blocks, training and notes of what opens.
#[test]
fn layers_and_training_are_taken_over() {
    let names = [
        "every_layer.keras",
        "every_layer.json",
        "keras_2.keras",
        "keras_2.json",
        "constrained.json",
        "lion.json",
        "adam_of_its_own.json",
    ];
    let mut text = String::new();
    for name in names {
        let KerasModel { name: own, inputs, network, output, training, weights, notes } =
            open(name);
        let variables = weights.map(|weights| weights.iter().map(Vec::len).collect::<Vec<_>>());
        let _ = writeln!(text, "{name}: \"{own}\", {inputs} inputs, weights {variables:?}");
        for layer in network.layers {
            let _ = writeln!(text, "  {layer:?}");
        }
        let _ = writeln!(text, "  {output:?}\n  {training:?}");
        for note in notes {
            let _ = writeln!(text, "  {note}");
        }
    }
    insta::assert_snapshot!(text);
}

#[test]
fn what_descent_lacks_is_named_in_a_sentence() {
    let names = [
        "lambda.keras",
        "convolution.json",
        "functional.json",
        "leaky_default.json",
        "relu_6.json",
        "hard_sigmoid.json",
        "wide_dropout.json",
        "ends_in_dropout.json",
        "not_built.json",
        "nan.keras",
        "npz.keras",
        "gzip.keras",
        "float16.keras",
        "big_endian.keras",
        "predictions.json",
    ];
    let mut text = String::new();
    for name in names {
        let error = keras::open(&fixture(name)).expect_err(name);
        let _ = writeln!(text, "{name}: {error}");
    }
    insta::assert_snapshot!(text);
}

/// The text of a small model, changed.
fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut json: Value = serde_json::from_slice(&fixture("every_layer.json")).unwrap();
    change(&mut json);
    match keras::open(json.to_string().as_bytes()) {
        Ok(_) => panic!("it opens"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn json_that_is_no_model_is_refused_in_a_sentence() {
    let layer = |json: &mut Value, key: &str, value: Value| {
        json["config"]["layers"][1]["config"][key] = value;
    };
    let sentences = [
        changed(|json| json["class_name"] = Value::Null),
        changed(|json| json["config"]["layers"] = 3.into()),
        changed(|json| layer(json, "units", (-4).into())),
        changed(|json| layer(json, "units", 100_000.into())),
        changed(|json| layer(json, "use_bias", "yes".into())),
        changed(|json| {
            layer(
                json,
                "activation",
                serde_json::json!({ "class_name": "function", "config": "f", "registered_name": "my>f" }),
            );
        }),
        changed(|json| {
            layer(
                json,
                "kernel_regularizer",
                serde_json::json!({ "class_name": "OrthogonalRegularizer" }),
            );
        }),
        changed(|json| json["config"]["layers"][2]["config"]["axis"] = 2.into()),
        changed(|json| {
            json["config"]["layers"][0]["config"]["batch_shape"] = serde_json::json!([null, 3, 4]);
        }),
        changed(|json| {
            json["config"]["layers"][0]["config"]["batch_shape"] =
                serde_json::json!([null, 2_000_000_000]);
        }),
        changed(|json| {
            let layers = json["config"]["layers"].as_array_mut().unwrap();
            let dense = layers[1].clone();
            layers.extend(vec![dense; 40]);
        }),
        keras::open(b"{").unwrap_err().to_string(),
        keras::open(b"{}").unwrap_err().to_string(),
        keras::open("[".repeat(100_000).as_bytes()).unwrap_err().to_string(),
        keras::open(format!("{{\"a\":{}", "[".repeat(100_000)).as_bytes()).unwrap_err().to_string(),
        keras::open(b"").unwrap_err().to_string(),
    ];
    insta::assert_snapshot!(sentences.join("\n"));
}

/// A default output bias, and no loss: what is not said stays as it is.
#[test]
fn a_model_without_training_changes_none() {
    let model = open("small.keras");
    assert_eq!(model.training, keras::KerasTraining::default());
    assert_eq!(open("keras_2.keras").training.loss, Some(Loss::SparseCategoricalCrossentropy));
}

proptest! {
    /// Whatever is changed, it ends, in a model or in one sentence.
    #[test]
    fn broken_models_end_in_a_sentence(
        changes in prop::collection::vec((any::<usize>(), any::<u8>()), 1..10),
        length in prop_oneof![Just(usize::MAX - 1), any::<usize>()],
    ) {
        for whole in [fixture("small.keras"), fixture("keras_2.json"), fixture("keras_2.keras")] {
            let length = if length == usize::MAX - 1 { whole.len() } else { length };
            if let Err(error) = keras::open(&mutated(&whole, &changes, length)) {
                let sentence = error.to_string();
                prop_assert!(sentence.ends_with(['.', '!']), "{sentence}");
            }
        }
    }

    #[test]
    fn any_bytes_end_in_a_sentence(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(keras::open(&bytes).is_err());
    }
}

#[test]
fn json_that_is_meant_as_a_model() {
    let text = |name: &str| String::from_utf8(fixture(name)).unwrap();
    for name in ["every_layer.json", "keras_2.json", "functional.json", "convolution.json"] {
        assert!(keras::is_meant_as_model(&text(name)), "{name}");
        assert!(!descent::config::share::is_meant_as_experiment(&text(name)), "{name}");
    }
    let experiment = descent::config::ExperimentConfig::propose(
        "Wine",
        descent::config::DataSource::Gallery { id: "red-wine".to_owned() },
        &descent::config::TableSchema::default(),
    );
    let experiment = serde_json::to_string(&experiment).unwrap();
    let lines = "{\"class_name\": \"a\", \"x\": 1}\n{\"class_name\": \"b\", \"x\": 2}\n";
    for text in [experiment.as_str(), lines, "class_name,config\n1,2\n", ""] {
        assert!(!keras::is_meant_as_model(text), "{text}");
    }
}
