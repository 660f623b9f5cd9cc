//! "Same start": with one seed, one change is the only difference between two runs.

use descent::config::Activation::{self, Relu, Tanh};
use descent::config::{
    DenseConfig, ExperimentConfig, LayerConfig, Optimizer, Regularizer, Schedule, Task,
};
use descent::nn::{Float, widen};
use descent::train::{Trainer, Work};
use proptest::prelude::*;

use crate::support::{
    activation, batch_norm, checked, dataset, dense, dropout, experiment, hash, part, sgd,
    three_classes,
};

const INPUTS: usize = 2;

fn start() -> ExperimentConfig {
    let layers = vec![dense(7, Relu), dropout(0.2), dense(5, Tanh), dense(4, Relu)];
    let mut experiment = experiment(Task::MulticlassClassification, INPUTS, layers);
    (experiment.training.epochs, experiment.training.learning_rate) = (4, 0.01);
    experiment
}

/// One thing that a user may change between two runs; `Dense` blocks keep their shapes.
#[derive(Debug, Clone)]
enum Edit {
    InsertDropout(usize, f64),
    RemoveDropout,
    DropoutRate(f64),
    InsertActivation(usize, Activation),
    InsertBatchNorm(usize),
    ActivationOfAll(Activation),
    Penalty(f64),
    LearningRate(f64),
    Optimizer(usize),
    Epochs(u32),
    Patience(u32),
    Schedule,
}

fn edit() -> impl Strategy<Value = Edit> {
    let activation = || prop::sample::select(Activation::ALL.to_vec());
    prop_oneof![
        (0..=4_usize, 0.0..0.9).prop_map(|(at, rate)| Edit::InsertDropout(at, rate)),
        Just(Edit::RemoveDropout),
        (0.0..0.9).prop_map(Edit::DropoutRate),
        (0..=4_usize, activation()).prop_map(|(at, which)| Edit::InsertActivation(at, which)),
        (0..=4_usize).prop_map(Edit::InsertBatchNorm),
        activation().prop_map(Edit::ActivationOfAll),
        (0.0..0.1).prop_map(Edit::Penalty),
        (1e-4..0.1).prop_map(Edit::LearningRate),
        (0..Optimizer::ALL.len()).prop_map(Edit::Optimizer),
        (3..9_u32).prop_map(Edit::Epochs),
        (1..50_u32).prop_map(Edit::Patience),
        Just(Edit::Schedule),
    ]
}

fn edited(edit: &Edit) -> ExperimentConfig {
    let mut experiment = start();
    let (layers, training) = (&mut experiment.network.layers, &mut experiment.training);
    let of_all = |layers: &mut Vec<LayerConfig>, change: &dyn Fn(&mut DenseConfig)| {
        for layer in layers {
            if let LayerConfig::Dense(dense) = layer {
                change(dense);
            }
        }
    };
    match *edit {
        Edit::InsertDropout(at, rate) => layers.insert(at, dropout(rate)),
        Edit::RemoveDropout => drop(layers.remove(1)),
        Edit::DropoutRate(rate) => layers[1] = dropout(rate),
        Edit::InsertActivation(at, which) => layers.insert(at, activation(which)),
        Edit::InsertBatchNorm(at) => layers.insert(at, batch_norm(0.9)),
        Edit::ActivationOfAll(which) => of_all(layers, &|dense| dense.activation = which),
        Edit::Penalty(l2) => {
            of_all(layers, &|dense| dense.kernel_regularizer = Regularizer { l1: 0.0, l2 });
        }
        Edit::LearningRate(rate) => training.learning_rate = rate,
        Edit::Optimizer(which) => training.optimizer = Optimizer::ALL[which],
        Edit::Epochs(epochs) => training.epochs = epochs,
        Edit::Patience(patience) => {
            (training.early_stopping, training.stopping.patience) = (true, patience);
        }
        Edit::Schedule => {
            training.schedule =
                Schedule::ReduceOnPlateau(descent::config::ReduceOnPlateau::default());
        }
    }
    experiment
}

fn trainer(experiment: &ExperimentConfig) -> Trainer {
    let data = dataset(part(70, INPUTS, 1, three_classes), part(30, INPUTS, 2, three_classes));
    Trainer::new(&checked(experiment, INPUTS), data)
}

/// Kernels and biases before the first update, in the order of the chain.
fn weights_at_the_start(trainer: &Trainer) -> Vec<u64> {
    let variables = trainer.learner().network().variables();
    let of_dense = variables
        .filter(|(named, _)| named.name.ends_with("/kernel") || named.name.ends_with("/bias"));
    let bytes = |number: Float| widen(number).to_le_bytes();
    of_dense.map(|(_, numbers)| hash(numbers.iter().flat_map(|&number| bytes(number)))).collect()
}

/// The order of the rows in the first epochs.
fn batch_orders(trainer: &mut Trainer) -> Vec<u64> {
    let mut orders = Vec::new();
    while let Work::Epoch(_) = trainer.work(&mut || true) {
        let order = trainer.order().iter();
        orders.push(hash(order.flat_map(|row| row.to_le_bytes())));
    }
    orders
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever is changed, `Dense` blocks of equal shape begin with equal weights, and the
    /// rows come in the same order.
    #[test]
    fn one_change_is_the_only_difference(edit in edit()) {
        let (mut before, mut after) = (trainer(&start()), trainer(&edited(&edit)));
        prop_assert_eq!(weights_at_the_start(&before), weights_at_the_start(&after));
        let (ours, theirs) = (batch_orders(&mut before), batch_orders(&mut after));
        let both = ours.len().min(theirs.len());
        prop_assert!(both >= 2, "{} epochs", both);
        prop_assert_eq!(&ours[..both], &theirs[..both]);
        prop_assert!(ours[0] != ours[1], "every epoch has an order of its own");
    }
}

#[test]
fn another_seed_is_another_start_and_another_order() {
    let other = ExperimentConfig { seed: 7, ..start() };
    let (mut ours, mut theirs) = (trainer(&start()), trainer(&other));
    // Biases are zeros whatever the seed is.
    let (a, b) = (weights_at_the_start(&ours), weights_at_the_start(&theirs));
    assert!(a.iter().zip(&b).step_by(2).all(|(a, b)| a != b), "{a:?} and {b:?}");
    assert_ne!(batch_orders(&mut ours)[0], batch_orders(&mut theirs)[0]);
}

/// Masks have a stream of their own: with and without a Dropout that drops nothing, a run
/// is the same to the last bit, and so is one whose Dropout has another seed.
#[test]
fn dropout_draws_from_a_stream_of_its_own() {
    let losses = |experiment: &ExperimentConfig| {
        let mut trainer = trainer(experiment);
        let mut losses = Vec::new();
        while let Work::Epoch(report) = trainer.work(&mut || true) {
            losses.push(report.figures.loss);
        }
        losses
    };
    let mut without = start();
    without.training.optimizer = sgd(0.9);
    let with = without.clone();
    without.network.layers.remove(1);
    let mut idle = with.clone();
    idle.network.layers[1] = dropout(0.0);
    assert_eq!(losses(&without), losses(&idle));
    assert_ne!(losses(&without), losses(&with));
}
