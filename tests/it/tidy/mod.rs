//! The house rules that a compiler does not keep.

pub mod circles;
pub mod graph;
pub mod layers;
pub mod rules;

use std::fs;
use std::path::{Path, PathBuf};

/// The files with an extension below a folder of the project, with their texts.
pub fn files(folder: &str, extension: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "no .{extension} below {folder}");
    found.sort();
    found
}

/// A file's path from the project's root.
pub fn relative(path: &Path) -> String {
    let root = env!("CARGO_MANIFEST_DIR");
    path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/")
}

/// The lines of a text that are not comments, with their numbers.
pub fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
        .map(|(index, line)| (index + 1, line))
}
