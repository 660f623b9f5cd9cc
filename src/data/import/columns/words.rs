//! A column of words: each different one kept once.

use crate::config::{ColumnType, DecimalMark, choices, limits};
use crate::data::import::columns::{Asked, Context, Done, ParseAs, spelling};
use crate::data::import::{date, number, pattern};
use crate::data::occurrences::{Occurrences, OddFields, excerpt};
use crate::data::table::{Column, MISSING_CODE};
use crate::data::word_list::WordList as List;
use crate::data::{ImportWarning, Notation};

/// More different words than this are no categories, however many rows there are.
const MOST_CATEGORIES: usize = 1000;

/// A choice among several in a cell has no more words.
const CHOICE_WORDS: usize = 4;
/// Digits of a code that is surely none to compute with.
const CODE_LENGTH: usize = 4;

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
        if self.are_codes() {
            return ParseAs::Words;
        }
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
        if values == 0 {
            return ParseAs::Words;
        }
        match ParseAs::of(numbers, dates, values) {
            ParseAs::Words => match self.pattern() {
                Some((pattern, count)) if ParseAs::of(count, 0, values) == ParseAs::Numbers => {
                    ParseAs::Pattern(pattern)
                }
                _ => ParseAs::Words,
            },
            kind => kind,
        }
    }

    /// What it is as numbers, where the user asks for them.
    pub fn as_numbers(&self) -> ParseAs {
        let plain = |(level, count): (&str, &u32)| {
            let is_word = matches!(number::read(level, self.decimal), number::ParsedNumber::Word);
            if is_word { 0 } else { *count as usize }
        };
        let numbers: usize = self.levels.iter().zip(&self.counts).map(plain).sum();
        match self.pattern() {
            Some((pattern, count)) if count > numbers => ParseAs::Pattern(pattern),
            _ => ParseAs::Numbers,
        }
    }

    fn pattern(&self) -> Option<(pattern::NumberPattern, usize)> {
        let fields = self.levels.iter().zip(self.counts.iter().map(|&count| count as usize));
        pattern::most_common(fields, self.decimal)
    }

    /// Whether all values are digits of one length, some with zeros in front: zip codes, not
    /// numbers. Shorter than four they are numbers, with a word about it.
    fn are_codes(&self) -> bool {
        let length = self.levels.iter().next().map_or(0, str::len);
        let is_code =
            |level: &str| level.len() == length && level.bytes().all(|byte| byte.is_ascii_digit());
        length >= CODE_LENGTH
            && self.levels.iter().all(is_code)
            && self.levels.iter().any(|level| level.starts_with('0'))
            && self.levels.iter().any(|level| level.bytes().any(|byte| byte != b'0'))
    }

    /// Different words.
    pub fn len(&self) -> usize {
        self.levels.len()
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
    pub fn finish(self, name: &str, asked: Asked) -> Done {
        let mut warnings = Vec::new();
        if asked.column_type.is_none() {
            warnings.extend(self.codes_warning(name).or_else(|| self.spoiled(name)));
        }
        let rows = self.codes.len();
        let free = (self.levels.len() > limits::MAX_LEVELS && 2 * self.levels.len() > rows)
            || self.levels.len() > MOST_CATEGORIES;
        let may_be_pair = matches!(asked.column_type, None | Some(ColumnType::Boolean));
        let pair = self.no_and_yes().filter(|_| may_be_pair);
        let column_type = match asked.column_type {
            _ if pair.is_some() => ColumnType::Boolean,
            Some(asked @ (ColumnType::Category | ColumnType::Text)) => asked,
            None if self.are_choices() => ColumnType::Choices,
            _ if free => ColumnType::Text,
            _ => ColumnType::Category,
        };
        let spellings = match &pair {
            None if column_type == ColumnType::Category => {
                spelling::groups(&self.levels, &self.counts)
            }
            _ => None,
        };
        if let Some(groups) = &spellings
            && !asked.is_joined
        {
            let examples = groups.iter().filter(|group| group.len() > 1).flatten();
            let examples =
                examples.take(Occurrences::SHOWN).map(|&code| excerpt(&self.levels[code as usize]));
            warnings.push(ImportWarning::SimilarWords {
                column: excerpt(name),
                examples: examples.collect(),
                words: self.levels.len(),
                classes: groups.len(),
            });
        }
        warnings.extend(self.lists_warning(name));
        if column_type == ColumnType::Choices {
            let mut different: Vec<&str> = self.levels.iter().flat_map(choices).collect();
            different.sort_unstable();
            different.dedup();
            let (column, choices) = (excerpt(name), different.len());
            warnings.push(ImportWarning::Choices { column, choices });
        }
        let groups = match (pair, spellings) {
            (Some(pair), _) => pair.into(),
            (None, Some(groups)) if asked.is_joined => groups,
            _ => self.sorted().into_iter().map(|code| vec![code]).collect::<Vec<_>>(),
        };
        let mut place = vec![0; self.levels.len()];
        let mut levels = List::default();
        for (position, group) in groups.iter().enumerate() {
            levels.push(&self.levels[group[0] as usize]);
            for &code in group {
                place[code as usize] = position as u32;
            }
        }
        let mut codes = self.codes;
        for code in codes.iter_mut().filter(|code| **code != MISSING_CODE) {
            *code = place[*code as usize];
        }
        codes.shrink_to_fit();
        let (column, unsure) = (Column::Text { codes, levels }, OddFields::default());
        Done { column, column_type, warnings, thousands: None, unsure }
    }

    /// The warning of a column whose cells hold lists in brackets.
    fn lists_warning(&self, name: &str) -> Option<ImportWarning> {
        let in_brackets = |level: &&str| {
            [('[', ']'), ('(', ')'), ('{', '}')].iter().any(|&(open, close)| {
                level.starts_with(open) && level.ends_with(close) && level.contains([',', ';', ' '])
            })
        };
        let lists = self.levels.iter().filter(in_brackets).count();
        let has_lists = lists > 0 && 10 * lists >= 9 * self.levels.len();
        let example = excerpt(self.levels.iter().next().filter(|_| has_lists)?);
        Some(ImportWarning::Lists { column: excerpt(name), example })
    }

    /// Whether cells have several choices between commas or semicolons, and most of them come
    /// again in other cells.
    fn are_choices(&self) -> bool {
        let cells = || self.levels.iter().take(MOST_CATEGORIES);
        let several = cells().filter(|cell| cell.contains([',', ';'])).count();
        if several < 2 || 4 * several < cells().count() {
            return false;
        }
        let mut all: Vec<&str> = cells().flat_map(choices).collect();
        let is_short = |choice: &&str| {
            choice.split_whitespace().count() <= CHOICE_WORDS
                && !choice.starts_with(['[', '(', '{'])
        };
        if !all.iter().all(is_short) {
            return false;
        }
        all.sort_unstable();
        let each = all.chunk_by(|a, b| a == b);
        let (again, different) = each.fold((0, 0), |(again, different), choice| {
            (again + usize::from(choice.len() > 1), different + 1)
        });
        different > 1 && 2 * again >= different
    }

    /// The warning of a column of digits that is read as words.
    fn codes_warning(&self, name: &str) -> Option<ImportWarning> {
        self.are_codes().then(|| {
            let example = self.levels.iter().find(|level| level.starts_with('0'));
            let example = excerpt(example.unwrap_or_default());
            ImportWarning::Codes { column: excerpt(name), example }
        })
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
        let is_word =
            |level: &str| matches!(number::read(level, self.decimal), number::ParsedNumber::Word);
        if let Some(warning) = self.without(name, None, is_word) {
            return Some(warning);
        }
        let (pattern, _) = self.pattern()?;
        let is_other = |level: &str| is_word(level) && pattern.read(level, self.decimal).is_none();
        self.without(name, Some(pattern.notation()), is_other)
    }

    fn without(
        &self,
        name: &str,
        notation: Option<Notation>,
        is_word: impl Fn(&str) -> bool,
    ) -> Option<ImportWarning> {
        let (mut numbers, mut words) = (0, Vec::new());
        for (code, level) in self.levels.iter().enumerate() {
            if is_word(level) {
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
        let (column, values) = (excerpt(name), numbers + count);
        Some(ImportWarning::NumbersWithText { column, odd, values, notation })
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
