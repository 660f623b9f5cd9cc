//! What is typed for one cell of a column of numbers.

use descent::config::ColumnType::{self, Currency, Date, Decimal, Duration, Integer, Percent};
use descent::data::{TypedCell, number_text, shown_number, typed_cell};
use proptest::prelude::*;

use crate::support::{in_german, table};

fn number(text: &str, column_type: ColumnType) -> f64 {
    match typed_cell(text, column_type) {
        TypedCell::Number(number) => number,
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn numbers_are_read_as_people_write_them() {
    let cases = [
        (" 7.25 ", Decimal, 7.25),
        ("7,25", Decimal, 7.25),
        ("-0", Decimal, 0.0),
        ("\u{2212}3", Decimal, -3.0),
        ("1e-7", Decimal, 1e-7),
        ("1,234.5", Decimal, 1234.5),
        ("1.234,5", Decimal, 1234.5),
        ("1.234", Decimal, 1.234),
        ("0,123", Decimal, 0.123),
        ("1,234", Integer, 1234.0),
        ("12 345", Integer, 12_345.0),
        ("2.5", Integer, 2.5),
        ("45 %", Percent, 45.0),
        ("45%", Percent, 45.0),
        ("45", Percent, 45.0),
        ("12,5 %", Percent, 12.5),
        ("$5", Currency, 5.0),
        ("5", Currency, 5.0),
        ("1:34:56", Duration, 5696.0),
        ("-0:00:02.5", Duration, -2.5),
        ("3:20.5", Duration, 200.5),
        ("1h 14m", Duration, 4440.0),
        ("4:30 PM", Duration, 59_400.0),
        ("1970-01-02", Date, 1.0),
        ("1970-01-02 12:00", Date, 1.5),
        ("2. Januar 1970", Date, 1.0),
        ("31/01/1970", Date, 30.0),
        ("04/04/1970", Date, 93.0),
        ("20260101", Date, 20_454.0),
    ];
    for (text, column_type, expected) in cases {
        assert_eq!(number(text, column_type), expected, "{text}");
    }
    for column_type in [Decimal, Percent, Date, Duration] {
        assert_eq!(typed_cell(" \t", column_type), TypedCell::Missing);
    }
}

#[test]
fn what_can_be_two_numbers_is_neither() {
    let cases = [
        ("1,234", Decimal, ["1.234", "1234"]),
        ("03/04/2026", Date, ["2026-03-04", "2026-04-03"]),
        ("1:30", Duration, ["1:30:00", "0:01:30"]),
    ];
    for (text, column_type, readings) in cases {
        let expected = TypedCell::Ambiguous(readings.map(str::to_owned));
        assert_eq!(typed_cell(text, column_type), expected, "{text}");
    }
}

#[test]
fn what_is_no_such_value_is_refused() {
    let digits = "9".repeat(400);
    for text in ["1e308", "-1e308", &digits, "inf", "1e99999999999999999999"] {
        assert_eq!(typed_cell(text, Decimal), TypedCell::Beyond, "{text}");
    }
    let cases = [
        ("abc", Decimal),
        ("NaN", Decimal),
        ("1..2", Decimal),
        ("5 %", Decimal),
        ("$5", Percent),
        ("7", Date),
        ("2026-02-30", Date),
        ("2026-13-01", Date),
        ("1:99:00", Duration),
        ("12", Duration),
        ("🦀", Date),
    ];
    for (text, column_type) in cases {
        assert_eq!(typed_cell(text, column_type), TypedCell::Unreadable, "{text}");
    }
}

#[test]
fn a_german_reads_and_writes_a_comma() {
    in_german(|| {
        let cases = [
            ("7,25", Decimal, 7.25),
            ("7.25", Decimal, 7.25),
            ("1,234", Decimal, 1.234),
            ("1.234,5", Decimal, 1234.5),
            ("1.234.567", Decimal, 1_234_567.0),
            ("1.234", Integer, 1234.0),
            ("0.123", Decimal, 0.123),
            ("12,5 %", Percent, 12.5),
            ("3:20,5", Duration, 200.5),
        ];
        for (text, column_type, expected) in cases {
            assert_eq!(number(text, column_type), expected, "{text}");
        }
        let either = TypedCell::Ambiguous(["1,234".to_owned(), "1234".to_owned()]);
        assert_eq!(typed_cell("1.234", Decimal), either);
        // What is written is read back.
        let values = [0.5, -7.125, 1.234, 1234.0, 1_234_567.891, 1.25e-7, 1.5e30, 0.0];
        for value in values {
            for column_type in [Decimal, Integer, Percent, Currency] {
                let text = shown_number(column_type, value);
                assert!(!text.contains('.'), "{text}");
                assert_eq!(number(&text, column_type), value, "{text}");
            }
        }
        assert_eq!(shown_number(Duration, 2.5), "0:00:02,5");
        assert_eq!(shown_number(Date, 1.5), "1970-01-02 12:00");
        assert_eq!(number_text(Decimal, 0.5), "0.5", "what is stored keeps the point");
        let table = table("x,word\n0.5,v1.2\n1.5,v1.3\n2.5,v1.2\n3.5,v1.3\n");
        let shown = [0, 1].map(|column| table.shown_cell(0, column).unwrap().into_owned());
        assert_eq!(shown, ["0,5", "v1.2"]);
        assert_eq!(table.cell(0, 0).unwrap(), "0.5");
    });
    assert_eq!(shown_number(Decimal, 0.5), "0.5", "in English as before");
}

proptest! {
    #[test]
    fn what_a_table_writes_is_read_back(value in -3.0e38_f64..3.0e38, small in -1.0_f64..1.0) {
        for column_type in [Decimal, Integer, Percent, Currency] {
            for value in [value, small, small * 1e-30, value.trunc(), (small * 1e4).round()] {
                prop_assert_eq!(number(&number_text(column_type, value), column_type), value + 0.0);
            }
        }
        let second = (small * 1e9).round();
        prop_assert_eq!(number(&number_text(Duration, (small * 3e7).round()), Duration), (small * 3e7).round() + 0.0);
        let days = second.div_euclid(86_400.0) + second.rem_euclid(86_400.0) / 86_400.0;
        prop_assert_eq!(number(&number_text(Date, days), Date), days);
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,48}") {
        for column_type in [Decimal, Integer, Percent, Currency, Date, Duration] {
            if let TypedCell::Number(number) = typed_cell(&text, column_type) {
                prop_assert!(number.is_finite());
            }
        }
    }
}
