//! The activations: formula and derivative side by side, each a loop over a slice.
//!
//! The derivative is written in terms of `y` where that is as precise, else of `x`.
//! Results below [`TINY`](crate::nn::TINY) are zero; NaN stays NaN. At a kink the slope
//! is that of the side below, as in Keras.
//! Checked by `tests/it/nn/gradients.rs::activations`, `tests/it/golden/layers.rs` and
//! `tests/it/nn/layers.rs`.

use crate::config::Activation;
use crate::nn::kernels::math::{erf, exp, expm1, sigmoid, softplus, tanh};
use crate::nn::{Float, View, ViewMut, flush};

/// `keras.activations.leaky_relu`'s default `negative_slope`.
const LEAKY_SLOPE: Float = 0.2;
/// Klambauer et al., 2017: the fixed point of SELU, as in `keras.activations.selu`.
#[allow(clippy::excessive_precision, clippy::unreadable_literal)] // as published; f64 uses it all
const SELU_ALPHA: Float = 1.6732632423543772848170429916717;
#[allow(clippy::excessive_precision, clippy::unreadable_literal)]
const SELU_SCALE: Float = 1.0507009873554804934193349852946;
const SQRT_HALF: Float = std::f64::consts::FRAC_1_SQRT_2 as Float;
/// `1 / sqrt(2 pi)`
#[allow(clippy::excessive_precision)]
const NORMAL_PEAK: Float = 0.398_942_280_401_432_7;

/// Whether [`backward`] needs `y` alone, not `x`.
pub fn is_function_of_output(activation: Activation) -> bool {
    match activation {
        Activation::Linear
        | Activation::Relu
        | Activation::LeakyRelu
        | Activation::Elu
        | Activation::Selu
        | Activation::Sigmoid
        | Activation::Tanh
        | Activation::Softmax
        | Activation::Exponential => true,
        Activation::Gelu | Activation::Silu | Activation::Softplus => false,
    }
}

/// `y = f(y)` in place.
///
/// # Formula
/// - `relu`: `max(y, 0)`; `leaky_relu`: `y` or `0.2 y`; `exponential`: `exp(y)`
/// - `elu`: `y` or `exp(y) - 1`; `selu`: `1.0507 y` or `1.0507 1.6733 (exp(y) - 1)`
/// - `gelu`: `y (1 + erf(y / sqrt(2))) / 2`; `silu`: `y sigmoid(y)`
/// - `softplus`: `ln(1 + exp(y))`; `sigmoid`, `tanh`; `softmax` along each row
///
/// # Shapes
/// `[batch, units]`; the padding comes out finite, not zero.
pub fn forward(activation: Activation, mut y: ViewMut<'_>) {
    match activation {
        Activation::Linear => {}
        Activation::Relu => each(y, |y| if y <= 0.0 { 0.0 } else { y }),
        Activation::LeakyRelu => each(y, |y| if y > 0.0 { y } else { y * LEAKY_SLOPE }),
        Activation::Elu => each(y, |y| if y > 0.0 { y } else { expm1(y) }),
        Activation::Selu => {
            each(y, |y| SELU_SCALE * if y > 0.0 { y } else { SELU_ALPHA * expm1(y) });
        }
        Activation::Gelu => each(y, |y| flush(y * (0.5 * (1.0 + erf(y * SQRT_HALF))))),
        Activation::Silu => each(y, |y| flush(y * sigmoid(y))),
        Activation::Softplus => each(y, softplus),
        Activation::Sigmoid => each(y, sigmoid),
        Activation::Tanh => each(y, tanh),
        Activation::Exponential => each(y, exp),
        Activation::Softmax => {
            shift_rows(y.reborrow());
            each(y.reborrow(), exp);
            normalize_rows(y);
        }
    }
}

/// `dy *= f'(x)` in place, given `x` and `y = f(x)`; `x` is read only where
/// [`is_function_of_output`] says no.
///
/// # Formula
/// - `softmax`: `dx_i = y_i (dy_i - sum_j dy_j y_j)`
/// - `gelu`: `Phi(x) + x phi(x)`, the standard normal distribution and its density
/// - `silu`: `s (1 + x (1 - s))` with `s = sigmoid(x)`; `softplus`: `sigmoid(x)`
/// - the others follow from `y`: `sigmoid` `y (1 - y)`, `tanh` `1 - y^2`, ...
///
/// # Shapes
/// All `[batch, units]`. The padding of `dy` stays zero.
pub fn backward(activation: Activation, x: View<'_>, y: View<'_>, dy: ViewMut<'_>) {
    match activation {
        Activation::Linear => {}
        Activation::Relu => with(dy, y, |dy, y| if y > 0.0 { dy } else { dy * 0.0 }),
        Activation::LeakyRelu => with(dy, y, |dy, y| if y > 0.0 { dy } else { dy * LEAKY_SLOPE }),
        Activation::Elu => with(dy, y, |dy, y| if y > 0.0 { dy } else { dy * (y + 1.0) }),
        Activation::Selu => with(dy, y, |dy, y| {
            let slope = if y > 0.0 { SELU_SCALE } else { y + SELU_SCALE * SELU_ALPHA };
            dy * slope
        }),
        Activation::Gelu => with(dy, x, |dy, x| {
            let below = 0.5 * (1.0 + erf(x * SQRT_HALF));
            dy * (below + x * (NORMAL_PEAK * exp(-0.5 * x * x)))
        }),
        Activation::Silu => with(dy, x, |dy, x| {
            let s = sigmoid(x);
            dy * (s * (1.0 + x * (1.0 - s)))
        }),
        Activation::Softplus => with(dy, x, |dy, x| dy * sigmoid(x)),
        Activation::Sigmoid => with(dy, y, |dy, y| dy * (y * (1.0 - y))),
        Activation::Tanh => with(dy, y, |dy, y| dy * (1.0 - y * y)),
        Activation::Exponential => with(dy, y, |dy, y| dy * y),
        Activation::Softmax => softmax_backward(y, dy),
    }
}

fn each(mut y: ViewMut<'_>, of: impl Fn(Float) -> Float) {
    for y in y.data() {
        *y = of(*y);
    }
}

fn with(mut dy: ViewMut<'_>, other: View<'_>, of: impl Fn(Float, Float) -> Float) {
    for (dy, &other) in dy.data().iter_mut().zip(other.data()) {
        *dy = flush(of(*dy, other));
    }
}

/// Takes each row's largest number off it: softmax stays, and `exp` cannot overflow.
fn shift_rows(mut y: ViewMut<'_>) {
    for row in y.iter_rows_mut() {
        let largest = largest(row);
        for y in row {
            *y -= largest;
        }
    }
}

/// The largest number of a row, its first NaN aside.
fn largest(row: &[Float]) -> Float {
    row.iter().fold(Float::NEG_INFINITY, |max, &y| if y > max { y } else { max })
}

fn normalize_rows(mut y: ViewMut<'_>) {
    for row in y.iter_rows_mut() {
        let mut sum = 0.0;
        for &y in &*row {
            sum += y;
        }
        for y in row {
            *y = flush(*y / sum);
        }
    }
}

fn softmax_backward(y: View<'_>, mut dy: ViewMut<'_>) {
    for (dy, y) in dy.iter_rows_mut().zip(y.iter_rows()) {
        let mut mean = 0.0;
        for (&dy, &y) in dy.iter().zip(y) {
            mean += dy * y;
        }
        for (dy, &y) in dy.iter_mut().zip(y) {
            *dy = flush(y * (*dy - mean));
        }
    }
}
