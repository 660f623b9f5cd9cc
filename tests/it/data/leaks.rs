//! Nothing that the network learns from knows a cell of a row it is measured on.

use descent::config::{
    CategoryEncoding, ClassWeights, ColumnConfig, DatePart, ExperimentConfig, Imputer, Scaling,
    SplitMethod, Task,
};
use descent::data::{Cell, Dataset, Table};
use descent::nn::{narrow, widen};
use descent::train::{Trainer, Work};
use proptest::prelude::*;

use crate::support::{experiment_on as experiment, table};

/// One row of a file: a number, a word, a day, yes or no, a group, and both targets.
#[derive(Debug, Clone)]
struct Row {
    number: Option<i32>,
    word: Option<u8>,
    day: Option<u8>,
    yes: Option<bool>,
    group: u8,
    value: i32,
    class: u8,
}

/// So many rows keep their targets and never miss a cell: they make the type of every
/// column certain, which is a matter of the whole file.
const FIXED: usize = 9;

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let hole = 0.85;
    let row = (
        prop::option::weighted(hole, -4000..4000),
        prop::option::weighted(hole, 0_u8..8),
        prop::option::weighted(hole, 0_u8..250),
        prop::option::weighted(hole, any::<bool>()),
        0_u8..12,
        -900..900,
        0_u8..3,
    )
        .prop_map(|(number, word, day, yes, group, value, class)| Row {
            number,
            word,
            day,
            yes,
            group,
            value,
            class,
        });
    prop::collection::vec(row, 40..90).prop_map(|mut rows| {
        for (place, row) in rows.iter_mut().take(FIXED).enumerate() {
            row.number.get_or_insert(place as i32 * 31);
            row.word.get_or_insert(place as u8 % 8);
            row.day.get_or_insert(place as u8 * 20);
            row.yes = Some(place % 2 == 0);
            row.group = place as u8;
            (row.value, row.class) = (place as i32 * 7, place as u8 % 3);
        }
        rows
    })
}

const WORDS: [&str; 8] = ["amber", "blue", "cyan", "dun", "ecru", "fawn", "gold", "hazel"];

fn text(rows: &[Row]) -> String {
    fn field<T>(cell: Option<T>, of: impl Fn(T) -> String) -> String {
        cell.map(of).unwrap_or_default()
    }
    let line = |row: &Row| {
        [
            field(row.number, |number| format!("{}", f64::from(number) / 16.0)),
            field(row.word, |word| {
                WORDS.get(word as usize).map_or_else(|| format!("new{word}x"), ToString::to_string)
            }),
            field(row.day, |day| format!("20{:02}-{:02}-1{}", day / 12, 1 + day % 12, day % 9)),
            field(row.yes, |yes| if yes { "yes" } else { "no" }.to_owned()),
            format!("artist{}", row.group),
            format!("{}", f64::from(row.value) / 8.0),
            format!("class{}", row.class),
        ]
        .join(",")
    };
    let lines: Vec<String> = rows.iter().map(line).collect();
    format!("number,word,day,yes,group,value,class\n{}\n", lines.join("\n"))
}

/// Everything a user can choose about preparation and split.
fn settings() -> impl Strategy<Value = (ExperimentSettings, bool)> {
    let own = (
        prop::sample::select(Imputer::ALL.to_vec()),
        prop::sample::select(Scaling::ALL.to_vec()),
        prop::sample::select(CategoryEncoding::ALL.to_vec()),
        prop::sample::select(vec![0.0, 5.0, 20.0]),
        any::<bool>(),
        prop::sample::subsequence(DatePart::ALL.to_vec(), 0..=4),
    );
    let common = (
        prop::sample::select(vec![0.0, 10.0, 40.0]),
        prop::sample::select(Scaling::ALL.to_vec()),
        prop::sample::select(vec![0_u32, 20]),
        prop::sample::select(vec![
            SplitMethod::Shuffled,
            SplitMethod::InOrder,
            SplitMethod::Grouped { column: "group".to_owned() },
        ]),
        prop::sample::select(vec![None, Some(9), Some(20)]),
        any::<u32>(),
    );
    (own, common, any::<bool>()).prop_map(|(own, common, regression)| {
        let (imputer, scaling, encoding, clip_percent, log, dates) = own;
        let (rare_percent, target_scaling, test_percent, method, training_rows, seed) = common;
        let own = ColumnConfig {
            imputer: Some(imputer),
            scaling: Some(scaling),
            encoding: Some(encoding),
            clip_percent,
            log,
            dates,
        };
        let settings = ExperimentSettings {
            own,
            rare_percent,
            target_scaling,
            test_percent,
            training_rows,
            method,
            seed,
        };
        (settings, regression)
    })
}

#[derive(Debug, Clone)]
struct ExperimentSettings {
    own: ColumnConfig,
    rare_percent: f64,
    target_scaling: Scaling,
    test_percent: u32,
    training_rows: Option<u32>,
    method: SplitMethod,
    seed: u32,
}

impl ExperimentSettings {
    fn apply(&self, config: &mut ExperimentConfig, table: &Table, regression: bool) {
        let (target, other) = if regression { ("value", "class") } else { ("class", "value") };
        config.set_target(target, table.schema());
        config.data.ignored = vec![other.to_owned()];
        config.set_task(if regression { Task::Regression } else { Task::MulticlassClassification });
        config.seed = self.seed;
        let split = &mut config.data.split;
        (split.method, split.stratify) = (self.method.clone(), false);
        split.test_percent = self.test_percent;
        split.training_rows = self.training_rows;
        let preparation = &mut config.data.preparation;
        preparation.rare_percent = self.rare_percent;
        preparation.target_scaling = self.target_scaling;
        for name in ["number", "word", "day", "yes", "group"] {
            preparation.columns.insert(name.to_owned(), self.own.clone());
        }
        config.network.layers = vec![crate::support::dense(3, descent::config::Activation::Tanh)];
        config.training.epochs = 2;
        config.training.early_stopping = false;
        config.training.class_weights = ClassWeights::Balanced;
    }
}

/// The dataset, and the training losses of both epochs to the bit.
fn learned(
    text: &str,
    settings: &ExperimentSettings,
    regression: bool,
) -> Option<(Dataset, Vec<(u64, u64)>)> {
    let table = table(text);
    let checked = experiment(&table, |config| settings.apply(config, &table, regression));
    // Rows that are dropped can empty a part; that is another test.
    let dataset = Dataset::prepare(&table, &checked).ok()?;
    let mut trainer = Trainer::new(&checked, dataset.clone());
    let mut losses = Vec::new();
    loop {
        match trainer.work(&mut || true) {
            Work::Yielded => {}
            Work::Epoch(report) => {
                losses.push((report.figures.loss.to_bits(), report.figures.logged_loss.to_bits()));
            }
            Work::Finished(_) => return Some((dataset, losses)),
        }
    }
}

/// Other cells in the rows at `places`; words and numbers that stand nowhere else among
/// them.
fn changed(rows: &[Row], places: &[usize], by: &Row) -> Vec<Row> {
    let mut rows = rows.to_vec();
    for &at in places {
        let (row, is_fixed) = (&mut rows[at], at < FIXED);
        row.number =
            by.number.map(|number| number * 1000 + at as i32).or(row.number.filter(|_| is_fixed));
        row.word = by.word.map(|word| word + at as u8 % 20).or(row.word.filter(|_| is_fixed));
        row.day = by.day.or(row.day.filter(|_| is_fixed));
        if !is_fixed {
            row.yes = by.yes;
            row.value = by.value * 100 + at as i32;
            row.class = (row.class + by.class) % 3;
        }
    }
    rows
}

fn check(rows: &[Row], by: &Row, settings: &ExperimentSettings, regression: bool) -> bool {
    let Some((before, losses)) = learned(&text(rows), settings, regression) else { return false };
    let others = [&before.rows.validation[..], &before.rows.test].concat();
    let rows = changed(rows, &others, by);
    let Some((after, losses_after)) = learned(&text(&rows), settings, regression) else {
        return false;
    };
    assert_eq!(before.rows.training, after.rows.training, "the same rows train");
    assert_eq!(before.columns, after.columns, "nothing is fitted otherwise");
    assert_eq!(before.target_scaler, after.target_scaler);
    assert_eq!(before.training, after.training, "not one training number");
    assert_eq!(losses, losses_after, "the same steps");
    true
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn no_cell_of_another_part_touches_training(
        rows in rows(),
        by in rows(),
        (settings, regression) in settings(),
    ) {
        prop_assume!(check(&rows, &by[FIXED], &settings, regression));
    }

    #[test]
    fn no_cell_of_the_test_part_touches_validation(
        rows in rows(),
        by in rows(),
        (mut settings, regression) in settings(),
    ) {
        settings.test_percent = 25;
        let Some((before, losses)) = learned(&text(&rows), &settings, regression) else {
            return Ok(());
        };
        let rows = changed(&rows, &before.rows.test, &by[FIXED]);
        let Some((after, losses_after)) = learned(&text(&rows), &settings, regression) else {
            return Ok(());
        };
        prop_assert_eq!(before.training, after.training);
        prop_assert_eq!(before.validation, after.validation);
        prop_assert_eq!(losses, losses_after);
    }

    /// The matrices are what the kept encoders make of the table's cells.
    #[test]
    fn the_kept_encoders_repeat_every_input(rows in rows(), (settings, regression) in settings()) {
        let table = table(&text(&rows));
        let checked = experiment(&table, |config| settings.apply(config, &table, regression));
        let Ok(data) = Dataset::prepare(&table, &checked) else { return Ok(()) };
        let cells: Vec<(usize, bool)> = data
            .columns
            .iter()
            .map(|fitted| {
                let columns = &table.schema().columns;
                let place = columns.iter().position(|c| c.name == fitted.column).unwrap();
                (place, columns[place].kind() == descent::config::ColumnKind::Numeric)
            })
            .collect();
        for (part, rows) in [
            (&data.training, &data.rows.training),
            (&data.validation, &data.rows.validation),
            (&data.test, &data.rows.test),
        ] {
            prop_assert_eq!(part.rows(), rows.len());
            for (inputs, &row) in part.inputs.view().iter_rows().zip(rows) {
                let mut from = 0;
                for (fitted, &(place, is_number)) in data.columns.iter().zip(&cells) {
                    let text = table.cell(row, place);
                    // Dates are shown as days or as dates; their numbers are checked elsewhere.
                    let number = text.as_deref().and_then(|text| text.parse().ok());
                    let cell = match text.as_deref() {
                        None => Cell::Missing,
                        Some(_) if is_number && number.is_none() => {
                            from += fitted.width();
                            continue;
                        }
                        Some(_) if is_number => Cell::Number(number.unwrap_or_default()),
                        Some(word) => Cell::Word(word),
                    };
                    let mut expected = vec![f64::NAN; fitted.width()];
                    fitted.transform(cell, &mut expected);
                    for expected in expected {
                        prop_assert!((widen(inputs[from]) - widen(narrow(expected))).abs() < 1e-15);
                        from += 1;
                    }
                }
                prop_assert_eq!(from, data.inputs());
            }
        }
    }
}

/// Each choice once, whatever the dice of the test above say.
#[test]
fn no_choice_of_preparation_leaks() {
    let row = |place: usize| Row {
        number: (place % 7 != 3).then_some((place * place % 97) as i32),
        word: (place % 5 != 2).then_some((place % 8) as u8),
        day: (place % 11 != 4).then_some((place * 13 % 240) as u8),
        yes: (place % 6 != 1).then_some(place.is_multiple_of(3)),
        group: (place % 12) as u8,
        value: (place * 31 % 113) as i32,
        class: (place % 3) as u8,
    };
    let mut rows: Vec<Row> = (0..70).map(row).collect();
    for (place, row) in rows.iter_mut().take(FIXED).enumerate() {
        row.number.get_or_insert(place as i32);
        row.word.get_or_insert(0);
        row.day.get_or_insert(3);
        row.yes.get_or_insert(false);
    }
    let by = Row { number: Some(3999), word: Some(9), day: Some(249), yes: Some(true), ..row(5) };
    let by_nothing = Row { number: None, word: None, day: None, yes: None, ..row(5) };
    let mut checked = 0;
    for imputer in Imputer::ALL {
        for scaling in Scaling::ALL {
            for encoding in CategoryEncoding::ALL {
                for (log, regression) in [(false, false), (true, true)] {
                    let own = ColumnConfig {
                        imputer: Some(imputer),
                        scaling: Some(scaling),
                        encoding: Some(encoding),
                        clip_percent: if log { 0.0 } else { 10.0 },
                        log,
                        dates: DatePart::ALL.to_vec(),
                    };
                    let settings = ExperimentSettings {
                        own,
                        rare_percent: if log { 0.0 } else { 15.0 },
                        target_scaling: scaling,
                        test_percent: 15,
                        training_rows: None,
                        method: SplitMethod::Shuffled,
                        seed: 7,
                    };
                    for by in [&by, &by_nothing] {
                        checked += usize::from(check(&rows, by, &settings, regression));
                    }
                }
            }
        }
    }
    // Holes in every other row leave nothing to measure where such rows are dropped.
    assert!(checked >= 4 * 4 * 2 * 2 * 2, "{checked}");
}
