//! Arrows between layers point down, and a layer names nothing that is not its business.

use super::{code, files, relative};

/// Bottom first; a module may name only those before it.
const LAYERS: [&str; 14] = [
    "text",
    "config",
    "nn",
    "data",
    "train",
    "inspection",
    "course",
    "bench",
    "models",
    "export",
    "plot",
    "worker",
    "workspace",
    "app",
];

/// The floors of the page: each may name only those before it.
const FLOORS: [&str; 3] = ["state", "actions", "panels"];

/// What stands beside the floors and knows none of them.
const BESIDE: [&str; 4] = ["services", "widgets", "reactive", "lazy"];

/// What a layer must not name, outside comments.
const BANNED: [(&str, &[&str]); 14] = [
    ("src/text", &["ndarray", "leptos", "web_sys", "js_sys", "wasm_bindgen", "plotters"]),
    ("src/config", &["ndarray", "leptos", "web_sys", "plotters"]),
    ("src/nn", &["serde", "leptos", "web_sys", "js_sys", "wasm_bindgen", "plotters"]),
    ("src/data", &["leptos", "web_sys", "plotters"]),
    ("src/train", &["leptos", "web_sys", "plotters"]),
    ("src/inspection", &["leptos", "web_sys", "js_sys", "wasm_bindgen", "plotters"]),
    ("src/course", &["leptos", "web_sys", "js_sys", "wasm_bindgen", "plotters"]),
    ("src/bench", &["leptos", "web_sys", "js_sys", "wasm_bindgen", "plotters"]),
    ("src/models", &["leptos", "web_sys", "js_sys", "wasm_bindgen", "plotters"]),
    ("src/export", &["leptos", "web_sys", "plotters"]),
    ("src/plot", &["leptos", "web_sys", "plotters_canvas"]),
    ("src/workspace", &["leptos", "web_sys", "js_sys", "wasm_bindgen", "plotters_canvas"]),
    ("src/app", &["ndarray", "crate::nn"]),
    ("src/worker/session.rs", &["web_sys", "js_sys", "wasm_bindgen", "leptos"]),
];

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

/// The padded matrix is the engine's: whoever reads from outside takes an array of ndarray.
#[test]
fn padding_stays_in_the_engine() {
    let engine = ["src/nn/", "src/data/", "src/train/", "src/inspection/", "src/bench/"];
    for (path, text) in files("src", "rs") {
        let name = relative(&path);
        if engine.iter().any(|folder| name.starts_with(folder)) {
            continue;
        }
        for (line, text) in code(&text) {
            for word in ["Matrix", "nn::View", "iter_rows", "padded("] {
                assert!(!text.contains(word), "{name}:{line} names {word}: {text}");
            }
        }
    }
}

/// The files of the page, each with its floor or what it is beside them.
fn page() -> Vec<(String, String, String)> {
    let all = files("src/app", "rs").into_iter().map(|(path, text)| {
        let name = relative(&path);
        let floor = name.trim_start_matches("src/app/").split(['/', '.']).next().unwrap();
        (name.clone(), floor.to_owned(), text)
    });
    all.collect()
}

#[test]
fn floors_of_the_page_name_none_above_them() {
    for (name, floor, text) in page() {
        let above = match FLOORS.iter().position(|one| *one == floor) {
            Some(own) => &FLOORS[own + 1..],
            None if BESIDE.contains(&floor.as_str()) => &FLOORS,
            None => continue,
        };
        for (line, text) in code(&text) {
            for upper in above {
                let names = text.contains(&format!("app::{upper}::"))
                    || text.contains(&format!("app::{upper};"))
                    || text.contains(&format!("app::{{{upper}"));
                assert!(!names, "{name}:{line} names the floor {upper}: {text}");
            }
        }
    }
}

/// A panel's folder is its own: others take what its `mod.rs` or its one file hands out.
#[test]
fn panels_take_only_what_another_hands_out() {
    let folders: Vec<_> = page()
        .into_iter()
        .filter_map(|(name, ..)| {
            Some(name.strip_prefix("src/app/panels/")?.split_once('/')?.0.to_owned())
        })
        .collect();
    for (name, _, text) in page() {
        let Some(own) = name.strip_prefix("src/app/panels/") else { continue };
        // It says which views come in which file, and so names their values.
        if own == "lazy_parts.rs" {
            continue;
        }
        for (line, text) in code(&text) {
            for folder in &folders {
                let inside = text.split(&format!("app::panels::{folder}::")).nth(1);
                let is_other = !own.starts_with(&format!("{folder}/"));
                let is_deep = inside.is_some_and(|inside| inside.contains("::"));
                assert!(!(is_other && is_deep), "{name}:{line} looks into {folder}: {text}");
            }
        }
    }
}
