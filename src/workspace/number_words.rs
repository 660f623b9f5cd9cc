//! Figures as the panels write them.

use crate::config::Grouped;
use crate::text::Decimal;

/// A count with marks between thousands.
pub fn grouped(count: usize) -> String {
    Grouped(count as u64).to_string()
}

/// A time an epoch took, in the unit that needs few digits.
///
/// Checked by `tests/it/workspace/network.rs::durations`.
pub fn duration(ms: f64) -> String {
    if ms < 0.1 {
        format!("{:.0} µs", ms * 1e3)
    } else if ms < 10.0 {
        format!("{:.1} ms", Decimal(ms))
    } else if ms < 1_000.0 {
        format!("{ms:.0} ms")
    } else {
        format!("{:.1} s", Decimal(ms / 1e3))
    }
}
