//! Characters are what others read: compared with the browsers' own library.

use descent::config::{Encoding, ReadingConfig};
use descent::data::import;
use proptest::prelude::*;

fn only_cell(bytes: &[u8], encoding: Encoding) -> String {
    let reading = ReadingConfig { encoding: Some(encoding), ..ReadingConfig::default() };
    let import = import(bytes, &reading).unwrap();
    import.table.cell(0, 1).unwrap().into_owned()
}

#[test]
fn windows_1252_is_what_browsers_read() {
    for byte in 0x80..=0xff {
        let bytes = [b"a,b\n1,x", &[byte][..], b"x\n"].concat();
        let byte_alone = [byte];
        let (expected, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte_alone);
        assert_eq!(only_cell(&bytes, Encoding::Windows1252), format!("x{expected}x"), "{byte:x}");
    }
}

proptest! {
    #[test]
    fn utf_16_is_what_browsers_read(units in prop::collection::vec(any::<u16>(), 1..30)) {
        let is_plain = |unit: &u16| *unit > 0x22 && *unit != 0xfeff;
        let units: Vec<u16> = units.into_iter().filter(is_plain).collect();
        for (encoding, name) in
            [(Encoding::Utf16Le, encoding_rs::UTF_16LE), (Encoding::Utf16Be, encoding_rs::UTF_16BE)]
        {
            let all: Vec<u16> = "a|b\n1|x".encode_utf16().chain(units.clone()).chain([0x78, 0x0a]).collect();
            let bytes: Vec<u8> = all
                .iter()
                .flat_map(|unit| match encoding {
                    Encoding::Utf16Le => unit.to_le_bytes(),
                    _ => unit.to_be_bytes(),
                })
                .collect();
            let (expected, _) = name.decode_without_bom_handling(&bytes);
            let expected = expected.split_once("1|").unwrap().1.trim();
            if !expected.contains('|') {
                prop_assert_eq!(only_cell(&bytes, encoding), expected);
            }
        }
    }
}
