//! Runs that diverge: no number on the way that is none, a stop at once, a suggestion that helps.

use std::fmt::Write;

use descent::config::advice::TableFacts;
use descent::config::{
    Activation, CheckedExperiment, DataSource, ExperimentConfig, LayerConfig, Optimizer, Scaling,
};
use descent::data::{Dataset, Table};
use descent::train::diagnosis::{DummyBaseline, Evidence, Verdict, diagnose};
use descent::train::{EpochReport, History, StopReason, fit};

use crate::support::{dense, sgd};
use crate::train::diagnosis::set::table_of;

const EPOCHS: u32 = 8;

/// What a run came to.
struct Run {
    reports: Vec<EpochReport>,
    end: StopReason,
}

fn run(checked: &CheckedExperiment, dataset: Dataset) -> Run {
    let mut reports = Vec::new();
    let outcome = fit(checked, dataset, |report| reports.push(report.clone()));
    for report in &reports {
        let figures = &report.figures;
        let all = [figures.loss, figures.val_loss, figures.logged_loss].into_iter();
        let all = all.chain(figures.metrics.iter().chain(&figures.val_metrics).copied());
        assert!(all.into_iter().all(f64::is_finite), "{report:?}");
    }
    Run { reports, end: outcome.reason }
}

/// Learning rate, optimizer, activation, whether anything is scaled.
fn experiments(set: &str, table: &Table) -> Vec<ExperimentConfig> {
    let mut all = Vec::new();
    let optimizers = [
        sgd(0.0),
        sgd(0.9),
        Optimizer::ADAM,
        Optimizer::RMS_PROP,
        Optimizer::ADAGRAD,
        Optimizer::NADAM,
    ];
    for optimizer in optimizers {
        for activation in Activation::ALL {
            for learning_rate in [0.01, 0.1, 1.0, 10.0] {
                for is_scaled in [true, false] {
                    let source = DataSource::Gallery { id: set.to_owned() };
                    let mut experiment = ExperimentConfig::propose(set, source, table.schema());
                    experiment.network.layers = vec![dense(16, activation); 2];
                    let scaling = if is_scaled { Scaling::Standard } else { Scaling::None };
                    experiment.data.scaling = scaling;
                    if experiment.data.task == descent::config::Task::Regression {
                        experiment.data.preparation.target_scaling = scaling;
                    }
                    let training = &mut experiment.training;
                    (training.optimizer, training.learning_rate) = (optimizer, learning_rate);
                    training.epochs = EPOCHS;
                    training.early_stopping = false;
                    all.push(experiment);
                }
            }
        }
    }
    all
}

fn activations(experiment: &ExperimentConfig) -> Vec<&'static str> {
    let layers = experiment.network.layers.iter();
    let of = |layer: &LayerConfig| match layer {
        LayerConfig::Dense(dense) => dense.activation.name(),
        _ => "",
    };
    layers.map(of).collect()
}

#[derive(Default)]
struct Counts {
    runs: usize,
    diverged: usize,
    mended: usize,
}

/// Every diverged run stops in the epoch in which it diverged; its first suggestion, trained
/// anew, gives finite and falling loss in 95 of 100 cases.
#[test]
fn diverged_runs_stop_at_once_and_their_first_suggestion_helps() {
    let mut text = String::new();
    let mut all = Counts::default();
    let mut failed = String::new();
    for set in ["auto-mpg", "iris", "sine"] {
        let table = table_of(set);
        let column_stats = table.column_stats();
        let facts =
            TableFacts { schema: table.schema(), inputs: None, column_stats: &column_stats };
        let mut of_set = [Counts::default(), Counts::default()];
        for experiment in experiments(set, &table) {
            let counts = &mut of_set[usize::from(experiment.data.scaling == Scaling::None)];
            counts.runs += 1;
            let checked = experiment.check(table.schema()).unwrap();
            let dataset = Dataset::prepare(&table, &checked).unwrap();
            let dummy = DummyBaseline::new(&checked, &dataset);
            let Run { reports, end } = run(&checked, dataset);
            let StopReason::Diverged { epoch } = end else { continue };
            assert_eq!(epoch as usize, reports.len() + 1, "it stops in that epoch");
            counts.diverged += 1;
            let mut history = History::default();
            history.extend(&reports);
            let said = diagnose(&Evidence {
                experiment: &checked,
                table: &facts,
                history: &history,
                end: Some(end),
                dummy: &dummy,
                network: None,
            });
            assert_eq!(said.verdict, Verdict::Diverging);
            let words = [said.evidence.concat(), said.sentence.clone()].concat();
            assert!(!words.contains("NaN") && !words.contains("inf"), "{words}");
            let suggestion = &said.suggestions[0];
            let mended = suggestion.result.check(table.schema()).unwrap();
            let again = run(&mended, Dataset::prepare(&table, &mended).unwrap());
            let losses: Vec<f64> = again.reports.iter().map(|report| report.figures.loss).collect();
            let falls = losses.len() == EPOCHS as usize && losses[losses.len() - 1] < losses[0];
            counts.mended += usize::from(falls);
            if !falls {
                let training = &experiment.training;
                let activation = activations(&experiment);
                let to = (training.optimizer.label(), training.learning_rate);
                writeln!(failed, "{set} {to:?} {activation:?}: {} {losses:?}", suggestion.label)
                    .unwrap();
            }
        }
        for (counts, name) in of_set.iter().zip(["scaled", "as it is"]) {
            let Counts { runs, diverged, mended } = counts;
            writeln!(text, "| {set}, {name} | {runs} | {diverged} | {mended} |").unwrap();
            all.runs += runs;
            all.diverged += diverged;
            all.mended += mended;
        }
    }
    let Counts { runs, diverged, mended } = all;
    writeln!(text, "| all | {runs} | {diverged} | {mended} |").unwrap();
    println!("{text}\n{failed}");
    assert!(diverged > 100, "{text}");
    assert!(100 * mended >= 95 * diverged, "{text}\n{failed}");
    // In float64 less leaves the range of numbers.
    if cfg!(not(feature = "float64")) {
        let doc = crate::train::diagnosis::runs::doc();
        assert!(doc.contains(&text), "docs/COACH.md has another table than\n{text}");
    }
}
