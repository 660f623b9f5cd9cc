//! A column of words as inputs: fill, pool what is rare, encode.

use serde::{Deserialize, Serialize};

use crate::config::{Imputer, Scaling, limits, sort};
use crate::data::preprocess::scaler::Scaler;
use crate::data::table::MISSING_CODE;
use crate::data::word_list::WordList;

/// The category that [`Imputer::Constant`] makes of a missing value, as `SimpleImputer`'s
/// default for words would be with `fill_value="missing"`.
pub(super) const MISSING: &str = "missing";

/// How a category becomes inputs of 0 and 1.
///
/// Source: `sklearn.impute.SimpleImputer`, then `sklearn.preprocessing.OneHotEncoder(
/// handle_unknown="infrequent_if_exist", min_frequency=rare_percent / 100,
/// max_categories=51)`; words that mean no and yes with `drop="if_binary"` and without
/// pooling. Checked by `tests/it/golden/preprocessing.rs`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OneHotEncoder {
    /// What a missing value becomes; `None` if its row is dropped, or if no training row
    /// has a value.
    pub fill: Option<String>,
    /// The categories with an input of their own, in order.
    pub categories: Vec<String>,
    /// The rare ones, in order: they share an input, the last, and unknown ones with them.
    pub infrequent: Vec<String>,
    /// The "no" of no and yes: its input would only mirror the other.
    pub dropped: Option<String>,
}

/// How a category becomes its number.
///
/// Source: `sklearn.preprocessing.OrdinalEncoder(handle_unknown="use_encoded_value",
/// unknown_value=-1)`, then the column's scaling. Checked by
/// `tests/it/golden/preprocessing.rs`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OrdinalEncoder {
    /// What a missing value becomes; `None` if its row is dropped, or if no training row
    /// has a value.
    pub fill: Option<String>,
    /// The categories; each becomes its position.
    pub categories: Vec<String>,
    /// How the numbers are scaled.
    pub scaler: Scaler,
}

/// What a category becomes: one value among its column's inputs, zeros elsewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct EncodedCategory {
    /// Which input; `None` for zeros in all.
    pub input: Option<usize>,
    /// The value there.
    pub value: f64,
    /// Whether a training row has the category.
    pub is_known: bool,
}

/// The categories of the training rows, counted, missing values filled in.
pub(super) struct CategoryCounts<'table> {
    fill: Option<&'table str>,
    /// Each with its code, or `None` for the one made of missing values, and its rows.
    categories: Vec<(&'table str, Option<u32>, usize)>,
    rows: usize,
    /// The words of the whole column, by code.
    levels: usize,
    /// The code that missing values get, `None` for the one made of them.
    fill_code: Option<u32>,
    is_boolean: bool,
}

impl<'table> CategoryCounts<'table> {
    /// Counts the codes of the rows `training`. The levels are in the order of their code
    /// points; only no stands before yes in every language (`is_boolean`).
    pub fn count(
        codes: &[u32],
        levels: &'table WordList,
        training: &[usize],
        imputer: Imputer,
        is_boolean: bool,
    ) -> Self {
        let mut counts = vec![0_usize; levels.len()];
        let mut missing = 0;
        for &row in training {
            match codes[row] {
                MISSING_CODE => missing += 1,
                code => counts[code as usize] += 1,
            }
        }
        let highest = counts.iter().copied().max().unwrap_or(0);
        let most_frequent = counts.iter().position(|&count| count == highest && count > 0);
        let (fill, fill_code) = match imputer {
            Imputer::DropRow => (None, None),
            Imputer::Constant { .. } => {
                (Some(MISSING), levels.iter().position(|level| level == MISSING))
            }
            _ => (most_frequent.map(|code| &levels[code]), most_frequent),
        };
        if let Some(code) = fill_code {
            counts[code] += std::mem::take(&mut missing);
        }
        let present = counts.iter().enumerate().filter(|(_, count)| **count > 0);
        let mut categories: Vec<_> =
            present.map(|(code, &count)| (&levels[code], Some(code as u32), count)).collect();
        if missing > 0 && fill.is_some() {
            categories.push((MISSING, None, missing));
            sort(&mut categories, |one, other| one.0.cmp(other.0));
        }
        let fill_code = fill_code.map(|code| code as u32);
        let (rows, levels) = (training.len(), levels.len());
        Self { fill, categories, rows, levels, fill_code, is_boolean }
    }

    /// The encoder, and what each code becomes; the last place is that of missing values.
    pub fn one_hot(&self, rare_percent: f64) -> (OneHotEncoder, Vec<EncodedCategory>) {
        let pooled = self.pooled(rare_percent);
        let dropped = usize::from(self.is_boolean && self.categories.len() == 2);
        let words = |pool: bool| {
            let all = self.categories.iter().zip(&pooled).skip(dropped);
            let chosen = all.filter(move |(_, pooled)| **pooled == pool);
            chosen.map(|(category, _)| category.0.to_owned()).collect()
        };
        let encoder = OneHotEncoder {
            fill: self.fill.map(str::to_owned),
            categories: words(false),
            infrequent: words(true),
            dropped: (dropped > 0).then(|| self.categories[0].0.to_owned()),
        };
        let mut own = 0..encoder.categories.len();
        let each = pooled.iter().enumerate().map(|(position, &pooled)| {
            if position < dropped {
                None
            } else if pooled {
                encoder.pool()
            } else {
                own.next()
            }
        });
        let places = self.places(each.map(|input| (input, 1.0)), (encoder.pool(), 1.0));
        (encoder, places)
    }

    /// The encoder, and what each code becomes; the last place is that of missing values.
    pub fn ordinal(&self, scaling: Scaling) -> (OrdinalEncoder, Vec<EncodedCategory>) {
        let counted = self.categories.iter().enumerate();
        let numbers: Vec<f64> = counted
            .flat_map(|(position, &(.., rows))| std::iter::repeat_n(position as f64, rows))
            .collect();
        let scaler = Scaler::fit(scaling, &numbers);
        let scaled = |number: f64| (Some(0), scaler.transform(number));
        let each = (0..self.categories.len()).map(|position| scaled(position as f64));
        let places = self.places(each, scaled(OrdinalEncoder::UNKNOWN));
        let encoder = OrdinalEncoder {
            fill: self.fill.map(str::to_owned),
            categories: self.categories.iter().map(|&(word, ..)| word.to_owned()).collect(),
            scaler,
        };
        (encoder, places)
    }

    /// By code what `each` says of the categories, `unknown` for all other codes.
    fn places(
        &self,
        each: impl Iterator<Item = (Option<usize>, f64)>,
        unknown: (Option<usize>, f64),
    ) -> Vec<EncodedCategory> {
        let place = |(input, value), is_known| EncodedCategory { input, value, is_known };
        let mut places = vec![place(unknown, false); self.levels + 1];
        for (&(_, code, _), input_and_value) in self.categories.iter().zip(each) {
            places[code.map_or(self.levels, |code| code as usize)] = place(input_and_value, true);
        }
        if let Some(code) = self.fill_code {
            places[self.levels] = places[code as usize];
        }
        places
    }

    /// Which categories share an input: those below `rare_percent` of the rows; then, if
    /// more than 50 are left, all but the 50 most frequent, the later one of equals kept.
    fn pooled(&self, rare_percent: f64) -> Vec<bool> {
        let is_rare = |count: usize| count as f64 * 100.0 < rare_percent * self.rows as f64;
        let counts = || self.categories.iter().map(|&(_, _, count)| count);
        if self.is_boolean {
            return vec![false; self.categories.len()];
        }
        let mut pooled: Vec<bool> = counts().map(is_rare).collect();
        if pooled.iter().filter(|pooled| !**pooled).count() > limits::MAX_LEVELS {
            let mut by_count: Vec<(usize, usize)> =
                counts().enumerate().map(|(position, count)| (count, position)).collect();
            sort(&mut by_count, Ord::cmp);
            for &(_, position) in &by_count[..by_count.len() - limits::MAX_LEVELS] {
                pooled[position] = true;
            }
        }
        pooled
    }
}

impl OneHotEncoder {
    /// Inputs.
    pub fn width(&self) -> usize {
        self.categories.len() + usize::from(!self.infrequent.is_empty())
    }

    /// The input of rare and unknown categories, if there are rare ones.
    fn pool(&self) -> Option<usize> {
        (!self.infrequent.is_empty()).then_some(self.categories.len())
    }

    /// The input in which a category has its 1, or a missing one; `None` for zeros.
    pub(super) fn input(&self, word: Option<&str>) -> Option<usize> {
        let word = word.or(self.fill.as_deref())?;
        if self.dropped.as_deref() == Some(word) {
            return None;
        }
        let own = self.categories.iter().position(|category| category == word);
        own.or_else(|| self.pool())
    }
}

impl OrdinalEncoder {
    /// The number of an unknown category.
    pub const UNKNOWN: f64 = -1.0;

    /// The number of a category, or of a missing one.
    pub(super) fn number(&self, word: Option<&str>) -> f64 {
        let word = word.or(self.fill.as_deref());
        let place = self.categories.iter().position(|category| Some(category.as_str()) == word);
        place.map_or(Self::UNKNOWN, |place| place as f64)
    }
}
