//! From a table to matrices: split, imputing, scaling, encoding.

use std::collections::BTreeSet;

use descent::config::{ExperimentConfig, Scaling, Task};
use descent::data::{DataWarning, Dataset, Part, RowCounts, Shares, Split};
use descent::nn::Float;
use proptest::prelude::*;

use crate::support::{experiment_on as experiment, numbers, table};

/// A file prepared for its proposed experiment, changed by `edit`.
pub fn prepare(text: &str, edit: impl FnOnce(&mut ExperimentConfig)) -> Dataset {
    let table = table(text);
    let experiment = experiment(&table, edit);
    Dataset::prepare(&table, &experiment).expect("rows in every part")
}

fn unscaled(config: &mut ExperimentConfig) {
    config.data.scaling = Scaling::None;
}

fn column(part: &Part, index: usize) -> Vec<f64> {
    #[allow(clippy::useless_conversion)]
    part.inputs.view().iter_rows().map(|row| f64::from(row[index])).collect()
}

fn mean_and_variance(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    (mean, values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / count)
}

/// `id,x,y` with `y = x`, so that a row can be told from its target.
fn numbered(xs: impl IntoIterator<Item = String>) -> String {
    let rows: Vec<String> =
        xs.into_iter().enumerate().map(|(row, x)| format!("{x},{row}")).collect();
    format!("x,y\n{}", rows.join("\n"))
}

#[test]
fn regression_keeps_values_and_file_order() {
    let text = numbered((0..50).map(|x| (3 * x).to_string()));
    let data = prepare(&text, |config| {
        unscaled(config);
        config.data.validation_percent = 20;
    });
    assert_eq!((data.facts().counts.training, data.facts().counts.validation), (40, 10));
    assert_eq!((data.training.inputs.rows(), data.training.inputs.cols()), (40, 1));
    assert_eq!((data.validation.targets.rows(), data.validation.targets.cols()), (10, 1));
    for part in [&data.training, &data.validation] {
        let targets: Vec<Float> = numbers(&part.targets);
        assert!(targets.is_sorted(), "rows stand in the order of the file");
        let expected: Vec<Float> = targets.iter().map(|y| 3.0 * y).collect();
        assert_eq!(numbers(&part.inputs), expected);
    }
    assert_eq!(data.facts().input_names, ["x"]);
    assert!(data.facts().class_names.is_empty());
}

#[test]
fn seeds_give_splits() {
    let text = numbered((0..60).map(|x| x.to_string()));
    let with_seed = |seed| prepare(&text, |config| config.seed = seed);
    assert_eq!(with_seed(7), with_seed(7));
    assert_ne!(with_seed(7).validation.targets, with_seed(8).validation.targets);
}

#[test]
fn rows_without_a_target_are_dropped() {
    let data = prepare("x,y\n1,1\n2,\n3,3\n4,NA\n5,5\n6,6\n,7\n", |_| {});
    let expected = RowCounts {
        read: 7,
        dropped: 2,
        imputed: 1,
        training: 3,
        validation: 2,
        ..RowCounts::default()
    };
    assert_eq!(data.facts().counts, expected);
    let targets = [numbers(&data.training.targets), numbers(&data.validation.targets)].concat();
    assert_eq!(
        targets.iter().map(|&y| y as u32).collect::<BTreeSet<_>>(),
        BTreeSet::from([1, 3, 5, 6, 7])
    );
}

#[test]
fn two_classes_are_0_and_1_in_the_order_of_the_levels() {
    let words = prepare("x,y\n1,no\n2,yes\n3,no\n4,yes\n", unscaled);
    assert_eq!(words.facts().class_names, ["no", "yes"]);
    let data = prepare("x,y\n1,10\n2,9\n3,10\n4,9\n", unscaled);
    assert_eq!(data.facts().class_names, ["9", "10"]);
    for part in [&words.training, &words.validation] {
        for (x, y) in numbers(&part.inputs).iter().zip(&numbers(&part.targets)) {
            assert_eq!(*y == 1.0, (*x as u32).is_multiple_of(2));
        }
    }
    for part in [&data.training, &data.validation] {
        for (x, y) in numbers(&part.inputs).iter().zip(&numbers(&part.targets)) {
            assert_eq!(*y == 1.0, *x as u32 % 2 == 1);
        }
    }
}

#[test]
fn more_classes_are_one_hot() {
    let rows = (0..30).map(|x| format!("{x},{}", [2, 10, 1][x % 3])).collect::<Vec<_>>().join("\n");
    let data = prepare(&format!("x,y\n{rows}"), |config| {
        unscaled(config);
        config.set_task(Task::MulticlassClassification);
    });
    assert_eq!(data.facts().class_names, ["1", "2", "10"]);
    for part in [&data.training, &data.validation] {
        for (x, y) in numbers(&part.inputs).iter().zip(part.targets.view().iter_rows()) {
            let expected = [[0.0, 1.0, 0.0], [0.0, 0.0, 1.0], [1.0, 0.0, 0.0]][*x as usize % 3];
            assert_eq!(y.to_vec(), expected);
        }
    }
}

#[test]
fn words_are_one_hot_and_not_scaled() {
    let rows: Vec<String> =
        (0..40).map(|x| format!("{},{},{x}", ["b", "a", "c"][x % 3], 100 * x)).collect();
    let text = format!("t,n,y\n{}", rows.join("\n"));
    for scaling in Scaling::ALL {
        let data = prepare(&text, |config| config.data.scaling = scaling);
        assert_eq!(data.facts().input_names, ["t=a", "t=b", "t=c", "n"]);
        for part in [&data.training, &data.validation] {
            for (input, y) in part.inputs.view().iter_rows().zip(&numbers(&part.targets)) {
                let expected = [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.0, 1.0]][*y as usize % 3];
                assert_eq!(input.to_vec()[..3], expected);
            }
        }
    }
}

#[test]
fn missing_numbers_become_the_median_of_the_training_rows() {
    // Every third row has no x; the others are skewed, so that mean and median differ.
    let text =
        numbered((0..90).map(|x| if x % 3 == 0 { String::new() } else { (x * x).to_string() }));
    let data = prepare(&text, unscaled);
    assert_eq!(data.facts().counts.imputed, 30);
    let mut present: Vec<f64> = data
        .training
        .targets
        .view()
        .iter_rows()
        .flatten()
        .map(|&y| y as u32)
        .filter(|y| y % 3 != 0)
        .map(|y| f64::from(y * y))
        .collect();
    present.sort_by(f64::total_cmp);
    let middle = present.len() / 2;
    let median = if present.len() % 2 == 1 {
        present[middle]
    } else {
        f64::midpoint(present[middle - 1], present[middle])
    };
    for part in [&data.training, &data.validation] {
        for (x, y) in column(part, 0).into_iter().zip(&numbers(&part.targets)) {
            let y = *y as u32;
            assert_eq!(x, if y.is_multiple_of(3) { median } else { f64::from(y * y) });
        }
    }
}

/// Classes p, q and r of ten rows each, so that every split has as many of each in its
/// training part; p holds the first text as its input, q the second, r nothing.
fn tied(first: &str, second: &str) -> String {
    let rows: Vec<String> = (0..30)
        .map(|row| format!("{},{}", [first, second, ""][row % 3], ["p", "q", "r"][row % 3]))
        .collect();
    format!("x,y\n{}", rows.join("\n"))
}

#[test]
fn the_median_of_an_even_count_is_the_mean_of_the_middle_two() {
    for seed in 0..5 {
        let data = prepare(&tied("1", "2"), |config| {
            unscaled(config);
            config.seed = seed;
        });
        assert_eq!(data.facts().counts.imputed, 10);
        for part in [&data.training, &data.validation] {
            for (&x, y) in numbers(&part.inputs).iter().zip(part.targets.view().iter_rows()) {
                assert_eq!(x, 1.0 * y[0] + 2.0 * y[1] + 1.5 * y[2]);
            }
        }
    }
}

#[test]
fn ties_go_to_the_smallest_word() {
    for (first, second) in [("b", "a"), ("a", "b"), ("B", "a")] {
        let data = prepare(&tied(first, second), |_| {});
        let smallest = usize::from(second < first);
        for part in [&data.training, &data.validation] {
            for (input, y) in part.inputs.view().iter_rows().zip(part.targets.view().iter_rows()) {
                // Class r gets the smallest word, the first in the order of code points.
                assert!(y[2] == 0.0 || input.to_vec() == [1.0, 0.0]);
                assert!(y[smallest] == 0.0 || input.to_vec() == [1.0, 0.0]);
                assert!(y[1 - smallest] == 0.0 || input.to_vec() == [0.0, 1.0]);
            }
        }
    }
}

#[test]
fn without_any_training_value_the_median_is_0() {
    let text = numbered((0..12).map(|x| if x == 0 { "5".to_owned() } else { String::new() }));
    let mut seen = false;
    for seed in 0..40 {
        let data = prepare(&text, |config| {
            unscaled(config);
            config.seed = seed;
        });
        if numbers(&data.validation.targets).contains(&0.0) {
            seen = true;
            assert!(numbers(&data.training.inputs).iter().all(|&x| x == 0.0));
            assert!(numbers(&data.validation.inputs).iter().all(|&x| x == 0.0 || x == 5.0));
        } else {
            assert!(numbers(&data.validation.inputs).iter().all(|&x| x == 5.0));
        }
    }
    assert!(seen, "no split put the only value into the validation rows");
}

#[test]
fn missing_words_become_the_most_frequent_of_the_training_rows() {
    let word = |row: usize| match row % 10 {
        0 => "",
        1..=6 => "z",
        _ => "a",
    };
    let text = numbered((0..100).map(|row| word(row).to_owned()));
    let data = prepare(&text, |_| {});
    assert_eq!(data.facts().input_names, ["x=a", "x=z"]);
    assert_eq!(data.facts().counts.imputed, 10);
    for part in [&data.training, &data.validation] {
        for (input, y) in part.inputs.view().iter_rows().zip(&numbers(&part.targets)) {
            let a = word(*y as usize) == "a";
            assert_eq!(input.to_vec(), if a { [1.0, 0.0] } else { [0.0, 1.0] });
        }
    }
}

#[test]
fn scalers_know_only_training_rows() {
    let text = numbered((0..40).map(|x| (x * x).to_string()));
    let data = prepare(&text, |config| config.data.scaling = Scaling::MinMax);
    let x_of = |part: &Part| -> Vec<f64> {
        numbers(&part.targets).iter().map(|&y| f64::from(y as u32 * y as u32)).collect()
    };
    let training = x_of(&data.training);
    let (least, most) = (
        training.iter().copied().fold(f64::MAX, f64::min),
        training.iter().copied().fold(0.0, f64::max),
    );
    for part in [&data.training, &data.validation] {
        for (scaled, x) in column(part, 0).into_iter().zip(x_of(part)) {
            assert!((scaled - (x - least) / (most - least)).abs() < 1e-6);
        }
    }
    let scaled = column(&data.training, 0);
    assert_eq!(scaled.iter().copied().fold(f64::MAX, f64::min), 0.0);
    assert_eq!(scaled.iter().copied().fold(f64::MIN, f64::max), 1.0);
}

#[test]
fn constant_columns_are_not_blown_up() {
    for (value, count) in [("0.1", 7), ("0.1", 999), ("123456.789", 33), ("0", 12)] {
        let text = numbered(std::iter::repeat_n(value.to_owned(), count));
        for scaling in [Scaling::Standard, Scaling::MinMax] {
            let data = prepare(&text, |config| config.data.scaling = scaling);
            let all = [numbers(&data.training.inputs), numbers(&data.validation.inputs)].concat();
            for x in all {
                assert!(x.abs() < 1e-6, "{value} became {x}");
            }
        }
    }
}

#[test]
fn absurd_values_stay_finite() {
    let text =
        numbered((0..20).map(|x| if x == 11 { "3e38".to_owned() } else { format!("{x}e-30") }));
    for seed in 0..20 {
        let data = prepare(&text, |config| config.seed = seed);
        let all = [numbers(&data.training.inputs), numbers(&data.validation.inputs)].concat();
        assert!(all.into_iter().all(|x| x.is_finite()), "seed {seed}");
    }
}

#[test]
fn left_out_columns_are_no_inputs() {
    let data = prepare("a,b,y\n1,2,3\n4,5,6\n7,8,9\n1,1,1\n", |config| {
        config.set_ignored("a", true);
    });
    assert_eq!(data.facts().input_names, ["b"]);
}

/// Tables with gaps, words and a target of numbers or of words.
fn tables() -> impl Strategy<Value = Vec<(Option<i32>, Option<u8>, u8)>> {
    let row =
        (prop::option::weighted(0.8, -1000..1000), prop::option::weighted(0.8, 0_u8..4), 0_u8..3);
    prop::collection::vec(row, 12..60)
}

fn text_of(rows: &[(Option<i32>, Option<u8>, u8)]) -> String {
    // The first rows make every kind, level and class certain.
    let mut text = "x,t,y\n0,w0,c0\n1,w1,c1\n2,w2,c2\n3,w3,c0\n4,w0,c1\n5,w0,c2\n".to_owned();
    for (x, t, y) in rows {
        let x = x.map_or(String::new(), |x| (f64::from(x) / 16.0).to_string());
        let t = t.map_or(String::new(), |t| format!("w{t}"));
        text.extend([x.as_str(), ",", &t, ",c", &y.to_string(), "\n"]);
    }
    text
}

proptest! {
    #[test]
    fn standard_inputs_have_mean_0_and_variance_1(rows in tables(), seed in any::<u32>()) {
        let data = prepare(&text_of(&rows), |config| config.seed = seed);
        let (mean, variance) = mean_and_variance(&column(&data.training, 0));
        prop_assert!(mean.abs() < 1e-5, "mean {mean}");
        prop_assert!((variance - 1.0).abs() < 1e-5, "variance {variance}");
        for row in data.training.inputs.view().iter_rows() {
            prop_assert_eq!(row.iter().skip(1).sum::<Float>(), 1.0);
        }
        // A word that no training row has is none of the known ones.
        let words: Float =
            data.validation.inputs.view().iter_rows().flat_map(|row| &row[1..]).sum();
        let unknown = data.facts().warnings.iter().find_map(|warning| match warning {
            DataWarning::UnknownCategories { cells, .. } => Some(*cells),
            _ => None,
        });
        prop_assert_eq!(words as usize + unknown.unwrap_or(0), data.validation.rows());
    }

    #[test]
    fn validation_cells_never_touch_training_numbers(
        rows in tables(),
        seed in any::<u32>(),
        scaling in prop::sample::select(Scaling::ALL.to_vec()),
        new in (prop::option::of(-1_000_000..1_000_000), prop::option::of(0_u8..4)),
    ) {
        let edit = |config: &mut ExperimentConfig| {
            config.seed = seed;
            config.data.scaling = scaling;
        };
        // Only rows after the six fixed ones are changed, and never their class.
        let classes: Vec<usize> = [0, 1, 2, 0, 1, 2]
            .into_iter()
            .chain(rows.iter().map(|row| usize::from(row.2)))
            .collect();
        let before = prepare(&text_of(&rows), edit);
        let mut changed = rows.clone();
        for at in Split::shuffled(&classes, Shares { validation: 30, test: 0 }, seed).validation {
            if let Some(row) = at.checked_sub(6).and_then(|at| changed.get_mut(at)) {
                (row.0, row.1) = new;
            }
        }
        let after = prepare(&text_of(&changed), edit);
        prop_assert_eq!(before.training, after.training);
        prop_assert_eq!(before.validation.targets, after.validation.targets);
    }
}
