//! The language of the page: what was chosen or the browser prefers, and the files it stands in.

use leptos::prelude::{document, window};
use thiserror::Error;

use crate::app::services::{fetch, tab_storage};
use crate::t;
use crate::text::{self, Catalogue, Language, PoError};
use crate::worker::client;

/// Key of the choice.
const KEPT: &str = "descent.language";

/// Why a language is not spoken.
#[derive(Debug, Error)]
pub enum LanguageError {
    /// Its file did not come.
    #[error("{}", t!("The texts in {language} could not be loaded; is the connection gone?", language))]
    NotFetched {
        /// What it calls itself.
        language: &'static str,
    },
    /// Its file is broken.
    #[error("{}", t!("The texts in {language} cannot be read: {problem}", language, problem))]
    Broken {
        /// What it calls itself.
        language: &'static str,
        /// What is wrong with the file.
        problem: PoError,
    },
}

/// The language of the last visit, else the first of the browser's that there is.
pub fn preferred() -> &'static Language {
    let kept = tab_storage::read(KEPT);
    let asked: Vec<_> = window().navigator().languages().iter().collect();
    let asked = asked.into_iter().filter_map(|tag| tag.as_string());
    text::offered(kept.into_iter().chain(asked))
}

/// Speaks a language: here, and in every worker from its next start on. What is on the page
/// already stays as it is until it is said anew.
///
/// # Errors
/// [`LanguageError`]; the language before stays.
pub async fn speak(language: &'static Language) -> Result<(), LanguageError> {
    let (file, catalogue) = load(language, "po").await?.unzip();
    text::speak(catalogue);
    client::set_language(file);
    if let Some(root) = document().document_element() {
        // The attribute's name is valid, so setting it cannot fail.
        let _ = root.set_attribute("lang", language.tag);
    }
    Ok(())
}

/// Has lessons, scenes and glossary in a language; whatever was read before stays as it is.
///
/// # Errors
/// [`LanguageError`]; the language before stays.
pub async fn speak_course(language: &'static Language) -> Result<(), LanguageError> {
    let loaded = load(language, "course.po").await?;
    text::course_texts(loaded.map(|(_, catalogue)| catalogue));
    Ok(())
}

/// Keeps the choice for the next visit.
pub fn keep(language: &Language) {
    tab_storage::write(KEPT, language.tag);
}

/// A file of a language with its catalogue; none of English.
async fn load(
    language: &'static Language,
    suffix: &str,
) -> Result<Option<(String, &'static Catalogue)>, LanguageError> {
    let Language { tag, name } = *language;
    if language.is_english() {
        return Ok(None);
    }
    let file = fetch::text(&format!("./languages/{tag}.{suffix}")).await;
    let file = file.ok_or(LanguageError::NotFetched { language: name })?;
    let catalogue = Catalogue::read(&file)
        .map_err(|problem| LanguageError::Broken { language: name, problem })?;
    Ok(Some((file, catalogue.kept())))
}
