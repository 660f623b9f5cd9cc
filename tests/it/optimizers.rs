//! Optimizers against scalar loops and hand-computed steps.

use descent::config::Optimizer;
use descent::nn::{Float, Param, narrow, optimizers, widen};
use ndarray::array;

const TOLERANCE: f64 = if size_of::<Float>() == 4 { 2e-6 } else { 1e-13 };

/// Gradients of any sign and size, with zeros.
fn gradients() -> Vec<f64> {
    let seventh = |step: i32| if step % 7 == 6 { 0.0 } else { 1.0 };
    (0..20).map(|step| f64::from((step * 37) % 11 - 5) * 0.3 * seventh(step)).collect()
}

/// A rate that changes on the way.
fn rate(step: usize) -> f64 {
    if step < 8 { 0.1 } else { 0.02 }
}

/// Two parameters of different shape take the steps; the second sees gradients doubled.
fn walk(optimizer: Optimizer, gradients: &[f64]) -> Vec<[f64; 2]> {
    let mut optimizer = optimizers::new(optimizer);
    let mut kernel = Param::new(array![[0.0, 0.0, 1.0], [0.0, 0.0, 0.0]]);
    let mut bias = Param::new(array![[1.0]]);
    let mut path = Vec::new();
    for (step, &g) in gradients.iter().enumerate() {
        kernel.gradient[[0, 2]] = narrow(g);
        bias.gradient[[0, 0]] = narrow(2.0 * g);
        optimizer.step(vec![&mut kernel, &mut bias], rate(step));
        assert_eq!(kernel.value[[1, 1]], 0.0, "no gradient, no step");
        path.push([widen(kernel.value[[0, 2]]), widen(bias.value[[0, 0]])]);
    }
    path
}

fn assert_close(path: &[[f64; 2]], expected: &[[f64; 2]]) {
    assert_eq!(path.len(), expected.len());
    for (step, (ours, expected)) in path.iter().zip(expected).enumerate() {
        for (ours, expected) in ours.iter().zip(expected) {
            assert!((ours - expected).abs() < TOLERANCE, "step {step}: {ours}, not {expected}");
        }
    }
}

#[test]
fn adam_follows_the_scalar_formula() {
    let scalar = |factor: f64| {
        let (mut value, mut m, mut v) = (1.0, 0.0, 0.0);
        let path = gradients().into_iter().enumerate().map(move |(step, g)| {
            let (g, t) = (factor * g, step as i32 + 1);
            m = 0.9 * m + 0.1 * g;
            v = 0.999 * v + 0.001 * g * g;
            // The paper's own form; its epsilon, scaled, is Keras's.
            let (m_hat, v_hat) = (m / (1.0 - 0.9_f64.powi(t)), v / (1.0 - 0.999_f64.powi(t)));
            let epsilon = 1e-7 / (1.0 - 0.999_f64.powi(t)).sqrt();
            value -= rate(step) * m_hat / (v_hat.sqrt() + epsilon);
            value
        });
        path.collect::<Vec<f64>>()
    };
    let expected: Vec<_> = scalar(1.0).into_iter().zip(scalar(2.0)).map(|(a, b)| [a, b]).collect();
    assert_close(&walk(Optimizer::Adam, &gradients()), &expected);
}

#[test]
fn adams_first_steps_by_hand() {
    let path = walk(Optimizer::Adam, &[0.5, -0.25, 0.125]);
    let first: Vec<f64> = path.iter().map(|step| step[0]).collect();
    for (ours, expected) in first.iter().zip(ADAM_BY_HAND) {
        assert!((ours - expected).abs() < TOLERANCE, "{ours}, not {expected}");
    }
}

/// From 1 with gradients 0.5, -0.25, 0.125 and rate 0.1, worked out in double precision
/// from the formula in Keras's `adam.py`.
const ADAM_BY_HAND: [f64; 3] =
    [0.900_000_632_451_532_1, 0.873_367_079_207_921_9, 0.839_324_352_481_928_5];

#[test]
fn sgd_with_momentum_follows_the_scalar_formula() {
    let scalar = |factor: f64| {
        let (mut value, mut velocity) = (1.0, 0.0);
        let path = gradients().into_iter().enumerate().map(move |(step, g)| {
            velocity = 0.9 * velocity - rate(step) * factor * g;
            value += velocity;
            value
        });
        path.collect::<Vec<f64>>()
    };
    let expected: Vec<_> = scalar(1.0).into_iter().zip(scalar(2.0)).map(|(a, b)| [a, b]).collect();
    assert_close(&walk(Optimizer::Sgd { momentum: 0.9 }, &gradients()), &expected);
}

#[test]
fn sgds_first_steps_by_hand() {
    let with_momentum = walk(Optimizer::Sgd { momentum: 0.9 }, &[1.0, 1.0, 1.0]);
    assert_close(&with_momentum, &[[0.9, 0.8], [0.71, 0.42], [0.439, -0.122]]);
    let without = walk(Optimizer::Sgd { momentum: 0.0 }, &[1.0, 1.0, -2.0]);
    assert_close(&without, &[[0.9, 0.8], [0.8, 0.6], [1.0, 1.0]]);
}

#[test]
fn a_subnormal_moment_is_zero() {
    let steps = |optimizer: Optimizer| {
        let mut optimizer = optimizers::new(optimizer);
        let mut param = Param::new(array![[0.0]]);
        param.gradient[[0, 0]] = -Float::MIN_POSITIVE;
        optimizer.step(vec![&mut param], 1.0);
        param.gradient[[0, 0]] = 0.0;
        optimizer.step(vec![&mut param], 1.0);
        param.value[[0, 0]]
    };
    assert_eq!(steps(Optimizer::Sgd { momentum: 0.5 }), Float::MIN_POSITIVE);
    assert_eq!(steps(Optimizer::Adam), 0.0);
}
