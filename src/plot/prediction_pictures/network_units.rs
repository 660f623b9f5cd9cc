//! The units' own pictures in the drawing of a network.

use std::fmt::Write;

use super::plane::SCALE;
use super::svg_paths::PathText;
use crate::inspection::picture::{UnitPictures, UnitSurface};
use crate::plot::pen::PositionPx;

/// How much of its square a curve takes.
const CURVE: f64 = 0.8;
/// The outline stays to be seen round a surface.
const INSET_PX: f64 = 1.0;

/// Where the picture of a unit is, in CSS pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitPlace {
    /// 0 for the inputs, then the blocks in the order of the chain.
    pub layer: usize,
    /// Counted from 0.
    pub unit: usize,
    /// The middle of the picture, from the upper left corner of the drawing.
    pub middle: PositionPx,
    /// How wide and high it is.
    pub side: f64,
}

impl UnitPlace {
    /// The unit's own outputs.
    pub fn of<'a>(&self, pictures: &'a UnitPictures) -> Option<&'a UnitSurface> {
        pictures.layers.get(self.layer)?.get(self.unit)
    }
}

/// Each unit's curve in its square, from its least output to its greatest; in the middle where
/// it always says the same.
pub(super) fn curves(pictures: &UnitPictures, places: &[UnitPlace]) -> PathText {
    let mut path = PathText::default();
    for place in places {
        let Some(unit) = place.of(pictures) else { continue };
        let (x, y) = place.middle;
        let last = unit.shades.len().max(2) - 1;
        let is_flat = unit.range[0] >= unit.range[1];
        path.line(unit.shades.iter().enumerate().map(|(at, shade)| {
            let share = if is_flat { 0.5 } else { f64::from(*shade) / 255.0 };
            let across = at as f64 / last as f64 - 0.5;
            (x + across * (place.side - 2.0), y - CURVE * (share - 0.5) * place.side)
        }));
    }
    path
}

/// The drawing to be taken away, with an image at each of these places: its address.
pub fn with_surfaces(svg: &str, images: &[(UnitPlace, String)]) -> String {
    let end = svg.rfind("</svg>").unwrap_or(svg.len());
    let mut text = svg[..end].to_owned();
    for (place, address) in images {
        let side = SCALE * (place.side - 2.0 * INSET_PX);
        let (x, y) = place.middle;
        let [left, top] = [x, y].map(|middle| SCALE * middle - 0.5 * side);
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "<image x=\"{left:.1}\" y=\"{top:.1}\" width=\"{side:.1}\" height=\"{side:.1}\" \
             preserveAspectRatio=\"none\" href=\"{address}\"/>"
        );
    }
    text.push_str("</svg>\n");
    text
}
