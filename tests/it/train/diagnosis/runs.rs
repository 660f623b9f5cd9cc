//! The coach on recorded runs: precision per verdict on those held out, and flicker.

use std::fmt::Write;

use descent::config::advice::TableFacts;
use descent::train::diagnosis::{Diagnosis, DummyBaseline, Evidence, Verdict, diagnose};

use crate::train::diagnosis::labels::label;
use crate::train::diagnosis::record::{Recorded, prepared, recorded};
use crate::train::diagnosis::set::{Kind, kinds};

/// What the coach says of each prefix of a run, and at its end.
fn verdicts(run: &Recorded, kind: &Kind) -> (DummyBaseline, Vec<Diagnosis>) {
    let (table, experiment, dataset) = prepared(kind, run.seed);
    let column_stats = table.column_stats();
    let inputs = Some(dataset.inputs() as u64);
    let facts = TableFacts { schema: table.schema(), inputs, column_stats: &column_stats };
    let dummy = DummyBaseline::new(&experiment, &dataset);
    let at = |epochs: usize, is_over: bool| {
        let history = run.history(epochs);
        diagnose(&Evidence {
            experiment: &experiment,
            table: &facts,
            history: &history,
            end: is_over.then_some(run.end),
            dummy: &dummy,
            network: run.look(epochs),
        })
    };
    let epochs = run.epochs();
    let said = (1..=epochs).map(|prefix| at(prefix, false)).chain([at(epochs, true)]).collect();
    (dummy, said)
}

/// How often a verdict begins in a run, the one that does most often.
fn flicker(verdicts: &[Diagnosis]) -> usize {
    let told: Vec<Verdict> = verdicts.iter().map(|one| one.verdict).collect();
    let begins = |verdict: &Verdict| {
        let again = told.windows(2).filter(|two| two[0] != two[1] && two[1] == *verdict).count();
        again + usize::from(told.first() == Some(verdict))
    };
    Verdict::ALL.iter().map(begins).max().unwrap_or_default()
}

struct Judged {
    run: Recorded,
    label: Option<Verdict>,
    verdict: Verdict,
    flicker: usize,
}

fn judge_all() -> Vec<Judged> {
    let recorded = recorded();
    let mut judged = Vec::new();
    for kind in kinds() {
        let runs: Vec<&Recorded> = recorded.iter().filter(|run| run.name == kind.name).collect();
        assert_eq!(runs.len(), 3, "{}: the file is older than the kinds", kind.name);
        let said: Vec<_> = runs.iter().map(|run| verdicts(run, &kind)).collect();
        let three: Vec<_> =
            runs.iter().zip(&said).map(|(&run, (dummy, _))| (run, dummy.loss)).collect();
        for (run, (_, said)) in runs.iter().zip(&said) {
            let verdict = said.last().unwrap().verdict;
            let label = label(&kind, run, &three);
            let run = (*run).clone();
            judged.push(Judged { label, verdict, flicker: flicker(said), run });
        }
    }
    judged
}

fn table(title: &str, judged: &[&Judged]) -> String {
    let mut text = format!("{title}:\n\n| Label \\ verdict |");
    for verdict in Verdict::ALL {
        write!(text, " {verdict:?} |").unwrap();
    }
    text.push_str("\n| --- |");
    text.push_str(&" ---: |".repeat(Verdict::ALL.len()));
    for label in Verdict::ALL {
        write!(text, "\n| {label:?} |").unwrap();
        for verdict in Verdict::ALL {
            let is_here = |one: &&&Judged| one.label == Some(label) && one.verdict == verdict;
            write!(text, " {} |", judged.iter().filter(is_here).count()).unwrap();
        }
    }
    text.push_str("\n\n");
    text
}

/// At least nine of ten are right of each verdict, and no verdict begins more than twice in
/// a run. docs/COACH.md has the tables.
#[test]
fn verdicts_are_right_on_runs_that_were_held_out() {
    let judged = judge_all();
    let labelled: Vec<&Judged> = judged.iter().filter(|one| one.label.is_some()).collect();
    let (held_out, tuned): (Vec<&Judged>, Vec<&Judged>) =
        labelled.iter().copied().partition(|one| one.run.is_held_out());
    let tables = [table("Held out", &held_out), table("Tuned on", &tuned)];
    let mut report = tables.concat();
    for one in labelled.iter().filter(|one| Some(one.verdict) != one.label) {
        let Judged { run: Recorded { name, seed, .. }, label, verdict, .. } = one;
        writeln!(report, "{name} ({seed}): {label:?}, said {verdict:?}").unwrap();
    }
    println!("{report}");
    for verdict in Verdict::ALL {
        let said: Vec<_> = held_out.iter().filter(|one| one.verdict == verdict).collect();
        let right = said.iter().filter(|one| one.label == Some(verdict)).count();
        assert!(!said.is_empty(), "{verdict:?} is never said");
        assert!(10 * right >= 9 * said.len(), "{verdict:?}: {right} of {}\n{report}", said.len());
    }
    assert!(held_out.len() >= 60, "{}", held_out.len());
    let most = judged.iter().max_by_key(|one| one.flicker).unwrap();
    assert!(most.flicker <= 2, "{} ({}): {}", most.run.name, most.run.seed, most.flicker);
    for table in tables {
        assert!(doc().contains(&table), "docs/COACH.md has another table than\n{table}");
    }
}

/// What is written of the coach.
pub fn doc() -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/COACH.md");
    std::fs::read_to_string(path).unwrap()
}
