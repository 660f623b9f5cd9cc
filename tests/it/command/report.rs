//! Reports, tables and archives by the command.

use std::path::Path;

use descent::config::share;
use descent::data::gallery;
use descent::export::archive;

use super::{descent, document, file, folder, refusal, said, text};

const WINE: &str = r#"{"title": "Red wine", "data": {"source": {"file": {"name": "wine.csv"}},
    "target": "quality", "split": {"test_percent": 20}}, "training": {"epochs": 3}}"#;

/// The experiment and its data in a folder, and the path of a file there.
fn wine(name: &str) -> (String, String, impl Fn(&str) -> String) {
    let folder = folder(name);
    let json = file(&folder, "wine.json", WINE);
    let data = folder.join("wine.csv");
    std::fs::write(&data, gallery::bytes(gallery::find("red-wine").unwrap())).unwrap();
    let data = data.to_str().unwrap().to_owned();
    (json, data, move |name: &str| folder.join(name).to_str().unwrap().to_owned())
}

fn read(path: &str) -> String {
    text(&std::fs::read(path).unwrap())
}

#[test]
fn a_report_is_trained_or_of_saved_weights() {
    let (json, data, at) = wine("report");
    let (out, weights) = (at("report.html"), at("w.safetensors"));
    let page = "https://example.org/descent/";
    let arguments = ["export", "report", &json, "--data", &data, "--out", &out];
    let told = ["--name", "Ada", "--day", "30 November", "--words", "A & b", "--page", page];
    said(&descent(&[&arguments[..], &told].concat()));
    let html = read(&out);
    for words in ["<p>Ada <span class=\"dim\">30 November", "A &amp; b", "<h2>What the coach says"]
    {
        assert!(html.contains(words), "{words}");
    }
    assert!(html.contains("The test rows were measured") && html.contains("All 3 epochs run"));
    let link = html.split("<a href=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(link.starts_with(page));
    assert_eq!(share::decode(link), share::decode(WINE));
    // The same again to the byte.
    said(&descent(&[&arguments[..], &told].concat()));
    assert_eq!(read(&out), html);

    said(&descent(&["train", &json, "--data", &data, "--save", &weights]));
    said(&descent(&[&arguments[..], &["--weights", &weights]].concat()));
    let saved = read(&out);
    assert!(saved.contains("come from a file, so there are no curves"));
    let figures = |html: &str| {
        let table = html.split("<h2>Figures</h2>").nth(1).unwrap();
        table.split("</table>").next().unwrap().to_owned()
    };
    assert_eq!(figures(&saved), figures(&html));
    // Without a day it is today's.
    let day = saved.split("<span class=\"dim\">").nth(1).unwrap();
    let day: Vec<_> = day.split('<').next().unwrap().split('-').collect();
    assert!(day.len() == 3 && day[0].parse::<u32>().unwrap() > 2024, "{day:?}");
}

#[test]
fn tables_are_those_of_train() {
    let (json, data, at) = wine("tables");
    let out = at("tables");
    let printed = said(&descent(&["export", "csv", &json, "--data", &data, "--out", &out]));
    let names = ["history.csv", "predictions.csv", "prepared.csv"];
    let written: Vec<_> = names.iter().map(|name| format!("{out}/{name}")).collect();
    assert_eq!(printed.lines().collect::<Vec<_>>(), written);
    let (history, predictions, prepared, weights) =
        (at("h.csv"), at("p.csv"), at("i.csv"), at("w.safetensors"));
    said(&descent(&[
        "train",
        &json,
        "--data",
        &data,
        "--history",
        &history,
        "--predictions",
        &predictions,
        "--prepared",
        &prepared,
        "--save",
        &weights,
    ]));
    for (one, other) in written.iter().zip([history, predictions, prepared]) {
        assert_eq!(read(one), read(&other), "{one}");
    }
    let again = at("again");
    let arguments = ["export", "csv", &json, "--data", &data, "--out", &again];
    said(&descent(&[&arguments[..], &["--weights", &weights]].concat()));
    assert!(!Path::new(&again).join("history.csv").exists());
    assert_eq!(read(&format!("{again}/predictions.csv")), read(&written[1]));
}

#[test]
fn an_archive_is_an_experiment_with_its_data() {
    let (json, data, at) = wine("archive");
    let [out, bare, weights] = ["wine.descent.zip", "bare.descent.zip", "w.safetensors"].map(&at);
    said(&descent(&["export", "archive", &json, "--data", &data, "--out", &out]));
    let opened = archive::read(&std::fs::read(&out).unwrap()).unwrap();
    assert_eq!(Ok(&opened.experiment), share::decode(WINE).as_ref());
    let held = opened.data.unwrap();
    assert_eq!((held.name.as_str(), held.bytes), ("wine.csv", std::fs::read(&data).unwrap()));
    let [run] = &opened.runs[..] else { panic!("{} runs", opened.runs.len()) };
    assert_eq!((run.number, run.called.as_str(), run.history.count()), (1, "baseline", 3));
    assert!(run.outcome.is_some() && run.best_epoch.is_some());
    said(&descent(&["train", &json, "--data", &data, "--save", &weights]));
    assert_eq!(run.weights.as_ref(), std::fs::read(&weights).ok().as_ref());

    // Every command takes it, with the data in it.
    let rows = |arguments: &[&str]| said(&descent(arguments));
    assert_eq!(rows(&["train", &out]), rows(&["train", &json, "--data", &data]));
    assert_eq!(rows(&["link", &out]), rows(&["link", &json]));
    let evaluated = document(&descent(&["evaluate", &out, "--weights", &weights, "--json"]));
    assert!(evaluated["test"]["rows"].as_u64() == Some(320));

    // What is said wins over what is in it.
    let short = at("short.csv");
    let lines: Vec<_> = read(&data).lines().take(101).map(str::to_owned).collect();
    std::fs::write(&short, lines.join("\n")).unwrap();
    let arguments = ["evaluate", &out, "--weights", &weights, "--json", "--data", &short];
    let evaluated = document(&descent(&arguments));
    assert_eq!(evaluated["test"]["rows"].as_u64(), Some(20));

    said(&descent(&[
        "export",
        "archive",
        &json,
        "--data",
        &data,
        "--without-data",
        "--out",
        &bare,
    ]));
    let sentence = refusal(&descent(&["train", &bare]));
    assert!(sentence.contains("give its path with --data"), "{sentence}");
    assert_eq!(rows(&["train", &bare, "--data", &data]), rows(&["train", &out]));
}

#[test]
fn what_is_no_archive_is_refused_in_a_sentence() {
    let folder = folder("no_archive");
    let other = file(&folder, "other.zip", "no zip at all");
    let sentence = refusal(&descent(&["train", &other]));
    assert_eq!(sentence.lines().count(), 1, "{sentence}");
    assert!(sentence.contains("other.zip: "), "{sentence}");
}
