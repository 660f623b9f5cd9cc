//! `exp`, `ln`, `tanh` and their kin: fast in a loop, the same bits on every platform.
//!
//! A platform's own functions differ in the last bit from one system to the next.
//! These are made of `+ - * /`, selects and bit operations, which IEEE 754 fixes, and
//! have no branches, so that a loop over a slice becomes vector code with the very same
//! results. Each comes for [`Float`], and as `..._f64` where a sum or a schedule is kept
//! in `f64` whatever the engine's number type is; both are one formula (`formulas.rs`)
//! with the constants of its type (`real.rs`).
//!
//! All results are flushed ([`crate::nn::flush`]), and a zero is `+0`. NaN stays NaN.
//! Errors are the largest found in `f32`, in units in the last place (ulp) of the result;
//! in `f64` all are within 1e-15, relative (`erf`: absolute). `tests/it/nn/math.rs` holds
//! every function to them, over all magnitudes, to its recorded bits, to its limits and to
//! the same bits in a loop and alone.

#![allow(
    clippy::inline_always,
    reason = "a function that is not inlined keeps the loop around it from becoming vector code"
)]

mod formulas;
mod real;

pub(in crate::nn) use real::Real;

use crate::nn::Float;

/// `exp(x)`; infinite above the range, zero below `ln(TINY)`.
///
/// `2^k exp(r)` with `k` the whole number nearest to `x / ln 2`, and for the rest a
/// polynomial: Taylor's in `f64`, a shorter one fitted to `|r| <= ln(2) / 2` in `f32`.
/// Error: 1.1 ulp.
#[inline(always)]
pub fn exp(x: Float) -> Float {
    formulas::exp(x)
}

/// `exp(x) - 1`, precise near zero too; -1 far below. For ELU and SELU.
///
/// `2^k (exp(r) - 1) + (2^k - 1)`, from the same series as [`exp`]. Error: 1.8 ulp.
#[inline(always)]
pub fn expm1(x: Float) -> Float {
    formulas::expm1(x)
}

/// The natural logarithm; `-inf` at zero, NaN below. Subnormal numbers, which the
/// engine does not make, count as zero.
///
/// `k ln 2 + 2 artanh(f / (2 + f))` with `x = 2^k (1 + f)`, in the form of fdlibm's
/// `e_log.c`. Error: 0.9 ulp.
#[inline(always)]
pub fn ln(x: Float) -> Float {
    formulas::ln(x)
}

/// `tanh(x)`; exactly 1 or -1 far out.
///
/// `t / (2 - t)` with `t = 1 - exp(-2|x|)`, which loses nothing near zero; then the sign.
/// Error: 2.6 ulp.
#[inline(always)]
pub fn tanh(x: Float) -> Float {
    formulas::tanh(x)
}

/// `1 / (1 + exp(-x))`, precise on both sides of zero.
///
/// `s / (1 + exp(-|x|))` with `s = 1`, or `exp(-|x|)` for a negative `x`. Error: 2.4
/// ulp.
#[inline(always)]
pub fn sigmoid(x: Float) -> Float {
    formulas::sigmoid(x)
}

/// `ln(1 + exp(x))` without overflow: the binary cross-entropy of a logit.
///
/// `max(x, 0) + ln(1 + exp(-|x|))`. Error: 1.8 ulp.
#[inline(always)]
pub fn softplus(x: Float) -> Float {
    formulas::softplus(x)
}

/// `2 / sqrt(pi)` times the integral of `exp(-t^2)` from 0 to `x`; exactly 1 or -1 far
/// out. For the exact GELU, `x (1 + erf(x / sqrt 2)) / 2`.
///
/// In the manner of W. J. Cody ("Rational Chebyshev approximation for the error
/// function", 1969), in two pieces: `x P(x^2)` below 0.8 and `1 - exp(-x^2) Q(x) / R(x)`
/// above, the coefficients interpolated at Chebyshev's points. Absolute error: 1.7e-7.
#[inline(always)]
pub fn erf(x: Float) -> Float {
    formulas::erf(x)
}

/// [`exp`] in `f64`. Relative error: 1e-15.
#[inline(always)]
pub fn exp_f64(x: f64) -> f64 {
    formulas::exp(x)
}

/// [`ln`] in `f64`. Relative error: 1e-15.
#[inline(always)]
pub fn ln_f64(x: f64) -> f64 {
    formulas::ln(x)
}

/// [`softplus`] in `f64`. Relative error: 1e-15.
#[inline(always)]
pub fn softplus_f64(x: f64) -> f64 {
    formulas::softplus(x)
}

/// `base^exponent` for a positive base, as `exp(exponent ln(base))`.
///
/// Relative error: 3e-16 times `1 + |exponent ln(base)|`.
#[inline(always)]
pub fn pow_f64(base: f64, exponent: f64) -> f64 {
    formulas::exp(exponent * formulas::ln(base))
}

/// `cos(x)` for `|x|` up to 1000.
///
/// `(-1)^k cos(x - k pi)` with the nearest `k`, then Taylor's series. Absolute error:
/// 1e-15.
#[inline(always)]
pub fn cos_f64(x: f64) -> f64 {
    formulas::cos(x)
}
