//! What a click can do about a warning of an import.

use serde::{Deserialize, Serialize};

use crate::config::ColumnType;
use crate::data::{ImportWarning, Notation};

/// What a click can do about a warning: a change of how the file is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadingFix {
    /// Read the column as another type.
    ReadAs(String, ColumnType),
    /// Join the spellings of the column's words.
    Join(String),
    /// Take this word or number as missing wherever it stands.
    Missing(String),
}

impl ImportWarning {
    /// What a click can do about it.
    pub fn fix(&self) -> Option<ReadingFix> {
        let read = |column: &str, as_type| Some(ReadingFix::ReadAs(column.to_owned(), as_type));
        match self {
            Self::NumbersWithText { have_units: true, .. } => None,
            Self::ReadAs { column, notation: Notation::CompactDates, .. } => {
                read(column, ColumnType::Integer)
            }
            Self::MarkersAsWords { odd, .. } => {
                odd.examples.first().map(|marker| ReadingFix::Missing(marker.clone()))
            }
            Self::Sentinel { value, .. } => Some(ReadingFix::Missing(value.clone())),
            Self::Choices { column, .. }
            | Self::TickBoxes { column, .. }
            | Self::ReadAs { column, notation: Notation::Padded, .. }
            | Self::WordsAsMissing { column, .. }
            | Self::NotDates { column, .. } => read(column, ColumnType::Category),
            Self::Codes { column, .. } | Self::NumbersWithText { column, .. } => {
                read(column, ColumnType::Decimal)
            }
            Self::ReadAs { column, notation, .. }
                if !matches!(
                    notation,
                    Notation::MinusBehind | Notation::Apostrophe | Notation::OtherDigits
                ) =>
            {
                read(column, ColumnType::Category)
            }
            Self::SimilarWords { column, .. } => Some(ReadingFix::Join(column.clone())),
            _ => None,
        }
    }
}
