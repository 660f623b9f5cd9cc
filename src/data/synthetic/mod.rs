//! Synthetic tables: seeded points on a curve, or in classes, with noise.

mod class_points;
mod evaluate;
mod starter;

use crate::config::{
    ColumnType, ConfigError, Formula, PaintedPoint, Shape, SyntheticConfig, limits,
};
use crate::data::Table;
use crate::data::table::Column;
use crate::nn::random::{Stream, block_generator, normal, uniform};
use crate::tn;

pub use starter::experiment;

/// A synthetic table.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "the names say it")]
pub struct SyntheticTable {
    pub table: Table,
    /// Points at which the formula is no finite number, which are not in the table.
    pub left_out: usize,
}

/// What a stream of the table's seed is drawn for, so that more noise moves the same
/// points further, and more rows keep the first ones.
#[derive(Clone, Copy)]
enum Draw {
    Places = 0,
    Noise = 1,
    Turn = 2,
}

/// The letters of the classes, in their order.
pub const CLASSES: [&str; 5] = ["A", "B", "C", "D", "E"];

/// Makes the table of a configuration: the same bits everywhere.
///
/// # Formula
/// With `u` uniform from -1 to 1 and the noise normal with the given standard deviation:
///
/// | Shape | Points, before noise |
/// | --- | --- |
/// | line | `y = 2 x + 1` |
/// | polynomial | `y = T_n(x)`, Chebyshev's of the first kind: `T_0 = 1`, `T_1 = x`, `T_n = 2 x T_(n-1) - T_(n-2)` |
/// | sine | `y = sin(3 x)` |
/// | plane | `y = x1 - x2 / 2` |
/// | formula | the user's, at `u` for each input |
/// | two moons | `sklearn.datasets.make_moons`: A `(cos t, sin t)`, B `(1 - cos t, 1/2 - sin t)`, moved by `(-1/2, -1/4)` and divided by 1.5; `t` uniform from 0 to pi |
/// | circles | `sklearn.datasets.make_circles(factor=0.5)`: A on the unit circle, B on half of it; the angle uniform |
/// | XOR | A where `x1 x2 > 0`, else B; `|x1|`, `|x2|` uniform from 0.05 to 1 |
/// | spirals | `r (sin t, cos t)`, `t = 3.5 pi r`, for B half a turn on; `r` uniform from 0.1 to 1 |
/// | blobs | `sklearn.datasets.make_blobs(cluster_std=noise)`, its centres the corners of a regular polygon of radius 0.6, turned at random |
/// | checkerboard | uniform on the fields of a board of four by four, neighbours of different classes |
/// | painted | the points themselves |
///
/// The noise of a regression is added to `y`, that of a class to both coordinates.
/// Classes take turns, so that their sizes differ by one row at most.
///
/// Checked by `tests/it/data/synthetic.rs`.
///
/// # Errors
/// What [`SyntheticConfig::check`] refuses, and [`ConfigError::FormulaRarelyFinite`].
pub fn synthesize(config: &SyntheticConfig) -> Result<SyntheticTable, ConfigError> {
    config.check()?;
    let x = ["x".to_owned()];
    let made = match &config.shape {
        Shape::Line | Shape::Polynomial { .. } | Shape::Sine => {
            curve(config, &x, |x| true_value(config, x[0]).unwrap_or_default())
        }
        Shape::Plane => curve(config, &["x1".to_owned(), "x2".to_owned()], |x| x[0] - x[1] / 2.0),
        Shape::Formula { formula } => {
            let formula =
                Formula::parse(formula).map_err(|problem| ConfigError::Formula { problem })?;
            let made = curve(config, formula.input_names(), |inputs| {
                evaluate::evaluate(formula.root(), inputs)
            });
            let points = made.table.rows();
            if (points as f64) < limits::SYNTHETIC_ROWS.min {
                return Err(ConfigError::FormulaRarelyFinite { points, rows: config.rows });
            }
            made
        }
        Shape::TwoMoons => classes(config, 2, class_points::moon),
        Shape::Circles => classes(config, 2, class_points::circle),
        Shape::Xor => classes(config, 2, class_points::xor),
        Shape::Spirals => classes(config, 2, class_points::spiral),
        Shape::Blobs { classes: count } => {
            let turn = uniform(&mut generator(config, Draw::Turn));
            classes(config, *count as usize, |class, _| class_points::corner(class, *count, turn))
        }
        Shape::Checkerboard => classes(config, 2, class_points::field),
        Shape::Painted { points } => painted(config, points),
    };
    Ok(made)
}

/// What a table with the one input `x` follows, without its noise; `None` for all others.
///
/// Checked by `tests/it/data/synthetic.rs::points_without_noise_lie_on_what_they_follow`.
pub fn true_value(config: &SyntheticConfig, x: f64) -> Option<f64> {
    match &config.shape {
        Shape::Line => Some(2.0 * x + 1.0),
        Shape::Polynomial { degree } => Some(chebyshev(*degree, x)),
        Shape::Sine => Some(evaluate::sin(3.0 * x)),
        Shape::Formula { formula } => {
            let formula = Formula::parse(formula).ok()?;
            (formula.input_names().len() == 1).then(|| evaluate::evaluate(formula.root(), &[x]))
        }
        _ => None,
    }
}

fn generator(config: &SyntheticConfig, draw: Draw) -> impl rand::RngCore + use<> {
    block_generator(config.seed, Stream::Table, draw as u32)
}

/// `y = of(inputs)` with noise, at inputs drawn from -1 to 1.
fn curve(
    config: &SyntheticConfig,
    inputs: &[String],
    of: impl Fn(&[f64]) -> f64,
) -> SyntheticTable {
    let mut places = generator(config, Draw::Places);
    let mut noise = generator(config, Draw::Noise);
    let mut columns = vec![Vec::new(); inputs.len() + 1];
    let mut left_out = 0;
    let mut point = vec![0.0; inputs.len()];
    for _ in 0..config.rows {
        point.fill_with(|| 2.0 * uniform(&mut places) - 1.0);
        let y = of(&point) + config.noise * normal(&mut noise);
        // A file's numbers beyond the engine's are refused too; NaN is in no range.
        if y.abs() <= f64::from(f32::MAX) {
            for (column, value) in columns.iter_mut().zip(point.iter().chain([&y])) {
                column.push(value + 0.0); // no -0, as in a file
            }
        } else {
            left_out += 1;
        }
    }
    let names = inputs.iter().map(String::as_str).chain(["y"]);
    let columns = names.zip(columns.into_iter().map(Column::Numeric)).collect();
    SyntheticTable { table: table(columns), left_out }
}

/// `count` classes that take turns, each point at `place(class, generator)` and moved by
/// noise.
fn classes<P>(config: &SyntheticConfig, count: usize, place: P) -> SyntheticTable
where
    P: Fn(usize, &mut dyn rand::RngCore) -> [f64; 2],
{
    let mut places = generator(config, Draw::Places);
    let points = (0..config.rows as usize).map(|row| {
        let class = row % count;
        (place(class, &mut places), class)
    });
    classified(config, points)
}

fn painted(config: &SyntheticConfig, points: &[PaintedPoint]) -> SyntheticTable {
    let thousandths = |place: i16| f64::from(place) / 1000.0;
    let points = points
        .iter()
        .map(|point| ([thousandths(point.x), thousandths(point.y)], usize::from(point.class)));
    classified(config, points)
}

fn classified(
    config: &SyntheticConfig,
    points: impl Iterator<Item = ([f64; 2], usize)>,
) -> SyntheticTable {
    let mut noise = generator(config, Draw::Noise);
    let (mut x1, mut x2, mut classes) = (Vec::new(), Vec::new(), Vec::new());
    for (place, class) in points {
        let [first, second] = place.map(|place| place + config.noise * normal(&mut noise) + 0.0);
        x1.push(first);
        x2.push(second);
        classes.push(class);
    }
    // Only the classes that are there, in the order of their letters.
    let present: Vec<usize> = (0..CLASSES.len()).filter(|class| classes.contains(class)).collect();
    let code = |class: &usize| present.partition_point(|other| other < class) as u32;
    let column = Column::Text {
        codes: classes.iter().map(code).collect(),
        levels: present.iter().map(|&class| CLASSES[class]).collect(),
    };
    let columns = vec![("x1", Column::Numeric(x1)), ("x2", Column::Numeric(x2)), ("class", column)];
    SyntheticTable { table: table(columns), left_out: 0 }
}

fn table(columns: Vec<(&str, Column)>) -> Table {
    let typed = columns.into_iter().map(|(name, column)| {
        let column_type = match column {
            Column::Numeric(_) => ColumnType::Decimal,
            Column::Text { .. } => ColumnType::Category,
        };
        (name.to_owned(), column_type, column)
    });
    Table::new(typed.collect())
}

/// `T_n(x)`; from -1 to 1 where `x` is.
fn chebyshev(degree: u32, x: f64) -> f64 {
    let (mut before, mut now) = (1.0, x);
    for _ in 1..degree {
        (before, now) = (now, 2.0 * x * now - before);
    }
    now
}

impl SyntheticTable {
    /// A note about the points that were left out, if any were.
    pub fn note(&self) -> Option<String> {
        (self.left_out > 0).then(|| {
            let rows = self.table.rows() + self.left_out;
            tn!(
                self.left_out,
                "The formula is no finite number at {count} of {rows} points, which is left out.",
                "The formula is no finite number at {count} of {rows} points, which are left out.",
                rows,
            )
        })
    }
}
