//! What is said about data that make a run less sound than it looks, and what is not.

use descent::config::{
    ClassWeights, DataSource, ExperimentConfig, ReadingConfig, Shape, SyntheticConfig, Task,
    TrainingConfig,
};
use descent::data::{DataWarning, Dataset, WarningFix, gallery, import};
use descent::nn::random::{Stream, generator, normal};

use crate::data::prepare::prepare;

fn warnings(text: &str, edit: impl FnOnce(&mut ExperimentConfig)) -> Vec<DataWarning> {
    prepare(text, edit).facts().warnings.clone()
}

fn lines(header: &str, rows: impl IntoIterator<Item = String>) -> String {
    format!("{header}\n{}\n", rows.into_iter().collect::<Vec<_>>().join("\n"))
}

/// `count` rows of `N` normal numbers with two decimals.
fn noise<const N: usize>(count: usize, seed: u32) -> Vec<[f64; N]> {
    let mut rng = generator(seed, Stream::Split);
    let mut number = || (normal(&mut rng) * 100.0).round() / 100.0;
    (0..count).map(|_| std::array::from_fn(|_| number())).collect()
}

fn leaks(warnings: &[DataWarning]) -> Vec<(&str, bool)> {
    warnings
        .iter()
        .filter_map(|warning| match warning {
            DataWarning::Leak { column, share, .. } => Some((column.as_str(), *share >= 1.0)),
            _ => None,
        })
        .collect()
}

#[test]
fn numbers_that_tell_a_number_leak() {
    let rows = noise::<3>(200, 1);
    let table = |off: f64| {
        let row = |[x, y, z]: &[f64; 3]| format!("{x},{},{},{y}", 2.0 * y - 7.0, y + off * z);
        lines("x,same,near,y", rows.iter().map(row))
    };
    assert_eq!(leaks(&warnings(&table(0.1), |_| {})), [("same", true), ("near", false)]);
    // A correlation of 0.95 is what a good feature has.
    assert_eq!(leaks(&warnings(&table(0.33), |_| {})), [("same", true)]);
    let mended = warnings(&table(0.1), |config| {
        config.data.ignored = vec!["same".to_owned(), "near".to_owned()];
    });
    assert_eq!(mended, []);
}

#[test]
fn a_column_that_is_the_only_input_is_no_leak() {
    let rows = noise::<2>(100, 2);
    let text = lines("x,y", rows.iter().map(|[x, e]| format!("{x},{}", 2.0 * x + 0.01 * e)));
    assert_eq!(warnings(&text, |_| {}), []);
    let sum = lines("a,b,y", rows.iter().map(|[a, b]| format!("{a},{b},{:.2}", a + b)));
    assert_eq!(warnings(&sum, |_| {}), [], "nor are two whose sum is to be learned");
}

#[test]
fn two_columns_can_leak_together() {
    let rows = noise::<3>(80, 3);
    for (text, columns, is_sum) in
        [("plus", ["a", "b"], true), ("less", ["a", "b"], false), ("from", ["b", "a"], false)]
    {
        let y = |a: f64, b: f64| match text {
            "plus" => a + b,
            "less" => a - b,
            _ => b - a,
        };
        let row = |[a, b, c]: &[f64; 3]| format!("{a},{c},{b},{:.2}", y(*a, *b));
        let found = warnings(&lines("a,c,b,y", rows.iter().map(row)), |_| {});
        let [DataWarning::LeakOfTwo { columns: told, is_sum: sum, .. }] = &found[..] else {
            panic!("{text}: {found:?}");
        };
        assert_eq!((told.each_ref().map(String::as_str), *sum), (columns, is_sum), "{text}");
        assert_eq!(found[0].fix(), Some(WarningFix::Ignore(columns.map(str::to_owned).to_vec())));
    }
}

/// Classes p and q, and what a row of the class holds.
fn classes(rows: usize, cell: impl Fn(usize, usize) -> String) -> String {
    let noise = noise::<1>(rows, 4);
    let row = |row: usize| {
        // The first rows hold one class more often, so that no column follows by chance.
        let class = usize::from((row * row) % 7 < 3);
        format!("{},{},{}", noise[row][0], cell(row, class), ["p", "q"][class])
    };
    lines("x,told,class", (0..rows).map(row))
}

#[test]
fn categories_that_tell_the_class_leak() {
    let told = |text: &str| leaks(&warnings(text, |_| {})).len();
    let names = [["rose", "iris"], ["oak", "fir"]];
    assert_eq!(told(&classes(200, |row, class| names[class][row % 2].to_owned())), 1);
    assert_eq!(told(&classes(200, |_, class| (3 + class).to_string())), 1, "as numbers too");
    let hole = |_, class| if class == 0 { String::new() } else { "boat 1".to_owned() };
    assert_eq!(told(&classes(200, hole)), 1, "a hole tells as much as a word");
    // One row in twenty is otherwise: a good feature.
    let mostly = |row: usize, class: usize| {
        names[(class + usize::from(row.is_multiple_of(20))) % 2][0].to_owned()
    };
    assert_eq!(told(&classes(200, mostly)), 0);
    // Words of one row each tell nothing about another row.
    assert_eq!(told(&classes(45, |row, _| format!("name {row}"))), 0);
}

#[test]
fn a_number_that_parts_two_classes_leaks() {
    let told = |text: &str| leaks(&warnings(text, |_| {})).len();
    let shifted = |by: f64| {
        let noise = noise::<1>(300, 5);
        classes(300, move |row, class| format!("{:.3}", noise[row][0] - by * class as f64))
    };
    assert_eq!(told(&shifted(6.0)), 1, "either way up");
    assert_eq!(told(&shifted(2.0)), 0);
}

#[test]
fn made_tables_do_not_leak() {
    let rows = noise::<2>(60, 6);
    let text = lines("x,z,y", rows.iter().map(|[x, z]| format!("{x},{z},{x}")));
    assert_eq!(leaks(&warnings(&text, |_| {})), [("x", true)]);
    let made = warnings(&text, |config| {
        config.data.source = DataSource::Synthetic(SyntheticConfig::new(Shape::Plane));
    });
    assert_eq!(made, []);
}

#[test]
fn duplicates_across_the_parts_are_counted() {
    let rows = noise::<2>(40, 7);
    // Every row twice, one half after the other: in order, all validation rows are known.
    let twice = rows.iter().chain(&rows).map(|[x, y]| format!("{x},word,{y}"));
    let text = lines("x,w,y", twice);
    let in_order = |config: &mut ExperimentConfig| {
        config.data.split.method = descent::config::SplitMethod::InOrder;
        config.data.split.test_percent = 20;
    };
    assert_eq!(warnings(&text, in_order), [DataWarning::Duplicates { rows: 40, of: 40 }]);
    // Other targets: other rows.
    let others = rows.iter().chain(&rows).enumerate();
    let text = lines("x,w,y", others.map(|(row, [x, _])| format!("{x},word,{row}.5")));
    assert_eq!(warnings(&text, in_order), []);
    // One is no matter.
    let one = rows.iter().chain(&rows[..1]).map(|[x, y]| format!("{x},word,{y}"));
    assert_eq!(warnings(&lines("x,w,y", one), in_order), []);
}

#[test]
fn coarse_rows_that_are_equal_by_chance_are_no_duplicates() {
    let rows = noise::<2>(300, 8);
    let row =
        |[x, y]: &[f64; 2]| format!("{},{}", x.round(), if *y + x > 0.0 { "up" } else { "down" });
    let found = warnings(&lines("x,y", rows.iter().map(row)), |_| {});
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn a_rare_class_is_named_until_classes_are_weighed() {
    let text = |rare: usize| {
        let noise = noise::<1>(200, 9);
        let row = |row: usize| {
            format!("{},{}", noise[row][0], if row < rare { "late" } else { "on time" })
        };
        lines("x,y", (0..200).map(row))
    };
    let found = warnings(&text(10), |_| {});
    let expected = DataWarning::Imbalance {
        class: "late".to_owned(),
        rows: 7,
        of: 140,
        baseline: 0.95,
        most_frequent: "on time".to_owned(),
    };
    assert_eq!(found, [expected]);
    assert_eq!(found[0].fix(), Some(WarningFix::WeighClasses));
    let weighed = warnings(&text(10), |config| {
        config.training =
            TrainingConfig { class_weights: ClassWeights::Balanced, ..config.training.clone() };
    });
    assert_eq!(weighed, []);
    assert_eq!(warnings(&text(60), |_| {}), [], "30 % is no rarity");
}

#[test]
fn class_counts_are_of_training_rows() {
    let facts = prepare(&classes(100, |row, _| format!("{row}.5")), |config| {
        config.set_task(Task::BinaryClassification);
    });
    let counts = &facts.facts().class_counts;
    assert_eq!(counts.iter().sum::<usize>(), facts.training.rows());
    assert_eq!(counts.len(), 2);
}

/// Real tables, as they come: only red wine and concrete are known to repeat rows.
#[test]
fn the_gallery_is_warned_of_where_it_should_be() {
    for (id, duplicates) in
        [("red-wine", true), ("concrete", true), ("ionosphere", false), ("iris", false)]
    {
        let set = gallery::find(id).unwrap();
        let table = import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
        let source = DataSource::Gallery { id: id.to_owned() };
        let mut config = ExperimentConfig::propose(set.title, source, table.schema());
        config.set_target(set.target, table.schema());
        config.set_task(set.task);
        for seed in 0..8 {
            config.seed = seed;
            let checked = config.check(table.schema()).unwrap();
            let data = Dataset::prepare(&table, &checked).unwrap();
            let found = &data.facts().warnings;
            let is_right = match &found[..] {
                [] => !duplicates,
                [DataWarning::Duplicates { .. }] => duplicates,
                _ => false,
            };
            assert!(is_right, "{id}, seed {seed}: {found:?}");
        }
    }
}

#[test]
fn data_sentences() {
    let leak = |share| DataWarning::Leak {
        column: "price after tax".to_owned(),
        target: "price".to_owned(),
        share,
    };
    let of_two = |is_sum| DataWarning::LeakOfTwo {
        columns: ["casual".to_owned(), "registered".to_owned()],
        target: "bikers".to_owned(),
        is_sum,
    };
    let warnings = [
        leak(1.0),
        leak(0.9876),
        of_two(true),
        of_two(false),
        DataWarning::Duplicates { rows: 99, of: 480 },
        DataWarning::Imbalance {
            class: "Yes".to_owned(),
            rows: 52,
            of: 1400,
            baseline: 0.963,
            most_frequent: "No".to_owned(),
        },
        DataWarning::UnknownCategories {
            column: "car".to_owned(),
            cells: 86,
            example: "plymouth satellite".to_owned(),
        },
    ];
    insta::assert_snapshot!(warnings.map(|warning| warning.to_string()).join("\n"));
}
