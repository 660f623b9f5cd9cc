//! Reads arrays by their path.

use super::bytes::{Cursor, slice};
use super::header::{find, messages};
use super::{Hdf5Error, SIGNATURE, UNDEFINED, group, message};
use crate::config::limits;

/// Dimensions of an array.
const MAX_RANK: u8 = 8;

/// A file in memory.
///
/// Nothing is copied but the names of the groups on a path and the numbers that are asked for,
/// and their count is checked first. Checked by `tests/it/models/hdf5.rs`.
pub struct Hdf5<'bytes> {
    bytes: &'bytes [u8],
    root: u64,
}

/// Numbers and their shape.
#[derive(Debug, Clone, PartialEq)]
pub struct Array {
    /// Empty for a single number.
    pub shape: Vec<usize>,
    /// Row by row, the nearest `f32` to each.
    pub numbers: Vec<f32>,
}

impl<'bytes> Hdf5<'bytes> {
    /// Reads the superblock.
    ///
    /// # Errors
    /// [`Hdf5Error`]
    pub fn open(bytes: &'bytes [u8]) -> Result<Self, Hdf5Error> {
        if !bytes.starts_with(&SIGNATURE) {
            return Err(Hdf5Error::NotHdf5);
        }
        let mut cursor = Cursor::at(bytes, SIGNATURE.len() as u64)?;
        let version = cursor.u8()?;
        let sizes = |cursor: &mut Cursor<'_>| {
            let sizes = (cursor.u8()?, cursor.u8()?);
            let feature = "addresses that are not of 8 bytes";
            if sizes == (8, 8) { Ok(()) } else { Err(Hdf5Error::Unsupported { feature }) }
        };
        let base;
        let root = match version {
            0 | 1 => {
                cursor.skip(4)?;
                sizes(&mut cursor)?;
                // Sizes of nodes and flags; a later version has one size more.
                cursor.skip(if version == 0 { 9 } else { 13 })?;
                base = cursor.u64()?;
                // Free space, end and driver; then the root's name.
                cursor.skip(32)?;
                cursor.u64()?
            }
            2 | 3 => {
                sizes(&mut cursor)?;
                cursor.skip(1)?;
                base = cursor.u64()?;
                cursor.skip(16)?;
                cursor.u64()?
            }
            _ => return Err(Hdf5Error::Unsupported { feature: "superblock" }),
        };
        if base != 0 {
            return Err(Hdf5Error::Unsupported { feature: "base address" });
        }
        Ok(Self { bytes, root })
    }

    /// What a group holds, in the order of the file; `None` if there is no such group.
    ///
    /// # Errors
    /// [`Hdf5Error`]
    pub fn names(&self, path: &str) -> Result<Option<Vec<String>>, Hdf5Error> {
        let Some(address) = self.find(path)? else { return Ok(None) };
        let links = group::links(self.bytes, &messages(self.bytes, address)?)?;
        Ok(links.map(|links| links.into_iter().map(|(name, _)| name).collect()))
    }

    /// The numbers at a path; `None` if nothing is there.
    ///
    /// # Errors
    /// [`Hdf5Error`]
    pub fn array(&self, path: &str) -> Result<Option<Array>, Hdf5Error> {
        let Some(address) = self.find(path)? else { return Ok(None) };
        let messages = messages(self.bytes, address)?;
        let part = |kind| find(&messages, kind)?.ok_or(Hdf5Error::Damaged);
        if find(&messages, message::FILTERS)?.is_some_and(|filters| filters.get(1) != Some(&0)) {
            return Err(Hdf5Error::Unsupported { feature: "filter" });
        }
        let shape = shape(part(message::DATASPACE)?)?;
        let kind = || Hdf5Error::Kind { name: path.to_owned() };
        let size = float_size(part(message::DATATYPE)?)?.ok_or_else(kind)?;
        let count = shape.iter().try_fold(1_u64, |count, length| count.checked_mul(*length));
        let (received, most) = (count.unwrap_or(u64::MAX), limits::MAX_PARAMETERS);
        if received > most {
            return Err(Hdf5Error::TooLarge { name: path.to_owned(), received, most });
        }
        let data = self.data(part(message::LAYOUT)?, received * size)?;
        let numbers = if size == 4 {
            data.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect()
        } else {
            data.as_chunks().0.iter().map(|bytes| f64::from_le_bytes(*bytes) as f32).collect()
        };
        let shape = shape.into_iter().map(|length| length as usize).collect();
        Ok(Some(Array { shape, numbers }))
    }

    /// The address of the object at a path.
    fn find(&self, path: &str) -> Result<Option<u64>, Hdf5Error> {
        let mut address = self.root;
        for part in path.split('/').filter(|part| !part.is_empty()) {
            let links = group::links(self.bytes, &messages(self.bytes, address)?)?;
            let links = links.unwrap_or_default();
            match links.into_iter().find(|(name, _)| name == part) {
                Some((_, found)) => address = found,
                None => return Ok(None),
            }
        }
        Ok(Some(address))
    }

    /// The bytes that a layout leads to.
    fn data<'all>(&'all self, layout: &'all [u8], length: u64) -> Result<&'all [u8], Hdf5Error> {
        let mut cursor = Cursor(layout);
        if !matches!(cursor.u8()?, 3 | 4) {
            return Err(Hdf5Error::Unsupported { feature: "layout" });
        }
        match cursor.u8()? {
            0 => {
                let size = usize::from(cursor.u16()?);
                let data = cursor.take(size)?;
                if size as u64 == length { Ok(data) } else { Err(Hdf5Error::Damaged) }
            }
            1 => {
                let (address, size) = (cursor.u64()?, cursor.u64()?);
                if length == 0 {
                    return Ok(&[]);
                }
                if address == UNDEFINED || size != length {
                    return Err(Hdf5Error::Damaged);
                }
                slice(self.bytes, address, length)
            }
            2 => Err(Hdf5Error::Unsupported { feature: "chunks" }),
            _ => Err(Hdf5Error::Unsupported { feature: "layout" }),
        }
    }
}

fn shape(dataspace: &[u8]) -> Result<Vec<u64>, Hdf5Error> {
    let mut cursor = Cursor(dataspace);
    let (version, rank) = (cursor.u8()?, cursor.u8()?);
    match version {
        1 => cursor.skip(6)?,
        2 => cursor.skip(2)?,
        _ => return Err(Hdf5Error::Unsupported { feature: "dataspace" }),
    }
    if rank > MAX_RANK {
        return Err(Hdf5Error::Unsupported { feature: "dataspace" });
    }
    (0..rank).map(|_| cursor.u64()).collect()
}

/// Bytes of a number; `None` if it is none of IEEE's with 32 or 64 bits, low byte first.
fn float_size(datatype: &[u8]) -> Result<Option<u64>, Hdf5Error> {
    let mut cursor = Cursor(datatype);
    let class = cursor.u8()? & 0x0f;
    let flags = cursor.take(3)?;
    let size = cursor.u32()?;
    if class != 1 || flags[0] & 0x41 != 0 {
        return Ok(None);
    }
    let (offset, precision) = (cursor.u16()?, cursor.u16()?);
    let (exponent, fraction) = ((cursor.u8()?, cursor.u8()?), (cursor.u8()?, cursor.u8()?));
    let whole = (size, offset, precision, exponent, fraction, cursor.u32()?);
    Ok(match whole {
        (4, 0, 32, (23, 8), (0, 23), 127) => Some(4),
        (8, 0, 64, (52, 11), (0, 52), 1023) => Some(8),
        _ => None,
    })
}
