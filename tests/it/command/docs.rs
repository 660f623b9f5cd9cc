//! The commands of `docs/COMMAND.md`, run as they stand there.

use std::path::Path;
use std::process::{Command, Output};

use descent::data::gallery;

use super::{folder, text};

/// The blocks of a document in that language.
fn blocks(document: &str, language: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = std::fs::read_to_string(root.join(document)).unwrap();
    let opening = format!("```{language}\n");
    let parts = document.split(&opening).skip(1);
    parts.map(|part| part.split("```").next().unwrap().to_owned()).collect()
}

/// Runs a script where `descent` is a command.
fn run(script: &str, folder: &Path) -> Output {
    let binary = Path::new(env!("CARGO_BIN_EXE_descent"));
    let paths = std::env::var("PATH").unwrap();
    let paths = format!("{}:{paths}", binary.parent().unwrap().display());
    let mut command = Command::new("bash");
    let command = command.args(["--norc", "-euo", "pipefail", "-c", script]).env("PATH", paths);
    command.current_dir(folder).output().expect("bash runs")
}

#[test]
fn every_command_runs_as_it_is_written() {
    let folder = folder("docs");
    let wine = gallery::bytes(gallery::find("red-wine").unwrap());
    std::fs::write(folder.join("wine.csv"), wine).unwrap();
    let has_jq = run("jq --version", &folder).status.success();
    let blocks = blocks("docs/COMMAND.md", "sh");
    assert!(blocks.len() >= 7, "{blocks:?}");
    let mut printed = Vec::new();
    for block in blocks.iter().filter(|block| has_jq || !block.contains("jq ")) {
        let output = run(block, &folder);
        assert!(output.status.success(), "{block}\n{}", text(&output.stderr));
        printed.push((block, text(&output.stdout)));
    }
    let printed_by = |words: &str| {
        let of_block = printed.iter().filter(|(block, _)| block.contains(words));
        of_block.map(|(_, printed)| printed.as_str()).collect::<String>()
    };

    let lines = printed_by("descent evaluate").lines().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(lines.iter().filter(|line| line.starts_with("test,320,")).count(), 1, "{lines:?}");
    assert_eq!(lines.iter().skip_while(|line| *line != "prediction").count(), 6, "{lines:?}");

    // Thirty variants, no two alike.
    let variants = folder.join("variants");
    let of_kind = |ending: &str| {
        let files = std::fs::read_dir(&variants).unwrap().map(|file| file.unwrap().path());
        let files = files.filter(|path| path.extension().is_some_and(|found| found == ending));
        let mut texts: Vec<_> = files.map(|path| std::fs::read_to_string(path).unwrap()).collect();
        texts.sort_unstable();
        texts.dedup();
        texts
    };
    for ending in ["json", "csv", "svg"] {
        assert_eq!(of_kind(ending).len(), 30, "{ending}");
    }
    let links = std::fs::read_to_string(variants.join("links.txt")).unwrap();
    assert_eq!(links.lines().count(), 30);
    let page = std::fs::read_to_string(folder.join("variants.html")).unwrap();
    assert_eq!(page.matches("<img src=\"variants/rate-").count(), 30);
    let best = printed_by("sort -g");
    let losses: Vec<f64> =
        best.lines().map(|line| line.split(' ').next().unwrap().parse().unwrap()).collect();
    assert!(losses.len() == 5 && losses.is_sorted(), "{best}");

    if has_jq {
        let seeds = printed_by("jq -r");
        assert_eq!(seeds.lines().count(), 5, "{seeds}");
        assert!(seeds.starts_with("1,") && seeds.contains(",\""), "{seeds}");
    }
}

/// What `--json` is said to hold is there.
#[test]
fn every_key_that_is_named_is_printed() {
    let folder = folder("docs_keys");
    let iris = r#"{"data": {"source": {"gallery": {"id": "iris"}}, "split": {"test_percent": 20}},
        "training": {"epochs": 2, "loss": "categorical_crossentropy"}}"#;
    super::file(&folder, "iris.json", iris);
    super::file(&folder, "iris.csv", &text(gallery::bytes(gallery::find("iris").unwrap())));
    let weights = "--weights w.safetensors";
    let calls = [
        ("train", "train iris.json --save w.safetensors --evaluate-test".to_owned()),
        ("evaluate", format!("evaluate iris.json {weights}")),
        ("predict", format!("predict iris.json iris.csv {weights} --keep species")),
        ("prepare", "prepare iris.json --out prepared".to_owned()),
        ("inspect", "inspect iris.csv".to_owned()),
        ("scenes", "scenes linear-or-deep --seeds 1".to_owned()),
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = std::fs::read_to_string(root.join("docs/COMMAND.md")).unwrap();
    for (name, call) in calls {
        let output = run(&format!("descent {call} --json"), &folder);
        let printed = text(&output.stdout);
        assert!(output.status.success(), "{}", text(&output.stderr));
        let row = document.lines().find(|line| line.starts_with(&format!("| `{name}`"))).unwrap();
        let named = row.split('|').nth(2).unwrap().split('`').skip(1).step_by(2);
        for key in named.filter(|key| !key.starts_with("--")) {
            assert!(printed.contains(&format!("\"{key}\":")), "{name} has no {key}");
        }
    }
    let coach =
        document.lines().find(|line| line.starts_with("What the coach says stands")).unwrap();
    let printed = text(&run("descent train iris.json --json --cures-seconds 60", &folder).stdout);
    for key in coach.split('`').skip(1).step_by(2).filter(|key| *key != "experiment") {
        assert!(printed.contains(&format!("\"{key}\":")), "the coach has no {key}");
    }
}
