//! How a file is to be read, as options: all that is left out is found out.

use clap::Args;
use descent::config::{ColumnType, DecimalMark, Delimiter, Encoding, ReadingConfig};

#[derive(Args)]
#[command(next_help_heading = "How the file is read")]
pub struct ReadingArgs {
    /// comma, semicolon, tab, pipe, colon, spaces, or that character
    #[arg(long, value_name = "WORD", value_parser = delimiter)]
    delimiter: Option<Delimiter>,
    /// point or comma
    #[arg(long, value_name = "WORD", value_parser = decimal)]
    decimal: Option<DecimalMark>,
    #[arg(
        long, value_name = "WORD", value_parser = encoding,
        help = "utf8, utf16le, windows1252, shift_jis and so on"
    )]
    encoding: Option<Encoding>,
    /// The first line holds the column names
    #[arg(long, overrides_with = "no_header")]
    header: bool,
    /// The first line is a row
    #[arg(long)]
    no_header: bool,
    /// The line of the file that holds the column names
    #[arg(long, value_name = "N")]
    header_line: Option<u32>,
    /// Words of this column that differ by case or blanks are one (again for more)
    #[arg(long, value_name = "COLUMN")]
    join: Vec<String>,
    /// A marker of missing values (again for more)
    #[arg(long, value_name = "WORD", allow_hyphen_values = true)]
    missing: Vec<String>,
    /// NA, null, ? and so on are words like any other
    #[arg(long)]
    markers_are_words: bool,
    /// The type is number, category, date or text (again for more)
    #[arg(long, value_name = "COLUMN=TYPE", value_parser = column_type)]
    r#type: Vec<(String, ColumnType)>,
    /// Read one row in N
    #[arg(long, value_name = "N")]
    sample_every: Option<u32>,
}

impl ReadingArgs {
    pub fn config(&self) -> ReadingConfig {
        ReadingConfig {
            delimiter: self.delimiter,
            decimal: self.decimal,
            encoding: self.encoding,
            header: (self.header || self.no_header).then_some(self.header),
            header_line: self.header_line,
            joined: self.join.clone(),
            missing: self.missing.clone(),
            usual_markers_are_words: self.markers_are_words,
            types: self.r#type.iter().cloned().collect(),
            sample_every: self.sample_every,
        }
    }
}

fn unknown(what: &str, received: &str, known: &str) -> String {
    format!("\"{received}\" is no {what}; write {known}.")
}

fn delimiter(word: &str) -> Result<Delimiter, String> {
    Ok(match word {
        "comma" | "," => Delimiter::Comma,
        "semicolon" | ";" => Delimiter::Semicolon,
        "tab" | "\t" | "\\t" => Delimiter::Tab,
        "pipe" | "|" => Delimiter::Pipe,
        "colon" | ":" => Delimiter::Colon,
        "spaces" | " " => Delimiter::Spaces,
        other => {
            let known = "comma, semicolon, tab, pipe, colon or spaces, or one of these characters";
            return Err(unknown("delimiter", other, known));
        }
    })
}

fn decimal(word: &str) -> Result<DecimalMark, String> {
    match word {
        "point" | "." => Ok(DecimalMark::Point),
        "comma" | "," => Ok(DecimalMark::Comma),
        other => Err(unknown("decimal mark", other, "point or comma")),
    }
}

/// By the name that browsers know, with or without hyphens.
fn encoding(word: &str) -> Result<Encoding, String> {
    let plain = |name: &str| name.to_lowercase().replace(['-', '_'], "");
    let name = match plain(word).as_str() {
        "latin1" => "windows1252".to_owned(),
        "cp949" => "euckr".to_owned(),
        name => name.to_owned(),
    };
    let is_named = |one: &Encoding| plain(one.name()) == name;
    let known = "utf8, utf16le, windows1252, shift_jis, gbk or another name of the web's standard";
    Encoding::ALL.into_iter().find(is_named).ok_or_else(|| unknown("encoding", word, known))
}

fn column_type(word: &str) -> Result<(String, ColumnType), String> {
    let known = "COLUMN=number, category, date or text";
    let (column, name) = word.rsplit_once('=').ok_or_else(|| unknown("type", word, known))?;
    let column_type = match name {
        "number" => ColumnType::Decimal,
        "category" => ColumnType::Category,
        "date" => ColumnType::Date,
        "text" => ColumnType::Text,
        other => return Err(unknown("type", other, known)),
    };
    Ok((column.to_owned(), column_type))
}
