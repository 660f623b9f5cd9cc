//! Reading a file chunk by chunk: what is pure of it.

use crate::config::{Encoding, ReadingConfig};
use crate::data::{DataError, Import, MakeDecoder, NotUtf8, Pass, Reader};
use crate::worker::TableId;

/// A file on its way in. The server brings chunks until a pass is over, and begins
/// again from the first byte where the import asks for it.
///
/// Checked by `tests/it/worker/loading.rs`.
pub struct Loading {
    /// The request it answers.
    pub table: TableId,
    reader: Option<Reader>,
    file_bytes: u64,
    read: u64,
}

/// What the server does after a pass.
pub enum Next {
    /// Bring the file from its first byte once more.
    Again,
    /// Find the encoding of a file that is not UTF-8, and say it with [`Loading::read_as`].
    NotUtf8(Box<NotUtf8>),
    /// Nothing: the table is there.
    Done(Box<Import>),
}

impl Loading {
    /// Before the first byte of a file of `file_bytes`.
    pub fn new(table: TableId, reading: &ReadingConfig, file_bytes: u64) -> Self {
        let reader = Some(Reader::new(reading, Some(file_bytes)));
        Self { table, reader, file_bytes, read: 0 }
    }

    /// The same with other decoders of old encodings.
    #[must_use]
    pub fn with_decoders(self, make: MakeDecoder) -> Self {
        Self { reader: self.reader.map(|reader| reader.with_decoders(make)), ..self }
    }

    /// The file comes once more, in this encoding.
    pub fn read_as(&mut self, found: NotUtf8, encoding: Encoding) {
        self.reader = Some(found.read_as(encoding));
    }

    /// Takes the next bytes. False: this pass is over, call [`Loading::finish`].
    ///
    /// # Errors
    /// The import's.
    pub fn push(&mut self, bytes: &[u8]) -> Result<bool, DataError> {
        let Some(reader) = &mut self.reader else { return Ok(false) };
        reader.push(bytes)?;
        self.read += bytes.len() as u64;
        // A file that shrank while it was read ends where it ends.
        let more = !bytes.is_empty() && self.read < self.file_bytes;
        Ok(more && !reader.wants_restart())
    }

    /// Ends a pass.
    ///
    /// # Errors
    /// The import's.
    pub fn finish(&mut self) -> Result<Next, DataError> {
        self.read = 0;
        match self.reader.take().map(Reader::finish).transpose()? {
            Some(Pass::Done(import)) => Ok(Next::Done(import)),
            Some(Pass::Again(reader)) => {
                self.reader = Some(*reader);
                Ok(Next::Again)
            }
            Some(Pass::NotUtf8(found)) => Ok(Next::NotUtf8(found)),
            None => Err(DataError::Empty),
        }
    }

    /// Bytes read in this pass, and those of the file.
    pub fn progress(&self) -> (u64, u64) {
        (self.read, self.file_bytes)
    }
}
