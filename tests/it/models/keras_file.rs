//! What goes out as a `.keras` file, and comes back as it was.

use descent::config::{
    Activation, AdamConfig, BatchNormConfig, Clipping, CosineDecay, DenseConfig, ExperimentConfig,
    ExponentialDecay, Initializer, LayerConfig, LayerKind, Loss, Metric, NetworkConfig, Optimizer,
    OutputConfig, Regularizer, Schedule, SgdConfig, TableSchema, Task,
};
use descent::models::zip::Archive;
use descent::models::{ModelError, keras};
use descent::nn::losses::loss_input;
use descent::nn::{LossInput, Network};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::{predict, random_matrix};

const INPUTS: usize = 5;

fn network(experiment: &ExperimentConfig, output: OutputConfig, seed: u32) -> Network {
    let raw = loss_input(experiment.training.loss, output.activation);
    let mut network = Network::new(&experiment.network, INPUTS, output, raw, seed);
    // Statistics are not all at their start either.
    let named = network.store().named().to_vec();
    for named in named.iter().filter(|named| !named.trainable) {
        let numbers = random_matrix(1, named.variable.cols(), seed);
        let numbers: Vec<_> = numbers.row(0).iter().map(|number| 1.5 + number).collect();
        network.store_mut().set(named, &numbers);
    }
    network
}

/// Out and in again: the same network, the same training, the same numbers to the bit.
fn comes_back(experiment: &ExperimentConfig, units: u64, seed: u32) {
    let output = OutputConfig { units, activation: experiment.output_activation() };
    let mut own = network(experiment, output, seed);
    let bytes = keras::write(experiment, output, INPUTS, &own).unwrap();
    let model = keras::open(&bytes).unwrap();
    assert_eq!((model.inputs, model.output), (INPUTS, output));
    assert_eq!(model.network.layers, experiment.network.layers);
    assert!(model.notes.is_empty(), "{:?}", model.notes);
    let training = &experiment.training;
    assert_eq!(model.training.optimizer, Some(training.optimizer));
    assert_eq!(model.training.loss, Some(training.loss));
    assert_eq!(model.training.clipping, Some(training.clipping));
    assert_eq!(model.training.learning_rate, Some(training.learning_rate));
    let schedule = match training.schedule {
        // A callback of `fit`, which no model has.
        Schedule::ReduceOnPlateau(_) => Schedule::Constant,
        other => other,
    };
    assert_eq!(model.training.schedule, Some(schedule));
    assert_eq!(model.training.metrics, training.measured(experiment.data.task));
    let mut opened = Network::new(&model.network, INPUTS, output, own.raw(), seed + 1);
    model.set_weights(&mut opened).unwrap();
    assert_eq!(opened.store().values, own.store().values);
    assert_eq!(opened.store().statistics, own.store().statistics);
    let rows = random_matrix(3, INPUTS, 1);
    assert_eq!(predict(&mut opened, &rows), predict(&mut own, &rows));
}

fn experiment(layers: Vec<LayerConfig>) -> ExperimentConfig {
    ExperimentConfig { network: NetworkConfig::new(layers), ..ExperimentConfig::default() }
}

#[test]
fn every_layer_comes_back() {
    let kinds = LayerKind::ALL.map(LayerConfig::new).to_vec();
    comes_back(&experiment(kinds), 1, 3);
    comes_back(&experiment(Vec::new()), 1, 3);
    for center in [false, true] {
        for scale in [false, true] {
            let norm = BatchNormConfig { momentum: 0.9, epsilon: 0.01, center, scale };
            comes_back(&experiment(vec![LayerConfig::BatchNormalization(norm)]), 1, 4);
        }
    }
}

#[test]
fn every_activation_comes_back() {
    for activation in Activation::ALL {
        let mut experiment = experiment(vec![
            LayerConfig::Dense(DenseConfig::new(4, activation)),
            LayerConfig::Activation(descent::config::ActivationConfig { activation }),
        ]);
        experiment.network.output_activation = Some(activation);
        comes_back(&experiment, 2, 5);
    }
}

#[test]
fn every_setting_of_dense_comes_back() {
    for kernel_initializer in Initializer::ALL {
        let dense = DenseConfig {
            kernel_initializer,
            bias_initializer: Initializer::Ones,
            kernel_regularizer: Regularizer { l1: 0.001, l2: 0.25 },
            use_bias: kernel_initializer != Initializer::HeNormal,
            ..DenseConfig::new(3, Activation::Relu)
        };
        comes_back(&experiment(vec![LayerConfig::Dense(dense)]), 1, 6);
    }
}

#[test]
fn what_it_is_compiled_with_comes_back() {
    for optimizer in Optimizer::ALL {
        let mut experiment = experiment(vec![LayerConfig::new(LayerKind::Dense)]);
        experiment.training.optimizer = optimizer;
        experiment.training.clipping = Clipping::Norm(1.5);
        comes_back(&experiment, 1, 7);
    }
    let momentum = Optimizer::Sgd(SgdConfig { momentum: 0.9, nesterov: true });
    for schedule in Schedule::all().into_iter().chain([
        Schedule::ExponentialDecay(ExponentialDecay {
            decay_steps: 7,
            decay_rate: 0.5,
            staircase: true,
        }),
        Schedule::CosineDecay(CosineDecay { decay_steps: 9, alpha: 0.125 }),
    ]) {
        let mut experiment = experiment(Vec::new());
        experiment.training.schedule = schedule;
        experiment.training.optimizer = momentum;
        experiment.training.clipping = Clipping::Value(0.1);
        experiment.training.learning_rate = 0.03;
        comes_back(&experiment, 1, 8);
    }
    for task in Task::ALL {
        for &loss in Loss::for_task(task).iter().chain([&Loss::Huber { delta: 2.5 }]) {
            if !loss.fits(task) {
                continue;
            }
            let mut experiment = experiment(Vec::new());
            experiment.data.task = task;
            experiment.training.loss = loss;
            experiment.training.metrics = Metric::ALL.to_vec();
            if task == Task::BinaryClassification {
                experiment.training.threshold = Some(0.3);
            }
            comes_back(&experiment, if task == Task::MulticlassClassification { 3 } else { 1 }, 9);
        }
    }
}

/// What Keras reads, so that a change of it is seen; that Keras reads it is checked by
/// `tests/export_check/check_keras_file.py`.
#[test]
fn the_config_is_kerass() {
    let mut experiment = experiment(vec![
        LayerConfig::new(LayerKind::Dense),
        LayerConfig::new(LayerKind::BatchNorm),
        LayerConfig::new(LayerKind::Dropout),
    ]);
    experiment.training.loss = Loss::Huber { delta: 2.0 };
    experiment.training.metrics = vec![Metric::R2];
    let output = OutputConfig { units: 1, activation: Activation::Linear };
    let bytes =
        keras::write(&experiment, output, INPUTS, &network(&experiment, output, 1)).unwrap();
    let archive = Archive::open(&bytes).unwrap();
    assert_eq!(
        archive.names().collect::<Vec<_>>(),
        ["metadata.json", "config.json", "model.weights.h5"]
    );
    let config: Value = serde_json::from_slice(&archive.read("config.json").unwrap()).unwrap();
    insta::assert_snapshot!(format!("{config:#}"));
}

#[test]
fn a_run_that_diverged_is_refused() {
    let experiment = experiment(Vec::new());
    let output = OutputConfig { units: 1, activation: Activation::Linear };
    for number in [f32::NAN, f32::INFINITY] {
        let mut network = network(&experiment, output, 1);
        network.store_mut().values[0] = number;
        let refused = keras::write(&experiment, output, INPUTS, &network);
        assert_eq!(refused, Err(ModelError::NotFinite));
    }
}

#[test]
fn it_opens_in_an_experiment_whose_table_fits() {
    let mut source = experiment(vec![LayerConfig::new(LayerKind::Dense)]);
    let nadam = AdamConfig { beta_1: 0.8, beta_2: 0.95, epsilon: 1e-3 };
    source.training.optimizer = Optimizer::Nadam(nadam);
    source.training.loss = Loss::MeanAbsoluteError;
    let output = OutputConfig { units: 1, activation: Activation::Linear };
    let bytes = keras::write(&source, output, INPUTS, &network(&source, output, 1)).unwrap();
    let model = keras::open(&bytes).unwrap();

    let mut experiment = experiment(Vec::new());
    let schema = TableSchema { rows: 0, columns: Vec::new() };
    assert!(model.adopt(&mut experiment, &schema).unwrap().is_empty());
    assert_eq!(experiment.network, source.network, "the usual output is no choice");
    assert_eq!(experiment.training.optimizer, Optimizer::Nadam(nadam));
    assert_eq!(experiment.training.loss, Loss::MeanAbsoluteError);

    let mut binary = experiment.clone();
    binary.set_task(Task::BinaryClassification);
    let notes = model.adopt(&mut binary, &schema).unwrap();
    assert_eq!(binary.training.loss, Loss::BinaryCrossentropy, "the experiment keeps its own");
    assert_eq!(binary.network.output_activation, Some(Activation::Linear));
    insta::assert_snapshot!(notes.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));

    let inputs = ModelError::Inputs { received: 5, prepared: 6 };
    assert_eq!(model.check_inputs(6), Err(inputs));
    assert!(model.check_inputs(5).is_ok());
    let other = experiment_network(6);
    let mut network = Network::new(&other, INPUTS, output, LossInput::Predictions, 1);
    let before = network.store().values.clone();
    assert_eq!(model.set_weights(&mut network), Err(ModelError::Weights));
    assert_eq!(network.store().values, before);
}

fn experiment_network(units: u32) -> NetworkConfig {
    NetworkConfig::new(vec![LayerConfig::Dense(DenseConfig::new(units, Activation::Relu))])
}

proptest! {
    #[test]
    fn any_chain_comes_back(
        kinds in prop::collection::vec((0..4_usize, 1..9_u32, 0..12_usize), 0..30),
        seed in 0..1000_u32,
    ) {
        let layers = kinds.into_iter().map(|(kind, units, activation)| {
            match LayerConfig::new(LayerKind::ALL[kind]) {
                LayerConfig::Dense(dense) => LayerConfig::Dense(DenseConfig {
                    units,
                    // Deep chains of these overflow, and then there is nothing to compare.
                    activation: match Activation::ALL[activation] {
                        Activation::Exponential => Activation::Tanh,
                        other => other,
                    },
                    ..dense
                }),
                other => other,
            }
        });
        comes_back(&experiment(layers.collect()), 1, seed);
    }
}
