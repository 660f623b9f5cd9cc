//! The language of the page: what was chosen or the browser prefers, and the files it stands in.

use leptos::prelude::{document, window};
use leptos::wasm_split::SplitLoaderError;
#[cfg(feature = "split")]
use leptos::wasm_split::wasm_split;
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
    #[error("{}", t!("The texts in {language} cannot be read: {problem}.", language, problem))]
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

/// Speaks a language: here, and in every worker that starts from now on.
///
/// # Errors
/// [`LanguageError`]; the language before stays.
pub async fn speak(language: &'static Language) -> Result<(), LanguageError> {
    let catalogue = load(language, "po").await?;
    client::set_language(catalogue);
    text::speak(catalogue);
    document().set_title(t!("Descent · neural-network playground"));
    if let Some(root) = document().document_element() {
        // The attribute's name is valid, so setting it cannot fail.
        let _ = root.set_attribute("lang", language.tag);
    }
    Ok(())
}

/// Has lessons, scenes and glossary in the language that is spoken, from the next that is read on.
///
/// # Errors
/// [`LanguageError`]; they are in English then.
pub async fn speak_course() -> Result<(), LanguageError> {
    if !text::has_course() {
        let loaded = load(text::offered([text::language().to_owned()]), "course.po").await?;
        text::course_texts(loaded);
    }
    Ok(())
}

/// Keeps the choice for the next visit. False where the browser keeps none.
pub fn keep(language: &Language) -> bool {
    tab_storage::write(KEPT, language.tag)
}

/// Opens the page anew, so that everything is said in the language that is kept: also what a
/// worker has said of table and run. What is on the page is stored as it is left.
pub fn begin_anew() {
    // A page may always open itself again.
    let _ = window().location().reload();
}

/// The catalogue that a file of a language holds; none of English.
async fn load(
    language: &'static Language,
    suffix: &str,
) -> Result<Option<&'static Catalogue>, LanguageError> {
    let Language { tag, name } = *language;
    if language.is_english() {
        return Ok(None);
    }
    let gone = LanguageError::NotFetched { language: name };
    let file = fetch::text(&format!("languages/{tag}.{suffix}")).await;
    let Some(file) = file else { return Err(gone) };
    #[cfg(feature = "split")]
    let read = read(file).await;
    #[cfg(not(feature = "split"))]
    let read = read(file);
    match read {
        Ok(read) => read
            .map(|catalogue| Some(catalogue.kept()))
            .map_err(|problem| LanguageError::Broken { language: name, problem }),
        Err(_) => Err(gone),
    }
}

/// Reads one. Its code comes in a file of its own (`.ci/split`): in English nobody needs it.
#[cfg_attr(feature = "split", wasm_split(in_language, fallible, wasm_split_path = leptos::wasm_split))]
#[allow(clippy::unnecessary_wraps, reason = "the macro puts the failure to load into it")]
fn read(file: String) -> Result<Result<Catalogue, PoError>, SplitLoaderError> {
    Ok(Catalogue::read(&file))
}
