//! Synthetic tables: what their points follow, and that they stay the same forever.

use std::collections::BTreeMap;
use std::f64::consts::PI;

use descent::config::{
    ColumnKind, ConfigError, DataSource, PaintedPoint, Shape, SyntheticConfig, Task, limits, share,
};
use descent::data::{SyntheticTable, Table, synthesize, synthetic};
use proptest::prelude::*;

use crate::support::hash;

/// One of each, painted with three points of two classes.
pub fn shapes() -> Vec<Shape> {
    let mut shapes = Shape::all();
    shapes.pop();
    let points = [(-500, 0, 0), (500, 250, 2), (-1000, 1000, 0)].map(PaintedPoint::from).to_vec();
    shapes.push(Shape::Painted { points });
    shapes
}

fn config(shape: Shape, rows: u32, noise: f64, seed: u32) -> SyntheticConfig {
    SyntheticConfig { shape, rows, noise, seed }
}

fn formula(text: &str) -> Shape {
    Shape::Formula { formula: text.to_owned() }
}

fn make(config: &SyntheticConfig) -> SyntheticTable {
    synthesize(config).unwrap_or_else(|error| panic!("{config:?}: {error}"))
}

fn numbers(table: &Table, column: usize) -> Vec<f64> {
    let number = |row| table.cell(row, column).unwrap().parse().unwrap();
    (0..table.rows()).map(number).collect()
}

fn words(table: &Table) -> Vec<String> {
    (0..table.rows()).map(|row| table.cell(row, 2).unwrap().into_owned()).collect()
}

/// Every cell, in order; the shortest decimal tells every bit.
fn fingerprint(table: &Table) -> u64 {
    let cells = (0..table.rows())
        .flat_map(|row| (0..table.schema().columns.len()).map(move |column| (row, column)));
    hash(
        cells.flat_map(|(row, column)| {
            format!("{};", table.cell(row, column).unwrap()).into_bytes()
        }),
    )
}

#[test]
fn points_are_the_recorded_ones() {
    let mut recorded: Vec<String> = shapes()
        .into_iter()
        .map(|shape| {
            let label = shape.label();
            format!("{label}: {:016x}", fingerprint(&make(&SyntheticConfig::new(shape)).table))
        })
        .collect();
    recorded.sort();
    insta::assert_snapshot!(recorded.join("\n"));
}

#[test]
fn regressions_lie_on_their_curves_without_noise() {
    type Curve = fn(&[f64]) -> f64;
    let polynomial = |degree| Shape::Polynomial { degree };
    let cases: [(Shape, usize, Curve); 8] = [
        (Shape::Line, 1, |x| 2.0 * x[0] + 1.0),
        (polynomial(2), 1, |x| 2.0 * x[0].powi(2) - 1.0),
        (polynomial(3), 1, |x| 4.0 * x[0].powi(3) - 3.0 * x[0]),
        (polynomial(9), 1, |x| (9.0 * x[0].acos()).cos()),
        (Shape::Sine, 1, |x| (3.0 * x[0]).sin()),
        (Shape::Plane, 2, |x| x[0] - x[1] / 2.0),
        (formula("x1 * x3"), 3, |x| x[0] * x[2]),
        (formula("sin(3 * x) + x / 2"), 1, |x| (3.0 * x[0]).sin() + x[0] / 2.0),
    ];
    for (shape, inputs, curve) in cases {
        let table = make(&config(shape.clone(), 200, 0.0, 7)).table;
        let columns: Vec<_> = (0..=inputs).map(|column| numbers(&table, column)).collect();
        assert_eq!(table.schema().columns.len(), inputs + 1, "{shape:?}");
        for row in 0..200 {
            let x: Vec<f64> = columns[..inputs].iter().map(|column| column[row]).collect();
            assert!(x.iter().all(|x| (-1.0..1.0).contains(x)), "{shape:?}: {x:?}");
            let y = columns[inputs][row];
            assert!((y - curve(&x)).abs() < 1e-12, "{shape:?} at {x:?}: {y}");
        }
    }
}

#[test]
fn a_formula_means_what_it_says() {
    type Function = fn(f64) -> f64;
    let cases: [(&str, Function); 22] = [
        ("1 - 2 - x", |x| 1.0 - 2.0 - x),
        ("-x^2", |x| -(x * x)),
        ("x^3", |x| x * x * x),
        ("x^-2", |x| 1.0 / (x * x)),
        ("2^x", f64::exp2),
        ("(x + 1)^0.5", |x| (x + 1.0).sqrt()),
        ("cos(pi * x)", |x| (PI * x).cos()),
        ("tan(x)", f64::tan),
        ("exp(x)", f64::exp),
        ("e^x", f64::exp),
        ("ln(x + 2)", |x| (x + 2.0).ln()),
        ("sqrt(x + 1)", |x| (x + 1.0).sqrt()),
        ("abs(x)", f64::abs),
        ("tanh(3 * x)", |x| (3.0 * x).tanh()),
        ("tanh(900 * x)", |x| (900.0 * x).tanh()),
        ("sigmoid(4 * x)", |x| 1.0 / (1.0 + (-4.0 * x).exp())),
        ("relu(x)", |x| x.max(0.0)),
        ("step(x - 0.25)", |x| if x >= 0.25 { 1.0 } else { 0.0 }),
        ("sign(x)", f64::signum),
        ("min(x, 0.5 * x^2)", |x| x.min(0.5 * x * x)),
        ("max(x, -x)", f64::abs),
        ("1 / (1 + 25 * x^2)", |x| 1.0 / (1.0 + 25.0 * x * x)),
    ];
    for (text, function) in cases {
        let made = make(&config(formula(text), 500, 0.0, 3));
        assert_eq!(made.left_out, 0, "{text}");
        for (x, y) in numbers(&made.table, 0).into_iter().zip(numbers(&made.table, 1)) {
            let expected = function(x);
            let error = (y - expected).abs() / expected.abs().max(1.0);
            assert!(error < 1e-12, "{text} at {x}: {y}, not {expected}");
        }
    }
}

#[test]
fn points_without_a_finite_number_are_left_out_and_counted() {
    type IsKept = fn(f64) -> bool;
    let cases: [(&str, IsKept); 7] = [
        ("ln(x)", |x| x > 0.0),
        ("sqrt(x)", |x| x >= 0.0),
        ("x^0.5", |x| x >= 0.0),
        ("exp(500 * x)", |x| 500.0 * x < f64::from(f32::MAX).ln()),
        ("min(ln(x), 0)", |x| x > 0.0),
        ("ln(x) / 0", |_| false),
        ("sin(2000 * x)", |x| (-999.0..=1001.0).contains(&(2000.0 * x))),
    ];
    for (text, is_kept) in cases {
        let all = make(&config(formula("x"), 1000, 0.0, 5)).table;
        let kept: Vec<f64> = numbers(&all, 0).into_iter().filter(|&x| is_kept(x)).collect();
        match synthesize(&config(formula(text), 1000, 0.0, 5)) {
            Ok(made) => {
                assert_eq!(made.left_out, 1000 - made.table.rows(), "{text}");
                assert_eq!(numbers(&made.table, 0), kept, "{text}");
                let note = made.note().unwrap();
                assert!(note.contains(&format!("at {} of 1000 points", made.left_out)), "{note}");
            }
            Err(error) => {
                assert!(kept.len() < 10, "{text}: {error}");
                assert!(matches!(error, ConfigError::FormulaRarelyFinite { rows: 1000, .. }));
            }
        }
    }
    let few = synthesize(&config(formula("sqrt(x - 0.99)"), 500, 0.0, 5)).expect_err("too few");
    assert_eq!(
        few.to_string(),
        "The formula is a finite number at only 5 of 500 points from -1 to 1; at least 10 are needed."
    );
    assert_eq!(make(&config(Shape::Line, 10, 0.0, 1)).note(), None);
}

#[test]
fn classes_lie_on_their_shapes_without_noise() {
    type Belongs = fn(f64, f64, &str) -> bool;
    let near = |a: f64, b: f64| (a - b).abs() < 1e-12;
    let radius = |x: f64, y: f64| (x * x + y * y).sqrt();
    let cases: [(Shape, Belongs); 5] = [
        (Shape::TwoMoons, |x, y, class| {
            // Back to scikit-learn's places.
            let (x, y) = (1.5 * x + 0.5, 1.5 * y + 0.25);
            let (x, y) = if class == "A" { (x, y) } else { (1.0 - x, 0.5 - y) };
            (x * x + y * y - 1.0).abs() < 1e-12 && y > -1e-12
        }),
        (Shape::Circles, |x, y, class| {
            let wanted = if class == "A" { 1.0 } else { 0.5 };
            ((x * x + y * y).sqrt() - wanted).abs() < 1e-12
        }),
        (Shape::Xor, |x, y, class| (x * y > 0.0) == (class == "A")),
        (Shape::Spirals, |x, y, class| {
            let r = (x * x + y * y).sqrt();
            let angle = 3.5 * PI * r + if class == "A" { 0.0 } else { PI };
            (x - r * angle.sin()).abs() < 1e-12 && (y - r * angle.cos()).abs() < 1e-12
        }),
        (Shape::Checkerboard, |x, y, class| {
            let field = |place: f64| ((place + 1.0) * 2.0).floor() as i32;
            (field(x) + field(y)) % 2 == i32::from(class == "B")
        }),
    ];
    for (shape, belongs) in cases {
        let table = make(&config(shape.clone(), 400, 0.0, 11)).table;
        let (x1, x2) = (numbers(&table, 0), numbers(&table, 1));
        for (row, class) in words(&table).iter().enumerate() {
            let (x, y) = (x1[row], x2[row]);
            assert!(belongs(x, y, class), "{shape:?}: {x} {y} {class}");
            assert!(x.abs() <= 1.0 && y.abs() <= 1.0, "{shape:?}: {x} {y}");
        }
    }
    for classes in 2..=5 {
        let table = make(&config(Shape::Blobs { classes }, 60, 0.0, 11)).table;
        let (x1, x2) = (numbers(&table, 0), numbers(&table, 1));
        let apart = 2.0 * 0.6 * (PI / f64::from(classes)).sin();
        for row in 0..60 {
            assert!(near(radius(x1[row], x2[row]), 0.6), "{classes}");
            // The next row is of the next class, at the next corner.
            let next = (row + 1) % 60;
            assert!(near(radius(x1[row] - x1[next], x2[row] - x2[next]), apart), "{classes}");
        }
    }
}

#[test]
fn painted_points_stay_where_they_are_and_keep_their_letters() {
    let table = make(&SyntheticConfig::new(shapes().pop().unwrap())).table;
    assert_eq!(numbers(&table, 0), [-0.5, 0.5, -1.0]);
    assert_eq!(numbers(&table, 1), [0.0, 0.25, 1.0]);
    assert_eq!(words(&table), ["A", "C", "A"]);
    let class = &table.schema().columns[2];
    assert_eq!(
        (class.kind(), &class.levels[..]),
        (ColumnKind::Text, &["A".into(), "C".into()][..])
    );
}

#[test]
fn the_task_follows_the_classes_that_are_there() {
    let painted = |classes: &[u8]| Shape::Painted {
        points: classes.iter().map(|&class| PaintedPoint::from((0, 0, class))).collect(),
    };
    let cases = [
        (Shape::Sine, Task::Regression),
        (Shape::Xor, Task::BinaryClassification),
        (Shape::Blobs { classes: 2 }, Task::BinaryClassification),
        (Shape::Blobs { classes: 5 }, Task::MulticlassClassification),
        (painted(&[]), Task::BinaryClassification),
        (painted(&[0, 4, 4]), Task::BinaryClassification),
        (painted(&[0, 1, 4]), Task::MulticlassClassification),
    ];
    for (shape, task) in cases {
        assert_eq!(shape.task(), task, "{shape:?}");
    }
}

#[test]
fn a_shape_is_called_as_in_its_link() {
    for shape in shapes() {
        let json = serde_json::to_string(&shape).unwrap();
        assert_eq!(json.split('"').nth(1), Some(shape.id()), "{json}");
    }
}

#[test]
fn what_cannot_be_made_is_refused() {
    let point = |x, y, class| Shape::Painted { points: vec![PaintedPoint { x, y, class }] };
    let good = SyntheticConfig::new(Shape::Line);
    let many = Shape::Painted { points: vec![PaintedPoint { x: 0, y: 0, class: 0 }; 2001] };
    let cases = [
        SyntheticConfig { rows: 9, ..good.clone() },
        SyntheticConfig { rows: 100_001, ..good.clone() },
        SyntheticConfig { noise: -0.1, ..good.clone() },
        SyntheticConfig { noise: f64::NAN, ..good },
        SyntheticConfig::new(Shape::Polynomial { degree: 10 }),
        SyntheticConfig::new(Shape::Blobs { classes: 6 }),
        SyntheticConfig::new(many),
        SyntheticConfig::new(point(1001, 0, 0)),
        SyntheticConfig::new(point(0, -1001, 0)),
        SyntheticConfig::new(point(0, 0, 5)),
        SyntheticConfig::new(formula("2x")),
    ];
    let sentences = cases.map(|config| {
        let refused = synthesize(&config).expect_err("refused");
        // A formula is read only where it is made.
        let is_formula = matches!(config.shape, Shape::Formula { .. });
        assert_eq!(config.check().is_err(), !is_formula);
        refused.to_string()
    });
    insta::assert_snapshot!(sentences.join("\n"));
}

#[test]
fn the_largest_painted_table_fits_into_a_link() {
    let point = PaintedPoint { x: -1000, y: -1000, class: 4 };
    let points = vec![point; limits::MAX_PAINTED_POINTS];
    let config = SyntheticConfig::new(Shape::Painted { points });
    let link = share::encode(&synthetic::experiment(config.clone()));
    assert!(link.len() < limits::MAX_LINK_CHARS, "{}", link.len());
    let DataSource::Synthetic(read) = share::decode(&link).unwrap().data.source else {
        panic!("a made table")
    };
    assert_eq!(read, config);
}

proptest! {
    #[test]
    fn tables_are_whole(
        at in 0..12_usize,
        rows in 10..300_u32,
        noise in 0.0..2.0_f64,
        seed in any::<u32>(),
    ) {
        let shape = shapes().swap_remove(at);
        let wanted = if matches!(shape, Shape::Painted { .. }) { 3 } else { rows as usize };
        let made = make(&config(shape.clone(), rows, noise, seed));
        let table = &made.table;
        prop_assert_eq!((table.rows(), made.left_out), (wanted, 0));
        let schema = table.schema();
        prop_assert!(schema.columns.iter().all(|column| column.missing == 0));
        for (index, column) in schema.columns.iter().enumerate() {
            if column.kind() == ColumnKind::Numeric {
                prop_assert!(numbers(table, index).iter().all(|value| value.is_finite()));
            }
        }
        if shape.task() != Task::Regression && !matches!(shape, Shape::Painted { .. }) {
            let mut sizes = BTreeMap::new();
            for class in words(table) {
                *sizes.entry(class).or_insert(0_usize) += 1;
            }
            let (least, most) = (sizes.values().min().unwrap(), sizes.values().max().unwrap());
            prop_assert!(most - least <= 1, "{:?}", sizes);
        }
    }

    #[test]
    fn seeds_draw_other_points_and_more_rows_keep_the_first(
        at in 0..11_usize,
        rows in 10..100_u32,
        noise in prop::sample::select(vec![0.0, 0.1]),
        seed in any::<u32>(),
    ) {
        let shape = shapes().swap_remove(at);
        let one = make(&config(shape.clone(), rows, noise, seed)).table;
        let other = make(&config(shape.clone(), rows, noise, seed.wrapping_add(1))).table;
        prop_assert_ne!(numbers(&one, 0), numbers(&other, 0));
        let more = make(&config(shape, rows + 50, noise, seed)).table;
        for column in 0..one.schema().columns.len() {
            for row in 0..one.rows() {
                prop_assert_eq!(one.cell(row, column), more.cell(row, column));
            }
        }
    }

    #[test]
    fn noise_has_its_standard_deviation_and_moves_the_same_points(
        at in 0..11_usize,
        noise in 0.01..1.0_f64,
        seed in any::<u32>(),
    ) {
        let shape = shapes().swap_remove(at);
        let is_regression = shape.task() == Task::Regression;
        let still = make(&config(shape.clone(), 4000, 0.0, seed)).table;
        let moved = make(&config(shape, 4000, noise, seed)).table;
        let columns = still.schema().columns.len();
        for column in 0..columns {
            if !is_regression && column == 2 {
                prop_assert_eq!(words(&still), words(&moved));
                continue;
            }
            let pairs = numbers(&still, column).into_iter().zip(numbers(&moved, column));
            let square = pairs.map(|(a, b)| (a - b) * (a - b)).sum::<f64>() / 4000.0;
            let wanted = if is_regression && column + 1 < columns { 0.0 } else { noise };
            prop_assert!((square.sqrt() - wanted).abs() <= 0.08 * wanted, "{} {}", square.sqrt(), wanted);
        }
    }
}
