//! A column of several choices in a cell as inputs.

use serde::{Deserialize, Serialize};

use crate::config::{choices, limits, sort};
use crate::data::word_list::WordList;

/// How the choices of a cell become inputs of 0 and 1; of a missing one all are 0.
///
/// Source: `sklearn.preprocessing.MultiLabelBinarizer`, fitted on the training rows, with the
/// 50 most frequent choices. Choices that no training row has are left out. Checked by
/// `tests/it/data/encoders.rs::choices_become_an_input_each`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MultiHotEncoder {
    /// The choices, in the order of their code points.
    pub choices: Vec<String>,
}

impl MultiHotEncoder {
    /// The choices in the rows `training`.
    pub(super) fn fit(codes: &[u32], levels: &WordList, training: &[usize]) -> Self {
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for &row in training {
            let Some(cell) = levels.get(codes[row] as usize) else { continue };
            for choice in choices(cell) {
                match counts.binary_search_by_key(&choice, |(known, _)| known) {
                    Ok(at) => counts[at].1 += 1,
                    Err(at) => counts.insert(at, (choice, 1)),
                }
            }
        }
        if counts.len() > limits::MAX_LEVELS {
            // A stable sort: of equally frequent ones the first are kept.
            sort(&mut counts, |(_, one), (_, other)| other.cmp(one));
            counts.truncate(limits::MAX_LEVELS);
            counts.sort_unstable();
        }
        Self { choices: counts.into_iter().map(|(choice, _)| choice.to_owned()).collect() }
    }

    /// The inputs that are 1 for a cell.
    pub(super) fn inputs<'a>(&'a self, cell: &'a str) -> impl Iterator<Item = usize> + 'a {
        choices(cell).filter_map(|choice| {
            self.choices.binary_search_by(|known| known.as_str().cmp(choice)).ok()
        })
    }
}
