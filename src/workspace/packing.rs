//! Values as bytes that are kept: postcard names no fields, so each begins with the version
//! of its form, and any other version of it is nothing.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::config::ExperimentConfig;
use crate::worker::codec;

/// What is kept in one form at a time, and replaced by a link or given up where that form
/// has become another.
pub trait Stored: Serialize + DeserializeOwned {
    /// Changes with the form, and with nothing else: what a visitor keeps outlives many a
    /// change of what page and worker say to each other.
    ///
    /// Checked by `tests/it/forms`.
    const VERSION: u32;
}

impl Stored for ExperimentConfig {
    const VERSION: u32 = 9;
}

/// As bytes that only this version of the form reads.
pub fn pack<T: Stored>(value: &T) -> Vec<u8> {
    let mut bytes = T::VERSION.to_le_bytes().to_vec();
    bytes.extend(codec::encode(value));
    bytes
}

/// What [`pack`] of this version wrote; anything else is nothing.
///
/// Checked by `tests/it/workspace/experiment_record.rs::arbitrary_bytes_are_nothing`.
pub fn unpack<T: Stored>(bytes: &[u8]) -> Option<T> {
    let packed = bytes.strip_prefix(T::VERSION.to_le_bytes().as_slice())?;
    codec::decode(packed).ok()
}
