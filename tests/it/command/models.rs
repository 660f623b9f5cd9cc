//! Models out by the command, and in again.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use descent::config::share;
use descent::data::gallery;
use descent::models::{keras, zip};
use safetensors::SafeTensors;

fn descent(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_descent")).args(arguments).output().expect("the binary runs")
}

fn done(arguments: &[&str]) -> String {
    let output = descent(arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {said}");
    said
}

fn refused(arguments: &[&str]) -> String {
    let output = descent(arguments);
    assert!(!output.status.success(), "{arguments:?}");
    String::from_utf8_lossy(&output.stderr).trim().to_owned()
}

/// A run of the Gallery's set, trained for two epochs, in a folder of its own.
struct Trained {
    folder: PathBuf,
}

impl Trained {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("export-{name}"));
        std::fs::create_dir_all(&folder).unwrap();
        let trained = Self { folder };
        let mut experiment = gallery::experiment(gallery::find("iris").unwrap());
        experiment.training.epochs = 2;
        std::fs::write(trained.path("iris.json"), share::json(&experiment)).unwrap();
        let [json, weights, csv] =
            ["iris.json", "iris.safetensors", "iris.csv"].map(|name| trained.path(name));
        done(&["train", &json, "--save", &weights, "--predictions", &csv]);
        trained
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(name).to_str().unwrap().to_owned()
    }

    fn export(&self, kind: &str, out: &str, more: &[&str]) -> Vec<u8> {
        let [json, weights, out] =
            ["iris.json", "iris.safetensors", out].map(|name| self.path(name));
        let arguments = ["export", kind, &json, "--weights", &weights, "--out", &out];
        done(&[&arguments[..], more].concat());
        std::fs::read(Path::new(&out)).unwrap()
    }
}

#[test]
fn a_keras_file_goes_out_and_comes_back() {
    let iris = Trained::new("keras");
    let bytes = iris.export("keras-file", "iris.keras", &[]);
    assert!(zip::Archive::open(&bytes).unwrap().holds("model.weights.h5"));
    let [model, json, new, weights, said] =
        ["iris.keras", "iris.json", "new.json", "new.safetensors", "new.csv"]
            .map(|name| iris.path(name));
    let arguments =
        ["import", &model, &json, "--out", &new, "--save", &weights, "--predictions", &said];
    assert_eq!(done(&arguments), "");
    let read = |path: &str| std::fs::read(path).unwrap();
    assert_eq!(read(&weights), read(&iris.path("iris.safetensors")));
    assert_eq!(read(&said), read(&iris.path("iris.csv")));
    let experiment = |path: &str| share::from_json(&read(path)).unwrap();
    assert_eq!(experiment(&new).network, experiment(&json).network);
    assert_eq!(experiment(&new).training, experiment(&json).training);
    // And goes on from there.
    done(&["train", &new, "--start", &weights]);
}

#[test]
fn onnx_and_weights_go_out() {
    let iris = Trained::new("onnx");
    let onnx = iris.export("onnx", "iris.onnx", &[]);
    let text = String::from_utf8_lossy(&onnx);
    for word in ["petal_width_cm", "probabilities", "setosa", "BatchNormalization"] {
        let is_wanted = word != "BatchNormalization";
        assert_eq!(text.contains(word), is_wanted, "{word}");
    }
    let ours = iris.export("safetensors", "ours.safetensors", &[]);
    assert_eq!(ours, std::fs::read(iris.path("iris.safetensors")).unwrap());
    let torch = iris.export("safetensors", "torch.safetensors", &["--pytorch"]);
    assert!(SafeTensors::deserialize(&torch).unwrap().tensor("0.weight").is_ok());
}

#[test]
fn what_cannot_be_is_said_in_one_sentence_and_writes_nothing() {
    let iris = Trained::new("refused");
    let [json, weights, out] = ["iris.json", "iris.safetensors", "out"].map(|name| iris.path(name));
    let mut diverged = std::fs::read(&weights).unwrap();
    let last = diverged.len() - 4;
    diverged[last..].copy_from_slice(&f32::NAN.to_le_bytes());
    let nan = iris.path("nan.safetensors");
    std::fs::write(&nan, diverged).unwrap();
    for kind in ["onnx", "keras-file", "safetensors"] {
        let said = refused(&["export", kind, &json, "--weights", &nan, "--out", &out]);
        let sentence = "holds numbers that are not finite, as a run that diverged leaves them; go back to an epoch before that.";
        assert!(said.ends_with(sentence), "{said}");
    }
    let fixture = |name: &str| {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/models");
        folder.join(name).to_str().unwrap().to_owned()
    };
    let opened = |model: &str| refused(&["import", model, &json, "--out", &out]);
    let sentences = [
        opened(&fixture("lambda.keras")),
        opened(&fixture("small.keras")),
        opened(&fixture("predictions.json")),
        opened(&weights),
        opened(&iris.path("none.keras")),
    ];
    let sentences = sentences.map(|said| {
        assert_eq!(said.lines().count(), 1, "{said}");
        said.replace(&fixture(""), "").replace(&iris.path(""), "")
    });
    assert!(!Path::new(&out).exists());
    insta::assert_snapshot!(sentences.join("\n"));

    // A model of three inputs and one output, for a table that is prepared as four.
    let other = iris.path("other.json");
    let mut experiment = share::from_json(&std::fs::read(&json).unwrap()).unwrap();
    experiment.data.ignored.push("petal_width_cm".to_owned());
    std::fs::write(&other, share::json(&experiment)).unwrap();
    iris.export("keras-file", "iris.keras", &[]);
    let said = refused(&["import", &iris.path("iris.keras"), &other, "--out", &out]);
    assert!(
        said.ends_with("The model takes 4 numbers per row; this table is prepared as 3."),
        "{said}"
    );
    assert!(keras::open(&std::fs::read(iris.path("iris.keras")).unwrap()).is_ok());
}
