//! `descent link`, as a user calls it; and an experiment on standard input.

use descent::config::share::{self, Link, LinkedTable};
use descent::config::{DataSource, ExperimentConfig};
use descent::data::gallery;

use super::{descent, descent_reading, file, folder, refusal, said, text};

const IRIS: &str = r#"{"data": {"source": {"gallery": {"id": "iris"}}},
    "training": {"epochs": 3}, "title": "Iris"}"#;

#[test]
fn a_file_becomes_a_link_and_a_link_the_file() {
    let iris = file(&folder("link"), "iris.json", IRIS);
    let link = said(&descent(&["link", &iris]));
    let experiment = share::from_json(IRIS.as_bytes()).unwrap();
    assert_eq!(link.trim(), share::encode(&experiment));

    let address = format!("https://example.org/descent/?embed#{}", link.trim());
    let mail = format!("Try this:\n<{address}>\n");
    for given in [link.trim(), &address, &mail] {
        let json = said(&descent(&["link", given]));
        let read: ExperimentConfig = share::from_json(json.as_bytes()).unwrap();
        assert_eq!(read, experiment, "{given}");
        assert!(json.contains("\n  \"title\": \"Iris\""), "for people to read: {json}");
    }
    let json = said(&descent(&["link", &iris, "--json"]));
    assert_eq!(json, said(&descent(&["link", link.trim()])));
    // What is printed can be given again.
    assert_eq!(said(&descent_reading(&json, &["link", "-"])), link);
    assert_eq!(said(&descent_reading(&link, &["link", "-"])), json);
}

#[test]
fn what_a_link_says_to_a_class_is_not_lost_unsaid() {
    let link = said(&descent_reading(IRIS, &["link", "-"]));
    let address = format!("https://example.org/?a&b#{}&lock=seed", link.trim());
    let output = descent(&["link", &address]);
    assert_eq!(said(&output), said(&descent(&["link", link.trim()])));
    let sentence = text(&output.stderr);
    assert!(sentence.ends_with("no part of the experiment: &lock=seed\n"), "{sentence}");
    assert!(descent(&["link", link.trim()]).stderr.is_empty());
}

#[test]
fn an_experiment_is_read_from_standard_input() {
    let link = said(&descent_reading(IRIS, &["link", "-"]));
    let rows = said(&descent_reading(IRIS, &["train", "-"]));
    assert_eq!(rows.lines().count(), 4);
    assert_eq!(said(&descent_reading(&link, &["train", "-"])), rows);

    let misspelt = IRIS.replace("epochs", "epoch");
    let sentence = refusal(&descent_reading(&misspelt, &["train", "-"]));
    assert!(sentence.starts_with("descent: Standard input: \"training.epoch\""), "{sentence}");
    let sentence = refusal(&descent_reading("", &["link", "-"]));
    assert!(sentence.starts_with("descent: Standard input: This link"), "{sentence}");
}

#[test]
fn rows_that_travel_in_a_link_are_used() {
    let bytes = gallery::bytes(gallery::find("iris").unwrap()).to_vec();
    let mut experiment: ExperimentConfig = share::from_json(IRIS.as_bytes()).unwrap();
    let columns = std::str::from_utf8(&bytes).unwrap().lines().next().unwrap();
    experiment.data.source = DataSource::File {
        name: "flowers.csv".to_owned(),
        columns: columns.split(',').map(str::to_owned).collect(),
    };
    let link = share::write(&Link { experiment, table: LinkedTable::File(bytes) });
    let rows = said(&descent_reading(IRIS, &["train", "-"]));
    assert_eq!(said(&descent(&["train", &link])), rows);
    assert_eq!(said(&descent_reading(&link, &["train", "-"])), rows);
}
