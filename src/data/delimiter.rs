//! Which character separates the columns.

use crate::data::csv::{Record, Records};

/// The separators that are tried, in the order that breaks ties.
const CANDIDATES: [u8; 3] = [b',', b';', b'\t'];
/// Records that are looked at.
const PREVIEW: usize = 20;

/// The separator under which most of the first records have as many fields as the
/// first one; among equals the one with more fields. `None` if no candidate parts the
/// first line. Quotation marks are respected.
///
/// Source: the guess of `PapaParse`. Checked by `tests/it/import.rs::good_files_are_read`.
pub(super) fn find(text: &str) -> Option<u8> {
    let mut best: Option<(u8, (usize, usize))> = None;
    for delimiter in CANDIDATES {
        let score = score(text, delimiter);
        if score.1 >= 2 && best.is_none_or(|(_, highest)| score > highest) {
            best = Some((delimiter, score));
        }
    }
    best.map(|(delimiter, _)| delimiter)
}

/// Records as wide as the first one, and that width.
fn score(text: &str, delimiter: u8) -> (usize, usize) {
    let mut records = Records::new(text, delimiter);
    let mut record = Record::default();
    if !records.read(&mut record) {
        return (0, 0);
    }
    let width = record.fields;
    let mut steady = 1;
    for _ in 1..PREVIEW {
        if !records.read(&mut record) {
            break;
        }
        steady += usize::from(record.fields == width);
    }
    (steady, width)
}
