//! How many different numbers a column has.

use crate::config::limits;

/// The different numbers of a column.
pub(super) struct Distinct {
    /// How many, counted up to [`limits::COUNTED_DISTINCT`], which stands for more.
    pub count: usize,
    /// All of them, sorted, if they are fewer than that.
    pub few: Vec<f64>,
}

/// Counts the different numbers, missing ones left out.
///
/// A sorted copy of a long column would cost more than reading the file, so they are
/// gathered in a small table of slots that stops when it is full. What a slot holds never
/// depends on anything but the numbers.
pub(super) fn distinct(values: &[f64]) -> Distinct {
    const SLOTS: usize = (2 * limits::COUNTED_DISTINCT).next_power_of_two();
    let mut slots = vec![f64::NAN; SLOTS];
    let mut few = Vec::new();
    let mut last = f64::NAN;
    for &value in values {
        // Runs of equal numbers are common; NaN equals nothing, so it is tested for too.
        if value == last || value.is_nan() {
            continue;
        }
        last = value;
        let mut slot = slot(value) & (SLOTS - 1);
        while !slots[slot].is_nan() && slots[slot] != value {
            slot = (slot + 1) & (SLOTS - 1);
        }
        if slots[slot].is_nan() {
            slots[slot] = value;
            few.push(value);
            if few.len() == limits::COUNTED_DISTINCT {
                return Distinct { count: few.len(), few: Vec::new() };
            }
        }
    }
    few.sort_unstable_by(f64::total_cmp);
    Distinct { count: few.len(), few }
}

/// The high bits of a product are mixed best.
fn slot(value: f64) -> usize {
    (value.to_bits().wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize
}
