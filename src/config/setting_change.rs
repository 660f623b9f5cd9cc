//! What changed, in the words of the page.

use crate::t;
use crate::text::inside;
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
            ("", _) => t!("{name} {value}", name, value = to),
            (from, to) if is_switched(from) && is_switched(to) => {
                t!("{name} {value}", name, value = to)
            }
            _ => t!("{name} {from} to {to}", name, from, to),
        }
    }
}

impl From<&str> for SettingChange {
    fn from(sentence: &str) -> Self {
        Self { name: sentence.to_owned(), ..Self::default() }
    }
}

/// A switch's value in words.
pub fn switched(on: bool) -> String {
    if on { t!("on") } else { t!("off") }.to_owned()
}

/// Whether it is one, also from before another language was chosen.
fn is_switched(value: &str) -> bool {
    ["on", "off", t!("on"), t!("off")].contains(&value)
}

/// "Rate" of a Dropout is its "Dropout rate"; "L2" of a Dense its "Dense L2".
///
/// Checked by `tests/it/workspace/undo.rs::words`.
pub fn name_in(kind: &str, name: &str) -> String {
    if name.starts_with(kind) {
        name.to_owned()
    } else {
        t!("{block} {setting}", block = kind, setting = inside(name))
    }
}
