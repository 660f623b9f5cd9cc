//! Many strings in one allocation.

use std::ops::Index;

/// A list of texts: one string for all of them and where each one ends, so that a
/// million different words are two allocations, not a million.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct WordList {
    text: String,
    ends: Vec<u32>,
}

impl WordList {
    /// Texts in the list.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes of memory it holds.
    pub fn bytes(&self) -> usize {
        self.text.len() + size_of::<u32>() * self.ends.len()
    }

    /// The text at `index`; `None` behind the last.
    pub fn get(&self, index: usize) -> Option<&str> {
        (index < self.len()).then(|| &self[index])
    }

    /// Appends `word`.
    pub fn push(&mut self, word: &str) {
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
    }

    /// The texts, in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|index| &self[index])
    }
}

impl Index<usize> for WordList {
    type Output = str;

    fn index(&self, index: usize) -> &str {
        let from = if index == 0 { 0 } else { self.ends[index - 1] as usize };
        &self.text[from..self.ends[index] as usize]
    }
}

impl<'word> FromIterator<&'word str> for WordList {
    fn from_iter<I: IntoIterator<Item = &'word str>>(texts: I) -> Self {
        let mut words = Self::default();
        texts.into_iter().for_each(|word| words.push(word));
        words
    }
}
