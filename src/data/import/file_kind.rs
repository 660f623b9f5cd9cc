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
        _ => by_lines(text),
    }
}

/// Lines that are looked at.
const LINES: usize = 50;

/// The kind of a text of which all lines are written alike, in another way than a table's.
fn by_lines(text: &str) -> Option<FileKind> {
    let whole = text.rfind(['\n', '\r']).map_or(text, |end| &text[..end]);
    let lines = || whole.lines().map(str::trim_end).filter(|line| !line.is_empty());
    let code = || lines().filter(|line| !line.starts_with("--") && !line.starts_with("/*"));
    let statements = ["insert into ", "create table ", "drop table ", "replace into "];
    let is_statement = |line: &str| {
        let line = line.trim_start().to_lowercase();
        statements.iter().any(|statement| line.starts_with(statement))
    };
    if code().next().is_some_and(is_statement) {
        return Some(FileKind::Sql);
    }
    let lines: Vec<&str> = lines().take(LINES).collect();
    if lines.len() < 2 {
        return None;
    }
    let all = |is: fn(&str) -> bool| lines.iter().all(|line| is(line));
    if all(are_numbered_values) && lines.iter().any(|line| line.contains(':')) {
        return Some(FileKind::NumberedValues);
    }
    if all(is_yaml) && lines.iter().filter(|line| line.starts_with("- ")).count() >= 2 {
        return Some(FileKind::Yaml);
    }
    let names = names_of_pairs(lines[0]);
    let has_them = |line: &&str| names_of_pairs(line) == names;
    (names.is_some() && lines.iter().all(has_them)).then_some(FileKind::Pairs)
}

/// A class, and values with the numbers of their columns: `1 3:0.5 7:1`.
fn are_numbered_values(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default();
    let mut words = line.split_ascii_whitespace();
    let is_number = |word: &str| word.parse::<f64>().is_ok();
    words.next().is_some_and(is_number)
        && words.all(|word| {
            word.split_once(':').is_some_and(|(column, value)| {
                is_number(value) && (column == "qid" || column.parse::<u32>().is_ok())
            })
        })
}

/// `- name: value`, or the same without the hyphen but indented.
fn is_yaml(line: &str) -> bool {
    let inner = line.strip_prefix("- ").or_else(|| line.strip_prefix("  "));
    inner.and_then(|inner| inner.trim().split_once(':')).is_some_and(|(name, value)| {
        name.chars().all(|c| c.is_alphanumeric() || "_- ".contains(c))
            && (value.is_empty() || value.starts_with(' '))
    })
}

/// The names in a line of at least two pairs such as `temp=21.0,hum=40.2` or `T:21.0 H:40.2`.
fn names_of_pairs(line: &str) -> Option<Vec<&str>> {
    let names = |mark: char, between: &[char]| -> Option<Vec<&str>> {
        let pairs = line.split(between).map(str::trim).filter(|pair| !pair.is_empty());
        let names = pairs.map(|pair| {
            let (name, value) = pair.split_once(mark)?;
            let is_name = name.trim().starts_with(char::is_alphabetic)
                && !value.is_empty()
                && !value.starts_with("//");
            is_name.then(|| name.trim())
        });
        names.collect::<Option<Vec<_>>>().filter(|names| names.len() >= 2)
    };
    let separators: [&[char]; 2] = [&[',', ';', '\t', '|'], &[' ', '\t']];
    let marks = ['=', ':'].into_iter();
    marks.flat_map(|mark| separators.map(|between| names(mark, between))).find_map(|found| found)
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
