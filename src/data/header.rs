//! Column names: every one present and unique.

use std::collections::{HashMap, HashSet};

use crate::data::csv::Record;
use crate::data::error::excerpt;
use crate::data::infer::number;
use crate::data::warning::ImportWarning;

/// The names in the first record. An empty one becomes `column_3`, a second `a`
/// becomes `a_2`; no new name is one that stands in the file.
pub(super) fn names(header: &Record) -> (Vec<String>, Vec<ImportWarning>) {
    let written: Vec<&str> = (0..header.fields).map(|index| header.field(index)).collect();
    let mut taken: HashSet<String> = written.iter().map(ToString::to_string).collect();
    let mut next_number: HashMap<&str, usize> = HashMap::new();
    let mut seen: HashSet<&str> = HashSet::new();
    let (mut empty, mut duplicate) = (Vec::new(), Vec::new());
    let mut names = Vec::with_capacity(written.len());
    for (index, &name) in written.iter().enumerate() {
        if name.is_empty() {
            let renamed = free_name("column", index + 1, &mut taken).0;
            empty.push((index + 1, renamed.clone()));
            names.push(renamed);
        } else if seen.insert(name) {
            names.push(name.to_owned());
        } else {
            let number = next_number.get(name).copied().unwrap_or(2);
            let (renamed, used) = free_name(name, number, &mut taken);
            next_number.insert(name, used + 1);
            duplicate.push((name, renamed.clone()));
            names.push(renamed);
        }
    }

    let mut warnings = Vec::new();
    if written.iter().all(|name| number(name, false).is_some()) {
        warnings.push(ImportWarning::NumbersAsNames { line: header.line });
    }
    if let Some((first, renamed)) = empty.first() {
        let renamed = excerpt(renamed);
        warnings.push(ImportWarning::EmptyNames { columns: empty.len(), first: *first, renamed });
    }
    if let Some((first, renamed)) = duplicate.first() {
        warnings.push(ImportWarning::DuplicateNames {
            columns: duplicate.len(),
            first: excerpt(first),
            renamed: excerpt(renamed),
        });
    }
    (names, warnings)
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
