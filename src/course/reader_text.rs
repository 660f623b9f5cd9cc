//! The texts of the course that a reader sees, and how they become those of another language.

use serde_json::Value as Json;

use crate::text::course;

/// A text that a reader sees.
pub trait ReaderText {
    /// As it stands in its file.
    fn written(&self) -> &str;

    /// Says `words` instead.
    fn rewrite(&mut self, words: &str);
}

impl ReaderText for String {
    fn written(&self) -> &str {
        self
    }

    fn rewrite(&mut self, words: &str) {
        words.clone_into(self);
    }
}

/// Says it in the reader's language, where that has it.
///
/// Checked by `tests/it/course/german.rs`.
pub(super) fn translate(text: &mut dyn ReaderText) {
    if let Some(words) = course(text.written()) {
        text.rewrite(words);
    }
}

/// The title of an experiment, or of a change of one.
pub(super) fn title_of(experiment: &mut Json, visit: &mut dyn FnMut(&mut dyn ReaderText)) {
    if let Some(Json::String(title)) = experiment.get_mut("title") {
        visit(title);
    }
}

/// Whether there is something to read in a formula: `MathML` has words in `mtext` alone.
pub(super) fn has_words(formula: &str) -> bool {
    formula.contains("<mtext>")
}
