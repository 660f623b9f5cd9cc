//! Random numbers that stay the same: across platforms, versions and number types.
//!
//! `ChaCha8` is a published cipher, so its output cannot change. Seeding, conversion to
//! numbers and shuffling are written here for the same reason: a new version of a
//! library must not change what a link shows. `tests/it/nn/random.rs` records values.

use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::nn::kernels::math::ln_f64;

/// What random numbers are drawn for. Each purpose has a stream of its own, so that
/// more draws for one never change another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Which rows train and which validate.
    Split,
    /// Which training rows are used, where not all are.
    TrainingRows,
    /// Initial weights, in the order of the chain.
    Weights,
    /// The order of the training rows, epoch by epoch.
    Shuffle,
    /// Which units a Dropout block drops.
    Dropout,
    /// Which training rows are measured, where they are many.
    Sample,
    /// Which units are dropped where a training loss is taken apart; no run draws from it.
    LossGap,
    /// How a column is shuffled to see what it is worth; no run draws from it.
    Permutation,
    /// The points of a synthetic table and their noise; from the table's own seed.
    Table,
}

/// The generator of an experiment's `seed` for one purpose.
pub fn generator(seed: u32, stream: Stream) -> ChaCha8Rng {
    block_generator(seed, stream, 0)
}

/// As [`generator`], a stream for each `block` of the chain.
pub fn block_generator(seed: u32, stream: Stream, block: u32) -> ChaCha8Rng {
    let mut key = *b"....Descent, random numbers, v1.";
    key[..4].copy_from_slice(&seed.to_le_bytes());
    let mut rng = ChaCha8Rng::from_seed(key);
    let purpose: u64 = match stream {
        Stream::Split => 0,
        Stream::Weights => 1,
        Stream::Shuffle => 2,
        Stream::Dropout => 3,
        Stream::Sample => 4,
        Stream::Table => 5,
        Stream::LossGap => 6,
        Stream::Permutation => 7,
        Stream::TrainingRows => 8,
    };
    rng.set_stream(u64::from(block) << 8 | purpose);
    rng
}

/// A number from 0 up to, not including, 1: the top 24 bits of a draw, which `f32`
/// and `f64` both hold exactly.
pub fn uniform(rng: &mut impl RngCore) -> f64 {
    f64::from(rng.next_u32() >> 8) / f64::from(1 << 24)
}

/// A whole number from 0 up to, not including, `bound`, each equally likely (Lemire,
/// "Fast Random Integer Generation in an Interval", 2019).
///
/// # Panics
/// If `bound` is zero.
pub fn below(bound: u32, rng: &mut impl RngCore) -> u32 {
    assert!(bound > 0, "there is no number below zero");
    let mut product = u64::from(rng.next_u32()) * u64::from(bound);
    if (product as u32) < bound {
        // 2^32 is no multiple of `bound`; these first low halves would come once too often.
        let surplus = bound.wrapping_neg() % bound;
        while (product as u32) < surplus {
            product = u64::from(rng.next_u32()) * u64::from(bound);
        }
    }
    (product >> 32) as u32
}

/// Fisher and Yates's shuffle: every order equally likely.
pub fn shuffle(items: &mut [usize], rng: &mut impl RngCore) {
    for last in (1..items.len()).rev() {
        items.swap(last, below(last as u32 + 1, rng) as usize);
    }
}

/// A standard normal number (Marsaglia and Bray's polar method, 1964).
///
/// Checked by `tests/it/nn/random.rs` and `tests/it/golden/initializers.rs`.
pub fn normal(rng: &mut impl RngCore) -> f64 {
    loop {
        let (u, v) = (2.0 * uniform(rng) - 1.0, 2.0 * uniform(rng) - 1.0);
        let square = u * u + v * v;
        if square > 0.0 && square < 1.0 {
            return u * (-2.0 * ln_f64(square) / square).sqrt();
        }
    }
}

/// A standard normal number, redrawn beyond two deviations.
pub fn truncated_normal(rng: &mut impl RngCore) -> f64 {
    loop {
        let number = normal(rng);
        if number.abs() < 2.0 {
            return number;
        }
    }
}

/// Numbers by their place: a keyed hash, not a stream, so that any of them can be had in
/// any order, and a loop over them runs on whole vectors.
///
/// # Formula
/// Two rounds of Wellons's integer hash `lowbias32` (2018), a half of the key added
/// before each.
#[derive(Debug, Clone, Copy, Default)]
pub struct Hash {
    keys: [u32; 2],
}

impl Hash {
    /// With the next key of `rng`.
    pub fn draw(rng: &mut impl RngCore) -> Self {
        Self { keys: [rng.next_u32(), rng.next_u32()] }
    }

    /// 32 bits.
    #[inline]
    pub fn at(&self, place: u32) -> u32 {
        let mut hash = place.wrapping_add(self.keys[0]);
        hash ^= hash >> 16;
        hash = hash.wrapping_mul(0x7feb_352d);
        hash = (hash ^ (hash >> 15)).wrapping_add(self.keys[1]);
        hash = hash.wrapping_mul(0x846c_a68b);
        hash ^ (hash >> 16)
    }
}

/// The numbers of a [`Hash`] one after the other: a generator that costs next to nothing,
/// for the order of the rows of an epoch.
#[derive(Debug, Clone)]
pub struct Quick {
    hash: Hash,
    place: u32,
}

impl Quick {
    /// From the start, with the next key of `rng`.
    pub fn draw(rng: &mut impl RngCore) -> Self {
        Self { hash: Hash::draw(rng), place: 0 }
    }
}

impl RngCore for Quick {
    #[inline]
    fn next_u32(&mut self) -> u32 {
        let number = self.hash.at(self.place);
        self.place = self.place.wrapping_add(1);
        number
    }

    fn next_u64(&mut self) -> u64 {
        u64::from(self.next_u32()) | u64::from(self.next_u32()) << 32
    }

    fn fill_bytes(&mut self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(4) {
            chunk.copy_from_slice(&self.next_u32().to_le_bytes()[..chunk.len()]);
        }
    }
}

/// Which elements of a matrix a Dropout block keeps: a function of a key and the
/// element's place, so that no mask is stored.
///
/// Kept if the element's [`Hash`] is at least `rate 2^32`.
///
/// Checked by `tests/it/nn/random.rs::masks_*`.
#[derive(Debug, Clone, Copy, Default)]
pub struct Mask {
    hash: Hash,
    threshold: u32,
}

impl Mask {
    /// The next mask of `rng`, whose elements are dropped with probability `rate`.
    pub fn draw(rate: f64, rng: &mut impl RngCore) -> Self {
        /// One more than the largest hash.
        const TWO_TO_THE_32: f64 = 4_294_967_296.0;
        Self { hash: Hash::draw(rng), threshold: (rate * TWO_TO_THE_32) as u32 }
    }

    /// Whether the element at `place` is kept.
    #[inline]
    pub fn keeps(&self, place: u32) -> bool {
        self.hash.at(place) >= self.threshold
    }
}
