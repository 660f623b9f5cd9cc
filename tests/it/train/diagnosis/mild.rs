//! Runs that turn slightly, and long ones: small networks trained for longer than serves.
//!
//! Each is labelled by the oracle alone, and many end where it says neither.

use descent::config::Activation::Relu;
use descent::data::gallery;

use crate::support::dense;
use crate::train::diagnosis::set::{Kind, Rule, on};

/// A set, the units of its only hidden layer, and after how many epochs it ends.
const SMALL: [(&str, u32, &[u32]); 27] = [
    ("red-wine", 16, &[150, 600]),
    ("red-wine", 32, &[200]),
    ("concrete", 32, &[300, 1_000]),
    ("auto-mpg", 16, &[300, 1_000]),
    ("auto-mpg", 32, &[150]),
    ("diabetes", 8, &[200, 500]),
    ("diabetes", 16, &[150]),
    ("titanic", 8, &[200]),
    ("titanic", 16, &[100, 300]),
    ("sonar", 4, &[150, 400]),
    ("sonar", 8, &[120]),
    ("ionosphere", 4, &[200]),
    ("ionosphere", 8, &[100, 300]),
    ("breast-cancer", 4, &[150]),
    ("breast-cancer", 8, &[100, 300]),
    ("wine-cultivar", 8, &[150, 500]),
    ("iris", 8, &[400]),
    ("two_moons", 16, &[400]),
    ("bike-rentals", 16, &[60, 150]),
    ("bike-rentals", 64, &[80]),
    ("cereals", 8, &[300, 800]),
    ("credit-default", 8, &[100]),
    ("credit-default", 16, &[60, 150]),
    ("digits", 16, &[60, 150]),
    ("penguins", 8, &[300, 800]),
    ("polynomial", 16, &[400, 1_000]),
    ("polynomial", 64, &[600]),
];

/// The same, for long.
const LONG: [(&str, u32, u32); 14] = [
    ("iris", 4, 100_000),
    ("iris", 16, 20_000),
    ("sonar", 2, 10_000),
    ("wine-cultivar", 4, 20_000),
    ("auto-mpg", 4, 20_000),
    ("auto-mpg", 8, 5_000),
    ("diabetes", 4, 5_000),
    ("two_moons", 8, 20_000),
    ("xor", 8, 10_000),
    ("cereals", 2, 100_000),
    ("cereals", 8, 10_000),
    ("penguins", 4, 20_000),
    ("polynomial", 4, 50_000),
    ("polynomial", 16, 10_000),
];

/// All of them. Three runs each.
pub fn mild_kinds() -> Vec<Kind> {
    let mut kinds = Vec::new();
    let mut add = |set: &'static str, what: String, experiment| {
        kinds.push(Kind { name: format!("{set}: {what}"), rule: Rule::Oracle, experiment });
    };
    for (set, units, ends) in SMALL {
        for &epochs in ends {
            let experiment = on(set, epochs, vec![dense(units, Relu)]);
            add(set, format!("{units} for {epochs} epochs"), experiment);
        }
    }
    for (set, units, epochs) in LONG {
        let experiment = on(set, epochs, vec![dense(units, Relu)]);
        add(set, format!("{units} for {epochs} epochs"), experiment);
    }
    // What the README has one try first, as the Gallery prepares it, without early stopping.
    for epochs in [300, 600, 1_200, 2_500, 5_000] {
        let mut experiment = gallery::experiment(gallery::find("red-wine").unwrap());
        experiment.network.layers = vec![dense(16, Relu)];
        experiment.training.batch_size = 32;
        experiment.training.early_stopping = false;
        experiment.training.epochs = epochs;
        add("red-wine", format!("the README's first try for {epochs} epochs"), experiment);
    }
    kinds
}

/// Whether a run is of these, by its name.
pub fn is_mild(name: &str) -> bool {
    name.ends_with(" epochs") && name.contains(" for ")
}
