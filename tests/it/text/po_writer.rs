//! Writes PO files: one line for a text, as translators' tools keep it.

use std::fmt::Write;

use descent::text::{PoEntry, PoFile};

use super::keys::Key;

/// A text as it stands in a PO file.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{}\"", escaped.replace('\n', "\\n").replace('\t', "\\t"))
}

/// An entry of `key` with `forms`.
fn entry(key: &Key, forms: &[String]) -> String {
    let mut text = String::new();
    for place in &key.places {
        writeln!(text, "#: {place}").unwrap();
    }
    if let Some(context) = &key.context {
        writeln!(text, "msgctxt {}", quoted(context)).unwrap();
    }
    writeln!(text, "msgid {}", quoted(&key.id)).unwrap();
    match &key.plural {
        Some(plural) => {
            writeln!(text, "msgid_plural {}", quoted(plural)).unwrap();
            for (index, form) in forms.iter().enumerate() {
                writeln!(text, "msgstr[{index}] {}", quoted(form)).unwrap();
            }
        }
        None => writeln!(text, "msgstr {}", quoted(&forms[0])).unwrap(),
    }
    text
}

/// The file without translations that a new language begins as.
pub fn template(keys: &[Key]) -> String {
    let header = "# The sentences of Descent; a language's file begins as this one.\nmsgid \"\"\nmsgstr \"\"\n\"Project-Id-Version: Descent\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n";
    let entries = keys.iter().map(|key| {
        let count = if key.plural.is_some() { 2 } else { 1 };
        entry(key, &vec![String::new(); count])
    });
    std::iter::once(header.to_owned()).chain(entries).collect::<Vec<_>>().join("\n")
}

/// A language's file with all `keys`, as they stand in the template, and what it had of them.
pub fn merged(text: &str, keys: &[Key]) -> String {
    let file = PoFile::read(text).unwrap();
    let rule = file.plural_rule().unwrap();
    let header = text.split("\n\n").next().unwrap();
    let entries = keys.iter().map(|key| {
        let known = file.entries.iter().find(|entry| is_of(entry, key));
        let count = if key.plural.is_some() { rule.forms } else { 1 };
        let mut forms = known.map(|entry| entry.forms.clone()).unwrap_or_default();
        forms.resize(count, String::new());
        entry(key, &forms)
    });
    std::iter::once(format!("{}\n", header.trim_end()))
        .chain(entries)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Whether `entry` translates `key`.
pub fn is_of(entry: &PoEntry, key: &Key) -> bool {
    entry.context == key.context && entry.id == key.id
}
