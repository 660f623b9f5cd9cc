//! The course's networks by name.

use descent::config::templates::TEMPLATES;
use descent::config::{LayerKind, Task};
use descent::data::Dataset;
use descent::train::{StopReason, fit};

use crate::support::{checked, dataset, experiment, part};

/// Each passes the check and trains an epoch to finite figures, on every task.
#[test]
fn every_template_runs_on_every_task() {
    for template in &TEMPLATES {
        for task in Task::ALL {
            let mut experiment = experiment(task, 4, template.network().layers);
            experiment.training.epochs = 1;
            experiment.training.learning_rate = 0.001;
            let rows = |count, seed| match task {
                Task::MulticlassClassification => {
                    part(count, 4, seed, crate::support::three_classes)
                }
                _ => part(count, 4, seed, |row| vec![if row[0] > 0.0 { 1.0 } else { 0.0 }]),
            };
            let dataset: Dataset = dataset(rows(32, 1), rows(8, 2));
            let mut reports = 0;
            let outcome = fit(&checked(&experiment, 4), dataset, |report| {
                assert!(report.figures.loss.is_finite(), "{}", template.id);
                reports += 1;
            });
            assert_eq!(outcome.reason, StopReason::Completed, "{}, {task:?}", template.id);
            assert_eq!(reports, 1);
        }
    }
}

#[test]
fn templates_are_the_courses() {
    let chains: Vec<String> = TEMPLATES
        .iter()
        .map(|template| {
            let blocks = template.network().layers.into_iter().map(|layer| match layer {
                descent::config::LayerConfig::Dense(dense) => {
                    format!("{} {}", dense.units, dense.activation.name())
                }
                descent::config::LayerConfig::Dropout(dropout) => format!("{}", dropout.rate),
                other => other.kind().label().to_owned(),
            });
            format!("{}: {}", template.id, blocks.collect::<Vec<_>>().join(", "))
        })
        .collect();
    assert_eq!(
        chains,
        [
            "linear-unit: ",
            "512-512-512: 512 relu, 512 relu, 512 relu",
            "dropout-batchnorm: 1024 relu, 0.3, BatchNorm, 1024 relu, 0.3, BatchNorm, 1024 relu, 0.3, BatchNorm",
            "binary-classifier: BatchNorm, 256 relu, BatchNorm, 0.3, 256 relu, BatchNorm, 0.3",
            "8-6-6-4: 6 relu, 6 relu",
            "16: 16 relu",
            "64-64: 64 relu, 64 relu",
        ]
    );
    let mut ids: Vec<_> = TEMPLATES.iter().map(|template| template.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), TEMPLATES.len());
    assert_eq!(
        TEMPLATES[0].network().layers.iter().filter(|l| l.kind() == LayerKind::Dense).count(),
        0
    );
}
