//! PO files, as gettext's manual describes them.

use descent::text::{PoEntry, PoError, PoFile};

const FILE: &str = r#"# A translator's note.
#, fuzzy
msgid ""
msgstr ""
"Language: de\n"
"X-Group-Mark:  \n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

#. a note of the source
#: src/one.rs
msgid "Say \"yes\"\\no"
msgstr "Sag „ja“\tnein"

#, fuzzy, c-format
msgctxt "verb"
msgid ""
"Op"
"en"
msgstr ""
"Öff"
"nen"
msgid "{count} row"
msgid_plural "{count} rows"
msgstr[0] "{count} Zeile"
msgstr[1] "{count} Zeilen"

#~ msgid "Gone"
#~ msgstr "Weg"
"#;

#[test]
fn a_file_is_read_with_all_that_it_may_have() {
    let file = PoFile::read(FILE).unwrap();
    assert_eq!(file.field("Language"), Some("de"));
    assert_eq!(file.field("X-Group-Mark"), Some(" "), "a blank may be the mark");
    assert_eq!(file.field("X-Decimal-Mark"), None);
    assert_eq!(file.plural_rule().unwrap().form(1), 0);
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    assert_eq!(
        file.entries,
        [
            PoEntry {
                id: "Say \"yes\"\\no".to_owned(),
                forms: owned(&["Sag „ja“\tnein"]),
                line: 11,
                ..PoEntry::default()
            },
            PoEntry {
                context: Some("verb".to_owned()),
                id: "Open".to_owned(),
                forms: owned(&["Öffnen"]),
                is_fuzzy: true,
                line: 15,
                ..PoEntry::default()
            },
            PoEntry {
                id: "{count} row".to_owned(),
                plural: Some("{count} rows".to_owned()),
                forms: owned(&["{count} Zeile", "{count} Zeilen"]),
                line: 22,
                ..PoEntry::default()
            },
        ]
    );
}

#[test]
fn a_broken_line_is_named() {
    for (text, line) in [
        ("msgid \"a\"\nmsgstr \"b", 2),
        ("msgid \"a\"\nmsgstr \"b\\q\"", 2),
        ("msgid \"a\"\nmsgstr \"b\" \"c\"", 2),
        ("msgid \"a\"\n\nmsgid \"b\"\nmsgstr \"c\"", 1),
        ("msgid \"a\"", 1),
        ("\n\"a\"", 2),
        ("msgid \"a\"\nmsgstr \"b\"\nmsgstr \"c\"", 3),
        ("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"c\"", 3),
        ("msgid \"a\"\nmsgstr[0] \"c\"", 2),
        ("<!doctype html>", 1),
        ("msgid \"a\"\nmsgstr \"b\"\nmsgid \"\"\nmsgstr \"c\"", 3),
    ] {
        assert_eq!(PoFile::read(text), Err(PoError::Line { line }), "{text}");
    }
}
