//! `descent prepare`, and what a test part and a scaled target change about `train`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use descent::config::{DataSource, ExperimentConfig, Imputer, ReadingConfig, Scaling, share};
use descent::data::{self, Dataset, DatasetFacts, FittedColumn, Split, gallery};
use descent::export::npy;
use descent::nn::{Float, Matrix, narrow, widen};
use ndarray::Array2;
use ndarray_npy::ReadNpyExt;
use serde_json::Value;

use crate::support::numbers;

fn descent(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_descent")).args(arguments).output().expect("the binary runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("prepare").join(name)
}

fn wine() -> (ExperimentConfig, Dataset) {
    let set = gallery::find("red-wine").unwrap();
    let table = data::import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
    let source = DataSource::Gallery { id: set.id.to_owned() };
    let mut config = ExperimentConfig::propose(set.title, source, table.schema());
    config.data.split.test_percent = 10;
    config.data.preparation.target_scaling = Scaling::Standard;
    config.training.epochs = 2;
    let checked = config.check(table.schema()).unwrap();
    (config, Dataset::prepare(&table, &checked).unwrap())
}

fn csv(path: &Path) -> (Vec<String>, Vec<Vec<Float>>) {
    let text = std::fs::read_to_string(path).unwrap();
    let mut lines = text.lines().map(|line| line.split(','));
    let header = lines.next().unwrap().map(str::to_owned).collect();
    (header, lines.map(|line| line.map(|field| field.parse().unwrap()).collect()).collect())
}

#[test]
fn parts_and_fitted_numbers_go_out() {
    let (config, data) = wine();
    let out = folder("csv");
    let output = descent(&["prepare", &share::encode(&config), "--out", out.to_str().unwrap()]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("rows to be measured on are the same"));
    assert!(
        text(&output.stderr)
            .contains("959 rows for training, 480 for validation, 160 for the test")
    );
    for (name, part) in
        [("training", &data.training), ("validation", &data.validation), ("test", &data.test)]
    {
        let (header, rows) = csv(&out.join(format!("{name}.csv")));
        assert_eq!(header[..11], data.facts().input_names[..]);
        assert_eq!(header[11], "target");
        let expected: Vec<Float> = (0..part.rows())
            .flat_map(|row| [part.inputs.row(row), part.targets.row(row)].concat())
            .collect();
        assert_eq!(rows.concat(), expected, "{name}");
    }
    let document: Value =
        serde_json::from_str(&std::fs::read_to_string(out.join("fitted.json")).unwrap()).unwrap();
    let read = |key: &str| document[key].clone();
    let columns: Vec<FittedColumn> = serde_json::from_value(read("columns")).unwrap();
    let rows: Split = serde_json::from_value(read("rows")).unwrap();
    let facts: DatasetFacts = serde_json::from_value(read("facts")).unwrap();
    assert_eq!((&columns, &rows, &facts), (&data.columns, &data.rows, data.facts()));
    assert_eq!(columns[0].imputer, Imputer::Median);
    let scaler = &document["columns"][0]["encoder"]["number"]["scaler"];
    assert_eq!(scaler["scaling"], "standard");
    assert_eq!(document["target"]["column"], "quality");
    assert_eq!(document["target"]["scaler"]["offset"], data.target_scaler.offset);
    assert_eq!(document["warnings"][0], data.facts().warnings[0].to_string());
}

#[test]
fn programs_get_the_files_and_what_became_of_the_rows() {
    let (config, data) = wine();
    let out = folder("json");
    let link = share::encode(&config);
    let output = descent(&["prepare", &link, "--json", "--out", out.to_str().unwrap()]);
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let files = document["files"].as_array().unwrap();
    assert_eq!(files.len(), 4);
    assert!(files.iter().all(|file| Path::new(file.as_str().unwrap()).exists()), "{files:?}");
    let facts: DatasetFacts = serde_json::from_value(document.clone()).unwrap();
    assert_eq!(&facts, data.facts());
    assert_eq!(document["sentences"][0], data.facts().warnings[0].to_string());
}

/// The shape and the numbers, as `numpy.load` reads them.
fn load(bytes: &[u8]) -> (String, Vec<f32>) {
    assert_eq!(&bytes[..8], b"\x93NUMPY\x01\x00");
    let length = usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
    assert_eq!((10 + length) % 64, 0, "aligned");
    let header = text(&bytes[10..10 + length]);
    assert!(header.ends_with('\n'));
    let numbers = bytes[10 + length..].chunks(4);
    let numbers = numbers.map(|bytes| f32::from_le_bytes(bytes.try_into().unwrap())).collect();
    (header.trim_end().to_owned(), numbers)
}

#[test]
fn numpy_files_have_their_shape_and_numbers() {
    for (rows, columns) in [(3, 5), (0, 2), (1200, 1)] {
        let matrix =
            Matrix::from_fn(rows, columns, |row, col| narrow(row as f64 + 0.25 * col as f64));
        let bytes = npy(matrix.array()).unwrap();
        let (header, read) = load(&bytes);
        let shape = format!("({rows}, {columns})");
        let expected = format!("{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}}}");
        assert_eq!(header, expected);
        assert_eq!(
            read.into_iter().map(|x| narrow(f64::from(x))).collect::<Vec<Float>>(),
            numbers(&matrix)
        );
        let theirs = Array2::<f32>::read_npy(&*bytes).unwrap();
        assert_eq!(theirs, matrix.array().mapv(|x| widen(x) as f32));
    }
    let (config, data) = wine();
    let out = folder("npy");
    let link = share::encode(&config);
    let output = descent(&["prepare", &link, "--npy", "--out", out.to_str().unwrap()]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let (header, read) = load(&std::fs::read(out.join("test_inputs.npy")).unwrap());
    assert!(header.contains("(160, 11)"), "{header}");
    let error = f64::from(read[3]) - widen(data.test.inputs.row(0)[3]);
    assert!(error.abs() < 1e-6, "{error}");
    assert!(out.join("training_targets.npy").exists() && !out.join("training.csv").exists());
}

#[test]
fn predictions_are_in_the_units_of_the_target() {
    let (config, _) = wine();
    std::fs::create_dir_all(folder("")).unwrap();
    let path = folder("predictions.csv");
    let link = share::encode(&config);
    let output =
        descent(&["train", &link, "--predictions", path.to_str().unwrap(), "--evaluate-test"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let rows = std::fs::read_to_string(&path).unwrap();
    let mut lines = rows.lines();
    assert_eq!(lines.next(), Some("part,target,prediction"));
    let mut errors = Vec::new();
    for line in lines {
        let fields: Vec<f64> =
            line.split(',').skip(1).map(|field| field.parse().unwrap()).collect();
        assert!((3.0..=8.0).contains(&fields[0].round()), "a taste score: {line}");
        assert!((fields[0] - fields[0].round()).abs() < 1e-5, "{line}");
        errors.push((fields[1] - fields[0]).abs());
    }
    assert_eq!(errors.len(), 959 + 480, "the test part is not among them");
    // The MAE of the validation rows, as the last row of the history has it.
    let history = text(&output.stdout);
    let shown: f64 = history.lines().last().unwrap().split(',').nth(4).unwrap().parse().unwrap();
    let mae = errors[959..].iter().sum::<f64>() / 480.0;
    assert!((mae - shown).abs() < 1e-4, "{mae}, {shown}");
    assert!(text(&output.stderr).contains("Test part: loss "), "{}", text(&output.stderr));
}

#[test]
fn a_measured_test_part_stands_in_the_document() {
    let (mut config, _) = wine();
    let link = share::encode(&config);
    let json = |link: &str| -> Value {
        serde_json::from_slice(&descent(&["train", link, "--json", "--evaluate-test"]).stdout)
            .unwrap()
    };
    let document = json(&link);
    assert!(document["test"]["loss"].as_f64().unwrap() > 0.0);
    assert_eq!(document["test"]["metrics"].as_array().unwrap().len(), 1);
    let plain = descent(&["train", &link, "--json"]);
    let plain: Value = serde_json::from_slice(&plain.stdout).unwrap();
    assert_eq!(plain.get("test"), None, "nobody asked");
    assert_eq!(plain["epochs"], document["epochs"]);
    config.data.split.test_percent = 0;
    assert_eq!(json(&share::encode(&config)).get("test"), None);
}

#[test]
fn mistakes_get_one_sentence() {
    let (mut config, _) = wine();
    let link = share::encode(&config);
    config.data.split.method = descent::config::SplitMethod::Grouped { column: "grape".to_owned() };
    let grouped = share::encode(&config);
    for (arguments, words) in [
        (vec!["prepare", &link], "--out <DIR>"),
        (vec!["prepare", &grouped, "--out", "x"], "no column \"grape\" to group by"),
        (vec!["prepare", &link, "--out", "/dev/null/x"], "could not be written"),
    ] {
        let output = descent(&arguments);
        assert!(!output.status.success(), "{arguments:?}");
        assert!(text(&output.stderr).contains(words), "{}", text(&output.stderr));
    }
}
