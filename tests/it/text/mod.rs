//! Sentences and languages: the catalogue, and that every language has every sentence.

pub mod catalogue;
pub mod keys;
pub mod languages;
pub mod numbers;
pub mod plural_rule;
pub mod po;
pub mod po_writer;
pub mod rust_tokens;
pub mod sentences;

use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the languages' files.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/languages")
}

/// Each language's files, by name and text: `suffix` is ".po" or ".course.po".
pub fn language_files(suffix: &str) -> Vec<(String, String)> {
    let mut found: Vec<_> = fs::read_dir(folder())
        .unwrap()
        .filter_map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let tag = name.strip_suffix(suffix)?;
            (!tag.contains('.')).then(|| name.clone())
        })
        .map(|name| (name.clone(), fs::read_to_string(folder().join(&name)).unwrap()))
        .collect();
    found.sort();
    found
}
