//! Writes groups of arrays as h5py does: superblock 0, symbol tables, contiguous numbers.

use super::{SIGNATURE, UNDEFINED, message};

/// Names in one node of a group, twice the `k` that the superblock says.
const NAMES_PER_NODE: usize = 8;
/// Nodes in a group's tree, twice the other `k`.
const NODES_PER_TREE: usize = 32;

/// What stands behind a name.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Other names.
    Group(Vec<(String, Node)>),
    /// Numbers, row by row.
    Array {
        /// Empty for a single number.
        shape: Vec<usize>,
        /// As many as the shape says.
        numbers: Vec<f32>,
    },
}

/// A file that holds these names.
///
/// Checked by `tests/it/models/hdf5.rs::what_is_written_is_read` and, by h5py and Keras,
/// `tests/export_check/check_keras_file.py`.
///
/// # Panics
/// If a group holds more than 256 names; a network's has at most 126.
pub fn write(root: &[(String, Node)]) -> Vec<u8> {
    // The superblock, filled in once it is known where the root is.
    let mut out = vec![0; 96];
    let root = group(&mut out, root);
    let mut head = SIGNATURE.to_vec();
    // Versions, sizes of addresses and lengths, names per node, nodes per tree, flags.
    head.extend_from_slice(&[0, 0, 0, 0, 0, 8, 8, 0]);
    head.extend_from_slice(&((NAMES_PER_NODE / 2) as u16).to_le_bytes());
    head.extend_from_slice(&((NODES_PER_TREE / 2) as u16).to_le_bytes());
    head.extend_from_slice(&[0; 4]);
    words(&mut head, &[0, UNDEFINED, out.len() as u64, UNDEFINED, 0, root.header, 1]);
    words(&mut head, &[root.tree, root.heap]);
    out[..96].copy_from_slice(&head);
    out
}

/// Where the parts of a group stand.
struct Group {
    header: u64,
    tree: u64,
    heap: u64,
}

fn node(out: &mut Vec<u8>, node: &Node) -> (u64, Option<Group>) {
    match node {
        Node::Group(names) => {
            let group = group(out, names);
            (group.header, Some(group))
        }
        Node::Array { shape, numbers } => (array(out, shape, numbers), None),
    }
}

fn group(out: &mut Vec<u8>, names: &[(String, Node)]) -> Group {
    assert!(names.len() <= NAMES_PER_NODE * NODES_PER_TREE, "a group of too many names");
    // A tree is searched, so names are in the order of their bytes.
    let mut sorted: Vec<&(String, Node)> = names.iter().collect();
    sorted.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    // The heap begins with the empty name, which is the tree's first key.
    let (mut heap, mut symbols) = (vec![0; 8], Vec::new());
    for (name, inner) in sorted {
        let (header, inner) = node(out, inner);
        symbols.push((heap.len() as u64, header, inner));
        heap.extend_from_slice(name.as_bytes());
        heap.resize((heap.len() / 8 + 1) * 8, 0);
    }
    let data = place(out);
    out.extend_from_slice(&heap);
    let heap_at = place(out);
    out.extend_from_slice(b"HEAP\0\0\0\0");
    // The length, no free part (which is said by 1), and where it stands.
    words(out, &[heap.len() as u64, 1, data]);

    // Of each node its address and the last of its names.
    let mut nodes = Vec::new();
    for symbols in symbols.chunks(NAMES_PER_NODE) {
        let address = place(out);
        out.extend_from_slice(b"SNOD\x01\0");
        out.extend_from_slice(&(symbols.len() as u16).to_le_bytes());
        for (name, header, group) in symbols {
            let scratch = group.as_ref().map_or([0; 3], |group| [1, group.tree, group.heap]);
            words(out, &[*name, *header]);
            words(out, &scratch);
        }
        out.resize(address as usize + 8 + 40 * NAMES_PER_NODE, 0);
        nodes.push((address, symbols.last().map_or(0, |(name, ..)| *name)));
    }
    let tree = place(out);
    out.extend_from_slice(b"TREE\0\0");
    out.extend_from_slice(&(nodes.len() as u16).to_le_bytes());
    words(out, &[UNDEFINED, UNDEFINED, 0]);
    for (address, last) in nodes {
        words(out, &[address, last]);
    }
    out.resize(tree as usize + 24 + 8 + 16 * NODES_PER_TREE, 0);

    let mut table = Vec::new();
    words(&mut table, &[tree, heap_at]);
    let header = header(out, &[(message::SYMBOL_TABLE, table)]);
    Group { header, tree, heap: heap_at }
}

fn array(out: &mut Vec<u8>, shape: &[usize], numbers: &[f32]) -> u64 {
    let data = if numbers.is_empty() { UNDEFINED } else { place(out) };
    out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
    let mut dataspace = vec![1, shape.len() as u8, 0, 0, 0, 0, 0, 0];
    for &length in shape {
        words(&mut dataspace, &[length as u64]);
    }
    // IEEE's 32 bits, low byte first: where the sign is, bits, exponent, fraction, bias.
    let mut datatype = vec![0x11, 0x20, 31, 0, 4, 0, 0, 0, 0, 0, 32, 0, 23, 8, 0, 23];
    datatype.extend_from_slice(&127_u32.to_le_bytes());
    // Room is made when numbers are written, zeros stand where none are.
    let fill = vec![2, 2, 2, 1, 0, 0, 0, 0];
    let mut layout = vec![3, 1];
    words(&mut layout, &[data, 4 * numbers.len() as u64]);
    let messages = [
        (message::DATASPACE, dataspace),
        (message::DATATYPE, datatype),
        (message::FILL_VALUE, fill),
        (message::LAYOUT, layout),
    ];
    header(out, &messages)
}

/// An object's header.
fn header(out: &mut Vec<u8>, messages: &[(u16, Vec<u8>)]) -> u64 {
    let mut body = Vec::new();
    for (kind, data) in messages {
        let padded = data.len().next_multiple_of(8);
        body.extend_from_slice(&kind.to_le_bytes());
        body.extend_from_slice(&(padded as u16).to_le_bytes());
        body.extend_from_slice(&[0; 4]);
        body.extend_from_slice(data);
        body.resize(body.len().next_multiple_of(8), 0);
    }
    let address = place(out);
    out.extend_from_slice(&[1, 0]);
    out.extend_from_slice(&(messages.len() as u16).to_le_bytes());
    out.extend_from_slice(&1_u32.to_le_bytes());
    out.extend_from_slice(&(body.len() as u32).to_le_bytes());
    out.extend_from_slice(&[0; 4]);
    out.extend_from_slice(&body);
    address
}

/// The next address at a multiple of 8.
fn place(out: &mut Vec<u8>) -> u64 {
    out.resize(out.len().next_multiple_of(8), 0);
    out.len() as u64
}

fn words(out: &mut Vec<u8>, numbers: &[u64]) {
    for number in numbers {
        out.extend_from_slice(&number.to_le_bytes());
    }
}
