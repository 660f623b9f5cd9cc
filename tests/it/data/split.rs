//! Splitting rows into training and validation.

use std::collections::BTreeSet;

use descent::config::{
    Activation, ConfigError, DataSource, ExperimentConfig, ReadingConfig, SplitMethod, Task,
};
use descent::data::{Dataset, Part, Shares, Split, gallery, import};
use descent::nn::Float;
use descent::train::metrics::confusion_matrix;
use descent::train::{Trainer, Work};
use proptest::prelude::*;

/// Two parts.
fn split(strata: &[usize], percent: u32, seed: u32) -> Split {
    Split::shuffled(strata, Shares { validation: percent, test: 0 }, seed)
}

#[test]
fn shares_are_rounded_and_clamped() {
    let counts = |strata: &[usize], percent| {
        let split = split(strata, percent, 1);
        (split.training.len(), split.validation.len())
    };
    let cases: [(usize, u32, (usize, usize)); 8] = [
        (10, 30, (7, 3)),
        (10, 5, (9, 1)),
        (10, 4, (9, 1)),
        (4, 90, (1, 3)),
        (3, 99, (1, 2)),
        (1599, 30, (1119, 480)),
        (1, 50, (1, 0)),
        (0, 50, (0, 0)),
    ];
    for (rows, percent, expected) in cases {
        assert_eq!(counts(&vec![0; rows], percent), expected, "{rows} rows, {percent} %");
    }
    // Ten classes of two rows: 5 % would be one row, but each class gives one.
    let pairs: Vec<usize> = (0..20).map(|row| row / 2).collect();
    assert_eq!(counts(&pairs, 5), (10, 10));
    // Three classes of five rows, 30 %: 4.5 rounds to 5, not to three times 2.
    let fives: Vec<usize> = (0..15).map(|row| row / 5).collect();
    assert_eq!(counts(&fives, 30), (10, 5));
    // Their remainders are equal, so the first two classes give the rows left over.
    let given = split(&fives, 30, 1).validation;
    assert_eq!(
        [0, 1, 2].map(|class| given.iter().filter(|&&row| fives[row] == class).count()),
        [2, 2, 1]
    );
    // A class of one row is for training.
    assert_eq!(split(&[0, 0, 0, 1], 90, 3).training.last(), Some(&3));
}

#[test]
fn sorted_iris_has_every_class_in_both_parts() {
    let set = gallery::find("iris").unwrap();
    let table = import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
    let source = DataSource::Gallery { id: set.id.to_owned() };
    let config = ExperimentConfig::propose(set.title, source, table.schema());
    let experiment = config.check(table.schema()).unwrap();
    let data = Dataset::prepare(&table, &experiment).unwrap();
    let per_class = |part: &Part| -> Vec<Float> {
        let sum = |class: usize| part.targets.view().iter_rows().map(|row| row[class]).sum();
        (0..3).map(sum).collect()
    };
    assert_eq!(per_class(&data.training), [35.0, 35.0, 35.0]);
    assert_eq!(per_class(&data.validation), [15.0, 15.0, 15.0]);
    assert_eq!(data.facts().class_names, ["setosa", "versicolor", "virginica"]);
}

proptest! {
    #[test]
    fn a_split_is_a_partition(
        strata in prop::collection::vec(0_usize..6, 2..200),
        percent in 1_u32..100,
        seed in any::<u32>(),
    ) {
        let split = split(&strata, percent, seed);
        let mut all = [split.training.clone(), split.validation.clone()].concat();
        all.sort_unstable();
        prop_assert_eq!(all, (0..strata.len()).collect::<Vec<_>>());
        prop_assert!(!split.training.is_empty());
        let of = |part: &[usize], class| part.iter().filter(|&&row| strata[row] == class).count();
        let mut every_class_fits = true;
        let share = |size: usize| size as f64 * f64::from(percent) / 100.0;
        // What small classes take or leave beyond their share, others pay for.
        let sizes = (0..6).map(|class| strata.iter().filter(|&&of| of == class).count());
        let forced: f64 = sizes
            .map(|size| {
                let (least, most) = (f64::from(size >= 2), size.saturating_sub(1) as f64);
                (share(size).max(least).min(most) - share(size)).abs()
            })
            .sum();
        for class in 0..6 {
            let (training, validation) = (of(&split.training, class), of(&split.validation, class));
            let size = training + validation;
            prop_assert!(size < 2 || (training > 0 && validation > 0));
            every_class_fits &= size == 0 || (2..).contains(&size);
            let error = (validation as f64 - share(size)).abs();
            prop_assert!(error <= 1.5 + forced, "{validation} of {size}");
        }
        if every_class_fits && (20..=80).contains(&percent) && strata.len() > 100 {
            let expected = (strata.len() * percent as usize + 50) / 100;
            prop_assert_eq!(split.validation.len(), expected);
        }
    }
}

fn parts(split: &Split) -> [&[usize]; 3] {
    [&split.training, &split.validation, &split.test]
}

fn is_partition(split: &Split, rows: usize) -> bool {
    let mut all = parts(split).concat();
    all.sort_unstable();
    all == (0..rows).collect::<Vec<_>>() && parts(split).iter().all(|part| part.is_sorted())
}

#[test]
fn in_order_the_last_rows_are_measured() {
    let split = Split::in_order(10, Shares { validation: 30, test: 0 });
    assert_eq!(parts(&split), [&[0, 1, 2, 3, 4, 5, 6][..], &[7, 8, 9], &[]]);
    let split = Split::in_order(10, Shares { validation: 30, test: 20 });
    assert_eq!(parts(&split), [&[0, 1, 2, 3, 4][..], &[5, 6, 7], &[8, 9]]);
    let split = Split::in_order(4, Shares { validation: 5, test: 1 });
    assert_eq!(parts(&split), [&[0, 1][..], &[2], &[3]]);
}

#[test]
fn sorted_iris_has_every_class_in_three_parts() {
    let classes: Vec<usize> = (0..150).map(|row| row / 50).collect();
    let split = Split::shuffled(&classes, Shares { validation: 30, test: 20 }, 42);
    for (part, rows) in parts(&split).into_iter().zip([25, 15, 10]) {
        for class in 0..3 {
            assert_eq!(part.iter().filter(|&&row| classes[row] == class).count(), rows);
        }
    }
}

/// `x,artist,y`, the artist of some rows missing.
fn songs() -> String {
    let artist = |row: usize| match row * 7 % 10 {
        0 => String::new(),
        group => format!("artist {group}"),
    };
    let rows = (0..60).map(|row| format!("{},{},{row}.5\n", row * row % 17, artist(row)));
    format!("x,artist,y\n{}", rows.collect::<String>())
}

#[test]
fn a_grouped_table_shares_no_group_missing_ones_included() {
    let table = import(songs().as_bytes(), &ReadingConfig::default()).unwrap().table;
    let source = DataSource::File { name: "songs.csv".to_owned(), columns: Vec::new() };
    let mut config = ExperimentConfig::propose("Songs", source, table.schema());
    config.set_target("y", table.schema());
    config.data.ignored.clear();
    config.data.split.method = SplitMethod::Grouped { column: "artist".to_owned() };
    config.data.split.test_percent = 20;
    for as_input in [true, false] {
        config.set_ignored("artist", !as_input);
        let checked = config.check(table.schema()).unwrap();
        let data = Dataset::prepare(&table, &checked).unwrap();
        let groups = parts(&data.rows)
            .map(|part| part.iter().map(|&row| table.cell(row, 1)).collect::<BTreeSet<_>>());
        assert_eq!(groups.each_ref().map(BTreeSet::len), [5, 3, 2]);
        assert!(groups[0].is_disjoint(&groups[1]));
        assert!(groups[2].is_disjoint(&groups[0]) && groups[2].is_disjoint(&groups[1]));
        let has_artist = data.facts().input_names.iter().any(|name| name.contains("artist"));
        assert_eq!(has_artist, as_input);
    }
}

#[test]
fn groups_that_only_stand_in_rows_without_a_target_do_not_count() {
    let text = "x,g,y\n1,a,1.5\n2,a,2.5\n3,b,\n4,a,4.5\n5,a,5.5\n6,a,7.5\n";
    let table = import(text.as_bytes(), &ReadingConfig::default()).unwrap().table;
    let source = DataSource::File { name: "g.csv".to_owned(), columns: Vec::new() };
    let mut config = ExperimentConfig::propose("Groups", source, table.schema());
    config.data.split.method = SplitMethod::Grouped { column: "g".to_owned() };
    let checked = config.check(table.schema()).unwrap();
    let refused = Dataset::prepare(&table, &checked).expect_err("one group");
    let column = "g".to_owned();
    assert_eq!(refused, ConfigError::TooFewGroups { column, groups: 1, needed: 2 });
}

proptest! {
    #[test]
    fn no_group_is_in_two_parts(
        groups in prop::collection::vec(0_usize..9, 10..80),
        validation in 5_u32..60,
        test in 0_u32..30,
        seed in any::<u32>(),
    ) {
        // Every group has a row.
        let mut known = groups.clone();
        known.sort_unstable();
        known.dedup();
        prop_assume!(known.len() >= 3);
        let groups: Vec<usize> =
            groups.iter().map(|group| known.binary_search(group).unwrap()).collect();
        let split = Split::grouped(&groups, Shares { validation, test }, seed);
        prop_assert!(is_partition(&split, groups.len()));
        let of = |part: &[usize]| part.iter().map(|&row| groups[row]).collect::<BTreeSet<_>>();
        let [a, b, c] = parts(&split).map(of);
        prop_assert!(a.is_disjoint(&b) && a.is_disjoint(&c) && b.is_disjoint(&c));
        prop_assert!(!a.is_empty() && !b.is_empty());
        prop_assert_eq!(c.is_empty(), test == 0);
        let share = (known.len() * validation as usize + 50) / 100;
        prop_assert_eq!(b.len(), share.clamp(1, known.len() - 1 - usize::from(test > 0)));
    }

    #[test]
    fn a_test_part_is_taken_from_training_rows_only(
        strata in prop::collection::vec(0_usize..4, 40..200),
        validation in 5_u32..60,
        test in 1_u32..30,
        seed in any::<u32>(),
    ) {
        let with = Split::shuffled(&strata, Shares { validation, test }, seed);
        let without = Split::shuffled(&strata, Shares { validation, test: 0 }, seed);
        prop_assert!(is_partition(&with, strata.len()));
        prop_assert!(parts(&with).iter().all(|part| !part.is_empty()));
        let count = |stratum| strata.iter().filter(|&&of| of == stratum).count();
        if (0..4).all(|stratum| count(stratum) >= 10) {
            prop_assert_eq!(&with.validation, &without.validation);
            let expected = (strata.len() * test as usize + 50) / 100;
            prop_assert_eq!(with.test.len(), expected.max(4));
        }
    }
}

#[test]
fn the_split_has_a_seed_of_its_own() {
    let set = gallery::find("iris").unwrap();
    let table = import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
    let source = DataSource::Gallery { id: set.id.to_owned() };
    let proposed = ExperimentConfig::propose(set.title, source, table.schema());
    let validation = |seed: u32, of_split: Option<u32>| {
        let mut config = proposed.clone();
        (config.seed, config.data.split.seed) = (seed, of_split);
        let experiment = config.check(table.schema()).unwrap();
        Dataset::prepare(&table, &experiment).unwrap().validation.inputs.array().to_owned()
    };
    let split = validation(7, None);
    assert_ne!(split, validation(8, None), "one seed for both unless another is set");
    assert_eq!(split, validation(8, Some(7)), "another start on the same rows");
    assert_ne!(split, validation(7, Some(8)), "the same start on other rows");
}

/// The way of deeplizard's lessons: two classes as a softmax of two.
#[test]
fn two_classes_can_be_learned_as_a_softmax_of_two() {
    let set = gallery::find("sonar").unwrap();
    let table = import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
    let mut config = gallery::experiment(set);
    config.set_task(Task::MulticlassClassification);
    let experiment = config.check(table.schema()).unwrap();
    let output = experiment.output();
    assert_eq!((output.units, output.activation), (2, Activation::Softmax));
    let mut trainer = Trainer::new(&experiment, Dataset::prepare(&table, &experiment).unwrap());
    while !matches!(trainer.work(&mut || true), Work::Finished(_)) {}
    let probabilities = trainer.predict(|dataset| &dataset.validation).to_owned();
    let targets = trainer.dataset().validation.targets.array();
    let matrix = confusion_matrix(probabilities.view(), targets, experiment.threshold());
    let right = matrix[0][0] + matrix[1][1];
    let rows: usize = matrix.iter().flatten().sum();
    assert!(right * 10 > rows * 7, "{matrix:?}");
    for row in probabilities.rows() {
        assert!((row.sum() - 1.0).abs() < 1e-5, "{row}");
    }
}
