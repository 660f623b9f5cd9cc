//! The house rules that a compiler does not keep: layers, banned words, short files.

use std::fs;
use std::path::Path;

use super::{code, files, relative};

const MAX_LINES: usize = 400;

#[test]
fn every_file_says_what_it_is_and_stays_short() {
    let sources = [files("src", "rs"), files("tests", "rs")].concat();
    for (path, text) in &sources {
        assert!(text.starts_with("//! "), "{} has no //! line first", relative(path));
    }
    for (path, text) in [sources, files("style", "css")].concat() {
        let lines = text.lines().count();
        assert!(lines <= MAX_LINES, "{} has {lines} lines", relative(&path));
    }
}

#[test]
fn results_come_from_no_platform_maths() {
    // std's exp, ln, tanh and powers differ between platforms in the last bit.
    let banned = [
        ".exp()",
        ".ln()",
        ".tanh()",
        ".powf(",
        ".powi(",
        ".mul_add(",
        ".exp2()",
        ".log10()",
        "HashMap",
        "Instant::now",
    ];
    let folders = ["src/nn", "src/data/synthetic", "src/train", "src/bench"];
    for (path, text) in folders.map(|folder| files(folder, "rs")).concat() {
        for (line, text) in code(&text) {
            for word in banned {
                assert!(!text.contains(word), "{}:{line} uses {word}: {text}", relative(&path));
            }
        }
    }
}

/// No formula without the test that checks it, and no reference to one that is gone.
#[test]
fn every_file_of_the_engine_names_its_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (path, text) in
        [files("src/nn", "rs"), files("src/train", "rs"), files("src/bench", "rs")].concat()
    {
        let name = relative(&path);
        let named: Vec<&str> = text
            .split('`')
            .filter(|words| words.starts_with("tests/"))
            .map(|words| words.split("::").next().unwrap_or(words))
            .collect();
        assert!(!named.is_empty(), "{name} names no test");
        for test in named {
            assert!(root.join(test).exists(), "{name} names {test}, which is not there");
        }
        for function in text.split('`').filter_map(|words| words.split_once(".rs::")) {
            let (file, function) = function;
            if file.starts_with("tests/") && !function.ends_with('*') {
                let test = fs::read_to_string(root.join(format!("{file}.rs"))).unwrap();
                let is_there = test.contains(&format!("fn {function}("));
                assert!(is_there, "{name} names {file}.rs::{function}, which is not there");
            }
        }
    }
}

/// The code map leads somewhere.
#[test]
fn every_path_of_the_code_map_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let map = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let is_path = |word: &&str| {
        let is_plain =
            word.chars().all(|letter| letter.is_ascii_alphanumeric() || "/._-".contains(letter));
        is_plain && word.contains('/') && !word.starts_with('/')
    };
    let paths: Vec<&str> = map.split('`').skip(1).step_by(2).filter(is_path).collect();
    assert!(paths.len() > 60, "{} paths", paths.len());
    for path in paths {
        let is_there = root.join(path).exists() || root.join("src").join(path).exists();
        assert!(is_there, "ARCHITECTURE.md names {path}, which is not there");
    }
}

/// `Cargo.toml` runs no tests of the library and the programs, so one there would never run.
#[test]
fn tests_are_in_the_folder_of_tests() {
    for (path, text) in files("src", "rs") {
        for word in ["#[test]", "cfg(test)"] {
            assert!(!text.contains(word), "{} has {word}", relative(&path));
        }
    }
}
