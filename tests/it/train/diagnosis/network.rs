//! Looks into a network: what they find, and that the run does not notice.

use descent::config::{Activation, DenseConfig, ExperimentConfig, Initializer, LayerConfig, Task};
use descent::data::Dataset;
use descent::nn::Float;
use descent::train::diagnosis::{Idle, NetworkEvidence, NetworkProbe};
use descent::train::{EpochReport, Trainer, Work};

use crate::support::{
    activation, batch_norm, checked, dataset, dense, dropout, experiment, part, three_classes,
    weights,
};

fn rows() -> Dataset {
    dataset(part(90, 4, 1, three_classes), part(40, 4, 2, three_classes))
}

fn three(layers: Vec<LayerConfig>) -> ExperimentConfig {
    experiment(Task::MulticlassClassification, 4, layers)
}

/// Trains, looking after every few epochs.
fn run(experiment: &ExperimentConfig, every: Option<u32>) -> (Vec<EpochReport>, Vec<Float>) {
    let checked = checked(experiment, 4);
    let mut probe = NetworkProbe::new(&checked, &rows());
    let mut trainer = Trainer::new(&checked, rows());
    let mut reports = Vec::new();
    loop {
        match trainer.work(&mut || false) {
            Work::Yielded => {}
            Work::Epoch(report) => {
                if every.is_some_and(|every| report.epoch.is_multiple_of(every)) {
                    probe.as_mut().unwrap().look(&trainer).unwrap();
                }
                reports.push(report);
            }
            Work::Finished(_) => {
                let mut all = weights(trainer.network_mut());
                all.values.append(&mut all.statistics);
                return (reports, all.values);
            }
        }
    }
}

fn look(layers: Vec<LayerConfig>) -> NetworkEvidence {
    let checked = checked(&three(layers), 4);
    let mut probe = NetworkProbe::new(&checked, &rows()).unwrap();
    probe.look(&Trainer::new(&checked, rows())).unwrap()
}

#[test]
fn a_run_that_is_looked_into_has_the_same_bits() {
    let experiment = three(vec![
        dense(16, Activation::Relu),
        dropout(0.3),
        batch_norm(0.9),
        dense(8, Activation::Gelu),
        dropout(0.2),
    ]);
    let alone = run(&experiment, None);
    assert_eq!(run(&experiment, Some(1)), alone);
    assert_eq!(run(&experiment, Some(3)), alone);
}

#[test]
fn a_look_depends_on_the_weights_alone() {
    let checked = checked(&three(vec![dense(16, Activation::Relu), dropout(0.5)]), 4);
    let mut probe = NetworkProbe::new(&checked, &rows()).unwrap();
    let trainer = Trainer::new(&checked, rows());
    let first = probe.look(&trainer);
    assert_eq!(probe.look(&trainer), first);
    assert_eq!(NetworkProbe::new(&checked, &rows()).unwrap().look(&trainer), first);
}

#[test]
fn idle_units_are_found_where_they_are() {
    let begins = |kernel_initializer, activation| {
        LayerConfig::Dense(DenseConfig { kernel_initializer, ..DenseConfig::new(8, activation) })
    };
    // Block 1 is two layers, block 2 none here: the places stay those of the chain.
    let found = look(vec![
        dense(8, Activation::Relu),
        dense(8, Activation::Gelu),
        dropout(0.2),
        batch_norm(0.9),
        begins(Initializer::Zeros, Activation::Linear),
        activation(Activation::Relu),
    ]);
    let places: Vec<_> = found.blocks.iter().map(|block| (block.block, block.units)).collect();
    assert!(places[0].1 < 8, "some of the first speak: {found:?}");
    assert_eq!((places[0].0, places[1]), (0, (5, 8)));
    assert_eq!(found.blocks[1].idle, Idle::Silent);
    assert_eq!(found.gradients.len(), 4);
    assert!(found.gradients[0] == 0.0, "nothing comes through: {found:?}");
    // A tanh of tanhs of eight equal inputs of one half and more is at its end.
    let ones = begins(Initializer::Ones, Activation::Tanh);
    let found = look(vec![ones.clone(), ones.clone(), ones]);
    assert_eq!(found.blocks.len(), 3);
    assert!(found.blocks[2].units >= found.blocks[0].units, "{found:?}");
    assert_eq!(found.blocks[0].idle, Idle::Saturated);
}

#[test]
fn the_penalty_is_that_of_the_loss() {
    let mut held = DenseConfig::new(8, Activation::Relu);
    held.kernel_regularizer.l2 = 0.1;
    assert!(look(vec![LayerConfig::Dense(held)]).penalty > 0.01);
    assert_eq!(look(vec![dense(8, Activation::Relu)]).penalty, 0.0);
}
