//! What sets of the Gallery and made tables start with.

use descent::config::{
    DataSource, ExperimentConfig, Metric, ReadingConfig, Shape, SyntheticConfig, TableSchema, Task,
    share,
};
use descent::data::{Dataset, Table, gallery, import, synthesize, synthetic};
use descent::train::{Figures, fit};

use crate::data::synthetic::shapes;

/// The figures of an experiment's own run, epoch by epoch.
fn run(experiment: &ExperimentConfig, table: &Table) -> Vec<Figures> {
    let checked = experiment.check(table.schema()).unwrap();
    let mut epochs = Vec::new();
    fit(&checked, Dataset::prepare(table, &checked).unwrap(), |report| {
        epochs.push(report.figures.clone());
    });
    epochs
}

/// Those of the epoch with the lowest validation loss.
fn best(epochs: &[Figures]) -> &Figures {
    epochs.iter().min_by(|a, b| a.val_loss.total_cmp(&b.val_loss)).unwrap()
}

/// A set's own start, for at most `epochs` epochs.
fn run_set(id: &str, epochs: u32) -> Vec<Figures> {
    let set = gallery::find(id).unwrap();
    let mut experiment = gallery::experiment(set);
    experiment.training.epochs = experiment.training.epochs.min(epochs);
    run(&experiment, &import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table)
}

/// Guessing the mean or the most frequent class, and a linear model, as scikit-learn
/// measured them: mean absolute error, or accuracy. The start must come to `reached`.
#[test]
fn every_set_starts_better_than_guessing() {
    let cases = [
        // id, epochs, guessing, linear model, reached
        ("red-wine", 100, 0.624, 0.499, 0.56),
        ("cereals", 100, 46.7, 27.1, 10.0),
        ("concrete", 20, 12.9, 8.30, 6.0),
        ("auto-mpg", 50, 6.57, 2.40, 2.4),
        ("bike-rentals", 10, 105.0, 82.7, 75.0),
        ("diabetes", 50, 60.8, 43.5, 50.0),
        ("ionosphere", 200, 0.641, 0.887, 0.90),
        ("sonar", 40, 0.531, 0.794, 0.82),
        ("breast-cancer", 20, 0.628, 0.961, 0.96),
        ("titanic", 40, 0.618, 0.779, 0.79),
        ("credit-default", 25, 0.963, 0.971, 0.965),
        ("iris", 50, 0.333, 0.985, 0.92),
        ("penguins", 20, 0.442, 0.997, 0.98),
        ("wine-cultivar", 50, 0.403, 0.988, 0.96),
        ("digits", 10, 0.100, 0.958, 0.94),
    ];
    let ids: Vec<_> = gallery::SETS.iter().map(|set| set.id).collect();
    assert_eq!(ids, cases.map(|case| case.0));
    for (id, epochs, guessing, linear, reached) in cases {
        let metric = best(&run_set(id, epochs)).val_metrics[0];
        let is_error = gallery::find(id).unwrap().task == Task::Regression;
        let is_better = |a: f64, b: f64| if is_error { a < b } else { a > b };
        assert!(is_better(metric, reached), "{id}: {metric}, not {reached}");
        assert!(is_better(reached, guessing) && is_better(linear, guessing), "{id}");
    }
}

#[test]
fn overfitting_shows_where_it_is_the_lesson() {
    for id in ["sonar", "diabetes"] {
        let epochs = run_set(id, u32::MAX);
        let (lowest, last) = (best(&epochs), epochs.last().unwrap());
        assert!(last.loss < 0.9 * lowest.loss, "{id}: training goes on");
        assert!(last.val_loss > 1.02 * lowest.val_loss, "{id}: validation does not");
    }
}

#[test]
fn depth_pays_where_it_is_the_lesson() {
    let set = gallery::find("concrete").unwrap();
    let table = import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
    let mut linear = gallery::experiment(set);
    linear.network.layers.clear();
    linear.training.learning_rate = 0.1;
    linear.training.epochs = 40;
    let linear = best(&run(&linear, &table)).val_loss;
    let deep = best(&run_set("concrete", 20)).val_loss;
    assert!(deep < 0.75 * linear, "{deep} and {linear}");
}

#[test]
fn guessing_no_is_seen_through_by_recall() {
    let epochs = run_set("credit-default", 50);
    let set = gallery::find("credit-default").unwrap();
    assert_eq!(gallery::experiment(set).training.metrics, [Metric::Precision, Metric::Recall]);
    let last = epochs.last().unwrap();
    assert!(last.val_metrics[0] > 0.96 && last.val_metrics[2] < 0.6, "{last:?}");
}

#[test]
fn every_start_survives_its_link() {
    for set in &gallery::SETS {
        let experiment = gallery::experiment(set);
        assert_eq!(experiment.data.source, DataSource::Gallery { id: set.id.to_owned() });
        assert_eq!(share::decode(&share::encode(&experiment)), Ok(experiment));
    }
}

#[test]
fn every_start_learns_its_shape() {
    for shape in shapes().into_iter().filter(|shape| !matches!(shape, Shape::Painted { .. })) {
        let config = SyntheticConfig::new(shape);
        let made = synthesize(&config).unwrap();
        let experiment = synthetic::experiment(config);
        let label = &experiment.title;
        let epochs = run(&experiment, &made.table);
        let (loss, metric) = (best(&epochs).val_loss, best(&epochs).val_metrics[0]);
        match experiment.data.task {
            // The noise's variance is what no network can learn.
            Task::Regression => assert!(loss < 0.02, "{label}: mean squared error {loss}"),
            _ => assert!(metric > 0.85, "{label}: accuracy {metric}"),
        }
    }
}

#[test]
fn a_start_speaks_of_its_own_table() {
    for shape in shapes() {
        let experiment = synthetic::experiment(SyntheticConfig::new(shape.clone()));
        let schema: TableSchema =
            synthesize(&SyntheticConfig::new(shape.clone())).unwrap().table.schema().clone();
        assert!(schema.column(&experiment.data.target).is_some(), "{shape:?}");
        assert_eq!(experiment.data.task, shape.task());
        assert_eq!(experiment.check_settings(), Ok(()), "{shape:?}");
        assert_eq!(share::decode(&share::encode(&experiment)), Ok(experiment));
    }
}
