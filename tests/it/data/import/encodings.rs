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

/// A small table of words in `text`, as the old encoding writes it.
fn table(encoding: Encoding, words: &[&str]) -> Vec<u8> {
    let rows: Vec<String> =
        (0..12).map(|row| format!("{},{row}\n", words[1 + row % (words.len() - 1)])).collect();
    let text = format!("{},n\n{}", words[0], rows.concat());
    let encoder = encoding_rs::Encoding::for_label(encoding.name().as_bytes()).unwrap();
    let (bytes, _, has_unmappable) = encoder.encode(&text);
    assert!(!has_unmappable, "{encoding:?}");
    bytes.into_owned()
}

/// The usual encodings of files that spreadsheets save, with words of the languages they are for.
#[test]
fn the_usual_encodings_are_found() {
    let cases: [(Encoding, &[&str]); 11] = [
        (Encoding::EucKr, &["지역", "대구", "부산", "서울", "인천"]),
        (Encoding::ShiftJis, &["都道府県", "東京都", "大阪府", "北海道", "神奈川県"]),
        (Encoding::EucJp, &["都道府県", "東京都", "大阪府", "北海道", "神奈川県"]),
        (Encoding::Gbk, &["城市", "北京", "上海市", "广州", "深圳市"]),
        (Encoding::Big5, &["城市", "臺北市", "高雄市", "臺中市", "新竹縣"]),
        (Encoding::Windows1251, &["Город", "Москва", "Санкт-Петербург", "Казань", "Самара"]),
        (Encoding::Koi8U, &["Город", "Москва", "Санкт-Петербург", "Казань", "Самара"]),
        (Encoding::Windows1250, &["město", "Příbram", "Třebíč", "Děčín", "Žďár nad Sázavou"]),
        (Encoding::Windows1253, &["πόλη", "Αθήνα", "Θεσσαλονίκη", "Πάτρα", "Ηράκλειο"]),
        (Encoding::Windows1256, &["مدينة", "القاهرة", "الإسكندرية", "الجيزة", "بورسعيد"]),
        (
            Encoding::Windows1252,
            &["Straße", "Königsallee", "Schloßplatz", "Grünstraße", "Außenring"],
        ),
    ];
    for (encoding, words) in cases {
        let read = import(&table(encoding, words), &ReadingConfig::default()).unwrap();
        assert_eq!(read.dialect.encoding, encoding, "{words:?}");
        assert_eq!(read.table.schema().columns[0].name, words[0]);
        assert_eq!(read.table.cell(0, 0).unwrap(), words[1]);
        assert_eq!(read.warnings[0].kind(), "old_encoding");
    }
}

/// Every encoding that can be chosen reads what its encoder writes.
#[test]
fn every_encoding_can_be_chosen() {
    for encoding in Encoding::ALL {
        let label = encoding.name().as_bytes();
        let known = encoding_rs::Encoding::for_label(label).expect("the standard has it");
        assert_eq!(Encoding::of_name(known.name()), Some(encoding));
        if matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
            continue;
        }
        // The letters beyond ASCII that it has, of some that each script begins with.
        let letters: String =
            "éłжαאبกあ中가".chars().filter(|letter| !known.encode(&letter.to_string()).2).collect();
        let text = format!("a,b\n1,x{letters}x\n");
        let (bytes, ..) = known.encode(&text);
        assert_eq!(only_cell(&bytes, encoding), format!("x{letters}x"), "{encoding:?}");
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
