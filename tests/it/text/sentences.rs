//! The macros, in English and in another language.

use descent::text::{Catalogue, Grouped, agree, speak, within};
use descent::{t, tc, tn};

const FILE: &str = r#"msgid ""
msgstr ""
"Language: de\n"
"X-Group-Mark: .\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "Press Train."
msgstr "Drücke auf Trainieren."

msgid "{name} is {size}; {name} stays."
msgstr "{size} ist {name}."

msgctxt "of a file"
msgid "Open {name}"
msgstr "{name} öffnen"

msgid "{count} line of {file}"
msgid_plural "{count} lines of {file}"
msgstr[0] "{file}: {count} Zeile"
msgstr[1] "{file}: {count} Zeilen"
"#;

fn sentences() -> Vec<String> {
    let name = "x";
    vec![
        t!("Press Train.").to_owned(),
        t!("{name} is {size}; {name} stays.", name, size = 2 + 1),
        tc!("of a file", "Open {name}", name),
        tn!(1_usize, "{count} line of {file}", "{count} lines of {file}", file = "{name}"),
        tn!(Grouped(1_200), "{count} line of {file}", "{count} lines of {file}", file = 'y'),
        t!("It has no file.").to_owned(),
    ]
}

#[test]
fn sentences_are_filled_in_the_language_that_is_spoken() {
    let english = [
        "Press Train.",
        "x is 3; x stays.",
        "Open x",
        "1 line of {name}",
        "1,200 lines of y",
        "It has no file.",
    ];
    assert_eq!(sentences(), english);
    speak(Some(Catalogue::read(FILE).unwrap().kept()));
    assert_eq!(
        sentences(),
        [
            "Drücke auf Trainieren.",
            "3 ist x.",
            "x öffnen",
            "{name}: 1 Zeile",
            "y: 1.200 Zeilen",
            "It has no file.",
        ]
    );
    speak(None);
    assert_eq!(sentences(), english);
}

#[test]
fn places_and_values_must_agree() {
    assert!(agree("{a} and {b}, {a} and {count}", &["a", "b"]));
    assert!(!agree("{a} and {b}", &["b", "a"]), "another order");
    assert!(!agree("{a}", &["a", "b"]), "a value too many");
    assert!(!agree("{a} {b}", &["a"]), "a place too many");
    assert!(agree("{} { a } {1} {", &[]), "braces around anything else are text");
    assert!(within("{b}", &["a", "b"]) && !within("{c}", &["a", "b"]));
}
