//! Every gradient against central differences, with a random upstream gradient: a plain
//! sum would make some of them zero and prove nothing.

use descent::config::{Activation, LayerConfig, Loss, NetworkConfig, OutputConfig};
use descent::nn::layers::{ActivationLayer, BatchNorm, Dense, Dropout};
use descent::nn::random::{Stream, generator};
use descent::nn::{Float, Layer, Mode, Network, losses};
use ndarray::Array2;

use crate::support::{dense, random_matrix};

const STEP: Float = 1e-5;
const TOLERANCE: Float = 1e-6;

/// Compares a gradient with the differences of `loss` around `at`.
fn check(
    what: &str,
    gradient: &Array2<Float>,
    at: &Array2<Float>,
    loss: impl Fn(&Array2<Float>) -> Float,
) {
    assert_eq!(gradient.dim(), at.dim(), "{what}");
    for ((row, column), &ours) in gradient.indexed_iter() {
        let moved = |by: Float| {
            let mut moved = at.clone();
            moved[[row, column]] += by;
            loss(&moved)
        };
        let expected = (moved(STEP) - moved(-STEP)) / (2.0 * STEP);
        let error = (ours - expected).abs();
        let bound = TOLERANCE * expected.abs().max(1e-2);
        assert!(error <= bound, "{what} [{row}, {column}]: {ours}, not {expected}");
    }
}

/// `make` builds the same layer, with the same random draws to come, every time.
fn check_layer(what: &str, units: usize, make: impl Fn() -> Box<dyn Layer>) {
    let x = random_matrix(6, units, 11);
    let mut layer = make();
    let y = layer.forward(x.clone(), Mode::Training);
    let upstream = random_matrix(y.nrows(), y.ncols(), 12);
    let dx = layer.backward(upstream.clone());
    let loss = |mut layer: Box<dyn Layer>, x: &Array2<Float>| {
        (layer.forward(x.clone(), Mode::Training) * &upstream).sum()
    };

    assert!(dx.iter().any(|dx| dx.abs() > 0.01), "{what}: something is passed on");
    check(&format!("{what}, input"), &dx, &x, |x| loss(make(), x));
    for (index, param) in layer.params().into_iter().enumerate() {
        assert!(param.gradient.iter().any(|g| g.abs() > 0.01), "{what}, parameter {index}");
        check(&format!("{what}, parameter {index}"), &param.gradient, &param.value, |value| {
            let mut layer = make();
            layer.params_mut()[index].value.assign(value);
            loss(layer, &x)
        });
    }
}

#[test]
fn dense_layer() {
    check_layer("Dense", 4, || {
        let mut layer = Dense::new(4, 3, &mut generator(1, Stream::Weights));
        layer.params_mut()[1].value.assign(&random_matrix(1, 3, 2));
        Box::new(layer)
    });
}

#[test]
fn activations() {
    for activation in [
        Activation::Linear,
        Activation::Relu,
        Activation::Sigmoid,
        Activation::Tanh,
        Activation::Softmax,
    ] {
        check_layer(activation.name(), 5, || Box::new(ActivationLayer::new(activation)));
    }
}

#[test]
fn dropout() {
    check_layer("Dropout", 5, || Box::new(Dropout::new(0.4, generator(5, Stream::Dropout))));
}

#[test]
fn batch_norm() {
    check_layer("BatchNorm", 5, || {
        let mut layer = BatchNorm::new(5, 0.9, 1e-3);
        layer.params_mut()[0].value.assign(&random_matrix(1, 5, 7));
        layer.params_mut()[1].value.assign(&random_matrix(1, 5, 8));
        Box::new(layer)
    });
}

/// Numbers, 0 and 1, or one-hot rows, as the loss takes them.
fn targets(loss: Loss, rows: usize, outputs: usize) -> Array2<Float> {
    let random = random_matrix(rows, outputs, 21);
    match loss {
        Loss::MeanSquaredError | Loss::MeanAbsoluteError => random,
        Loss::BinaryCrossentropy => random.mapv(|x| if x > 0.0 { 1.0 } else { 0.0 }),
        Loss::CategoricalCrossentropy => {
            Array2::from_shape_fn(
                (rows, outputs),
                |(row, column)| {
                    if row % outputs == column { 1.0 } else { 0.0 }
                },
            )
        }
    }
}

const LOSSES: [Loss; 4] = [
    Loss::MeanSquaredError,
    Loss::MeanAbsoluteError,
    Loss::BinaryCrossentropy,
    Loss::CategoricalCrossentropy,
];

#[test]
fn losses_of_the_raw_output() {
    for loss in LOSSES {
        let outputs = if loss == Loss::BinaryCrossentropy { 1 } else { 3 };
        let (raw, targets) = (random_matrix(7, outputs, 22) * 3.0, targets(loss, 7, outputs));
        let gradient = losses::gradient(loss, &raw, &targets);
        check(loss.name(), &gradient, &raw, |raw| losses::sum_over_rows(loss, raw, &targets) / 7.0);
    }
}

#[test]
fn a_whole_network() {
    let config = NetworkConfig {
        layers: vec![
            dense(6, Activation::Tanh),
            LayerConfig::BatchNormalization { momentum: 0.9, epsilon: 1e-3 },
            LayerConfig::Dropout { rate: 0.3 },
            dense(5, Activation::Sigmoid),
            LayerConfig::Activation { activation: Activation::Relu },
        ],
    };
    for loss in LOSSES {
        let units = if loss == Loss::BinaryCrossentropy { 1 } else { 3 };
        let output = OutputConfig { units: units as u64, activation: Activation::Linear };
        let make = || Network::new(&config, 4, output, 9);
        let (x, targets) = (random_matrix(8, 4, 31), targets(loss, 8, units));
        let mut network = make();
        let raw = network.forward(x.clone(), Mode::Training);
        let dx = network.backward(losses::gradient(loss, &raw, &targets));
        let value = |mut network: Network, x: &Array2<Float>| {
            let raw = network.forward(x.clone(), Mode::Training);
            losses::sum_over_rows(loss, &raw, &targets) / 8.0
        };
        check("input", &dx, &x, |x| value(make(), x));
        for (index, param) in network.params_mut().into_iter().enumerate() {
            check(&format!("parameter {index}"), &param.gradient, &param.value, |moved| {
                let mut network = make();
                network.params_mut()[index].value.assign(moved);
                value(network, &x)
            });
        }
    }
}
