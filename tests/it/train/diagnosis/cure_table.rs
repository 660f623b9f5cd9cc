//! How often a cure that was shown holds from a fresh start: docs/COACH.md has the table.
//!
//! `WRITE_CURES=1 cargo test --test it -- the_cures_are_what_training_shows --ignored` trains
//! it anew.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use descent::config::Activation::Relu;
use descent::config::ExperimentConfig;
use descent::train::diagnosis::{Cure, diagnose, try_cures};

use crate::support::dense;
use crate::train::diagnosis::cures::Ran;
use crate::train::diagnosis::record::table_for;
use crate::train::diagnosis::runs::doc;
use crate::train::diagnosis::set::{Kind, Rule, kinds, on};

/// Seeds of the runs, and what is added for the fresh one.
const SEEDS: [u32; 2] = [43, 44];
const FRESH: u32 = 1000;
/// Cures that the page shows.
const SHOWN: usize = 3;

/// Two Dense of so many units on the Gallery's sets, for so many epochs.
const WIDE: [(&str, u32, u32); 12] = [
    ("sonar", 64, 200),
    ("diabetes", 64, 200),
    ("wine-cultivar", 64, 200),
    ("ionosphere", 64, 200),
    ("breast-cancer", 64, 200),
    ("cereals", 64, 200),
    ("penguins", 64, 200),
    ("titanic", 64, 200),
    ("auto-mpg", 64, 200),
    ("iris", 64, 200),
    ("cereals", 256, 200),
    ("sonar", 256, 60),
];
/// One layer, of the recorded kinds.
const SMALL: [&str; 9] = [
    "sonar: 8 for 120 epochs",
    "sonar: 4 for 400 epochs",
    "diabetes: 16 for 150 epochs",
    "diabetes: 8 for 500 epochs",
    "titanic: 16 for 300 epochs",
    "ionosphere: 8 for 300 epochs",
    "red-wine: 32 for 200 epochs",
    "breast-cancer: 8 for 300 epochs",
    "cereals: 8 for 800 epochs",
];

fn experiments() -> Vec<(String, ExperimentConfig)> {
    let wide = WIDE.map(|(set, units, epochs)| {
        let name = format!("{set}: {units}-{units} for {epochs} epochs");
        (name, on(set, epochs, vec![dense(units, Relu); 2]))
    });
    let is_in = |kind: &Kind| kind.rule != Rule::Oracle || SMALL.contains(&kind.name.as_str());
    let recorded = kinds().into_iter().filter(is_in);
    wide.into_iter().chain(recorded.map(|kind| (kind.name, kind.experiment))).collect()
}

/// A line for every cure that is shown: run, seed, verdict, place, change, starts, and the
/// validation losses of the fresh start, without and with it; "-" where it diverges. A run
/// without a cure has a line as well.
fn lines_of(name: &str, experiment: &ExperimentConfig, seed: u32) -> String {
    let mut experiment = experiment.clone();
    experiment.seed = seed;
    let ran = Ran::new(table_for(&experiment), &experiment);
    let diagnosis = ran.with_evidence(diagnose);
    if diagnosis.suggestions.is_empty() {
        return String::new();
    }
    let mut trials = ran.trials();
    try_cures(&mut trials, &ran.table, &mut || true);
    let cures = trials.report().cures;
    let verdict = diagnosis.verdict;
    let mut lines = String::new();
    if cures.is_empty() {
        writeln!(lines, "{name}\t{seed}\t{verdict:?}\t0").unwrap();
    }
    let fresh = |mut of: ExperimentConfig| {
        of.seed = seed + FRESH;
        let val_loss = Ran::new(table_for(&of), &of).val_loss();
        val_loss.map_or("-".to_owned(), |loss| format!("{loss:.6}"))
    };
    let before = if cures.is_empty() { String::new() } else { fresh(experiment) };
    for (place, cure) in (1..).zip(cures.iter().take(SHOWN)) {
        let Cure { suggestion, won, .. } = cure;
        let after = fresh(suggestion.result.clone());
        let label = &suggestion.label;
        writeln!(lines, "{name}\t{seed}\t{verdict:?}\t{place}\t{label}\t{won}\t{before}\t{after}")
            .unwrap();
    }
    lines
}

fn path() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cures.tsv")
}

#[test]
#[ignore = "trains for minutes"]
fn the_cures_are_what_training_shows() {
    let mut lines = String::new();
    for (name, experiment) in experiments() {
        let start = std::time::Instant::now();
        for seed in SEEDS {
            lines.push_str(&lines_of(&name, &experiment, seed));
        }
        println!("{name}: {:.1} s", start.elapsed().as_secs_f64());
    }
    if std::env::var_os("WRITE_CURES").is_some() {
        std::fs::write(path(), &lines).unwrap();
    }
    assert!(std::fs::read_to_string(path()).unwrap() == lines, "run it with WRITE_CURES=1");
}

/// Of something shown, how often it held.
#[derive(Debug, Clone, Copy, Default)]
struct Held {
    lower: usize,
    of: usize,
}

impl Held {
    fn count(&mut self, is_lower: bool) {
        self.of += 1;
        self.lower += usize::from(is_lower);
    }
}

/// Of one verdict.
#[derive(Debug, Default)]
struct OfVerdict {
    runs: usize,
    first: Held,
    all: Held,
    changes: BTreeMap<String, Held>,
}

/// The change without its figures: what is one kind of change.
fn kind_of(label: &str) -> String {
    let is_word = |word: &&str| !word.contains(|letter: char| letter.is_ascii_digit());
    label.split(' ').filter(is_word).collect::<Vec<_>>().join(" ")
}

/// The first cure shown lowers the validation loss at the end from a seed that nobody tried in
/// nine of ten runs that overfit, and in nine of ten of all.
#[test]
fn the_first_cure_holds_from_a_fresh_start() {
    let text = std::fs::read_to_string(path()).unwrap();
    let mut verdicts: BTreeMap<&str, OfVerdict> = BTreeMap::new();
    for line in text.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let of = verdicts.entry(fields[2]).or_default();
        of.runs += usize::from(matches!(fields[3], "0" | "1"));
        if fields[3] == "0" {
            continue;
        }
        let loss = |field: &str| field.parse::<f64>().unwrap_or(f64::INFINITY);
        let is_lower = loss(fields[7]) < loss(fields[6]);
        if fields[3] == "1" {
            of.first.count(is_lower);
        }
        of.all.count(is_lower);
        of.changes.entry(kind_of(fields[4])).or_default().count(is_lower);
    }
    let mut table = "| Verdict | Runs | With a cure | First cure lower | All shown lower |\n| --- | ---: | ---: | ---: | ---: |\n".to_owned();
    let mut changes =
        "| Verdict | Change | Shown | Lower |\n| --- | --- | ---: | ---: |\n".to_owned();
    for (verdict, OfVerdict { runs, first, all, changes: by_change }) in &verdicts {
        writeln!(
            table,
            "| {verdict} | {runs} | {} | {} of {} | {} of {} |",
            first.of, first.lower, first.of, all.lower, all.of
        )
        .unwrap();
        for (change, held) in by_change {
            writeln!(changes, "| {verdict} | {change} | {} | {} |", held.of, held.lower).unwrap();
        }
    }
    println!("{table}\n{changes}");
    let overfitting = verdicts["Overfitting"].first;
    let all = verdicts.values().map(|of| of.first);
    let all = all.fold(Held::default(), |sum, one| Held {
        lower: sum.lower + one.lower,
        of: sum.of + one.of,
    });
    for held in [overfitting, all] {
        assert!(10 * held.lower >= 9 * held.of && held.of >= 20, "{held:?}");
    }
    for table in [table, changes] {
        assert!(doc().contains(&table), "docs/COACH.md has another table than\n{table}");
    }
}
