//! Tables that several tests of a row look into.

use std::fmt::Write;

use descent::config::{
    CheckedExperiment, ColumnConfig, DatePart, ExperimentConfig, ReadingConfig, Scaling, Task,
};
use descent::data::{Dataset, Table, gallery, import};
use descent::inspection::{RowForm, row_form};

use crate::support::{experiment_on, table};

/// A table of every kind of column, with blanks; its last one is the target.
pub fn orders() -> Table {
    table(&orders_text())
}

pub fn orders_text() -> String {
    let mut text = "day,took,share,price,city,tags,express,late\n".to_owned();
    let cities = ["Bern", "Oslo", "Rome", "Bern", "Oslo", "", "Bern", "Lima"];
    let tags = ["fresh; heavy", "fresh", "", "heavy; fragile", "fragile"];
    for row in 0..80_usize {
        let day = if row % 11 == 3 {
            String::new()
        } else {
            format!("2026-{:02}-{:02} {:02}:17:43", 1 + row % 12, 1 + row % 28, row % 24)
        };
        let took = format!("{}:{:02}:{:02}", row % 5, row * 7 % 60, row * 13 % 60);
        let share = if row % 9 == 4 { String::new() } else { format!("{} %", row * 37 % 100) };
        let price = if row % 7 == 2 { String::new() } else { format!("{}.{:02}", row, row * 3) };
        let express = if row % 3 == 0 { "yes" } else { "no" };
        let (city, tags, late) = (cities[row % 8], tags[row % 5], row * row % 50);
        writeln!(text, "{day},{took},{share},{price},{city},{tags},{express},{late}").unwrap();
    }
    text
}

/// An experiment that prepares the columns of [`orders`] in different ways.
pub fn orders_experiment(table: &Table) -> CheckedExperiment {
    experiment_on(table, |config| {
        config.set_task(Task::Regression);
        config.training.epochs = 3;
        config.data.scaling = Scaling::Standard;
        let preparation = &mut config.data.preparation;
        preparation.target_scaling = Scaling::Standard;
        preparation.rare_percent = 15.0;
        let column = ColumnConfig::default;
        preparation
            .columns
            .insert("day".into(), ColumnConfig { dates: DatePart::ALL.to_vec(), ..column() });
        preparation
            .columns
            .insert("price".into(), ColumnConfig { log: true, clip_percent: 10.0, ..column() });
    })
}

pub fn prepared(table: &Table, checked: &CheckedExperiment) -> (Dataset, RowForm) {
    let dataset = Dataset::prepare(table, checked).unwrap();
    let form = row_form(table, &dataset);
    (dataset, form)
}

pub fn titanic() -> (Table, ExperimentConfig) {
    let set = gallery::find("titanic").unwrap();
    let table = import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
    let mut config = gallery::experiment(set);
    config.training.epochs = 3;
    config.training.early_stopping = false;
    (table, config)
}
