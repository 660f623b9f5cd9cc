//! `exp`, `ln`, `tanh` and their kin with the same bits on every platform.
//!
//! A platform's own functions differ in the last bit from one system to the next.
//! These are made of `+ - * /` and bit operations, which IEEE 754 fixes. They compute
//! in `f64`, so that an `f32` result is almost always the correctly rounded one
//! (at most 1 ulp off); in `f64` they are within 1e-14 of the true value. A result too
//! small for a normal number is zero; NaN stays NaN.
//! Checked against the standard library in `tests/it/kernels.rs`.

use std::f64::consts::{LOG2_E, SQRT_2};

use crate::nn::{Float, flush, narrow, widen};

/// `exp(x)`; infinite above the range, zero below it.
#[inline]
pub fn exp(x: Float) -> Float {
    flush(narrow(exp_f64(widen(x))))
}

/// The natural logarithm; `-inf` at zero, NaN below.
#[inline]
pub fn ln(x: Float) -> Float {
    flush(narrow(ln_f64(widen(x))))
}

/// `tanh(x)`; exactly 1 or -1 far out.
#[inline]
pub fn tanh(x: Float) -> Float {
    flush(narrow(tanh_f64(widen(x))))
}

/// `1 / (1 + exp(-x))`, precise on both sides of zero.
#[inline]
pub fn sigmoid(x: Float) -> Float {
    flush(narrow(sigmoid_f64(widen(x))))
}

/// `ln(1 + exp(x))` without overflow: the binary cross-entropy of a logit.
#[inline]
pub fn softplus(x: Float) -> Float {
    flush(narrow(softplus_f64(widen(x))))
}

/// ln 2 in two parts: the first has so few bits that `k * LN2_HIGH` is exact.
const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000);
const LN2_LOW: f64 = f64::from_bits(0x3dea_39ef_3579_3c76);

/// Adding and subtracting it rounds a small number to a whole one.
const ROUNDER: f64 = 6_755_399_441_055_744.0; // 1.5 * 2^52

/// Above it `exp` is infinite.
const EXP_MAX: f64 = 709.782_712_893_384;
/// Below it `exp` is no normal number.
const EXP_MIN: f64 = -708.396_418_532_264_1;

/// [`exp`] in `f64`.
#[inline]
pub fn exp_f64(x: f64) -> f64 {
    if x > EXP_MAX {
        f64::INFINITY
    } else if x < EXP_MIN {
        0.0
    } else {
        let (k, p) = reduced_exp(x);
        // In two halves, for 2^1024 is not a number while exp(709.7) is.
        let half = k >> 1;
        (1.0 + p) * power_of_two(half) * power_of_two(k - half)
    }
}

/// [`ln`] in `f64`.
#[inline]
pub fn ln_f64(x: f64) -> f64 {
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x == f64::INFINITY {
        return x;
    }
    // x = 2^k m with m from sqrt(1/2) to sqrt(2).
    let (normal, shift) = if x < f64::MIN_POSITIVE {
        (x * power_of_two(54), 54) // subnormal
    } else {
        (x, 0)
    };
    let bits = normal.to_bits();
    let mut k = (bits >> 52) as i32 - 1023 - shift;
    let mut m = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    if m > SQRT_2 {
        m *= 0.5;
        k += 1;
    }
    let k = f64::from(k);
    k * LN2_HIGH + (ln_near_one(m - 1.0) + k * LN2_LOW)
}

/// [`tanh`] in `f64`.
#[inline]
pub fn tanh_f64(x: f64) -> f64 {
    // tanh|x| = t / (t + 2) with t = exp(2|x|) - 1, which loses nothing near zero.
    let magnitude = if x.abs() > 22.0 { 22.0 } else { x.abs() };
    let (k, p) = reduced_exp(2.0 * magnitude);
    let scale = power_of_two(k);
    let t = (scale - 1.0) + scale * p;
    (t / (t + 2.0)).copysign(x)
}

/// [`sigmoid`] in `f64`.
#[inline]
pub fn sigmoid_f64(x: f64) -> f64 {
    let small = exp_f64(-x.abs());
    (if x < 0.0 { small } else { 1.0 }) / (1.0 + small)
}

/// [`softplus`] in `f64`.
#[inline]
pub fn softplus_f64(x: f64) -> f64 {
    let positive = if x < 0.0 { 0.0 } else { x };
    positive + ln_one_plus(exp_f64(-x.abs()))
}

/// `(k, p)` with `exp(x) = 2^k (1 + p)` and `|p| < 0.42`.
#[inline]
fn reduced_exp(x: f64) -> (i32, f64) {
    let k = (x * LOG2_E + ROUNDER) - ROUNDER;
    let r = (x - k * LN2_HIGH) - k * LN2_LOW;
    // Taylor: |r| <= ln(2) / 2, so the first term left out is below 1e-17.
    let p = INVERSE_FACTORIALS.iter().rev().fold(0.0, |sum, term| sum * r + term);
    (k as i32, r + r * r * p)
}

/// `1/2!` to `1/13!`.
const INVERSE_FACTORIALS: [f64; 12] = [
    1.0 / 2.0,
    1.0 / 6.0,
    1.0 / 24.0,
    1.0 / 120.0,
    1.0 / 720.0,
    1.0 / 5_040.0,
    1.0 / 40_320.0,
    1.0 / 362_880.0,
    1.0 / 3_628_800.0,
    1.0 / 39_916_800.0,
    1.0 / 479_001_600.0,
    1.0 / 6_227_020_800.0,
];

/// `2^k` for `k` from -1022 to 1023.
#[inline]
fn power_of_two(k: i32) -> f64 {
    f64::from_bits(((k + 1023) as u64) << 52)
}

/// `ln(1 + f)` for `1 + f` from sqrt(1/2) to sqrt(2).
#[inline]
fn ln_near_one(f: f64) -> f64 {
    // ln(1 + f) = 2 artanh(s) = 2 (s + s^3/3 + s^5/5 + ...); |s| < 0.172.
    let s = f / (2.0 + f);
    let square = s * s;
    let series = ODD_INVERSES.iter().rev().fold(0.0, |sum, term| sum * square + term);
    2.0 * s + 2.0 * s * square * series
}

/// `1/3, 1/5, ... 1/23`.
const ODD_INVERSES: [f64; 11] = [
    1.0 / 3.0,
    1.0 / 5.0,
    1.0 / 7.0,
    1.0 / 9.0,
    1.0 / 11.0,
    1.0 / 13.0,
    1.0 / 15.0,
    1.0 / 17.0,
    1.0 / 19.0,
    1.0 / 21.0,
    1.0 / 23.0,
];

/// `ln(1 + u)` for `u` from 0 to 1, precise for small `u`.
#[inline]
fn ln_one_plus(u: f64) -> f64 {
    if u < SQRT_2 - 1.0 { ln_near_one(u) } else { ln_f64(1.0 + u) }
}
