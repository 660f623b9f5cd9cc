//! Columns that do not go in as they stand in the table.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::t;

/// A column that does not go in as it stands in the table. `Display` is the sentence.
///
/// Checked by `tests/it/models/onnx.rs::columns_that_go_in_otherwise_are_named`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum OnnxNote {
    Date {
        column: String,
    },
    Duration {
        column: String,
    },
    Percent {
        column: String,
    },
    /// An input for each choice.
    Choices {
        column: String,
        example: String,
    },
}

impl fmt::Display for OnnxNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Date { column } => t!(
                "The ONNX model takes the date \"{column}\" as days since 1970-01-01, the time of day as a fraction.",
                column,
            ),
            Self::Duration { column } => {
                t!("The ONNX model takes the duration \"{column}\" in seconds.", column)
            }
            Self::Percent { column } => t!(
                "The ONNX model takes the percentage \"{column}\" as a number, 45 for 45 %.",
                column,
            ),
            Self::Choices { column, example } => t!(
                "The ONNX model cannot take the choices of \"{column}\" apart; it takes an input of 0 or 1 for each of them, such as \"{example}\".",
                column,
                example,
            ),
        })
    }
}
