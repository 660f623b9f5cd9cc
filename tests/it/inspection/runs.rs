//! Runs to look into.

use descent::config::{ExperimentConfig, LayerConfig, Task};
use descent::data::Part;
use descent::nn::{Float, widen};
use descent::train::{EpochReport, Trainer, Work};

use crate::support::{checked, dataset, experiment, part, three_classes};

pub const INPUTS: usize = 3;
pub const ROWS: usize = 45;

pub fn target(task: Task) -> impl Fn(&[Float]) -> Vec<Float> {
    move |row: &[Float]| match task {
        Task::Regression => vec![2.0 * row[0] - row[1] * row[1] + 0.3],
        Task::BinaryClassification => vec![Float::from(u8::from(row[0] * row[1] > 0.0))],
        Task::MulticlassClassification => three_classes(row),
    }
}

pub fn training_part(task: Task) -> Part {
    part(ROWS, INPUTS, 1, target(task))
}

/// A run before its first step: 45 rows in batches of 16, so the last of an epoch has 13.
pub fn run_of(config: &ExperimentConfig) -> Trainer {
    let task = config.data.task;
    let data = dataset(training_part(task), part(20, INPUTS, 2, target(task)));
    Trainer::new(&checked(config, INPUTS), data)
}

pub fn small(
    task: Task,
    layers: Vec<LayerConfig>,
    edit: impl FnOnce(&mut ExperimentConfig),
) -> Trainer {
    let mut config = experiment(task, INPUTS, layers);
    (config.training.epochs, config.training.learning_rate) = (4, 0.02);
    edit(&mut config);
    run_of(&config)
}

/// Takes as many steps.
pub fn take_steps(trainer: &mut Trainer, steps: u64) {
    let aim = trainer.position().updates + steps;
    while trainer.position().updates < aim {
        assert!(!matches!(trainer.work(&mut || false), Work::Finished(_)), "the run goes on");
    }
}

/// Runs to the end; `after` each unit of work. The reports and all numbers of the network.
pub fn to_the_end(
    mut trainer: Trainer,
    mut after: impl FnMut(&mut Trainer),
) -> (Vec<EpochReport>, Vec<f64>) {
    let mut reports = Vec::new();
    loop {
        match trainer.work(&mut || false) {
            Work::Epoch(report) => reports.push(report),
            Work::Yielded => {}
            Work::Finished(_) => break,
        }
        after(&mut trainer);
    }
    let weights = crate::support::weights(trainer.network_mut());
    let all = weights.values.iter().chain(&weights.statistics).map(|&x| widen(x));
    (reports, all.collect())
}
