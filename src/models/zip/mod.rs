//! Archives: what a `.keras` file and a `.descent.zip` are.
//!
//! Source: PKWARE's APPNOTE.TXT, 6.3. Read are entries that are stored or deflated, written are
//! stored ones, as Keras writes them.

mod error;
mod reader;
mod writer;

pub use error::ZipError;
pub use reader::Archive;
pub use writer::{stored, write};

/// Begins an entry.
const LOCAL: u32 = 0x0403_4b50;
/// Begins an entry's line in the directory.
const CENTRAL: u32 = 0x0201_4b50;
/// Begins the end of the directory.
const END: u32 = 0x0605_4b50;
/// Bytes of [`LOCAL`]'s fixed part.
const LOCAL_BYTES: usize = 30;
/// Bytes of [`CENTRAL`]'s fixed part.
const CENTRAL_BYTES: usize = 46;
/// Bytes of [`END`]'s fixed part.
const END_BYTES: usize = 22;
/// Of a name in UTF-8.
const UTF8: u16 = 1 << 11;
/// The checksum of an entry.
static CHECKSUM: crc::Crc<u32> = crc::Crc::<u32>::new(&crc::CRC_32_ISO_HDLC);
