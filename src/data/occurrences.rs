//! How often something occurs in a file, and where first.

use crate::t;
use serde::{Deserialize, Serialize};

/// How many, and the lines of the first of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrences {
    /// How many.
    pub count: usize,
    /// The first lines, at most [`Occurrences::SHOWN`], counted from 1.
    pub lines: Vec<usize>,
}

impl Occurrences {
    /// Lines that are kept.
    pub const SHOWN: usize = 3;

    /// Counts one more.
    pub(super) fn add(&mut self, line: usize) {
        self.count += 1;
        if self.lines.len() < Self::SHOWN {
            self.lines.push(line);
        }
    }

    /// These, and then `later`, which follow them in the file.
    pub(super) fn and(mut self, later: Self) -> Self {
        self.count += later.count;
        self.lines.extend(later.lines);
        self.lines.truncate(Self::SHOWN);
        self
    }

    /// One, in `line`.
    pub(super) fn one(line: usize) -> Self {
        Self { count: 1, lines: vec![line] }
    }

    /// `line 4`, `lines 4 and 5`, or `lines 4, 5, 9 and 214 more`.
    pub(super) fn named(&self) -> String {
        let mut lines = self.lines.clone();
        lines.dedup();
        let texts: Vec<String> = lines.iter().map(ToString::to_string).collect();
        let more = self.count.saturating_sub(self.lines.len());
        match (&texts[..], more) {
            ([], _) => t!("no line").to_owned(),
            ([one], 0) => t!("line {line}", line = one),
            ([first @ .., last], 0) => {
                t!("lines {first} and {last}", first = first.join(", "), last)
            }
            ([one], more) => t!("line {line} and {more} more", line = one, more),
            (lines, more) => t!("lines {lines} and {more} more", lines = lines.join(", "), more),
        }
    }
}

/// Fields that are not what their column is: how many, where, and what the first ones say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OddFields {
    /// How many, and where.
    pub places: Occurrences,
    /// The first different ones, at most [`Occurrences::SHOWN`], shortened.
    pub examples: Vec<String>,
}

impl OddFields {
    /// Counts one more.
    pub(super) fn add(&mut self, field: &str, line: usize) {
        self.places.add(line);
        if self.examples.len() < Occurrences::SHOWN {
            let example = excerpt(field);
            if !self.examples.contains(&example) {
                self.examples.push(example);
            }
        }
    }

    /// Counts all of `other`, which were met apart.
    pub(super) fn append(&mut self, other: Self) {
        self.places.count += other.places.count;
        self.places.lines.extend(other.places.lines);
        self.places.lines.sort_unstable();
        self.places.lines.truncate(Occurrences::SHOWN);
        self.examples.extend(other.examples);
        self.examples.truncate(Occurrences::SHOWN);
    }

    /// `"n.d." in line 4`, or `"n.d.", "?!" in lines 4, 5, 9 and 214 more`.
    pub(super) fn named(&self) -> String {
        t!("{examples} in {lines}", examples = quoted(&self.examples), lines = self.places.named())
    }
}

/// Words of a file, in quotation marks.
pub(super) fn quoted(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| t!("\"{word}\"", word)).collect();
    quoted.join(", ")
}

/// The beginning of a text from a file or a field, on one line, for use inside a sentence.
pub fn excerpt(text: &str) -> String {
    const CHARS: usize = 40;
    let line: String =
        text.chars().take(CHARS).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(CHARS).is_some() { line + "…" } else { line }
}
