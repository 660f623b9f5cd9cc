//! What mail, chat and word processors make of a link: text around it, breaks within it,
//! escapes, and what trackers hang on to it.
//!
//! Nothing here decides whether a link is right: its checksum does. This only finds what may
//! be one, the likeliest first.

use crate::config::limits;

/// Takes a link's version ("v2") and its payload, as they may have been, or does not.
type Take<'a> = &'a mut dyn FnMut(&str, &str) -> bool;

/// How often a text may hold "v2." or the like, and how often a payload may be broken.
const MAX_MARKS: usize = 8;
const MAX_BREAKS: usize = 2_000;
/// Percent signs are escaped again by each program on the way.
const MAX_ESCAPES: usize = 3;

/// Hands every candidate in `text` to `take`, until that takes one.
///
/// Checked by `tests/it/config/forwarded.rs`.
pub fn find(text: &str, take: Take<'_>) {
    if text.len() > 4 * limits::MAX_LINK_CHARS {
        return;
    }
    let plain = unescaped(text);
    let quoted = quoted_printable(&plain);
    // Of the payload, or put at the end of a line.
    let whole_words = without_hyphens(&plain);
    // Two hyphens, or one, made a dash.
    let [two, one] =
        ["--", "-"].map(|hyphens| plain.replace("\u{2013}", hyphens).replace("\u{2014}", hyphens));
    let readings = [&plain, &quoted, &whole_words, &two, &one];
    for (at, reading) in readings.into_iter().enumerate() {
        let is_news = !readings[..at].contains(&reading);
        if is_news && find_in(reading, take) {
            return;
        }
    }
}

fn find_in(text: &str, take: Take<'_>) -> bool {
    let pieces = pieces(text);
    let begins = |at: usize| {
        pieces[at] == Piece::Of(b'v') && (at == 0 || !matches!(pieces[at - 1], Piece::Of(_)))
    };
    let starts = (0..pieces.len()).filter(|&at| begins(at));
    let mut marks = starts.filter_map(|at| version(&pieces[at..])).take(MAX_MARKS);
    marks.any(|(version, rest)| payloads(&version, rest, take))
}

/// What a text is made of, to who looks for a payload.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Piece {
    /// A character of a payload.
    Of(u8),
    /// The point between version and payload.
    Point,
    /// What a program may have put between two characters.
    Break,
    /// Anything else.
    Other,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(text.len());
    let mut is_line_start = false;
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let piece = match c {
            c if c.is_ascii_alphanumeric() || c == '-' || c == '_' => Piece::Of(c as u8),
            '.' => Piece::Point,
            '\n' | '\r' => Piece::Break,
            c if is_unseen(c) => Piece::Break,
            // As quoted mail begins its lines.
            '>' | '|' if is_line_start => Piece::Break,
            '=' | '\\' => Piece::Break,
            '<' => match after_line_tag(rest.as_str()) {
                Some(after) => {
                    rest = after.chars();
                    Piece::Break
                }
                None => Piece::Other,
            },
            _ => Piece::Other,
        };
        is_line_start = matches!(c, '\n' | '\r') || is_line_start && piece == Piece::Break;
        pieces.push(piece);
    }
    pieces
}

fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// What follows `<br>`, `<wbr/>` or the like.
fn after_line_tag(rest: &str) -> Option<&str> {
    let (tag, after) = rest.split_once('>')?;
    let name = tag.trim_matches(['/', ' ']).to_ascii_lowercase();
    matches!(name.as_str(), "br" | "wbr" | "p" | "div" | "span").then_some(after)
}

/// The version at the beginning, and what follows its point.
fn version(pieces: &[Piece]) -> Option<(String, &[Piece])> {
    let mut version = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Of(b'v') if version.is_empty() => version.push('v'),
            Piece::Of(c) if c.is_ascii_digit() && version.len() < 6 => version.push((*c).into()),
            Piece::Break => {}
            Piece::Point if version.len() > 1 => return Some((version, &pieces[at + 1..])),
            _ => return None,
        }
    }
    None
}

/// The payloads that may begin here: each longer by what lies between two breaks.
fn payloads(version: &str, pieces: &[Piece], take: Take<'_>) -> bool {
    let mut payload = String::new();
    let mut breaks = 0;
    for piece in pieces {
        match piece {
            Piece::Of(c) => payload.push((*c).into()),
            Piece::Break if payload.is_empty() => {}
            Piece::Break if breaks < MAX_BREAKS => {
                breaks += 1;
                if without_ends(version, &payload, take) {
                    return true;
                }
            }
            _ => break,
        }
    }
    without_ends(version, &payload, take)
}

/// A payload, and the same without some of the dashes and underscores at its end: they may be
/// another's.
fn without_ends(version: &str, payload: &str, take: Take<'_>) -> bool {
    let ends = payload.bytes().rev().take(4).take_while(|c| matches!(c, b'-' | b'_')).count();
    (0..=ends).any(|less| take(version, &payload[..payload.len() - less]))
}

/// Without percent escapes, however often they were escaped, and without the names that HTML
/// has for what is not seen.
fn unescaped(text: &str) -> String {
    let mut plain = text.to_owned();
    for _ in 0..MAX_ESCAPES {
        let next = decoded(&plain, b'%');
        if next == plain {
            break;
        }
        plain = next;
    }
    for name in ["&nbsp;", "&shy;", "&zwnj;", "&#8203;", "&#10;", "&#13;"] {
        plain = plain.replace(name, " ");
    }
    plain
}

/// As mail writes what is not ASCII, and where it broke a line.
fn quoted_printable(text: &str) -> String {
    decoded(&text.replace("=\r\n", "").replace("=\n", ""), b'=')
}

/// With `escape` and two hexadecimal digits read as a byte.
fn decoded(text: &str, escape: u8) -> String {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte = (bytes[at] == escape).then(|| Some(16 * digit(at + 1)? + digit(at + 2)?));
        if let Some(byte) = byte.flatten() {
            out.push(byte as u8);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// Without a hyphen at the end of a line.
fn without_hyphens(text: &str) -> String {
    text.replace("-\r\n", "\n").replace("-\n", "\n")
}
