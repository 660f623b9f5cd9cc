//! Matrix products in the three layouts that a Dense layer needs.
//!
//! One rule fixes every bit: an output element starts at zero and takes its products
//! in the order of `k`, each multiplied, rounded, then added and rounded, never fused;
//! then the bias, then relu. The compiler vectorises *across* elements, where no order
//! is at stake, and no element depends on which tile, block or thread computes it.
//! `tests/it/nn/kernels.rs` compares all three with the naive triple loop, bit for bit.

#![allow(clippy::inline_always)] // measured, see `tile`

mod pack;
mod tile;

use std::ops::Range;

use crate::nn::Float;
use crate::nn::{LANES, View, ViewMut};
pub use pack::Scratch;
use tile::{COLS, NARROW_ROWS, Pairs, ROWS, Strip};

/// Steps of `k` between storing the sums and going on from them: a panel of them fits
/// the first cache.
const BLOCK_K: usize = 256;
/// Rows of the output whose factors are to stay in the second cache.
const BLOCK_M: usize = 128;

/// Rows of the output from which copying the second factor pays off, and numbers from one
/// row of it to the next: tiles reading columns of long rows crowd a part of the cache.
const MANY_ROWS: usize = 64;
const WIDE_RIGHT: usize = 192;
/// Columns of both factors from which copying a transposed first factor pays off.
const WIDE_LEFT: usize = 64;
/// Steps of `k` from which copying a first factor that is not transposed pays off, where
/// the second is copied too.
const LONG: usize = 64;

/// What is done to an element once its sum is complete.
#[derive(Debug, Clone, Copy, Default)]
pub struct Epilogue<'a> {
    /// Added; a number for every column, padding included.
    pub bias: Option<&'a [Float]>,
    /// Then whether what is not above zero becomes zero. NaN stays NaN.
    pub relu: bool,
}

/// `out = a b`, then the epilogue, for the forward pass.
///
/// # Shapes
/// `[m, k], [k, n] -> [m, n]`
///
/// # Panics
/// If the sizes differ.
pub fn multiply(a: View, b: View, epilogue: Epilogue, mut out: ViewMut, scratch: &mut Scratch) {
    let (m, k, stride) = (a.rows(), a.cols(), b.stride());
    assert_sizes((m, k, b.cols()), b.rows(), &out);
    if let Some(bias) = epilogue.bias {
        assert_eq!(bias.len(), stride, "a bias has a number for every column");
    }
    for block in blocks(k) {
        let right = Right::of(b, &block, m, &mut scratch.right);
        let mut strip = Strip::of(a, right, &block, k, epilogue, &out);
        by_rows(a, right, &mut strip, &mut out, &mut scratch.left);
    }
}

/// `out = aᵀ b`, for the gradient of a kernel.
///
/// # Shapes
/// `[k, m], [k, n] -> [m, n]`
///
/// # Panics
/// If the sizes differ.
pub fn multiply_transposed_a(a: View, b: View, mut out: ViewMut, scratch: &mut Scratch) {
    let (m, k, stride) = (a.cols(), a.rows(), b.stride());
    assert_sizes((m, k, b.cols()), b.rows(), &out);
    let copied = a.stride() >= WIDE_LEFT && stride >= WIDE_LEFT;
    for block in blocks(k) {
        let right = Right::of(b, &block, m, &mut scratch.right);
        let mut strip = Strip::of(a, right, &block, k, Epilogue::default(), &out);
        let a_block = &a.data()[block.start * a.stride()..block.end * a.stride()];
        for from in (0..m).step_by(BLOCK_M) {
            let to = m.min(from + BLOCK_M);
            let left = if copied && !block.is_empty() {
                let data = pack::panels(a_block, a.stride(), from..to, &mut scratch.left);
                Left::Panels { data, k: block.len() }
            } else {
                Left::Place { data: a_block, stride: a.stride(), from }
            };
            sweep_columns(left, right, &mut strip, &mut out.data()[from * stride..to * stride]);
        }
    }
}

/// `out = a bᵀ`, for the gradient of a layer's input. The padding of `out` becomes zero.
///
/// # Shapes
/// `[m, k], [n, k] -> [m, n]`
///
/// # Panics
/// If the sizes differ.
pub fn multiply_transposed_b(a: View, b: View, mut out: ViewMut, scratch: &mut Scratch) {
    let (m, k, n) = (a.rows(), a.cols(), b.rows());
    assert_sizes((m, k, n), b.cols(), &out);
    for block in blocks(k) {
        let data = pack::transposed_panels(b, block.clone(), &mut scratch.right);
        let right = Right::Panels { data, k: block.len() };
        let mut strip = Strip::of(a, right, &block, k, Epilogue::default(), &out);
        strip.clear_from = n;
        by_rows(a, right, &mut strip, &mut out, &mut scratch.left);
    }
}

fn assert_sizes((m, k, n): (usize, usize, usize), inner: usize, out: &ViewMut) {
    assert_eq!(k, inner, "the inner sizes of a product agree");
    assert_eq!((m, n), (out.rows(), out.cols()), "the output has the size of the product");
}

/// `k` in blocks; one, though empty, for nothing.
fn blocks(k: usize) -> impl Iterator<Item = Range<usize>> {
    (0..k.max(1)).step_by(BLOCK_K).map(move |from| from..k.min(from + BLOCK_K))
}

/// The transposed first factor: some of its rows.
#[derive(Clone, Copy)]
enum Left<'a> {
    /// Where it is; the columns from `from` on.
    Place { data: &'a [Float], stride: usize, from: usize },
    /// Copied by [`pack::panels`] or [`pack::transposed_panels`].
    Panels { data: &'a [Float], k: usize },
}

/// The second factor: some of its rows.
#[derive(Clone, Copy)]
enum Right<'a> {
    /// Where it is.
    Place { data: &'a [Float], stride: usize },
    /// Copied by [`pack::panels`] or [`pack::transposed_panels`].
    Panels { data: &'a [Float], k: usize },
}

impl<'a> Right<'a> {
    #[inline(always)]
    fn of(b: View<'a>, block: &Range<usize>, m: usize, memory: &'a mut Vec<Float>) -> Self {
        let stride = b.stride();
        let data = &b.data()[block.start * stride..block.end * stride];
        if m >= MANY_ROWS && stride >= WIDE_RIGHT && !block.is_empty() {
            let data = pack::panels(data, stride, 0..stride, memory);
            return Self::Panels { data, k: block.len() };
        }
        Self::Place { data, stride }
    }

    /// Turns the strip to the columns from `column` on.
    #[inline(always)]
    fn turn(self, strip: &mut Strip<'a>, column: usize, cols: usize) {
        strip.column = column;
        match self {
            Self::Place { .. } => strip.right_column = column,
            Self::Panels { data, k } => {
                strip.right = &data[column * k..][..cols * k];
                strip.right_stride = cols;
            }
        }
    }
}

impl<'a> Strip<'a> {
    /// For a block of `k`; to be turned to the first columns.
    #[inline(always)]
    fn of(
        a: View,
        right: Right<'a>,
        block: &Range<usize>,
        k: usize,
        epilogue: Epilogue<'a>,
        out: &ViewMut,
    ) -> Self {
        let Epilogue { bias, relu } = if block.end == k { epilogue } else { Epilogue::default() };
        let (right, right_stride) = match right {
            Right::Place { data, stride } => (data, stride),
            Right::Panels { .. } => (&[][..], 0),
        };
        Self {
            right,
            right_stride,
            right_column: 0,
            left_stride: a.stride(),
            from: block.start,
            k: block.len(),
            stride: out.stride(),
            column: 0,
            resume: block.start > 0,
            relu,
            bias,
            clear_from: out.stride(),
        }
    }
}

/// All tiles of the output, a block of rows after the other.
#[inline(always)]
fn by_rows<'a>(
    a: View,
    right: Right<'a>,
    strip: &mut Strip<'a>,
    out: &mut ViewMut,
    memory: &mut Vec<Float>,
) {
    let (m, stride) = (a.rows(), out.stride());
    let copied = m >= MANY_ROWS && stride >= WIDE_RIGHT && strip.k >= LONG;
    for from in (0..m).step_by(BLOCK_M) {
        let to = m.min(from + BLOCK_M);
        let left = &a.data()[from * a.stride()..to * a.stride()];
        let out = &mut out.data()[from * stride..to * stride];
        if copied {
            let rows = View::new(left, to - from, a.cols());
            copy_and_sweep(rows, right, strip, out, memory);
        } else {
            sweep_rows(left, right, strip, out);
        }
    }
}

/// A block of rows, the first factor copied.
#[inline(never)]
fn copy_and_sweep<'a>(
    a: View,
    right: Right<'a>,
    strip: &mut Strip<'a>,
    out: &mut [Float],
    memory: &mut Vec<Float>,
) {
    let data = pack::transposed_panels(a, strip.from..strip.from + strip.k, memory);
    sweep_columns(Left::Panels { data, k: strip.k }, right, strip, out);
}

/// All tiles of a block of rows of the output, panel by panel.
#[inline(always)]
fn sweep_rows<'a>(left: &[Float], right: Right<'a>, strip: &mut Strip<'a>, out: &mut [Float]) {
    let whole = strip.stride / COLS * COLS;
    for column in (0..whole).step_by(COLS) {
        right.turn(strip, column, COLS);
        let (left, out) = tiles::<ROWS, COLS>(left, out, strip);
        rest::<COLS>(left, out, strip);
    }
    if whole < strip.stride {
        right.turn(strip, whole, LANES);
        let (left, out) = tiles::<NARROW_ROWS, LANES>(left, out, strip);
        let (left, out) = tiles::<ROWS, LANES>(left, out, strip);
        rest::<LANES>(left, out, strip);
    }
}

/// As many tiles of `R` rows as there are; gives back what is left.
#[inline(always)]
fn tiles<'a, 'b, const R: usize, const C: usize>(
    mut left: &'a [Float],
    mut out: &'b mut [Float],
    strip: &Strip,
) -> (&'a [Float], &'b mut [Float]) {
    while out.len() >= R * strip.stride {
        let (rows, rest) = out.split_at_mut(R * strip.stride);
        out = rest;
        let (left_rows, rest) = left.split_at(R * strip.left_stride);
        left = rest;
        tile::rows::<R, C>(left_rows, rows, strip);
    }
    (left, out)
}

/// Fewer than [`ROWS`] rows.
#[inline(always)]
fn rest<const C: usize>(left: &[Float], out: &mut [Float], strip: &Strip) {
    if out.len() == strip.stride {
        tile::rows::<1, C>(left, out, strip);
    } else if out.len() == 2 * strip.stride {
        tile::rows::<2, C>(left, out, strip);
    } else if !out.is_empty() {
        tile::rows::<3, C>(left, out, strip);
    }
}

#[inline(always)]
fn sweep_columns<'a>(left: Left, right: Right<'a>, strip: &mut Strip<'a>, out: &mut [Float]) {
    let whole = strip.stride / COLS * COLS;
    for column in (0..whole).step_by(COLS) {
        right.turn(strip, column, COLS);
        columns_strip::<ROWS, COLS>(left, strip, out);
    }
    if whole < strip.stride {
        right.turn(strip, whole, LANES);
        if let Left::Place { .. } = left
            && out.len() > ROWS * strip.stride
        {
            columns_strip::<NARROW_ROWS, LANES>(left, strip, out);
        } else {
            columns_strip::<ROWS, LANES>(left, strip, out);
        }
    }
}

#[inline(always)]
fn columns_strip<const R: usize, const C: usize>(left: Left, strip: &Strip, out: &mut [Float]) {
    let rows = strip.right.chunks_exact(strip.right_stride);
    match left {
        Left::Place { data, stride, from } => {
            let pairs: Pairs = data.chunks_exact(stride).zip(rows);
            let mut column = from;
            for out in out.chunks_mut(R * strip.stride) {
                if R > ROWS && out.len() <= ROWS * strip.stride {
                    tile::columns::<ROWS, C>(&pairs, column, out, strip);
                } else {
                    tile::columns::<R, C>(&pairs, column, out, strip);
                }
                column += R;
            }
        }
        Left::Panels { data, k } => {
            let outs = out.chunks_mut(COLS * strip.stride);
            for (out, panel) in outs.zip(data.chunks(COLS * k)) {
                if C == COLS && panel.len() == COLS * k && strip.right_stride == COLS {
                    let (left, right) = (panel.as_chunks().0, strip.right.as_chunks().0);
                    let (upper, lower) = out.split_at_mut(out.len().min(ROWS * strip.stride));
                    tile::packed::<0>(left, right, upper, strip);
                    if !lower.is_empty() {
                        tile::packed::<ROWS>(left, right, lower, strip);
                    }
                    continue;
                }
                let pairs: Pairs = panel.chunks_exact(panel.len() / k).zip(rows.clone());
                for (tile, out) in out.chunks_mut(ROWS * strip.stride).enumerate() {
                    tile::columns::<ROWS, C>(&pairs, tile * ROWS, out, strip);
                }
            }
        }
    }
}
