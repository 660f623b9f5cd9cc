//! How a text is written as bytes: the encodings of the web.

use std::fmt;

use serde::de::{Deserialize, Deserializer, EnumAccess, Error, VariantAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// How a text is written as bytes: all encodings of the WHATWG's standard.
///
/// Source: <https://encoding.spec.whatwg.org/#names-and-labels>. Checked by
/// `tests/it/data/import/encodings.rs`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Encoding {
    /// With or without a byte order mark.
    #[default]
    Utf8,
    /// Low byte first.
    Utf16Le,
    /// High byte first.
    Utf16Be,
    /// The old encoding of western Windows, of which Latin-1 is a part.
    Windows1252,
    Windows1250,
    Windows1251,
    Windows1253,
    Windows1254,
    Windows1255,
    Windows1256,
    Windows1257,
    Windows1258,
    Windows874,
    Ibm866,
    Iso8859Part2,
    Iso8859Part3,
    Iso8859Part4,
    Iso8859Part5,
    Iso8859Part6,
    Iso8859Part7,
    Iso8859Part8,
    Iso8859Part8Logical,
    Iso8859Part10,
    Iso8859Part13,
    Iso8859Part14,
    Iso8859Part15,
    Iso8859Part16,
    Koi8R,
    Koi8U,
    Macintosh,
    MacCyrillic,
    Gbk,
    Gb18030,
    Big5,
    EucJp,
    Iso2022Jp,
    ShiftJis,
    EucKr,
}

/// Of each encoding the name in a link, the words on the page, and the name that browsers and
/// libraries know; in the order of the variants.
const WORDS: [(&str, &str, &str); 38] = [
    ("utf8", "UTF-8", "UTF-8"),
    ("utf16_le", "UTF-16 LE", "UTF-16LE"),
    ("utf16_be", "UTF-16 BE", "UTF-16BE"),
    ("windows1252", "Windows-1252", "windows-1252"),
    ("windows1250", "Windows-1250", "windows-1250"),
    ("windows1251", "Windows-1251", "windows-1251"),
    ("windows1253", "Windows-1253", "windows-1253"),
    ("windows1254", "Windows-1254", "windows-1254"),
    ("windows1255", "Windows-1255", "windows-1255"),
    ("windows1256", "Windows-1256", "windows-1256"),
    ("windows1257", "Windows-1257", "windows-1257"),
    ("windows1258", "Windows-1258", "windows-1258"),
    ("windows874", "Windows-874", "windows-874"),
    ("ibm866", "IBM866", "IBM866"),
    ("iso8859_part2", "ISO-8859-2", "ISO-8859-2"),
    ("iso8859_part3", "ISO-8859-3", "ISO-8859-3"),
    ("iso8859_part4", "ISO-8859-4", "ISO-8859-4"),
    ("iso8859_part5", "ISO-8859-5", "ISO-8859-5"),
    ("iso8859_part6", "ISO-8859-6", "ISO-8859-6"),
    ("iso8859_part7", "ISO-8859-7", "ISO-8859-7"),
    ("iso8859_part8", "ISO-8859-8", "ISO-8859-8"),
    ("iso8859_part8_logical", "ISO-8859-8-I", "ISO-8859-8-I"),
    ("iso8859_part10", "ISO-8859-10", "ISO-8859-10"),
    ("iso8859_part13", "ISO-8859-13", "ISO-8859-13"),
    ("iso8859_part14", "ISO-8859-14", "ISO-8859-14"),
    ("iso8859_part15", "ISO-8859-15", "ISO-8859-15"),
    ("iso8859_part16", "ISO-8859-16", "ISO-8859-16"),
    ("koi8_r", "KOI8-R", "KOI8-R"),
    ("koi8_u", "KOI8-U", "KOI8-U"),
    ("macintosh", "Macintosh", "macintosh"),
    ("mac_cyrillic", "Mac Cyrillic", "x-mac-cyrillic"),
    ("gbk", "GBK", "GBK"),
    ("gb18030", "GB18030", "gb18030"),
    ("big5", "Big5", "Big5"),
    ("euc_jp", "EUC-JP", "EUC-JP"),
    ("iso2022_jp", "ISO-2022-JP", "ISO-2022-JP"),
    ("shift_jis", "Shift JIS", "Shift_JIS"),
    ("euc_kr", "EUC-KR", "EUC-KR"),
];

impl Encoding {
    /// All, in the page's order.
    pub const ALL: [Self; 38] = [
        Self::Utf8,
        Self::Utf16Le,
        Self::Utf16Be,
        Self::Windows1252,
        Self::Windows1250,
        Self::Windows1251,
        Self::Windows1253,
        Self::Windows1254,
        Self::Windows1255,
        Self::Windows1256,
        Self::Windows1257,
        Self::Windows1258,
        Self::Windows874,
        Self::Ibm866,
        Self::Iso8859Part2,
        Self::Iso8859Part3,
        Self::Iso8859Part4,
        Self::Iso8859Part5,
        Self::Iso8859Part6,
        Self::Iso8859Part7,
        Self::Iso8859Part8,
        Self::Iso8859Part8Logical,
        Self::Iso8859Part10,
        Self::Iso8859Part13,
        Self::Iso8859Part14,
        Self::Iso8859Part15,
        Self::Iso8859Part16,
        Self::Koi8R,
        Self::Koi8U,
        Self::Macintosh,
        Self::MacCyrillic,
        Self::Gbk,
        Self::Gb18030,
        Self::Big5,
        Self::EucJp,
        Self::Iso2022Jp,
        Self::ShiftJis,
        Self::EucKr,
    ];

    /// The words on the page.
    pub fn label(self) -> &'static str {
        WORDS[self as usize].1
    }

    /// The name that browsers and libraries know.
    pub fn name(self) -> &'static str {
        WORDS[self as usize].2
    }

    /// The encoding of a name, in any case of letters.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name().eq_ignore_ascii_case(name))
    }
}

// As serde would derive it, but with one table in place of comparisons with every name in a
// row: 2 kB less of the page.
impl Serialize for Encoding {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_unit_variant(TYPE, *self as u32, WORDS[*self as usize].0)
    }
}

impl<'de> Deserialize<'de> for Encoding {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        const NAMES: [&str; 38] = names();
        from.deserialize_enum(TYPE, &NAMES, EncodingVisitor)
    }
}

const TYPE: &str = "Encoding";

const fn names() -> [&'static str; 38] {
    let mut names = [""; 38];
    let mut index = 0;
    while index < names.len() {
        names[index] = WORDS[index].0;
        index += 1;
    }
    names
}

struct EncodingVisitor;

impl<'de> Visitor<'de> for EncodingVisitor {
    type Value = Encoding;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an encoding")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Encoding, A::Error> {
        let (Index(index), variant) = data.variant()?;
        variant.unit_variant()?;
        Encoding::ALL.get(index).copied().ok_or_else(|| A::Error::custom("no such encoding"))
    }
}

/// Where an encoding stands among all: by its number on the wire, by its name in a link.
struct Index(usize);

impl<'de> Deserialize<'de> for Index {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_identifier(IndexVisitor)
    }
}

struct IndexVisitor;

impl Visitor<'_> for IndexVisitor {
    type Value = Index;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an encoding")
    }

    fn visit_u64<E: Error>(self, index: u64) -> Result<Index, E> {
        Ok(Index(index as usize))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Index, E> {
        let found = WORDS.iter().position(|(known, ..)| *known == name);
        found.map(Index).ok_or_else(|| E::custom("no such encoding"))
    }
}
