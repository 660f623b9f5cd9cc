//! Messages as bytes: postcard, which names no fields. Links are JSON, deflated
//! (`config::share`), for they outlive every version.

use std::marker::PhantomData;

use crate::t;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
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

/// A part of a message that is read after the message itself. What its first file does not read
/// itself, the page hands on to a file that comes later, and so carries no code for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed<T> {
    bytes: Vec<u8>,
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize> From<&T> for Packed<T> {
    fn from(part: &T) -> Self {
        Self { bytes: encode(part), of: PhantomData }
    }
}

impl<T: DeserializeOwned> Packed<T> {
    /// The part.
    ///
    /// # Errors
    /// Bytes that are none.
    pub fn open(&self) -> Result<T, CodecError> {
        decode(&self.bytes)
    }
}

impl<T: DeserializeOwned> Packed<Result<T, String>> {
    /// What was asked for, or the sentence that says why it is not here.
    ///
    /// # Errors
    /// That sentence, or the one of a [`CodecError`].
    pub fn outcome(&self) -> Result<T, String> {
        self.open().map_err(|error| error.to_string()).and_then(|outcome| outcome)
    }
}

impl<T> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_bytes::serialize(&self.bytes, serializer)
    }
}

impl<'de, T> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = serde_bytes::deserialize(deserializer)?;
        Ok(Self { bytes, of: PhantomData })
    }
}
