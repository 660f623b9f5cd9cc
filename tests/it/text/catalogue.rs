//! What is looked up in a language's file, and what stays English.

use descent::text::{Catalogue, PoError, offered};

const HEADER: &str = r#"msgid ""
msgstr ""
"Language: de\n"
"X-Decimal-Mark: ,\n"
"X-Group-Mark: .\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"#;

fn catalogue(entries: &str) -> Catalogue {
    Catalogue::read(&format!("{HEADER}\n{entries}")).unwrap()
}

#[test]
fn sentences_are_found_by_their_english_and_context() {
    let found = catalogue(
        "msgid \"Open\"\nmsgstr \"Offen\"\n\nmsgctxt \"verb\"\nmsgid \"Open\"\nmsgstr \"Öffnen\"\n",
    );
    assert_eq!(found.text("Open"), Some("Offen"));
    assert_eq!(found.text("verb\u{4}Open"), Some("Öffnen"));
    assert_eq!(found.text("Close"), None);
    assert_eq!((found.language(), found.decimal_mark(), found.group_mark()), ("de", ',', '.'));
}

#[test]
fn what_is_not_translated_stays_english() {
    let found = catalogue(
        "msgid \"a\"\nmsgstr \"\"\n\n#, fuzzy\nmsgid \"b\"\nmsgstr \"c\"\n\nmsgid \"d\"\nmsgid_plural \"e\"\nmsgstr[0] \"f\"\nmsgstr[1] \"\"\n",
    );
    assert_eq!([found.text("a"), found.text("b"), found.text("d")], [None; 3]);
}

#[test]
fn counts_take_their_form() {
    let found = catalogue(
        "msgid \"row\"\nmsgid_plural \"rows\"\nmsgstr[0] \"Zeile\"\nmsgstr[1] \"Zeilen\"\n",
    );
    let forms = [0, 1, 2].map(|count| found.form("row", count));
    assert_eq!(forms, [Some("Zeilen"), Some("Zeile"), Some("Zeilen")]);
}

#[test]
fn a_header_that_lacks_something_is_refused() {
    for (field, header) in [
        ("Language", HEADER.replace("Language", "Tongue")),
        ("Plural-Forms", HEADER.replace("n != 1", "n")),
        ("X-Decimal-Mark", HEADER.replace("X-Decimal-Mark: ,", "X-Decimal-Mark: ")),
    ] {
        assert_eq!(Catalogue::read(&header), Err(PoError::Header { field }), "{header}");
    }
}

#[test]
fn the_first_language_that_there_is_is_offered() {
    let tag = |wanted: &[&str]| offered(wanted.iter().map(|tag| (*tag).to_owned())).tag;
    assert_eq!(tag(&["de-AT", "en"]), "de");
    assert_eq!(tag(&["fr", "DE", "en"]), "de");
    assert_eq!(tag(&["en-GB", "de"]), "en");
    assert_eq!(tag(&["fr"]), "en");
    assert_eq!(tag(&[]), "en");
}
