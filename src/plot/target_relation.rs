//! One column against the target as shapes in a box of 100 by 100, origin upper left.

use std::fmt::Write;

use crate::data::{RelationPicture, Strength, TargetRelation};
use crate::plot::label::short_label;
use crate::t;
use crate::text::Decimal;

/// A picture as the strings of SVG paths, and the words on its axes.
#[derive(Debug, Clone, Default, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct RelationShapes {
    /// Dots, as moves without length: a round line end draws them.
    pub dots: String,
    pub lines: String,
    /// Filled shapes, one per class, in the order of the classes.
    pub areas: Vec<String>,
    /// The name of each group under its place, 0 to 100.
    pub groups: Vec<(f64, String)>,
    /// The least and the greatest number upward.
    pub y_range: Option<(String, String)>,
    /// The least and the greatest number to the right.
    pub x_range: Option<(String, String)>,
}

/// The shapes of a picture.
///
/// Checked by `tests/it/data/target_relation.rs`.
pub fn relation_shapes(relation: &TargetRelation) -> RelationShapes {
    match &relation.picture {
        RelationPicture::Points { points } => scatter(points),
        RelationPicture::Boxes { boxes, .. } => {
            let fives: Vec<[f64; 5]> = boxes.iter().map(|group| group.five).collect();
            box_plot(&fives, boxes.iter().map(|group| group.name.clone()))
        }
        RelationPicture::Counts { categories, counts, .. } => stacked(categories, counts),
        RelationPicture::Nothing => RelationShapes::default(),
    }
}

/// What a strength says, in a sentence part: "correlation 0.48".
pub fn strength_text(strength: Strength) -> String {
    let (name, value) = match strength {
        Strength::Correlation(r) => (t!("correlation"), r),
        Strength::CorrelationRatio(eta) => (t!("correlation ratio"), eta),
        Strength::CramersV(v) => (t!("Cramér's V"), v),
    };
    format!("{name} {:.2}", Decimal(value))
}

/// A range of numbers as places 0 to 100; a single number stands in the middle.
struct Scale {
    low: f64,
    high: f64,
}

impl Scale {
    fn of(values: impl Iterator<Item = f64> + Clone) -> Self {
        let low = values.clone().fold(f64::INFINITY, f64::min);
        Self { low, high: values.fold(f64::NEG_INFINITY, f64::max) }
    }

    fn place(&self, value: f64) -> f64 {
        // Halved first: the difference of two huge numbers may not be a number.
        let range = self.high / 2.0 - self.low / 2.0;
        if range > 0.0 { (value / 2.0 - self.low / 2.0) / range * 100.0 } else { 50.0 }
    }

    fn words(&self) -> Option<(String, String)> {
        (self.low <= self.high).then(|| (short_label(self.low), short_label(self.high)))
    }
}

fn scatter(points: &[(f64, f64)]) -> RelationShapes {
    let x = Scale::of(points.iter().map(|point| point.0));
    let y = Scale::of(points.iter().map(|point| point.1));
    let mut dots = String::new();
    for &(at, up) in points {
        push(&mut dots, format_args!("M{:.1} {:.1}h0", x.place(at), 100.0 - y.place(up)));
    }
    RelationShapes { dots, x_range: x.words(), y_range: y.words(), ..RelationShapes::default() }
}

fn box_plot(fives: &[[f64; 5]], names: impl Iterator<Item = String>) -> RelationShapes {
    let scale = Scale::of(fives.iter().flatten().copied());
    let step = 100.0 / fives.len().max(1) as f64;
    let half = (step * 0.3).min(12.0);
    let (mut lines, mut area) = (String::new(), String::new());
    let mut groups = Vec::new();
    for ((index, five), name) in fives.iter().enumerate().zip(names) {
        let middle = (index as f64 + 0.5) * step;
        let [least, low, median, high, greatest] = five.map(|value| 100.0 - scale.place(value));
        push(
            &mut lines,
            format_args!("M{middle:.1} {least:.1}V{low:.1}M{middle:.1} {high:.1}V{greatest:.1}"),
        );
        push(&mut lines, format_args!("M{:.1} {median:.1}h{:.1}", middle - half, 2.0 * half));
        let (left, width) = (middle - half, 2.0 * half);
        push(&mut area, format_args!("M{left:.1} {high:.1}h{width:.1}V{low:.1}h-{width:.1}z"));
        groups.push((middle, name));
    }
    let y_range = scale.words();
    RelationShapes { lines, areas: vec![area], groups, y_range, ..RelationShapes::default() }
}

/// A column per category, its classes on top of each other as shares.
fn stacked(categories: &[String], counts: &[Vec<u32>]) -> RelationShapes {
    let step = 100.0 / categories.len().max(1) as f64;
    let classes = counts.first().map_or(0, Vec::len);
    let mut areas = vec![String::new(); classes];
    let mut groups = Vec::new();
    for ((index, counts), name) in counts.iter().enumerate().zip(categories) {
        let all = counts.iter().copied().map(f64::from).sum::<f64>().max(1.0);
        let (left, width) = ((index as f64 + 0.15) * step, 0.7 * step);
        let mut top = 100.0;
        for (area, &count) in areas.iter_mut().zip(counts) {
            let height = f64::from(count) / all * 100.0;
            top -= height;
            push(area, format_args!("M{left:.1} {top:.1}h{width:.1}v{height:.1}h-{width:.1}z"));
        }
        groups.push(((index as f64 + 0.5) * step, name.clone()));
    }
    let y_range = Some(("0 %".to_owned(), "100 %".to_owned()));
    RelationShapes { areas, groups, y_range, ..RelationShapes::default() }
}

fn push(path: &mut String, part: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = path.write_fmt(part);
}
