//! Column names: every one present and unique.

use std::collections::{HashMap, HashSet};

use crate::data::ImportWarning;
use crate::data::occurrences::excerpt;

/// The names of a table's columns, and which of them were made.
#[derive(Debug, Clone, Default)]
pub(super) struct ColumnNames {
    /// One per column.
    pub list: Vec<String>,
    /// Positions of the columns that have none in the file.
    pub empty: Vec<usize>,
    /// Positions of the columns whose name an earlier one has, and that name.
    duplicate: Vec<(usize, String)>,
}

impl ColumnNames {
    /// `column_1` and so on.
    pub fn made(columns: usize) -> Self {
        let list = (1..=columns).map(|number| format!("column_{number}")).collect();
        Self { list, ..Self::default() }
    }

    /// The names as they are written, line ends as spaces. An empty one becomes
    /// `column_3`, a second `a` becomes `a_2`; no new name is one that stands in the file.
    pub fn of(written: Vec<String>) -> Self {
        let written: Vec<String> = written
            .into_iter()
            .map(|name| if name.contains(['\r', '\n']) { on_one_line(&name) } else { name })
            .collect();
        let mut taken: HashSet<String> = written.iter().cloned().collect();
        let mut next_number: HashMap<&str, usize> = HashMap::new();
        let mut seen: HashSet<&str> = HashSet::new();
        let mut made = Self::default();
        for (index, name) in written.iter().enumerate() {
            let name = name.as_str();
            if name.is_empty() {
                made.empty.push(index);
                made.list.push(free_name("column", index + 1, &mut taken).0);
            } else if seen.insert(name) {
                made.list.push(name.to_owned());
            } else {
                let number = next_number.get(name).copied().unwrap_or(2);
                let (renamed, used) = free_name(name, number, &mut taken);
                next_number.insert(name, used + 1);
                made.duplicate.push((index, name.to_owned()));
                made.list.push(renamed);
            }
        }
        made
    }

    /// Forgets the columns from `columns` on.
    pub fn truncate(&mut self, columns: usize) {
        self.list.truncate(columns);
        self.empty.retain(|&index| index < columns);
        self.duplicate.retain(|(index, _)| *index < columns);
    }

    /// What was renamed; the names stand in `line`.
    pub fn warnings(&self, line: usize) -> impl Iterator<Item = ImportWarning> {
        let renamed = |index: usize| excerpt(&self.list[index]);
        let empty = self.empty.first().map(|&first| ImportWarning::EmptyNames {
            columns: self.empty.len(),
            first: first + 1,
            renamed: renamed(first),
            line,
        });
        let duplicate =
            self.duplicate.first().map(|(index, first)| ImportWarning::DuplicateNames {
                columns: self.duplicate.len(),
                first: excerpt(first),
                renamed: renamed(*index),
                line,
            });
        empty.into_iter().chain(duplicate)
    }
}

fn on_one_line(name: &str) -> String {
    name.split(['\r', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// `base_number`, with the first number from `number` on that is not taken.
fn free_name(base: &str, number: usize, taken: &mut HashSet<String>) -> (String, usize) {
    let mut number = number;
    loop {
        let name = format!("{base}_{number}");
        if taken.insert(name.clone()) {
            return (name, number);
        }
        number += 1;
    }
}
