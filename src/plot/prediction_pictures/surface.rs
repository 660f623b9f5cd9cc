//! What a network says across a plane, as colours.

use plotters::style::RGBColor;

use crate::inspection::picture::{Picture, UnitSurface};
use crate::nn::widen;
use crate::plot::theme::ChartTheme;

/// How much of a class's colour there is where it is certain.
const STRONGEST: f64 = 0.72;
/// The same throughout where colours are in steps.
const EVEN: f64 = 0.5;
/// Steps of a regression's colours.
const STEPS: f64 = 8.0;

/// How a value becomes a colour: a class's own, stronger the surer; of a regression from the
/// colour of class 0 for the least over the ground to that of class 1 for the greatest.
#[derive(Debug, Clone, PartialEq)]
pub struct SurfaceColors {
    classes: usize,
    threshold: f64,
    /// Of the values: what counts as certain, or the least and the greatest number.
    range: [f64; 2],
    /// Whether colours are in steps, so that only sides are seen.
    is_discrete: bool,
}

impl SurfaceColors {
    /// For a picture across two axes; `threshold` parts two classes.
    pub fn new(picture: &Picture, threshold: f64, is_discrete: bool) -> Self {
        let values = picture.values.iter().map(|value| widen(*value));
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for value in values {
            (low, high) = (low.min(value), high.max(value));
        }
        let range = match picture.classes.len() {
            0 => {
                let actual = picture.points.iter().map(|point| point.actual);
                actual.fold([low, high], |[low, high], value| [low.min(value), high.max(value)])
            }
            // A score that is no probability is as sure as the surest place.
            2 => [low.min(0.0), high.max(1.0)],
            classes => [1.0 / classes as f64, 1.0],
        };
        Self { classes: picture.classes.len(), threshold, range, is_discrete }
    }

    /// The least and the greatest number of a regression's scale.
    pub fn range(&self) -> [f64; 2] {
        self.range
    }

    /// The colour of a value; `winner` is the most likely class of three or more.
    pub fn color(&self, value: f64, winner: usize, theme: &ChartTheme) -> RGBColor {
        let [low, high] = self.range;
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        let (class, sureness) = match self.classes {
            0 => {
                let mut at = share(value - low, high - low).clamp(0.0, 1.0);
                if self.is_discrete {
                    at = ((at * STEPS).floor().min(STEPS - 1.0) + 0.5) / STEPS;
                }
                let side = 2.0 * at - 1.0;
                return mix(
                    theme.ground,
                    theme.classes[usize::from(side > 0.0)],
                    STRONGEST * side.abs(),
                );
            }
            2 if value > self.threshold => {
                (1, share(value - self.threshold, high - self.threshold))
            }
            2 => (0, share(self.threshold - value, self.threshold - low)),
            _ => (winner % theme.classes.len(), share(value - low, high - low)),
        };
        let strength = if self.is_discrete { EVEN } else { STRONGEST * sureness.clamp(0.0, 1.0) };
        mix(theme.ground, theme.classes[class], strength)
    }
}

/// The surface of a picture across two axes, a pixel for each place, the upper row first: red,
/// green, blue, and 255 for opaque.
///
/// Checked by `tests/it/plot/picture.rs`.
pub fn surface_pixels(picture: &Picture, colors: &SurfaceColors, theme: &ChartTheme) -> Vec<u8> {
    let across = picture.axes.first().map_or(1, |axis| axis.places.max(1));
    let rows = picture.values.len() / across;
    let mut pixels = Vec::with_capacity(4 * picture.values.len());
    for row in (0..rows).rev() {
        for at in row * across..(row + 1) * across {
            let winner = picture.winners.get(at).copied().map_or(0, usize::from);
            let RGBColor(r, g, b) = colors.color(widen(picture.values[at]), winner, theme);
            pixels.extend([r, g, b, 255]);
        }
    }
    pixels
}

/// A unit's surface in the same way, from the colour of class 0 for its least output to that of
/// class 1 for its greatest; nothing but the ground where it always says the same.
pub fn unit_pixels(unit: &UnitSurface, across: usize, theme: &ChartTheme) -> Vec<u8> {
    let mut pixels = Vec::with_capacity(4 * unit.shades.len());
    let is_flat = unit.range[0] >= unit.range[1];
    for row in unit.shades.chunks_exact(across.max(1)).rev() {
        for shade in row {
            let side = if is_flat { 0.0 } else { 2.0 * f64::from(*shade) / 255.0 - 1.0 };
            let class = usize::from(side > 0.0);
            let RGBColor(r, g, b) = mix(theme.ground, theme.classes[class], STRONGEST * side.abs());
            pixels.extend([r, g, b, 255]);
        }
    }
    pixels
}

fn mix(ground: RGBColor, color: RGBColor, strength: f64) -> RGBColor {
    let part = |ground: u8, color: u8| {
        (f64::from(ground) + strength * (f64::from(color) - f64::from(ground))).round() as u8
    };
    RGBColor(part(ground.0, color.0), part(ground.1, color.1), part(ground.2, color.2))
}
