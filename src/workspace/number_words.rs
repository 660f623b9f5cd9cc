//! Figures as the panels write them.

use crate::config::Grouped;
use crate::text::Decimal;

/// A count with commas between thousands.
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

/// So many of it, in English: "1 row", "1,234 rows". What the reader sees is [`tn!`](crate::tn).
///
/// Checked by `tests/it/workspace/network.rs::counts`.
pub fn counted(count: usize, one: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {one}{plural}", grouped(count))
}
