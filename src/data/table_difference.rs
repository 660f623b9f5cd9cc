//! What a table has otherwise than the one that a link speaks of.

use std::fmt;

use crc::{CRC_32_ISCSI, Crc};

use crate::config::Grouped;
use crate::config::share::ExpectedTable;
use crate::data::Table;
use crate::data::table::{Column, MISSING_CODE};
use crate::{t, tn};

static CHECKSUM: Crc<u32> = Crc::<u32>::new(&CRC_32_ISCSI);
/// Behind a word; UTF-8 has no such byte, so that no two rows of words are one.
const END_OF_WORD: [u8; 1] = [0xff];
/// In the place of a word.
const NO_WORD: [u8; 1] = [0xfe];

/// One way in which a table is not the one that was expected. `Display` says it of the file, as
/// a sentence.
///
/// Checked by `tests/it/data/table_difference.rs`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum TableDifference {
    /// Columns that it lacks.
    Missing {
        first: String,
        more: usize,
    },
    /// Columns that it has besides.
    Additional {
        first: String,
        more: usize,
    },
    /// The same columns in another order.
    Order,
    Rows {
        received: usize,
        expected: usize,
    },
    /// The same rows and columns with other values.
    Values,
}

impl Table {
    /// A CRC-32 (ISCSI) of the names and the values, column by column: the same for every file
    /// that is read as this table, and most likely no other.
    pub fn checksum(&self) -> u32 {
        let mut digest = CHECKSUM.digest();
        for (schema, column) in self.schema().columns.iter().zip(self.columns()) {
            digest.update(schema.name.as_bytes());
            digest.update(&END_OF_WORD);
            match column {
                Column::Numeric(values) => {
                    for value in values {
                        // Of the many numbers that are none, one.
                        let value = if value.is_nan() { f64::NAN } else { *value };
                        digest.update(&value.to_le_bytes());
                    }
                }
                Column::Text { codes, levels } => {
                    for code in codes {
                        match *code {
                            MISSING_CODE => digest.update(&NO_WORD),
                            code => digest.update(levels[code as usize].as_bytes()),
                        }
                        digest.update(&END_OF_WORD);
                    }
                }
            }
        }
        digest.finalize()
    }

    /// As a link names the table.
    pub fn expected(&self) -> ExpectedTable {
        ExpectedTable { rows: self.rows(), checksum: self.checksum() }
    }

    /// What this table has otherwise than the one that a link speaks of, which had these
    /// columns, where the link says so.
    pub fn differences(
        &self,
        columns: &[String],
        expected: &ExpectedTable,
    ) -> Vec<TableDifference> {
        let own: Vec<_> = self.schema().columns.iter().map(|column| &column.name).collect();
        let lacking: Vec<_> = columns.iter().filter(|name| !own.contains(name)).collect();
        let besides: Vec<_> = own.iter().copied().filter(|name| !columns.contains(name)).collect();
        let mut all = Vec::new();
        if let Some((first, more)) = lacking.split_first() {
            all.push(TableDifference::Missing { first: (*first).clone(), more: more.len() });
        }
        let is_known = !columns.is_empty();
        if let Some((first, more)) = besides.split_first().filter(|_| is_known) {
            all.push(TableDifference::Additional { first: (*first).clone(), more: more.len() });
        }
        if all.is_empty() && is_known && !columns.iter().eq(own) {
            all.push(TableDifference::Order);
        }
        if self.rows() != expected.rows {
            let (received, expected) = (self.rows(), expected.rows);
            all.push(TableDifference::Rows { received, expected });
        }
        if all.is_empty() && self.checksum() != expected.checksum {
            all.push(TableDifference::Values);
        }
        all
    }
}

impl fmt::Display for TableDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Missing { first, more: 0 } => t!("It has no column \"{first}\".", first),
            Self::Missing { first, more } => {
                t!("It has no column \"{first}\", and {more} more are missing.", first, more)
            }
            Self::Additional { first, more: 0 } => {
                t!("Its column \"{first}\" is not in the link's.", first)
            }
            Self::Additional { first, more } => {
                t!("Its column \"{first}\" and {more} more are not in the link's.", first, more)
            }
            Self::Order => t!("Its columns stand in another order.").to_owned(),
            Self::Rows { received, expected } => {
                let received = Grouped(*received as u64);
                let expected = Grouped(*expected as u64);
                tn!(
                    received,
                    "It has {count} row; the link's has {expected}.",
                    "It has {count} rows; the link's has {expected}.",
                    expected,
                )
            }
            Self::Values => {
                t!("It has the same columns and as many rows, but other values in them.").to_owned()
            }
        })
    }
}
