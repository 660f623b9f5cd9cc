//! What the coach suggests: that it can run, and what comes first.

use descent::config::advice::TableFacts;
use descent::config::{Activation, ExperimentConfig, Scaling};

use crate::support::{dense, dropout, sgd};
use crate::train::diagnosis::rules::{cases, sonar, told};

#[test]
fn suggestions_can_run_and_bring_no_advice() {
    let (table, before) = sonar();
    let column_stats = table.column_stats();
    let facts = TableFacts { schema: table.schema(), inputs: None, column_stats: &column_stats };
    let changes: [fn(&mut ExperimentConfig); 5] = [
        |_| {},
        |to| to.network.layers.clear(),
        |to| to.network.layers.insert(1, dropout(0.4)),
        |to| {
            to.data.scaling = Scaling::None;
            to.training.optimizer = sgd(0.9);
            to.training.learning_rate = 10.0;
        },
        |to| to.network.layers = vec![dense(4096, Activation::Tanh); 2],
    ];
    for (name, history, end, network, _) in cases() {
        for change in changes {
            let mut before = before.clone();
            change(&mut before);
            let advised = before.advice(&facts).len();
            for offer in told(&history, end, network.as_ref(), change).suggestions {
                assert_ne!(offer.result, before, "{name}: {}", offer.label);
                assert!(offer.result.check(table.schema()).is_ok(), "{name}: {}", offer.label);
                assert!(offer.result.advice(&facts).len() <= advised, "{name}: {}", offer.label);
                assert_eq!(offer.result.seed, before.seed, "the same start");
            }
        }
    }
}

#[test]
fn dropout_comes_behind_every_hidden_layer() {
    let (.., history, end, network, _) = cases().swap_remove(3);
    let offered = |change: fn(&mut ExperimentConfig)| {
        let offers = told(&history, end, network.as_ref(), change).suggestions;
        let offers = offers.into_iter().filter(|offer| offer.label.contains("Dropout"));
        offers.map(|offer| (offer.label, offer.result.network.layers)).collect::<Vec<_>>()
    };
    let relu = dense(64, Activation::Relu);
    let behind_each = |rate| vec![relu.clone(), dropout(rate), relu.clone(), dropout(rate)];
    let add = |rate: f64| (format!("Add Dropout {rate}"), behind_each(rate));
    assert_eq!(offered(|_| {}), [add(0.3), add(0.5)]);
    let raised = vec![relu.clone(), dropout(0.5), relu.clone()];
    assert_eq!(
        offered(|to| to.network.layers.insert(1, dropout(0.3))),
        [("Raise Dropout to 0.5".to_owned(), raised)]
    );
}

/// What keeps the best epoch of the run comes first, unless it is done already.
#[test]
fn stopping_early_is_the_first_thing_to_try_against_overfitting() {
    let (.., history, end, network, _) = cases().swap_remove(3);
    let first = |change: fn(&mut ExperimentConfig)| {
        told(&history, end, network.as_ref(), change).suggestions.swap_remove(0)
    };
    let offer = first(|_| {});
    let training = &offer.result.training;
    assert_eq!(offer.label, "Stop early");
    assert!(training.early_stopping && training.stopping.restore_best_weights);
    // A bump as long as a quarter of the run is waited out.
    assert_eq!((training.stopping.patience, training.epochs), (25, 100));
    let stops = |to: &mut ExperimentConfig| {
        to.training.early_stopping = true;
        to.training.stopping.restore_best_weights = true;
    };
    assert_ne!(first(stops).label, "Stop early");
}
