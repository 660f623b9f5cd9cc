//! How fast this machine can multiply and add, one thread, vectors of [`LANES`].
//!
//! Checked by `tests/it/bench/speed_page.rs`.

use std::hint::black_box;

use crate::bench::Timed;
use crate::nn::random::{Stream, generator, uniform};
use crate::nn::{Float, LANES, narrow};

/// Rows of the tile.
const ROWS: usize = 4;
/// Vectors of its columns.
const VECTORS: usize = 2;
/// Steps of one product: both operands stay in the first-level cache.
const STEPS: usize = 256;
/// Products between two looks at the clock.
const PRODUCTS: usize = 256;

type Vector = [Float; LANES];

/// A register tile of 4 rows by 8 columns, multiplied over and over with operands that
/// are always at hand: what a matrix product would reach if memory cost nothing.
pub struct Peak {
    a: [Vec<Float>; ROWS],
    b: Vec<[Vector; VECTORS]>,
    /// Read by nobody, and written where the compiler cannot know that.
    sum: Float,
}

impl Peak {
    /// Billions of multiplications and additions in one [`Timed::once`].
    pub const GFLOP: f64 = (2 * ROWS * VECTORS * LANES * STEPS * PRODUCTS) as f64 * 1e-9;
}

impl Default for Peak {
    fn default() -> Self {
        let mut rng = generator(1, Stream::Split);
        let mut number = || narrow(2.0 * uniform(&mut rng) - 1.0);
        Self {
            a: std::array::from_fn(|_| (0..STEPS).map(|_| number()).collect()),
            b: (0..STEPS).map(|_| [[number(); LANES]; VECTORS]).collect(),
            sum: 0.0,
        }
    }
}

impl Timed for Peak {
    fn once(&mut self) {
        for _ in 0..PRODUCTS {
            // Else a compiler may see that all products are the same one.
            let ([a0, a1, a2, a3], b) = black_box((&self.a, &self.b));
            self.sum += tile([a0, a1, a2, a3], b)[0][0][0];
        }
        black_box(self.sum);
    }
}

/// `a b` for 4 rows of `a` and 8 columns of `b`; one loop over the steps, all sums in
/// registers.
#[inline(never)]
fn tile(a: [&[Float]; ROWS], b: &[[Vector; VECTORS]]) -> [[Vector; VECTORS]; ROWS] {
    let mut sums = [[[0.0; LANES]; VECTORS]; ROWS];
    let [a0, a1, a2, a3] = a;
    let steps = a0.iter().zip(a1).zip(a2).zip(a3).zip(b);
    for ((((&a0, &a1), &a2), &a3), b) in steps {
        for (sums, a) in sums.iter_mut().zip([a0, a1, a2, a3]) {
            for (sums, b) in sums.iter_mut().zip(b) {
                for (sum, &b) in sums.iter_mut().zip(b) {
                    *sum += a * b;
                }
            }
        }
    }
    sums
}
