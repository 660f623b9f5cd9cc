//! How a text is written as bytes: the encodings of the web.

use serde::{Deserialize, Serialize};

/// How a text is written as bytes: all encodings of the WHATWG's standard.
///
/// Source: <https://encoding.spec.whatwg.org/#names-and-labels>. Checked by
/// `tests/it/data/import/encodings.rs`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Windows1252 => "Windows-1252",
            Self::Windows1250 => "Windows-1250",
            Self::Windows1251 => "Windows-1251",
            Self::Windows1253 => "Windows-1253",
            Self::Windows1254 => "Windows-1254",
            Self::Windows1255 => "Windows-1255",
            Self::Windows1256 => "Windows-1256",
            Self::Windows1257 => "Windows-1257",
            Self::Windows1258 => "Windows-1258",
            Self::Windows874 => "Windows-874",
            Self::Ibm866 => "IBM866",
            Self::Iso8859Part2 => "ISO-8859-2",
            Self::Iso8859Part3 => "ISO-8859-3",
            Self::Iso8859Part4 => "ISO-8859-4",
            Self::Iso8859Part5 => "ISO-8859-5",
            Self::Iso8859Part6 => "ISO-8859-6",
            Self::Iso8859Part7 => "ISO-8859-7",
            Self::Iso8859Part8 => "ISO-8859-8",
            Self::Iso8859Part8Logical => "ISO-8859-8-I",
            Self::Iso8859Part10 => "ISO-8859-10",
            Self::Iso8859Part13 => "ISO-8859-13",
            Self::Iso8859Part14 => "ISO-8859-14",
            Self::Iso8859Part15 => "ISO-8859-15",
            Self::Iso8859Part16 => "ISO-8859-16",
            Self::Koi8R => "KOI8-R",
            Self::Koi8U => "KOI8-U",
            Self::Macintosh => "Macintosh",
            Self::MacCyrillic => "Mac Cyrillic",
            Self::Gbk => "GBK",
            Self::Gb18030 => "GB18030",
            Self::Big5 => "Big5",
            Self::EucJp => "EUC-JP",
            Self::Iso2022Jp => "ISO-2022-JP",
            Self::ShiftJis => "Shift JIS",
            Self::EucKr => "EUC-KR",
        }
    }

    /// The name that browsers and libraries know.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Windows1252 => "windows-1252",
            Self::Windows1250 => "windows-1250",
            Self::Windows1251 => "windows-1251",
            Self::Windows1253 => "windows-1253",
            Self::Windows1254 => "windows-1254",
            Self::Windows1255 => "windows-1255",
            Self::Windows1256 => "windows-1256",
            Self::Windows1257 => "windows-1257",
            Self::Windows1258 => "windows-1258",
            Self::Windows874 => "windows-874",
            Self::Ibm866 => "IBM866",
            Self::Iso8859Part2 => "ISO-8859-2",
            Self::Iso8859Part3 => "ISO-8859-3",
            Self::Iso8859Part4 => "ISO-8859-4",
            Self::Iso8859Part5 => "ISO-8859-5",
            Self::Iso8859Part6 => "ISO-8859-6",
            Self::Iso8859Part7 => "ISO-8859-7",
            Self::Iso8859Part8 => "ISO-8859-8",
            Self::Iso8859Part8Logical => "ISO-8859-8-I",
            Self::Iso8859Part10 => "ISO-8859-10",
            Self::Iso8859Part13 => "ISO-8859-13",
            Self::Iso8859Part14 => "ISO-8859-14",
            Self::Iso8859Part15 => "ISO-8859-15",
            Self::Iso8859Part16 => "ISO-8859-16",
            Self::Koi8R => "KOI8-R",
            Self::Koi8U => "KOI8-U",
            Self::Macintosh => "macintosh",
            Self::MacCyrillic => "x-mac-cyrillic",
            Self::Gbk => "GBK",
            Self::Gb18030 => "gb18030",
            Self::Big5 => "Big5",
            Self::EucJp => "EUC-JP",
            Self::Iso2022Jp => "ISO-2022-JP",
            Self::ShiftJis => "Shift_JIS",
            Self::EucKr => "EUC-KR",
        }
    }

    /// The encoding of a name, in any case of letters.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.name().eq_ignore_ascii_case(name))
    }
}
