//! Runs that are taken away as tables.

use descent::config::Metric;
use descent::export::{NamedHistory, histories_csv, histories_tsv, history_csv};
use descent::train::History;

use crate::support::report;

fn run(name: &str, metrics: &[Metric], first: u32) -> NamedHistory {
    let mut history = History::default();
    for epoch in first..first + 2 {
        let part = 1.0 / f64::from(epoch + 2);
        history.push(&report(epoch, [part, 2.0 * part, 3.0 * part], [0.5, 0.25]));
    }
    if metrics.is_empty() {
        (history.metrics, history.val_metrics) = (Vec::new(), Vec::new());
    }
    NamedHistory { name: name.to_owned(), metrics: metrics.to_vec(), history }
}

#[test]
fn one_run_is_written_as_ever() {
    let run = run("baseline", &[Metric::Accuracy], 1);
    let plain = history_csv(&run.history, &run.metrics);
    assert_eq!(histories_csv(&[run]), plain);
}

#[test]
fn several_runs_stand_below_each_other_under_their_names() {
    let runs = [
        run("baseline", &[Metric::Accuracy], 1),
        run("dropout 0.3, again", &[Metric::MeanAbsoluteError], 7),
    ];
    let lines = [
        "run,epoch,loss,val_loss,accuracy,val_accuracy,mean_absolute_error,val_mean_absolute_error,logged_loss",
        "baseline,1,0.3333333333333333,0.6666666666666666,0.5,0.25,,,1",
        "baseline,2,0.25,0.5,0.5,0.25,,,0.75",
        "\"dropout 0.3, again\",7,0.1111111111111111,0.2222222222222222,,,0.5,0.25,0.3333333333333333",
        "\"dropout 0.3, again\",8,0.1,0.2,,,0.5,0.25,0.30000000000000004",
    ];
    assert_eq!(histories_csv(&runs).lines().collect::<Vec<_>>(), lines);
}

#[test]
fn a_row_has_as_many_cells_as_the_head_whatever_the_name() {
    let runs = [run("a\tb\n\"c\", d", &[], 1), run("e", &[Metric::Accuracy], 1)];
    let table = histories_tsv(&runs);
    let cells: Vec<_> = table.lines().map(|line| line.split('\t').count()).collect();
    assert_eq!(cells, [7; 5], "{table}");
    assert!(table.contains("\na b  c   d\t1\t"), "{table}");
}
