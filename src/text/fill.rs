//! Values put into the places of a sentence.

use std::fmt::{Display, Write};

use crate::text::Grouped;
use crate::text::current::{current, shown};

/// What separates a context from its English in a key, as in gettext.
pub(super) const CONTEXT_END: char = '\u{4}';

/// A number of things.
pub trait Count: Display {
    /// It, as plural rules take it.
    fn count(&self) -> u64;
}

impl Count for usize {
    fn count(&self) -> u64 {
        *self as u64
    }
}

impl Count for u64 {
    fn count(&self) -> u64 {
        *self
    }
}

impl Count for u32 {
    fn count(&self) -> u64 {
        u64::from(*self)
    }
}

impl Count for Grouped {
    fn count(&self) -> u64 {
        self.0
    }
}

impl<T: Count> Count for &T {
    fn count(&self) -> u64 {
        (**self).count()
    }
}

/// Whether the places of `template` but `{count}` are `names`, in the order of their first use.
pub const fn agree(template: &str, names: &[&str]) -> bool {
    let mut seen = 0;
    let mut from = 0;
    while let Some((start, end)) = next_place(template.as_bytes(), from) {
        from = end + 1;
        if is_at(template.as_bytes(), start, end, "count") {
            continue;
        }
        let mut index = 0;
        while index < seen && !is_at(template.as_bytes(), start, end, names[index]) {
            index += 1;
        }
        if index < seen {
            continue;
        }
        if seen == names.len() || !is_at(template.as_bytes(), start, end, names[seen]) {
            return false;
        }
        seen += 1;
    }
    seen == names.len()
}

/// Whether every place of `template` but `{count}` is among `names`.
pub const fn within(template: &str, names: &[&str]) -> bool {
    let mut from = 0;
    while let Some((start, end)) = next_place(template.as_bytes(), from) {
        from = end + 1;
        let mut index = 0;
        while index < names.len() && !is_at(template.as_bytes(), start, end, names[index]) {
            index += 1;
        }
        if index == names.len() && !is_at(template.as_bytes(), start, end, "count") {
            return false;
        }
    }
    true
}

/// The next `{name}` from `from` on: where its name begins and where its brace closes. A brace
/// with anything else in it is text.
const fn next_place(text: &[u8], from: usize) -> Option<(usize, usize)> {
    let mut at = from;
    while at < text.len() {
        if text[at] == b'{' {
            let start = at + 1;
            let mut end = start;
            while end < text.len() && (text[end].is_ascii_lowercase() || text[end] == b'_') {
                end += 1;
            }
            if end > start && end < text.len() && text[end] == b'}' {
                return Some((start, end));
            }
        }
        at += 1;
    }
    None
}

const fn is_at(text: &[u8], start: usize, end: usize, name: &str) -> bool {
    let name = name.as_bytes();
    if end - start != name.len() {
        return false;
    }
    let mut index = 0;
    while index < name.len() {
        if text[start + index] != name[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// The places of a sentence, as they stand in it.
pub(super) fn places(template: &str) -> impl Iterator<Item = &str> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let (start, end) = next_place(template.as_bytes(), from)?;
        from = end + 1;
        Some(&template[start..end])
    })
}

/// `english` in the reader's language, with `values` in the places that the English names in
/// this order.
pub fn fill(english: &'static str, values: &[&dyn Display]) -> String {
    fill_found(english, shown(english), None, values)
}

/// The form for `count`, with `values` in the places that `many` names in this order.
pub fn fill_count(
    count: &dyn Count,
    one: &'static str,
    many: &'static str,
    values: &[&dyn Display],
) -> String {
    let found = current().and_then(|catalogue| catalogue.form(one, count.count()));
    let found = found.unwrap_or(if count.count() == 1 { one } else { many });
    fill_found(many, found, Some(count), values)
}

/// The English behind a context, in the reader's language.
pub fn in_context(key: &'static str) -> &'static str {
    let found = current().and_then(|catalogue| catalogue.text(key));
    found.unwrap_or_else(|| english(key))
}

/// The same with values.
pub fn fill_in_context(key: &'static str, values: &[&dyn Display]) -> String {
    fill_found(english(key), in_context(key), None, values)
}

fn english(key: &'static str) -> &'static str {
    key.split_once(CONTEXT_END).map_or(key, |(_, english)| english)
}

/// A place that only `found` has stays as it is; `tests/it/text/languages.rs` proves that no
/// file has one.
fn fill_found(
    english: &str,
    found: &str,
    count: Option<&dyn Count>,
    values: &[&dyn Display],
) -> String {
    let mut filled = String::with_capacity(found.len() + 16);
    let mut rest = 0;
    while let Some((start, end)) = next_place(found.as_bytes(), rest) {
        filled.push_str(&found[rest..start - 1]);
        let name = &found[start..end];
        let written = match (count, name) {
            (Some(count), "count") => write!(filled, "{count}"),
            _ => match values.get(index_of(english, name)) {
                Some(value) => write!(filled, "{value}"),
                None => write!(filled, "{{{name}}}"),
            },
        };
        // A String takes everything.
        debug_assert!(written.is_ok(), "a value that cannot be written");
        rest = end + 1;
    }
    filled.push_str(&found[rest..]);
    filled
}

/// Which of the different places of `english` but `{count}` is `name`.
fn index_of(english: &str, name: &str) -> usize {
    let mut before: Vec<&str> = Vec::new();
    for place in places(english).filter(|place| *place != "count") {
        if place == name {
            return before.len();
        }
        if !before.contains(&place) {
            before.push(place);
        }
    }
    usize::MAX
}
