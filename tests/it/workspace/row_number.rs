//! A row's number as it is typed.

use descent::workspace::row_number::row_number;

#[test]
fn a_number_is_a_row() {
    for (text, row) in [("1", 0), (" 17 ", 16), ("1,234", 1_233), ("2000", 1_999), ("007", 6)] {
        assert_eq!(row_number(text, 2_000), Ok(Some(row)), "{text}");
    }
    assert_eq!(row_number("  ", 2_000), Ok(None));
}

#[test]
fn what_is_no_row_says_so() {
    for text in ["0", "-3", "abc", "2.5", "1e9", "1,0", "1,00,0", "2001", "+1", "NaN", "９", ","] {
        let why = row_number(text, 2_000).unwrap_err().to_string();
        assert_eq!(why, format!("\"{text}\" is no row: rows are counted from 1 to 2,000."));
    }
    let long = "9".repeat(300);
    let why = row_number(&long, 5).unwrap_err().to_string();
    assert_eq!(why, "\"99999999999999999999…\" is no row: rows are counted from 1 to 5.");
}
