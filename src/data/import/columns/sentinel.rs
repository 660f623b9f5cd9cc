//! Numbers that stand for a missing value: -9999 far outside the rest.

use crate::data::ImportWarning;

/// With fewer values nothing is far outside.
const FEWEST_VALUES: usize = 10;
/// Numbers that are not made of nines stand so often at least, and so many of the rest's ranges away.
const FEWEST_ROUND: usize = 5;
const RANGES: f64 = 3.0;

/// A number that seems to stand for a missing value.
pub(super) struct Sentinel {
    value: f64,
    count: usize,
    /// The least and the greatest of the other values.
    rest: (f64, f64),
}

/// The least or the greatest value, where it looks like a code for a missing value: nines
/// (-9999, 999.9), at least a range of the other values away from them, and more than ten if
/// it stands there once; or a round negative number among positive ones (-200), five times
/// at least and three ranges away.
///
/// Checked by `tests/it/data/import/cases_numbers.rs`.
pub(super) fn find(values: &[f64]) -> Option<Sentinel> {
    let present = || values.iter().copied().filter(|value| !value.is_nan());
    let (least, greatest) = range(present())?;
    [least, greatest].into_iter().filter(|value| may_be(*value)).find_map(|value| {
        let count = present().filter(|other| *other == value).count();
        if present().count() < FEWEST_VALUES + count {
            return None;
        }
        let rest = range(present().filter(|other| *other != value))?;
        let ranges =
            (if value < rest.0 { rest.0 - value } else { value - rest.1 }) / (rest.1 - rest.0);
        let is_far = if is_nines(value) {
            ranges > if count > 1 { 1.0 } else { 10.0 }
        } else {
            count >= FEWEST_ROUND && ranges > RANGES && rest.0 >= 0.0
        };
        is_far.then_some(Sentinel { value, count, rest })
    })
}

impl Sentinel {
    /// The warning for the column called `column`.
    pub fn warning(self, column: String) -> ImportWarning {
        let [value, least, greatest] =
            [self.value, self.rest.0, self.rest.1].map(|number| format!("{number}"));
        ImportWarning::Sentinel { column, others: 0, value, count: self.count, least, greatest }
    }
}

fn may_be(value: f64) -> bool {
    is_nines(value) || value < 0.0 && value % 100.0 == 0.0
}

/// Whether at least two nines are all of its digits, but for -999.25 and -9998, which programs
/// write too.
fn is_nines(value: f64) -> bool {
    let text = format!("{}", value.abs());
    let digits = text.replace('.', "");
    let are_nines = |digits: &str| digits.len() >= 2 && digits.bytes().all(|digit| digit == b'9');
    are_nines(&digits) || text == "999.25" || text == "9998"
}

fn range(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    values.fold(None, |range, value| match range {
        None => Some((value, value)),
        Some((least, greatest)) => Some((value.min(least), value.max(greatest))),
    })
}
