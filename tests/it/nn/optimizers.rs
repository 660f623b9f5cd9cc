//! Optimizers against scalar loops and hand-computed steps.

use descent::config::{AdamWConfig, Optimizer, SgdConfig};
use descent::nn::{Float, TINY, narrow, optimizers, widen};

use crate::support::sgd;

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

/// Two numbers take the steps; the second sees gradients doubled, between padding.
fn walk(optimizer: Optimizer, gradients: &[f64]) -> Vec<[f64; 2]> {
    let mut optimizer = optimizers::new(optimizer, 8);
    let mut values = [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0];
    let mut path = Vec::new();
    for (step, &g) in gradients.iter().enumerate() {
        let mut gradient = [0.0; 8];
        (gradient[0], gradient[4]) = (narrow(g), narrow(2.0 * g));
        optimizer.step(&mut values, &gradient, rate(step));
        assert_eq!(values[1..4], [0.0; 3], "no gradient, no step");
        path.push([widen(values[0]), widen(values[4])]);
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

/// `scalar(factor)` is the path of one number whose gradients are `factor` times those.
fn both(scalar: impl Fn(f64) -> Vec<f64>) -> Vec<[f64; 2]> {
    scalar(1.0).into_iter().zip(scalar(2.0)).map(|(a, b)| [a, b]).collect()
}

#[test]
fn adam_follows_the_scalar_formula() {
    let scalar = |decay: f64| {
        move |factor: f64| {
            let (mut value, mut m, mut v) = (1.0, 0.0, 0.0);
            let path = gradients().into_iter().enumerate().map(move |(step, g)| {
                let (g, t) = (factor * g, step as i32 + 1);
                value -= decay * rate(step) * value;
                m = 0.9 * m + 0.1 * g;
                v = 0.999 * v + 0.001 * g * g;
                // The paper's own form; its epsilon, scaled, is Keras's.
                let (m_hat, v_hat) = (m / (1.0 - 0.9_f64.powi(t)), v / (1.0 - 0.999_f64.powi(t)));
                let epsilon = 1e-7 / (1.0 - 0.999_f64.powi(t)).sqrt();
                value -= rate(step) * m_hat / (v_hat.sqrt() + epsilon);
                value
            });
            path.collect::<Vec<f64>>()
        }
    };
    assert_close(&walk(Optimizer::ADAM, &gradients()), &both(scalar(0.0)));
    let adam_w = Optimizer::AdamW(AdamWConfig { weight_decay: 0.1, ..AdamWConfig::DEFAULT });
    assert_close(&walk(adam_w, &gradients()), &both(scalar(0.1)));
}

#[test]
fn adams_first_steps_by_hand() {
    let path = walk(Optimizer::ADAM, &[0.5, -0.25, 0.125]);
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
    for nesterov in [false, true] {
        let scalar = |factor: f64| {
            let (mut value, mut velocity) = (1.0, 0.0);
            let path = gradients().into_iter().enumerate().map(move |(step, g)| {
                let step = rate(step) * factor * g;
                velocity = 0.9 * velocity - step;
                value += if nesterov { 0.9 * velocity - step } else { velocity };
                value
            });
            path.collect::<Vec<f64>>()
        };
        let sgd = Optimizer::Sgd(SgdConfig { momentum: 0.9, nesterov });
        assert_close(&walk(sgd, &gradients()), &both(scalar));
    }
}

#[test]
fn sgds_first_steps_by_hand() {
    let with_momentum = walk(sgd(0.9), &[1.0, 1.0, 1.0]);
    assert_close(&with_momentum, &[[0.9, 0.8], [0.71, 0.42], [0.439, -0.122]]);
    let without = walk(sgd(0.0), &[1.0, 1.0, -2.0]);
    assert_close(&without, &[[0.9, 0.8], [0.8, 0.6], [1.0, 1.0]]);
}

#[test]
fn what_is_tiny_moves_nothing() {
    for optimizer in Optimizer::ALL.into_iter().chain([sgd(0.5)]) {
        let mut engine = optimizers::new(optimizer, 4);
        let mut values = [1.0, 0.0, TINY * 0.5, -1.0];
        let gradients = [TINY * 0.5, -TINY * 0.5, 0.0, 0.0];
        engine.step(&mut values, &gradients, 0.001);
        assert_eq!(values[1..3], [0.0, 0.0], "{}", optimizer.label());
        assert!((values[0] - 1.0).abs() < 1e-5, "{}", optimizer.label());
    }
}
