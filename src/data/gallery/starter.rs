//! What a set of the Gallery starts with.

use crate::config::{DataSource, ExperimentConfig, Loss, Metric};
use crate::data::gallery::GallerySet;
use crate::data::starter::StarterExperiment;
use crate::text::shown;

/// A ready experiment on a set, before its table is loaded: a network and a training that
/// show the set's lesson at the first click.
///
/// Checked by `tests/it/data/starts.rs::every_set_starts_better_than_guessing`.
pub fn experiment(set: &GallerySet) -> ExperimentConfig {
    let source = DataSource::Gallery { id: set.id.to_owned() };
    let mut experiment = start(set).experiment(shown(set.title), source, set.target, set.task);
    if set.id == "credit-default" {
        // Accuracy says nothing there.
        experiment.training.metrics = vec![Metric::Precision, Metric::Recall];
    }
    experiment.data.ignored = set.ignored.iter().map(|&name| name.to_owned()).collect();
    experiment
}

fn start(set: &GallerySet) -> StarterExperiment {
    let start =
        StarterExperiment { loss: Loss::for_task(set.task)[0], ..StarterExperiment::LINEAR };
    let classes = |units, learning_rate, epochs, patience| StarterExperiment {
        units,
        learning_rate,
        epochs,
        patience,
        ..start
    };
    // The mean absolute error is in the target's own units, and takes outliers lightly.
    let absolute = StarterExperiment { loss: Loss::MeanAbsoluteError, ..start };
    match set.id {
        "red-wine" => StarterExperiment { units: &[16], patience: 20, ..start },
        "cereals" => StarterExperiment {
            optimizer: StarterExperiment::SGD,
            learning_rate: 0.01,
            batch_size: 8,
            ..start
        },
        "auto-mpg" => StarterExperiment {
            units: &[64, 64],
            optimizer: StarterExperiment::SGD,
            learning_rate: 0.02,
            batch_size: 64,
            ..absolute
        },
        "diabetes" => {
            StarterExperiment { units: &[64, 64], learning_rate: 0.003, epochs: 150, ..absolute }
        }
        "concrete" | "bike-rentals" => {
            StarterExperiment { units: &[64, 64], learning_rate: 0.005, ..absolute }
        }
        "ionosphere" => classes(&[32, 32], 0.001, 200, 10),
        "sonar" => classes(&[64, 64], 0.001, 100, 0),
        "credit-default" => classes(&[8], 0.003, 50, 0),
        "titanic" => classes(&[16], 0.003, 100, 20),
        "digits" => classes(&[64], 0.003, 50, 0),
        _ => classes(&[8], 0.01, 50, 0),
    }
}
