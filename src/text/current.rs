//! The language that is spoken.
//!
//! It is kept for the thread: page and worker have one each, and a test that speaks German
//! leaves the others alone.

use std::cell::Cell;

use crate::text::Catalogue;

type Spoken = Cell<Option<&'static Catalogue>>;

thread_local! {
    static SENTENCES: Spoken = const { Cell::new(None) };
    static COURSE: Spoken = const { Cell::new(None) };
}

/// Speaks the language of `catalogue` from now on; `None` is English.
pub fn speak(catalogue: Option<&'static Catalogue>) {
    SENTENCES.set(catalogue);
}

/// Takes the texts of lessons, scenes and glossary from `catalogue`; `None` is English.
pub fn course_texts(catalogue: Option<&'static Catalogue>) {
    COURSE.set(catalogue);
}

/// The catalogue that is spoken from; `None` is English.
pub fn current() -> Option<&'static Catalogue> {
    SENTENCES.get()
}

/// The language as the attribute `lang` has it: "en", "de".
pub fn language() -> &'static str {
    current().map_or("en", Catalogue::language)
}

/// `english` in the reader's language.
pub fn shown(english: &'static str) -> &'static str {
    current().and_then(|catalogue| catalogue.text(english)).unwrap_or(english)
}

/// Whether the texts of lessons, scenes and glossary are there in the language that is spoken.
pub fn has_course() -> bool {
    current().is_none() || COURSE.get().is_some()
}

/// A text of a lesson, a scene or the glossary in the reader's language; `None` if it is not
/// translated.
pub fn course(english: &str) -> Option<&'static str> {
    COURSE.get().and_then(|catalogue| catalogue.text(english))
}

/// What `f` says in English, whatever the reader's language: for code, tables and whatever else
/// programs read.
pub fn in_english<T>(f: impl FnOnce() -> T) -> T {
    /// Goes back to the language even if `f` panics.
    struct Back(Option<&'static Catalogue>);
    impl Drop for Back {
        fn drop(&mut self) {
            SENTENCES.set(self.0);
        }
    }
    let _back = Back(SENTENCES.take());
    f()
}

/// A name as it is written inside a phrase: in English "Rate" becomes "rate" and "L2" stays; in
/// a language with nouns such as German's nothing changes, and other languages write phrases.
///
/// Checked by `tests/it/workspace/undo.rs::words`.
pub fn inside(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() && current().is_none() => {
            format!("{}{}", first.to_ascii_lowercase(), letters.as_str())
        }
        _ => name.to_owned(),
    }
}
