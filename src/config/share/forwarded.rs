//! What mail, chat and word processors make of a link: text around it, breaks within it,
//! escapes, and what trackers hang on to it.
//!
//! Nothing here decides whether a link is right: its checksum does. This only finds what may
//! be one, the likeliest first.

use crate::config::limits;

/// A link's version and its payload, as they may have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// "v2".
    pub version: String,
    /// Only what a payload is made of.
    pub payload: String,
}

/// How often a text may hold "v2." or the like, and how often a payload may be broken.
const MAX_MARKS: usize = 8;
const MAX_BREAKS: usize = 2_000;
/// Percent signs are escaped again by each program on the way.
const MAX_ESCAPES: usize = 3;

/// Every candidate in `text`, until `take` has one.
///
/// Checked by `tests/it/config/forwarded.rs`.
pub fn find<T>(text: &str, mut take: impl FnMut(&Candidate) -> Option<T>) -> Option<T> {
    if text.len() > 4 * limits::MAX_LINK_CHARS {
        return None;
    }
    let plain = unescaped(text);
    let quoted = quoted_printable(&plain);
    // Of the payload, or put at the end of a line.
    let whole_words = without_hyphens(&plain);
    // Two hyphens, or one, made a dash.
    let [two, one] = ["--", "-"].map(|hyphens| plain.replace(['\u{2013}', '\u{2014}'], hyphens));
    let mut tried: Vec<&str> = Vec::new();
    for reading in [&plain, &quoted, &whole_words, &two, &one] {
        if tried.contains(&reading.as_str()) {
            continue;
        }
        tried.push(reading);
        if let Some(found) = find_in(reading, &mut take) {
            return Some(found);
        }
    }
    None
}

fn find_in<T>(text: &str, take: &mut impl FnMut(&Candidate) -> Option<T>) -> Option<T> {
    let pieces = pieces(text);
    let mut marks = 0;
    for (at, piece) in pieces.iter().enumerate() {
        if *piece != Piece::Of('v') || at > 0 && matches!(pieces[at - 1], Piece::Of(_)) {
            continue;
        }
        let Some((version, rest)) = version(&pieces[at..]) else { continue };
        marks += 1;
        if marks > MAX_MARKS {
            return None;
        }
        let found = payloads(rest, &mut |payload| {
            take(&Candidate { version: version.clone(), payload: payload.to_owned() })
        });
        if found.is_some() {
            return found;
        }
    }
    None
}

/// What a text is made of, to who looks for a payload.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Piece {
    /// A character of a payload.
    Of(char),
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
            c if c.is_ascii_alphanumeric() || c == '-' || c == '_' => Piece::Of(c),
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
            Piece::Of('v') if version.is_empty() => version.push('v'),
            Piece::Of(c) if c.is_ascii_digit() && version.len() < 6 => version.push(*c),
            Piece::Break => {}
            Piece::Point if version.len() > 1 => return Some((version, &pieces[at + 1..])),
            _ => return None,
        }
    }
    None
}

/// The payloads that may begin here: each longer by what lies between two breaks.
fn payloads<T>(pieces: &[Piece], take: &mut impl FnMut(&str) -> Option<T>) -> Option<T> {
    let mut payload = String::new();
    let mut breaks = 0;
    for piece in pieces {
        match piece {
            Piece::Of(c) => payload.push(*c),
            Piece::Break if payload.is_empty() => {}
            Piece::Break if breaks < MAX_BREAKS => {
                breaks += 1;
                if let Some(found) = without_ends(&payload, take) {
                    return Some(found);
                }
            }
            _ => break,
        }
    }
    without_ends(&payload, take)
}

/// A payload, and the same without some of the dashes and underscores at its end: they may be
/// another's.
fn without_ends<T>(payload: &str, take: &mut impl FnMut(&str) -> Option<T>) -> Option<T> {
    let ends = payload.len() - payload.trim_end_matches(['-', '_']).len();
    (0..=ends.min(4)).find_map(|less| take(&payload[..payload.len() - less]))
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
    plain.replace("&#46;", ".").replace("&#35;", "#")
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
        match (bytes[at] == escape, digit(at + 1), digit(at + 2)) {
            (true, Some(high), Some(low)) => {
                out.push((16 * high + low) as u8);
                at += 3;
            }
            _ => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Without a hyphen at the end of a line.
fn without_hyphens(text: &str) -> String {
    text.replace("-\r\n", "\n").replace("-\n", "\n")
}
