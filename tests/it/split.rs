//! Splitting rows into training and validation.

use descent::config::{DataSource, ExperimentConfig};
use descent::data::{Dataset, Part, gallery, import, split};
use descent::nn::Float;
use proptest::prelude::*;

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
    let table = import(gallery::bytes(set)).unwrap().table;
    let source = DataSource::Gallery { id: set.id.to_owned() };
    let config = ExperimentConfig::propose(set.title, source, table.schema());
    let experiment = config.check(table.schema()).unwrap();
    let data = Dataset::prepare(&table, &experiment);
    let per_class = |part: &Part| -> Vec<Float> {
        let sum = |class: usize| part.targets.view().iter_rows().map(|row| row[class]).sum();
        (0..3).map(sum).collect()
    };
    assert_eq!(per_class(&data.training), [35.0, 35.0, 35.0]);
    assert_eq!(per_class(&data.validation), [15.0, 15.0, 15.0]);
    assert_eq!(data.class_names, ["setosa", "versicolor", "virginica"]);
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
