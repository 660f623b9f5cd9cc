//! `descent export keras` and `descent export pytorch`. That the scripts come to the engine's
//! numbers, `make export-check` shows.

use std::path::PathBuf;
use std::process::{Command, Output};

use descent::config::{DataSource, ExperimentConfig, Shape, SyntheticConfig, share};
use descent::data::gallery;

fn descent(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_descent")).args(arguments).output().expect("the binary runs")
}

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("export").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    folder
}

/// What a call leaves in its folder, by name.
fn exported(kind: &str, experiment: &ExperimentConfig, name: &str, options: &[&str]) -> PathBuf {
    let out = folder(name);
    let link = share::encode(experiment);
    let call = ["export", kind, &link, "--out", out.to_str().unwrap()];
    let output = descent(&[&call[..], options].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    out
}

fn names(folder: &PathBuf) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn iris() -> ExperimentConfig {
    gallery::experiment(gallery::find("iris").unwrap())
}

#[test]
fn a_script_lies_with_its_table_and_its_order() {
    let mut experiment = iris();
    experiment.training.epochs = 3;
    let out = exported("keras", &experiment, "keras", &["--with-order"]);
    assert_eq!(names(&out), ["iris.csv", "iris_keras.py", "order.npy", "weights.npz"]);
    let table = std::fs::read(out.join("iris.csv")).unwrap();
    assert_eq!(table, gallery::bytes(gallery::find("iris").unwrap()));
    let order = std::fs::read(out.join("order.npy")).unwrap();
    assert_eq!(order.len(), 128 + 3 * 105 * 4);
}

#[test]
fn a_made_table_is_written_and_a_notebook_takes_the_scripts_place() {
    let mut experiment = iris();
    experiment.data.source = DataSource::Synthetic(SyntheticConfig::new(Shape::TwoMoons));
    experiment.data.target = String::new();
    experiment.data.ignored.clear();
    let out = exported("pytorch", &experiment, "notebook", &["--notebook"]);
    let names = names(&out);
    assert!(names.contains(&"two_moons.csv".to_owned()), "{names:?}");
    assert!(names.contains(&"two_moons_pytorch.ipynb".to_owned()), "{names:?}");
    let notebook = std::fs::read_to_string(out.join("two_moons_pytorch.ipynb")).unwrap();
    let notebook: serde_json::Value = serde_json::from_str(&notebook).unwrap();
    assert_eq!(notebook["nbformat"], 4);
}

#[test]
fn an_order_of_more_epochs_than_a_file_holds_is_refused() {
    let mut experiment = iris();
    experiment.training.epochs = 900_000_000;
    let out = folder("refused");
    let link = share::encode(&experiment);
    let output =
        descent(&["export", "keras", &link, "--out", out.to_str().unwrap(), "--with-order"]);
    assert!(!output.status.success() && !out.exists());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("ask for fewer epochs"), "{said}");
}
