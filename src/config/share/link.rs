//! What a link holds: the experiment, and its table or how to know it.
//!
//! Unpacked it is the experiment as JSON without defaults, which has no zero byte, and where a
//! table of the user's own belongs to it a zero byte, a letter, and what that stands for.

use serde::{Deserialize, Serialize};

use super::{CHECKSUM, CHECKSUM_BYTES, from_json, packing, without_defaults};
use crate::config::{DataSource, ExperimentConfig, LinkError};

/// The letter of an expected table, which JSON follows.
const EXPECTED: u8 = b'e';
/// The letter of a file, whose bytes follow.
const FILE: u8 = b'f';

/// What a link holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The whole experiment.
    pub experiment: ExperimentConfig,
    /// Its table.
    pub table: LinkedTable,
}

/// The table of a link.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkedTable {
    /// Nothing but what the experiment says: its set of the Gallery, its recipe, its file's name
    /// and columns.
    #[default]
    AsNamed,
    /// A file that whoever opens the link has to have.
    Expected(ExpectedTable),
    /// The user's own file, byte for byte.
    File(#[serde(with = "serde_bytes")] Vec<u8>),
}

/// What a table was like where the link was made; its columns are in the experiment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExpectedTable {
    /// Rows read.
    pub rows: usize,
    /// [`Table::checksum`](crate::data::Table::checksum).
    pub checksum: u32,
}

impl Link {
    /// One that says nothing of its table beside the experiment.
    pub fn new(experiment: ExperimentConfig) -> Self {
        Self { experiment, table: LinkedTable::AsNamed }
    }

    /// A checksum, so that a truncated or mistyped link is known without unpacking it, and what
    /// is packed.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut body = without_defaults(&self.experiment).to_string().into_bytes();
        let is_file = matches!(self.experiment.data.source, DataSource::File { .. });
        match &self.table {
            LinkedTable::Expected(expected) if is_file => {
                body.extend([0, EXPECTED]);
                // Plain data is always JSON.
                body.extend(serde_json::to_vec(expected).unwrap_or_default());
            }
            LinkedTable::File(bytes) if is_file => {
                body.extend([0, FILE]);
                body.extend_from_slice(bytes);
            }
            _ => {}
        }
        let packed = packing::pack(&body);
        [&CHECKSUM.checksum(&packed).to_le_bytes()[..], &packed].concat()
    }

    /// What [`Self::bytes`] wrote; `None` where a byte of it is another.
    pub(super) fn read(bytes: &[u8]) -> Option<Result<Self, LinkError>> {
        let (checksum, packed) = bytes.split_at_checked(CHECKSUM_BYTES)?;
        if checksum != CHECKSUM.checksum(packed).to_le_bytes() {
            return None;
        }
        let body = packing::unpack(packed)?;
        let (json, table) = match body.iter().position(|byte| *byte == 0) {
            None => (&body[..], LinkedTable::AsNamed),
            Some(end) => (&body[..end], table(body.get(end + 1..)?)?),
        };
        Some(from_json(json).map(|experiment| Self { experiment, table }))
    }
}

fn table(bytes: &[u8]) -> Option<LinkedTable> {
    let (letter, rest) = bytes.split_first()?;
    match *letter {
        EXPECTED => serde_json::from_slice(rest).ok().map(LinkedTable::Expected),
        FILE => Some(LinkedTable::File(rest.to_vec())),
        _ => None,
    }
}
