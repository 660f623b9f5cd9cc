//! The sentences of one language, ready to be looked up.

use litemap::LiteMap;
use serde::{Deserialize, Serialize};

use crate::text::fill::CONTEXT_END;
use crate::text::{PluralRule, PoError, PoFile};

/// A language that there is a file of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language {
    /// As in the attribute `lang`, and the file's name: "de".
    pub tag: &'static str,
    /// What it calls itself: "Deutsch".
    pub name: &'static str,
}

impl Language {
    /// Whether it is the one that needs no file.
    pub fn is_english(&self) -> bool {
        self.tag == "en"
    }
}

/// The first language of `wanted`, such as "de-AT", that there is; English if there is none.
///
/// Checked by `tests/it/text/catalogue.rs`.
pub fn offered(wanted: impl IntoIterator<Item = String>) -> &'static Language {
    let own = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    let mut found = wanted.into_iter().filter_map(|tag| {
        let named = |one: &&Language| one.tag.eq_ignore_ascii_case(&tag);
        let alike = |one: &&Language| own(one.tag) == own(&tag);
        LANGUAGES.iter().find(named).or_else(|| LANGUAGES.iter().find(alike))
    });
    found.next().unwrap_or(&LANGUAGES[0])
}

/// English, and each that there is a file of in `assets/languages`: a list that `make languages`
/// writes.
///
/// Checked by `tests/it/text/languages.rs::every_file_is_offered_by_its_own_name`.
pub const LANGUAGES: &[Language] = &include!("languages.in");

/// The sentences of one language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    language: String,
    decimal_mark: char,
    group_mark: char,
    rule: PluralRule,
    /// The forms of each key.
    entries: LiteMap<String, Vec<String>>,
}

impl Catalogue {
    /// Reads a PO file. What is not translated, or only guessed by a tool, is left out.
    ///
    /// # Errors
    /// [`PoError`] for a file that is none, or without the language, its plurals and its marks.
    ///
    /// Checked by `tests/it/text/catalogue.rs`.
    pub fn read(text: &str) -> Result<Self, PoError> {
        let file = PoFile::read(text)?;
        let header = |field| file.field(field).ok_or(PoError::Header { field });
        let language = header("Language")?.trim().to_owned();
        let mark = |field, usual: char| {
            file.field(field)
                .map_or(Ok(usual), |mark| mark.chars().next().ok_or(PoError::Header { field }))
        };
        let (decimal_mark, group_mark) = (mark("X-Decimal-Mark", '.')?, mark("X-Group-Mark", ',')?);
        let rule = file.plural_rule()?;
        let is_usable = |forms: &[String], has_plural: bool| {
            let wanted = if has_plural { rule.forms } else { 1 };
            forms.len() == wanted && forms.iter().all(|form| !form.is_empty())
        };
        let entries = file
            .entries
            .into_iter()
            .filter(|entry| !entry.is_fuzzy && is_usable(&entry.forms, entry.plural.is_some()))
            .map(|entry| match entry.context {
                Some(context) => (format!("{context}{CONTEXT_END}{}", entry.id), entry.forms),
                None => (entry.id, entry.forms),
            })
            .collect();
        Ok(Self { language, decimal_mark, group_mark, rule, entries })
    }

    /// The same for as long as the program runs: what is said from it is `&'static str`. Called
    /// once for each time that a language is chosen.
    pub fn kept(self) -> &'static Self {
        Box::leak(Box::new(self))
    }

    /// The language's tag, as in the attribute `lang`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// What stands before a number's decimals.
    pub fn decimal_mark(&self) -> char {
        self.decimal_mark
    }

    /// What stands between thousands.
    pub fn group_mark(&self) -> char {
        self.group_mark
    }

    /// What `key` is in this language.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.forms(key)?.first().map(String::as_str)
    }

    /// What `key` is for `count` of it.
    pub fn form(&self, key: &str, count: u64) -> Option<&str> {
        let forms = self.forms(key)?;
        forms.get(self.rule.form(count).min(forms.len() - 1)).map(String::as_str)
    }

    fn forms(&self, key: &str) -> Option<&[String]> {
        self.entries.get(key).map(Vec::as_slice)
    }
}
