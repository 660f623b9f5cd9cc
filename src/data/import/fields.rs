//! From text to fields: delimiters, quotation marks and line ends.

use crate::config::Delimiter;

/// A quotation mark that is not closed within this many bytes is an ordinary character.
pub(super) const LONGEST_QUOTED: usize = 1 << 20;

/// What separates fields; everything else is the same in all files.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grammar {
    /// The byte between two fields.
    pub delimiter: u8,
    /// Whether runs of it, and of tabs, count as one, and none at the ends of a line.
    pub runs: bool,
}

/// Where a field stands in a text, and what follows.
#[derive(Debug, Clone, Copy)]
pub(super) struct FieldSpan {
    from: usize,
    to: usize,
    quoting: Quoting,
    /// Where the next field or the next record begins.
    pub next: usize,
    /// Whether it is the last of its record.
    pub last: bool,
    /// Whether it begins with a quotation mark that is never closed.
    pub open: bool,
}

/// How a field's text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quoting {
    /// As it stands.
    Bare,
    /// Between quotation marks, which are not part of the range.
    Quoted,
    /// Between quotation marks, some doubled inside.
    Doubled,
    /// Between quotation marks, with more behind the closing one, which is in the range.
    Tailed,
}

impl FieldSpan {
    /// Whether there can be line ends in it.
    pub fn is_quoted(&self) -> bool {
        self.quoting != Quoting::Bare
    }

    /// Its text without white space around it. `scratch` is memory for texts
    /// that do not stand in the file as they are meant.
    pub fn content<'a>(&self, text: &'a str, scratch: &'a mut String) -> &'a str {
        let raw = &text[self.from..self.to];
        match self.quoting {
            // Most fields have nothing to trim, which is seen at once.
            Quoting::Bare | Quoting::Quoted => match raw.as_bytes() {
                [] => raw,
                [first, .., last] if is_graphic(*first) && is_graphic(*last) => raw,
                _ => raw.trim(),
            },
            Quoting::Doubled => {
                scratch.clear();
                unquote(raw, scratch);
                scratch.trim()
            }
            Quoting::Tailed => {
                scratch.clear();
                // The first lone mark closes; a doubled one is one.
                let mut at = 0;
                while let Some(found) = raw[at..].find('"') {
                    if raw.as_bytes().get(at + found + 1) != Some(&b'"') {
                        at += found;
                        break;
                    }
                    at += found + 2;
                }
                unquote(&raw[..at], scratch);
                scratch.push_str(&raw[at + 1..]);
                scratch.trim()
            }
        }
    }
}

impl Grammar {
    /// The grammar of a delimiter.
    pub fn new(delimiter: Delimiter) -> Self {
        let byte = match delimiter {
            Delimiter::Comma => b',',
            Delimiter::Semicolon => b';',
            Delimiter::Tab => b'\t',
            Delimiter::Pipe => b'|',
            Delimiter::Spaces => b' ',
        };
        Self { delimiter: byte, runs: delimiter == Delimiter::Spaces }
    }

    /// The field that begins at `from`; `None` if its end is not part of `text` yet.
    ///
    /// `complete`: nothing comes after `text`, which then ends with a line end.
    #[inline]
    pub fn field(self, text: &str, from: usize, complete: bool) -> Option<FieldSpan> {
        let bytes = text.as_bytes();
        let mut start = from;
        while bytes.get(start).is_some_and(|&byte| self.is_padding(byte)) {
            start += 1;
        }
        let mut field =
            FieldSpan { from, to: 0, quoting: Quoting::Bare, next: 0, last: false, open: false };
        let mut search = start;
        if bytes.get(start) == Some(&b'"') {
            match close(bytes, start, complete)? {
                Some((close, doubled)) => {
                    (field.from, field.to) = (start + 1, close);
                    field.quoting = if doubled { Quoting::Doubled } else { Quoting::Quoted };
                    search = close + 1;
                }
                None => field.open = true,
            }
        }
        let end = self.end(bytes, search)?;
        if field.quoting == Quoting::Bare {
            field.to = end;
        } else if !text[search..end].trim_ascii().is_empty() {
            (field.to, field.quoting) = (end, Quoting::Tailed);
        }
        (field.next, field.last) = self.after(bytes, end, complete)?;
        Some(field)
    }

    /// White space that may stand before a quotation mark.
    fn is_padding(self, byte: u8) -> bool {
        byte == b' ' || byte == b'\t' && self.delimiter != b'\t'
    }

    /// The first delimiter or line end from `from` on.
    #[inline]
    fn end(self, bytes: &[u8], from: usize) -> Option<usize> {
        let ends = |&byte: &u8| {
            byte == self.delimiter || byte == b'\n' || byte == b'\r' || self.runs && byte == b'\t'
        };
        bytes.get(from..)?.iter().position(ends).map(|found| from + found)
    }

    /// What comes behind a field that ends at `end`: where, and whether it is a record.
    #[inline]
    fn after(self, bytes: &[u8], end: usize, complete: bool) -> Option<(usize, bool)> {
        let mut end = end;
        if self.runs {
            while self.is_padding(*bytes.get(end)?) {
                end += 1;
            }
            if !matches!(bytes[end], b'\n' | b'\r') {
                return Some((end, false));
            }
        }
        match (bytes[end], bytes.get(end + 1)) {
            (b'\r', Some(b'\n')) => Some((end + 2, true)),
            (b'\r', None) if !complete => None,
            (b'\n' | b'\r', _) => Some((end + 1, true)),
            _ => Some((end + 1, false)),
        }
    }
}

fn is_graphic(byte: u8) -> bool {
    byte.is_ascii_graphic()
}

/// Where the quotation mark at `open` is closed, and whether there are doubled ones in
/// between. `None`: the text is too short to tell; `Some(None)`: never.
#[expect(clippy::option_option, reason = "unknown, never, or there")]
fn close(bytes: &[u8], open: usize, complete: bool) -> Option<Option<(usize, bool)>> {
    let last = open + LONGEST_QUOTED;
    let (mut at, mut doubled) = (open + 1, false);
    loop {
        // Quotation marks are mostly near: a plain loop is there first.
        let window = bytes.get(at..(last + 1).min(bytes.len())).unwrap_or_default();
        let Some(found) = window.iter().position(|&byte| byte == b'"') else {
            return (complete || bytes.len() > last + 2).then_some(None);
        };
        let close = at + found;
        match bytes.get(close + 1) {
            Some(b'"') => (at, doubled) = (close + 2, true),
            None if !complete => return None,
            _ => return Some(Some((close, doubled))),
        }
    }
}

/// Appends `raw` with every doubled quotation mark as one.
fn unquote(raw: &str, out: &mut String) {
    for (index, part) in raw.split("\"\"").enumerate() {
        if index > 0 {
            out.push('"');
        }
        out.push_str(part);
    }
}

/// Line ends (LF, CRLF, or CR alone) in `bytes`, which does not end within a CRLF.
pub(super) fn line_ends(bytes: &[u8]) -> usize {
    let mut count = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        count += usize::from(byte == b'\n' || byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    }
    count
}
