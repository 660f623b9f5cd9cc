//! What residuals are drawn over.

use std::fmt::Write;

use descent::config::ColumnType;
use descent::inspection::{ColumnScale, ColumnValues, MOST_DOTS, Predictions, ResidualsAcross};

use crate::inspection::tables::orders;
use crate::support::table;

fn words(values: &ColumnValues) -> (&[String], Vec<(u32, &str)>) {
    let ColumnScale::Words(words) = &values.scale else { panic!("{values:?}") };
    let named = values.values.iter().map(|(row, word)| (*row, words[*word as usize].as_str()));
    (words, named.collect())
}

#[test]
fn a_column_of_numbers_has_them_in_its_own_units() {
    let table = orders();
    // The third row has no price.
    let values = ColumnValues::new(&table, &[0, 2, 5, 78], "price");
    assert_eq!(values.scale, ColumnScale::Numbers(ColumnType::Decimal));
    assert_eq!((values.missing, values.column.as_str()), (1, "price"));
    assert_eq!(values.values, [(0, 0.0), (2, 5.15), (3, 78.234)]);
    let days = ColumnValues::new(&table, &[0, 3], "day");
    assert_eq!(days.scale, ColumnScale::Numbers(ColumnType::Date));
    assert_eq!((days.values.len(), days.missing), (1, 1));
    assert_eq!(days.values[0].1.floor(), 20_454.0, "2026-01-01");
}

#[test]
fn a_column_of_words_has_those_of_its_rows() {
    let table = orders();
    let cities = ColumnValues::new(&table, &[7, 0, 5, 2, 8], "city");
    let (known, named) = words(&cities);
    assert_eq!(known, ["Bern", "Lima", "Rome"], "in their order, and no other");
    assert_eq!(named, [(0, "Lima"), (1, "Bern"), (3, "Rome"), (4, "Bern")]);
    assert_eq!(cities.missing, 1);
    let express = ColumnValues::new(&table, &[0, 1], "express");
    assert_eq!(words(&express).0, ["no", "yes"]);
    // Several choices in a cell are several dots.
    let tags = ColumnValues::new(&table, &[0, 2, 3], "tags");
    assert_eq!(words(&tags).1, [(0, "fresh"), (0, "heavy"), (2, "heavy"), (2, "fragile")]);
    assert_eq!(tags.missing, 1);
}

#[test]
fn what_is_not_there_is_missing() {
    let table = orders();
    for (rows, column) in [(&[0, 1][..], "no such column"), (&[2, 9][..], "price")] {
        let values = ColumnValues::new(&table, rows, column);
        assert_eq!((values.values.len(), values.missing), (0, 2), "{column}");
    }
}

#[test]
fn of_a_long_table_no_more_is_sent_than_is_drawn() {
    let mut text = "x,word,y\n".to_owned();
    for row in 0..6_000 {
        writeln!(text, "{row},word {},{row}", row % 70).unwrap();
    }
    let table = table(&text);
    let rows: Vec<usize> = (0..6_000).collect();
    let numbers = ColumnValues::new(&table, &rows, "x");
    assert_eq!((numbers.values.len(), numbers.missing), (MOST_DOTS, 0));
    assert_eq!((numbers.values[1], numbers.values[MOST_DOTS - 1]), ((3, 3.0), (5_997, 5_997.0)));
    let many = ColumnValues::new(&table, &rows, "word");
    assert_eq!(words(&many).0.len(), 70, "each of many categories has its place");
}

#[test]
fn a_residual_is_predicted_less_actual_over_what_was_asked() {
    let column = ColumnValues {
        column: "x".to_owned(),
        scale: ColumnScale::Numbers(ColumnType::Decimal),
        // The last is of another part, which cannot be.
        values: vec![(0, 7.0), (2, 9.0), (8, 1.0)],
        missing: 1,
    };
    let found = |across| Predictions {
        outputs: 1,
        predicted: vec![1.0, 2.0, 4.0],
        actual: vec![1.5, 1.0, 3.0],
        rows: vec![0, 1, 2],
        across,
        ..Predictions::default()
    };
    let residuals = |across| found(across).residuals();
    assert_eq!(residuals(ResidualsAcross::Prediction), [(1.0, -0.5), (2.0, 1.0), (4.0, 1.0)]);
    assert_eq!(residuals(ResidualsAcross::Actual), [(1.5, -0.5), (1.0, 1.0), (3.0, 1.0)]);
    assert_eq!(residuals(ResidualsAcross::Column(column)), [(7.0, -0.5), (9.0, 1.0)]);
}
