//! A column of words: each different one kept once.

use crate::config::{ColumnType, DecimalMark, limits};
use crate::data::ImportWarning;
use crate::data::import::columns::{Context, Done, ParseAs};
use crate::data::import::{date, number};
use crate::data::occurrences::{Occurrences, OddFields, excerpt};
use crate::data::table::{Column, MISSING_CODE};
use crate::data::word_list::WordList as List;

/// More different words than this are no categories, however many rows there are.
const MOST_CATEGORIES: usize = 1000;

/// Pairs of words that mean no and yes, in lower case.
const PAIRS: [[&str; 2]; 10] = [
    ["false", "true"],
    ["no", "yes"],
    ["n", "y"],
    ["f", "t"],
    ["off", "on"],
    ["nein", "ja"],
    ["non", "oui"],
    ["no", "si"],
    ["no", "sí"],
    ["nej", "ja"],
];

/// An index into the different words per row.
#[derive(Default)]
pub(in crate::data::import) struct WordColumn {
    codes: Vec<u32>,
    levels: List,
    /// Per level: rows, and the line of the first.
    counts: Vec<u32>,
    first_lines: Vec<usize>,
    /// A table of levels by the hash of their text; [`MISSING_CODE`] where it is free.
    slots: Vec<u32>,
    decimal: DecimalMark,
}

impl WordColumn {
    pub fn with_capacity(rows: usize) -> Self {
        Self { codes: Vec::with_capacity(rows), ..Self::default() }
    }

    /// Adds a row's field.
    pub fn push(&mut self, field: &str, context: &Context<'_>) {
        self.decimal = context.decimal;
        if context.markers.is_missing(field) {
            self.codes.push(MISSING_CODE);
            return;
        }
        let code = self.code(field, context.line);
        self.counts[code as usize] += 1;
        self.codes.push(code);
    }

    /// Bytes of the different words.
    pub fn bytes(&self) -> usize {
        self.levels.bytes() + 12 * self.counts.len() + 4 * self.slots.len()
    }

    /// What the column is, by what its values can be read as.
    pub fn kind(&self) -> ParseAs {
        let (mut numbers, mut dates, mut beyond, mut values) = (0, 0, 0, 0);
        for (level, &count) in self.levels.iter().zip(&self.counts) {
            let count = count as usize;
            values += count;
            match number::read(level, self.decimal) {
                number::ParsedNumber::Number(_) => numbers += count,
                number::ParsedNumber::Beyond => beyond += count,
                number::ParsedNumber::Word => {
                    dates += if date::read(level).is_some() { count } else { 0 };
                }
            }
        }
        let values = if numbers > 0 { values - beyond } else { values };
        if values == 0 { ParseAs::Words } else { ParseAs::of(numbers, dates, values) }
    }

    /// Whether there is no value at all.
    pub fn is_empty(&self) -> bool {
        self.levels.len() == 0
    }

    /// The level of `field`, a new one if it is the first.
    fn code(&mut self, field: &str, line: usize) -> u32 {
        if 2 * (self.levels.len() + 1) > self.slots.len() {
            self.grow();
        }
        let slot = self.slot(field);
        if self.slots[slot] != MISSING_CODE {
            return self.slots[slot];
        }
        let code = self.levels.len() as u32;
        self.levels.push(field);
        self.counts.push(0);
        self.first_lines.push(line);
        self.slots[slot] = code;
        code
    }

    /// Where `field` is in the table, or where it belongs.
    fn slot(&self, field: &str) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = hash(field.as_bytes()) as usize & mask;
        while self.slots[slot] != MISSING_CODE && self.levels[self.slots[slot] as usize] != *field {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        self.slots = vec![MISSING_CODE; (4 * self.levels.len()).next_power_of_two().max(16)];
        for code in 0..self.levels.len() {
            let slot = self.slot(&self.levels[code]);
            self.slots[slot] = code as u32;
        }
    }

    /// The finished column: codes count the levels in the order of their code points, or
    /// no before yes.
    pub fn finish(self, name: &str, asked: Option<ColumnType>) -> Done {
        let mut warnings = Vec::new();
        if asked.is_none() {
            warnings.extend(self.spoiled(name));
        }
        let rows = self.codes.len();
        let free = (self.levels.len() > limits::MAX_LEVELS && 2 * self.levels.len() > rows)
            || self.levels.len() > MOST_CATEGORIES;
        let pair = self.no_and_yes().filter(|_| matches!(asked, None | Some(ColumnType::Boolean)));
        let column_type = match asked {
            _ if pair.is_some() => ColumnType::Boolean,
            Some(asked @ (ColumnType::Category | ColumnType::Text)) => asked,
            _ if free => ColumnType::Text,
            _ => ColumnType::Category,
        };
        let mut place = vec![0; self.levels.len()];
        let mut levels = List::default();
        if let Some(pair) = pair {
            for (position, spellings) in pair.iter().enumerate() {
                levels.push(&self.levels[spellings[0] as usize]);
                for &code in spellings {
                    place[code as usize] = position as u32;
                }
            }
        } else {
            for (position, code) in self.sorted().into_iter().enumerate() {
                levels.push(&self.levels[code as usize]);
                place[code as usize] = position as u32;
            }
        }
        let mut codes = self.codes;
        for code in codes.iter_mut().filter(|code| **code != MISSING_CODE) {
            *code = place[*code as usize];
        }
        codes.shrink_to_fit();
        Done { column: Column::Text { codes, levels }, column_type, warnings, thousands: None }
    }

    /// The levels in the order of their code points.
    ///
    /// A million texts lie far apart in memory, so most comparisons are made with eight
    /// bytes of each, those behind what all begin with.
    fn sorted(&self) -> Vec<u32> {
        let mut levels = self.levels.iter().map(str::as_bytes);
        let first = levels.next().unwrap_or_default();
        let same = levels.fold(first.len(), |same, level| {
            let pairs = first[..same].iter().zip(level);
            pairs.take_while(|(a, b)| a == b).count()
        });
        let key = |level: &[u8]| {
            let mut key = [0; 8];
            let rest = &level[same..];
            let length = rest.len().min(key.len());
            key[..length].copy_from_slice(&rest[..length]);
            u64::from_be_bytes(key)
        };
        let keyed = self.levels.iter().map(|level| key(level.as_bytes()));
        let mut order: Vec<(u64, u32)> = keyed.zip(0..).collect();
        order.sort_unstable_by(|(a, a_code), (b, b_code)| {
            let text = |code: &u32| &self.levels[*code as usize];
            a.cmp(b).then_with(|| text(a_code).cmp(text(b_code)))
        });
        order.into_iter().map(|(_, code)| code).collect()
    }

    /// The levels that mean no and those that mean yes, the most frequent spelling of each
    /// first, if they are exactly the two words of a pair.
    fn no_and_yes(&self) -> Option<[Vec<u32>; 2]> {
        let lower: Vec<String> = self.levels.iter().map(str::to_lowercase).collect();
        let is_in = |pair: &&[&str; 2]| {
            lower.iter().all(|level| pair.contains(&level.as_str()))
                && pair.iter().all(|word| lower.iter().any(|level| level == word))
        };
        if self.levels.len() > 16 {
            return None;
        }
        let pair = PAIRS.iter().find(is_in)?;
        let spellings = |word: &str| {
            let mut codes: Vec<u32> = (0..self.levels.len() as u32)
                .filter(|&code| lower[code as usize] == word)
                .collect();
            codes.sort_by_key(|&code| {
                (std::cmp::Reverse(self.counts[code as usize]), &self.levels[code as usize])
            });
            codes
        };
        Some(pair.map(spellings))
    }

    /// The warning of a column that would be numbers but for a minority of words.
    fn spoiled(&self, name: &str) -> Option<ImportWarning> {
        let (mut numbers, mut words) = (0, Vec::new());
        for (code, level) in self.levels.iter().enumerate() {
            if matches!(number::read(level, self.decimal), number::ParsedNumber::Word) {
                words.push(code);
            } else {
                numbers += self.counts[code] as usize;
            }
        }
        let count: usize = words.iter().map(|&code| self.counts[code] as usize).sum();
        if count == 0 || count >= numbers {
            return None;
        }
        words.sort_unstable_by_key(|&code| self.first_lines[code]);
        let first: Vec<usize> = words.into_iter().take(Occurrences::SHOWN).collect();
        let lines = first.iter().map(|&code| self.first_lines[code]).collect();
        let examples = first.iter().map(|&code| excerpt(&self.levels[code])).collect();
        let odd = OddFields { places: Occurrences { count, lines }, examples };
        let column = excerpt(name);
        Some(ImportWarning::NumbersWithText { column, odd, values: numbers + count })
    }
}

/// A hash of a text, eight bytes at a time; it decides where a level is looked for and
/// nothing else.
fn hash(bytes: &[u8]) -> u64 {
    // Both halves of a product, so that every bit matters.
    let fold = |a: u64, b: u64| {
        let product = u128::from(a) * u128::from(b);
        product as u64 ^ (product >> 64) as u64
    };
    let (chunks, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let mut hash = 0x9e37_79b9_7f4a_7c15 ^ bytes.len() as u64;
    for &chunk in chunks.iter().chain(std::iter::once(&last)) {
        hash = fold(hash ^ u64::from_le_bytes(chunk), 0xe703_7ed1_a0b4_28db);
    }
    hash
}
