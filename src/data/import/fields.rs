//! From text to fields: delimiters, quotation marks and line ends.

use crate::config::Delimiter;

/// A quotation mark that is not closed within this many bytes is an ordinary character.
pub(super) const LONGEST_QUOTED: usize = 1 << 20;

/// Lines inside a quoted field that must look like rows before they are taken for rows.
const SWALLOWED_LINES: usize = 3;

/// What separates fields; everything else is the same in all files.
#[derive(Debug, Clone, Copy)]
pub(super) struct Grammar {
    /// The byte between two fields.
    pub delimiter: u8,
    /// Whether runs of it, and of tabs, count as one, and none at the ends of a line.
    pub runs: bool,
    /// What stands around a field that may hold anything.
    pub quote: u8,
    /// Whether a backslash before that mark makes it a part of the field.
    pub escaped: bool,
    /// What stands around whole lines: a pipe, a quotation mark, or 0 for nothing.
    pub frame: u8,
    /// Where columns begin that are told apart by their places in the line.
    pub places: Option<Places>,
}

/// Characters of a line after which no column of fixed width begins.
pub(super) const LONGEST_FIXED: usize = 256;

/// The places in a line where columns begin, the first of them not counted: bits of 64.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Places([u64; LONGEST_FIXED / 64]);

impl Places {
    /// Columns that begin at these characters of the line.
    pub fn of(starts: impl Iterator<Item = usize>) -> Self {
        let mut places = Self::default();
        starts.filter(|start| *start < LONGEST_FIXED).for_each(|start| {
            places.0[start / 64] |= 1 << (start % 64);
        });
        places
    }

    fn begins(&self, character: usize) -> bool {
        self.0.get(character / 64).is_some_and(|bits| bits >> (character % 64) & 1 == 1)
    }
}

/// Where a field stands in a text, and what follows.
#[derive(Debug, Clone, Copy)]
pub(super) struct FieldSpan {
    from: usize,
    to: usize,
    quoting: Quoting,
    quote: u8,
    /// Whether backslashes escape quotation marks.
    escaped: bool,
    /// Where the next field or the next record begins.
    pub next: usize,
    /// Whether it is the last of its record.
    pub last: bool,
    /// Whether it begins with a quotation mark that is never closed, or only by the next
    /// row that has one.
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

    /// Whether there is more behind its closing quotation mark.
    pub fn is_tailed(&self) -> bool {
        self.quoting == Quoting::Tailed
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
                _ => trim(raw),
            },
            Quoting::Doubled => {
                scratch.clear();
                self.unquote(raw, scratch);
                trim(scratch)
            }
            Quoting::Tailed => {
                scratch.clear();
                // The first lone mark closes; a doubled one is one.
                let mut at = 0;
                while let Some(found) = raw[at..].find(char::from(self.quote)) {
                    if raw.as_bytes().get(at + found + 1) != Some(&self.quote) {
                        at += found;
                        break;
                    }
                    at += found + 2;
                }
                self.unquote(&raw[..at], scratch);
                scratch.push_str(&raw[at + 1..]);
                trim(scratch)
            }
        }
    }

    /// Where its content begins.
    pub fn begin(&self) -> usize {
        self.from
    }

    /// Whether characters that nobody sees were dropped at its edges.
    pub fn has_invisible_edges(&self, text: &str) -> bool {
        let raw = text[self.from..self.to].trim();
        match raw.as_bytes() {
            [first, .., last] if first.is_ascii() && last.is_ascii() => false,
            _ => raw.starts_with(is_invisible) || raw.ends_with(is_invisible),
        }
    }

    /// Appends `raw` with every doubled quotation mark as one.
    fn unquote(&self, raw: &str, out: &mut String) {
        let quote = char::from(self.quote);
        if self.escaped {
            let marks = [['\\', quote], [quote, quote]];
            let plain = marks.iter().fold(raw.to_owned(), |text, pair| {
                text.replace(&String::from_iter(pair), &quote.to_string())
            });
            out.push_str(&plain);
            return;
        }
        let mut rest = raw;
        while let Some(found) = rest.find(quote) {
            let (before, behind) = rest.split_at(found + 1);
            out.push_str(before);
            rest = behind.strip_prefix(quote).unwrap_or(behind);
        }
        out.push_str(rest);
    }
}

impl Grammar {
    /// The grammar of a delimiter, with quotation marks.
    pub fn new(delimiter: Delimiter) -> Self {
        let byte = match delimiter {
            Delimiter::Comma => b',',
            Delimiter::Semicolon => b';',
            Delimiter::Tab => b'\t',
            Delimiter::Pipe => b'|',
            Delimiter::Colon => b':',
            Delimiter::Spaces => b' ',
        };
        let runs = delimiter == Delimiter::Spaces;
        Self { delimiter: byte, runs, quote: b'"', escaped: false, frame: 0, places: None }
    }

    /// Whether every field ends at the next delimiter, quotation mark or line end.
    pub fn is_plain(self) -> bool {
        !self.runs && !self.escaped && self.frame == 0 && self.places.is_none()
    }

    /// The field that begins at `from`; `None` if its end is not part of `text` yet.
    ///
    /// `complete`: nothing comes after `text`, which then ends with a line end.
    #[inline]
    pub fn field(self, text: &str, from: usize, complete: bool) -> Option<FieldSpan> {
        let bytes = text.as_bytes();
        let from = if self.frame == 0 { from } else { self.behind_frame(bytes, from) };
        if let Some(places) = self.places {
            return self.field_at_place(places, text, from, complete);
        }
        let mut start = from;
        while bytes.get(start).is_some_and(|&byte| self.is_padding(byte)) {
            start += 1;
        }
        let (quoting, quote) = (Quoting::Bare, self.quote);
        let escaped = self.escaped;
        let mut field =
            FieldSpan { from, to: 0, quoting, quote, escaped, next: 0, last: false, open: false };
        let mut search = start;
        if bytes.get(start) == Some(&quote) {
            match self.close(bytes, start, complete)? {
                Some((close, doubled)) if !self.swallows_rows(bytes, start, close) => {
                    (field.from, field.to) = (start + 1, close);
                    field.quoting = if doubled { Quoting::Doubled } else { Quoting::Quoted };
                    search = close + 1;
                }
                _ => field.open = true,
            }
        }
        let end = self.end(bytes, search)?;
        if field.quoting == Quoting::Bare {
            field.to = end;
        } else if !text[search..end].trim_ascii().is_empty() {
            (field.to, field.quoting) = (end, Quoting::Tailed);
        }
        (field.next, field.last) = self.after(bytes, end, complete)?;
        if self.frame == b'"' {
            let inside = text[field.from..field.to].trim_ascii_end();
            let inside = inside.strip_suffix('"').filter(|_| field.last).unwrap_or(inside);
            field.to = field.from + inside.len();
            // Marks within marks are doubled.
            if inside.len() >= 4 && inside.starts_with("\"\"") && inside.ends_with("\"\"") {
                (field.from, field.to) = (field.from + 2, field.to - 2);
            }
        }
        Some(field)
    }

    /// Where a line goes on behind what stands around it; `from` itself within a line.
    fn behind_frame(self, bytes: &[u8], from: usize) -> usize {
        let is_begin = from == 0 || matches!(bytes[from - 1], b'\n' | b'\r');
        let rest = bytes.get(from..).unwrap_or_default();
        match rest.iter().position(|byte| *byte != b' ') {
            Some(blanks) if is_begin && rest[blanks] == self.frame => from + blanks + 1,
            _ => from,
        }
    }

    /// The field at `from` of a line whose columns begin at fixed places.
    fn field_at_place(
        self,
        places: Places,
        text: &str,
        from: usize,
        complete: bool,
    ) -> Option<FieldSpan> {
        let bytes = text.as_bytes();
        let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let line = bytes[..from].iter().rposition(is_end).map_or(0, |end| end + 1);
        let mut character = text[line..from].chars().count();
        let mut to = from;
        let (quoting, quote, escaped, open) = (Quoting::Bare, self.quote, false, false);
        for next in text[from..].chars() {
            if matches!(next, '\n' | '\r') {
                let (next, last) = self.after(bytes, to, complete)?;
                return Some(FieldSpan { from, to, quoting, quote, escaped, next, last, open });
            }
            (to, character) = (to + next.len_utf8(), character + 1);
            if places.begins(character) {
                let (next, last) = (to, false);
                return Some(FieldSpan { from, to, quoting, quote, escaped, next, last, open });
            }
        }
        None
    }

    /// Where the quotation mark at `open` is closed, and whether there are doubled ones in
    /// between. `None`: the text is too short to tell; `Some(None)`: never.
    #[expect(clippy::option_option, reason = "unknown, never, or there")]
    fn close(self, bytes: &[u8], open: usize, complete: bool) -> Option<Option<(usize, bool)>> {
        let (last, quote) = (open + LONGEST_QUOTED, self.quote);
        let (mut at, mut doubled) = (open + 1, false);
        loop {
            // Quotation marks are mostly near: a plain loop is there first.
            let window = bytes.get(at..(last + 1).min(bytes.len())).unwrap_or_default();
            let Some(found) = window.iter().position(|&byte| byte == quote) else {
                return (complete || bytes.len() > last + 2).then_some(None);
            };
            let close = at + found;
            if self.escaped && is_escaped(&bytes[open + 1..close]) {
                (at, doubled) = (close + 1, true);
                continue;
            }
            match bytes.get(close + 1) {
                Some(&next) if next == quote => (at, doubled) = (close + 2, true),
                None if !complete => return None,
                _ => return Some(Some((close, doubled))),
            }
        }
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

    /// Whether the quotation mark at `open` was never meant to be closed at `close`: the
    /// lines between look like rows of their own, so the next row's opening mark was taken
    /// for the closing one.
    ///
    /// Either the mark at `close` stands where a field begins, with text right behind it; or
    /// nearly all of at least three lines between have as many delimiters as the line of the
    /// opening mark.
    fn swallows_rows(self, bytes: &[u8], open: usize, close: usize) -> bool {
        let inner = &bytes[open + 1..close];
        let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let Some(first_end) = inner.iter().position(is_end) else { return false };
        let ends = |byte: &u8| *byte == self.delimiter || is_end(byte);
        let closes = bytes.get(close + 1).is_none_or(|byte| ends(byte) || self.is_padding(*byte));
        if !closes && bytes.get(close - 1).is_some_and(ends) {
            return true;
        }
        // One less than its parts.
        let delimiters = |line: &[u8]| line.split(|byte| *byte == self.delimiter).count() - 1;
        let begin = bytes[..open].iter().rposition(is_end).map_or(0, |end| end + 1);
        let wanted = delimiters(&bytes[begin..open + 1 + first_end]);
        let mut lines = inner[first_end..].split(is_end).filter(|line| !line.is_empty());
        // What the closing mark ends is no whole line.
        lines.next_back();
        let (mut alike, mut count) = (0, 0);
        for line in lines {
            count += 1;
            alike += usize::from(delimiters(line) == wanted);
        }
        wanted > 0 && count >= SWALLOWED_LINES && 10 * alike >= 9 * count
    }

    /// What comes behind a field that ends at `end`: where, and whether it is a record.
    #[inline]
    fn after(self, bytes: &[u8], end: usize, complete: bool) -> Option<(usize, bool)> {
        let mut end = end;
        if self.frame == self.delimiter && bytes[end] == self.delimiter {
            // A delimiter that ends the line stands around it.
            let blanks = bytes[end + 1..].iter().take_while(|byte| **byte == b' ').count();
            if matches!(*bytes.get(end + 1 + blanks)?, b'\n' | b'\r') {
                end += 1 + blanks;
            }
        }
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

/// Whether a mark behind these bytes is part of the text: an odd number of backslashes ends them.
fn is_escaped(before: &[u8]) -> bool {
    before.iter().rev().take_while(|byte| **byte == b'\\').count() % 2 == 1
}

fn is_graphic(byte: u8) -> bool {
    byte.is_ascii_graphic()
}

/// A text without white space and invisible characters around it.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|character: char| character.is_whitespace() || is_invisible(character))
}

/// Marks of byte order and direction, joiners and soft hyphens: they come along with copied
/// text, and nobody sees them.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{feff}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}')
}

/// Line ends (LF, CRLF, or CR alone) in `bytes`, which does not end within a CRLF.
pub(super) fn line_ends(bytes: &[u8]) -> usize {
    let mut count = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        count += usize::from(byte == b'\n' || byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    }
    count
}
