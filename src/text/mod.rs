//! Every sentence that a reader sees, in the reader's language.
//!
//! As in gettext, the English sentence in the code is the key and a language is one PO file
//! (docs/LANGUAGES.md). English needs no file and is what is said until
//! [`speak`] is called; a sentence that a file lacks stays English.
//!
//! - [`t!`](crate::t) is a sentence, with named places if it has values;
//! - [`tn!`](crate::tn) one that depends on a count;
//! - [`tc!`](crate::tc) one whose English needs a context to be translated;
//! - [`word!`](crate::word) marks a constant that is looked up by [`shown`] where it is shown.
//!
//! Results never depend on the language: numbers that are stored, sent or exported are written
//! by Rust's own formatting, and only [`Grouped`], [`Decimal`] and what builds on them follow it.

mod catalogue;
mod current;
mod fill;
mod macros;
mod numbers;
mod plural_rule;
mod po;

pub use catalogue::{Catalogue, LANGUAGES, Language, offered};
pub use current::{
    course, course_texts, current, has_course, in_english, inside, language, shown, speak,
};
pub use fill::{Count, agree, fill, fill_count, fill_in_context, in_context, within};
pub use numbers::{Decimal, Grouped, decimal_mark, group_mark, localized};
pub use plural_rule::PluralRule;
pub use po::{PoEntry, PoError, PoFile};
