//! Every gradient against central differences, with a random upstream gradient: a plain
//! sum would make some of them zero and prove nothing.

use descent::config::{
    Activation, BatchNormConfig, DenseConfig, LayerConfig, Loss, NetworkConfig, OutputConfig,
    Regularizer,
};
use descent::nn::initializers::WeightSampler;
use descent::nn::layers::{ActivationLayer, BatchNorm, Dense, Dropout};
use descent::nn::random::{Stream, generator};
use descent::nn::{Float, LossInput, Matrix, Mode, Network, losses};

use crate::support::{
    Alone, activation, batch_norm, copy, dense, dropout, evaluate, get, gradient_of, map, matrix,
    numbers, random_matrix, set, trainable,
};

const STEP: Float = 1e-5;
const TOLERANCE: Float = 1e-6;

/// Compares a gradient with the differences of `loss` around `at`.
fn check(what: &str, gradient: &[Float], at: &[Float], loss: impl Fn(&[Float]) -> Float) {
    assert_eq!(gradient.len(), at.len(), "{what}");
    for (index, &ours) in gradient.iter().enumerate() {
        let moved = |by: Float| {
            let mut moved = at.to_vec();
            moved[index] += by;
            loss(&moved)
        };
        let expected = (moved(STEP) - moved(-STEP)) / (2.0 * STEP);
        let error = (ours - expected).abs();
        let bound = TOLERANCE * expected.abs().max(1e-2);
        assert!(error <= bound, "{what} [{index}]: {ours}, not {expected}");
    }
}

fn reshape(like: &Matrix, numbers: &[Float]) -> Matrix {
    Matrix::from_fn(like.rows(), like.cols(), |row, col| numbers[row * like.cols() + col])
}

/// `make` builds the same layer, with the same random draws to come, every time.
fn check_layer(what: &str, units: usize, make: impl Fn() -> Alone) {
    let x = random_matrix(6, units, 11);
    let mut layer = make();
    let y = layer.forward(&x, Mode::Training);
    let upstream = random_matrix(y.rows(), y.cols(), 12);
    let dx = layer.backward(&x, &y, &upstream);
    let loss = |mut layer: Alone, x: &Matrix| -> Float {
        let y = numbers(&layer.forward(x, Mode::Training));
        y.iter().zip(numbers(&upstream)).map(|(y, dy)| y * dy).sum()
    };

    assert!(numbers(&dx).iter().any(|dx| dx.abs() > 0.01), "{what}: something is passed on");
    check(&format!("{what}, input"), &numbers(&dx), &numbers(&x), |moved| {
        loss(make(), &reshape(&x, moved))
    });
    for name in trainable(&layer.store) {
        let gradient = gradient_of(&layer.store, &name);
        assert!(gradient.iter().any(|g| g.abs() > 0.01), "{what}, {name}");
        check(&format!("{what}, {name}"), &gradient, &get(&layer.store, &name), |moved| {
            let mut layer = make();
            set(&mut layer.store, &name, moved);
            loss(layer, &x)
        });
    }
}

fn dense_alone(config: &DenseConfig) -> Alone {
    let mut draw = WeightSampler::new(generator(1, Stream::Weights));
    Alone::new(|store| Dense::new(config, 4, 0, store, &mut draw))
}

#[test]
fn dense_layer() {
    for activation in Activation::ALL {
        if !descent::nn::activations::is_function_of_output(activation) {
            continue;
        }
        check_layer(&format!("Dense {}", activation.name()), 4, || {
            let mut layer = dense_alone(&DenseConfig::new(3, activation));
            layer.set("bias", &numbers(&random_matrix(1, 3, 2)));
            layer
        });
    }
    let without_bias = DenseConfig { use_bias: false, ..DenseConfig::new(3, Activation::Linear) };
    check_layer("Dense without bias", 4, || dense_alone(&without_bias));
}

#[test]
fn activations() {
    for activation in Activation::ALL {
        check_layer(activation.name(), 5, || Alone::new(|_| ActivationLayer::new(activation)));
    }
}

#[test]
fn dropout_layer() {
    let rng = || generator(5, Stream::Dropout);
    check_layer("Dropout", 5, || Alone::new(|_| Dropout::new(0.4, rng())));
}

#[test]
fn batch_norm_layer() {
    for (center, scale) in [(true, true), (false, true), (true, false), (false, false)] {
        let config = BatchNormConfig { center, scale, ..BatchNormConfig::default() };
        check_layer(&format!("BatchNorm, center {center}, scale {scale}"), 5, || {
            let mut layer = Alone::new(|store| BatchNorm::new(&config, 5, 0, store));
            if scale {
                layer.set("gamma", &numbers(&random_matrix(1, 5, 7)));
            }
            if center {
                layer.set("beta", &numbers(&random_matrix(1, 5, 8)));
            }
            layer
        });
    }
}

/// Numbers, 0 and 1, one-hot rows or classes, as the loss takes them.
fn targets(loss: Loss, rows: usize, outputs: usize) -> Matrix {
    let random = random_matrix(rows, outputs, 21);
    match loss {
        Loss::BinaryCrossentropy | Loss::Hinge => map(&random, |x| if x > 0.0 { 1.0 } else { 0.0 }),
        Loss::CategoricalCrossentropy => {
            Matrix::from_fn(
                rows,
                outputs,
                |row, column| {
                    if row % outputs == column { 1.0 } else { 0.0 }
                },
            )
        }
        Loss::SparseCategoricalCrossentropy => {
            Matrix::from_fn(rows, 1, |row, _| (row % outputs) as Float)
        }
        _ => random,
    }
}

const LOSSES: [Loss; 9] = [
    Loss::MeanSquaredError,
    Loss::MeanAbsoluteError,
    Loss::HUBER,
    Loss::Huber { delta: 0.3 },
    Loss::LogCosh,
    Loss::BinaryCrossentropy,
    Loss::Hinge,
    Loss::CategoricalCrossentropy,
    Loss::SparseCategoricalCrossentropy,
];

#[test]
fn losses_of_the_raw_output() {
    for loss in LOSSES {
        for (rows, outputs) in [(7, 3), (7, 1), (40, 5)] {
            let random = random_matrix(rows, outputs, 22);
            let targets = targets(loss, rows, outputs);
            let weights: Vec<Float> = (0..rows).map(|row| (row % 3) as Float).collect();
            // Predictions go beyond 1, where the cross-entropies are flat.
            let logits = (LossInput::Logits, map(&random, |z| z * 3.0));
            let predictions = (LossInput::Predictions, map(&random, |z| 0.6 + 0.55 * z));
            for ((kind, raw), weights) in
                [&logits, &predictions].into_iter().flat_map(|at| [(at, &weights[..]), (at, &[])])
            {
                let value = |raw: &Matrix, gradient: &mut Matrix| {
                    let gradient = gradient.view_mut();
                    losses::evaluate(loss, *kind, raw.view(), targets.view(), weights, gradient)
                };
                let mut gradient = Matrix::zeros(rows, outputs);
                value(raw, &mut gradient);
                let what = format!("{}, {kind:?}", loss.name());
                check(&what, &numbers(&gradient), &numbers(raw), |moved| {
                    value(&reshape(raw, moved), &mut gradient.clone()) / rows as f64
                });
            }
        }
    }
}

#[test]
fn a_whole_network() {
    let held = Regularizer { l1: 0.01, l2: 0.02 };
    let config = NetworkConfig::new(vec![
        dense(6, Activation::Gelu),
        batch_norm(0.9),
        dropout(0.3),
        LayerConfig::Dense(DenseConfig {
            kernel_regularizer: held,
            ..DenseConfig::new(5, Activation::Sigmoid)
        }),
        activation(Activation::Softplus),
    ]);
    for loss in LOSSES {
        let units = if loss == Loss::BinaryCrossentropy { 1 } else { 3 };
        for kind in [LossInput::Logits, LossInput::Predictions] {
            let output = OutputConfig { units: units as u64, activation: Activation::Sigmoid };
            let make = || Network::new(&config, 4, output, kind, 9);
            let (x, targets) = (random_matrix(8, 4, 31), targets(loss, 8, units));
            let value = |network: &mut Network, x: &Matrix| {
                let raw = copy(network.forward(x.view(), Mode::Training));
                evaluate(loss, kind, &raw, &targets).0 / 8.0 + network.store().penalty()
            };

            let mut network = make();
            let raw = copy(network.forward(x.view(), Mode::Training));
            let gradient = evaluate(loss, kind, &raw, &targets).1;
            let (_, mut room) = network.output_and_gradient();
            room.data().copy_from_slice(gradient.view().data());
            let mut dx = Matrix::zeros(8, 4);
            network.backward(x.view(), Some(dx.view_mut()));

            check("input", &numbers(&dx), &numbers(&x), |moved| {
                value(&mut make(), &reshape(&x, moved))
            });
            for name in trainable(network.store()) {
                let at = get(network.store(), &name);
                check(&name, &gradient_of(network.store(), &name), &at, |moved| {
                    let mut network = make();
                    set(network.store_mut(), &name, moved);
                    value(&mut network, &x)
                });
            }
        }
    }
}

#[test]
fn the_way_back_ends_at_the_first_weights_and_changes_no_gradient() {
    let layers = vec![dropout(0.3), activation(Activation::Tanh), dense(3, Activation::Relu)];
    let output = OutputConfig { units: 1, activation: Activation::Linear };
    let config = NetworkConfig::new(layers);
    let gradients = |whole: bool| {
        let mut network = Network::new(&config, 4, output, LossInput::Predictions, 2);
        let x = random_matrix(5, 4, 3);
        network.forward(x.view(), Mode::Training);
        let (_, mut room) = network.output_and_gradient();
        let upstream = matrix([[1.0], [-1.0], [2.0], [0.5], [3.0]]);
        room.data().copy_from_slice(upstream.view().data());
        let mut dx = Matrix::zeros(5, 4);
        network.backward(x.view(), whole.then(|| dx.view_mut()));
        network.store().gradients.clone()
    };
    assert_eq!(gradients(true), gradients(false));
}
