//! What a group holds: names and the addresses of their objects.

use super::bytes::{Cursor, slice};
use super::header::{Message, find};
use super::{Hdf5Error, UNDEFINED, message};

/// Nodes of a group's tree; thousands of names.
const MAX_NODES: usize = 1_024;
/// Names of a group: Keras's optimizer has the most, some for each weight.
const MAX_NAMES: usize = 10_000;
/// Bytes of a name, of which Keras's have at most some dozens.
const MAX_NAME: usize = 1_024;
/// Levels of a group's tree.
const MAX_LEVEL: u8 = 4;

/// The names of a group, each with the address of its object's header; `None` if the object is
/// no group.
///
/// # Errors
/// [`Hdf5Error`]
pub(super) fn links(
    bytes: &[u8],
    messages: &[Message<'_>],
) -> Result<Option<Vec<(String, u64)>>, Hdf5Error> {
    if let Some(table) = find(messages, message::SYMBOL_TABLE)? {
        let mut cursor = Cursor(table);
        let (tree, heap) = (cursor.u64()?, cursor.u64()?);
        return symbol_table(bytes, tree, heap).map(Some);
    }
    let Some(info) = find(messages, message::LINK_INFO)? else { return Ok(None) };
    let mut cursor = Cursor(info);
    cursor.skip(1)?;
    let order = if cursor.u8()? & 1 == 0 { 0 } else { 8 };
    cursor.skip(order)?;
    if cursor.u64()? != UNDEFINED {
        return Err(Hdf5Error::Unsupported { feature: "dense links" });
    }
    let links = messages.iter().filter(|one| one.kind == message::LINK);
    links.filter_map(|one| link(one.data).transpose()).collect::<Result<_, _>>().map(Some)
}

/// A link in a header; `None` if it leads to a name or another file.
fn link(data: &[u8]) -> Result<Option<(String, u64)>, Hdf5Error> {
    let mut cursor = Cursor(data);
    cursor.skip(1)?;
    let flags = cursor.u8()?;
    let kind = if flags & 8 == 0 { 0 } else { cursor.u8()? };
    cursor.skip(if flags & 4 == 0 { 0 } else { 8 })?;
    cursor.skip(usize::from(flags & 16 != 0))?;
    let length = cursor.sized(1 << (flags & 3))?;
    let length = usize::try_from(length).ok().filter(|length| *length <= MAX_NAME);
    let length = length.ok_or(Hdf5Error::TooManyParts)?;
    let name = String::from_utf8_lossy(cursor.take(length)?).into_owned();
    Ok(if kind == 0 { Some((name, cursor.u64()?)) } else { None })
}

fn symbol_table(bytes: &[u8], tree: u64, heap: u64) -> Result<Vec<(String, u64)>, Hdf5Error> {
    let heap = heap_data(bytes, heap)?;
    let (mut nodes, mut links) = (vec![(tree, MAX_LEVEL)], Vec::new());
    let mut next = 0;
    while let Some((address, most)) = nodes.get(next).copied() {
        next += 1;
        let mut cursor = Cursor::at(bytes, address)?;
        if cursor.is_at(b"SNOD") {
            read_symbols(&mut cursor, heap, &mut links)?;
            if links.len() > MAX_NAMES {
                return Err(Hdf5Error::TooManyParts);
            }
            continue;
        }
        if !cursor.is_at(b"TREE") || most == 0 {
            return Err(Hdf5Error::Damaged);
        }
        cursor.skip(4)?;
        let (kind, _level, count) = (cursor.u8()?, cursor.u8()?, cursor.u16()?);
        if kind != 0 {
            return Err(Hdf5Error::Damaged);
        }
        // The two neighbours, and the first key.
        cursor.skip(24)?;
        for _ in 0..count {
            nodes.push((cursor.u64()?, most - 1));
            cursor.skip(8)?;
        }
        if nodes.len() > MAX_NODES {
            return Err(Hdf5Error::TooManyParts);
        }
    }
    Ok(links)
}

fn heap_data(bytes: &[u8], address: u64) -> Result<&[u8], Hdf5Error> {
    let mut cursor = Cursor::at(bytes, address)?;
    if !cursor.is_at(b"HEAP") {
        return Err(Hdf5Error::Damaged);
    }
    cursor.skip(8)?;
    let size = cursor.u64()?;
    cursor.skip(8)?;
    slice(bytes, cursor.u64()?, size)
}

fn read_symbols(
    cursor: &mut Cursor<'_>,
    heap: &[u8],
    links: &mut Vec<(String, u64)>,
) -> Result<(), Hdf5Error> {
    cursor.skip(6)?;
    for _ in 0..cursor.u16()? {
        let (name, address, kind) = (cursor.u64()?, cursor.u64()?, cursor.u32()?);
        cursor.skip(20)?;
        // A link by name.
        if kind == 2 {
            continue;
        }
        let name = usize::try_from(name).ok().and_then(|from| heap.get(from..));
        let name = name.ok_or(Hdf5Error::Damaged)?;
        let end = name.iter().take(MAX_NAME).position(|byte| *byte == 0);
        let end = end.ok_or(Hdf5Error::Damaged)?;
        links.push((String::from_utf8_lossy(&name[..end]).into_owned(), address));
    }
    Ok(())
}
