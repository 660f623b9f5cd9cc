//! Files that are no CSV, by what they begin with.

use crate::data::FileKind;

/// Tags that hold a page or a part of one.
const PARTS_OF_PAGES: [&str; 29] = [
    "html", "head", "meta", "title", "link", "style", "script", "base", "body", "div", "span",
    "table", "thead", "tbody", "tr", "td", "th", "caption", "colgroup", "center", "font", "form",
    "iframe", "main", "section", "header", "nav", "svg", "noscript",
];
/// Characters of a text that are looked at.
const HEAD: usize = 1 << 12;

/// The kind of a file that is certainly no text, by its first bytes.
///
/// Checked by `tests/it/data/import/cases_broken.rs`.
pub(super) fn by_first_bytes(head: &[u8]) -> Option<FileKind> {
    let kinds: [(&[u8], FileKind); 21] = [
        (b"PK\x03\x04", zip(head)),
        (b"PK\x05\x06", FileKind::Zip),
        (b"\x89HDF", FileKind::Arrays),
        (b"\x93NUMPY", FileKind::Arrays),
        (b"MATLAB 5.0", FileKind::Arrays),
        (b"<stata_dta>", FileKind::Arrays),
        (b"$FL2", FileKind::Arrays),
        (b"FEA1", FileKind::Parquet),
        (b"\xd0\xcf\x11\xe0", FileKind::Workbook),
        (b"PAR1", FileKind::Parquet),
        (b"ARROW1", FileKind::Parquet),
        (b"%PDF", FileKind::Pdf),
        (b"SQLite format 3", FileKind::Database),
        (b"\x89PNG", FileKind::Picture),
        (b"\xff\xd8\xff", FileKind::Picture),
        (b"GIF8", FileKind::Picture),
        (b"7z\xbc\xaf", FileKind::Archive),
        (b"Rar!", FileKind::Archive),
        (b"BZh", FileKind::Archive),
        (b"\xfd7zXZ", FileKind::Archive),
        (b"\x28\xb5\x2f\xfd", FileKind::Archive),
    ];
    kinds.into_iter().find(|(mark, _)| head.starts_with(mark)).map(|(_, kind)| kind)
}

/// Office documents begin with one of a few entries.
fn zip(head: &[u8]) -> FileKind {
    let name = head.get(30..).unwrap_or_default();
    let entries: [&[u8]; 7] =
        [b"[Content_Types]", b"_rels/", b"docProps/", b"xl/", b"word/", b"mimetype", b"Index/"];
    let is_office = entries.iter().any(|entry| name.starts_with(entry));
    if is_office { FileKind::Workbook } else { FileKind::Zip }
}

/// The kind of a text that is certainly no table.
pub(super) fn by_text(text: &str) -> Option<FileKind> {
    let text = text.trim_start();
    let begins =
        |with: &str| text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    if begins("version https://git-lfs.github.com/spec/") {
        return Some(FileKind::LfsPointer);
    }
    if begins("{\\rtf") {
        return Some(FileKind::Workbook);
    }
    if begins("<?xml") {
        return Some(FileKind::Xml);
    }
    if begins("<!") || is_tag(text) {
        return Some(FileKind::Html);
    }
    let mut characters = text.chars().filter(|character| !character.is_whitespace());
    match (characters.next(), characters.next()) {
        (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | '[')) => Some(FileKind::Json),
        _ => None,
    }
}

/// Whether a text begins with a tag that no column is called: one of HTML's for whole parts of
/// a page, or any that is closed further on.
fn is_tag(text: &str) -> bool {
    let Some(behind) = text.strip_prefix('<') else { return false };
    let length = behind.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let (name, rest) = behind.split_at(length);
    if length == 0 || !rest.starts_with(['>', '/', ' ', '\t', '\r', '\n', '-', ':']) {
        return false;
    }
    let is_part = PARTS_OF_PAGES.iter().any(|part| part.eq_ignore_ascii_case(name));
    let closing = format!("</{name}");
    let head: String = text.chars().take(HEAD).collect();
    is_part || rest.starts_with(' ') && head.contains("=\"") || head.contains(&closing)
}
