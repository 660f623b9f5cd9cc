//! The house rules that a compiler does not keep: layers, banned words, short files.

use std::fs;
use std::path::{Path, PathBuf};

/// Bottom first; a module may name only those before it.
const LAYERS: [&str; 9] =
    ["config", "nn", "data", "train", "bench", "export", "plot", "worker", "app"];

/// What a layer must not name, outside comments.
const BANNED: [(&str, &[&str]); 9] = [
    ("src/config", &["ndarray", "leptos", "web_sys", "plotters"]),
    ("src/nn", &["serde", "leptos", "web_sys", "js_sys", "wasm_bindgen", "plotters"]),
    ("src/data", &["leptos", "web_sys", "plotters"]),
    ("src/train", &["leptos", "web_sys", "plotters"]),
    ("src/bench", &["leptos", "web_sys", "js_sys", "wasm_bindgen", "plotters"]),
    ("src/export", &["leptos", "web_sys", "plotters"]),
    ("src/plot", &["leptos", "web_sys", "plotters_canvas"]),
    ("src/app", &["ndarray", "crate::nn"]),
    ("src/worker/session.rs", &["web_sys", "js_sys", "wasm_bindgen", "leptos"]),
];

const MAX_LINES: usize = 400;

fn files(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "no .{extension} below {folder}");
    found.sort();
    found
}

fn relative(path: &Path) -> String {
    let root = env!("CARGO_MANIFEST_DIR");
    path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/")
}

fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(index, line)| (index + 1, line))
}

#[test]
fn arrows_point_down_only() {
    for (path, text) in files("src", "rs") {
        let name = relative(&path);
        let layer = LAYERS.iter().position(|layer| name.starts_with(&format!("src/{layer}/")));
        let Some(layer) = layer else { continue };
        for upper in &LAYERS[layer + 1..] {
            for (line, text) in code(&text) {
                let names = text.contains(&format!("crate::{upper}::"))
                    || text.contains(&format!("crate::{{{upper}"));
                assert!(!names, "{name}:{line} names the upper layer {upper}: {text}");
            }
        }
    }
}

#[test]
fn layers_name_nothing_that_is_banned() {
    for (path, text) in files("src", "rs") {
        let name = relative(&path);
        for (place, words) in BANNED {
            if !name.starts_with(place) {
                continue;
            }
            for (line, text) in code(&text) {
                for word in words {
                    assert!(!text.contains(word), "{name}:{line} names {word}: {text}");
                }
            }
        }
    }
}

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
