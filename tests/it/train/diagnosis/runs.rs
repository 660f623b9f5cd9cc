//! The coach on recorded runs: precision per verdict on those held out, and flicker.

use std::fmt::Write;

use descent::config::advice::TableFacts;
use descent::train::diagnosis::{Diagnosis, DummyBaseline, Evidence, Verdict, diagnose};

use crate::train::diagnosis::labels::label;
use crate::train::diagnosis::mild::is_mild;
use crate::train::diagnosis::record::{Recorded, prepared, recorded};
use crate::train::diagnosis::set::{Kind, kinds};

/// Prefixes of a run that are looked at: all of a short one, of others about so many.
const PREFIXES: usize = 40;

fn is_looked_at(prefix: usize, of: usize) -> bool {
    prefix == of || prefix.is_multiple_of(of.div_ceil(PREFIXES))
}

/// What the coach says of each prefix of a run, and at its end.
fn verdicts(run: &Recorded, kind: &Kind) -> (DummyBaseline, Vec<Diagnosis>) {
    let (table, experiment, dataset) = prepared(kind, run.seed);
    let column_stats = table.column_stats();
    let inputs = Some(dataset.inputs() as u64);
    let facts = TableFacts { schema: table.schema(), inputs, column_stats: &column_stats };
    let dummy = DummyBaseline::new(&experiment, &dataset);
    let at = |epochs: usize, is_over: bool| {
        let (history, network) = (run.history(epochs), run.look(epochs));
        diagnose(&Evidence {
            experiment: &experiment,
            table: &facts,
            history: &history,
            end: is_over.then_some(run.end),
            dummy: &dummy,
            network: network.as_ref(),
        })
    };
    let kept = run.kept();
    let prefixes = (1..=kept).filter(|kept_by_then| is_looked_at(*kept_by_then, kept));
    let said = prefixes.map(|prefix| at(prefix, false)).chain([at(kept, true)]).collect();
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

/// What of the evidence says the contrary of the verdict.
fn contradiction(said: &Diagnosis) -> Option<String> {
    let Diagnosis { verdict, sentence, evidence, .. } = said;
    let line = |words: &str| evidence.iter().find(|line| line.contains(words));
    let rose = line("far more than it jumps").or_else(|| line("clearly more than it jumps"));
    let level = line("by chance.").is_some() && rose.is_none();
    let jumps = line("From epoch to epoch training loss jumps by").map(|line| {
        let percent = line.split(" jumps by ").nth(1).unwrap().split(' ').next().unwrap();
        percent.replace(',', "").parse::<f64>().unwrap()
    });
    let holds = match verdict {
        Verdict::Overfitting => {
            let percent = number_after(sentence, " has risen by about ");
            let rise = rose.map(|line| {
                let (from, to) = (number_after(line, " rose from "), number_after(line, " to "));
                // Three digits of either leave so much open.
                let open = 0.8 + 0.02 * percent.unwrap_or(0.0);
                percent.is_none_or(|percent| {
                    let shown = 100.0 * (to.unwrap() / from.unwrap() - 1.0);
                    (shown - percent).abs() <= open || from.unwrap() <= 0.0
                })
            });
            rise == Some(true) && !level && line("Training loss fell").is_some()
        }
        Verdict::Fitting => {
            rose.is_none()
                || sentence.contains("has begun to rise")
                || sentence.contains("cannot memorize")
                || line("too short").is_some()
        }
        Verdict::TooNoisy => {
            let both_rose = sentence.contains("both losses have risen");
            (both_rose && rose.is_none() && !level)
                || sentence.contains("less only now")
                || jumps.is_none_or(|percent| percent >= 9.95)
        }
        Verdict::Underfitting => {
            number_after(sentence, "has learned only ").is_some_and(|percent| percent < 30.5)
        }
        _ => true,
    };
    (!holds).then(|| format!("{sentence} {}", evidence.join(" ")))
}

fn number_after(text: &str, words: &str) -> Option<f64> {
    let rest = text.split(words).nth(1)?;
    let digits = rest.split([' ', '%']).next()?.replace(',', "").replace('−', "-");
    digits.trim_end_matches(['.', ';']).parse().ok()
}

struct Judged {
    run: Recorded,
    label: Option<Verdict>,
    verdict: Verdict,
    flicker: usize,
    contradictions: Vec<String>,
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
            let contradictions = said.iter().filter_map(contradiction).collect();
            judged.push(Judged { label, verdict, flicker: flicker(said), contradictions, run });
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
    let (mild, other): (Vec<&Judged>, Vec<&Judged>) =
        held_out.iter().copied().partition(|one| is_mild(&one.run.name));
    let tables = [
        table("Held out, slight turns and long runs", &mild),
        table("Held out, all others", &other),
        table("Tuned on", &tuned),
    ];
    let mut report = tables.concat();
    for one in labelled.iter().filter(|one| Some(one.verdict) != one.label) {
        let Judged { run: Recorded { name, seed, .. }, label, verdict, .. } = one;
        writeln!(report, "{name} ({seed}): {label:?}, said {verdict:?}").unwrap();
    }
    println!("{report}");
    for verdict in Verdict::ALL {
        let labelled: Vec<_> = held_out.iter().filter(|one| one.label == Some(verdict)).collect();
        let found = labelled.iter().filter(|one| one.verdict == verdict).count();
        let (of, recall) = (labelled.len(), 10 * found >= 9 * labelled.len());
        assert!(recall, "{verdict:?}: {found} found of {of}\n{report}");
        let said: Vec<_> = held_out.iter().filter(|one| one.verdict == verdict).collect();
        let right = said.iter().filter(|one| one.label == Some(verdict)).count();
        assert!(!said.is_empty(), "{verdict:?} is never said");
        assert!(10 * right >= 9 * said.len(), "{verdict:?}: {right} of {}\n{report}", said.len());
    }
    let is_mild = |one: &&&Judged| is_mild(&one.run.name);
    let mild = labelled.iter().filter(is_mild).count();
    assert!(mild >= 60, "{mild}");
    let most = judged.iter().max_by_key(|one| one.flicker).unwrap();
    assert!(most.flicker <= 2, "{} ({}): {}", most.run.name, most.run.seed, most.flicker);
    let contradictions: Vec<_> = judged
        .iter()
        .flat_map(|one| one.contradictions.iter().map(move |said| (&one.run.name, said)))
        .collect();
    assert!(contradictions.is_empty(), "{}: {:#?}", contradictions.len(), contradictions.first());
    for table in tables {
        assert!(doc().contains(&table), "docs/COACH.md has another table than\n{table}");
    }
}

/// What is written of the coach.
pub fn doc() -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/COACH.md");
    std::fs::read_to_string(path).unwrap()
}
