//! Random numbers that stay the same: across platforms, versions and number types.
//!
//! `ChaCha8` is a published cipher, so its output cannot change. Seeding, conversion to
//! numbers and shuffling are written here for the same reason: a new version of a
//! library must not change what a link shows. `tests/it/random.rs` records values.

use rand::{RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What random numbers are drawn for. Each purpose has a stream of its own, so that
/// more draws for one never change another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stream {
    /// Which rows train and which validate.
    Split,
    /// Initial weights, in the order of the chain.
    Weights,
    /// The order of the training rows, epoch by epoch.
    Shuffle,
    /// Which units a Dropout block drops.
    Dropout,
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
    // 2^32 is no multiple of `bound`; these first low halves would come once too often.
    let surplus = bound.wrapping_neg() % bound;
    loop {
        let product = u64::from(rng.next_u32()) * u64::from(bound);
        if product as u32 >= surplus {
            return (product >> 32) as u32;
        }
    }
}

/// Fisher and Yates's shuffle: every order equally likely.
pub fn shuffle(items: &mut [usize], rng: &mut impl RngCore) {
    for last in (1..items.len()).rev() {
        items.swap(last, below(last as u32 + 1, rng) as usize);
    }
}
