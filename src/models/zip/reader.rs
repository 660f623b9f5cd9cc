//! Reads an archive that is in memory, with a limit on everything.

use std::io::Read;

use flate2::read::DeflateDecoder;

use super::{CENTRAL, CENTRAL_BYTES, CHECKSUM, END, END_BYTES, LOCAL, LOCAL_BYTES, ZipError};
use crate::config::limits::{MAX_ARCHIVE_BYTES, MAX_ARCHIVE_ENTRIES};

/// Unpacked bytes up to which nobody asks how many they were.
const HARMLESS: u64 = 1 << 20;
/// How many bytes a deflated one becomes at most: thrice what a table of zeros does.
const MAX_RATIO: u64 = 300;
const MEGABYTE: u64 = 1_000_000;

/// An archive in memory.
///
/// Nothing is unpacked before it is asked for, and what an entry says of its length is checked
/// against the limits before that. Checked by `tests/it/models/zip.rs`.
pub struct Archive<'bytes> {
    bytes: &'bytes [u8],
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    is_deflated: bool,
    checksum: u32,
    packed: u64,
    unpacked: u64,
    /// Where its header stands.
    header: u64,
}

impl<'bytes> Archive<'bytes> {
    /// Reads the directory.
    ///
    /// # Errors
    /// [`ZipError`]
    pub fn open(bytes: &'bytes [u8]) -> Result<Self, ZipError> {
        let end = find_end(bytes).ok_or(ZipError::NotZip)?;
        let (disk, first_disk) = (u16_at(bytes, end + 4)?, u16_at(bytes, end + 6)?);
        let (here, count) = (u16_at(bytes, end + 8)?, u16_at(bytes, end + 10)?);
        let (size, start) = (u32_at(bytes, end + 12)?, u32_at(bytes, end + 16)?);
        if count == u16::MAX || size == u32::MAX || start == u32::MAX {
            return Err(ZipError::Zip64);
        }
        if disk != 0 || first_disk != 0 || here != count {
            return Err(ZipError::Damaged);
        }
        if usize::from(count) > MAX_ARCHIVE_ENTRIES {
            let (received, most) = (usize::from(count), MAX_ARCHIVE_ENTRIES);
            return Err(ZipError::TooManyEntries { received, most });
        }
        let (mut at, mut entries) = (start as usize, Vec::<Entry>::new());
        let mut total = 0_u64;
        for _ in 0..count {
            // So that no place below is beyond what can be counted.
            let (entry, next) =
                if at < end { entry(bytes, at)? } else { return Err(ZipError::Damaged) };
            at = next;
            if entries.iter().any(|other| other.name == entry.name) {
                return Err(ZipError::Name { name: entry.name });
            }
            total = total.saturating_add(entry.unpacked);
            if total > MAX_ARCHIVE_BYTES {
                let (received, most) = (total / MEGABYTE, MAX_ARCHIVE_BYTES / MEGABYTE);
                return Err(ZipError::TooLarge { received, most });
            }
            entries.push(entry);
        }
        if at > end {
            return Err(ZipError::Damaged);
        }
        Ok(Self { bytes, entries })
    }

    /// The names of its files, in the order of the directory.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.name.as_str()).filter(|name| !name.ends_with('/'))
    }

    /// Whether it holds a file of that name.
    pub fn holds(&self, name: &str) -> bool {
        self.names().any(|other| other == name)
    }

    /// Unpacks a file.
    ///
    /// # Errors
    /// [`ZipError`]
    pub fn read(&self, name: &str) -> Result<Vec<u8>, ZipError> {
        let entry = self.entries.iter().find(|entry| entry.name == name);
        let entry = entry.ok_or_else(|| ZipError::Missing { name: name.to_owned() })?;
        let damaged = || ZipError::DamagedEntry { name: name.to_owned() };
        let packed = self.packed(entry).ok_or_else(damaged)?;
        let mut unpacked = Vec::new();
        if entry.is_deflated {
            // One byte more than there should be shows that there are more.
            let mut decoder = DeflateDecoder::new(packed).take(entry.unpacked + 1);
            decoder.read_to_end(&mut unpacked).map_err(|_| damaged())?;
        } else {
            unpacked.extend_from_slice(packed);
        }
        let is_whole = unpacked.len() as u64 == entry.unpacked;
        if is_whole && CHECKSUM.checksum(&unpacked) == entry.checksum {
            Ok(unpacked)
        } else {
            Err(damaged())
        }
    }

    fn packed(&self, entry: &Entry) -> Option<&'bytes [u8]> {
        let header = usize::try_from(entry.header).ok().filter(|at| *at < self.bytes.len())?;
        if u32_at(self.bytes, header).ok()? != LOCAL {
            return None;
        }
        let name = u16_at(self.bytes, header + 26).ok()?;
        let extra = u16_at(self.bytes, header + 28).ok()?;
        let from = header + LOCAL_BYTES + usize::from(name) + usize::from(extra);
        let to = from.checked_add(usize::try_from(entry.packed).ok()?)?;
        self.bytes.get(from..to)
    }
}

/// The end of the directory is the last thing in the file, but for a comment.
fn find_end(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_BYTES)?;
    let first = last.saturating_sub(usize::from(u16::MAX));
    (first..=last).rev().find(|&at| {
        let comment = u16_at(bytes, at + 20).unwrap_or_default();
        u32_at(bytes, at) == Ok(END) && at + END_BYTES + usize::from(comment) == bytes.len()
    })
}

/// The entry whose line begins at `at`, and where the next one begins.
fn entry(bytes: &[u8], at: usize) -> Result<(Entry, usize), ZipError> {
    if u32_at(bytes, at)? != CENTRAL {
        return Err(ZipError::Damaged);
    }
    let (flags, method) = (u16_at(bytes, at + 8)?, u16_at(bytes, at + 10)?);
    let (packed, unpacked) = (u32_at(bytes, at + 20)?, u32_at(bytes, at + 24)?);
    let length = |place| u16_at(bytes, place).map(usize::from);
    let (name, extra, comment) = (length(at + 28)?, length(at + 30)?, length(at + 32)?);
    let header = u32_at(bytes, at + 42)?;
    let from = at + CENTRAL_BYTES;
    let name = bytes.get(from..from + name).ok_or(ZipError::Damaged)?;
    let next = from + name.len() + extra + comment;
    let name = String::from_utf8_lossy(name).into_owned();
    if !is_inside(&name) {
        return Err(ZipError::Name { name });
    }
    if flags & 1 != 0 {
        return Err(ZipError::Encrypted { name });
    }
    if [packed, unpacked, header].contains(&u32::MAX) {
        return Err(ZipError::Zip64);
    }
    if method != 0 && method != 8 {
        return Err(ZipError::Method { name });
    }
    let (packed, unpacked) = (u64::from(packed), u64::from(unpacked));
    if unpacked > HARMLESS && unpacked / MAX_RATIO > packed {
        return Err(ZipError::Bomb { name, received: unpacked / MEGABYTE });
    }
    if method == 0 && packed != unpacked {
        return Err(ZipError::DamagedEntry { name });
    }
    let (checksum, header) = (u32_at(bytes, at + 16)?, u64::from(header));
    Ok((Entry { name, is_deflated: method == 8, checksum, packed, unpacked, header }, next))
}

/// Whether a name stays within the archive.
fn is_inside(name: &str) -> bool {
    let is_odd = name.contains(['\\', ':', '\0', char::REPLACEMENT_CHARACTER]);
    let mut parts = name.strip_suffix('/').unwrap_or(name).split('/');
    !is_odd && parts.all(|part| !matches!(part, "" | "." | ".."))
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, ZipError> {
    array_at(bytes, at).map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, ZipError> {
    array_at(bytes, at).map(u32::from_le_bytes)
}

fn array_at<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], ZipError> {
    let array = bytes.get(at..).and_then(|rest| rest.first_chunk::<N>());
    array.copied().ok_or(ZipError::Damaged)
}
