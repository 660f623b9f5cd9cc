//! Dates are days since 1970-01-01, and back.

use descent::config::{ColumnType, ReadingConfig};
use descent::data::import;
use proptest::prelude::*;

/// The smallest date of a column, as days.
fn days(text: &str) -> f64 {
    let import = import(format!("x;d\n1;{text}\n").as_bytes(), &ReadingConfig::default()).unwrap();
    assert_eq!(import.table.schema().columns[1].column_type, ColumnType::Date, "{text}");
    import.table.summary()[1].min.unwrap()
}

#[test]
fn days_are_counted_as_calendars_do() {
    let known = [
        ("1970-01-01", 0.0),
        ("1969-12-31", -1.0),
        ("2000-03-01", 11_017.0),
        ("2000-02-29", 11_016.0),
        ("1900-03-01", -25_508.0),
        ("1900-02-28", -25_509.0),
        ("2026-11-22", 20_779.0),
        ("0001-01-01", -719_162.0),
        ("9999-12-31", 2_932_896.0),
        ("2026-11-22 12:00", 20_779.5),
        ("2026-11-22T06:00:00+06:00", 20_779.0),
        ("2026-11-21 18:00-06:00", 20_779.0),
    ];
    for (text, expected) in known {
        assert_eq!(days(text), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn a_day_is_shown_as_it_was_written(
        year in 1..=9999_u32, month in 1..=12_u32, day in 1..=28_u32,
        hour in 0..24_u32, minute in 0..60_u32, second in 0..60_u32,
    ) {
        let date = format!("{year:04}-{month:02}-{day:02}");
        let both = format!("{date} {hour:02}:{minute:02}:{second:02}");
        for (text, expected) in [(&date, date.clone()), (&both, shown(&both))] {
            let file = format!("x;d\n1;{text}\n");
            let import = import(file.as_bytes(), &ReadingConfig::default()).unwrap();
            prop_assert_eq!(import.table.cell(0, 1).unwrap(), expected);
        }
    }
}

/// Without seconds where there are none, without time at midnight.
fn shown(text: &str) -> String {
    let text = text.strip_suffix(":00").unwrap_or(text);
    text.strip_suffix(" 00:00").unwrap_or(text).to_owned()
}
