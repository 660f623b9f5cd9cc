//! A column of words: each different one kept once.

use crate::config::{ColumnType, DecimalMark, limits, sort};
use crate::data::import::columns::odd_words::OddWords;
use crate::data::import::columns::word_table::WordTable;
use crate::data::import::columns::{
    Asked, Context, Done, ParseAs, choice_cells, markers, spelling, yes_no,
};
use crate::data::import::number::{self, ParsedNumber};
use crate::data::import::pattern::{self, NumberPattern};
use crate::data::import::{date, missing};
use crate::data::occurrences::{Occurrences, OddFields, excerpt};
use crate::data::table::{Column, MISSING_CODE};
use crate::data::word_list::WordList as List;
use crate::data::{ImportWarning, Notation};

/// More different words than this are no categories, however many rows there are.
const MOST_CATEGORIES: usize = 1000;
/// Digits of a code that is surely none to compute with.
const CODE_LENGTH: usize = 4;
/// Different cells of eight digits, all of which are days, from which on they are dates.
const FEWEST_DAYS: usize = 3;
/// An index into the different words per row.
#[derive(Default)]
pub(in crate::data::import) struct WordColumn {
    codes: Vec<u32>,
    words: WordTable,
    /// Levels that are usual markers of missing values, and may be words here.
    markers: Vec<u32>,
    decimal: DecimalMark,
    is_decimal_sure: bool,
}

impl WordColumn {
    pub fn with_capacity(rows: usize) -> Self {
        Self { codes: Vec::with_capacity(rows), ..Self::default() }
    }

    /// Adds a row's field.
    pub fn push(&mut self, field: &str, context: &Context<'_>) {
        (self.decimal, self.is_decimal_sure) = (context.decimal, context.is_decimal_sure);
        let is_marker = context.markers.is_missing(field);
        if is_marker && !context.markers.may_be_word(field) {
            self.codes.push(MISSING_CODE);
            return;
        }
        let field = number::without_formula(field).unwrap_or(field);
        let code = self.words.add(field, context.line);
        if is_marker && !self.markers.contains(&code) {
            self.markers.push(code);
        }
        self.codes.push(code);
    }

    /// Bytes of the different words.
    pub fn bytes(&self) -> usize {
        self.words.bytes()
    }

    /// The different words but for markers of missing values, with their rows.
    fn values(&self) -> impl Iterator<Item = (&str, usize)> {
        let all = self.words.levels.iter().zip(&self.words.counts).zip(0..);
        let is_value = |(_, code): &(_, u32)| !self.markers.contains(code);
        all.filter(is_value).map(|((level, &count), _)| (level, count as usize))
    }

    fn read(&self, level: &str) -> ParsedNumber {
        number::read_in(level, self.decimal, self.is_decimal_sure)
    }

    /// What the column is, by what its values can be read as.
    ///
    /// A few numbers in a notation of their own, such as `<0.01`, are read whatever their
    /// count. Checked by `tests/it/data/import/cases_types.rs`.
    pub fn kind(&self) -> ParseAs {
        if self.are_codes() {
            return ParseAs::Words;
        }
        if self.are_days() {
            return ParseAs::Dates;
        }
        let (mut numbers, mut dates, mut beyond, mut all) = (0, 0, 0, 0);
        let mut odd = OddWords::default();
        for (level, count) in self.values() {
            all += count;
            match self.read(level) {
                ParsedNumber::Number(_) => numbers += count,
                ParsedNumber::Beyond => beyond += count,
                ParsedNumber::Word if date::is_zero(level) => {}
                ParsedNumber::Word if date::read(level).is_some() => dates += count,
                ParsedNumber::Word => odd.add(level, count),
            }
        }
        if all == 0 {
            return ParseAs::Words;
        }
        let against = odd.against(numbers, || OddWords::are_different(self.numbers()));
        let beyond = if numbers > 0 { 0 } else { beyond };
        let are_numbers = ParseAs::are_most(numbers, dates + beyond + against);
        let against = odd.against(dates, || dates >= FEWEST_DAYS);
        let are_dates = ParseAs::are_most(dates, numbers + beyond + against);
        if are_dates && !are_numbers && !self.are_seasons() {
            return ParseAs::Dates;
        }
        let pattern = if odd.is_empty() { None } else { self.most_common_pattern(numbers) };
        let plain = if are_numbers { ParseAs::Numbers } else { ParseAs::Words };
        pattern.unwrap_or(plain)
    }

    /// The notation that makes numbers of more values than the `numbers` without it, and of
    /// nearly all.
    fn most_common_pattern(&self, numbers: usize) -> Option<ParseAs> {
        let (pattern, count) = self.pattern().filter(|(_, count)| *count > numbers)?;
        let mut odd = OddWords::default();
        for (level, count) in
            self.values().filter(|(level, _)| self.in_pattern(level, pattern).is_none())
        {
            odd.add(level, count);
        }
        let numbers = self.values().filter_map(|(level, _)| self.in_pattern(level, pattern));
        let others = odd.against(count, || OddWords::are_different(numbers));
        ParseAs::are_most(count, others).then_some(ParseAs::Pattern(pattern))
    }

    fn in_pattern(&self, level: &str, pattern: NumberPattern) -> Option<f64> {
        match self.read(level) {
            ParsedNumber::Number(number) => Some(number.value),
            _ => pattern.read(level, self.decimal),
        }
    }

    fn numbers(&self) -> impl Iterator<Item = f64> {
        self.values().filter_map(|(level, _)| match self.read(level) {
            ParsedNumber::Number(number) => Some(number.value),
            _ => None,
        })
    }

    /// What it is as numbers, where the user asks for them.
    pub fn as_numbers(&self) -> ParseAs {
        let is_number = |level: &str| !matches!(self.read(level), ParsedNumber::Word);
        let plain = self.values().map(|(level, count)| if is_number(level) { count } else { 0 });
        let numbers: usize = plain.sum();
        match self.pattern() {
            Some((pattern, count)) if count > numbers => ParseAs::Pattern(pattern),
            _ => ParseAs::Numbers,
        }
    }

    fn pattern(&self) -> Option<(NumberPattern, usize)> {
        pattern::most_common(self.values(), self.decimal)
    }

    /// Whether all values are digits of one length, some with zeros in front: zip codes, not
    /// numbers. Shorter than four they are numbers, with a word about it.
    fn are_codes(&self) -> bool {
        let is_none = |level: &str| missing::means_none_among_numbers(level);
        let levels = || self.values().map(|(level, _)| level);
        let length = levels().find(|level| !is_none(level)).map_or(0, str::len);
        let is_code =
            |level: &str| level.len() == length && level.bytes().all(|byte| byte.is_ascii_digit());
        length >= CODE_LENGTH
            && levels().all(|level| is_code(level) || is_none(level))
            && levels().any(|level| level.starts_with('0') && is_code(level))
            && levels().any(|level| is_code(level) && level.bytes().any(|byte| byte != b'0'))
    }

    /// Whether all values are eight digits that are a day of our time, `20210103`, and enough
    /// of them differ.
    fn are_days(&self) -> bool {
        self.values().count() >= FEWEST_DAYS
            && self.values().all(|(level, _)| date::compact(level).is_some())
    }

    /// Whether what looks like months of years are seasons, `2004-05`.
    fn are_seasons(&self) -> bool {
        self.values().all(|(level, _)| date::is_season(level))
    }

    /// Different words.
    pub fn len(&self) -> usize {
        self.words.levels.len()
    }

    /// Whether there is no value at all.
    pub fn is_empty(&self) -> bool {
        self.values().next().is_none()
    }

    /// The finished column: codes count the levels in the order of their code points, or
    /// no before yes.
    pub fn finish(mut self, name: &str, asked: Asked) -> Done {
        let mut warnings = self.settle_markers(name);
        if asked.column_type.is_none() {
            warnings.extend(self.codes_warning(name).or_else(|| self.spoiled(name)));
            warnings.extend(self.tick_boxes(name));
        }
        warnings.extend(self.garbled(name));
        let Self { words, mut codes, .. } = self;
        let (levels, rows) = (&words.levels, codes.len());
        let free = (levels.len() > limits::MAX_LEVELS && 2 * levels.len() > rows)
            || levels.len() > MOST_CATEGORIES;
        let may_be_pair = matches!(asked.column_type, None | Some(ColumnType::Boolean));
        let pair = yes_no::pair(&words).filter(|_| may_be_pair);
        let column_type = match asked.column_type {
            _ if pair.is_some() => ColumnType::Boolean,
            Some(asked @ (ColumnType::Category | ColumnType::Text)) => asked,
            None if choice_cells::are_choices(levels) => ColumnType::Choices,
            _ if free => ColumnType::Text,
            _ => ColumnType::Category,
        };
        let spellings = match &pair {
            None if column_type == ColumnType::Category => spelling::groups(levels, &words.counts),
            _ => None,
        };
        if let Some(groups) = &spellings
            && !asked.is_joined
        {
            let examples = groups.iter().filter(|group| group.len() > 1).flatten();
            let examples =
                examples.take(Occurrences::SHOWN).map(|&code| excerpt(&levels[code as usize]));
            warnings.push(ImportWarning::SimilarWords {
                column: excerpt(name),
                examples: examples.collect(),
                words: levels.len(),
                classes: groups.len(),
            });
        }
        if let Some(list) = choice_cells::first_list(levels) {
            let (column, example) = (excerpt(name), excerpt(list));
            warnings.push(ImportWarning::Lists { column, example });
        }
        if column_type == ColumnType::Choices {
            let (column, choices) = (excerpt(name), choice_cells::count(levels));
            warnings.push(ImportWarning::Choices { column, choices });
        }
        let groups = match (pair, spellings) {
            (Some(pair), _) => pair.into(),
            (None, Some(groups)) if asked.is_joined => groups,
            _ => words.sorted().into_iter().map(|code| vec![code]).collect::<Vec<_>>(),
        };
        let mut place = vec![0; levels.len()];
        let mut sorted = List::default();
        for (position, group) in groups.iter().enumerate() {
            sorted.push(&levels[group[0] as usize]);
            for &code in group {
                place[code as usize] = position as u32;
            }
        }
        for code in codes.iter_mut().filter(|code| **code != MISSING_CODE) {
            *code = place[*code as usize];
        }
        codes.shrink_to_fit();
        let (column, unsure) = (Column::Text { codes, levels: sorted }, OddFields::default());
        Done { column, column_type, warnings, thousands: None, unsure }
    }

    /// Makes markers missing, or words where they are words of this column, and says those.
    fn settle_markers(&mut self, name: &str) -> Vec<ImportWarning> {
        if self.markers.is_empty() {
            return Vec::new();
        }
        // Among very many words a marker is none of them.
        let is_few = self.len() <= MOST_CATEGORIES;
        let others: Vec<(&str, usize)> = self.values().filter(|_| is_few).collect();
        // Among numbers that other words spoil they are missing.
        let pattern = if is_few { self.pattern() } else { None };
        let pattern = pattern.map(|(pattern, _)| pattern);
        let is_number = |level: &str| {
            matches!(self.read(level), ParsedNumber::Number(_))
                || pattern.is_some_and(|pattern| pattern.read(level, self.decimal).is_some())
        };
        let rows = |is_kept: &dyn Fn(&str) -> bool| -> usize {
            others.iter().filter(|(level, _)| is_kept(level)).map(|(_, rows)| rows).sum()
        };
        let are_numbers = 2 * rows(&is_number) > rows(&|_| true);
        let of = |&code: &u32| {
            let code = code as usize;
            (&self.words.levels[code], self.words.counts[code] as usize)
        };
        let (kept, gone): (Vec<u32>, Vec<u32>) = self
            .markers
            .iter()
            .partition(|&code| !are_numbers && markers::is_word(of(code), &others));
        let said = kept.iter().map(|code| {
            let ((marker, count), lines) = (of(code), vec![self.words.first_lines[*code as usize]]);
            let places = Occurrences { count, lines };
            let odd = OddFields { places, examples: vec![excerpt(marker)] };
            ImportWarning::MarkersAsWords { columns: 1, first: excerpt(name), odd }
        });
        let said = said.collect();
        if !gone.is_empty() {
            self.words.remove(&gone, &mut self.codes);
        }
        self.markers.clear();
        said
    }

    /// Where the only word is that of a box that was ticked, empty cells are boxes that were
    /// not.
    fn tick_boxes(&mut self, name: &str) -> Option<ImportWarning> {
        let empty = self.codes.iter().filter(|code| **code == MISSING_CODE).count();
        let mark = yes_no::tick(&self.words, self.codes.len()).filter(|_| empty > 0)?.to_owned();
        let code = self.words.add(yes_no::NOT_TICKED, 0);
        for missing in self.codes.iter_mut().filter(|code| **code == MISSING_CODE) {
            *missing = code;
        }
        Some(ImportWarning::TickBoxes { column: excerpt(name), others: 0, mark, empty })
    }

    /// The warning of letters that were read in another encoding than they were written in.
    fn garbled(&self, name: &str) -> Option<ImportWarning> {
        let words = std::iter::once(name).chain(self.values().map(|(level, _)| level));
        let example = excerpt(words.into_iter().find(|word| spelling::is_garbled(word))?);
        Some(ImportWarning::Garbled { column: excerpt(name), example })
    }

    /// The warning of a column of digits that is read as words.
    fn codes_warning(&self, name: &str) -> Option<ImportWarning> {
        self.are_codes().then(|| {
            let example = self.words.levels.iter().find(|level| level.starts_with('0'));
            let example = excerpt(example.unwrap_or_default());
            ImportWarning::Codes { column: excerpt(name), example }
        })
    }

    /// The warning of a column that would be numbers but for a minority of words.
    fn spoiled(&self, name: &str) -> Option<ImportWarning> {
        let is_word = |level: &str| matches!(self.read(level), ParsedNumber::Word);
        if let Some(warning) = self.without(name, None, is_word) {
            return Some(warning);
        }
        let (pattern, _) = self.pattern()?;
        let is_other = |level: &str| is_word(level) && pattern.read(level, self.decimal).is_none();
        // Bounds beside ranges are classes, such as 18-24, 25-34 and 35+.
        if pattern == NumberPattern::Bound && self.values().any(|(level, _)| is_range(level)) {
            return None;
        }
        self.without(name, Some(pattern.notation()), is_other)
    }

    fn without(
        &self,
        name: &str,
        notation: Option<Notation>,
        is_word: impl Fn(&str) -> bool,
    ) -> Option<ImportWarning> {
        let (mut numbers, mut words) = (0, Vec::new());
        for (code, (level, count)) in self.values().enumerate() {
            if is_word(level) {
                words.push(code);
            } else {
                numbers += count;
            }
        }
        let WordTable { levels, counts, first_lines, .. } = &self.words;
        let count: usize = words.iter().map(|&code| counts[code] as usize).sum();
        if count == 0 || count >= numbers {
            return None;
        }
        // Numbers in another unit are no gaps.
        let has_unit = |code: &usize| pattern::has_unit(&levels[*code], self.decimal);
        let have_units = matches!(notation, Some(Notation::Unit(_))) && words.iter().all(has_unit);
        sort(&mut words, |one, other| first_lines[*one].cmp(&first_lines[*other]));
        let first: Vec<usize> = words.into_iter().take(Occurrences::SHOWN).collect();
        let lines = first.iter().map(|&code| first_lines[code]).collect();
        let examples = first.iter().map(|&code| excerpt(&levels[code])).collect();
        let odd = OddFields { places: Occurrences { count, lines }, examples };
        let (column, values) = (excerpt(name), numbers + count);
        Some(ImportWarning::NumbersWithText { column, odd, values, notation, have_units })
    }
}

/// Whether it is two numbers with a hyphen or a dash between them.
fn is_range(level: &str) -> bool {
    let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    level.split_once(['-', '\u{2013}']).is_some_and(|(a, b)| has_digit(a) && has_digit(b))
}
