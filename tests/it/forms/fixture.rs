//! A form beside the one that was recorded under the same version.

use std::collections::BTreeSet;
use std::path::Path;

use super::walk::{Walk, Written};
use crate::support::hash;

/// What may become of a form.
#[derive(Clone, Copy)]
pub enum Version {
    /// It may change, and the constant of this name, of this value, with it.
    Rises(&'static str, u32),
    /// Nothing: what is new gets a form of its own beside it.
    Forever,
}

/// A form in words.
#[derive(Clone)]
pub struct Form {
    /// A line for each type, or variant, that is written by itself.
    written: String,
    /// All types that it is made of.
    types: String,
}

/// How a form differs from the one recorded.
#[derive(Debug, PartialEq, Eq)]
pub enum Difference {
    Same,
    /// Some names are new; every byte means what it meant.
    Names,
    Changed,
}

impl Form {
    pub fn new(walk: &Walk, written: Vec<Written>) -> Self {
        let line = |Written { name, values, bytes }: Written| {
            let (length, hash) = (bytes.len(), hash(bytes));
            format!("{name}: {values} values, {length} bytes, {hash:016x}\n")
        };
        Self { written: written.into_iter().map(line).collect(), types: walk.types() }
    }

    #[cfg(test)]
    fn of(written: &str, types: &str) -> Self {
        Self { written: written.to_owned(), types: types.to_owned() }
    }

    /// Holds it to the one recorded; `WRITE_FORMS=1` records it, where it may change.
    pub fn guard(&self, name: &str, version: Version) {
        let path = format!("tests/fixtures/forms/{name}.txt");
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(&path);
        let recorded = std::fs::read_to_string(&file).ok();
        let now = self.text(version);
        let verdict = recorded.as_deref().map_or(Ok(()), |text| self.may_replace(text, version));
        if recorded.as_deref() == Some(now.as_str()) {
            return;
        }
        if let Err(sentence) = verdict {
            panic!("{path}: {sentence}");
        }
        assert!(
            std::env::var_os("WRITE_FORMS").is_some(),
            "{path} is not what it would be today; write it with WRITE_FORMS=1 cargo test --test it forms"
        );
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, now).unwrap();
    }

    fn text(&self, version: Version) -> String {
        let version = match version {
            Version::Rises(_, version) => version.to_string(),
            Version::Forever => "forever".to_owned(),
        };
        format!("version {version}\n\n{}\n{}\n", self.written, self.types)
    }

    /// Whether it may take the place of the recorded text; if not, what is to be done.
    fn may_replace(&self, recorded: &str, version: Version) -> Result<(), String> {
        let (first, rest) = recorded.split_once("\n\n").unwrap_or_default();
        let (written, types) = rest.split_once("\n\n").unwrap_or_default();
        let before = Self { written: format!("{written}\n"), types: types.trim_end().to_owned() };
        if self.difference(&before) != Difference::Changed {
            return Ok(());
        }
        match version {
            Version::Forever => {
                Err("this form never changes, for every later version of the page \
                reads it; give what is new a form of its own beside it"
                    .to_owned())
            }
            Version::Rises(constant, now) if first == format!("version {now}") => Err(format!(
                "the form changed, but not its version; raise {constant}, then write the form \
                 with WRITE_FORMS=1 cargo test --test it forms"
            )),
            Version::Rises(..) => Ok(()),
        }
    }

    /// What became of a form since `before`. A name that is new at its place is only a name;
    /// one that stood at another place has moved, and with it what the bytes mean.
    fn difference(&self, before: &Self) -> Difference {
        if self.written == before.written && self.types == before.types {
            return Difference::Same;
        }
        let bytes = |form: &Self| -> Vec<String> {
            form.written
                .lines()
                .filter_map(|line| Some(line.split_once(": ")?.1.to_owned()))
                .collect()
        };
        let (old, new) = (types(&before.types), types(&self.types));
        let names = |types: &[Vec<String>]| -> BTreeSet<String> {
            types.iter().map(|words| words[0].clone()).collect()
        };
        let (old_names, new_names) = (names(&old), names(&new));
        let only_names = |(old, new): (&Vec<String>, &Vec<String>)| {
            old.len() == new.len()
                && old.iter().zip(new).all(|(was, is)| {
                    let is_new = !new.contains(was) && !old.contains(is);
                    let is_no_other = !new_names.contains(was) && !old_names.contains(is);
                    was == is || is_name(was) && is_name(is) && is_new && is_no_other
                })
        };
        let same_bytes = bytes(self) == bytes(before);
        if same_bytes && old.len() == new.len() && old.iter().zip(&new).all(only_names) {
            Difference::Names
        } else {
            Difference::Changed
        }
    }
}

/// The words of each type, its name first.
fn types(text: &str) -> Vec<Vec<String>> {
    let words = |block: &str| {
        let mut words = vec![String::new()];
        for letter in block.chars() {
            if letter.is_alphanumeric() || letter == '_' {
                words.last_mut().unwrap().push(letter);
            } else if letter.is_whitespace() {
                words.push(String::new());
            } else {
                words.extend([letter.to_string(), String::new()]);
            }
        }
        words.retain(|word| !word.is_empty());
        words
    };
    text.split("\n\n").map(words).filter(|words| !words.is_empty()).collect()
}

/// Whether a word is somebody's choice: no number, no sign, none of the types of serde.
fn is_name(word: &str) -> bool {
    const SERDE: [&str; 17] = [
        "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64", "bool", "char", "text",
        "bytes", "Option", "Vec", "Map",
    ];
    word.starts_with(|letter: char| letter.is_alphabetic() || letter == '_')
        && !SERDE.contains(&word)
}

const TYPES: &str = "Event\n  0 Ready { version: u32, worker: Id }\n  1 Pong\n\nId (u32)";

#[test]
fn a_change_is_told_from_a_new_name() {
    let before = Form::of("Event::Ready: 1 values\n", TYPES);
    let after = |from: &str, to: &str| Form::of(&before.written, &TYPES.replace(from, to));
    assert_eq!(before.difference(&before), Difference::Same);
    for (from, to, expected) in [
        ("Pong", "Answer", Difference::Names),
        ("version", "number", Difference::Names),
        ("Id", "WorkerId", Difference::Names),
        // Two variants or fields that change places.
        ("Ready", "Pong", Difference::Changed),
        ("version: u32, worker: Id", "worker: u32, version: Id", Difference::Changed),
        // Another kind of number, a field and a variant more.
        ("version: u32", "version: u64", Difference::Changed),
        (" }", ", at: f64 }", Difference::Changed),
        ("\n  1 Pong", "\n  1 Pong\n  2 Ping", Difference::Changed),
        // The name of another type.
        ("worker: Id", "worker: Event", Difference::Changed),
    ] {
        assert_eq!(after(from, to).difference(&before), expected, "{from} to {to}");
    }
    let other_bytes = Form { written: "Event::Ready: 2 values\n".to_owned(), ..before.clone() };
    assert_eq!(other_bytes.difference(&before), Difference::Changed);
}

#[test]
fn a_change_asks_for_its_version() {
    let (three, four) = (Version::Rises("N", 3), Version::Rises("N", 4));
    let before = Form::of("Event::Ready: 1 values\n", TYPES);
    let after = Form::of(&before.written, &TYPES.replace("1 Pong", "1 Pong\n  2 Ping"));
    let renamed = Form::of(&before.written, &TYPES.replace("Pong", "Answer"));
    assert_eq!(before.may_replace(&before.text(three), three), Ok(()));
    assert_eq!(renamed.may_replace(&before.text(three), three), Ok(()));
    assert_eq!(after.may_replace(&before.text(three), four), Ok(()));
    let refused = after.may_replace(&before.text(three), three).expect_err("a change");
    assert!(refused.contains("raise N"), "{refused}");
    let refused = after.may_replace(&before.text(Version::Forever), Version::Forever);
    assert!(refused.is_err_and(|sentence| sentence.contains("never changes")));
}
