//! Every language has every sentence, and nothing else. `make languages` (`WRITE_LANGUAGES=1`)
//! writes the template anew and adds what is new to each language's file, for a translator.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use descent::course::{Glossary, Lesson, SHIPPED, SHIPPED_LESSONS, Scene};
use descent::text::{LANGUAGES, PoFile};

use super::keys::{Key, add, source_keys};
use super::po_writer::{is_of, merged, template};
use super::{folder, language_files};

/// The places of a text in the order of the alphabet: `{name}`, the term of `[shown|term]`, and
/// code between backticks.
fn places(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for (open, close) in [('{', '}'), ('`', '`'), ('[', ']')] {
        let mut rest = text;
        while let Some((_, behind)) = rest.split_once(open) {
            let Some((inside, after)) = behind.split_once(close) else { break };
            let term = inside.split_once('|').map_or(inside, |(_, term)| term);
            let named = if open == '[' { term.to_lowercase() } else { inside.to_owned() };
            found.push(format!("{open}{named}"));
            rest = after;
        }
    }
    found.sort();
    found
}

fn check(name: &str, text: &str, keys: &[Key]) {
    let file = PoFile::read(text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let rule = file.plural_rule().unwrap();
    let mut missing = Vec::new();
    for key in keys {
        let Some(entry) = file.entries.iter().find(|entry| is_of(entry, key)) else {
            missing.push(&key.id);
            continue;
        };
        assert_eq!(entry.plural, key.plural, "{name}:{} has another plural", entry.line);
        assert!(!entry.is_fuzzy, "{name}:{} is fuzzy", entry.line);
        let forms = if key.plural.is_some() { rule.forms } else { 1 };
        assert_eq!(entry.forms.len(), forms, "{name}:{} has other forms", entry.line);
        if entry.forms.iter().any(String::is_empty) {
            missing.push(&key.id);
            continue;
        }
        let english: Vec<_> = [Some(&key.id), key.plural.as_ref()].into_iter().flatten().collect();
        for form in &entry.forms {
            let is_same = english.iter().any(|english| places(english) == places(form));
            assert!(is_same, "{name}:{} has other places: {form}", entry.line);
            let edges = |text: &str| {
                [text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace)]
            };
            assert_eq!(edges(form), edges(&key.id), "{name}:{} has other edges", entry.line);
        }
    }
    assert!(missing.is_empty(), "{name} lacks {}: {missing:#?}", missing.len());
    for entry in &file.entries {
        let is_used = keys.iter().any(|key| is_of(entry, key));
        assert!(is_used, "{name}:{} is no sentence of Descent: {}", entry.line, entry.id);
    }
    assert_eq!(file.entries.len(), keys.len(), "{name} has a sentence twice");
}

/// Holds the template and every language's file to the keys; writes them first, if that is asked.
fn hold(keys: &[Key], template_name: &str, suffix: &str) {
    let path = folder().join(template_name);
    if std::env::var_os("WRITE_LANGUAGES").is_some() {
        fs::write(&path, template(keys)).unwrap();
        for (name, text) in language_files(suffix) {
            fs::write(folder().join(name), merged(&text, keys)).unwrap();
        }
    }
    assert!(
        fs::read_to_string(&path).is_ok_and(|text| text == template(keys)),
        "{template_name} is not what there is to say; write it with make languages"
    );
    for (name, text) in language_files(suffix) {
        check(&name, &text, keys);
    }
}

#[test]
fn every_language_has_every_sentence() {
    hold(&source_keys(), "descent.pot", ".po");
}

/// The hint is painted before any code of the page is there; then its words come from
/// `src/app/panels/curves/hint.rs`.
#[test]
fn the_hint_stands_in_the_page_as_it_is_translated() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("index.html")).unwrap();
    let hint = page.split_once("id=\"hint\"").unwrap().1.split_once("</aside>").unwrap().0;
    let source = fs::read_to_string(root.join("src/app/panels/curves/hint.rs")).unwrap();
    let words: Vec<_> =
        source.split("word!(\"").skip(1).map(|rest| rest.split('"').next()).collect();
    assert_eq!(words.len(), 8);
    let mut rest = hint;
    for word in words.into_iter().flatten() {
        let (_, behind) = rest.split_once(word).unwrap_or_else(|| panic!("{word} is not next"));
        rest = behind;
    }
}

#[test]
fn every_language_has_every_text_of_the_course() {
    let mut keys = Vec::new();
    let mut take = |text: &str, place: &str| {
        let key = Key { id: text.to_owned(), ..Key::default() };
        add(&mut keys, key, place);
    };
    for (id, json) in SHIPPED_LESSONS {
        let place = format!("assets/course/lessons/{id}.json");
        let mut lesson = Lesson::parse(json).unwrap();
        lesson.each_text(&mut |text| take(text.written(), &place));
    }
    for (id, json) in SHIPPED {
        let place = format!("assets/course/scenes/{id}.json");
        Scene::texts(id, json).unwrap().iter().for_each(|text| take(text, &place));
    }
    let place = "assets/course/glossary.json";
    let json = fs::read_to_string(format!("{}/{place}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    Glossary::parse(&json).unwrap().each_text(&mut |text| take(text.written(), place));
    hold(&keys, "course.pot", ".course.po");
}

#[test]
fn every_file_is_offered_by_its_own_name() {
    let mut list = "[\n    Language { tag: \"en\", name: \"English\" },\n".to_owned();
    for (name, text) in language_files(".po") {
        let tag = name.trim_end_matches(".po");
        let file = PoFile::read(&text).unwrap();
        assert_eq!(file.field("Language"), Some(tag), "{name}");
        let own = file.field("X-Language-Name").unwrap_or_else(|| panic!("{name} has no name"));
        writeln!(list, "    Language {{ tag: {tag:?}, name: {own:?} }},").unwrap();
        let course = folder().join(format!("{tag}.course.po"));
        assert!(course.exists(), "{} is not there", course.display());
    }
    list.push_str("]\n");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text/languages.in");
    if std::env::var_os("WRITE_LANGUAGES").is_some() {
        fs::write(&path, &list).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap();
    assert_eq!(written, list, "the list is not what is there; write it with make languages");
    assert_eq!(LANGUAGES.len(), list.lines().count() - 2, "as it was compiled");
}
