//! A row of the predictions is the same row in View rows, as read and as prepared.

use std::fmt::Write;

use descent::config::{ReadingConfig, Task};
use descent::data::{CellRange, Dataset, gallery, import};
use descent::inspection::{PartName, Predictions};
use descent::worker::RowsState;
use descent::workspace::sought_row::SoughtRow;

use crate::support::{experiment_on, table};

fn whole(rows: usize) -> CellRange {
    CellRange { from_row: 0, rows, from_column: 0, columns: 1 }
}

#[test]
fn its_numbers_are_those_of_both_tables() {
    let set = gallery::find("titanic").unwrap();
    let titanic = import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
    // Every third row has no target, and is left out.
    let mut text = "x,y\n".to_owned();
    for row in 0..90 {
        let target = if row % 3 == 0 { String::new() } else { (2 * row).to_string() };
        writeln!(text, "{row},{target}").unwrap();
    }
    let numbers = table(&text);
    let mut experiment = gallery::experiment(set);
    experiment.data.split.test_percent = 20;
    let of_titanic = experiment.check(titanic.schema()).unwrap();
    let of_numbers = experiment_on(&numbers, |experiment| {
        experiment.set_task(Task::Regression);
        experiment.data.split.test_percent = 20;
    });
    for (table, checked) in [(titanic, of_titanic), (numbers, of_numbers)] {
        let dataset = Dataset::prepare(&table, &checked).unwrap();
        let raw = table.page(whole(table.rows()));
        let prepared = dataset.page(whole(table.rows()));
        let parts = [
            (PartName::Training, &dataset.rows.training, "train"),
            (PartName::Validation, &dataset.rows.validation, "validate"),
            (PartName::Test, &dataset.rows.test, "test"),
        ];
        for (part, rows, word) in parts {
            assert!(!rows.is_empty(), "{part:?}");
            let found = Predictions {
                part,
                rows: rows.iter().map(|row| *row as u32).collect(),
                ..Predictions::default()
            };
            for at in [0, rows.len() / 2, rows.len() - 1] {
                let sought = SoughtRow::new(&found, at, Some(&dataset.facts().counts)).unwrap();
                let number = &raw.labels[sought.place(RowsState::Raw).unwrap()];
                let label = &prepared.labels[sought.place(RowsState::Prepared).unwrap()];
                assert_eq!(*label, format!("{word} {number}"));
                assert_eq!(number.replace(',', ""), (rows[at] + 1).to_string());
            }
            assert_eq!(SoughtRow::new(&found, rows.len(), None), None);
            let other = SoughtRow::new(&found, 0, None).unwrap();
            assert_eq!(other.place(RowsState::Prepared), None, "prepared in another way since");
        }
    }
}
