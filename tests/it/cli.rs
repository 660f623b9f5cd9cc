//! The headless command, as a user calls it.

use std::path::PathBuf;
use std::process::{Command, Output};

use descent::config::{DataSource, ExperimentConfig, Metric, share};
use descent::data::{self, gallery};
use descent::export::history_csv;
use descent::train::History;

fn descent(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_descent")).args(arguments).output().expect("the binary runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn iris() -> ExperimentConfig {
    let set = gallery::find("iris").expect("iris is in the Gallery");
    let table = data::import(gallery::bytes(set)).unwrap().table;
    let source = DataSource::Gallery { id: "iris".to_owned() };
    let mut experiment = ExperimentConfig::propose("Iris", source, table.schema());
    experiment.training.epochs = 5;
    experiment.training.early_stopping = false;
    experiment
}

/// A file of this test's own.
fn scratch(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

#[test]
fn a_link_trains_and_prints_a_row_an_epoch() {
    let link = share::encode(&iris());
    let output = descent(&["train", &link]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let rows = text(&output.stdout);
    let lines: Vec<_> = rows.lines().collect();
    assert_eq!(lines[0], "epoch,loss,val_loss,accuracy,val_accuracy");
    assert_eq!(lines.len(), 6);
    assert!(lines[5].starts_with("5,"));
    assert_eq!(text(&output.stderr).trim(), "All 5 epochs run.");
}

#[test]
fn json_with_a_file_of_the_users_own_gives_the_same_rows_and_writes_them() {
    let mut experiment = iris();
    let by_link = descent(&["train", &share::encode(&experiment)]);
    let columns =
        ["sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm", "species"];
    experiment.data.source = DataSource::File {
        name: "mine.csv".to_owned(),
        columns: columns.map(str::to_owned).to_vec(),
    };
    let (json, csv, history) = (scratch("iris.json"), scratch("iris.csv"), scratch("history.csv"));
    std::fs::write(&json, serde_json::to_string(&experiment).unwrap()).unwrap();
    std::fs::write(&csv, gallery::bytes(gallery::find("iris").unwrap())).unwrap();
    let path = |path: &PathBuf| path.to_str().unwrap().to_owned();
    let output =
        descent(&["train", &path(&json), "--data", &path(&csv), "--history", &path(&history)]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout), text(&by_link.stdout));
    assert_eq!(std::fs::read_to_string(&history).unwrap(), text(&output.stdout));
}

#[test]
fn history_reads_back_the_same_numbers() {
    let history = History {
        loss: vec![0.1 + 0.2, 1e-300],
        val_loss: vec![1.0 / 3.0, 123_456_789.123],
        metric: vec![0.5, 1.0],
        val_metric: vec![0.0, 0.25],
    };
    let csv = history_csv(&history, Metric::Accuracy);
    let read: Vec<Vec<f64>> = csv
        .lines()
        .skip(1)
        .map(|line| line.split(',').map(|field| field.parse().unwrap()).collect())
        .collect();
    assert_eq!(read[0], [1.0, history.loss[0], history.val_loss[0], 0.5, 0.0]);
    assert_eq!(read[1], [2.0, history.loss[1], history.val_loss[1], 1.0, 0.25]);
}

#[test]
fn mistakes_get_one_sentence_and_a_failing_exit() {
    let link = share::encode(&iris());
    let mut file = iris();
    file.data.source = DataSource::File { name: "mine.csv".to_owned(), columns: vec![] };
    let file_link = share::encode(&file);
    let empty = scratch("empty.csv");
    std::fs::write(&empty, "").unwrap();
    let cases: [(&[&str], &str); 6] = [
        (&["train", &link[..link.len() / 2]], "incomplete or damaged"),
        (&["train", "nowhere.json"], "nowhere.json could not be read"),
        (&["train", &file_link], "uses mine.csv; give its path with --data"),
        (&["train", &link, "--data", empty.to_str().unwrap()], "empty"),
        (&["traim", &link], "Usage: descent train"),
        (&["train", &link, "--fast"], "--fast"),
    ];
    for (arguments, words) in cases {
        let output = descent(arguments);
        let error = text(&output.stderr);
        assert!(!output.status.success(), "{arguments:?}");
        assert!(error.contains(words), "{arguments:?}: {error}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
    }
}
