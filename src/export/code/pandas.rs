//! What `pandas.read_csv` makes of a text, as far as an export has to know it: whether it
//! comes to the table that the experiment has.

use crate::config::{ColumnKind, ColumnType, DecimalMark, Delimiter};
use crate::data::{Cell, Table};

/// What pandas takes for a missing value unless it is told otherwise.
///
/// Source: `pandas._libs.parsers.STR_NA_VALUES`.
const USUAL: [&str; 19] = [
    "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
    "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null",
];
/// Formats of dates that are tried, in pandas's words.
const DATES: [&str; 11] = [
    "ISO8601",
    "%d.%m.%Y",
    "%d.%m.%Y %H:%M",
    "%d.%m.%Y %H:%M:%S",
    "%m/%d/%Y",
    "%m/%d/%Y %H:%M",
    "%d/%m/%Y",
    "%d/%m/%Y %H:%M",
    "%Y/%m/%d",
    "%d-%m-%Y",
    "%Y%m%d",
];
/// A second, in days.
const SECOND: f64 = 1.0 / 86_400.0;

/// How pandas is asked to read a file.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asked {
    pub delimiter: Delimiter,
    pub decimal: DecimalMark,
    pub thousands: Option<char>,
    /// The line of the names, counted from 1.
    pub header_line: Option<usize>,
    pub skips_blanks: bool,
}

/// What else it has to be told so that the same table comes out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Told {
    /// Whether the names have to be given.
    pub names: bool,
    /// The only markers of missing values; `None` for pandas's own.
    pub missing: Option<Vec<String>>,
    /// The columns of dates, each with its format.
    pub dates: Vec<(String, &'static str)>,
}

/// What pandas must be told to read `text` as `table` in the columns `used`; `None` if it
/// reads another table, or none.
///
/// Checked by `tests/it/export/code_tables.rs`, and by running what it decides in
/// `make export-check`.
pub fn comes_to(text: &str, asked: &Asked, table: &Table, used: &[usize]) -> Option<Told> {
    let mut rows = records(text, asked)?;
    let schema = &table.schema().columns;
    let names = asked.header_line.is_some().then(|| rows.remove(0));
    if rows.len() != table.rows() || rows.iter().any(|row| row.len() > schema.len()) {
        return None;
    }
    let same_names = |names: &Vec<String>| {
        names.len() == schema.len() && names.iter().zip(schema).all(|(name, own)| *name == own.name)
    };
    let mut told =
        Told { names: !names.is_some_and(|names| same_names(&names)), ..Told::default() };
    let field = |row: usize, column: usize| rows[row].get(column).map_or("", String::as_str);
    let cells = || used.iter().flat_map(|&column| (0..rows.len()).map(move |row| (row, column)));
    let agrees = |missing: &dyn Fn(&str) -> bool| {
        cells().all(|(row, column)| {
            missing(field(row, column)) == (table.value(row, column) == Cell::Missing)
        })
    };
    if !agrees(&|field| USUAL.contains(&field)) {
        let mut own: Vec<String> = vec![String::new()];
        for (row, column) in
            cells().filter(|&(row, column)| table.value(row, column) == Cell::Missing)
        {
            own.push(field(row, column).to_owned());
        }
        own.sort_unstable();
        own.dedup();
        if !agrees(&|field| own.iter().any(|marker| marker == field)) {
            return None;
        }
        told.missing = Some(own);
    }
    for &column in used {
        let present = (0..rows.len())
            .map(|row| (table.value(row, column), field(row, column)))
            .filter(|(cell, _)| *cell != Cell::Missing);
        let own = &schema[column];
        match (own.column_type, own.kind()) {
            (ColumnType::Date, _) => {
                let fits = |format: &&&str| {
                    present.clone().all(|(cell, field)| match (cell, days(field, format)) {
                        (Cell::Number(value), Some(read)) => (value - read).abs() < SECOND,
                        _ => false,
                    })
                };
                told.dates.push((own.name.clone(), DATES.iter().find(fits)?));
            }
            (_, ColumnKind::Numeric) => {
                let is_read = |(cell, field): (Cell<'_>, &str)| match (cell, number(field, asked)) {
                    (Cell::Number(value), Some(read)) => {
                        (value - read).abs() <= 1e-12 * value.abs()
                    }
                    _ => false,
                };
                if !present.into_iter().all(is_read) {
                    return None;
                }
            }
            (_, ColumnKind::Text) => {
                if !present.into_iter().all(|(cell, field)| cell == Cell::Word(field)) {
                    return None;
                }
            }
        }
    }
    Some(told)
}

/// The rows as pandas's tokenizer cuts them, the names first; `None` for what it is not asked
/// to read here: a line of names that is not there, quotes among blanks.
fn records(text: &str, asked: &Asked) -> Option<Vec<Vec<String>>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = asked.header_line.map_or(0, |line| line - 1);
    let mut start = 0;
    for _ in 0..skipped {
        start += text[start..].find('\n')? + 1;
    }
    let delimiter = match asked.delimiter {
        Delimiter::Comma => ',',
        Delimiter::Semicolon => ';',
        Delimiter::Tab => '\t',
        Delimiter::Pipe => '|',
        Delimiter::Colon => ':',
        Delimiter::Spaces => {
            let plain = !text.contains(['"', '\'']);
            let lines = text[start..].lines().filter(|line| !line.trim().is_empty());
            let cut = |line: &str| line.split_whitespace().map(str::to_owned).collect();
            return plain
                .then(|| lines.map(cut).collect::<Vec<_>>())
                .filter(|rows| !rows.is_empty());
        }
    };
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut is_quoted, mut is_begun, mut is_blank) = (false, false, true);
    let mut characters = text[start..].chars().peekable();
    loop {
        let next = characters.next();
        match next {
            Some('"') if is_quoted && characters.peek() == Some(&'"') => {
                characters.next();
                field.push('"');
            }
            Some('"') if is_quoted => is_quoted = false,
            Some(other) if is_quoted => field.push(other),
            Some('"') if !is_begun => (is_quoted, is_begun, is_blank) = (true, true, false),
            Some('\r') if characters.peek() == Some(&'\n') => {}
            Some('\n' | '\r') | None => {
                if !(is_blank && row.is_empty()) {
                    row.push(std::mem::take(&mut field));
                    rows.push(std::mem::take(&mut row));
                }
                field.clear();
                (is_begun, is_blank) = (false, true);
                if next.is_none() {
                    break;
                }
            }
            Some(other) if other == delimiter => {
                row.push(std::mem::take(&mut field));
                (is_begun, is_blank) = (false, false);
            }
            Some(' ') if !is_begun && asked.skips_blanks => {}
            Some(other) => {
                field.push(other);
                is_begun = true;
                is_blank &= matches!(other, ' ' | '\t');
            }
        }
    }
    (!is_quoted && !rows.is_empty()).then_some(rows)
}

/// A field as a number, as Python's `float` would have it once the marks are its own.
fn number(field: &str, asked: &Asked) -> Option<f64> {
    let mut plain = field.to_owned();
    if let Some(mark) = asked.thousands {
        plain = plain.replace(mark, "");
    }
    if asked.decimal == DecimalMark::Comma {
        if plain.contains('.') {
            return None;
        }
        plain = plain.replace(',', ".");
    }
    let is_plain = |one: char| one.is_ascii_digit() || "+-.eE".contains(one);
    plain.chars().all(is_plain).then(|| plain.parse().ok()).flatten()
}

/// A field as days since 1970-01-01, by one of [`DATES`].
fn days(field: &str, format: &str) -> Option<f64> {
    if format == "ISO8601" {
        let forms = ["%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"];
        return forms.iter().find_map(|form| days(field, form));
    }
    let (mut year, mut month, mut day, mut seconds) = (0, 0, 0, 0);
    let mut rest = field;
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        if letter != '%' {
            rest = rest.strip_prefix(letter)?;
            continue;
        }
        let kind = letters.next()?;
        let most = if kind == 'Y' { 4 } else { 2 };
        let end = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let number: i64 = rest[..end].parse().ok()?;
        rest = &rest[end..];
        match kind {
            'Y' if end == 4 => year = number,
            'm' => month = number,
            'd' => day = number,
            'H' => seconds += number * 3600,
            'M' => seconds += number * 60,
            'S' => seconds += number,
            _ => return None,
        }
    }
    let day = crate::data::days(year, month, day).filter(|_| rest.is_empty())?;
    Some(day as f64 + seconds as f64 * SECOND)
}
