//! A row's number as it is typed.

use thiserror::Error;

use crate::t;
use crate::text::group_mark;
use crate::workspace::number_words::grouped;

/// What was typed names no row.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", t!("\"{text}\" is no row: rows are counted from 1 to {rows}.", text, rows = grouped(*rows)))]
pub struct NoSuchRow {
    text: String,
    rows: usize,
}

/// Characters of what was typed that are said again.
const SAID: usize = 20;

/// The row that was typed, counted from 0; `None` for an empty field.
///
/// Checked by `tests/it/workspace/row_number.rs`.
///
/// # Errors
/// [`NoSuchRow`], if it is no whole number from 1 to `rows`.
pub fn row_number(text: &str, rows: usize) -> Result<Option<usize>, NoSuchRow> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let marks = [',', group_mark()];
    let digits: String = match text.split(marks).collect::<Vec<_>>().as_slice() {
        // As the page writes it: 1,234.
        [first, groups @ ..]
            if (1..=3).contains(&first.len()) && groups.iter().all(|group| group.len() == 3) =>
        {
            text.replace(marks, "")
        }
        _ => text.to_owned(),
    };
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    let row = digits.parse::<usize>().ok().filter(|row| is_number && (1..=rows).contains(row));
    row.map(|row| Some(row - 1)).ok_or_else(|| NoSuchRow { text: shortened(text), rows })
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SAID) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
