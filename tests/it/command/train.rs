//! The headless command, as a user calls it.

use std::path::PathBuf;
use std::process::{Command, Output};

use descent::config::{
    Activation, DataSource, DenseConfig, ExperimentConfig, LayerConfig, Metric, ReadingConfig,
    Shape, SyntheticConfig, share,
};
use descent::data::{self, gallery, synthetic};
use descent::export::history_csv;
use descent::train::History;

use crate::support::report;

fn descent(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_descent")).args(arguments).output().expect("the binary runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn iris() -> ExperimentConfig {
    let set = gallery::find("iris").expect("iris is in the Gallery");
    let table = data::import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
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
    assert_eq!(lines[0], "epoch,loss,val_loss,accuracy,val_accuracy,logged_loss");
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
fn a_made_table_needs_no_file() {
    let formula = "ln(x)".to_owned();
    let config = SyntheticConfig::new(Shape::Formula { formula });
    let mut experiment = synthetic::experiment(config);
    experiment.training.epochs = 2;
    let output = descent(&["train", &share::encode(&experiment)]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout).lines().count(), 3);
    let said = text(&output.stderr);
    assert!(said.starts_with("Formula: The formula is no finite number at "), "{said}");
}

#[test]
fn history_reads_back_the_same_numbers() {
    let mut history = History::default();
    history.extend(&[
        report(1, [0.1 + 0.2, 1.0 / 3.0, 2.0 / 3.0], [0.5, 0.0]),
        report(2, [1e-300, 123_456_789.123, 1e300], [1.0, 0.25]),
    ]);
    let csv = history_csv(&history, &[Metric::Accuracy]);
    let read: Vec<Vec<f64>> = csv
        .lines()
        .skip(1)
        .map(|line| line.split(',').map(|field| field.parse().unwrap()).collect())
        .collect();
    assert_eq!(read[0], [1.0, history.loss[0], history.val_loss[0], 0.5, 0.0, 2.0 / 3.0]);
    assert_eq!(read[1], [2.0, history.loss[1], history.val_loss[1], 1.0, 0.25, 1e300]);
}

#[test]
fn weights_go_out_and_come_back() {
    let link = share::encode(&iris());
    let [start, end, again] =
        ["start", "end", "again"].map(|name| scratch(&format!("{name}.safetensors")));
    let [start, end, again] = [&start, &end, &again].map(|path| path.to_str().unwrap());
    let drawn = descent(&["train", &link, "--save-start", start, "--save", end]);
    assert!(drawn.status.success(), "{}", text(&drawn.stderr));
    let given = descent(&["train", &link, "--start", start, "--save", again]);
    assert_eq!(text(&given.stdout), text(&drawn.stdout), "the same start, the same run");
    assert_eq!(std::fs::read(again).unwrap(), std::fs::read(end).unwrap());
    let elsewhere = descent(&["train", &link, "--start", end]);
    assert_ne!(text(&elsewhere.stdout), text(&drawn.stdout));

    let bytes = std::fs::read(start).unwrap();
    let file = safetensors::SafeTensors::deserialize(&bytes).unwrap();
    let mut shapes: Vec<_> =
        file.tensors().into_iter().map(|(name, tensor)| (name, tensor.shape().to_vec())).collect();
    shapes.sort();
    let expected = [
        ("0/bias".to_owned(), vec![16]),
        ("0/kernel".to_owned(), vec![4, 16]),
        ("1/bias".to_owned(), vec![3]),
        ("1/kernel".to_owned(), vec![16, 3]),
    ];
    assert_eq!(shapes, expected);
}

#[test]
fn weights_of_another_network_are_refused() {
    let mut other = iris();
    other.network.layers[0] = LayerConfig::Dense(DenseConfig::new(5, Activation::Relu));
    let (narrow, none) = (scratch("narrow.safetensors"), scratch("none.safetensors"));
    let [narrow, none] = [&narrow, &none].map(|path| path.to_str().unwrap());
    assert!(descent(&["train", &share::encode(&other), "--save", narrow]).status.success());
    std::fs::write(none, "no weights").unwrap();
    other.network.layers.clear();
    let shallow = scratch("shallow.safetensors");
    let shallow = shallow.to_str().unwrap();
    assert!(descent(&["train", &share::encode(&other), "--save", shallow]).status.success());
    for (path, words) in [
        (narrow, "\"0/kernel\" has the shape [4, 5]; the network needs [4, 16]."),
        (none, "The file is no safetensors file"),
        (shallow, "has the shape [4, 3]"),
    ] {
        let output = descent(&["train", &share::encode(&iris()), "--start", path]);
        assert!(!output.status.success() && output.stdout.is_empty());
        assert!(text(&output.stderr).contains(words), "{}", text(&output.stderr));
    }
}

#[test]
fn prepared_rows_and_predictions_go_out() {
    let (prepared, predictions) = (scratch("prepared.csv"), scratch("predictions.csv"));
    let output = descent(&[
        "train",
        &share::encode(&iris()),
        "--prepared",
        prepared.to_str().unwrap(),
        "--predictions",
        predictions.to_str().unwrap(),
    ]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let lines = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let (prepared, predictions) = (lines(&prepared), lines(&predictions));
    let classes = "target=setosa,target=versicolor,target=virginica";
    assert_eq!(
        prepared[0],
        format!("part,sepal_length_cm,sepal_width_cm,petal_length_cm,petal_width_cm,{classes}")
    );
    assert_eq!(
        predictions[0],
        format!("part,{classes},prediction=setosa,prediction=versicolor,prediction=virginica")
    );
    assert_eq!((prepared.len(), predictions.len()), (151, 151));
    for (given, said) in prepared.iter().zip(&predictions).skip(1) {
        let given: Vec<&str> = given.split(',').collect();
        let said: Vec<&str> = said.split(',').collect();
        assert_eq!(given[0], said[0]);
        assert_eq!(given[5..], said[1..4], "the same row");
        let sum: f64 = said[4..].iter().map(|p| p.parse::<f64>().unwrap()).sum();
        assert!((sum - 1.0).abs() < 1e-5, "{said:?}");
    }
}

#[test]
fn json_has_every_figure_and_the_confusion_matrix() {
    let link = share::encode(&iris());
    let (rows, json) = (descent(&["train", &link]), descent(&["train", &link, "--json"]));
    let document: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(document["metrics"], serde_json::json!(["accuracy"]));
    assert_eq!(document["outcome"]["reason"], "completed");
    let rows = text(&rows.stdout);
    for (epoch, row) in document["epochs"].as_array().unwrap().iter().zip(rows.lines().skip(1)) {
        let figures = &epoch["figures"];
        let read = [
            &epoch["epoch"],
            &figures["loss"],
            &figures["val_loss"],
            &figures["metrics"][0],
            &figures["val_metrics"][0],
            &figures["logged_loss"],
        ]
        .map(|figure| figure.as_f64().unwrap());
        let printed: Vec<f64> = row.split(',').map(|field| field.parse().unwrap()).collect();
        assert_eq!(printed, read);
    }
    let counts = document["confusion_matrix"].as_array().unwrap();
    let sum: u64 =
        counts.iter().flat_map(|row| row.as_array().unwrap()).map(|n| n.as_u64().unwrap()).sum();
    assert_eq!((counts.len(), sum), (3, 45));
}

#[test]
fn the_curves_are_drawn() {
    let mut experiment = iris();
    experiment.title = "Petals & sepals".to_owned();
    let svg = scratch("curves.svg");
    let output =
        descent(&["train", &share::encode(&experiment), "--curves", svg.to_str().unwrap()]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let svg = std::fs::read_to_string(svg).unwrap();
    assert!(svg.starts_with("<svg width=\"1280\" height=\"720\""), "{}", &svg[..80]);
    for words in ["Petals &amp; sepals", "training", "validation", "Loss"] {
        assert!(svg.contains(words), "{words}");
    }
    assert!(svg.matches("<polyline").count() >= 2, "two lines");
}

/// Sonar, learned by heart in a second or two.
#[test]
fn json_says_what_the_coach_says_and_what_its_suggestions_did() {
    let mut experiment = gallery::experiment(gallery::find("sonar").unwrap());
    experiment.network.layers = vec![LayerConfig::Dense(DenseConfig::new(24, Activation::Relu))];
    let training = &mut experiment.training;
    (training.epochs, training.learning_rate) = (60, 0.02);
    (training.early_stopping, training.batch_size) = (false, 32);
    let link = share::encode(&experiment);
    let coach = |seconds: &str| {
        let output = descent(&["train", &link, "--json", "--cures-seconds", seconds]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        document["coach"].clone()
    };
    let mut tried = coach("600");
    assert_eq!(tried["verdict"], "Overfitting");
    assert_eq!(tried["not_tried"], serde_json::json!([]));
    for list in ["cures", "without_gain"] {
        for change in tried[list].as_array_mut().unwrap() {
            let change = change.as_object_mut().unwrap();
            let of = change.remove("experiment").unwrap();
            let of = share::from_json(of.to_string().as_bytes()).unwrap();
            assert_ne!(of, experiment);
        }
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&tried).unwrap());
    // What the run itself shows takes no time.
    let untried = coach("0");
    assert_eq!(untried["sentence"], tried["sentence"]);
    assert_eq!(untried["cures"][0]["of_starts"], 1);
    assert!(untried["not_tried"].as_array().unwrap().len() > 3);
}

#[test]
fn mistakes_get_one_sentence_and_a_failing_exit() {
    let link = share::encode(&iris());
    let mut file = iris();
    file.data.source = DataSource::File { name: "mine.csv".to_owned(), columns: vec![] };
    let file_link = share::encode(&file);
    let empty = scratch("empty.csv");
    std::fs::write(&empty, "").unwrap();
    let cases: [(&[&str], &str); 7] = [
        (&["train", &link, "--cures-seconds", "few"], "invalid value 'few' for"),
        (&["train", &link[..link.len() / 2]], "incomplete or damaged"),
        (&["train", "nowhere.json"], "nowhere.json could not be read"),
        (&["train", &file_link], "uses mine.csv; give its path with --data"),
        (&["train", &link, "--data", empty.to_str().unwrap()], "empty"),
        (&["traim", &link], "a similar subcommand exists: 'train'"),
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

/// The table alone is enough: the target is the one that the page would propose.
#[test]
fn an_empty_experiment_trains_on_a_table() {
    let (json, csv) = (scratch("empty.json"), scratch("empty.csv"));
    let rows: Vec<_> = (0..40).map(|row| format!("{row},{}\n", row * row % 7)).collect();
    std::fs::write(&csv, format!("x,y\n{}", rows.concat())).unwrap();
    let [path, table] = [&json, &csv].map(|path| path.to_str().unwrap());
    std::fs::write(&json, "{}").unwrap();
    let output = descent(&["train", path, "--data", table]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let head = "epoch,loss,val_loss,mean_absolute_error,val_mean_absolute_error,logged_loss\n";
    assert!(text(&output.stdout).starts_with(head), "{}", text(&output.stdout));

    let output = descent(&["train", path]);
    let said = text(&output.stderr);
    assert!(!output.status.success());
    assert!(said.starts_with("descent: \"data.source\" is missing"), "{said}");
}

#[test]
fn a_misspelt_setting_is_refused_and_one_without_effect_is_said() {
    let json = scratch("misspelt.json");
    let path = json.to_str().unwrap();
    let iris =
        r#"{"data": {"source": {"gallery": {"id": "iris"}}, "ignored": ["Id"]}, "training": "#;
    std::fs::write(&json, format!("{iris}{{\"learning_rte\": 0.1}}}}")).unwrap();
    let output = descent(&["train", path]);
    assert!(!output.status.success() && output.stdout.is_empty());
    assert_eq!(
        text(&output.stderr),
        format!(
            "descent: {path}: \"training.learning_rte\" is no setting, so nothing was changed; \
             did you mean \"learning_rate\"?\n"
        )
    );
    std::fs::write(&json, format!("{iris}{{\"epochs\": 1}}}}")).unwrap();
    let output = descent(&["train", path]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let said = text(&output.stderr);
    assert!(said.starts_with("\"data.ignored\" names the column \"Id\", which"), "{said}");
}
