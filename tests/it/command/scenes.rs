//! `descent scenes`, as an author of scenes calls it.

use std::process::{Command, Output};

fn scenes(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_descent"));
    command.arg("scenes").args(arguments).output().expect("the binary runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_scene_is_counted_over_its_seeds() {
    let arguments = ["linear-or-deep", "--seeds", "3", "--first", "7", "--figures"];
    let output = scenes(&arguments);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let printed = text(&output.stdout);
    let row = printed.lines().find(|line| line.starts_with("| linear-or-deep |")).unwrap();
    assert!(row.contains("| 3 of 3 |"), "{row}");
    assert!(printed.contains("    bent.validation_loss: 0.0"), "{printed}");
    assert!(printed.contains("    bent.diverged: yes in 0 of 3"), "{printed}");
    // The seeds decide alone: on however many cores, only the time differs.
    let again = text(&scenes(&arguments).stdout);
    let without_time = |text: &str| {
        let lines = text.lines().map(|line| {
            let cells = if line.starts_with("| linear") { 3 } else { 1 };
            line.rsplitn(cells, '|').last().unwrap_or_default().to_owned()
        });
        lines.collect::<Vec<_>>()
    };
    assert_eq!(without_time(&printed), without_time(&again));
}

#[test]
fn programs_get_what_was_counted() {
    let arguments = ["linear-or-deep", "--seeds", "2", "--first", "7", "--figures", "--json"];
    let output = scenes(&arguments);
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let scene = &document[0];
    assert_eq!((&scene["scene"], &scene["of"]), (&"linear-or-deep".into(), &2.into()));
    assert_eq!((&scene["holds"], &scene["fails_from"]), (&2.into(), &serde_json::json!([])));
    let figures = scene["figures"].as_array().unwrap();
    let named = |name: &str| figures.iter().find(|one| one["figure"] == name).unwrap();
    assert_eq!(named("diverged")["yes"], 0);
    let loss = named("validation_loss");
    assert!(loss["lowest"].as_f64().unwrap() <= loss["highest"].as_f64().unwrap(), "{loss}");
    assert!(text(&scenes(&arguments[..5]).stdout).contains(&format!(
        "| {} | {} | 2 of 2 |",
        scene["scene"].as_str().unwrap(),
        scene["claim"].as_str().unwrap()
    )));

    let lessons =
        super::document(&super::descent(&["lessons", "neuron", "--seeds", "1", "--json"]));
    let steps = lessons.as_array().unwrap();
    assert!(steps.len() > 1 && steps[0]["median_seconds"].is_number(), "{lessons}");
    for step in steps {
        assert_eq!((&step["lesson"], &step["of"]), (&"neuron".into(), &1.into()));
        let failed = step["fails_from"].as_array().unwrap().len() as u64;
        assert_eq!(step["holds"].as_u64().unwrap() + failed, 1);
    }
}

#[test]
fn mistakes_get_one_sentence() {
    let cases: [(&[&str], &str); 3] = [
        (&["sideways"], "There is no scene \"sideways\", only linear-or-deep, learning-rate"),
        (&["nowhere.json"], "nowhere.json could not be read"),
        (&["--seeds", "many"], "invalid value 'many' for '--seeds <N>'"),
    ];
    for (arguments, words) in cases {
        let output = scenes(arguments);
        assert!(!output.status.success(), "{arguments:?}");
        let error = text(&output.stderr);
        assert!(error.contains(words), "{arguments:?}: {error}");
    }
}
