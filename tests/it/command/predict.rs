//! `descent predict`, as a user calls it.

use std::path::Path;

use descent::data::gallery;
use serde_json::json;

use super::{descent, document, file, folder, refusal, said, text};

/// Trains and gives the path of the weights.
fn trained(folder: &Path, experiment: &str, data: &[&str]) -> String {
    let weights = folder.join("w.safetensors").to_str().unwrap().to_owned();
    said(&descent(&[&["train", experiment, "--save", &weights][..], data].concat()));
    weights
}

fn set(id: &str) -> String {
    text(gallery::bytes(gallery::find(id).unwrap()))
}

fn experiment(id: &str, more: &str) -> String {
    format!(
        r#"{{"data": {{"source": {{"gallery": {{"id": "{id}"}}}}{more}}},
        "training": {{"epochs": 3, "early_stopping": false}}}}"#
    )
}

/// The predictions of `descent train --predictions`, which come from the prepared parts, in
/// any order.
fn trained_ones(experiment: &str, folder: &Path) -> Vec<String> {
    let path = folder.join("trained.csv");
    let path = path.to_str().unwrap();
    said(&descent(&["train", experiment, "--predictions", path]));
    let text = std::fs::read_to_string(path).unwrap();
    let head = text.lines().next().unwrap();
    let from = head.split(',').position(|name| name.starts_with("prediction")).unwrap();
    let numbers = |line: &str| line.split(',').skip(from).collect::<Vec<_>>().join(",");
    text.lines().skip(1).map(numbers).collect()
}

/// Numbers, gaps, categories, percentages, dates: each row of the table, given as a new one, is
/// predicted as it was in training, in the target's units, to the last bit.
#[test]
fn rows_of_the_table_are_predicted_as_in_training() {
    let dates = "day,share,kind,took,weight\n";
    let rows = (0..60).map(|row| {
        let (day, share, kind) = (1 + row % 28, row * 7 % 90, ["a", "b", "\"c, d\""][row % 3]);
        let gap = if row % 9 == 4 { String::new() } else { format!("{share} %") };
        format!("{day:02}.{:02}.2024,{gap},{kind},1:{:02}:30,{}\n", 1 + row % 12, row % 60, row * 3)
    });
    let own = format!("{dates}{}", rows.collect::<String>());
    let scaled = r#", "preparation": {"target_scaling": "standard"}"#;
    let cases = [
        ("iris", set("iris"), experiment("iris", "")),
        ("titanic", set("titanic"), experiment("titanic", "")),
        ("auto-mpg", set("auto-mpg"), experiment("auto-mpg", scaled)),
        ("own", own, String::new()),
    ];
    for (name, csv, json) in cases {
        let folder = folder(&format!("predict_{name}"));
        let rows = file(&folder, "rows.csv", &csv);
        let (json, data) = if name == "own" {
            let json = r#"{"data": {"target": "weight"}, "training": {"epochs": 2}}"#;
            (file(&folder, "experiment.json", json), vec!["--data", &rows[..]])
        } else {
            (file(&folder, "experiment.json", &json), vec![])
        };
        let weights = trained(&folder, &json, &data);
        let predict = ["predict", &json, &rows, "--weights", &weights];
        let printed = said(&descent(&[&predict[..], &data].concat()));
        let are_classes = printed.lines().next() != Some("prediction");
        let skipped = usize::from(are_classes);
        let numbers = |line: &str| line.split(',').skip(skipped).collect::<Vec<_>>().join(",");
        let mut found: Vec<_> = printed.lines().skip(1).map(numbers).collect();
        let mut expected = if name == "own" {
            let path = folder.join("trained.csv");
            let path = path.to_str().unwrap();
            said(&descent(&["train", &json, "--data", &rows, "--predictions", path]));
            let text = std::fs::read_to_string(path).unwrap();
            text.lines().skip(1).map(|line| line.rsplit(',').next().unwrap().to_owned()).collect()
        } else {
            trained_ones(&json, &folder)
        };
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found.len(), csv.trim().lines().count() - 1, "{name}: a prediction a row");
        if found.len() == expected.len() {
            assert_eq!(found, expected, "{name}");
        }
        for one in &expected {
            assert!(found.binary_search(one).is_ok(), "{name}: {one} is not predicted");
        }
    }
}

#[test]
fn columns_that_are_kept_stand_first() {
    let folder = folder("predict_kept");
    let json = file(&folder, "iris.json", &experiment("iris", ""));
    let weights = trained(&folder, &json, &[]);
    // In another order, with a column that nobody knows.
    let rows = "note,petal_width_cm,petal_length_cm,sepal_width_cm,sepal_length_cm\n\
        \"one, or two\",0.2,1.4,3.5,5.1\nthree,2.1,5.8,3.1,6.9\n";
    let rows = file(&folder, "rows.csv", rows);
    let arguments = ["predict", &json, &rows, "--weights", &weights, "--keep", "note"];
    let printed = said(&descent(&arguments));
    let lines: Vec<_> = printed.lines().collect();
    let heads = "probability=setosa,probability=versicolor,probability=virginica";
    assert_eq!(lines[0], format!("note,prediction,{heads}"));
    let usual = "sepal_length_cm,sepal_width_cm,petal_length_cm,petal_width_cm\n\
        5.1,3.5,1.4,0.2\n6.9,3.1,5.8,2.1\n";
    let usual = file(&folder, "usual.csv", usual);
    let usual = said(&descent(&["predict", &json, &usual, "--weights", &weights]));
    let usual: Vec<_> = usual.lines().collect();
    assert_eq!(lines[1], format!("\"one, or two\",{}", usual[1]));
    assert_eq!(lines[2], format!("three,{}", usual[2]));

    let document = document(&descent(&[&arguments[..], &["--json"]].concat()));
    assert_eq!(document["target"], "species");
    assert_eq!(document["outputs"], json!(heads.split(',').collect::<Vec<_>>()));
    let row = &document["rows"][0];
    assert_eq!((&row["row"], &row["kept"]), (&json!(1), &json!({"note": "one, or two"})));
    let outputs = row["outputs"].as_array().unwrap();
    let printed: Vec<f64> =
        lines[1].rsplit(',').take(3).map(|field| field.parse().unwrap()).collect();
    for (output, printed) in outputs.iter().zip(printed.iter().rev()) {
        assert_eq!(output.as_f64().unwrap() as f32, *printed as f32);
    }
}

#[test]
fn what_training_never_saw_is_said() {
    let folder = folder("predict_unseen");
    let json = file(&folder, "titanic.json", &experiment("titanic", ""));
    let weights = trained(&folder, &json, &[]);
    let rows = "pclass,sex,age,sibsp,parch,fare,embarked\n\
        3,male,22,1,0,7.25,Atlantis\n3,female,999,0,0,8,Q\n1,male,,0,0,30,Atlantis\n";
    let rows = file(&folder, "rows.csv", rows);
    let output = descent(&["predict", &json, &rows, "--weights", &weights]);
    assert_eq!(said(&output).lines().count(), 4);
    let sentences = text(&output.stderr);
    let unknown = "Row 1: No training row has \"Atlantis\" in embarked: it counts as none of the \
        known ones, so this is a guess. One more row is like it.\n";
    assert!(sentences.contains(unknown), "{sentences}");
    assert!(sentences.contains("Row 2: age 999 lies outside the training rows'"), "{sentences}");
    assert!(sentences.contains("Row 3: age is empty, so 28 is filled in"), "{sentences}");
    let document = document(&descent(&["predict", &json, &rows, "--weights", &weights, "--json"]));
    assert_eq!(document["outputs"], json!(["probability=1"]));
    assert_eq!(document["rows"][2]["notes"].as_array().unwrap().len(), 2);
}

/// A network of one input needs a file of one column, which is no table.
#[test]
fn one_column_is_enough_where_the_network_has_one() {
    let folder = folder("predict_one");
    let json = r#"{"data": {"source": {"synthetic": {"shape": {"formula": {"formula": "x * x"}}}}},
        "training": {"epochs": 2}}"#;
    let json = file(&folder, "formula.json", json);
    let weights = trained(&folder, &json, &[]);
    let one = file(&folder, "one.csv", "x\n0.5\n-0.25\n");
    let two = file(&folder, "two.csv", "x,id\n0.5,7\n-0.25,8\n");
    let predict = |rows: &str| descent(&["predict", &json, rows, "--weights", &weights]);
    let printed = said(&predict(&one));
    assert_eq!(printed.lines().count(), 3);
    assert_eq!(printed, said(&predict(&two)));
    let words = file(&folder, "words.csv", "x\n0.5\nmany\n");
    let sentence = refusal(&predict(&words));
    assert!(sentence.contains("words.csv, row 2: x must be a number such as "), "{sentence}");
}

/// A row or two do not say what the whole table said.
#[test]
fn what_a_few_rows_leave_open_is_as_in_the_table_or_refused() {
    let folder = folder("predict_open");
    let lines = (0..60).map(|row| {
        let (day, month) = (1 + row % 28, 1 + row % 12);
        format!("{day:02}/{month:02}/2024|{},{:03}|{}\n", row % 7, row * 16, row * 2)
    });
    let table = format!("day|size|y\n{}", lines.collect::<String>());
    let table = file(&folder, "table.csv", &table);
    let json = r#"{"data": {"target": "y"}, "training": {"epochs": 2}}"#;
    let json = file(&folder, "experiment.json", json);
    let data = ["--data", &table];
    let weights = trained(&folder, &json, &data);
    let predict =
        |rows: &str| descent(&["predict", &json, rows, "--weights", &weights, "--data", &table]);
    let whole = said(&predict(&table));
    // Alone, 2,256 would be two thousand.
    let sure = file(&folder, "sure.csv", "day|size\n17/05/2024|2,256\n");
    let iso = file(&folder, "iso.csv", "day|size\n2024-05-17|2,256\n");
    assert_eq!(said(&predict(&sure)).lines().nth(1), whole.lines().nth(17));
    assert_eq!(said(&predict(&iso)).lines().nth(1), whole.lines().nth(17));
    let open = file(&folder, "open.csv", "day|size\n06/05/2024|2,256\n");
    let sentence = refusal(&predict(&open));
    let said = "open.csv: day and month cannot be told apart in \"day\"; write its dates as \
        2024-05-31.\n";
    assert!(sentence.ends_with(said), "{sentence}");
}

#[test]
fn mistakes_get_one_sentence() {
    let folder = folder("predict_mistakes");
    let json = file(&folder, "iris.json", &experiment("iris", ""));
    let weights = trained(&folder, &json, &[]);
    let short = file(&folder, "short.csv", "sepal_length_cm,petal_length_cm,note\n5,1,a\n6,2,b\n");
    let whole = file(&folder, "whole.csv", &set("iris"));
    let predict = |rows: &str, more: &[&str]| {
        let arguments = ["predict", &json, rows, "--weights", &weights];
        refusal(&descent(&[&arguments[..], more].concat()))
    };
    let sentence = predict(&short, &[]);
    let said = "short.csv has no column \"sepal_width_cm\" and no column \"petal_width_cm\", which \
        the network needs; its columns are \"sepal_length_cm\", \"petal_length_cm\", \"note\".\n";
    assert!(sentence.ends_with(said), "{sentence}");
    let sentence = predict(&whole, &["--keep", "Id"]);
    assert!(sentence.ends_with("whole.csv has no column \"Id\".\n"), "{sentence}");
    let sentence = predict("nowhere.csv", &[]);
    assert!(sentence.contains("nowhere.csv could not be read"), "{sentence}");
    let empty = file(&folder, "empty.csv", "");
    assert!(predict(&empty, &[]).contains("empty.csv: The file is empty"));
}
