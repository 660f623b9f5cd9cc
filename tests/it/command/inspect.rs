//! `descent inspect`, as a user calls it.

use std::process::{Command, Output};

use serde_json::{Value, json};

const FILE: &str = "# export\nname;größe;datum;preis;ok;wert\nAnna;1,75;22.11.2026;1.234,50 €;ja;1,5\n\
    Bert;1,80;23.11.2026;5,00 €;nein;2.5\n;;24.11.2026;7 €;ja;x;y\n";

/// What the command says of a file of this test's own.
fn inspect(name: &str, bytes: &[u8], options: &[&str]) -> Output {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(name), bytes).unwrap();
    Command::new(env!("CARGO_BIN_EXE_descent"))
        .current_dir(folder)
        .args([&["inspect", name][..], options].concat())
        .output()
        .expect("the binary runs")
}

fn text(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn document(name: &str, bytes: &[u8], options: &[&str]) -> Value {
    let options = [&["--json"][..], options].concat();
    serde_json::from_str(&text(&inspect(name, bytes, &options))).unwrap()
}

#[test]
fn people_get_columns_that_are_aligned() {
    insta::assert_snapshot!("inspect", text(&inspect("people.csv", FILE.as_bytes(), &[])));
}

#[test]
fn programs_get_every_key() {
    let document = document("programs.csv", FILE.as_bytes(), &[]);
    let expected = json!({
        "file": "programs.csv", "encoding": "utf8", "compressed": false,
        "delimiter": "semicolon", "decimal": "comma", "thousands": ".", "header_line": 2,
        "rows_read": 2, "rows_dropped": 1,
    });
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&document[key], value, "{key}");
    }
    assert_eq!(
        document["columns"][1],
        json!({
            "name": "größe", "type": "decimal", "missing": 0, "distinct": 2,
            "levels": ["1.75", "1.8"], "min": 1.75, "max": 1.8, "mean": 1.775,
            "role": "feature", "reason": null,
        })
    );
    assert_eq!(document["columns"][5]["role"], "target");
    assert_eq!(
        document["warnings"][1],
        json!({
            "kind": "long_rows", "count": 1, "lines": [5], "column": null,
            "sentence": "1 row had too many fields and was dropped; put fields that hold the delimiter in quotation marks (line 5).",
        })
    );
    assert_eq!(document["warnings"][2]["column"], "wert");
}

#[test]
fn every_option_is_obeyed() {
    let file = b"a|b;c\n01|x;2,5\nNone|y;-9\n";
    let read = |options: &[&str]| document("options.csv", file, options);
    let plain = read(&["--delimiter", "|"]);
    assert_eq!(plain["columns"][0]["type"], "integer");
    let said = read(&[
        "--delimiter",
        "semicolon",
        "--decimal",
        "point",
        "--encoding",
        "latin1",
        "--no-header",
        "--missing",
        "-9",
        "--markers-are-words",
        "--type",
        "column_1=category",
    ]);
    assert_eq!((&said["delimiter"], &said["decimal"]), (&json!("semicolon"), &json!("point")));
    assert_eq!((&said["encoding"], &said["header_line"]), (&json!("windows1252"), &json!(null)));
    assert_eq!(said["columns"][0]["levels"], json!(["01|x", "None|y", "a|b"]));
    assert_eq!(said["columns"][1]["missing"], 1);
    let header = document("numbers.csv", b"1,2\n3,4\n", &["--header"]);
    assert_eq!(header["columns"][0]["name"], "1");
    let rows: Vec<String> = (0..1000).map(|row| format!("{row},{row}")).collect();
    let rows = rows.join("\n");
    let sample =
        document("sample.csv", format!("a,b\n{rows}").as_bytes(), &["--sample-every", "100"]);
    assert!(sample["rows_read"].as_u64().unwrap() < 30);
    assert_eq!(sample["warnings"][0]["kind"], "sampled");
}

#[test]
fn mistakes_get_one_sentence() {
    let refused = |name: &str, bytes: &[u8], options: &[&str]| {
        let output = inspect(name, bytes, options);
        assert!(!output.status.success());
        String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default().to_owned()
    };
    let csv = b"a,b\n1,2\n";
    let word = refused("mistakes.csv", csv, &["--decimal", "dot"]);
    assert!(word.ends_with(": \"dot\" is no decimal mark; write point or comma."), "{word}");
    let types = refused("mistakes.csv", csv, &["--type", "a=colour"]);
    assert!(types.contains("\"colour\" is no type; write COLUMN=number"), "{types}");
    let unknown = refused("mistakes.csv", csv, &["--delimiter", "xx"]);
    let known = "comma, semicolon, tab, pipe, colon or spaces, or one of these characters";
    assert!(unknown.ends_with(&format!("\"xx\" is no delimiter; write {known}.")), "{unknown}");
    for option in ["--join=nosuch", "--type=nosuch=text"] {
        let column = refused("mistakes.csv", csv, &[option]);
        let said = "the file has no column \"nosuch\"; its columns are \"a\", \"b\".";
        assert!(column.ends_with(said), "{column}");
    }
    let line = refused("mistakes.csv", csv, &["--header-line", "999"]);
    assert!(line.contains("has no line 999, for it ends with line 2"), "{line}");
    let two = refused("mistakes.csv", csv, &["another.csv"]);
    assert_eq!(two, "error: unexpected argument 'another.csv' found");
    let sheet = refused("sheet.csv", b"\xd0\xcf\x11\xe0 and so on", &[]);
    assert!(sheet.starts_with("descent: sheet.csv: This is an Excel workbook"), "{sheet}");
}
