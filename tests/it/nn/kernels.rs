//! Matrix products: right, and always the same bits.

use descent::nn::kernels::matmul::{
    Epilogue, Scratch, multiply, multiply_transposed_a, multiply_transposed_b,
};
use descent::nn::{Float, Matrix, View, ViewMut, narrow, padded, widen};

/// The definition of a sum: from zero, in the order of `k`.
fn naive(a: View<'_>, b: View<'_>) -> Matrix {
    Matrix::from_fn(a.rows(), b.cols(), |i, j| {
        let column = b.data().iter().skip(j).step_by(b.stride());
        a.row(i).iter().zip(column).fold(0.0, |sum, (a, b)| sum + a * b)
    })
}

/// The definition of what follows: the bias, then relu.
fn finished(sums: &Matrix, bias: Option<&[Float]>, relu: bool) -> Matrix {
    Matrix::from_fn(sums.rows(), sums.cols(), |i, j| {
        let x = bias.map_or(sums.row(i)[j], |bias| sums.row(i)[j] + bias[j]);
        if relu && x <= 0.0 { 0.0 } else { x }
    })
}

/// Numbers of very different size, one in `odd` of them special; the padding is `padding`.
fn filled(rows: usize, cols: usize, seed: u32, odd: u32, padding: Float) -> Matrix {
    const SPECIAL: [Float; 5] = [Float::NAN, Float::INFINITY, Float::NEG_INFINITY, -0.0, 0.0];
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state
    };
    let mut matrix = Matrix::from_fn(rows, cols, |_, _| {
        let (draw, scale) = (next(), next() % 5);
        let value = narrow(
            (f64::from(draw) / f64::from(u32::MAX) - 0.5)
                * [1e-3, 0.1, 1.0, 7.0, 1e3][scale as usize],
        );
        if odd > 0 && next() % odd == 0 { SPECIAL[draw as usize % 5] } else { value }
    });
    for row in matrix.view_mut().data().chunks_mut(padded(cols).max(1)) {
        row[cols..].fill(padding);
    }
    matrix
}

fn assert_same_bits(ours: &Matrix, expected: &Matrix, what: &str) {
    for row in 0..expected.rows() {
        for (col, (&ours, &value)) in ours.row(row).iter().zip(expected.row(row)).enumerate() {
            let same = widen(ours).to_bits() == widen(value).to_bits();
            assert!(
                same || ours.is_nan() && value.is_nan(),
                "{what} at {row} {col}: {ours}, not {value}"
            );
        }
    }
}

/// The padding of the columns.
fn padding(matrix: &Matrix) -> Vec<Float> {
    let view = matrix.view();
    view.data().chunks(view.stride().max(1)).flat_map(|row| row[view.cols()..].to_vec()).collect()
}

fn assert_layouts_agree((m, k, n): (usize, usize, usize), odd: u32, scratch: &mut Scratch) {
    let seed = (m * 1_000_003 + k * 1009 + n * 17) as u32;
    let what = format!("{m}x{k}x{n}");
    // Whatever stands in the padding of the first factor; zeros in that of the second.
    let (a, b) = (filled(m, k, seed, odd, Float::NAN), filled(k, n, seed + 1, odd, 0.0));
    let bias = filled(1, n, seed + 2, 0, 0.0);
    let stale = || filled(m, n, seed + 3, 2, Float::NAN);
    let plain = naive(a.view(), b.view());
    for (with_bias, relu) in [(false, false), (true, false), (false, true), (true, true)] {
        let bias = with_bias.then(|| bias.view().data());
        let (epilogue, expected) = (Epilogue { bias, relu }, finished(&plain, bias, relu));
        let mut out = stale();
        multiply(a.view(), b.view(), epilogue, out.view_mut(), scratch);
        assert_same_bits(&out, &expected, &what);
        assert!(odd > 0 || padding(&out).iter().all(|&x| x == 0.0), "{what}: padding stays zero");
    }
    // Rows by themselves: as several threads would share them.
    let (cut, stride) = (m / 3, padded(n));
    let mut out = stale();
    let mut whole = out.view_mut();
    let (top, bottom) = whole.data().split_at_mut(cut * stride);
    for (from, to, out) in [(0, cut, top), (cut, m, bottom)] {
        let out = ViewMut::new(out, to - from, n);
        multiply(a.rows_view(from, to), b.view(), Epilogue::default(), out, scratch);
    }
    assert_same_bits(&out, &plain, &format!("{what}, in parts"));

    let mut a_t = Matrix::from_fn(k, m, |row, col| a.row(col)[row]);
    for row in a_t.view_mut().data().chunks_mut(padded(m).max(1)) {
        row[m..].fill(Float::NAN);
    }
    let mut out = stale();
    multiply_transposed_a(a_t.view(), b.view(), out.view_mut(), scratch);
    assert_same_bits(&out, &plain, &format!("{what}, transposed a"));
    assert!(odd > 0 || padding(&out).iter().all(|&x| x == 0.0), "{what}: padding stays zero");

    let mut b_t = Matrix::from_fn(n, k, |row, col| b.row(col)[row]);
    for row in b_t.view_mut().data().chunks_mut(padded(k).max(1)) {
        row[k..].fill(Float::NAN);
    }
    let mut out = stale();
    multiply_transposed_b(a.view(), b_t.view(), out.view_mut(), scratch);
    assert_same_bits(&out, &plain, &format!("{what}, transposed b"));
    assert!(padding(&out).iter().all(|&x| x.to_bits() == 0), "{what}: the padding is zero");
}

#[test]
fn every_layout_agrees_with_the_triple_loop_bit_for_bit() {
    let mut scratch = Scratch::default();
    let small: Vec<usize> = (0..=17).chain(31..=35).chain(63..=65).collect();
    let mut shapes = 0;
    for (i, &m) in small.iter().enumerate() {
        for (j, &k) in small.iter().enumerate() {
            for step in 0..3 {
                let n = small[(7 * i + 11 * j + 9 * step) % small.len()];
                assert_layouts_agree((m, k, n), if step == 0 { 40 } else { 0 }, &mut scratch);
                shapes += 1;
            }
        }
    }
    // Several blocks of k and of rows; copied and in place; narrow and wide.
    for shape in LARGE {
        assert_layouts_agree(shape, 0, &mut scratch);
        shapes += 1;
    }
    assert_layouts_agree((66, 300, 200), 5000, &mut scratch);
    assert!(shapes > 200);
}

const LARGE: [(usize, usize, usize); 16] = [
    (127, 33, 65),
    (256, 9, 12),
    (33, 256, 7),
    (5, 257, 9),
    (3, 512, 256),
    (68, 512, 200),
    (67, 513, 197),
    (130, 127, 35),
    (256, 65, 1),
    (1, 512, 512),
    (2, 600, 4),
    (131, 260, 6),
    (65, 300, 66),
    (66, 3, 512),
    (64, 0, 256),
    (0, 70, 256),
];

#[test]
fn a_product_is_close_to_ndarrays() {
    const TOLERANCE: f64 = if size_of::<Float>() == 4 { 1e-4 } else { 1e-12 };
    for (m, k, n) in [(33, 65, 17), (128, 64, 64), (5, 300, 9)] {
        let (a, b) = (filled(m, k, 1, 0, 0.0), filled(k, n, 2, 0, 0.0));
        let theirs = a.array().dot(&b.array());
        let largest = theirs.iter().fold(0.0_f64, |most, &x| most.max(widen(x).abs()));
        let ours = naive(a.view(), b.view());
        for ((i, j), &theirs) in theirs.indexed_iter() {
            let error = (widen(ours.row(i)[j]) - widen(theirs)).abs();
            assert!(error <= TOLERANCE * largest, "{m}x{k}x{n} at {i} {j}");
        }
    }
}

#[test]
fn an_empty_sum_is_the_bias_and_no_value_is_skipped() {
    let mut scratch = Scratch::default();
    let (empty, nothing) = (Matrix::zeros(2, 0), Matrix::zeros(0, 3));
    let mut out = filled(2, 3, 1, 2, 1.0);
    let bias = [1.0, -0.0, -2.0, 0.0];
    let epilogue = Epilogue { bias: Some(&bias), relu: true };
    multiply(empty.view(), nothing.view(), epilogue, out.view_mut(), &mut scratch);
    assert_eq!(out, Matrix::from_fn(2, 3, |_, col| if col == 0 { 1.0 } else { 0.0 }));
    let infinite = Matrix::from_fn(1, 1, |_, _| Float::INFINITY);
    let mut out = Matrix::zeros(1, 1);
    let zero = Matrix::zeros(1, 1);
    let epilogue = Epilogue { bias: None, relu: true };
    multiply(zero.view(), infinite.view(), epilogue, out.view_mut(), &mut scratch);
    assert!(out.row(0)[0].is_nan());
}

#[test]
#[should_panic(expected = "the inner sizes of a product agree")]
fn sizes_that_do_not_fit_panic() {
    let (a, b) = (Matrix::zeros(2, 3), Matrix::zeros(4, 5));
    let mut out = Matrix::zeros(2, 5);
    multiply(a.view(), b.view(), Epilogue::default(), out.view_mut(), &mut Scratch::default());
}
