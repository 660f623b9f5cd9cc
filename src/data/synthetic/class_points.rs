//! Where the points of a class lie: formulas in [`super::synthesize`].

use std::f64::consts::PI;

use rand::RngCore;

use crate::data::synthetic::evaluate::{cos, sin};
use crate::nn::random::{below, uniform};

/// Two half circles that reach into each other.
pub(super) fn moon(class: usize, mut rng: &mut dyn RngCore) -> [f64; 2] {
    let angle = PI * uniform(&mut rng);
    let (x, y) = (cos(angle), sin(angle));
    let [x, y] = if class == 0 { [x, y] } else { [1.0 - x, 0.5 - y] };
    [(x - 0.5) / 1.5, (y - 0.25) / 1.5]
}

/// A circle around another.
pub(super) fn circle(class: usize, mut rng: &mut dyn RngCore) -> [f64; 2] {
    let angle = 2.0 * PI * uniform(&mut rng);
    let radius = if class == 0 { 1.0 } else { 0.5 };
    [radius * cos(angle), radius * sin(angle)]
}

/// Corners with the same sign of `x1 x2`, away from the axes.
pub(super) fn xor(class: usize, mut rng: &mut dyn RngCore) -> [f64; 2] {
    let [x1, x2] = [0.05 + 0.95 * uniform(&mut rng), 0.05 + 0.95 * uniform(&mut rng)];
    let x2 = if class == 0 { x2 } else { -x2 };
    if below(2, &mut rng) == 0 { [x1, x2] } else { [-x1, -x2] }
}

/// An arm of a spiral of Archimedes.
pub(super) fn spiral(class: usize, mut rng: &mut dyn RngCore) -> [f64; 2] {
    let radius = 0.1 + 0.9 * uniform(&mut rng);
    let angle = 3.5 * PI * radius + PI * class as f64;
    [radius * sin(angle), radius * cos(angle)]
}

/// A corner of a regular polygon that stands turned by the share `turn` of a side.
pub(super) fn corner(class: usize, corners: u32, turn: f64) -> [f64; 2] {
    let angle = 2.0 * PI * (class as f64 + turn) / f64::from(corners);
    [0.6 * cos(angle), 0.6 * sin(angle)]
}

/// A field of the board whose row and column, counted from the lower left corner, are
/// both even or both odd, or the opposite.
pub(super) fn field(class: usize, mut rng: &mut dyn RngCore) -> [f64; 2] {
    let row = below(4, &mut rng);
    let column = 2 * below(2, &mut rng) + (row + class as u32) % 2;
    [column, row].map(|field| 0.5 * (f64::from(field) + uniform(&mut rng)) - 1.0)
}
