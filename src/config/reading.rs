//! How a file is read, where the user overrides what the file suggests.

use serde::{Deserialize, Serialize};

use crate::config::by_name::{self, ByName};
use crate::config::{ConfigError, Encoding, limits};
use crate::t;

/// What the user says about a file; what is `None` or empty is inferred from the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReadingConfig {
    /// How characters are written as bytes.
    pub encoding: Option<Encoding>,
    /// What separates the columns.
    pub delimiter: Option<Delimiter>,
    /// What separates whole from parts in a number.
    pub decimal: Option<DecimalMark>,
    /// Whether the first line of the table holds the column names.
    pub header: Option<bool>,
    /// The line of the file that holds them, counted from 1; what is above it is left out.
    pub header_line: Option<u32>,
    /// Markers of the user's own that mean "no value", in any case of letters.
    pub missing: Vec<String>,
    /// The usual markers (`NA`, `null`, `?` and so on) are words like any other.
    pub usual_markers_are_words: bool,
    /// Columns that are read as another type than the one found, by name.
    #[serde(with = "by_name")]
    pub types: ByName<ColumnType>,
    /// Columns of words whose spellings are joined that differ by case, blanks or a full stop.
    pub joined: Vec<String>,
    /// One row in this many is kept, spread over the whole file; `None` keeps all.
    pub sample_every: Option<u32>,
}

/// What separates the columns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Delimiter {
    /// `,`
    #[default]
    Comma,
    /// `;`
    Semicolon,
    Tab,
    /// `|`
    Pipe,
    /// `:`
    Colon,
    /// One or more spaces or tabs.
    Spaces,
}

impl Delimiter {
    /// All, in the page's order, which also breaks ties.
    pub const ALL: [Self; 6] =
        [Self::Comma, Self::Semicolon, Self::Tab, Self::Pipe, Self::Spaces, Self::Colon];

    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Comma => t!("Comma"),
            Self::Semicolon => t!("Semicolon"),
            Self::Tab => t!("Tab"),
            Self::Pipe => t!("Pipe"),
            Self::Colon => t!("Colon"),
            Self::Spaces => t!("Spaces"),
        }
    }
}

/// What separates whole from parts in a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecimalMark {
    /// `1.5`
    #[default]
    Point,
    /// `1,5`
    Comma,
}

impl DecimalMark {
    /// Both, in the page's order.
    pub const ALL: [Self; 2] = [Self::Point, Self::Comma];

    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Point => t!("Point"),
            Self::Comma => t!("Comma"),
        }
    }
}

/// What the fields of a column are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnType {
    /// Whole numbers.
    Integer,
    /// Numbers.
    #[default]
    Decimal,
    /// Numbers of which some have an exponent, `1.5e-3`.
    Scientific,
    /// Numbers with a percent sign; `45 %` is kept as 45.
    Percent,
    /// Numbers with the sign or code of a currency.
    Currency,
    /// Days, with or without a time of day, kept as days since 1970-01-01.
    Date,
    /// Hours, minutes and seconds, kept as seconds.
    Duration,
    /// Two words that mean no and yes.
    Boolean,
    /// Several of a few choices in a cell, `Python, R`.
    Choices,
    /// A few different words.
    Category,
    /// Many different words.
    Text,
}

impl ColumnType {
    /// What a user can ask a column to be read as.
    pub const CHOICES: [Self; 4] = [Self::Decimal, Self::Category, Self::Date, Self::Text];

    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Integer => t!("Integer"),
            Self::Decimal => t!("Decimal"),
            Self::Scientific => t!("Scientific"),
            Self::Percent => t!("Percent"),
            Self::Currency => t!("Currency"),
            Self::Date => t!("Date"),
            Self::Duration => t!("Duration"),
            Self::Boolean => t!("Boolean"),
            Self::Choices => t!("Choices"),
            Self::Category => t!("Category"),
            Self::Text => t!("Text"),
        }
    }
}

impl ReadingConfig {
    /// # Errors
    /// Too many markers, a line 0, or a sample that keeps no row of a table.
    pub fn check(&self) -> Result<(), ConfigError> {
        if self.missing.len() > limits::MAX_MISSING_MARKERS {
            return Err(ConfigError::TooManyMarkers { received: self.missing.len() });
        }
        self.header_line.map_or(Ok(()), |line| limits::HEADER_LINE.check(f64::from(line)))?;
        self.sample_every.map_or(Ok(()), |every| limits::SAMPLE_EVERY.check(f64::from(every)))
    }
}
