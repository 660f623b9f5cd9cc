//! The glossary: the words of the course and of the page, each with one line and a small picture.

use std::fmt::Write;

use litemap::LiteMap;
use serde::Deserialize;
use thiserror::Error;

use crate::config::sort;
use crate::course::ReaderText;
use crate::course::reader_text::translate;

/// The words that can be looked up, and their pictures.
///
/// Checked by `tests/it/course/glossary.rs`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Glossary {
    terms: Vec<Term>,
    /// By name. Several terms may show the same.
    pictures: LiteMap<String, Vec<Shape>>,
}

/// A word and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word in English, in lower case unless it is a name: what texts and other terms point
    /// to.
    pub term: String,
    /// The same in the reader's language.
    #[serde(skip)]
    pub name: String,
    /// What else it is called, in English.
    #[serde(default)]
    pub also: Vec<String>,
    /// The same in the reader's language.
    #[serde(skip)]
    pub other_names: Vec<String>,
    /// What it means, in one sentence.
    pub meaning: String,
    /// Why it matters, in one more.
    #[serde(default)]
    pub more: Option<String>,
    /// What it is called in Keras.
    #[serde(default)]
    pub keras: Option<String>,
    /// The name of its picture; without one, that of the term in lower case.
    #[serde(default)]
    picture: Option<String>,
    /// The terms to read next.
    pub see: Vec<String>,
}

/// A part of a picture: `["axis", "M14 8V60H112"]`, or `["label", "sum = 1", [60, 14]]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    /// The classes that `style/lessons.css` gives a colour.
    class: String,
    /// The path, or the words of a label.
    drawn: String,
    /// The middle of a label's lower edge.
    #[serde(default)]
    at: Option<(i16, i16)>,
}

/// Why a text is no glossary.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum GlossaryError {
    /// Not its JSON.
    #[error("the glossary cannot be read: {0}")]
    Json(String),
    /// Out of order, or there twice.
    #[error("the glossary has \"{0}\" in the wrong place or twice")]
    Order(String),
    /// Its picture is missing.
    #[error("the glossary has no picture for \"{0}\"")]
    Picture(String),
    /// It points to a term that is missing.
    #[error("the glossary sends from \"{from}\" to \"{to}\", which it does not have")]
    See {
        /// Where it stands.
        from: String,
        /// What is missing.
        to: String,
    },
}

impl Glossary {
    /// Reads `assets/course/glossary.json`, in the reader's language.
    ///
    /// Checked by `tests/it/course/glossary.rs::what_is_wrong_with_a_glossary_is_said`.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn parse(json: &str) -> Result<Self, GlossaryError> {
        let mut glossary: Self =
            serde_json::from_str(json).map_err(|error| GlossaryError::Json(error.to_string()))?;
        let mut before = String::new();
        for term in &glossary.terms {
            let lower = term.term.to_lowercase();
            if lower <= before {
                return Err(GlossaryError::Order(term.term.clone()));
            }
            before = lower;
            if glossary.shapes(term).is_none_or(Vec::is_empty) {
                return Err(GlossaryError::Picture(term.term.clone()));
            }
            if let Some(to) = term.see.iter().find(|to| !glossary.has(to)) {
                return Err(GlossaryError::See { from: term.term.clone(), to: to.clone() });
            }
        }
        glossary.each_text(&mut translate);
        sort(&mut glossary.terms, |one, other| sort_key(&one.name).cmp(&sort_key(&other.name)));
        Ok(glossary)
    }

    /// Shows `visit` every text of it that a reader sees.
    pub fn each_text(&mut self, visit: &mut dyn FnMut(&mut dyn ReaderText)) {
        for term in &mut self.terms {
            term.name.clone_from(&term.term);
            term.other_names.clone_from(&term.also);
            visit(&mut term.name);
            term.other_names.iter_mut().for_each(|name| visit(name));
            visit(&mut term.meaning);
            if let Some(more) = &mut term.more {
                visit(more);
            }
        }
    }

    /// All terms, in the order of the alphabet in the reader's language.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The term that is called so, in capitals or not, in the singular or the plural.
    ///
    /// Checked by `tests/it/course/glossary.rs::a_word_is_found_however_it_is_written`.
    pub fn get(&self, word: &str) -> Option<&Term> {
        let named = |name: &str| self.terms.iter().find(|term| term.is_called(name));
        named(word)
            .or_else(|| named(word.strip_suffix('s')?))
            .or_else(|| named(word.strip_suffix("es")?))
            .or_else(|| named(&format!("{}y", word.strip_suffix("ies")?)))
    }

    /// The picture of a term, as SVG text of 120 by 72 units whose colours are in
    /// `style/lessons.css`; empty for a term of another glossary.
    ///
    /// Checked by `tests/it/course/glossary.rs::pictures_are_svg_in_colours_of_the_style_sheet`.
    pub fn picture(&self, term: &Term) -> String {
        let mut svg = String::from(r#"<svg viewBox="0 0 120 72">"#);
        for Shape { class, drawn, at } in self.shapes(term).into_iter().flatten() {
            // Writing to a string cannot fail.
            let _ = match at {
                None => write!(svg, r#"<path class="{class}" d="{drawn}"/>"#),
                Some((x, y)) => {
                    write!(svg, r#"<text class="{class}" x="{x}" y="{y}">{drawn}</text>"#)
                }
            };
        }
        svg + "</svg>"
    }

    fn shapes(&self, term: &Term) -> Option<&Vec<Shape>> {
        match &term.picture {
            Some(name) => self.pictures.get(name),
            None => self.pictures.get(&term.term.to_lowercase()),
        }
    }

    fn has(&self, name: &str) -> bool {
        self.terms.iter().any(|term| term.term == name)
    }
}

impl Term {
    fn is_called(&self, name: &str) -> bool {
        let is_it = |other: &String| other.eq_ignore_ascii_case(name);
        is_it(&self.term)
            || is_it(&self.name)
            || self.also.iter().chain(&self.other_names).any(is_it)
    }
}

/// Letters as a dictionary orders them: ä as a, ß as ss.
fn sort_key(name: &str) -> String {
    let plain = |letter: char| match letter {
        'ä' => "a".to_owned(),
        'ö' => "o".to_owned(),
        'ü' => "u".to_owned(),
        'ß' => "ss".to_owned(),
        other => other.to_string(),
    };
    name.to_lowercase().chars().map(plain).collect()
}
