//! Messages as bytes: postcard, which names no fields. Links are JSON, deflated
//! (`config::share`), for they outlive every version.

use crate::t;
use serde::{Serialize, de::DeserializeOwned};
use thiserror::Error;

/// A message that is not of this protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("{}", t!("Page and worker do not understand each other; reload the page."))]
pub struct CodecError;

/// A message as bytes.
///
/// # Panics
/// Never: a message is plain data, which postcard can always encode.
pub fn encode<T: Serialize>(message: &T) -> Vec<u8> {
    postcard::to_allocvec(message).expect("plain data can always be encoded")
}

/// # Errors
/// Bytes that are not a message. Arbitrary bytes never panic
/// (`tests/it/worker/session.rs::arbitrary_bytes_are_no_message`).
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, CodecError> {
    postcard::from_bytes(bytes).map_err(|_| CodecError)
}
