//! The formulas, once for both number types.
//!
//! Branch-free: a choice is a comparison and a select. Both sides are computed, so an
//! unused side may overflow. A NaN runs through the arithmetic to the result. Where the
//! result is tiny exactly when `x` is, `x` is compared: the comparison need not wait.
//! Checked by `tests/it/nn/math.rs`.

use super::real::Real;

/// `terms[0] + terms[1] x + terms[2] x^2 + ...`, for at least two terms: Horner's rule
/// for the even and for the odd powers, two chains that run side by side.
#[inline(always)]
fn polynomial<T: Real>(x: T, terms: &[T]) -> T {
    let square = x * x;
    let count = terms.len();
    let (mut one, mut other) = (terms[count - 1], terms[count - 2]);
    for &term in terms[..count - 2].iter().rev() {
        (one, other) = (other, one * square + term);
    }
    one * x + other
}

/// `(k, p)` with `exp(x) = 2^k (1 + p)` and `|p| < 0.42`; `k` as [`Real::scaled`] takes it.
///
/// `x = k ln(2) + r` with `|r| <= ln(2) / 2`, and `p = exp(r) - 1` as a
/// polynomial: Taylor's in `f64`, in `f32` the one of least relative error.
#[inline(always)]
fn reduced_exp<T: Real>(x: T) -> (T, T) {
    let rounded = x * T::LOG2_E + T::ROUNDER;
    let k = rounded - T::ROUNDER;
    let r = (x - k * T::LN2_HIGH) - k * T::LN2_LOW;
    let p = r + r * r * polynomial(r, T::EXP_TERMS);
    (rounded, p)
}

/// `exp(-|x|)`, flushed.
#[inline(always)]
fn exp_of_minus_magnitude<T: Real>(x: T) -> T {
    let x = -x.abs();
    let (k, p) = reduced_exp(x);
    (T::ONE.scaled(k) * (T::ONE + p)).zero_if(x < T::EXP_LOW)
}

/// `k ln(2) + ln(1 + f)` for `1 + f` from sqrt(1/2) to sqrt(2).
///
/// With `s = f / (2 + f)`: `ln(1 + f) = 2 artanh(s) = 2 s + s R`,
/// `R = 2/3 s^2 + 2/5 s^4 + ...`, and `2 s = f - f^2/2 + s f^2/2`, in which the large
/// part, `f`, is exact (fdlibm's `e_log.c`).
#[inline(always)]
fn ln_of_parts<T: Real>(k: T, f: T) -> T {
    let s = f / (T::TWO + f);
    let square = s * s;
    let series = square * polynomial(square, T::TWICE_ODD_INVERSES);
    let half_square = T::HALF * f * f;
    let small = s * (half_square + series) + k * T::LN2_LOW;
    k * T::LN2_HIGH - ((half_square - small) - f)
}

#[inline(always)]
pub fn exp<T: Real>(x: T) -> T {
    let (k, p) = reduced_exp(x.at_most(T::EXP_HIGH));
    // Half first, because 2^128 is no f32 while exp(88.7) is.
    (T::TWO * (T::HALF.scaled(k) * (T::ONE + p))).zero_if(x < T::EXP_LOW)
}

#[inline(always)]
pub fn expm1<T: Real>(x: T) -> T {
    let (k, p) = reduced_exp(x.at_least(T::EXP_LOW).at_most(T::EXP_HIGH));
    let half = T::HALF.scaled(k);
    (T::TWO * (half * p + (half - T::HALF))).zero_if(x.abs() < T::TINY)
}

#[inline(always)]
pub fn ln<T: Real>(x: T) -> T {
    let (k, m) = x.exponent_and_fraction();
    let y = ln_of_parts(k, m - T::ONE);
    let y = if x < T::MIN_POSITIVE { -T::INFINITY } else { y };
    let y = if x < T::ZERO { T::NAN } else { y };
    if x < T::INFINITY { y } else { x }
}

#[inline(always)]
pub fn tanh<T: Real>(x: T) -> T {
    let magnitude = x.abs();
    let (k, p) = reduced_exp((-T::TWO * magnitude).at_least(T::EXP_LOW));
    let scale = T::ONE.scaled(k);
    let t = (T::ONE - scale) - scale * p;
    (t / (T::TWO - t)).signed_as(x).zero_if(magnitude < T::TINY)
}

#[inline(always)]
pub fn sigmoid<T: Real>(x: T) -> T {
    let small = exp_of_minus_magnitude(x);
    let numerator = if x < T::ZERO { small } else { T::ONE };
    numerator / (T::ONE + small)
}

#[inline(always)]
pub fn softplus<T: Real>(x: T) -> T {
    let u = exp_of_minus_magnitude(x);
    // 1 + u = 2^k (1 + f), with f as precise as u.
    let halve = u > T::SQRT_2_MINUS_1;
    let k = if halve { T::ONE } else { T::ZERO };
    let f = if halve { T::HALF * (u - T::ONE) } else { u };
    x.at_least(T::ZERO) + ln_of_parts(k, f)
}

#[inline(always)]
pub fn erf<T: Real>(x: T) -> T {
    // The bound keeps the fraction finite; long before it, the result is exactly 1.
    let magnitude = x.abs().at_most(-T::EXP_LOW);
    let square = magnitude * magnitude;
    let near = magnitude * polynomial(square, T::ERF_NEAR);
    let fraction =
        polynomial(magnitude, T::ERF_FAR_NUMERATOR) / polynomial(magnitude, T::ERF_FAR_DENOMINATOR);
    let far = T::ONE - exp_of_minus_magnitude(square) * fraction;
    let y = if magnitude < T::ERF_BORDER { near } else { far };
    y.signed_as(x).flush()
}

#[inline(always)]
pub fn cos(x: f64) -> f64 {
    /// Pi in two parts; the first times 1000 is exact.
    const PI_HIGH: f64 = f64::from_bits(0x4009_21fb_5440_0000);
    const PI_LOW: f64 = f64::from_bits(0x3de0_b461_1a62_6331);
    /// `1/0!, -1/2!, 1/4!, ...`; |r| <= pi/2, so what is left out is below 2e-17.
    const TERMS: [f64; 11] = [
        1.0,
        -1.0 / 2.0,
        1.0 / 24.0,
        -1.0 / 720.0,
        1.0 / 40_320.0,
        -1.0 / 3_628_800.0,
        1.0 / 479_001_600.0,
        -1.0 / 87_178_291_200.0,
        1.0 / 20_922_789_888_000.0,
        -1.0 / 6_402_373_705_728_000.0,
        1.0 / 2_432_902_008_176_640_000.0,
    ];
    let rounded = x * std::f64::consts::FRAC_1_PI + f64::ROUNDER;
    let k = rounded - f64::ROUNDER;
    let r = (x - k * PI_HIGH) - k * PI_LOW;
    let y = polynomial(r * r, &TERMS);
    // The lowest bit of `rounded` tells whether k is odd; shifted, it is a sign.
    f64::from_bits(y.to_bits() ^ (rounded.to_bits() << 63)).flush()
}
