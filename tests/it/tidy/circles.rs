//! No circle of files: what a file needs never needs it in turn.

use std::collections::BTreeSet;

use super::graph::{Graph, Sources};

/// The shortest way from a file back to itself, if there is one.
fn circle_through(start: &str, graph: &Graph) -> Option<Vec<String>> {
    let mut ways = vec![vec![start.to_owned()]];
    let mut seen = BTreeSet::new();
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for need in graph.get(&way[way.len() - 1]).into_iter().flat_map(|needs| needs.keys()) {
                let way = [&way[..], &[need.clone()]].concat();
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
fn a_planted_circle_is_found_and_named() {
    let plain = read(&[
        ("lib.rs", "pub mod plot;\npub mod data;"),
        ("plot/mod.rs", "mod axes;\npub use axes::Axis;"),
        ("plot/axes.rs", "pub struct Axis;"),
        ("data.rs", "use crate::plot::Axis;\npub fn read(_: Axis) {}"),
    ]);
    assert!(plain.is_empty(), "{plain:?}");
    // Through a re-export, a module's name, a group, a glob and a call in full.
    for back in [
        "use crate::data::read;",
        "use crate::data;\nfn f() { data::read() }",
        "use crate::{data::{self, read as again}, plot};",
        "use crate::data::*;\nfn f() { read() }",
        "fn f() { super::super::data::read() }",
        "pub use crate::data::read;",
    ] {
        let found = read(&[
            ("lib.rs", "pub mod plot;\npub mod data;"),
            ("plot/mod.rs", "mod axes;\npub use axes::Axis;"),
            ("plot/axes.rs", &format!("{back}\npub struct Axis;")),
            ("data.rs", "use crate::plot::Axis;\npub fn read(_: Axis) {}"),
        ]);
        let named = "data.rs -> plot/axes.rs (crate::plot::Axis) -> data.rs (crate::data::read)";
        assert_eq!(found, [named], "{back}");
    }
    // A folder's `mod.rs` may hand out its files, but not need what needs it.
    let found = read(&[
        ("lib.rs", "mod actions;"),
        ("actions/mod.rs", "mod run;\npub use run::*;\npub fn note() { start() }"),
        ("actions/run.rs", "use super::note;\npub fn start() { note() }"),
    ]);
    assert_eq!(found.len(), 1, "{found:?}");
    // Words in comments and sentences name nothing.
    let quiet = "// crate::data::read\nfn f() { g(\"crate::data::read\") }\npub struct Axis;";
    let found = read(&[
        ("lib.rs", "pub mod plot;\npub mod data;"),
        ("plot.rs", quiet),
        ("data.rs", "use crate::plot::Axis;\npub fn read(_: Axis) {}"),
    ]);
    assert!(found.is_empty(), "{found:?}");
}
