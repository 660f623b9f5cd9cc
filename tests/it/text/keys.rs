//! The sentences of the source, as translators are handed them.

use super::rust_tokens::{Token, tokens};
use crate::tidy::{files, relative};

/// A sentence, and the files it stands in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Key {
    pub context: Option<String>,
    pub id: String,
    pub plural: Option<String>,
    pub places: Vec<String>,
}

/// The sentences of all files of `src`, each once, in the order of files and lines.
pub fn source_keys() -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    for (path, source) in files("src", "rs") {
        let name = relative(&path);
        // The macros are not calls of themselves.
        if name == "src/text/macros.rs" {
            continue;
        }
        for key in keys_of(&source) {
            add(&mut keys, key, &name);
        }
    }
    keys
}

/// Adds a key, or its place to the one that is there.
pub fn add(keys: &mut Vec<Key>, key: Key, place: &str) {
    let at = keys.iter().position(|one| one.context == key.context && one.id == key.id);
    let at = at.unwrap_or(keys.len());
    if at == keys.len() {
        keys.push(key.clone());
    }
    let known = &mut keys[at];
    assert!(
        known.plural.is_none() || key.plural.is_none() || known.plural == key.plural,
        "{:?} has two plurals",
        key.id
    );
    known.plural = known.plural.take().or(key.plural);
    if known.places.last().is_none_or(|last| last != place) {
        known.places.push(place.to_owned());
    }
}

/// The sentences of one file.
fn keys_of(source: &str) -> Vec<Key> {
    let tokens = tokens(source);
    let mut keys = Vec::new();
    for (index, window) in tokens.windows(3).enumerate() {
        let [Token::Name(name), Token::Mark('!'), Token::Mark('(')] = window else { continue };
        let from = index + 3;
        let text = |at: usize| match &tokens[at] {
            Token::Text(text) => text.clone(),
            other => panic!("{name}! takes a literal, not {other:?}: {:?}", &tokens[from..=at]),
        };
        keys.push(match name.as_str() {
            "t" | "word" => Key { id: text(from), ..Key::default() },
            "tc" => Key { context: Some(text(from)), id: text(from + 2), ..Key::default() },
            "tn" => {
                let comma = end_of_value(&tokens, from);
                let plural = Some(text(comma + 3));
                Key { id: text(comma + 1), plural, ..Key::default() }
            }
            _ => continue,
        });
    }
    keys
}

/// Where the comma behind the value from `from` on is.
fn end_of_value(tokens: &[Token], from: usize) -> usize {
    let mut depth = 0;
    (from..tokens.len())
        .find(|&at| {
            match tokens[at] {
                Token::Mark('(' | '[' | '{') => depth += 1,
                Token::Mark(')' | ']' | '}') => depth -= 1,
                Token::Mark(',') => return depth == 0,
                _ => {}
            }
            false
        })
        .unwrap()
}

#[test]
fn calls_are_found_with_their_contexts_and_plurals() {
    let found = keys_of(
        r#"t!("A"); tc!("verb", "Open"); tn!(of(1, 2), "{count} row", "{count} rows"); word!("B")"#,
    );
    let found: Vec<_> = found
        .iter()
        .map(|key| (key.context.as_deref(), key.id.as_str(), key.plural.as_deref()))
        .collect();
    assert_eq!(
        found,
        [
            (None, "A", None),
            (Some("verb"), "Open", None),
            (None, "{count} row", Some("{count} rows")),
            (None, "B", None),
        ]
    );
}
