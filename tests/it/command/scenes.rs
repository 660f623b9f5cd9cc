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
fn mistakes_get_one_sentence() {
    let cases: [(&[&str], &str); 3] = [
        (&["sideways"], "There is no scene \"sideways\", only linear-or-deep, learning-rate"),
        (&["nowhere.json"], "nowhere.json could not be read"),
        (&["--seeds", "many"], "\"many\" is no seed; write a whole number."),
    ];
    for (arguments, words) in cases {
        let output = scenes(arguments);
        assert!(!output.status.success(), "{arguments:?}");
        let error = text(&output.stderr);
        assert!(error.contains(words), "{arguments:?}: {error}");
    }
}
