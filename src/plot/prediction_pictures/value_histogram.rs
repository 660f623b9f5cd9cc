//! How the numbers inside a layer are spread: small histograms side by side.

use plotters::style::text_anchor::{HPos, VPos};

use super::plane::{PictureSize, SCALE, picture};
use super::svg_paths::{PathStyle, PathText, with_paths};
use crate::inspection::ValueHistogram;
use crate::plot::label::{short_label, width_em};
use crate::plot::theme::ChartTheme;

/// One of them; their pictures lie side by side.
const TILE: PictureSize = PictureSize { width: 160.0, height: 120.0 };
/// Larger than along the axes of a picture: these are shown small.
const FONT_PX: f64 = 13.0;
const BESIDE_PX: f64 = 7.0;
const ABOVE_PX: f64 = 20.0;
/// Where the bars stand; the numbers at the ends are below it.
const FLOOR_PX: f64 = 100.0;
/// How far the line of the mean stands out above the bars.
const MEAN_PX: f64 = 4.0;
/// A bin with a single number is seen too.
const LEAST_PX: f64 = 1.0;

/// A histogram and what it is of.
#[derive(Debug, Clone, Copy)]
pub struct TitledHistogram<'a> {
    /// Short: `kernel gradient`.
    pub title: &'a str,
    /// The numbers.
    pub values: &'a ValueHistogram,
}

/// Histograms side by side: bars in the colour of their sign, the lowest and the highest number
/// at the ends, the mean as a thin line.
///
/// Checked by the snapshots of `tests/it/plot/layers.rs`.
pub fn value_histograms_svg(all: &[TitledHistogram<'_>], theme: &ChartTheme) -> String {
    let size = PictureSize { width: TILE.width * all.len().max(1) as f64, ..TILE };
    let left = |at: usize| at as f64 * TILE.width + BESIDE_PX;
    let words = picture(size, |pen| {
        pen.root.fill(&theme.ground)?;
        for (at, TitledHistogram { title, values }) in all.iter().enumerate() {
            let axis = Axis::new(values, left(at));
            let head = (axis.left, 2.0);
            pen.text(title, head, FONT_PX, (HPos::Left, VPos::Top), theme.ink)?;
            pen.rule(FLOOR_PX, axis.left, axis.right, theme.dim)?;
            for (text, x, align) in axis.labels(values) {
                let place = (x, FLOOR_PX + 5.0);
                pen.text(&text, place, FONT_PX, (align, VPos::Top), theme.dim)?;
            }
        }
        Ok(())
    });
    // One path for a sign and one for all means, however many histograms there are.
    let [mut below, mut above, mut means] = [(); 3].map(|()| PathText::default());
    for (at, TitledHistogram { values, .. }) in all.iter().enumerate() {
        let axis = Axis::new(values, left(at));
        axis.bars(values, &mut below, &mut above);
        let x = axis.place(values.mean);
        means.line([(x, ABOVE_PX - MEAN_PX), (x, FLOOR_PX)]);
    }
    let bar = |color| PathStyle { stroke: None, ..PathStyle::filled(color, theme.ground) };
    let paths = [
        (below, bar(theme.classes[0])),
        (above, bar(theme.classes[1])),
        (means, PathStyle::line(theme.ink, 1.0)),
    ];
    with_paths(&words, SCALE, &paths)
}

/// Where the numbers of a histogram lie in its picture.
struct Axis {
    left: f64,
    right: f64,
    low: f64,
    high: f64,
}

impl Axis {
    fn new(values: &ValueHistogram, left: f64) -> Self {
        let right = left + TILE.width - 2.0 * BESIDE_PX;
        Self { left, right, low: values.low, high: values.high }
    }

    /// Equal numbers stand in the middle.
    fn place(&self, value: f64) -> f64 {
        // Halves, because the width of all numbers is none.
        let width = 0.5 * self.high - 0.5 * self.low;
        let share = (0.5 * value - 0.5 * self.low) / width;
        let share = if width > 0.0 && share.is_finite() { share.clamp(0.0, 1.0) } else { 0.5 };
        self.left + share * (self.right - self.left)
    }

    /// The ends, and 0 where there is room between them.
    fn labels(&self, values: &ValueHistogram) -> Vec<(String, f64, HPos)> {
        let [low, high] = [values.low, values.high].map(short_label);
        if values.low >= values.high {
            return vec![(low, self.place(values.low), HPos::Center)];
        }
        let zero = self.place(0.0);
        let room = |label: &str| (width_em(label) + 0.8) * FONT_PX;
        let is_between = values.low < 0.0 && 0.0 < values.high;
        let has_room = self.left + room(&low) < zero - 3.0 && zero + 3.0 < self.right - room(&high);
        let mut all = vec![(low, self.left, HPos::Left), (high, self.right, HPos::Right)];
        if is_between && has_room {
            all.push(("0".to_owned(), zero, HPos::Center));
        }
        all
    }

    fn bars(&self, values: &ValueHistogram, below: &mut PathText, above: &mut PathText) {
        let most = f64::from(values.bins.iter().copied().max().unwrap_or(0).max(1));
        let (bins, room) = (values.bins.len() as f64, FLOOR_PX - ABOVE_PX);
        let width = (self.right - self.left) / bins;
        let is_one = values.low >= values.high;
        // Right of it numbers are above 0: of equal numbers all or none.
        let zero = match () {
            () if values.low >= 0.0 => self.left,
            () if values.high < 0.0 || is_one => self.right,
            () => self.place(0.0),
        };
        for (at, &count) in values.bins.iter().enumerate().filter(|(_, count)| **count > 0) {
            let x =
                if is_one { self.place(0.0) - 0.5 * width } else { self.left + at as f64 * width };
            let top = FLOOR_PX - (room * f64::from(count) / most).max(LEAST_PX);
            let (from, to) = (x + 0.3, x + width - 0.3);
            for (path, from, to) in
                [(&mut *below, from, to.min(zero)), (&mut *above, from.max(zero), to)]
            {
                if from < to {
                    path.line([(from, FLOOR_PX), (from, top), (to, top), (to, FLOOR_PX)]);
                }
            }
        }
    }
}
