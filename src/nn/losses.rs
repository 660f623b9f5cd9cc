//! What training makes smaller: values and gradients, from the network's raw output.
//!
//! The cross-entropies take logits, what stands before sigmoid or softmax: there the
//! value never overflows and the gradient is a difference of probabilities.
//! Checked by `tests/it/gradients.rs::losses_of_the_raw_output` and `tests/it/losses.rs`.

use ndarray::{Array2, ArrayView1};

use crate::config::{Activation, Loss};
use crate::nn::kernels::math::{exp_f64, ln_f64, sigmoid, softplus_f64};
use crate::nn::layers::activate;
use crate::nn::{Float, widen};

/// The **sum** over rows of `loss`, row by row from the first; a caller divides by all
/// rows of a part to get Keras's mean.
///
/// # Formula
/// For a row with raw outputs `z` and targets `t`:
/// - mean squared error: `mean((z - t)^2)` over the outputs;
/// - mean absolute error: `mean(|z - t|)` over the outputs;
/// - binary cross-entropy: `mean(ln(1 + exp(z)) - t z)` over the outputs;
/// - categorical cross-entropy: `sum_c t_c (ln sum_j exp(z_j) - z_c)`.
///
/// # Shapes
/// `raw` and `targets` `[batch, outputs]`; targets are numbers, 0 or 1, or one-hot.
pub fn sum_over_rows(loss: Loss, raw: &Array2<Float>, targets: &Array2<Float>) -> f64 {
    let mut sum = 0.0;
    for (z, t) in raw.rows().into_iter().zip(targets.rows()) {
        sum += match loss {
            Loss::MeanSquaredError => row_mean(z, t, |z, t| (z - t) * (z - t)),
            Loss::MeanAbsoluteError => row_mean(z, t, |z, t| (z - t).abs()),
            Loss::BinaryCrossentropy => row_mean(z, t, binary_crossentropy),
            Loss::CategoricalCrossentropy => categorical_crossentropy(z, t),
        };
    }
    sum
}

/// The gradient of the batch **mean** of `loss` with respect to the raw output.
///
/// # Formula
/// With `n` the number of elements, or of rows for categorical cross-entropy:
/// `2 (z - t) / n`, `sign(z - t) / n` (0 at 0), `(sigmoid(z) - t) / n`,
/// `(softmax(z) - t) / n`.
///
/// # Shapes
/// `[batch, outputs]`, as `raw` and `targets`.
pub fn gradient(loss: Loss, raw: &Array2<Float>, targets: &Array2<Float>) -> Array2<Float> {
    let elements = raw.len() as Float;
    let difference = |predicted: Array2<Float>| predicted - targets;
    match loss {
        Loss::MeanSquaredError => difference(raw.clone()) * (2.0 / elements),
        Loss::MeanAbsoluteError => difference(raw.clone()).mapv_into(sign) / elements,
        Loss::BinaryCrossentropy => difference(raw.mapv(sigmoid)) / elements,
        Loss::CategoricalCrossentropy => {
            difference(activate(Activation::Softmax, raw.clone())) / raw.nrows() as Float
        }
    }
}

fn row_mean(
    z: ArrayView1<'_, Float>,
    t: ArrayView1<'_, Float>,
    of: impl Fn(f64, f64) -> f64,
) -> f64 {
    let mut sum = 0.0;
    for (&z, &t) in z.iter().zip(t) {
        sum += of(widen(z), widen(t));
    }
    sum / z.len() as f64
}

/// `ln(1 + exp(z)) - t z`, which is `-t ln p - (1 - t) ln(1 - p)`. For a target of
/// exactly 1 it is written as `ln(1 + exp(-z))`, which keeps small losses precise.
fn binary_crossentropy(z: f64, t: f64) -> f64 {
    if t == 1.0 { softplus_f64(-z) } else { softplus_f64(z) - t * z }
}

fn categorical_crossentropy(z: ArrayView1<'_, Float>, t: ArrayView1<'_, Float>) -> f64 {
    let largest =
        widen(z.iter().fold(Float::NEG_INFINITY, |max, &z| if z > max { z } else { max }));
    let mut sum = 0.0;
    for &z in z {
        sum += exp_f64(widen(z) - largest);
    }
    let log_sum = ln_f64(sum);
    let mut loss = 0.0;
    for (&z, &t) in z.iter().zip(t) {
        loss += widen(t) * (log_sum + (largest - widen(z)));
    }
    loss
}

/// -1, 0 or 1; NaN stays NaN.
fn sign(x: Float) -> Float {
    if x == 0.0 { 0.0 } else { x.signum() }
}
