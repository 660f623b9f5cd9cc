//! Elementary functions: close to the truth, flushed, and always the same bits.

use std::f64::consts::{FRAC_2_SQRT_PI, PI};
use std::hint::black_box;

use descent::nn::kernels::math::{
    cos_f64, erf, exp, exp_f64, expm1, ln, ln_f64, pow_f64, sigmoid, softplus, softplus_f64, tanh,
};
use descent::nn::{Float, TINY, flush, narrow, widen};

use crate::support::hash;

/// A function of the engine and what it should be.
struct Case {
    name: &'static str,
    ours: fn(Float) -> Float,
    /// Applies `ours` to a slice, in a loop that the compiler may turn into vector code.
    in_a_loop: fn(&mut [Float]),
    truth: fn(f64) -> f64,
    /// Largest error in `f32`, in ulp.
    ulps: f64,
    /// Hash of the bits over a sweep: `f32`, `f64`.
    recorded: [u64; 2],
}

macro_rules! case {
    ($ours:ident, $truth:expr, $ulps:literal, $recorded:expr) => {
        Case {
            name: stringify!($ours),
            ours: $ours,
            in_a_loop: |slice| slice.iter_mut().for_each(|x| *x = $ours(*x)),
            truth: $truth,
            ulps: $ulps,
            recorded: $recorded,
        }
    };
}

const CASES: [Case; 7] = [
    case!(exp, f64::exp, 1.1, [2_323_755_496_537_715_857, 3_488_470_673_628_531_674]),
    case!(expm1, f64::exp_m1, 1.8, [15_833_458_719_631_803_845, 10_305_869_311_432_551_081]),
    case!(ln, f64::ln, 0.9, [12_401_108_752_160_916_314, 4_133_108_702_704_162_315]),
    case!(tanh, f64::tanh, 2.6, [10_277_473_930_029_795_011, 15_430_363_457_478_109_529]),
    case!(sigmoid, true_sigmoid, 2.4, [6_010_749_106_929_682_808, 10_927_146_645_191_584_793]),
    case!(softplus, true_softplus, 1.8, [6_255_449_237_383_605_726, 12_028_990_444_516_673_331]),
    case!(erf, true_erf, 3.5, [3_929_565_004_573_600_195, 17_035_142_933_207_379_352]),
];

fn true_sigmoid(x: f64) -> f64 {
    let small = (-x.abs()).exp();
    if x < 0.0 { small / (1.0 + small) } else { 1.0 / (1.0 + small) }
}

fn true_softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

/// `2 / sqrt(pi) exp(-x^2) sum_n 2^n x^(2n + 1) / (1 3 5 ... (2n + 1))`: only positive
/// terms, so nothing cancels.
fn true_erf(x: f64) -> f64 {
    let magnitude = x.abs();
    if magnitude > 6.0 {
        return x.signum();
    }
    let (mut sum, mut term, mut odd) = (magnitude, magnitude, 1.0);
    while term > 1e-18 * sum {
        odd += 2.0;
        term *= 2.0 * x * x / odd;
        sum += term;
    }
    (FRAC_2_SQRT_PI * (-x * x).exp() * sum).copysign(x)
}

/// Evenly spaced numbers, both ends in.
fn grid(from: f64, to: f64, count: u32) -> impl Iterator<Item = f64> {
    (0..=count).map(move |i| from + (to - from) * f64::from(i) / f64::from(count))
}

/// Where the functions bend, and where they end.
fn sweep() -> impl Iterator<Item = Float> {
    grid(-3.0, 3.0, 20_011).chain(grid(-100.0, 100.0, 20_011)).map(narrow)
}

/// Numbers of every size and sign: all exponents, mantissas at random.
fn all_magnitudes() -> impl Iterator<Item = Float> {
    let mut state = 1_u64;
    (0..400_000).map(move |_| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        #[cfg(not(feature = "float64"))]
        return Float::from_bits((state >> 32) as u32);
        #[cfg(feature = "float64")]
        return Float::from_bits(state ^ (state >> 29));
    })
}

/// A step to the next number at `x`.
fn ulp(x: f64) -> f64 {
    widen(Float::EPSILON) * 2_f64.powi(x.abs().log2().floor() as i32)
}

#[test]
fn functions_are_as_close_as_they_say() {
    for Case { name, ours, truth, ulps, .. } in CASES {
        // In f64 the truth itself is off by a few ulp, that of erf by x^2 of them.
        let ulps = if cfg!(feature = "float64") { 20.0 } else { ulps };
        for x in sweep().chain(all_magnitudes()) {
            let (y, expected) = (ours(x), truth(widen(x)));
            let subnormal_ln = name == "ln" && x.abs() < Float::MIN_POSITIVE;
            if expected.is_nan() {
                assert!(y.is_nan(), "{name}({x:e}): {y:e}, not NaN");
            } else if subnormal_ln {
                assert!(y == Float::NEG_INFINITY, "{name}({x:e}): {y:e}");
            } else if !narrow(expected).is_finite() {
                assert_eq!(y, narrow(expected), "{name}({x:e})");
            } else if y == 0.0 {
                let bound = widen(TINY) * (1.0 + 1e-6);
                assert!(expected.abs() < bound, "{name}({x:e}): 0, not {expected:e}");
                assert!(y.is_sign_positive(), "{name}({x:e}) is -0");
            } else {
                let error = (widen(y) - expected).abs() / ulp(expected);
                assert!(error <= ulps, "{name}({x:e}): {y:e}, not {expected:e}, {error} ulp");
                assert!(y.abs() >= TINY, "{name}({x:e}): {y:e} is not flushed");
            }
        }
    }
}

#[test]
fn erf_is_within_its_absolute_error() {
    let bound = if cfg!(feature = "float64") { 1e-14 } else { 2e-7 };
    for x in grid(-7.0, 7.0, 100_003).map(narrow) {
        let error = (widen(erf(x)) - true_erf(widen(x))).abs();
        assert!(error <= bound, "erf({x}) is off by {error:e}");
    }
}

#[test]
fn a_loop_gives_the_bits_of_single_calls() {
    let numbers: Vec<Float> =
        sweep().chain(all_magnitudes().take(20_000)).filter(|x| !x.is_nan()).collect();
    for Case { name, ours, in_a_loop, .. } in CASES {
        let mut looped = numbers.clone();
        in_a_loop(black_box(&mut looped));
        for (&x, &y) in numbers.iter().zip(&looped) {
            let alone = black_box(ours)(black_box(x));
            let same = y.to_bits() == alone.to_bits() || y.is_nan() && alone.is_nan();
            assert!(same, "{name}({x:e}): {y:e} in a loop, {alone:e} alone");
        }
    }
}

#[test]
fn functions_rise() {
    for Case { name, ours, .. } in CASES {
        let mut before = Float::NEG_INFINITY;
        for x in sweep().take(20_012).filter(|&x| name != "ln" || x >= 0.0) {
            let y = ours(x);
            let slack = 2.0 * Float::EPSILON * y.abs();
            assert!(y >= before - slack, "{name} falls at {x}: from {before} to {y}");
            before = y;
        }
    }
}

#[test]
fn functions_give_the_recorded_bits() {
    for Case { name, ours, recorded, .. } in CASES {
        let bytes = sweep()
            .step_by(7)
            .map(ours)
            .filter(|y| !y.is_nan()) // the bits of a NaN are free
            .flat_map(|y| widen(y).to_bits().to_le_bytes());
        let expected = recorded[usize::from(cfg!(feature = "float64"))];
        assert_eq!(hash(bytes), expected, "{name}");
    }
    let bytes = grid(-30.0, 30.0, 3_001)
        .flat_map(|x| [exp_f64(x), ln_f64(x.abs()), softplus_f64(x), cos_f64(x), pow_f64(0.9, x)])
        .flat_map(|y| y.to_bits().to_le_bytes());
    assert_eq!(hash(bytes), 3_327_154_101_644_463_985);
}

#[test]
fn limits_are_exact() {
    let infinity = Float::INFINITY;
    let same = |ours: Float, expected: Float| {
        let both_nan = ours.is_nan() && expected.is_nan();
        assert!(ours.to_bits() == expected.to_bits() || both_nan, "{ours}, not {expected}");
    };
    for Case { ours, .. } in CASES {
        same(ours(Float::NAN), Float::NAN);
        // A NaN of any bits stays one.
        same(ours(Float::from_bits(Float::NAN.to_bits() | 0x2b_cdef)), Float::NAN);
        same(ours(-Float::NAN), Float::NAN);
    }
    for zero in [0.0, -0.0, Float::MIN_POSITIVE / 8.0, TINY / 2.0, -TINY / 2.0] {
        same(exp(zero), 1.0);
        same(expm1(zero), 0.0);
        same(tanh(zero), 0.0);
        same(sigmoid(zero), 0.5);
        same(erf(zero), 0.0);
    }
    same(expm1(TINY), TINY);
    same(tanh(-TINY), -TINY);
    same(exp(infinity), infinity);
    same(exp(Float::MAX), infinity);
    same(exp(-infinity), 0.0);
    same(exp(-Float::MAX), 0.0);
    same(exp(narrow(widen(Float::MAX).ln() + 1e-4)), infinity);
    assert!(exp(narrow(widen(Float::MAX).ln() - 1e-4)).is_finite());
    same(expm1(infinity), infinity);
    same(expm1(-infinity), -1.0);
    same(ln(0.0), -infinity);
    same(ln(-0.0), -infinity);
    same(ln(Float::MIN_POSITIVE / 2.0), -infinity);
    same(ln(1.0), 0.0);
    same(ln(infinity), infinity);
    same(ln(-1.0), Float::NAN);
    same(ln(-infinity), Float::NAN);
    for far in [50.0, 1e3, 1e30, Float::MAX, infinity] {
        for saturated in [tanh, erf] {
            same(saturated(far), 1.0);
            same(saturated(-far), -1.0);
        }
        same(softplus(far), far);
    }
    same(sigmoid(infinity), 1.0);
    same(sigmoid(-infinity), 0.0);
    same(softplus(-infinity), 0.0);
}

#[test]
fn odd_functions_are_odd_to_the_last_bit() {
    for x in sweep().filter(|&x| x != 0.0) {
        assert_eq!(tanh(-x).to_bits(), (-tanh(x)).to_bits(), "tanh({x})");
        assert_eq!(erf(-x).to_bits(), (-erf(x)).to_bits(), "erf({x})");
    }
}

#[test]
fn functions_end_where_their_results_are_tiny() {
    let edge = narrow(widen(TINY).ln());
    for f in [exp, sigmoid, softplus] {
        assert!(f(edge + 0.001) > TINY);
        assert_eq!(f(edge - 0.001).to_bits(), narrow(0.0).to_bits());
    }
}

#[test]
fn flush_spares_everything_that_counts() {
    assert_eq!(
        TINY * TINY,
        if cfg!(feature = "float64") { TINY * TINY } else { Float::MIN_POSITIVE }
    );
    assert!((TINY * TINY).is_normal());
    for spared in [TINY, -TINY, 1.0, Float::MAX, Float::INFINITY, Float::NEG_INFINITY] {
        assert_eq!(flush(spared), spared);
    }
    for gone in [0.0, -0.0, TINY.next_down(), -TINY.next_down(), Float::MIN_POSITIVE] {
        assert_eq!(flush(gone).to_bits(), narrow(0.0).to_bits());
    }
    assert!(flush(Float::NAN).is_nan());
}

#[test]
fn f64_functions_are_within_1e_15_of_the_standard_library() {
    type Pair = (&'static str, fn(f64) -> f64, fn(f64) -> f64, f64, f64);
    let pairs: [Pair; 6] = [
        ("exp", exp_f64, f64::exp, -354.0, 709.7),
        ("exp near zero", exp_f64, f64::exp, -1.0, 1.0),
        ("ln", ln_f64, f64::ln, 1e-6, 1e6),
        ("ln near one", ln_f64, f64::ln, 0.5, 2.0),
        ("softplus", softplus_f64, true_softplus, -354.0, 700.0),
        ("softplus near zero", softplus_f64, true_softplus, -3.0, 3.0),
    ];
    for (name, ours, reference, from, to) in pairs {
        for x in grid(from, to, 40_003) {
            let (y, expected) = (ours(x), reference(x));
            let error = (y - expected).abs();
            assert!(error <= 1e-15 * expected.abs(), "{name}({x}): {y}, not {expected}");
        }
    }
}

#[test]
fn cosine_and_power_serve_the_schedules() {
    for x in grid(-1000.0, 1000.0, 200_003).chain(grid(-7.0, 7.0, 20_011)) {
        let error = (cos_f64(x) - x.cos()).abs();
        assert!(error <= 1e-15, "cos({x}) is off by {error:e}");
    }
    assert_eq!(cos_f64(0.0), 1.0);
    assert_eq!(cos_f64(PI), -1.0);
    assert!(cos_f64(f64::NAN).is_nan() && cos_f64(f64::INFINITY).is_nan());

    for base in grid(0.01, 20.0, 301) {
        for exponent in grid(-20.0, 20.0, 101) {
            let expected = base.powf(exponent);
            let error = (pow_f64(base, exponent) / expected - 1.0).abs();
            let bound = 3e-16 * (1.0 + (exponent * base.ln()).abs());
            assert!(error <= bound, "{base}^{exponent} is off by {error:e}");
        }
    }
    assert_eq!(pow_f64(0.9, 0.0), 1.0);
    assert_eq!(pow_f64(0.9, 1e5), 0.0); // flushed
}
