//! Losses: values and gradients, from the network's raw output.
//!
//! Behind a sigmoid or a softmax the cross-entropies take logits, what stands before it:
//! there the value never overflows and the gradient is a difference of probabilities. Of
//! any other output they take what the user sees for probabilities, as Keras does.
//! Checked by `tests/it/nn/gradients.rs::losses_of_the_raw_output`,
//! `tests/it/golden/losses.rs` and `tests/it/nn/losses.rs`.

use crate::config::{Activation, Loss};
use crate::nn::kernels::math::{exp, ln, ln_f64, sigmoid, softplus, softplus_f64, tanh};
use crate::nn::{Float, LossInput, View, ViewMut, flush, narrow, widen};

/// Rows that are computed at a time: enough for whole vectors.
const BLOCK: usize = 16;
/// `keras.config.epsilon()`: a probability is held so far from 0 and 1, or its logarithm
/// would be infinite.
pub const EPSILON: f64 = 1e-7;

/// What `loss` takes from a network whose output block has `activation`: logits where a
/// cross-entropy stands behind its own activation.
pub fn loss_input(loss: Loss, activation: Activation) -> LossInput {
    match (loss, activation) {
        (Loss::BinaryCrossentropy, Activation::Sigmoid)
        | (
            Loss::CategoricalCrossentropy | Loss::SparseCategoricalCrossentropy,
            Activation::Softmax,
        ) => LossInput::Logits,
        _ => LossInput::Predictions,
    }
}

/// The **sum** over rows of `loss`, each row times its weight, and the gradient of the
/// batch **mean** with respect to the raw output. A caller divides the sum by all rows
/// of a part to get Keras's mean (`sum_over_batch_size`: weights are not divided by).
///
/// # Formula
/// For a row with raw outputs `z` and targets `t`, `d = z - t`; means over the outputs:
/// - mean squared error: `mean(d^2)`; gradient `2 d`
/// - mean absolute error: `mean(|d|)`; `sign(d)`, 0 at 0
/// - Huber: `mean(d^2 / 2)` up to `|d| = delta`, `delta |d| - delta^2 / 2` beyond;
///   `d` cut to `delta`
/// - log-cosh: `mean(ln cosh d)`; `tanh(d)`
/// - binary cross-entropy: `mean(ln(1 + exp(z)) - t z)`; `sigmoid(z) - t`
/// - hinge, with `s = 2 t - 1`: `mean(max(1 - s z, 0))`; `-s` where that is above 0
/// - categorical cross-entropy: `sum_c t_c (ln sum_j exp(z_j) - z_c)`; `softmax(z) - t`
///
/// The cross-entropies of predictions `p`, with `q` held from 1e-7 to 1 - 1e-7, beyond
/// which they are flat (`from_logits=False`, as the JAX and `PyTorch` backends have it):
/// - binary, `q = p`: `-mean(t ln q + (1 - t) ln(1 - q))`; `(q - t) / (q (1 - q))`
/// - categorical, `q = p / s`, `s = sum_j p_j`: `-sum_c t_c ln q_c`;
///   `(sum_c t_c - t_j / q_j) / s`, the sum over the classes that are not held
///
/// Each gradient is divided by the number of elements, or of rows for categorical
/// cross-entropy.
///
/// # Shapes
/// `raw`, `targets` and `gradient` `[batch, outputs]`; targets are numbers, 0 or 1,
/// one-hot, or, for sparse categorical cross-entropy, `[batch, 1]` with the number of
/// the class. `weights` one for each row, or empty for 1 each. `kind` is what `raw` is,
/// which only the cross-entropies ask: see [`loss_input`].
pub fn evaluate(
    loss: Loss,
    kind: LossInput,
    raw: View<'_>,
    targets: View<'_>,
    weights: &[Float],
    gradient: ViewMut<'_>,
) -> f64 {
    let rows = LossRows { raw, targets, weights };
    match loss {
        Loss::MeanSquaredError => elements(rows, gradient, |z, t| {
            let d = z - t;
            (d * d, 2.0 * d)
        }),
        Loss::MeanAbsoluteError => elements(rows, gradient, |z, t| {
            let d = z - t;
            (d.abs(), sign(d))
        }),
        Loss::Huber { delta } => {
            let delta = narrow(delta);
            elements(rows, gradient, |z, t| {
                let d = z - t;
                let size = d.abs();
                if size > delta {
                    (delta * size - 0.5 * delta * delta, delta * sign(d))
                } else {
                    (0.5 * d * d, d)
                }
            })
        }
        Loss::LogCosh => elements(rows, gradient, |z, t| (ln_cosh(z - t), tanh(z - t))),
        Loss::BinaryCrossentropy if kind == LossInput::Predictions => {
            elements(rows, gradient, |p, t| {
                let (p, t) = (Held::new(widen(p)), widen(t));
                let value = -(t * ln_f64(p.value) + (1.0 - t) * ln_f64(1.0 - p.value));
                let slope = (p.value - t) / (p.value * (1.0 - p.value));
                (narrow(value), if p.is_held { 0.0 } else { narrow(slope) })
            })
        }
        Loss::BinaryCrossentropy => elements(rows, gradient, |z, t| {
            // For a target of 0 or 1 the first two terms cancel exactly where the
            // prediction is right, which keeps small losses precise.
            let above = if z > 0.0 { z } else { z * 0.0 };
            (above - z * t + softplus(-z.abs()), sigmoid(z) - t)
        }),
        Loss::Hinge => elements(rows, gradient, |z, t| {
            let s = 2.0 * t - 1.0;
            let short = 1.0 - s * z;
            if short <= 0.0 { (0.0, 0.0) } else { (short, -s) }
        }),
        Loss::CategoricalCrossentropy if kind == LossInput::Predictions => {
            of_probabilities(rows, gradient, |targets, class| widen(targets[class]))
        }
        Loss::SparseCategoricalCrossentropy if kind == LossInput::Predictions => of_probabilities(
            rows,
            gradient,
            |targets, class| {
                if targets[0] == class as Float { 1.0 } else { 0.0 }
            },
        ),
        Loss::CategoricalCrossentropy => {
            let stride = targets.stride();
            crossentropy(rows, gradient, |block, class| {
                column(block.targets, block.rows, stride, class)
            })
        }
        Loss::SparseCategoricalCrossentropy => {
            let stride = targets.stride();
            crossentropy(rows, gradient, |block, class| {
                let is_class = |t: Float| if t == class as Float { 1.0 } else { 0.0 };
                column(block.targets, block.rows, stride, 0).map(is_class)
            })
        }
    }
}

/// The rows of a batch.
#[derive(Clone, Copy)]
struct LossRows<'a> {
    raw: View<'a>,
    targets: View<'a>,
    weights: &'a [Float],
}

/// Up to [`BLOCK`] rows.
struct RowBlock<'a, 'g> {
    rows: usize,
    raw: &'a [Float],
    targets: &'a [Float],
    gradient: &'g mut [Float],
}

impl<'a> LossRows<'a> {
    fn blocks<'g>(&self, gradient: &'g mut ViewMut<'_>) -> impl Iterator<Item = RowBlock<'a, 'g>> {
        let (rows, stride) = (self.raw.rows(), self.raw.stride().max(1));
        let targets = self.targets.data().chunks(BLOCK * self.targets.stride().max(1));
        let blocks = self.raw.data().chunks(BLOCK * stride).zip(targets);
        let gradients = gradient.data().chunks_mut(BLOCK * stride);
        gradients.zip(blocks).enumerate().map(move |(index, (gradient, (raw, targets)))| {
            let rows = BLOCK.min(rows - index * BLOCK);
            RowBlock { rows, raw, targets, gradient }
        })
    }

    /// Up to [`BLOCK`] weights from `first` on; beyond the rows anything.
    fn weights(&self, first: usize) -> [Float; BLOCK] {
        let mut block = [1.0; BLOCK];
        for (block, &weight) in block.iter_mut().zip(self.weights.iter().skip(first)) {
            *block = weight;
        }
        block
    }
}

/// A column of `rows` rows, so that loops over it run on whole vectors; beyond the rows
/// zeros.
#[inline]
fn column(block: &[Float], rows: usize, stride: usize, col: usize) -> [Float; BLOCK] {
    let mut values = [0.0; BLOCK];
    let mut at = col;
    for value in &mut values[..rows] {
        *value = block[at];
        at += stride;
    }
    values
}

impl RowBlock<'_, '_> {
    #[inline]
    fn put_column(&mut self, stride: usize, col: usize, values: &[Float; BLOCK]) {
        let mut at = col;
        for &value in &values[..self.rows] {
            self.gradient[at] = value;
            at += stride;
        }
    }
}

/// A loss that is a mean over elements; `of(z, t)` is an element's value and slope.
fn elements(
    rows: LossRows<'_>,
    mut gradient: ViewMut<'_>,
    of: impl Fn(Float, Float) -> (Float, Float),
) -> f64 {
    let (cols, stride) = (rows.raw.cols(), rows.raw.stride());
    let share = 1.0 / (rows.raw.rows() * cols) as Float;
    gradient.data().fill(0.0);
    let mut sum = 0.0;
    for (index, mut block) in rows.blocks(&mut gradient).enumerate() {
        let weights = rows.weights(index * BLOCK);
        for col in 0..cols {
            let z = column(block.raw, block.rows, stride, col);
            let t = column(block.targets, block.rows, stride, col);
            let (mut values, mut slopes) = ([0.0; BLOCK], [0.0; BLOCK]);
            for i in 0..BLOCK {
                let (value, slope) = of(z[i], t[i]);
                values[i] = value * weights[i];
                slopes[i] = flush(slope * weights[i] * share);
            }
            for &value in &values[..block.rows] {
                sum += widen(value);
            }
            block.put_column(stride, col, &slopes);
        }
    }
    sum / cols.max(1) as f64
}

/// Softmax and cross-entropy in one; `target(block, class)` are the targets of a class.
fn crossentropy(
    rows: LossRows<'_>,
    mut gradient: ViewMut<'_>,
    target: impl Fn(&RowBlock<'_, '_>, usize) -> [Float; BLOCK],
) -> f64 {
    let (cols, stride) = (rows.raw.cols(), rows.raw.stride());
    let share = 1.0 / rows.raw.rows() as Float;
    gradient.data().fill(0.0);
    let mut sum = 0.0;
    for (index, mut block) in rows.blocks(&mut gradient).enumerate() {
        // Shifted by the largest of the row: nothing changes, and `exp` cannot overflow.
        let mut largest = [Float::NEG_INFINITY; BLOCK];
        for class in 0..cols {
            let z = column(block.raw, block.rows, stride, class);
            for i in 0..BLOCK {
                largest[i] = if z[i] > largest[i] { z[i] } else { largest[i] };
            }
        }
        let (mut sums, mut labels, mut hits) = ([0.0; BLOCK], [0.0; BLOCK], [0.0; BLOCK]);
        for class in 0..cols {
            let mut z = column(block.raw, block.rows, stride, class);
            let t = target(&block, class);
            for i in 0..BLOCK {
                let shifted = z[i] - largest[i];
                labels[i] += t[i];
                hits[i] += t[i] * shifted;
                z[i] = exp(shifted);
                sums[i] += z[i];
            }
            block.put_column(stride, class, &z);
        }
        let weights = rows.weights(index * BLOCK);
        let (mut values, mut scales) = ([0.0; BLOCK], [0.0; BLOCK]);
        for i in 0..BLOCK {
            values[i] = (labels[i] * ln(sums[i]) - hits[i]) * weights[i];
            scales[i] = weights[i] * share;
        }
        for &value in &values[..block.rows] {
            sum += widen(value);
        }
        for class in 0..cols {
            let mut e = column(block.gradient, block.rows, stride, class);
            let t = target(&block, class);
            for i in 0..BLOCK {
                e[i] = flush((e[i] / sums[i] * labels[i] - t[i]) * scales[i]);
            }
            block.put_column(stride, class, &e);
        }
    }
    sum
}

/// A probability held from [`EPSILON`] to 1 - [`EPSILON`]; NaN stays NaN.
struct Held {
    value: f64,
    is_held: bool,
}

impl Held {
    fn new(p: f64) -> Self {
        if p < EPSILON {
            Self { value: EPSILON, is_held: true }
        } else if p > 1.0 - EPSILON {
            Self { value: 1.0 - EPSILON, is_held: true }
        } else {
            Self { value: p, is_held: false }
        }
    }
}

/// Cross-entropy of outputs that are shares of their sum, in `f64`: near 1 a share's
/// distance from it is all that counts. `target(row, class)` is the target of a class.
fn of_probabilities(
    rows: LossRows<'_>,
    mut gradient: ViewMut<'_>,
    target: impl Fn(&[Float], usize) -> f64,
) -> f64 {
    let share = 1.0 / rows.raw.rows() as f64;
    gradient.data().fill(0.0);
    let mut sum = 0.0;
    let parts = rows.raw.iter_rows().zip(rows.targets.iter_rows());
    for (index, ((p, t), slopes)) in parts.zip(gradient.iter_rows_mut()).enumerate() {
        let weight = rows.weights.get(index).map_or(1.0, |&weight| widen(weight));
        let mut total = 0.0;
        for &p in p {
            total += widen(p);
        }
        let (mut value, mut free) = (0.0, 0.0);
        for (class, &p) in p.iter().enumerate() {
            let q = Held::new(widen(p) / total);
            value -= target(t, class) * ln_f64(q.value);
            free += if q.is_held { 0.0 } else { target(t, class) };
        }
        for (class, (&p, slope)) in p.iter().zip(slopes).enumerate() {
            let q = Held::new(widen(p) / total);
            let own = if q.is_held { 0.0 } else { target(t, class) / q.value };
            *slope = flush(narrow((free - own) / total * (weight * share)));
        }
        sum += value * weight;
    }
    sum
}

/// `ln cosh d`, from `f64`: near zero it is the small difference of two numbers near 1.
fn ln_cosh(d: Float) -> Float {
    let size = widen(d).abs();
    narrow(size + softplus_f64(-2.0 * size) - std::f64::consts::LN_2)
}

/// -1, 0 or 1; NaN stays NaN.
fn sign(x: Float) -> Float {
    if x > 0.0 {
        1.0
    } else if x < 0.0 {
        -1.0
    } else {
        x * 0.0
    }
}
