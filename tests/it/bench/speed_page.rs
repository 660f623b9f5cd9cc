//! What the speed page measures: real training, right products, true labels.

use std::cell::Cell;
use std::fs;

use descent::bench::files::{FileContent, Writer};
use descent::bench::products::{CASES, DenseProduct, Product};
use descent::bench::stopwatch::{Timed, compare, median, time};
use descent::bench::{EndlessRun, networks};
use descent::config::{ColumnType, ReadingConfig};
use descent::data::import;
use descent::nn::widen;

/// Of each addend: products sum in `f32`, of numbers from -1 to 1.
const TOLERANCE: f64 = 1e-6;

#[test]
fn the_small_networks_learn() {
    for name in ["N2", "N4", "N5"] {
        let mut run = EndlessRun::new(&networks::by_name(name).unwrap(), true);
        let before = run.measure();
        for _ in 0..60 {
            run.train_epoch();
        }
        let after = run.measure();
        assert!(after.loss < 0.95 * before.loss, "{name}: {} -> {}", before.loss, after.loss);
        assert!(after.are_numbers(), "{name}");
    }
}

#[test]
fn every_network_takes_a_batch() {
    for workload in networks::all() {
        // A few of its rows, for the sake of the test's own speed.
        let mut workload = workload;
        workload.shape.rows = 40;
        workload.shape.validation_rows = 20;
        let mut run = EndlessRun::new(&workload, true);
        assert!(run.train_epoch().is_finite(), "{}", workload.name);
        assert!(run.measure().are_numbers(), "{}", workload.name);
    }
}

#[test]
fn a_restarted_run_repeats_itself() {
    let mut run = EndlessRun::new(&networks::by_name("N5").unwrap(), false);
    let first = run.train_epoch();
    run.train_epoch();
    run.restart();
    assert_eq!(run.train_epoch().to_bits(), first.to_bits());
}

#[test]
fn products_are_of_their_layout() {
    for case in CASES {
        if case.m > 256 {
            continue;
        }
        let mut product = Product::new(case);
        product.once();
        let result = product.result();
        assert_eq!((result.rows(), result.cols()), (case.m, case.n), "{}", case.name);
        let (row, col) = (case.m / 2, case.n / 3);
        let (a, b) = product.operands();
        let expected: f64 = (0..case.k)
            .map(|step| match case.layout {
                DenseProduct::Plain => (a.row(row)[step], b.row(step)[col]),
                DenseProduct::TransposedA => (a.row(step)[row], b.row(step)[col]),
                DenseProduct::TransposedB => (a.row(row)[step], b.row(col)[step]),
            })
            .map(|(a, b)| widen(a) * widen(b))
            .sum();
        let found = widen(result.row(row)[col]);
        assert!((found - expected).abs() < TOLERANCE * case.k as f64, "{}", case.name);
    }
}

#[test]
fn the_page_lists_what_is_measured() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/bench.html")).unwrap();
    for workload in networks::all() {
        let rows = workload.shape.rows.to_string();
        let rows = match rows.len() {
            0..=3 => rows,
            digits => format!("{},{}", &rows[..digits - 3], &rows[digits - 3..]),
        };
        let row = format!(
            "<th scope=\"row\">{} <span class=\"dim\">{}</span></th>\n              <td>{rows}</td>",
            workload.name, workload.what,
        );
        assert!(page.contains(&row), "bench.html has no row\n{row}");
    }
    for case in CASES {
        assert!(page.contains(&format!("data-product=\"{0}\"><th scope=\"row\">{0}<", case.name)));
    }
    assert_eq!(page.matches("data-network=").count(), networks::all().len());
    assert_eq!(page.matches("data-product=").count(), CASES.len());
}

#[test]
fn the_stopwatch_keeps_to_its_budget_and_repeats_short_work() {
    struct Ticks<'a>(&'a Cell<f64>, f64);
    impl Timed for Ticks<'_> {
        fn once(&mut self) {
            self.0.set(self.0.get() + self.1);
        }
    }
    let clock = Cell::new(0.0);
    for ms in [0.01, 3.0, 700.0] {
        let begin = clock.get();
        let timing = time(&mut Ticks(&clock, ms), 1_000.0, &mut || clock.get());
        let took = clock.get() - begin;
        assert!((timing.ms / ms - 1.0).abs() < 1e-6, "{ms}: {timing:?}");
        assert!((1_000.0..2_000.0).contains(&took), "{ms}: took {took}");
        assert!(timing.repeats as f64 * ms >= 50.0, "{ms}: {timing:?}");
    }
    let begin = clock.get();
    let (mut short, mut long) = (Ticks(&clock, 0.02), Ticks(&clock, 0.05));
    let (ms, ratio) = compare(&mut short, &mut long, 500.0, &mut || clock.get());
    assert!((ms / 0.02 - 1.0).abs() < 1e-6 && (ratio / 2.5 - 1.0).abs() < 1e-6, "{ms} {ratio}");
    assert!((500.0..600.0).contains(&(clock.get() - begin)));
    assert_eq!(median(&mut [3.0, 1.0, 2.0]), 2.0);
    assert_eq!(median(&mut [4.0, 1.0]), 2.5);
    assert_eq!(median(&mut []), 0.0);
}

/// The first rows of a made file.
fn made_file(content: FileContent, rows: usize) -> String {
    let mut text = String::new();
    let mut writer = Writer::begin(content, &mut text);
    (0..rows).for_each(|_| writer.row(&mut text));
    text
}

#[test]
fn made_files_are_what_they_say() {
    for (name, columns) in [("numbers", 30), ("mixed", 13)] {
        let content = FileContent::by_name(name).unwrap();
        let text = made_file(content, 400);
        assert_eq!(text, made_file(content, 400), "{name}");
        let table = import(text.as_bytes(), &ReadingConfig::default()).unwrap().table;
        let schema = &table.schema().columns;
        assert_eq!((table.rows(), schema.len()), (400, columns), "{name}");
        let count = |wanted| schema.iter().filter(|column| column.column_type == wanted).count();
        let types =
            [ColumnType::Decimal, ColumnType::Category, ColumnType::Choices, ColumnType::Date]
                .map(count);
        let missing: usize = schema.iter().map(|column| column.missing).sum();
        match content {
            FileContent::Numbers => {
                assert_eq!((types, missing), ([30, 0, 0, 0], 0));
                let bytes = text.len() as f64 / f64::from(400 * 30);
                assert!((9.0..9.5).contains(&bytes), "{bytes} bytes a field");
            }
            FileContent::Mixed => {
                assert_eq!(types, [10, 1, 1, 1]);
                let share = missing as f64 / (400 * columns) as f64;
                assert!((0.015..0.025).contains(&share), "{share} of the fields are empty");
                assert!(text.contains("\"large, red\""));
            }
        }
    }
}
