//! No circle of files: what a file needs never needs it in turn.

use std::collections::BTreeSet;

use super::graph::{Graph, Sources};
use super::{files, relative};

/// The shortest way from a file back to itself, if there is one.
fn circle_through(start: &str, graph: &Graph) -> Option<Vec<String>> {
    let mut ways = vec![vec![start.to_owned()]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for need in graph.get(&way[way.len() - 1]).into_iter().flat_map(|needs| needs.keys()) {
                let way = [&way[..], std::slice::from_ref(need)].concat();
                if need == start {
                    return Some(way);
                }
                if seen.insert(need.clone()) {
                    longer.push(way);
                }
            }
        }
        ways = longer;
    }
    None
}

/// Every circle once, each with the names that close it.
fn circles(graph: &Graph) -> Vec<String> {
    let (mut known, mut circles) = (BTreeSet::new(), Vec::new());
    for file in graph.keys() {
        let Some(way) = circle_through(file, graph) else { continue };
        if known.insert(way.iter().cloned().collect::<BTreeSet<_>>()) {
            let steps =
                way.windows(2).map(|pair| format!("{} ({})", pair[1], graph[&pair[0]][&pair[1]]));
            circles.push(format!("{} -> {}", way[0], steps.collect::<Vec<_>>().join(" -> ")));
        }
    }
    circles
}

fn read(files: &[(&str, &str)]) -> Vec<String> {
    let files: Vec<_> =
        files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect();
    circles(&Sources::read(&files).graph())
}

#[test]
fn no_file_needs_one_that_needs_it() {
    let sources: Vec<_> = files("src", "rs")
        .into_iter()
        .map(|(path, text)| (relative(&path).replacen("src/", "", 1), text))
        .filter(|(name, _)| !name.starts_with("bin/"))
        .collect();
    let found = circles(&Sources::read(&sources).graph());
    assert!(found.is_empty(), "circles of files:\n{}", found.join("\n"));
}

#[test]
fn a_planted_circle_is_found_and_named() {
    let plain = read(&[
        ("app/mod.rs", "pub mod plot;\npub mod data;"),
        ("app/plot/mod.rs", "mod axes;\npub use axes::Axis;"),
        ("app/plot/axes.rs", "pub struct Axis;"),
        ("app/data.rs", "use crate::app::plot::Axis;\npub fn read(_: Axis) {}"),
    ]);
    assert!(plain.is_empty(), "{plain:?}");
    // Through a re-export, a module's name, a group, a glob and a call in full.
    for back in [
        "use crate::app::data::read;",
        "use crate::app::data;\nfn f() { data::read() }",
        "use crate::app::{data::{self, read as again}, plot};",
        "use crate::app::data::*;\nfn f() { read() }",
        "fn f() { super::super::data::read() }",
        "pub use crate::app::data::read;",
    ] {
        let found = read(&[
            ("app/mod.rs", "pub mod plot;\npub mod data;"),
            ("app/plot/mod.rs", "mod axes;\npub use axes::Axis;"),
            ("app/plot/axes.rs", &format!("{back}\npub struct Axis;")),
            ("app/data.rs", "use crate::app::plot::Axis;\npub fn read(_: Axis) {}"),
        ]);
        let named = "app/data.rs -> app/plot/axes.rs (crate::app::plot::Axis) -> app/data.rs (crate::app::data::read)";
        assert_eq!(found, [named], "{back}");
    }
    // A folder's `mod.rs` may hand out its files, but not need what needs it.
    let found = read(&[
        ("app/mod.rs", "mod actions;"),
        ("app/actions/mod.rs", "mod run;\npub use run::*;\npub fn note() { start() }"),
        ("app/actions/run.rs", "use super::note;\npub fn start() { note() }"),
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
    // Below the page a folder's face may call its files, which share its words.
    let face = [
        ("nn/mod.rs", "mod layers;\npub struct Param;\npub fn build() { layers::dense() }"),
        ("nn/layers.rs", "use super::Param;\npub fn dense() -> Param { Param }"),
    ];
    assert!(read(&face).is_empty());
    // Words in comments and sentences name nothing.
    let quiet =
        "// crate::app::data::read\nfn f() { g(\"crate::app::data::read\") }\npub struct Axis;";
    let found = read(&[
        ("app/mod.rs", "pub mod plot;\npub mod data;"),
        ("app/plot.rs", quiet),
        ("app/data.rs", "use crate::app::plot::Axis;\npub fn read(_: Axis) {}"),
    ]);
    assert!(found.is_empty(), "{found:?}");
}
