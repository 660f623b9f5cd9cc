//! Which columns are proposed to be left out, and why.

use crate::config::{ColumnType, SetAside};
use crate::data::Table;
use crate::data::table::{Column, MISSING_CODE};

/// With fewer rows nothing can be said about what every row has.
const FEWEST_ROWS: usize = 10;

/// And with fewer words nothing about how they repeat.
const FEWEST_WORDS: usize = 6;

/// Names of columns that count or name rows, in lower case.
const ROW_NAMES: [&str; 12] = [
    "id",
    "index",
    "idx",
    "row",
    "rowid",
    "row_id",
    "rownum",
    "row_number",
    "unnamed: 0",
    "#",
    "nr",
    "no.",
];

/// Proposes columns to be left out: without values or nearly so, with one value, with a value
/// of its own in every row that says nothing, with a word of its own in nearly every row,
/// however many there are, or with too many different words.
///
/// A number is never left out for being different in every row, unless its column is named
/// like a row's number or it counts the rows. Numbers that count the rows are kept where
/// fewer than two other columns would remain, for they may be all there is to learn from.
/// `unnamed`: columns that have no name in the file.
///
/// Checked by `tests/it/data/import/cases_types.rs`.
pub(super) fn propose(table: &mut Table, unnamed: &[usize]) {
    let rows = table.rows();
    let mut proposals: Vec<Option<SetAside>> = Vec::new();
    let mut counting = Vec::new();
    for (index, (schema, column)) in table.schema().columns.iter().zip(table.columns()).enumerate()
    {
        let is_number = matches!(column, Column::Numeric(_));
        let proposal = if schema.distinct == 0 {
            Some(SetAside::Empty)
        } else if rows >= FEWEST_ROWS && 10 * (rows - schema.missing) < rows {
            Some(SetAside::NearlyEmpty)
        } else if schema.distinct == 1 && rows > 1 && (schema.missing == 0 || is_number) {
            Some(SetAside::Constant)
        } else {
            match column {
                Column::Numeric(values) if schema.column_type == ColumnType::Integer => {
                    let is_named = unnamed.contains(&index) || names_rows(&schema.name);
                    if rows >= FEWEST_ROWS && counts_rows(values)
                        || rows > 2 && is_named && all_differ(values)
                    {
                        counting.push(index);
                    }
                    None
                }
                Column::Numeric(_) => None,
                // Their choices repeat, for else they would be none.
                Column::Text { .. } if schema.column_type == ColumnType::Choices => None,
                Column::Text { levels, .. } => {
                    let hardly_repeats = hardly_repeats(column);
                    let has_spaces = levels.iter().any(|level| level.contains(char::is_whitespace));
                    if hardly_repeats && !has_spaces {
                        Some(SetAside::Identifier)
                    } else if hardly_repeats || schema.column_type == ColumnType::Text {
                        Some(SetAside::FreeText)
                    } else {
                        None
                    }
                }
            }
        };
        proposals.push(proposal);
    }
    let remaining = proposals.iter().filter(|proposal| proposal.is_none()).count();
    if remaining >= counting.len() + 2 {
        for index in counting {
            proposals[index] = Some(SetAside::Identifier);
        }
    }
    table.set_aside(&proposals);
}

/// Whether a column is named like a row identifier.
fn names_rows(name: &str) -> bool {
    let lower = name.to_lowercase();
    let is_camel = name.strip_suffix("Id").or_else(|| name.strip_suffix("ID"));
    ROW_NAMES.contains(&lower.as_str())
        || ["_id", " id", "-id"].iter().any(|end| lower.ends_with(end))
        || is_camel.is_some_and(|stem| stem.ends_with(|last: char| last.is_lowercase()))
}

/// Whether every number is the one before and one more.
fn counts_rows(values: &[f64]) -> bool {
    values.windows(2).all(|pair| pair[1] == pair[0] + 1.0)
}

fn all_differ(values: &[f64]) -> bool {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    values.iter().all(|value| !value.is_nan()) && sorted.windows(2).all(|pair| pair[0] != pair[1])
}

/// Whether nearly every row that has a value has one of its own, be it a word, a code of
/// digits or a number among too many words.
fn hardly_repeats(column: &Column) -> bool {
    let Column::Text { codes, levels } = column else { return false };
    let present = codes.iter().filter(|&&code| code != MISSING_CODE).count();
    present >= FEWEST_WORDS && 10 * levels.len() >= 9 * present
}
