//! `descent evaluate`, as a user calls it.

use super::{descent, document, file, folder, refusal, said};

const WINE: &str = r#"{
    "data": {
        "source": {"gallery": {"id": "red-wine"}},
        "target": "quality",
        "split": {"test_percent": 10},
        "preparation": {"target_scaling": "standard"}
    },
    "network": {"layers": [{"dense": {"units": 8, "kernel_regularizer": {"l2": 0.01}}}]},
    "training": {"epochs": 4, "early_stopping": false, "metrics": ["r2_score"]}
}"#;

/// To the last bit, in the target's units and with the regularizer's penalty.
#[test]
fn saved_weights_have_the_figures_of_their_epoch() {
    let folder = folder("evaluate");
    let wine = file(&folder, "wine.json", WINE);
    let weights = folder.join("w.safetensors");
    let weights = weights.to_str().unwrap();
    let run = document(&descent(&[
        "train",
        &wine,
        "--save",
        weights,
        "--json",
        "--cures-seconds",
        "0",
        "--evaluate-test",
    ]));
    let last = &run["epochs"][3]["figures"];
    assert_eq!(run["metrics"][1], "r2_score");

    let measured = document(&descent(&["evaluate", &wine, "--weights", weights, "--json"]));
    let (training, validation) = (&measured["training"], &measured["validation"]);
    assert_eq!(training["loss"], last["loss"]);
    assert_eq!(validation["loss"], last["val_loss"]);
    for (at, name) in ["mean_absolute_error", "r2_score"].into_iter().enumerate() {
        assert_eq!(training[name], last["metrics"][at], "{name}");
        assert_eq!(validation[name], last["val_metrics"][at], "{name}");
        assert_eq!(measured["test"][name], run["test"]["metrics"][at], "{name}");
    }
    assert_eq!(measured["test"]["loss"], run["test"]["loss"]);
    assert_eq!(measured["test"]["rows"], 160);

    let rows = said(&descent(&["evaluate", &wine, "--weights", weights]));
    let lines: Vec<_> = rows.lines().collect();
    assert_eq!(lines[0], "part,rows,loss,mean_absolute_error,r2_score");
    assert!(lines[1].starts_with(&format!("training,959,{},", training["loss"])), "{rows}");
    assert!(lines[3].starts_with(&format!("test,160,{},", measured["test"]["loss"])), "{rows}");

    // A part without rows is left out.
    let without = file(&folder, "without.json", &WINE.replace("10}", "0}"));
    let rows = said(&descent(&["evaluate", &without, "--weights", weights]));
    assert_eq!(rows.lines().count(), 3, "{rows}");
}

#[test]
fn mistakes_get_one_sentence() {
    let folder = folder("evaluate_mistakes");
    let wine = file(&folder, "wine.json", WINE);
    let diverged = WINE
        .replace("\"epochs\": 4", "\"epochs\": 4, \"learning_rate\": 10")
        .replace("\"target_scaling\": \"standard\"", "\"target_scaling\": \"none\"")
        .replace("\"metrics\"", "\"optimizer\": \"sgd\", \"metrics\"");
    let diverged = file(&folder, "diverged.json", &diverged);
    let weights = folder.join("w.safetensors");
    let weights = weights.to_str().unwrap();
    said(&descent(&["train", &diverged, "--save", weights]));
    let sentence = refusal(&descent(&["evaluate", &diverged, "--weights", weights]));
    assert!(sentence.ends_with("the run that they are of diverged.\n"), "{sentence}");

    let narrow = file(&folder, "narrow.json", &WINE.replace("\"units\": 8", "\"units\": 5"));
    let sentence = refusal(&descent(&["evaluate", &narrow, "--weights", weights]));
    assert!(
        sentence.contains("\"0/kernel\" has the shape [11, 8]; the network needs"),
        "{sentence}"
    );
    let sentence = refusal(&descent(&["evaluate", &wine]));
    assert!(sentence.contains("--weights <W.safetensors>"), "{sentence}");
}
