//! The part of HDF5 that Keras's weights need: groups of named arrays of numbers.
//!
//! Source: HDF5 File Format Specification, version 3.0. Read are superblocks 0 to 3, groups by
//! symbol table or by links in their header, contiguous and compact arrays of 32- or 64-bit
//! floating point, low byte first; that is what h5py writes unless it is asked for more. What
//! is written is what h5py writes. Own code, for the crates there are read and write all of the
//! format, are some months old or bind the library in C, and bring 6,000 lines and more.

mod bytes;
mod error;
mod group;
mod header;
mod reader;
mod writer;

pub use error::Hdf5Error;
pub use reader::{Array, Hdf5};
pub use writer::{Node, write};

/// Begins every file.
const SIGNATURE: [u8; 8] = *b"\x89HDF\r\n\x1a\n";
/// The address of nothing.
const UNDEFINED: u64 = u64::MAX;
/// Kinds of messages in an object's header.
mod message {
    pub const DATASPACE: u16 = 0x01;
    pub const LINK_INFO: u16 = 0x02;
    pub const DATATYPE: u16 = 0x03;
    pub const FILL_VALUE: u16 = 0x05;
    pub const LINK: u16 = 0x06;
    pub const LAYOUT: u16 = 0x08;
    pub const FILTERS: u16 = 0x0b;
    pub const CONTINUATION: u16 = 0x10;
    pub const SYMBOL_TABLE: u16 = 0x11;
}
