//! What a file is called that the page gives.

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
