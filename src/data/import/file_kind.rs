//! Files that are no CSV, by what they begin with.

use crate::data::FileKind;

/// The kind of a file that is certainly no text, by its first bytes.
///
/// Checked by `tests/it/data/import/cases_broken.rs`.
pub(super) fn by_first_bytes(head: &[u8]) -> Option<FileKind> {
    let kinds: [(&[u8], FileKind); 14] = [
        (b"PK\x03\x04", FileKind::Workbook),
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

/// The kind of a text that is certainly no table.
pub(super) fn by_text(text: &str) -> Option<FileKind> {
    let text = text.trim_start();
    let begins =
        |with: &str| text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with));
    if ["<!doctype", "<html", "<table", "<!--"].into_iter().any(begins) {
        return Some(FileKind::Html);
    }
    if begins("<?xml") {
        return Some(FileKind::Xml);
    }
    let mut characters = text.chars().filter(|character| !character.is_whitespace());
    match (characters.next(), characters.next()) {
        (Some('{'), Some('"' | '}')) | (Some('['), Some('{' | '[')) => Some(FileKind::Json),
        _ => None,
    }
}
