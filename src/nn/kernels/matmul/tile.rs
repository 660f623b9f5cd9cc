//! Tiles: a few rows by one or two vectors of the output, summed in registers.
//!
//! Each kernel is small, apart and often called, so that browsers optimise it early.
//! The sums must stay in registers. So the loop over `k` is plain and not unrolled, a
//! call is one tile, and the parts of a kernel are always inlined; each rule was
//! measured, and broken costs a fifth to four fifths of the speed.
//! Checked by `tests/it/nn/kernels.rs`.

use std::array;
use std::iter::Zip;
use std::slice::ChunksExact;

use crate::nn::Float;
use crate::nn::LANES;

/// Rows of a whole tile.
pub const ROWS: usize = 4;
/// Columns of a whole tile.
pub const COLS: usize = 2 * LANES;
/// Rows of a tile of one vector: as many sums as a whole tile has, since each waits for
/// the addition before it.
pub const NARROW_ROWS: usize = 8;

/// What the tiles above each other in the output have in common.
pub struct Strip<'a> {
    /// Rows of the second factor.
    pub right: &'a [Float],
    /// Numbers from one of these to the next.
    pub right_stride: usize,
    /// First column read of them.
    pub right_column: usize,
    /// Numbers from one row of the first factor to the next.
    pub left_stride: usize,
    /// First number read of a row of the first factor, and how many.
    pub from: usize,
    pub k: usize,
    /// Numbers from one row of the output to the next.
    pub stride: usize,
    /// First column written.
    pub column: usize,
    /// Whether the sums go on from what the output holds; else they start at zero.
    pub resume: bool,
    /// Whether sums not above zero become zero at last.
    pub relu: bool,
    /// Added before that; a number for every column of the output.
    pub bias: Option<&'a [Float]>,
    /// Columns from here on are padding and become zero.
    pub clear_from: usize,
}

/// Rows of both factors, the first transposed. Made once for many tiles, since making it
/// divides.
pub type Pairs<'a> = Zip<ChunksExact<'a, Float>, ChunksExact<'a, Float>>;

/// `R` rows of the first factor times `C` columns of the second.
#[inline(never)]
#[allow(clippy::needless_range_loop)] // as many rows of one factor as numbers of the other
pub fn rows<const R: usize, const C: usize>(left: &[Float], out: &mut [Float], strip: &Strip) {
    let left: [&[Float]; R] =
        split(left, strip.left_stride).map(|row| &row[strip.from..][..strip.k]);
    assert!(strip.right_column + C <= strip.right_stride, "a tile lies inside its strip");
    let mut sums = start::<R, C>(out, strip);
    let mut right = strip.right;
    for at in 0..strip.k {
        let Some((row, rest)) = right.split_at_checked(strip.right_stride) else { break };
        right = rest;
        add::<R, C>(&mut sums, array::from_fn(|row| left[row][at]), &row[strip.right_column..]);
    }
    finish(sums, out, strip);
}

/// `R` columns of the first factor, from `column` on, times `C` columns of the second.
#[inline(never)]
pub fn columns<const R: usize, const C: usize>(
    pairs: &Pairs,
    column: usize,
    out: &mut [Float],
    strip: &Strip,
) {
    let mut sums = start::<R, C>(out, strip);
    for (left, right) in pairs.clone() {
        let left = &left[column..column + R];
        add::<R, C>(&mut sums, array::from_fn(|row| left[row]), &right[strip.right_column..]);
    }
    finish(sums, out, strip);
}

/// Rows of a whole tile, from `FIRST` on, of two whole panels: the plainest loop there
/// is, in which browsers check nothing.
#[inline(never)]
pub fn packed<const FIRST: usize>(
    left: &[[Float; COLS]],
    right: &[[Float; COLS]],
    out: &mut [Float],
    strip: &Strip,
) {
    let mut sums = start::<ROWS, COLS>(out, strip);
    for (left, right) in left.iter().zip(right) {
        add::<ROWS, COLS>(&mut sums, array::from_fn(|row| left[FIRST + row]), right);
    }
    finish(sums, out, strip);
}

/// The first `R` rows.
#[inline(always)]
fn split<const R: usize>(mut data: &[Float], stride: usize) -> [&[Float]; R] {
    array::from_fn(|_| {
        let (row, rest) = data.split_at(stride);
        data = rest;
        row
    })
}

/// `sums += factors row`. A zero factor is not skipped: zero times infinity is NaN.
#[inline(always)]
fn add<const R: usize, const C: usize>(
    sums: &mut [[Float; C]; R],
    factors: [Float; R],
    row: &[Float],
) {
    let row = &row[..C];
    for (sums, factor) in sums.iter_mut().zip(factors) {
        for (sum, &value) in sums.iter_mut().zip(row) {
            *sum += factor * value;
        }
    }
}

#[inline(always)]
fn start<const R: usize, const C: usize>(out: &[Float], strip: &Strip) -> [[Float; C]; R] {
    let mut sums = [[0.0; C]; R];
    if strip.resume {
        let mut out = out;
        for sums in &mut sums {
            let Some((row, rest)) = out.split_at_checked(strip.stride) else { break };
            out = rest;
            sums.copy_from_slice(&row[strip.column..strip.column + C]);
        }
    }
    sums
}

#[inline(always)]
fn finish<const R: usize, const C: usize>(
    mut sums: [[Float; C]; R],
    mut out: &mut [Float],
    strip: &Strip,
) {
    if let Some(bias) = strip.bias {
        let bias = &bias[strip.column..][..C];
        for sums in &mut sums {
            for (sum, &bias) in sums.iter_mut().zip(bias) {
                *sum += bias;
            }
        }
    }
    if strip.relu {
        for sum in sums.as_flattened_mut() {
            *sum = if *sum <= 0.0 { 0.0 } else { *sum };
        }
    }
    if strip.column + C > strip.clear_from {
        for sums in &mut sums {
            for (place, sum) in sums.iter_mut().enumerate() {
                *sum = if strip.column + place < strip.clear_from { *sum } else { 0.0 };
            }
        }
    }
    // Rows of the last tile that the output has not are left out.
    for sums in &sums {
        let Some((row, rest)) = out.split_at_mut_checked(strip.stride) else { break };
        out = rest;
        row[strip.column..strip.column + C].copy_from_slice(sums);
    }
}
