//! One unit's outputs over what the network reads, with axes.

use super::boundary::SurfaceFrame;
use super::plane::{PictureSize, Plane, SCALE, picture};
use super::svg_paths::{PathStyle, PathText, with_paths};
use crate::inspection::picture::{UnitPictures, UnitSurface};
use crate::plot::theme::ChartTheme;
use crate::t;

/// A unit by itself.
pub struct UnitPicture<'a> {
    /// Whose axes it has.
    pub pictures: &'a UnitPictures,
    /// What it says.
    pub unit: &'a UnitSurface,
    /// In CSS pixels.
    pub size: PictureSize,
}

impl UnitPicture<'_> {
    fn plane(&self) -> Plane {
        match self.pictures.axes.as_slice() {
            [across, up, ..] => Plane::exact(self.size, across, up),
            [across] => Plane::along(self.size, across, self.unit.range),
            [] => Plane::new(self.size, [0.0, 1.0], self.unit.range),
        }
    }

    /// Where a surface lies.
    pub fn frame(&self) -> SurfaceFrame {
        SurfaceFrame::of(&self.plane(), self.size)
    }

    /// Its axes, and along one column its curve; a surface lies below.
    ///
    /// Checked by the snapshots of `tests/it/plot/network.rs`.
    pub fn svg(&self, theme: &ChartTheme) -> String {
        let plane = self.plane();
        let title = |at: usize, other| {
            self.pictures.axes.get(at).map_or(other, |axis| axis.column.as_str())
        };
        let is_surface = self.pictures.axes.len() > 1;
        let titles = (title(0, ""), title(1, t!("output")));
        let axes = picture(self.size, |pen| plane.draw_axes(pen, theme, titles, !is_surface));
        let mut curve = PathText::default();
        if let ([across], false) = (self.pictures.axes.as_slice(), is_surface) {
            let places = 0..self.unit.shades.len();
            curve.line(places.map(|at| plane.place((across.at(at), self.unit.value(at)))));
        }
        with_paths(&axes, SCALE, &[(curve, PathStyle::line(theme.ink, 2.0))])
    }
}
