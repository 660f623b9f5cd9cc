//! Matrix products and elementary functions: right, and always the same bits.

use descent::nn::kernels::math::{self, exp_f64, ln_f64, sigmoid_f64, softplus_f64, tanh_f64};
use descent::nn::kernels::matmul::{matmul, matmul_transposed_a, matmul_transposed_b};
use descent::nn::{Float, narrow, widen};
use ndarray::Array2;

use crate::support::{hash, wild_matrix};

fn naive(a: &Array2<Float>, b: &Array2<Float>) -> Array2<Float> {
    Array2::from_shape_fn((a.nrows(), b.ncols()), |(i, j)| {
        let mut sum: Float = 0.0;
        for k in 0..a.ncols() {
            sum += a[[i, k]] * b[[k, j]];
        }
        sum
    })
}

fn bits(matrix: &Array2<Float>) -> Vec<u64> {
    matrix.iter().map(|&x| widen(x).to_bits()).collect()
}

#[test]
fn every_layout_agrees_with_the_triple_loop_bit_for_bit() {
    let sizes = [1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 33];
    for m in sizes {
        for k in sizes {
            for n in sizes {
                let (a, b) = (wild_matrix(m, k, 1), wild_matrix(k, n, 2));
                let expected = bits(&naive(&a, &b));
                let (a_t, b_t) = (a.t().to_owned(), b.t().to_owned());
                assert_eq!(bits(&matmul(&a, &b)), expected, "{m} {k} {n}");
                // `to_owned` keeps the columns contiguous: the other memory order.
                assert_eq!(bits(&matmul_transposed_a(&a_t, &b)), expected, "{m} {k} {n}");
                assert_eq!(bits(&matmul_transposed_b(&a, &b_t)), expected, "{m} {k} {n}");
                let a_t = a_t.as_standard_layout().into_owned();
                let b_t = b_t.as_standard_layout().into_owned();
                assert_eq!(bits(&matmul_transposed_a(&a_t, &b)), expected, "{m} {k} {n}");
                assert_eq!(bits(&matmul_transposed_b(&a, &b_t)), expected, "{m} {k} {n}");
            }
        }
    }
}

#[test]
fn an_empty_product_is_zero_and_no_value_is_skipped() {
    let product = matmul(&Array2::zeros((2, 0)), &Array2::zeros((0, 3)));
    assert_eq!(product, Array2::<Float>::zeros((2, 3)));
    assert_eq!(matmul(&Array2::zeros((0, 2)), &Array2::zeros((2, 3))).dim(), (0, 3));
    let infinite = Array2::from_elem((1, 1), Float::INFINITY);
    assert!(matmul(&Array2::zeros((1, 1)), &infinite)[[0, 0]].is_nan());
}

/// Evenly spaced numbers, both ends in.
fn grid(from: f64, to: f64, count: u32) -> impl Iterator<Item = f64> {
    (0..=count).map(move |i| from + (to - from) * f64::from(i) / f64::from(count))
}

/// A function: name, ours, the standard library's, range.
type Case = (&'static str, fn(f64) -> f64, fn(f64) -> f64, f64, f64);

const CASES: [Case; 10] = [
    ("exp", exp_f64, f64::exp, -708.0, 709.7),
    ("exp near zero", exp_f64, f64::exp, -1.0, 1.0),
    ("ln", ln_f64, f64::ln, 1e-6, 1e6),
    ("ln near one", ln_f64, f64::ln, 0.5, 2.0),
    ("tanh", tanh_f64, f64::tanh, -25.0, 25.0),
    ("tanh near zero", tanh_f64, f64::tanh, -1e-3, 1e-3),
    ("sigmoid", sigmoid_f64, |x| 1.0 / (1.0 + (-x).exp()), -700.0, 50.0),
    ("sigmoid near zero", sigmoid_f64, |x| 1.0 / (1.0 + (-x).exp()), -2.0, 2.0),
    ("softplus", softplus_f64, |x| x.max(0.0) + (-x.abs()).exp().ln_1p(), -700.0, 700.0),
    ("softplus near zero", softplus_f64, |x| x.max(0.0) + (-x.abs()).exp().ln_1p(), -3.0, 3.0),
];

#[test]
fn functions_are_within_1e_14_of_the_standard_library() {
    for (name, ours, reference, from, to) in CASES {
        for x in grid(from, to, 40_003) {
            let (ours, expected) = (ours(x), reference(x));
            let error = (ours - expected).abs();
            assert!(error <= 1e-14 * expected.abs(), "{name}({x}): {ours}, not {expected}");
        }
    }
    // From the largest number down into the subnormal ones.
    let mut x = f64::MAX;
    while x > 0.0 {
        assert!((ln_f64(x) - x.ln()).abs() <= 1e-14 * x.ln().abs(), "ln({x})");
        x /= 2.7;
    }
}

#[cfg(not(feature = "float64"))]
#[test]
fn f32_functions_are_within_one_ulp() {
    type Pair = (fn(f32) -> f32, fn(f64) -> f64);
    let wrapped: [Pair; 5] = [
        (math::exp, f64::exp),
        (math::ln, f64::ln),
        (math::tanh, f64::tanh),
        (math::sigmoid, |x| 1.0 / (1.0 + (-x).exp())),
        (math::softplus, |x| x.max(0.0) + (-x.abs()).exp().ln_1p()),
    ];
    for (ours, reference) in wrapped {
        for x in grid(-87.0, 87.0, 40_003).chain(grid(-1.0, 1.0, 10_001)) {
            let x = x as f32;
            let (ours, expected) = (ours(x), reference(f64::from(x)) as f32);
            if expected.is_nan() {
                assert!(ours.is_nan());
            } else {
                let ulps = i64::from(ours.to_bits()) - i64::from(expected.to_bits());
                let flushed = ours == 0.0 && expected.abs() < f32::MIN_POSITIVE;
                assert!(ulps.abs() <= 1 || flushed, "{x}: {ours}, not {expected}");
            }
        }
    }
}

#[test]
fn limits_are_exact() {
    let infinity = f64::INFINITY;
    let same = |ours: f64, expected: f64| {
        assert!(ours == expected || ours.is_nan() && expected.is_nan(), "{ours}, not {expected}");
    };
    same(exp_f64(0.0), 1.0);
    same(exp_f64(infinity), infinity);
    same(exp_f64(710.0), infinity);
    same(exp_f64(-infinity), 0.0);
    same(exp_f64(-709.0), 0.0); // subnormal
    same(exp_f64(f64::NAN), f64::NAN);
    assert!(exp_f64(709.782_712_893_383).is_finite());
    same(ln_f64(0.0), -infinity);
    same(ln_f64(1.0), 0.0);
    same(ln_f64(infinity), infinity);
    same(ln_f64(-1.0), f64::NAN);
    same(ln_f64(-infinity), f64::NAN);
    same(ln_f64(f64::NAN), f64::NAN);
    same(tanh_f64(0.0), 0.0);
    same(tanh_f64(infinity), 1.0);
    same(tanh_f64(-infinity), -1.0);
    same(tanh_f64(-30.0), -1.0);
    same(tanh_f64(f64::NAN), f64::NAN);
    same(sigmoid_f64(0.0), 0.5);
    same(sigmoid_f64(infinity), 1.0);
    same(sigmoid_f64(-infinity), 0.0);
    same(sigmoid_f64(f64::NAN), f64::NAN);
    same(softplus_f64(infinity), infinity);
    same(softplus_f64(-infinity), 0.0);
    same(softplus_f64(1000.0), 1000.0);
    same(softplus_f64(f64::NAN), f64::NAN);
}

#[test]
fn results_below_the_normal_numbers_are_zero() {
    // ln of the smallest normal number, and a little below.
    let edge = Float::MIN_POSITIVE.ln();
    assert!(math::exp(edge + 0.01) > Float::MIN_POSITIVE);
    for x in [edge - 0.01, edge - 5.0, edge - 1000.0] {
        assert_eq!(math::exp(x).to_bits(), narrow(0.0).to_bits());
        assert_eq!(math::sigmoid(x).to_bits(), narrow(0.0).to_bits());
        assert_eq!(math::softplus(x).to_bits(), narrow(0.0).to_bits());
    }
    assert_eq!(math::tanh(Float::MIN_POSITIVE / 2.0), 0.0);
}

#[test]
fn functions_give_the_recorded_bits() {
    let bytes = CASES.iter().flat_map(|&(_, ours, _, from, to)| {
        grid(from, to, 4_001).flat_map(move |x| ours(x).to_bits().to_le_bytes())
    });
    assert_eq!(hash(bytes), 15_191_900_278_370_587_045);
}
