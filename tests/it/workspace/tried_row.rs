//! A tried row in words.

use descent::config::ColumnType;
use descent::data::NumberRange;
use descent::inspection::{RowForm, SaidOfRow, TriedRow, TypedRow};
use descent::workspace::tried_row::{slider_text, tried_sentence};

use crate::support::in_german;

#[test]
fn a_slider_writes_what_the_column_would() {
    let range = |least, greatest| NumberRange { least, greatest, median: least };
    for (kind, value, range, text) in [
        (ColumnType::Integer, 2.6, range(1.0, 3.0), "3"),
        (ColumnType::Decimal, 0.300_000_04, range(0.0, 1.0), "0.3"),
        (ColumnType::Decimal, 123.456, range(0.0, 512.0), "123"),
        (ColumnType::Decimal, 7.123_456, range(0.0, 8.0), "7.12"),
        (ColumnType::Decimal, 99.0, range(0.0, 8.0), "8"),
        (ColumnType::Date, 0.7, range(0.0, 400.0), "1970-01-02"),
        (ColumnType::Decimal, 52_345_678.0, range(0.0, 1e9), "52000000"),
    ] {
        assert_eq!(slider_text(kind, value, range), text, "{kind:?} {value}");
        let german = in_german(|| slider_text(kind, value, range));
        assert_eq!(german, text.replace('.', ","), "{kind:?} {value}");
    }
}

fn tried(classes: &[&str], predicted: Option<Vec<f32>>, actual: Option<&str>) -> TriedRow {
    TriedRow {
        epoch: 3,
        form: RowForm::default(),
        typed: TypedRow { row: 4, texts: Vec::new() },
        rows: 10,
        actual: actual.map(str::to_owned),
        classes: classes.iter().map(|&class| class.to_owned()).collect(),
        outcome: Ok(SaidOfRow { predicted, notes: Vec::new(), curve: None }),
    }
}

#[test]
fn what_is_said_of_a_row() {
    let says = |tried: &TriedRow, threshold| tried_sentence(tried, "y", threshold);
    let two = tried(&["no", "yes"], Some(vec![0.25]), Some("yes"));
    assert_eq!(says(&two, 0.5), "y = no, for P(yes) is 0.2500; row 5 of the table has yes");
    assert_eq!(says(&two, 0.2), "y = yes, for P(yes) is 0.2500; row 5 of the table has yes");
    let three = tried(&["a", "b", "c"], Some(vec![0.25, 0.5, 0.25]), None);
    assert_eq!(
        says(&three, 0.5),
        "y = b, with a probability of 0.5000; row 5 of the table has no y"
    );
    // A class stays as the table has it, a number is the reader's.
    let classes = tried(&["0.5", "1.5"], Some(vec![0.25]), Some("0.5"));
    let number = tried(&[], Some(vec![12.5]), Some("12.5"));
    in_german(|| {
        assert_eq!(says(&number, 0.5), "y 12,50; Zeile 5 der Tabelle hat 12,5");
        assert!(says(&classes, 0.5).ends_with("Zeile 5 der Tabelle hat 0.5"));
    });
    assert_eq!(says(&number, 0.5), "y 12.50; row 5 of the table has 12.5");
    assert!(says(&tried(&[], None, None), 0.5).contains("no number"));
    let unread = TriedRow { outcome: Err(Vec::new()), ..number };
    assert!(says(&unread, 0.5).contains("cannot be read"));
}
