//! Fewer rows of the training part.

use std::collections::BTreeSet;

use descent::config::{CheckedExperiment, ExperimentConfig, Imputer, SplitMethod, Task};
use descent::data::{Dataset, Shares, Split, Table};
use descent::nn::widen;
use proptest::prelude::*;

use crate::support::{experiment_on, table};

fn prepared(table: &Table, experiment: &CheckedExperiment) -> Dataset {
    Dataset::prepare(table, experiment).expect("it can be prepared")
}

/// A hundred rows of a number, a word and a class that is rare.
fn hundred(edit: impl FnOnce(&mut ExperimentConfig)) -> (Table, CheckedExperiment) {
    let line = |row: usize| {
        let class = if row.is_multiple_of(10) { "rare" } else { "usual" };
        format!("{},{},{class}\n", row * row, ["a", "b", "c"][row % 3])
    };
    let text: String =
        std::iter::once("number,word,class\n".to_owned()).chain((0..100).map(line)).collect();
    let table = table(&text);
    let experiment = experiment_on(&table, |config| {
        config.set_task(Task::BinaryClassification);
        config.data.validation_percent = 30;
        config.data.split.test_percent = 10;
        edit(config);
    });
    (table, experiment)
}

#[test]
fn the_measured_rows_stay_and_the_inputs_are_fitted_on_what_is_used() {
    let (table, all) = hundred(|_| {});
    let (_, few) = hundred(|config| config.data.split.training_rows = Some(12));
    let (all, few) = (prepared(&table, &all), prepared(&table, &few));
    assert_eq!(few.rows.validation, all.rows.validation);
    assert_eq!(few.rows.test, all.rows.test);
    assert_eq!((all.training.rows(), few.training.rows()), (60, 12));
    assert!(few.rows.training.iter().all(|row| all.rows.training.contains(row)));
    // The class that has a tenth of the rows has a tenth of these.
    assert_eq!((all.facts().class_counts[0], few.facts().class_counts[0]), (6, 1));
    // The mean of what is used, and of nothing else, becomes 0.
    let mean = |dataset: &Dataset| -> f64 {
        let inputs = dataset.training.inputs.view();
        inputs.iter_rows().map(|row| widen(row[0])).sum::<f64>() / inputs.rows() as f64
    };
    assert!(mean(&few).abs() < 1e-6, "{}", mean(&few));
    assert_ne!(few.validation.inputs, all.validation.inputs, "scaled by other rows");
    let counts = few.facts().counts;
    assert_eq!((counts.unused(), counts.dropped, counts.incomplete), (48, 0, 0));
    assert_eq!(all.facts().counts.unused(), 0);
}

#[test]
fn more_than_there_are_is_all_of_them() {
    let (table, all) = hundred(|_| {});
    let (_, more) = hundred(|config| config.data.split.training_rows = Some(61));
    assert_eq!(prepared(&table, &more).rows, prepared(&table, &all).rows);
}

#[test]
fn as_many_can_be_used_as_there_are() {
    let (table, few) = hundred(|config| {
        config.data.split.training_rows = Some(12);
        config.data.preparation.imputer = Imputer::DropRow;
    });
    assert_eq!(Dataset::training_part(&table, &few), Ok(60));
}

#[test]
fn in_order_the_latest_rows_are_kept() {
    let (table, few) = hundred(|config| {
        config.data.split.method = SplitMethod::InOrder;
        config.data.split.training_rows = Some(5);
    });
    let rows = prepared(&table, &few).rows;
    assert_eq!(rows.training, [55, 56, 57, 58, 59]);
    assert_eq!(rows.validation.first(), Some(&60));
}

#[test]
fn groups_stay_apart_in_fewer_rows() {
    let (table, few) = hundred(|config| {
        config.data.split.method = SplitMethod::Grouped { column: "number".to_owned() };
        config.data.split.training_rows = Some(7);
    });
    let rows = prepared(&table, &few).rows;
    assert_eq!(rows.training.len(), 7);
    let measured: BTreeSet<_> = rows.validation.iter().chain(&rows.test).collect();
    assert!(rows.training.iter().all(|row| !measured.contains(row)));
}

/// No cell of a row that is not used changes what the network learns from.
#[test]
fn rows_that_are_not_used_are_not_looked_at() {
    let text = |unused: &[usize]| -> String {
        let line = |row: usize| {
            let number = if unused.contains(&row) { 9_000.5 } else { row as f64 };
            format!("{number},{}\n", row % 7)
        };
        std::iter::once("number,value\n".to_owned()).chain((0..80).map(line)).collect()
    };
    let edit = |config: &mut ExperimentConfig| {
        config.set_task(Task::Regression);
        config.data.split.training_rows = Some(20);
    };
    let plain = table(&text(&[]));
    let before = prepared(&plain, &experiment_on(&plain, edit));
    let used: BTreeSet<_> = [&before.rows.training, &before.rows.validation, &before.rows.test]
        .into_iter()
        .flatten()
        .collect();
    let unused: Vec<usize> = (0..80).filter(|row| !used.contains(row)).collect();
    assert_eq!(unused.len(), before.facts().counts.unused());
    assert!(unused.len() > 20);
    let other = table(&text(&unused));
    let after = prepared(&other, &experiment_on(&other, edit));
    assert_eq!(after.training, before.training);
    assert_eq!(after.validation, before.validation);
}

proptest! {
    #[test]
    fn fewer_rows_are_among_more(
        strata in prop::collection::vec(0_usize..4, 20..200),
        few in 2_usize..40,
        further in 0_usize..40,
        seed in any::<u32>(),
    ) {
        let whole = Split::shuffled(&strata, Shares { validation: 30, test: 0 }, seed);
        let of: Vec<usize> = whole.training.iter().map(|&row| strata[row]).collect();
        let kept = |count| {
            let mut split = whole.clone();
            split.keep_training(count, &of, seed);
            split
        };
        let (small, large) = (kept(few), kept(few + further));
        prop_assert_eq!(small.training.len(), few.min(whole.training.len()));
        prop_assert!(small.training.iter().all(|row| large.training.contains(row)));
        prop_assert!(small.training.is_sorted());
        prop_assert_eq!(&small.validation, &whole.validation);
        prop_assert_eq!(&kept(few), &small, "the same from the same seed");
        // Each stratum has its share, within a row.
        for stratum in 0..4 {
            let count = |rows: &[usize]| rows.iter().filter(|&&row| strata[row] == stratum).count();
            let share = count(&whole.training) as f64 / whole.training.len() as f64;
            let found = count(&small.training) as f64;
            let expected = share * small.training.len() as f64;
            prop_assert!((found - expected).abs() <= 2.0, "{} of {}", found, expected);
        }
    }
}
