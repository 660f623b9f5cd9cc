//! What columns are worth, where nothing is ordinary.

use descent::config::{Activation, ExperimentConfig, Optimizer, Task, limits};
use descent::data::{Dataset, Part, gallery};
use descent::inspection::{
    NetworkCopy, NoImportance, PermutationImportance, PermutationImportanceJob, Score,
    column_correlations,
};
use descent::nn::Matrix;
use descent::train::Trainer;

use super::tables::{orders, orders_experiment, prepared};
use crate::support::{
    checked, checked_for, dataset, dense, experiment, part, random_matrix, three_classes,
};

fn importance(trainer: &Trainer) -> Result<PermutationImportance, NoImportance> {
    let mut copy = NetworkCopy::new(trainer);
    let mut job = PermutationImportanceJob::new(trainer, &mut copy);
    let mut before = job.progress();
    loop {
        let found = job.advance(&mut copy);
        assert!(job.progress() >= before && job.progress() <= 1.0);
        before = job.progress();
        if let Some(found) = found {
            return found.inspect(are_numbers);
        }
    }
}

fn are_numbers(found: &PermutationImportance) {
    assert!(found.baseline.is_finite());
    for column in &found.columns {
        let numbers = column.repeats.iter().chain([&column.mean, &column.standard_deviation]);
        assert!(numbers.into_iter().all(|number| number.is_finite()), "{column:?}");
        assert!(column.most_correlated.as_ref().is_none_or(|other| (0.0..=1.0).contains(&other.r)));
    }
}

/// A trained network; `target` of rows of three numbers from -1 to 1.
fn trained(task: Task, rows: usize, target: impl Fn(&[f32]) -> Vec<f32>) -> Trainer {
    let mut config = experiment(task, 3, vec![dense(8, Activation::Tanh)]);
    config.training.epochs = 60;
    let of = |seed, rows| part(rows, 3, seed, &target);
    let mut trainer = Trainer::new(&checked(&config, 3), named(of(1, 200), of(2, rows), task));
    while trainer.outcome().is_none() {
        trainer.work(&mut || true);
    }
    trainer
}

fn named(training: Part, validation: Part, task: Task) -> Dataset {
    let classes = match task {
        Task::Regression => 0,
        Task::BinaryClassification => 2,
        Task::MulticlassClassification => 3,
    };
    let inputs = ["a", "b", "c"].map(str::to_owned).to_vec();
    let classes = (0..classes).map(|class| format!("class {class}")).collect();
    Dataset::of_parts(training, validation, inputs, classes)
}

#[test]
fn what_the_target_needs_is_worth_more_than_what_it_does_not() {
    let trainer = trained(Task::Regression, 120, |row| vec![2.0 * row[0] + 0.2 * row[1]]);
    let found = importance(&trainer).unwrap();
    assert_eq!((found.score, found.rows, found.epoch), (Score::R2, [120, 120], 60));
    assert!(found.baseline > 0.9);
    let means: Vec<f64> = found.columns.iter().map(|column| column.mean).collect();
    assert!(means[0] > 1.0 && means[0] > means[1] && means[1] > means[2], "{means:?}");
    assert!(means[2].abs() < 0.05, "{means:?}");
    assert!(found.columns.iter().all(|column| column.repeats.len() == 5));
    let names: Vec<_> = found.columns.iter().map(|column| column.column.as_str()).collect();
    assert_eq!(names, ["a", "b", "c"]);
    // The same seed, the same permutations.
    assert_eq!(importance(&trainer).unwrap(), found);
}

#[test]
fn classes_are_scored_by_accuracy() {
    let three = trained(Task::MulticlassClassification, 90, three_classes);
    let found = importance(&three).unwrap();
    assert_eq!(found.score, Score::Accuracy);
    assert!(found.baseline > 0.6 && found.columns[0].mean > 0.1);
    let mut two =
        trained(Task::BinaryClassification, 90, |row| vec![f32::from(u8::from(row[1] > 0.0))]);
    let found = importance(&two).unwrap();
    assert!(found.columns[1].mean > 0.2);
    // A threshold that none reaches: every row is of class 0, whatever is shuffled.
    two.set_threshold(1.0);
    let found = importance(&two).unwrap();
    assert!(found.baseline < 0.7);
    assert!(found.columns.iter().all(|column| column.repeats == [0.0; 5]));
}

#[test]
fn all_inputs_of_a_column_are_shuffled_together() {
    let table = orders();
    let checked = orders_experiment(&table);
    let (dataset, _) = prepared(&table, &checked);
    let mut trainer = Trainer::new(&checked, dataset);
    while trainer.outcome().is_none() {
        trainer.work(&mut || true);
    }
    let found = importance(&trainer).unwrap();
    let columns: Vec<_> = found.columns.iter().map(|column| column.column.as_str()).collect();
    assert_eq!(columns, ["day", "took", "share", "price", "city", "tags", "express"]);
    // A day is four inputs, none of which is compared with another of them.
    let day = found.columns[0].most_correlated.as_ref().unwrap();
    assert_ne!(day.column, "day");
}

#[test]
fn of_many_rows_some_are_used() {
    let trainer = trained(Task::Regression, 2_500, |row| vec![row[0]]);
    let found = importance(&trainer).unwrap();
    assert_eq!(found.rows, [2_000, 2_500]);
    assert!(found.columns[0].mean > 0.5);
}

#[test]
fn a_few_rows_or_equal_ones_are_no_trouble() {
    // One row: no shuffle changes anything, and a number does not vary.
    let one = trained(Task::Regression, 1, |row| vec![row[0]]);
    let found = importance(&one).unwrap();
    assert_eq!((found.baseline, found.rows), (0.0, [1, 1]));
    assert!(found.columns.iter().all(|column| column.mean == 0.0));
    let one = trained(Task::BinaryClassification, 1, |_| vec![1.0]);
    assert!(importance(&one).unwrap().columns.iter().all(|column| column.mean == 0.0));
    // All of one class, all of one number.
    importance(&trained(Task::MulticlassClassification, 30, |_| vec![0.0, 1.0, 0.0])).unwrap();
    let equal = importance(&trained(Task::Regression, 30, |_| vec![0.3])).unwrap();
    assert_eq!((equal.baseline, equal.columns[0].mean), (0.0, 0.0));
    // None.
    let config = experiment(Task::Regression, 3, Vec::new());
    let empty = Part { inputs: Matrix::zeros(0, 3), targets: Matrix::zeros(0, 1) };
    let filled = part(10, 3, 1, |row| vec![row[0]]);
    let trainer = Trainer::new(&checked(&config, 3), dataset(filled, empty));
    assert_eq!(importance(&trainer), Err(NoImportance::NoRows));
    assert!(NoImportance::NoRows.to_string().starts_with("There are no validation rows"));
}

#[test]
fn a_constant_column_is_worth_nothing() {
    let config = experiment(Task::Regression, 3, vec![dense(4, Activation::Relu)]);
    let of = |seed| {
        let random = random_matrix(40, 3, seed);
        let inputs = Matrix::from_fn(40, 3, |row, column| match column {
            1 => 0.1,
            column => random.row(row)[column],
        });
        Part { targets: Matrix::from_fn(40, 1, |row, _| random.row(row)[0]), inputs }
    };
    let trainer = Trainer::new(&checked(&config, 3), named(of(1), of(2), Task::Regression));
    let found = importance(&trainer).unwrap();
    assert_eq!(found.columns[1].repeats, [0.0; 5]);
    assert_eq!(found.columns[1].most_correlated, None);
    assert_eq!(found.columns[0].most_correlated.as_ref().unwrap().column, "c");
}

#[test]
fn a_network_that_diverged_has_no_importance() {
    let mut trainer = trained(Task::Regression, 20, |row| vec![row[0]]);
    for broken in [f32::NAN, f32::INFINITY, f32::MAX] {
        trainer.network_mut().store_mut().values.fill(broken);
        assert_eq!(importance(&trainer), Err(NoImportance::Diverged));
    }
    let mut trainer = trained(Task::MulticlassClassification, 20, three_classes);
    trainer.network_mut().store_mut().values.fill(f32::NAN);
    assert_eq!(importance(&trainer), Err(NoImportance::Diverged));
    assert!(NoImportance::Diverged.to_string().contains("no finite numbers"));
}

#[test]
fn as_many_classes_as_there_can_be_are_scored() {
    let classes = limits::MAX_LEVELS;
    let task = Task::MulticlassClassification;
    let config = experiment(task, 3, vec![dense(8, Activation::Relu)]);
    let of = |seed| {
        part(70, 3, seed, |row| {
            let class = (f32::midpoint(row[0], 1.0) * classes as f32) as usize;
            (0..classes).map(|at| f32::from(u8::from(at == class))).collect()
        })
    };
    let inputs = ["a", "b", "c"].map(str::to_owned).to_vec();
    let names = (0..classes).map(|class| class.to_string()).collect();
    let dataset = Dataset::of_parts(of(1), of(2), inputs, names);
    let found = importance(&Trainer::new(&checked_for(&config, 3, classes), dataset)).unwrap();
    assert_eq!(found.columns.len(), 3);
}

#[test]
fn columns_that_share_much_are_named() {
    let random = random_matrix(60, 4, 9);
    let inputs = Matrix::from_fn(60, 4, |row, column| {
        let row = random.row(row);
        match column {
            2 => -3.0 * row[0] + 5.0 + 0.3 * row[2],
            column => row[column],
        }
    });
    let part = Part { targets: Matrix::zeros(60, 1), inputs };
    let found = column_correlations(&dataset(part.clone(), part));
    let shared = found[0].as_ref().unwrap();
    assert_eq!((shared.column.as_str(), found[2].as_ref().unwrap().column.as_str()), ("x2", "x0"));
    assert!(shared.r > 0.95 && shared.r <= 1.0);
    let said = shared.caution("x0").unwrap();
    assert!(said.starts_with("x0 and x2 share much (0.9") && said.ends_with("to speak for it."));
    assert_eq!(found[1].as_ref().unwrap().caution("x1"), None);
    // Above 500 inputs none is compared.
    let wide = |rows| Part {
        inputs: random_matrix(rows, 501, 4),
        targets: Matrix::from_fn(rows, 1, |row, _| row as f32),
    };
    let config = experiment(Task::Regression, 501, Vec::new());
    let wide = dataset(wide(12), wide(5));
    assert_eq!(column_correlations(&wide), vec![None; 501]);
    let found = importance(&Trainer::new(&checked(&config, 501), wide)).unwrap();
    assert!(!found.has_correlations && found.columns.len() == 501);
}

#[test]
fn a_gallery_table_says_what_one_would_think() {
    let set = gallery::find("titanic").unwrap();
    let table =
        descent::data::import(gallery::bytes(set), &descent::config::ReadingConfig::default());
    let table = table.unwrap().table;
    let mut config: ExperimentConfig = gallery::experiment(set);
    config.training.optimizer = Optimizer::default();
    config.training.epochs = 30;
    let checked = config.check(table.schema()).unwrap();
    let mut trainer = Trainer::new(&checked, Dataset::prepare(&table, &checked).unwrap());
    while trainer.outcome().is_none() {
        trainer.work(&mut || true);
    }
    let found = importance(&trainer).unwrap();
    let most = found.columns.iter().max_by(|a, b| a.mean.total_cmp(&b.mean)).unwrap();
    assert_eq!(most.column, "sex", "{found:?}");
}
