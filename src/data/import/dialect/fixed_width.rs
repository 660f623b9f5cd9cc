//! Columns of fixed width: told apart by the places in a line that are blank in all lines.

use crate::data::import::dialect::score::{RECORDS, is_ruler, is_typed};
use crate::data::import::fields::{LONGEST_FIXED, Places};

/// Lines without which common blanks are chance.
const FEWEST_LINES: usize = 3;

/// Where the columns of a file begin that has some column of numbers, and a name and mostly a
/// value in each, above its first blank line; `None` if it has none of fixed width.
///
/// A column begins behind characters that are blank in every line. What has nothing but a word
/// in the first line, or no word there, belongs to the column beside it that one blank parts from
/// it; but the first column may be without a name, as names of rows are.
///
/// Checked by `tests/it/data/import/cases_delimiters.rs`.
pub(super) fn places(text: &str, complete: bool) -> Option<Places> {
    let mut lines: Vec<Vec<char>> = Vec::new();
    for line in text.lines().map(str::trim_end).take(RECORDS) {
        if line.len() > 4 * LONGEST_FIXED {
            return None;
        }
        // What stands below a blank line may be something else.
        if line.is_empty() && lines.len() > FEWEST_LINES {
            lines.push(Vec::new());
            break;
        }
        lines.push(line.chars().collect());
    }
    if !complete {
        lines.pop();
    }
    let is_drawn = |line: &Vec<char>| is_ruler(String::from_iter(line).as_bytes());
    lines.retain(|line| !line.is_empty() && !is_drawn(line));
    let length = lines.iter().map(Vec::len).max()?;
    let has_tabs = lines.iter().any(|line| line.contains(&'\t'));
    if lines.len() < FEWEST_LINES || length > LONGEST_FIXED || has_tabs {
        return None;
    }
    let is_blank =
        |place: usize| lines.iter().all(|line| line.get(place).is_none_or(|c| *c == ' '));
    let blank: Vec<bool> = (0..length).map(is_blank).collect();
    // From and to of each column.
    let mut columns: Vec<(usize, usize)> = Vec::new();
    for place in (0..length).filter(|&place| !blank[place]) {
        match columns.last_mut() {
            Some((_, to)) if *to == place => *to += 1,
            _ => columns.push((place, place + 1)),
        }
    }
    let cell = |line: &[char], (from, to): (usize, usize)| -> String {
        line.iter().take(to).skip(from).collect::<String>().trim().to_owned()
    };
    let (names, rows) = lines.split_first()?;
    let has_values = |column: (usize, usize)| rows.iter().any(|row| !cell(row, column).is_empty());
    let is_near = |columns: &[(usize, usize)], left: usize| {
        columns.get(left + 1).is_some_and(|right| columns[left].1 + 1 == right.0)
    };
    // A name of two words above one column, and words that all begin at one place.
    let is_part = |columns: &[(usize, usize)], part: usize| {
        !has_values(columns[part]) || part > 0 && cell(names, columns[part]).is_empty()
    };
    while let Some(part) = (0..columns.len()).find(|&part| is_part(&columns, part)) {
        let is_empty = !has_values(columns[part]);
        let left = match part {
            _ if is_empty && is_near(&columns, part) => part,
            0 => return None,
            _ if is_near(&columns, part - 1) => part - 1,
            _ => return None,
        };
        columns[left].1 = columns.remove(left + 1).1;
    }
    let share = |column: (usize, usize), is: fn(&str) -> bool| {
        10 * rows.iter().filter(|row| is(&cell(row, column))).count() >= 8 * rows.len()
    };
    // The names of rows have none themselves.
    let is_named =
        |&column: &(usize, usize)| column.0 == columns[0].0 || !cell(names, column).is_empty();
    let is_filled = |&column: &(usize, usize)| share(column, |cell| !cell.is_empty());
    let is_number =
        |&column: &(usize, usize)| share(column, |cell| !cell.is_empty() && is_typed(cell));
    let fits = columns.len() >= 2
        && columns.iter().all(is_named)
        && columns.iter().all(is_filled)
        && columns.iter().any(is_number);
    fits.then(|| Places::of(columns.into_iter().skip(1).map(|(from, _)| from)))
}
