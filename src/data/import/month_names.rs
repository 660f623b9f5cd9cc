//! Names of months and days of the week in the languages of most files.

/// Names and short names, in lower case and without a full stop, by month.
///
/// English, German, French, Spanish, Italian, Portuguese, Dutch and Swedish.
const MONTHS: [&[&str]; 12] = [
    &[
        "january", "jan", "januar", "jänner", "janvier", "janv", "enero", "ene", "gennaio", "gen",
        "janeiro", "januari",
    ],
    &[
        "february",
        "feb",
        "februar",
        "février",
        "fevrier",
        "févr",
        "fév",
        "febrero",
        "febbraio",
        "fevereiro",
        "fev",
        "februari",
    ],
    &["march", "mar", "märz", "maerz", "mär", "mrz", "mars", "marzo", "março", "maart", "mrt"],
    &["april", "apr", "avril", "avr", "abril", "abr", "aprile"],
    &["may", "mai", "mayo", "maggio", "mag", "maio", "mei", "maj"],
    &["june", "jun", "juni", "juin", "junio", "giugno", "giu", "junho"],
    &["july", "jul", "juli", "juillet", "juil", "julio", "luglio", "lug", "julho"],
    &["august", "aug", "août", "aout", "agosto", "ago", "augustus", "augusti"],
    &["september", "sep", "sept", "septembre", "septiembre", "settembre", "setembro", "set"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "ott", "outubro", "out"],
    &["november", "nov", "novembre", "noviembre", "novembro"],
    &[
        "december",
        "dec",
        "dezember",
        "dez",
        "décembre",
        "decembre",
        "déc",
        "diciembre",
        "dic",
        "dicembre",
        "dezembro",
    ],
];
/// Names of days of the week, as they stand before a date.
const WEEKDAYS: [&str; 32] = [
    "monday",
    "mon",
    "montag",
    "mo",
    "lundi",
    "tuesday",
    "tue",
    "tues",
    "dienstag",
    "mardi",
    "wednesday",
    "wed",
    "mittwoch",
    "mercredi",
    "thursday",
    "thu",
    "thur",
    "thurs",
    "donnerstag",
    "jeudi",
    "friday",
    "fri",
    "freitag",
    "vendredi",
    "saturday",
    "sat",
    "samstag",
    "samedi",
    "sunday",
    "sun",
    "sonntag",
    "dimanche",
];

/// The month that `text` begins with, from 1 on, and the rest.
///
/// Checked by `tests/it/data/import/cases_dates.rs`.
pub(super) fn month(text: &str) -> Option<(i64, &str)> {
    let (word, rest) = word(text)?;
    let month = MONTHS.iter().position(|names| names.iter().any(|name| is_same(word, name)))?;
    Some((month as i64 + 1, rest))
}

/// What follows the name of a day of the week, if `text` begins with one.
pub(super) fn behind_weekday(text: &str) -> &str {
    let found = || {
        let (word, rest) = word(text)?;
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        let rest = rest.strip_prefix(',').unwrap_or(rest);
        let is_it = WEEKDAYS.iter().any(|name| is_same(word, name));
        rest.strip_prefix(' ').map(str::trim_start).filter(|_| is_it)
    };
    found().unwrap_or(text)
}

/// The letters that `text` begins with, if they may be such a name, and the rest.
fn word(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|letter: char| !letter.is_alphabetic()).unwrap_or(text.len());
    (2..=12).contains(&end).then(|| text.split_at(end))
}

/// Whether `word` is `name` but for the case of its letters.
fn is_same(word: &str, name: &str) -> bool {
    word.chars().flat_map(char::to_lowercase).eq(name.chars())
}
