//! The header of an object: its messages.

use super::bytes::{Cursor, slice};
use super::{Hdf5Error, message};

/// Messages of one object, continuations included.
const MAX_MESSAGES: usize = 4_096;
/// Blocks in which they stand.
const MAX_BLOCKS: usize = 64;

/// One message of a header.
#[derive(Clone, Copy)]
pub(super) struct Message<'bytes> {
    pub kind: u16,
    /// Whether what it says stands elsewhere.
    pub is_shared: bool,
    pub data: &'bytes [u8],
}

/// How messages stand in a header.
#[derive(Clone, Copy)]
struct Form {
    is_second: bool,
    has_order: bool,
}

/// All messages of the object whose header begins at `address`.
///
/// # Errors
/// [`Hdf5Error`]
pub(super) fn messages(bytes: &[u8], address: u64) -> Result<Vec<Message<'_>>, Hdf5Error> {
    let mut cursor = Cursor::at(bytes, address)?;
    let (first, form) =
        if cursor.is_at(b"OHDR") { second_form(&mut cursor)? } else { first_form(&mut cursor)? };
    let (mut blocks, mut messages) = (vec![first], Vec::new());
    let mut next = 0;
    while let Some(block) = blocks.get(next).copied() {
        next += 1;
        read_block(block, form, &mut messages)?;
        let (read, known) = (messages.len(), blocks.len());
        if read > MAX_MESSAGES || known > MAX_BLOCKS {
            return Err(Hdf5Error::TooManyParts);
        }
        // Each continuation leads to one block, in their order.
        let continuations = messages.iter().filter(|one| one.kind == message::CONTINUATION);
        for continuation in continuations.skip(known - 1) {
            let mut at = Cursor(continuation.data);
            let (address, length) = (at.u64()?, at.u64()?);
            let mut block = Cursor(slice(bytes, address, length)?);
            if form.is_second {
                if !block.is_at(b"OCHK") {
                    return Err(Hdf5Error::Damaged);
                }
                block.skip(4)?;
                let length = block.0.len().checked_sub(4).ok_or(Hdf5Error::Damaged)?;
                block = Cursor(block.take(length)?);
            }
            blocks.push(block.0);
        }
    }
    Ok(messages)
}

fn first_form<'bytes>(cursor: &mut Cursor<'bytes>) -> Result<(&'bytes [u8], Form), Hdf5Error> {
    if cursor.u8()? != 1 {
        return Err(Hdf5Error::Damaged);
    }
    // A reserved byte, how many messages and references there are.
    cursor.skip(7)?;
    let size = cursor.u32()? as usize;
    cursor.skip(4)?;
    Ok((cursor.take(size)?, Form { is_second: false, has_order: false }))
}

fn second_form<'bytes>(cursor: &mut Cursor<'bytes>) -> Result<(&'bytes [u8], Form), Hdf5Error> {
    cursor.skip(4)?;
    if cursor.u8()? != 2 {
        return Err(Hdf5Error::Damaged);
    }
    let flags = cursor.u8()?;
    let times = if flags & 0x20 == 0 { 0 } else { 16 };
    let phases = if flags & 0x10 == 0 { 0 } else { 4 };
    cursor.skip(times + phases)?;
    let size = cursor.sized(1 << (flags & 3))?;
    let size = usize::try_from(size).map_err(|_| Hdf5Error::Damaged)?;
    Ok((cursor.take(size)?, Form { is_second: true, has_order: flags & 4 != 0 }))
}

fn read_block<'bytes>(
    block: &'bytes [u8],
    form: Form,
    messages: &mut Vec<Message<'bytes>>,
) -> Result<(), Hdf5Error> {
    let mut cursor = Cursor(block);
    let head = match form {
        Form { is_second: false, .. } => 8,
        Form { has_order: true, .. } => 6,
        Form { has_order: false, .. } => 4,
    };
    // What is shorter is a gap.
    while cursor.0.len() >= head && messages.len() <= MAX_MESSAGES {
        let kind = if form.is_second { u16::from(cursor.u8()?) } else { cursor.u16()? };
        let size = usize::from(cursor.u16()?);
        let flags = cursor.u8()?;
        cursor.skip(if form.is_second { head - 4 } else { 3 })?;
        messages.push(Message { kind, is_shared: flags & 2 != 0, data: cursor.take(size)? });
    }
    Ok(())
}

/// The one message of a kind.
pub(super) fn find<'bytes>(
    messages: &[Message<'bytes>],
    kind: u16,
) -> Result<Option<&'bytes [u8]>, Hdf5Error> {
    match messages.iter().find(|message| message.kind == kind) {
        Some(Message { is_shared: true, .. }) => {
            Err(Hdf5Error::Unsupported { feature: "shared message" })
        }
        Some(found) => Ok(Some(found.data)),
        None => Ok(None),
    }
}
