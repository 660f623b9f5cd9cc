//! The fast way through a number: from its first digit to the delimiter behind it.
//!
//! Most bytes of most files are digits of plain numbers. They are read in one walk, without
//! cutting the field out first; whatever else is met is left to
//! [`number`](super::number).

use crate::data::import::number::{FRACTION, Forms};

/// Powers of ten that a double holds exactly.
const TENS: [f64; 20] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19,
];
/// Powers of ten for up to eight digits.
const WHOLE_TENS: [u64; 9] =
    [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];
/// Digits that never overflow 64 bits.
const MOST_DIGITS: usize = 19;
/// Below this, whole numbers are doubles.
const EXACT: u64 = 1 << 53;

/// A plain number, or nothing, and what comes behind it.
pub(super) struct PlainNumber {
    /// NaN where there is nothing.
    pub value: f64,
    /// Whether it has a decimal mark.
    pub forms: Forms,
    /// Where the next field or record begins.
    pub next: usize,
    /// Whether it is the last field of its record.
    pub last: bool,
}

/// Reads `[-]digits[mark digits]` or nothing, and the delimiter or line end behind it, from
/// `at` on; `None` if there is something else, or if the number takes more care.
///
/// Formula: whole number of all digits, over 10^(digits behind the mark). Both are exact
/// doubles, so the quotient is correctly rounded.
///
/// Checked by `tests/it/data/import/properties.rs::numbers_are_what_the_standard_library_reads`.
#[inline(always)]
#[expect(clippy::inline_always, reason = "measured: a call per number costs a fifth")]
pub(super) fn plain(bytes: &[u8], at: usize, delimiter: u8, mark: u8) -> Option<PlainNumber> {
    let mut at = at;
    let negative = *bytes.get(at)? == b'-';
    at += usize::from(negative);
    let begins_with_zero = *bytes.get(at)? == b'0';
    let (mut whole, mut digits) = run(bytes, at, 0);
    at += digits;
    let is_padded = begins_with_zero && digits > 1;
    let mut byte = *bytes.get(at)?;
    let (mut fraction, mut forms) = (0, 0);
    if byte == mark {
        (whole, fraction) = run(bytes, at + 1, whole);
        at += 1 + fraction;
        byte = *bytes.get(at)?;
        digits += fraction;
        forms = FRACTION;
    }
    let (next, last) = if byte == delimiter {
        (at + 1, false)
    } else if byte == b'\n' {
        (at + 1, true)
    } else if byte == b'\r' {
        // At the end of the text the second half of a CRLF may still come.
        (at + 1 + usize::from(*bytes.get(at + 1)? == b'\n'), true)
    } else {
        return None;
    };
    if digits == 0 {
        let nothing = !negative && forms == 0;
        return nothing.then_some(PlainNumber { value: f64::NAN, forms, next, last });
    }
    if is_padded || digits > MOST_DIGITS || whole >= EXACT {
        return None;
    }
    let size = whole as f64 / TENS[fraction];
    // -0 + 0 is 0, so that both zeros are one value.
    let value = if negative { -size + 0.0 } else { size };
    Some(PlainNumber { value, forms, next, last })
}

/// The digits from `at` on, behind those of `whole`: the number that all of them are,
/// modulo 2^64, and how many there are.
///
/// Formula: eight at a time, in pairs, fours and eights, all within one word; a byte is no
/// digit if, without the bits of `0`, it is 10 or more. Source: Lemire and Mula,
/// <https://lemire.me/blog/2022/01/21/swar-explained-parsing-eight-digits/>. How long a run
/// is cannot be foreseen, so a loop over its bytes would be left by a mispredicted branch.
#[inline(always)]
fn run(bytes: &[u8], at: usize, whole: u64) -> (u64, usize) {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const PAIRS: u64 = 0x0000_00ff_0000_00ff;
    let (mut whole, mut digits) = (whole, 0);
    loop {
        let word = eight(bytes, at + digits) ^ (0x30 * ONES);
        let others = (word.wrapping_add(0x76 * ONES) | word) & (0x80 * ONES);
        let count = others.trailing_zeros() / 8;
        // By 64 bits where there is none, which no single shift does.
        let unused = 4 * (8 - count);
        let word = word << unused << unused;
        let pairs = word.wrapping_mul(10).wrapping_add(word >> 8);
        let upper = (pairs & PAIRS).wrapping_mul(100 + (1_000_000 << 32));
        let lower = ((pairs >> 16) & PAIRS).wrapping_mul(1 + (10_000 << 32));
        let eight = upper.wrapping_add(lower) >> 32;
        whole = whole.wrapping_mul(WHOLE_TENS[count as usize]).wrapping_add(eight);
        digits += count as usize;
        if count < 8 {
            return (whole, digits);
        }
    }
}

/// The eight bytes from `at` on, the first one lowest; zeros behind the end.
#[inline]
fn eight(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    u64::from_le_bytes(rest.first_chunk().copied().unwrap_or_else(|| padded(rest)))
}

#[cold]
fn padded(rest: &[u8]) -> [u8; 8] {
    let mut word = [0; 8];
    word[..rest.len()].copy_from_slice(rest);
    word
}

/// As [`plain`], for a number between two bytes `quote`.
pub(super) fn quoted(
    bytes: &[u8],
    at: usize,
    (delimiter, quote): (u8, u8),
    mark: u8,
) -> Option<PlainNumber> {
    let inner = plain(bytes, at + 1, quote, mark)?;
    if inner.last {
        return None;
    }
    let end = inner.next;
    let (next, last) = match *bytes.get(end)? {
        b'\n' => (end + 1, true),
        b'\r' => (end + 1 + usize::from(*bytes.get(end + 1)? == b'\n'), true),
        byte if byte == delimiter => (end + 1, false),
        _ => return None,
    };
    Some(PlainNumber { next, last, ..inner })
}
