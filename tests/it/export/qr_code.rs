//! QR codes, read back by the rules of ISO/IEC 18004: where everything stands is worked out
//! from the standard's own tables, and that the corrections are right from their syndromes.

use descent::export::qr_code::QrCode;
use proptest::prelude::*;

/// The format of L with masks 0 to 7, most significant bit first (ISO/IEC 18004, table C.1).
const FORMATS: [&str; 8] = [
    "111011111000100",
    "111001011110011",
    "111110110101010",
    "111100010011101",
    "110011000101111",
    "110001100011000",
    "110110001000001",
    "110100101110110",
];
/// Alignment patterns of some versions (table E.1).
const ALIGNMENT: [(usize, &[usize]); 8] = [
    (1, &[]),
    (2, &[6, 18]),
    (7, &[6, 22, 38]),
    (14, &[6, 26, 46, 66]),
    (22, &[6, 26, 50, 74, 98]),
    (32, &[6, 34, 60, 86, 112, 138]),
    (36, &[6, 24, 50, 76, 102, 128, 154]),
    (40, &[6, 30, 58, 86, 114, 142, 170]),
];
/// How many blocks, codewords of each, and of those data.
type Blocks = (usize, usize, usize);
/// Of the same versions with L: how many bytes they hold, and their blocks: how many, codewords
/// of each, and of those data; the longer ones after the others (tables 7 and 9).
const BLOCKS: [(usize, usize, &[Blocks]); 8] = [
    (1, 17, &[(1, 26, 19)]),
    (2, 32, &[(1, 44, 34)]),
    (7, 154, &[(2, 98, 78)]),
    (14, 458, &[(3, 145, 115), (1, 146, 116)]),
    (22, 1003, &[(2, 139, 111), (7, 140, 112)]),
    (32, 1952, &[(17, 145, 115)]),
    (36, 2431, &[(6, 151, 121), (14, 152, 122)]),
    (40, 2953, &[(19, 148, 118), (6, 149, 119)]),
];

fn version(code: &QrCode) -> usize {
    (code.side - 17) / 4
}

fn at(code: &QrCode, x: usize, y: usize) -> bool {
    code.dark[y * code.side + x]
}

/// The mask, where both copies of the format are one of the standard's.
fn mask(code: &QrCode) -> usize {
    let end = code.side - 1;
    let beside = [0, 1, 2, 3, 4, 5, 7, 8].map(|x| (x, 8)).into_iter();
    let above = [7, 5, 4, 3, 2, 1, 0].map(|y| (8, y)).into_iter();
    let first: Vec<_> = beside.chain(above).collect();
    let below = (0..7).map(|up| (8, end - up));
    let second: Vec<_> = below.chain((0..8).map(|right| (end - 7 + right, 8))).collect();
    let text = |places: &[(usize, usize)]| -> String {
        places.iter().map(|&(x, y)| if at(code, x, y) { '1' } else { '0' }).collect()
    };
    assert_eq!(text(&first), text(&second));
    assert!(at(code, 8, end - 7), "the dark module");
    FORMATS.iter().position(|format| *format == text(&first)).expect("a format of L")
}

/// Whether a place belongs to a pattern, and not to codewords.
fn is_pattern(version: usize, lines: &[usize], x: usize, y: usize) -> bool {
    let side = 17 + 4 * version;
    let near = |centre: usize, at: usize| at.abs_diff(centre) <= 2;
    let is_corner = |a: usize, b: usize| {
        let ends = [6, side - 7];
        ends.contains(&a) && ends.contains(&b) && (a, b) != (side - 7, side - 7)
    };
    let is_alignment =
        lines.iter().any(|&a| lines.iter().any(|&b| !is_corner(a, b) && near(a, x) && near(b, y)));
    let (is_left, is_above) = (x < 9, y < 9);
    let is_finder = (is_above && (is_left || x >= side - 8)) || (is_left && y >= side - 8);
    let is_version = version >= 7
        && ((x >= side - 11 && x < side - 8 && y < 6) || (y >= side - 11 && y < side - 8 && x < 6));
    x == 6 || y == 6 || is_finder || is_alignment || is_version
}

fn turns(mask: usize, row: usize, column: usize) -> bool {
    let (i, j) = (row, column);
    let rule = match mask {
        0 => (i + j) % 2,
        1 => i % 2,
        2 => j % 3,
        3 => (i + j) % 3,
        4 => (i / 2 + j / 3) % 2,
        5 => (i * j) % 2 + (i * j) % 3,
        6 => ((i * j) % 2 + (i * j) % 3) % 2,
        _ => ((i + j) % 2 + (i * j) % 3) % 2,
    };
    rule == 0
}

fn codewords(code: &QrCode, lines: &[usize]) -> Vec<u8> {
    let (mask, version) = (mask(code), version(code));
    let mut bits = Vec::new();
    let mut right = code.side - 1;
    let mut up = true;
    loop {
        for step in 0..code.side {
            let y = if up { code.side - 1 - step } else { step };
            for x in [right, right - 1] {
                if !is_pattern(version, lines, x, y) {
                    bits.push(at(code, x, y) ^ turns(mask, y, x));
                }
            }
        }
        up = !up;
        right = match right {
            1 => break,
            8 => 5,
            other => other - 2,
        };
    }
    let byte = |bits: &[bool]| bits.iter().fold(0, |byte, bit| byte << 1 | u8::from(*bit));
    bits.chunks_exact(8).map(byte).collect()
}

/// A power of 2 in GF(256), times a value.
fn times(value: u8, power: usize) -> u8 {
    (0..power).fold(value, |value, _| value << 1 ^ if value >= 128 { 0x1d } else { 0 })
}

/// Takes the blocks apart and checks each: as a polynomial it is 0 at 2^0, 2^1 and so on.
fn data(words: &[u8], blocks: &[Blocks]) -> Vec<u8> {
    let all: Vec<_> =
        blocks.iter().flat_map(|&(count, whole, data)| vec![(whole, data); count]).collect();
    let mut parts = vec![Vec::new(); all.len()];
    let mut words = words.iter();
    for place in 0..all.iter().map(|block| block.1).max().unwrap() {
        for (block, part) in parts.iter_mut().enumerate() {
            if place < all[block].1 {
                part.push(*words.next().unwrap());
            }
        }
    }
    let correction = all[0].0 - all[0].1;
    for _ in 0..correction {
        for part in &mut parts {
            part.push(*words.next().unwrap());
        }
    }
    assert_eq!(words.next(), None);
    for (part, (whole, _)) in parts.iter().zip(&all) {
        assert_eq!(part.len(), *whole);
        for power in 0..correction {
            assert_eq!(part.iter().fold(0, |sum, word| times(sum, power) ^ word), 0);
        }
    }
    parts.iter().zip(&all).flat_map(|(part, (_, data))| part[..*data].to_vec()).collect()
}

fn read(code: &QrCode) -> String {
    let version = version(code);
    let lines = ALIGNMENT.iter().find(|line| line.0 == version).unwrap().1;
    let (_, _, blocks) = BLOCKS.iter().find(|line| line.0 == version).unwrap();
    let data = data(&codewords(code, lines), blocks);
    let nibbles: Vec<_> = data.iter().flat_map(|byte| [byte >> 4, byte & 15]).collect();
    assert_eq!(nibbles[0], 0b0100, "bytes");
    let digits = if version < 10 { 2 } else { 4 };
    let length =
        nibbles[1..=digits].iter().fold(0, |length, nibble| 16 * length + usize::from(*nibble));
    let text = nibbles[1 + digits..].chunks(2).take(length).map(|pair| pair[0] << 4 | pair[1]);
    String::from_utf8(text.collect()).unwrap()
}

#[test]
fn versions_are_read_back_and_hold_what_the_standard_says() {
    for (version, bytes, _) in BLOCKS {
        let text: String = (0..bytes).map(|at| char::from(b' ' + (at * 7 % 90) as u8)).collect();
        let code = QrCode::new(&text).unwrap();
        assert_eq!(code.side, 17 + 4 * version, "{bytes} bytes");
        assert_eq!(read(&code), text);
        if version < 40 {
            assert!(QrCode::new(&format!("{text}+")).unwrap().side > code.side);
        }
    }
    assert_eq!(QrCode::new(&"a".repeat(2954)), None);
}

#[test]
fn every_version_says_which_it_is() {
    // Versions 7, 21 and 40 (table D.1).
    for (version, bits) in
        [(7, "000111110010010100"), (21, "010101011010000011"), (40, "101000110001101001")]
    {
        let code = (1..2954).map(|length| QrCode::new(&"x".repeat(length)).unwrap());
        let code = code.into_iter().step_by(20).find(|code| code.side == 17 + 4 * version).unwrap();
        let far = code.side - 11;
        let both = [
            (0..18).rev().map(|bit| at(&code, far + bit % 3, bit / 3)).collect::<Vec<_>>(),
            (0..18).rev().map(|bit| at(&code, bit / 3, far + bit % 3)).collect(),
        ];
        for copy in both {
            let text: String = copy.iter().map(|dark| if *dark { '1' } else { '0' }).collect();
            assert_eq!(text, bits, "version {version}");
        }
    }
}

#[test]
fn the_picture_is_the_modules_with_a_quiet_zone() {
    let code = QrCode::new("descent").unwrap();
    let svg = code.svg();
    assert!(svg.starts_with("<svg viewBox=\"0 0 29 29\""), "{svg}");
    let (_, path) = svg.split_once("path d=\"M0 0h29v29h-29z\" fill=\"#fff\"/><path d=\"").unwrap();
    let (path, _) = path.split_once('"').unwrap();
    let mut dark = vec![false; code.dark.len()];
    for run in path.split('M').skip(1) {
        let (place, width) = run.split_once('h').unwrap();
        let (x, y) = place.split_once(' ').unwrap();
        let [x, y] = [x, y].map(|text| text.parse::<usize>().unwrap() - 4);
        let width: usize = width.split_once('v').unwrap().0.parse().unwrap();
        dark[y * code.side + x..][..width].fill(true);
    }
    assert_eq!(dark, code.dark);
}

proptest! {
    #[test]
    fn short_texts_are_read_back(text in "\\PC{0,8}") {
        // At most 32 bytes: versions 1 and 2.
        prop_assert_eq!(read(&QrCode::new(&text).unwrap()), text);
    }
}
