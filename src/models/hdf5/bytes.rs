//! Numbers at addresses, none of them outside the file.

use super::Hdf5Error;

/// A part of the file.
///
/// # Errors
/// [`Hdf5Error::Damaged`] outside it.
pub(super) fn slice(bytes: &[u8], at: u64, length: u64) -> Result<&[u8], Hdf5Error> {
    let end = at.checked_add(length).and_then(|end| usize::try_from(end).ok());
    let from = usize::try_from(at).ok();
    let range = from.zip(end).and_then(|(from, end)| bytes.get(from..end));
    range.ok_or(Hdf5Error::Damaged)
}

/// Takes numbers one after the other, low byte first.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'bytes>(pub &'bytes [u8]);

impl<'bytes> Cursor<'bytes> {
    /// From `at` on.
    pub fn at(bytes: &'bytes [u8], at: u64) -> Result<Self, Hdf5Error> {
        slice(bytes, at, 0)?;
        Ok(Self(&bytes[at as usize..]))
    }

    pub fn skip(&mut self, count: usize) -> Result<(), Hdf5Error> {
        self.take(count).map(|_| ())
    }

    pub fn take(&mut self, count: usize) -> Result<&'bytes [u8], Hdf5Error> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Hdf5Error::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    pub fn is_at(&self, signature: &[u8]) -> bool {
        self.0.starts_with(signature)
    }

    pub fn u8(&mut self) -> Result<u8, Hdf5Error> {
        self.array().map(|[byte]: [u8; 1]| byte)
    }

    pub fn u16(&mut self) -> Result<u16, Hdf5Error> {
        self.array().map(u16::from_le_bytes)
    }

    pub fn u32(&mut self) -> Result<u32, Hdf5Error> {
        self.array().map(u32::from_le_bytes)
    }

    pub fn u64(&mut self) -> Result<u64, Hdf5Error> {
        self.array().map(u64::from_le_bytes)
    }

    /// A number of 1, 2, 4 or 8 bytes.
    pub fn sized(&mut self, size: usize) -> Result<u64, Hdf5Error> {
        let mut wide = [0; 8];
        wide[..size].copy_from_slice(self.take(size)?);
        Ok(u64::from_le_bytes(wide))
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Hdf5Error> {
        let (array, rest) = self.0.split_first_chunk::<N>().ok_or(Hdf5Error::Damaged)?;
        self.0 = rest;
        Ok(*array)
    }
}
