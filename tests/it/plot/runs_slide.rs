//! The picture of runs that is taken away.

use descent::config::Metric;
use descent::export::NamedHistory;
use descent::plot::runs_slide::{Slide, draw_run, draw_runs};
use descent::plot::{ChartOptions, Stopped, YScale};
use descent::train::History;

use crate::support::report;

fn run(name: &str, metrics: &[Metric], lift: f64) -> NamedHistory {
    let mut history = History::default();
    for epoch in 1..=30 {
        let loss = 1.0 / f64::from(epoch);
        history.push(&report(epoch, [loss, loss + lift, loss * 1.5], [1.0 - loss, 0.5]));
    }
    if metrics.is_empty() {
        (history.metrics, history.val_metrics) = (Vec::new(), Vec::new());
    }
    NamedHistory { name: name.to_owned(), metrics: metrics.to_vec(), history }
}

fn drawn(slide: Slide, runs: Vec<NamedHistory>) -> String {
    draw_runs(&slide, &runs)
}

fn loss() -> Slide {
    Slide {
        title: "Iris <3 & more: loss".to_owned(),
        axis: "Loss".to_owned(),
        best_epoch: Some(30),
        stopped: Some(Stopped { epoch: 30, restored: true }),
        ..Slide::default()
    }
}

#[test]
fn a_slide_names_the_axes_and_every_run() {
    let runs = vec![run("dropout 0.3", &[], 0.1), run("baseline", &[], 0.3)];
    let svg = drawn(loss(), runs);
    for words in [
        "Iris &lt;3 &amp; more: loss",
        "\nLoss\n",
        "\nEpoch\n",
        "dropout 0.3: training",
        "dropout 0.3: validation",
        "\nbaseline\n",
        "best epoch 30",
        "weights restored from epoch 30",
    ] {
        assert!(svg.contains(words), "{words}: {svg}");
    }
    assert!(svg.starts_with("<svg width=\"1280\" height=\"720\"") && !svg.contains("NaN"));
}

#[test]
fn a_run_alone_has_its_names_at_the_ends_of_its_lines() {
    let svg = draw_run(&loss(), &run("a", &[], 0.1), (700, 300));
    assert!(svg.starts_with("<svg width=\"700\" height=\"300\""), "{svg}");
    for words in ["\ntraining\n", "\nvalidation\n", "\nLoss\n", "best epoch 30"] {
        assert!(svg.contains(words), "{words}: {svg}");
    }
    assert!(!svg.contains("Iris"), "{svg}");
}

#[test]
fn a_run_that_does_not_measure_the_figure_has_no_line() {
    let lines = |svg: &str| svg.matches("<polyline").count();
    let accuracy = Slide { metric: Some(Metric::Accuracy), axis: "Accuracy".to_owned(), ..loss() };
    let with = |metrics: &[Metric]| {
        let runs = vec![run("a", &[Metric::Accuracy], 0.1), run("b", metrics, 0.1)];
        drawn(accuracy.clone(), runs)
    };
    assert!(lines(&with(&[Metric::Accuracy])) > lines(&with(&[])));
}

#[test]
fn readings_scales_and_grounds_differ() {
    let picture = |slide| drawn(slide, vec![run("a", &[], 0.1)]);
    let plain = picture(loss());
    let log = ChartOptions { scale: YScale::Log, ..ChartOptions::default() };
    for other in [
        Slide { as_logged: true, ..loss() },
        Slide { is_dark: true, ..loss() },
        Slide { options: log, ..loss() },
    ] {
        assert_ne!(picture(other), plain);
    }
    assert_eq!(drawn(loss(), Vec::new()), "", "without a run");
}
