//! Which column is proposed to be predicted, and why.

use descent::config::{
    ColumnKind, ColumnSchema, ColumnType, SetAside, TableSchema, TargetReason, proposed_target,
};

use crate::support::schema;

fn table(
    columns: &[(&str, ColumnKind, usize)],
    edit: impl FnOnce(&mut [ColumnSchema]),
) -> TableSchema {
    let mut table = schema(344, columns);
    edit(&mut table.columns);
    table
}

const NUMBERS: ColumnKind = ColumnKind::Numeric;
const WORDS: ColumnKind = ColumnKind::Text;

#[test]
fn the_target_is_full_repeats_and_is_named_like_one() {
    let cases: [(&str, TableSchema, &str, TargetReason); 10] = [
        (
            "the last column",
            table(&[("a", NUMBERS, 300), ("b", NUMBERS, 300)], |_| {}),
            "b",
            TargetReason::Last,
        ),
        (
            "comments that hardly anybody wrote, as in penguins-raw",
            table(
                &[("Species", WORDS, 3), ("Mass", NUMBERS, 90), ("Comments", WORDS, 7)],
                |columns| columns[2].missing = 290,
            ),
            "Species",
            TargetReason::Name,
        ),
        (
            "a date behind the numbers, as in flights",
            table(
                &[("year", NUMBERS, 1), ("minute", NUMBERS, 60), ("time_hour", NUMBERS, 300)],
                |columns| columns[2].column_type = ColumnType::Date,
            ),
            "minute",
            TargetReason::Best,
        ),
        (
            "a column that names rows",
            table(
                &[("no", NUMBERS, 1), ("a", NUMBERS, 300), ("b", NUMBERS, 9), ("id", NUMBERS, 344)],
                |columns| {
                    columns[0].set_aside = Some(SetAside::Constant);
                    columns[3].set_aside = Some(SetAside::Identifier);
                },
            ),
            "b",
            TargetReason::Best,
        ),
        (
            "words in which hardly any repeats",
            table(
                &[("no", NUMBERS, 1), ("a", NUMBERS, 300), ("b", NUMBERS, 9), ("note", WORDS, 49)],
                |columns| {
                    columns[0].set_aside = Some(SetAside::Constant);
                    columns[3].missing = 250;
                },
            ),
            "b",
            TargetReason::Best,
        ),
        (
            "seconds of Unix in a column called so",
            table(&[("a", NUMBERS, 300), ("b", NUMBERS, 9), ("timestamp", NUMBERS, 340)], |_| {}),
            "a",
            TargetReason::Best,
        ),
        (
            "whole seconds called time, another in nearly every row",
            table(&[("a", NUMBERS, 300), ("b", NUMBERS, 9), ("time", NUMBERS, 340)], |columns| {
                columns[2].column_type = ColumnType::Integer;
            }),
            "a",
            TargetReason::Best,
        ),
        (
            "times that are measured",
            table(&[("a", NUMBERS, 300), ("b", NUMBERS, 9), ("time", NUMBERS, 300)], |columns| {
                columns[2].column_type = ColumnType::Duration;
            }),
            "time",
            TargetReason::Last,
        ),
        (
            "a number of rows that is named like a target",
            table(&[("a", NUMBERS, 300), ("b", NUMBERS, 9), ("y_id", NUMBERS, 344)], |_| {}),
            "a",
            TargetReason::Best,
        ),
        (
            "a target in the middle",
            table(&[("a", NUMBERS, 300), ("target", NUMBERS, 2), ("b", NUMBERS, 300)], |_| {}),
            "target",
            TargetReason::Name,
        ),
    ];
    for (what, table, name, reason) in cases {
        let (column, found) = proposed_target(&table).unwrap();
        assert_eq!((column.name.as_str(), found), (name, reason), "{what}");
        assert!(reason.words().starts_with("proposed "), "{what}");
    }
    assert_eq!(proposed_target(&TableSchema::default()), None);
}
