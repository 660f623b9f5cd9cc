//! What a file is called that the page gives.

/// A file's name as every system takes it, as like as can be: what leads into another folder, or
/// what Windows has no name with, is a hyphen.
///
/// Checked by `tests/it/export/file_name.rs`.
pub fn name_anywhere(name: &str) -> String {
    let is_refused = |letter: char| letter.is_control() || "/\\:*?\"<>|".contains(letter);
    name.replace(is_refused, "-")
}

/// A file's name after a title: letters and digits stay, in small letters.
///
/// Checked by `tests/it/export/file_name.rs`.
pub fn file_name(title: &str, extension: &str) -> String {
    let stem: String = title
        .chars()
        .map(|letter| if letter.is_alphanumeric() { letter.to_ascii_lowercase() } else { '-' })
        .collect();
    format!("{stem}.{extension}")
}
