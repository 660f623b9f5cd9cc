//! A row as a form: what is typed reaches the network as the rows of training did.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::Command;

use descent::config::{
    CategoryEncoding, DataConfig, DataSource, ExperimentConfig, Imputer, Task, share,
};
use descent::data::{Dataset, NumberRange, Part};
use descent::inspection::{FieldKind, NetworkCopy, TypedRow, predict_row, prepare_row, typed_row};
use descent::train::Trainer;

use super::tables::{orders, orders_experiment, orders_text, prepared, titanic};
use crate::support::{experiment_on, in_german, table};

fn parts(dataset: &Dataset) -> [(&Part, &[usize]); 3] {
    [
        (&dataset.training, &dataset.rows.training),
        (&dataset.validation, &dataset.rows.validation),
        (&dataset.test, &dataset.rows.test),
    ]
}

fn bits(numbers: &[f32]) -> Vec<u32> {
    numbers.iter().map(|number| number.to_bits()).collect()
}

#[test]
fn a_row_typed_as_it_stands_is_the_datasets() {
    let (titanic, config) = titanic();
    let plain = config.check(titanic.schema()).unwrap();
    let mut ordinal = config.clone();
    ordinal.data.split.test_percent = 10;
    ordinal.data.preparation.encoding = CategoryEncoding::Ordinal;
    ordinal.data.preparation.imputer = Imputer::Constant { value: -1.0 };
    let ordinal = ordinal.check(titanic.schema()).unwrap();
    let mut dropping = config;
    dropping.data.preparation.imputer = Imputer::DropRow;
    dropping.data.preparation.rare_percent = 25.0;
    let dropping = dropping.check(titanic.schema()).unwrap();
    let orders = orders();
    let of_orders = orders_experiment(&orders);
    let cases =
        [(&titanic, plain), (&titanic, ordinal), (&titanic, dropping), (&orders, of_orders)];
    for (table, checked) in cases {
        let (dataset, form) = prepared(table, &checked);
        let mut seen = 0;
        for (part, rows) in parts(&dataset) {
            for (at, &row) in rows.iter().enumerate() {
                let typed = typed_row(table, &form, row);
                let expected = bits(part.inputs.row(at));
                // As it stands, and read from its text alone.
                for row in [row, usize::MAX] {
                    let typed = TypedRow { row, ..typed.clone() };
                    let own = prepare_row(table, &dataset, &form, &typed).unwrap();
                    assert_eq!(bits(&own.inputs), expected, "{typed:?}");
                }
                seen += 1;
            }
        }
        assert!(seen >= 80);
    }
}

/// What the form writes with a decimal comma is read with one.
#[test]
fn a_row_in_german_is_the_datasets_too() {
    let (titanic, config) = titanic();
    let checked = config.check(titanic.schema()).unwrap();
    let orders = orders();
    let of_orders = orders_experiment(&orders);
    in_german(|| {
        for (table, checked) in [(&titanic, &checked), (&orders, &of_orders)] {
            let (dataset, form) = prepared(table, checked);
            let mut commas = 0;
            for (part, rows) in parts(&dataset) {
                for (at, &row) in rows.iter().enumerate() {
                    let typed = typed_row(table, &form, row);
                    commas += typed.texts.iter().filter(|text| text.contains(',')).count();
                    for row in [row, usize::MAX] {
                        let typed = TypedRow { row, ..typed.clone() };
                        let own = prepare_row(table, &dataset, &form, &typed).unwrap();
                        assert_eq!(bits(&own.inputs), bits(part.inputs.row(at)), "{typed:?}");
                    }
                }
            }
            assert!(commas > 30);
        }
    });
}

#[test]
fn a_text_says_where_the_slider_stands() {
    let orders = orders();
    let (_, form) = prepared(&orders, &orders_experiment(&orders));
    let stands = |column: &str, text: &str| {
        form.fields.iter().find(|field| field.column == column).unwrap().number(text)
    };
    assert_eq!(stands("price", "0.5"), Some(0.5));
    assert_eq!(stands("price", "0,5"), Some(0.5));
    assert_eq!(stands("price", "1,234"), None, "two numbers");
    assert_eq!(stands("price", "inf"), None);
    assert_eq!(stands("share", "45 %"), Some(45.0));
    assert_eq!(stands("day", "1970-01-02"), Some(1.0));
    assert_eq!(stands("took", "0:01:30"), Some(90.0));
    assert_eq!(stands("city", "5"), None, "a word");
    assert_eq!(in_german(|| stands("price", "1,234")), Some(1.234));
    assert_eq!(in_german(|| stands("price", "1.234")), None);
}

#[test]
fn a_value_finer_than_its_text_is_not_lost() {
    let mut text = "at,y\n".to_owned();
    for row in 0..30 {
        let (day, tenths, y) = (1 + row, 1 + row % 9, row % 7);
        writeln!(text, "2026-01-{day:02} 10:00:{row:02}.{tenths},{y}").unwrap();
    }
    let table = table(&text);
    let checked = experiment_on(&table, |config| config.set_task(Task::Regression));
    let (dataset, form) = prepared(&table, &checked);
    for (part, rows) in parts(&dataset) {
        for (at, &row) in rows.iter().enumerate() {
            let typed = typed_row(&table, &form, row);
            let own = prepare_row(&table, &dataset, &form, &typed).unwrap();
            assert_eq!(bits(&own.inputs), bits(part.inputs.row(at)));
        }
    }
}

#[test]
fn a_row_typed_as_it_stands_is_predicted_alike() {
    let (titanic, config) = titanic();
    let orders = orders();
    let of_orders = orders_experiment(&orders);
    let of_orders = ExperimentConfig {
        data: DataConfig {
            source: DataSource::File {
                name: "orders.csv".to_owned(),
                columns: orders.schema().columns.iter().map(|one| one.name.clone()).collect(),
            },
            ..of_orders.config().data.clone()
        },
        ..of_orders.config().clone()
    };
    for (table, config, file) in
        [(&titanic, config, None), (&orders, of_orders, Some(orders_text()))]
    {
        let checked = config.check(table.schema()).unwrap();
        let (dataset, form) = prepared(table, &checked);
        let mut trainer = Trainer::new(&checked, dataset);
        while trainer.outcome().is_none() {
            trainer.work(&mut || true);
        }
        let mut copy = NetworkCopy::new(&trainer);
        copy.update(&trainer);
        let dataset = trainer.shared_dataset();
        let scaler = dataset.target_scaler;
        let straight: Vec<f32> = {
            let of_validation = trainer.predict(|dataset| &dataset.validation);
            of_validation.iter().map(|p| scaler.inverse(f64::from(*p)) as f32).collect()
        };
        let written = written(&config, file);
        assert_eq!(written.len(), dataset.rows.validation.len());
        for (at, &row) in dataset.rows.validation.iter().enumerate() {
            let typed = typed_row(table, &form, row);
            let row = prepare_row(table, &dataset, &form, &typed).unwrap();
            let said = predict_row(&mut copy, &dataset, &row).unwrap();
            assert_eq!(bits(&said), bits(&straight[at..=at]));
            assert_eq!(bits(&said), bits(&written[at..=at]));
        }
    }
}

/// The predictions of the validation rows that the command writes, of the Gallery or of a file.
fn written(config: &ExperimentConfig, file: Option<String>) -> Vec<f32> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("typed_row");
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("predictions.csv");
    let mut command = Command::new(env!("CARGO_BIN_EXE_descent"));
    command.arg("train").arg(share::encode(config)).arg("--predictions").arg(&path);
    if let Some(text) = file {
        let data = folder.join("orders.csv");
        std::fs::write(&data, text).unwrap();
        command.arg("--data").arg(data);
    }
    let output = command.output().expect("the binary runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = std::fs::read_to_string(&path).unwrap();
    let rows = text.lines().filter(|line| line.starts_with("validation,"));
    rows.map(|line| line.rsplit(',').next().unwrap().parse().unwrap()).collect()
}

#[test]
fn a_form_says_what_the_training_rows_hold() {
    let (table, config) = titanic();
    let checked = config.check(table.schema()).unwrap();
    let (dataset, form) = prepared(&table, &checked);
    let columns: Vec<_> = form.fields.iter().map(|field| field.column.as_str()).collect();
    let fitted: Vec<_> = dataset.columns.iter().map(|column| column.column.as_str()).collect();
    assert_eq!(columns, fitted);
    let field = |name: &str| form.fields.iter().find(|field| field.column == name).unwrap();
    let FieldKind::Number { range: Some(range), .. } = &field("fare").kind else { panic!() };
    let place = field("fare").place;
    let mut fares: Vec<f64> = dataset
        .rows
        .training
        .iter()
        .filter_map(|&row| table.cell(row, place)?.parse().ok())
        .collect();
    fares.sort_by(f64::total_cmp);
    let middle = fares.len() / 2;
    let median = if fares.len() % 2 == 1 {
        fares[middle]
    } else {
        f64::midpoint(fares[middle - 1], fares[middle])
    };
    let expected = NumberRange { least: fares[0], greatest: fares[fares.len() - 1], median };
    assert_eq!(*range, expected);
    assert_eq!(
        field("embarked").kind,
        FieldKind::Word {
            categories: ["C", "Q", "S"].map(str::to_owned).to_vec(),
            more: 0,
            most_frequent: Some("S".to_owned()),
        }
    );
    // A row has its own texts; a blank is nothing.
    let blank =
        (0..table.rows()).find(|&row| table.cell(row, field("age").place).is_none()).unwrap();
    let texts = typed_row(&table, &form, blank).texts;
    let age = columns.iter().position(|column| *column == "age").unwrap();
    assert_eq!(texts[age], "");
    // No before yes; pooled categories stand among the others.
    let orders = orders();
    let checked = orders_experiment(&orders);
    let (_, form) = prepared(&orders, &checked);
    let words = |name: &str| {
        let field = form.fields.iter().find(|field| field.column == name).unwrap();
        let FieldKind::Word { categories, .. } = &field.kind else { panic!("{field:?}") };
        categories.clone()
    };
    assert_eq!(words("express"), ["no", "yes"]);
    assert_eq!(words("city"), ["Bern", "Lima", "Oslo", "Rome"]);
}

#[test]
fn very_many_categories_are_cut_and_the_rest_is_counted() {
    let mut text = "word,y\n".to_owned();
    for row in 0..1000 {
        writeln!(text, "w{:03},{}", row % 400, row % 9).unwrap();
    }
    let table = table(&text);
    for encoding in CategoryEncoding::ALL {
        let checked = experiment_on(&table, |config| {
            config.set_task(Task::Regression);
            config.data.preparation.encoding = encoding;
        });
        let (dataset, form) = prepared(&table, &checked);
        let FieldKind::Word { categories, more, .. } = &form.fields[0].kind else { panic!() };
        assert_eq!(categories.len(), 200);
        assert!(categories.is_sorted() && *more > 100);
        let typed = typed_row(&table, &form, dataset.rows.training[0]);
        assert_eq!(prepare_row(&table, &dataset, &form, &typed).unwrap().notes, []);
    }
}
