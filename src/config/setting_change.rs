//! What changed, in the words of the page.

use serde::{Deserialize, Serialize};

/// A setting that changed, in the words of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingChange {
    /// The setting, such as "Dropout rate"; or all there is to say: "Dense removed".
    pub name: String,
    /// Its value before; empty where the name says all.
    pub from: String,
    /// Its value after.
    pub to: String,
}

impl SettingChange {
    /// "Dropout rate 0.2 to 0.3", "Use bias off" or "Dense removed".
    ///
    /// Checked by `tests/it/workspace/undo.rs::words`.
    pub fn sentence(&self) -> String {
        let Self { name, from, to } = self;
        match (from.as_str(), to.as_str()) {
            ("", "") => name.clone(),
            ("", _) | (OFF, ON) | (ON, OFF) => format!("{name} {to}"),
            _ => format!("{name} {from} to {to}"),
        }
    }
}

impl From<&str> for SettingChange {
    fn from(sentence: &str) -> Self {
        Self { name: sentence.to_owned(), ..Self::default() }
    }
}

/// A switch's values.
const ON: &str = "on";
const OFF: &str = "off";

/// A switch's value in words.
pub fn switched(on: bool) -> String {
    if on { ON } else { OFF }.to_owned()
}

/// "Rate" of a Dropout is its "Dropout rate"; "L2" of a Dense its "Dense L2".
///
/// Checked by `tests/it/workspace/undo.rs::words`.
pub fn name_in(kind: &str, name: &str) -> String {
    if name.starts_with(kind) { name.to_owned() } else { format!("{kind} {}", inside(name)) }
}

/// A name as it is written inside a phrase: "Rate" becomes "rate", "L2" stays.
pub(super) fn inside(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            format!("{}{}", first.to_ascii_lowercase(), letters.as_str())
        }
        _ => name.to_owned(),
    }
}
