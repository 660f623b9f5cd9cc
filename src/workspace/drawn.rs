//! Seeds and keys out of random bits, which `app/services/random.rs` draws.

/// A seed of four digits, short enough to read out in a lecture: from 1000 to 9999.
///
/// # Formula
/// `1000 + floor(9000 random / 2^32)`
///
/// Checked by `tests/it/workspace/drawn.rs`.
pub fn seed(random: u32) -> u32 {
    1_000 + ((u64::from(random) * 9_000) >> u32::BITS) as u32
}

/// A key that no other experiment or run has; later ones sort after it.
///
/// Checked by `tests/it/workspace/drawn.rs`.
pub fn key(milliseconds: u64, random: u32) -> String {
    format!("{milliseconds:011x}{:04x}", random >> 16)
}
