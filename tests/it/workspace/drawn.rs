//! Seeds and keys that are drawn.

use descent::workspace::drawn::{key, seed};

#[test]
fn seeds_have_four_digits_and_are_spread_over_all_of_them() {
    assert_eq!([0, 1, u32::MAX].map(seed), [1_000, 1_000, 9_999]);
    assert_eq!(seed(1 << 31), 5_500, "the middle of both");
    let drawn: Vec<u32> = (0..=u32::MAX).step_by(1 << 16).map(seed).collect();
    assert!((1_000..=9_999).all(|seed| drawn.binary_search(&seed).is_ok()));
}

#[test]
fn keys_sort_by_the_moment_whatever_the_chance() {
    // From the year 2001 to 2527, the last that eleven digits hold.
    for moment in [1_000_000_000_000, 1_796_000_000_000, (1 << 44) - 2] {
        assert!(key(moment, u32::MAX) < key(moment + 1, 0), "{moment}");
    }
    assert_eq!(key(1_796_000_000_000, 0xabcd_1234), "1a229f12800abcd");
    assert_ne!(key(1, 0x0001_0000), key(1, 0));
}
