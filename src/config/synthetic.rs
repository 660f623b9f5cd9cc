//! Synthetic tables: part of the link, the same everywhere.

use serde::{Deserialize, Serialize};

use crate::config::{ConfigError, Task, limits};
use crate::t;

/// A synthetic table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SyntheticConfig {
    /// What the points follow.
    pub shape: Shape,
    /// Points; painted ones are as many as were painted.
    pub rows: u32,
    /// Standard deviation of what is added to every point: to the target of a
    /// regression, to the place of a class's point.
    pub noise: f64,
    /// Draws the points and the noise; the experiment's own seed changes neither.
    pub seed: u32,
}

/// What the points of a synthetic table follow; places lie about -1 to 1.
///
/// A regression has the columns `x` (or `x1`, `x2` ...) and `y`, with `x` uniform from
/// -1 to 1; a classification `x1`, `x2` and `class`, which is a letter. What each of them
/// is by formula: [`data::synthesize`](crate::data::synthesize).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// A line, `y = 2 x + 1`.
    #[default]
    Line,
    /// A polynomial with as many turns as its degree allows.
    Polynomial {
        /// Its highest power.
        #[serde(default = "degree")]
        degree: u32,
    },
    /// `y = sin(3 x)`
    Sine,
    /// A plane over two inputs, `y = x1 - x2 / 2`.
    Plane,
    /// A formula in `x`, or in `x1` to `x9`.
    Formula {
        /// As the user wrote it: [`Formula`].
        formula: String,
    },
    /// Two half circles that reach into each other: `sklearn.datasets.make_moons`.
    TwoMoons,
    /// A circle around another: `sklearn.datasets.make_circles`.
    Circles,
    /// Opposite corners belong together.
    Xor,
    /// Two arms that turn around each other.
    Spirals,
    /// Round clouds: `sklearn.datasets.make_blobs`.
    Blobs {
        /// How many.
        #[serde(default = "blobs")]
        classes: u32,
    },
    /// Fields of a board of four by four.
    Checkerboard,
    /// Points that the user set.
    Painted {
        /// In the order in which they were set.
        #[serde(default)]
        points: Vec<PaintedPoint>,
    },
}

/// A point that the user set on the pad; in a link `[x, y, class]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(i16, i16, u8)", into = "(i16, i16, u8)")]
pub struct PaintedPoint {
    /// Thousandths, -1000 (left) to 1000.
    pub x: i16,
    /// Thousandths, -1000 (bottom) to 1000.
    pub y: i16,
    /// Its class, from 0.
    pub class: u8,
}

impl From<(i16, i16, u8)> for PaintedPoint {
    fn from((x, y, class): (i16, i16, u8)) -> Self {
        Self { x, y, class }
    }
}

impl From<PaintedPoint> for (i16, i16, u8) {
    fn from(point: PaintedPoint) -> Self {
        (point.x, point.y, point.class)
    }
}

impl PaintedPoint {
    fn check(self) -> Result<(), ConfigError> {
        limits::PAINTED.check(f64::from(self.x))?;
        limits::PAINTED.check(f64::from(self.y))?;
        // The fewest classes are those of all points, not of one.
        limits::BLOBS.check((f64::from(self.class) + 1.0).max(limits::BLOBS.min))
    }
}

fn degree() -> u32 {
    limits::DEGREE.default as u32
}

fn blobs() -> u32 {
    limits::BLOBS.default as u32
}

impl Default for SyntheticConfig {
    fn default() -> Self {
        Self::new(Shape::Line)
    }
}

impl Shape {
    /// One of each, with its defaults, in the page's order.
    pub fn all() -> Vec<Self> {
        vec![
            Self::Line,
            Self::Polynomial { degree: 3 },
            Self::Sine,
            Self::Plane,
            Self::Formula { formula: "x * sin(6 * x)".to_owned() },
            Self::TwoMoons,
            Self::Circles,
            Self::Xor,
            Self::Spirals,
            Self::Blobs { classes: 3 },
            Self::Checkerboard,
            Self::Painted { points: Vec::new() },
        ]
    }

    /// The words on the page.
    pub fn label(&self) -> &'static str {
        match self {
            Self::Line => t!("Line"),
            Self::Polynomial { .. } => t!("Polynomial"),
            Self::Sine => t!("Sine"),
            Self::Plane => t!("Plane"),
            Self::Formula { .. } => t!("Formula"),
            Self::TwoMoons => t!("Two moons"),
            Self::Circles => t!("Circles"),
            Self::Xor => t!("XOR"),
            Self::Spirals => t!("Spirals"),
            Self::Blobs { .. } => t!("Blobs"),
            Self::Checkerboard => t!("Checkerboard"),
            Self::Painted { .. } => t!("Painted points"),
        }
    }

    /// The name in a link, and of its picture, `pictures/<id>.svg`.
    pub fn id(&self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Polynomial { .. } => "polynomial",
            Self::Sine => "sine",
            Self::Plane => "plane",
            Self::Formula { .. } => "formula",
            Self::TwoMoons => "two_moons",
            Self::Circles => "circles",
            Self::Xor => "xor",
            Self::Spirals => "spirals",
            Self::Blobs { .. } => "blobs",
            Self::Checkerboard => "checkerboard",
            Self::Painted { .. } => "painted",
        }
    }

    /// What is predicted on it.
    pub fn task(&self) -> Task {
        match self {
            Self::Line
            | Self::Polynomial { .. }
            | Self::Sine
            | Self::Plane
            | Self::Formula { .. } => Task::Regression,
            Self::Blobs { classes } if *classes > 2 => Task::MulticlassClassification,
            Self::Painted { points } => {
                let mut seen = [false; 256];
                for point in points {
                    seen[usize::from(point.class)] = true;
                }
                match seen.into_iter().filter(|seen| *seen).count() {
                    0..=2 => Task::BinaryClassification,
                    _ => Task::MulticlassClassification,
                }
            }
            Self::TwoMoons
            | Self::Circles
            | Self::Xor
            | Self::Spirals
            | Self::Blobs { .. }
            | Self::Checkerboard => Task::BinaryClassification,
        }
    }

    /// The noise that a new table starts with: little where classes lie close together.
    pub fn usual_noise(&self) -> f64 {
        match self {
            Self::Painted { .. } => 0.0,
            Self::Spirals | Self::Checkerboard => 0.03,
            _ => limits::NOISE.default,
        }
    }
}

impl SyntheticConfig {
    /// A shape with the default number of rows, its usual noise and the default seed.
    pub fn new(shape: Shape) -> Self {
        Self {
            noise: shape.usual_noise(),
            shape,
            rows: limits::SYNTHETIC_ROWS.default as u32,
            seed: limits::SEED.default as u32,
        }
    }

    /// # Errors
    /// The first number out of its range. Whether a formula can be read is found where
    /// it is made, so that the page carries no parser.
    pub fn check(&self) -> Result<(), ConfigError> {
        limits::SYNTHETIC_ROWS.check(f64::from(self.rows))?;
        limits::NOISE.check(self.noise)?;
        match &self.shape {
            Shape::Polynomial { degree } => limits::DEGREE.check(f64::from(*degree)),
            Shape::Blobs { classes } => limits::BLOBS.check(f64::from(*classes)),
            Shape::Painted { points } if points.len() > limits::MAX_PAINTED_POINTS => {
                Err(ConfigError::TooManyPoints { received: points.len() })
            }
            Shape::Painted { points } => points.iter().try_for_each(|point| point.check()),
            Shape::Line
            | Shape::Sine
            | Shape::Plane
            | Shape::TwoMoons
            | Shape::Circles
            | Shape::Xor
            | Shape::Spirals
            | Shape::Formula { .. }
            | Shape::Checkerboard => Ok(()),
        }
    }
}
