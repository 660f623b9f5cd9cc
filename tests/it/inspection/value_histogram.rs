//! How numbers are spread.

use descent::inspection::{NotFinite, VALUE_BINS, value_histogram};
use proptest::prelude::*;

#[test]
fn what_is_no_number_is_a_sentence() {
    let sentence = "The run diverges here: numbers inside the network grow beyond all bounds. A lower learning rate may keep them.";
    assert_eq!(NotFinite.to_string(), sentence);
}

#[test]
fn numbers_by_hand() {
    let of = |values: &[f64]| value_histogram(values.iter().copied()).unwrap();
    assert_eq!(of(&[]), None);
    let found = of(&[2.0, -1.0, 5.0]).unwrap();
    assert_eq!((found.low, found.high, found.mean), (-1.0, 5.0, 2.0));
    assert!((found.standard_deviation - 6.0_f64.sqrt()).abs() < 1e-15, "as numpy.std");
    assert_eq!((found.bins[0], found.bins[12], found.bins[VALUE_BINS - 1]), (1, 1, 1));
    let equal = of(&[3.0; 7]).unwrap();
    assert_eq!(
        (equal.low, equal.high, equal.standard_deviation, equal.bins[0]),
        (3.0, 3.0, 0.0, 7)
    );
    for wrong in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(value_histogram([0.0, wrong].into_iter()), Err(NotFinite));
    }
    assert_eq!(value_histogram([1e308, -1e308].into_iter()), Err(NotFinite), "nor its width");
}

proptest! {
    #[test]
    fn every_number_is_in_one_bin(values in prop::collection::vec(-1e6..1e6_f64, 1..200)) {
        let found = value_histogram(values.iter().copied()).unwrap().unwrap();
        prop_assert_eq!(found.bins.iter().sum::<u32>() as usize, values.len());
        prop_assert!(found.low <= found.mean + 1e-6 && found.mean <= found.high + 1e-6);
        prop_assert!(found.standard_deviation <= found.high - found.low + 1e-6);
    }
}
