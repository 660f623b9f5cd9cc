//! The table beside a script, and how pandas is asked to read it.

use crate::config::{ColumnKind, ColumnType, DecimalMark, Delimiter, Encoding};
use crate::data::{Cell, Dialect, Table};
use crate::export::code::pandas::{Asked, Told, comes_to};
use crate::export::code::python::{call, filled, list, text, texts};
use crate::export::rows_csv::quoted;

/// A file that pandas reads as the experiment's table: the user's own where it does, else one
/// with the same rows, plainly written.
#[derive(Debug, Clone, PartialEq)]
pub struct TableFile {
    /// What the script calls it.
    pub name: String,
    /// What is to be written; `None` if it is the user's file as it is.
    pub contents: Option<String>,
    /// The user's file, where this one stands for it.
    pub(super) instead_of: Option<String>,
    asked: Asked,
    told: Told,
    encoding: &'static str,
    names: Vec<String>,
    words: Vec<String>,
}

impl TableFile {
    /// Of a file that was read as `table`. `bytes` are the whole file, if it is at hand; `used`
    /// are the columns that the script needs.
    ///
    /// Checked by `tests/it/export/code_tables.rs`.
    pub fn of(
        name: &str,
        bytes: Option<&[u8]>,
        dialect: &Dialect,
        table: &Table,
        used: &[usize],
    ) -> Self {
        let asked = |skips_blanks| Asked {
            delimiter: dialect.delimiter,
            decimal: dialect.decimal,
            thousands: dialect.thousands,
            header_line: dialect.header_line,
            skips_blanks,
        };
        let text = bytes.filter(|_| !dialect.compressed).and_then(|bytes| decoded(bytes, dialect));
        let found = text.as_deref().and_then(|text| {
            [false, true].into_iter().find_map(|skips_blanks| {
                let asked = asked(skips_blanks);
                Some((asked, comes_to(text, &asked, table, used)?))
            })
        });
        let Some((asked, told)) = found else {
            let stem = name.strip_suffix(".csv").unwrap_or(name);
            let plain = format!("{stem}-plain.csv");
            return Self { instead_of: Some(name.to_owned()), ..Self::made(&plain, table, used) };
        };
        Self {
            name: name.to_owned(),
            contents: None,
            instead_of: None,
            asked,
            told,
            encoding: codec(dialect.encoding.name()),
            names: names(table),
            words: words(table, used),
        }
    }

    /// Of a table that is in no file.
    pub fn made(name: &str, table: &Table, used: &[usize]) -> Self {
        let contents = csv(table);
        let asked = Asked {
            delimiter: Delimiter::Comma,
            decimal: DecimalMark::Point,
            thousands: None,
            header_line: Some(1),
            skips_blanks: false,
        };
        Self {
            name: name.to_owned(),
            told: comes_to(&contents, &asked, table, used).unwrap_or_default(),
            contents: Some(contents),
            instead_of: None,
            asked,
            encoding: "utf-8",
            names: names(table),
            words: words(table, used),
        }
    }

    /// The call that reads it from `path`, a name of the script's.
    pub(super) fn call(&self, path: &str) -> String {
        let mut arguments = vec![path.to_owned()];
        let separator = match self.asked.delimiter {
            Delimiter::Comma => None,
            Delimiter::Semicolon => Some("\";\""),
            Delimiter::Tab => Some("\"\\t\""),
            Delimiter::Pipe => Some("\"|\""),
            Delimiter::Colon => Some("\":\""),
            Delimiter::Spaces => Some("r\"\\s+\""),
        };
        arguments.extend(separator.map(|separator| format!("sep={separator}")));
        if self.asked.decimal == DecimalMark::Comma {
            arguments.push("decimal=\",\"".to_owned());
        }
        arguments.extend(
            self.asked.thousands.map(|mark| format!("thousands={}", text(&mark.to_string()))),
        );
        if self.encoding != "utf-8" {
            arguments.push(format!("encoding=\"{}\"", self.encoding));
        }
        match self.asked.header_line {
            Some(line) if line > 1 => arguments.push(format!("skiprows={}", line - 1)),
            Some(_) => {}
            None => arguments.push("header=None".to_owned()),
        }
        if self.told.names {
            if self.asked.header_line.is_some() {
                arguments.push("header=0".to_owned());
            }
            arguments.push(list("names=", &texts(self.names.iter().map(String::as_str)), 4));
        }
        if self.asked.skips_blanks {
            arguments.push("skipinitialspace=True".to_owned());
        }
        if let Some(missing) = &self.told.missing {
            arguments.push(list("na_values=", &texts(missing.iter().map(String::as_str)), 4));
            arguments.push("keep_default_na=False".to_owned());
        }
        if !self.words.is_empty() {
            let each: Vec<String> =
                self.words.iter().map(|name| format!("{}: str", text(name))).collect();
            arguments.push(filled("dtype=", &each, '{', '}', 4));
        }
        call("table = pd.read_csv", &arguments, 0)
    }

    /// The columns of dates, each with its format in pandas's words.
    pub(super) fn dates(&self) -> &[(String, &'static str)] {
        &self.told.dates
    }
}

fn names(table: &Table) -> Vec<String> {
    table.schema().columns.iter().map(|column| column.name.clone()).collect()
}

fn words(table: &Table, used: &[usize]) -> Vec<String> {
    let used = used.iter().map(|&column| &table.schema().columns[column]);
    used.filter(|column| column.kind() == ColumnKind::Text)
        .map(|column| column.name.clone())
        .collect()
}

/// The table plainly: commas, decimal points, dates as ISO 8601, a percentage without its
/// sign, a duration in seconds; nothing where there is no value.
fn csv(table: &Table) -> String {
    let schema = &table.schema().columns;
    let names: Vec<_> = schema.iter().map(|column| quoted(&column.name)).collect();
    let mut csv = names.join(",") + "\n";
    for row in 0..table.rows() {
        for (at, column) in schema.iter().enumerate() {
            if at > 0 {
                csv.push(',');
            }
            match table.value(row, at) {
                Cell::Missing if schema.len() == 1 => csv += "\"\"",
                Cell::Missing => {}
                Cell::Number(_) if column.column_type == ColumnType::Date => {
                    csv += &table.cell(row, at).unwrap_or_default();
                }
                Cell::Number(number) => csv += &number.to_string(),
                Cell::Word(word) => csv += &quoted(word),
            }
        }
        csv.push('\n');
    }
    csv
}

/// Python's name of an encoding that the web calls `name`.
fn codec(name: &'static str) -> &'static str {
    match name {
        "UTF-8" => "utf-8",
        "windows-874" => "cp874",
        "ISO-8859-8-I" => "iso-8859-8",
        "macintosh" => "mac-roman",
        "x-mac-cyrillic" => "mac-cyrillic",
        "IBM866" => "cp866",
        other => other,
    }
}

/// The text of a file in the encoding that was found.
fn decoded(bytes: &[u8], dialect: &Dialect) -> Option<String> {
    match dialect.encoding {
        Encoding::Utf8 => String::from_utf8(bytes.to_vec()).ok(),
        other => decoded_by_library(bytes, other),
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn decoded_by_library(bytes: &[u8], encoding: Encoding) -> Option<String> {
    let library = encoding_rs::Encoding::for_label(encoding.name().as_bytes())?;
    let text = library.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

/// A browser has decoders of its own; there such a table is written plainly.
#[cfg(target_arch = "wasm32")]
fn decoded_by_library(_: &[u8], _: Encoding) -> Option<String> {
    None
}
