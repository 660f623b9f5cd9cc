//! A text as the codewords of a QR code: its bytes in blocks, each with its Reed-Solomon
//! remainder, and the blocks interleaved (ISO/IEC 18004, 7.4 to 7.6).

use super::modules::places_of_data;

/// Error correction codewords of each block, and how many blocks there are, of versions 1 to 40
/// with the error correction L (ISO/IEC 18004, table 9).
const BLOCKS: [(usize, usize); 40] = [
    (7, 1),
    (10, 1),
    (15, 1),
    (20, 1),
    (26, 1),
    (18, 2),
    (20, 2),
    (24, 2),
    (30, 2),
    (18, 4),
    (20, 4),
    (24, 4),
    (26, 4),
    (30, 4),
    (22, 6),
    (24, 6),
    (28, 6),
    (30, 6),
    (28, 7),
    (28, 8),
    (28, 8),
    (28, 9),
    (30, 9),
    (30, 10),
    (26, 12),
    (28, 12),
    (30, 12),
    (30, 13),
    (30, 14),
    (30, 15),
    (30, 16),
    (30, 17),
    (30, 18),
    (30, 19),
    (30, 19),
    (30, 20),
    (30, 21),
    (30, 22),
    (30, 24),
    (30, 25),
];
/// The mode of bytes.
const BYTES: u32 = 0b0100;
/// What fills a code that has room left, in turns.
const PADDING: [u8; 2] = [0xec, 0x11];

fn data_codewords(version: usize) -> usize {
    let (correction, blocks) = BLOCKS[version - 1];
    places_of_data(version) / 8 - correction * blocks
}

/// Bits in which the length stands.
fn length_bits(version: usize) -> usize {
    if version < 10 { 8 } else { 16 }
}

/// Whether a code of this version holds that many bytes.
pub fn holds(version: usize, bytes: usize) -> bool {
    4 + length_bits(version) + 8 * bytes <= 8 * data_codewords(version)
}

/// All codewords, in the order in which they are drawn.
pub fn codewords(version: usize, text: &[u8]) -> Vec<u8> {
    let mut bits = Bits::default();
    bits.push(BYTES, 4);
    bits.push(text.len() as u32, length_bits(version));
    for byte in text {
        bits.push(u32::from(*byte), 8);
    }
    let room = data_codewords(version);
    let end = (8 * room - bits.0.len()).min(4);
    bits.push(0, end);
    let mut data = bits.bytes();
    data.extend(PADDING.into_iter().cycle().take(room - data.len()));
    interleaved(version, &data)
}

#[derive(Default)]
struct Bits(Vec<bool>);

impl Bits {
    fn push(&mut self, value: u32, count: usize) {
        self.0.extend((0..count).rev().map(|at| value >> at & 1 == 1));
    }

    /// The last one filled with zeros.
    fn bytes(&self) -> Vec<u8> {
        let byte = |bits: &[bool]| {
            (0..8).fold(0, |byte, at| byte << 1 | bits.get(at).map_or(0, |bit| u8::from(*bit)))
        };
        self.0.chunks(8).map(byte).collect()
    }
}

/// The first codeword of each block, the second of each, and so on; the remainders after them.
/// The last blocks may be longer by one.
fn interleaved(version: usize, data: &[u8]) -> Vec<u8> {
    let (correction, count) = BLOCKS[version - 1];
    let divisor = divisor(correction);
    let (short, longer) = (data.len() / count, data.len() % count);
    let mut rest = data;
    let blocks: Vec<_> = (0..count)
        .map(|block| {
            let (own, after) = rest.split_at(short + usize::from(block >= count - longer));
            rest = after;
            (own, remainder(own, &divisor))
        })
        .collect();
    let words = (0..=short).flat_map(|at| blocks.iter().filter_map(move |(own, _)| own.get(at)));
    let remainders = (0..correction).flat_map(|at| blocks.iter().map(move |(_, rest)| &rest[at]));
    words.chain(remainders).copied().collect()
}

/// The product of (x - 2^i) for i below `degree`, over GF(256) of 0x11d; without its leading 1.
fn divisor(degree: usize) -> Vec<u8> {
    let mut factors = vec![0; degree];
    factors[degree - 1] = 1;
    let mut root = 1;
    for _ in 0..degree {
        for at in 0..degree {
            factors[at] = product(factors[at], root) ^ factors.get(at + 1).copied().unwrap_or(0);
        }
        root = product(root, 2);
    }
    factors
}

fn remainder(data: &[u8], divisor: &[u8]) -> Vec<u8> {
    let mut rest = vec![0; divisor.len()];
    for byte in data {
        let factor = byte ^ rest.remove(0);
        rest.push(0);
        for (place, of) in rest.iter_mut().zip(divisor) {
            *place ^= product(*of, factor);
        }
    }
    rest
}

/// A product in GF(256).
fn product(a: u8, b: u8) -> u8 {
    (0..8).rev().fold(0_u8, |sum, bit| {
        let doubled = sum << 1 ^ if sum >> 7 == 1 { 0x1d } else { 0 };
        if b >> bit & 1 == 1 { doubled ^ a } else { doubled }
    })
}
