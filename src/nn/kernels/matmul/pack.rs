//! Parts of a matrix copied together, so that a tile reads them from end to end.
//!
//! Apart, the rows of a wide matrix lie in the same few lines of the cache. Checked by
//! `tests/it/nn/kernels.rs`, whose shapes take every way through here.

use std::ops::Range;

use super::tile::COLS;
use crate::nn::Float;
use crate::nn::{LANES, View, padded};

/// Memory for copies; grows with the first product that needs it.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    pub(super) left: Vec<Float>,
    pub(super) right: Vec<Float>,
}

/// The first `len` numbers of `memory`; what they are is of no use.
pub fn grown(memory: &mut Vec<Float>, len: usize) -> &mut [Float] {
    if memory.len() < len {
        memory.resize(len, 0.0);
    }
    &mut memory[..len]
}

/// Rows of `b`, `stride` apart, of them `columns` and their padding, as panels of
/// [`COLS`] columns, row by row; the last may have half of them.
#[inline(never)]
pub fn panels<'a>(
    b: &[Float],
    stride: usize,
    columns: Range<usize>,
    memory: &'a mut Vec<Float>,
) -> &'a [Float] {
    let (rows, width) = (b.len() / stride, padded(columns.len()));
    let packed = grown(memory, width * rows);
    let mut column = columns.start;
    for panel in packed.chunks_mut(COLS * rows) {
        if panel.len() == COLS * rows {
            copy::<COLS>(b, stride, column, panel);
        } else {
            copy::<LANES>(b, stride, column, panel);
        }
        column += COLS;
    }
    packed
}

/// `C` columns of each row, from `column` on.
#[inline(always)]
fn copy<const C: usize>(b: &[Float], stride: usize, column: usize, out: &mut [Float]) {
    for (out, row) in out.as_chunks_mut::<C>().0.iter_mut().zip(b.chunks_exact(stride)) {
        out.copy_from_slice(&row[column..column + C]);
    }
}

/// `columns` of `b`, transposed, as panels of [`COLS`] columns, row by row; the last may
/// have half of them. What `b` lacks of a panel is zero.
#[inline(never)]
pub fn transposed_panels<'a>(
    b: View,
    columns: Range<usize>,
    memory: &'a mut Vec<Float>,
) -> &'a [Float] {
    let (stride, k) = (b.stride(), columns.len());
    let packed = grown(memory, padded(b.rows()) * k);
    let (mut rows, mut out) = (b.data(), &mut *packed);
    while rows.len() > LANES * stride {
        let (panel, rest) = out.split_at_mut(COLS * k);
        out = rest;
        let (first, rest) = rows.split_at(LANES * stride);
        let (second, rest) = rest.split_at(rest.len().min(LANES * stride));
        rows = rest;
        let panel = panel.as_chunks_mut::<COLS>().0;
        transpose::<COLS>(first, stride, columns.start, panel, 0);
        transpose::<COLS>(second, stride, columns.start, panel, LANES);
    }
    transpose::<LANES>(rows, stride, columns.start, out.as_chunks_mut::<LANES>().0, 0);
    packed
}

/// Up to four rows, from `from` on, as columns of `out` from `place` on.
#[inline]
fn transpose<const C: usize>(
    rows: &[Float],
    stride: usize,
    from: usize,
    out: &mut [[Float; C]],
    place: usize,
) {
    let k = out.len();
    if rows.len() < LANES * stride {
        for (at, out) in out.iter_mut().enumerate() {
            for row in 0..LANES {
                out[place + row] = rows.get(row * stride + from + at).copied().unwrap_or(0.0);
            }
        }
        return;
    }
    let rows: [&[Float]; LANES] = std::array::from_fn(|row| &rows[row * stride + from..][..k]);
    let blocks: [&[[Float; LANES]]; LANES] = rows.map(|row| row.as_chunks().0);
    let (whole, rest) = out.as_chunks_mut::<LANES>();
    for (at, out) in whole.iter_mut().enumerate() {
        let block = blocks.map(|row| row[at]);
        for (column, out) in out.iter_mut().enumerate() {
            let values: [Float; LANES] = std::array::from_fn(|row| block[row][column]);
            out[place..place + LANES].copy_from_slice(&values);
        }
    }
    let done = k - rest.len();
    for (at, out) in rest.iter_mut().enumerate() {
        let values: [Float; LANES] = std::array::from_fn(|row| rows[row][done + at]);
        out[place..place + LANES].copy_from_slice(&values);
    }
}
