//! What lies on the surface of a network across two columns: its contours and the rows.

use plotters::style::RGBColor;

use super::plane::{PictureSize, Plane, SCALE, picture};
use super::surface::SurfaceColors;
use super::svg_paths::{PathStyle, PathText, hex, with_paths};
use crate::inspection::picture::{Picture, PicturePoint};
use crate::inspection::{PartName, contours};
use crate::nn::{Float, narrow, widen};
use crate::plot::axes::value_axis;
use crate::plot::chart_options::YScale;
use crate::plot::theme::ChartTheme;

/// Radius of a row, and of the ring round a wrong one.
const DOT_PX: f64 = 3.5;
const RING_PX: f64 = 6.5;
/// How much of a row is seen whose other columns are far from what is held.
const FAR: f64 = 0.25;
/// Contours of a regression.
const CONTOURS_PX: f64 = 240.0;

/// Where the surface lies in the picture, in shares of its width and height from its edges.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(missing_docs, reason = "the names say it")]
pub struct SurfaceFrame {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl SurfaceFrame {
    /// Where a plane's values are.
    pub(super) fn of(plane: &Plane, size: PictureSize) -> Self {
        Self {
            left: plane.x.start / size.width,
            top: plane.y.start / size.height,
            right: 1.0 - plane.x.end / size.width,
            bottom: 1.0 - plane.y.end / size.height,
        }
    }
}

/// A picture across two columns.
pub struct Boundary<'a> {
    /// Of two axes.
    pub picture: &'a Picture,
    /// How its values are coloured.
    pub colors: &'a SurfaceColors,
    /// What parts two classes.
    pub threshold: f64,
    /// In CSS pixels.
    pub size: PictureSize,
}

impl Boundary<'_> {
    fn plane(&self) -> Plane {
        Plane::exact(self.size, &self.picture.axes[0], &self.picture.axes[1])
    }

    /// Where the surface lies.
    pub fn frame(&self) -> SurfaceFrame {
        SurfaceFrame::of(&self.plane(), self.size)
    }

    /// Axes, contours and rows, on nothing: the surface lies below.
    ///
    /// Checked by the snapshots of `tests/it/plot/picture.rs`.
    pub fn svg(&self, theme: &ChartTheme) -> String {
        let plane = self.plane();
        let [across, up] = [0, 1].map(|axis| self.picture.axes[axis].column.as_str());
        let axes = picture(self.size, |pen| plane.draw_axes(pen, theme, (across, up), false));
        let mut paths = self.contours(&plane, theme);
        paths.extend(self.rows(&plane, theme));
        with_paths(&axes, SCALE, &paths)
    }

    /// The whole, to be taken away: with the ground and the surface as an image.
    pub fn svg_with_surface(&self, image: &str, theme: &ChartTheme) -> String {
        let (svg, plane) = (self.svg(theme), self.plane());
        let begin = svg.find('>').map_or(0, |at| at + 1);
        let [x, y] = [plane.x.start, plane.y.start].map(|px| px * SCALE);
        let [width, height] =
            [plane.x.end - plane.x.start, plane.y.end - plane.y.start].map(|px| px * SCALE);
        format!(
            "{}<rect width=\"100%\" height=\"100%\" fill=\"{}\"/><image x=\"{x}\" y=\"{y}\" \
             width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\" href=\"{image}\"/>{}",
            &svg[..begin],
            hex(theme.ground),
            &svg[begin..],
        )
    }

    /// The values at a place of the picture, in shares of its width and height.
    pub fn values_at(&self, (x, y): (f64, f64)) -> Option<[f64; 2]> {
        let plane = self.plane();
        let (x, y) = (x * self.size.width, y * self.size.height);
        let share = |at: f64, from: f64, to: f64| (at - from) / (to - from);
        let across = share(x, plane.x.start, plane.x.end);
        let up = share(y, plane.y.end, plane.y.start);
        let is_inside = (0.0..=1.0).contains(&across) && (0.0..=1.0).contains(&up);
        let at = |axis: usize, share: f64| {
            let axis = &self.picture.axes[axis];
            axis.low + share * (axis.high - axis.low)
        };
        is_inside.then(|| [at(0, across), at(1, up)])
    }

    fn contours(&self, plane: &Plane, theme: &ChartTheme) -> Vec<(PathText, PathStyle)> {
        let (picture, across) = (self.picture, self.picture.axes[0].places);
        let up = picture.values.len() / across.max(1);
        let place = |x: Float, y: Float| {
            let share = |at: Float, places: usize| widen(at) / (places.max(2) - 1) as f64;
            (
                plane.x.start + share(x, across) * (plane.x.end - plane.x.start),
                plane.y.end - share(y, up) * (plane.y.end - plane.y.start),
            )
        };
        let path = |pieces: &[[Float; 4]]| {
            let mut path = PathText::default();
            for &[x0, y0, x1, y1] in pieces {
                path.line([place(x0, y0), place(x1, y1)]);
            }
            path
        };
        let of_level = |level: f64| path(&contours(&picture.values, across, narrow(level)));
        let (bold, thin) =
            (PathStyle::line(theme.ink, 1.8), || PathStyle::line(theme.ink, 1.0).faint(0.4));
        match picture.classes.len() {
            0 => {
                let ticks = value_axis(self.colors.range(), YScale::Fit, false, CONTOURS_PX).ticks;
                let lines = ticks.into_iter().map(|(level, _)| (of_level(level), thin()));
                lines.collect()
            }
            2 => {
                let [low, high] = self.colors.range();
                let beside =
                    [f64::midpoint(low, self.threshold), f64::midpoint(self.threshold, high)];
                let mut lines: Vec<_> =
                    beside.map(|level| (of_level(level), thin())).into_iter().collect();
                lines.push((of_level(self.threshold), bold));
                lines
            }
            _ => vec![(path(&picture.boundaries), bold)],
        }
    }

    fn rows(&self, plane: &Plane, theme: &ChartTheme) -> Vec<(PathText, PathStyle)> {
        let classes = self.picture.classes.len();
        let mut groups: Vec<((RGBColor, PartName, bool), PathText)> = Vec::new();
        let (mut wrong, mut far_wrong) = (PathText::default(), PathText::default());
        for point in &self.picture.points {
            let place = plane.place((point.place[0], point.place[1]));
            let key = (self.color(point, theme), point.part, point.is_near);
            let at = groups.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
                groups.push((key, PathText::default()));
                groups.len() - 1
            });
            mark(&mut groups[at].1, point.part, place);
            if point.is_wrong(classes, self.threshold) {
                let ring = if point.is_near { &mut wrong } else { &mut far_wrong };
                ring.ring(place, RING_PX);
            }
        }
        // Those that are near lie above those that are not.
        groups.sort_by_key(|((_, _, is_near), _)| *is_near);
        let style = |is_near: bool| if is_near { 1.0 } else { FAR };
        // A number's colour can be that of the ground.
        let outline = if classes == 0 { theme.ink } else { theme.ground };
        let mut paths: Vec<_> = groups
            .into_iter()
            .map(|((color, _, is_near), path)| {
                (path, PathStyle::filled(color, outline).faint(style(is_near)))
            })
            .collect();
        paths.push((far_wrong, PathStyle::line(theme.ink, 1.2).faint(FAR)));
        paths.push((wrong, PathStyle::line(theme.ink, 1.5)));
        paths
    }

    /// A class's own colour, or that of the row's number.
    fn color(&self, point: &PicturePoint, theme: &ChartTheme) -> RGBColor {
        if self.picture.classes.is_empty() {
            self.colors.color(point.actual, 0, theme)
        } else {
            theme.classes[point.actual as usize % theme.classes.len()]
        }
    }

    /// What the network says at a place, read between the four places round it.
    pub fn said_at(&self, [x, y]: [f64; 2]) -> Option<(f64, usize)> {
        let [across, up] = self.picture.axes.as_slice() else { return None };
        let at = |axis: &crate::inspection::picture::PictureAxis, value: f64| {
            let share = (value - axis.low) / (axis.high - axis.low);
            (share.clamp(0.0, 1.0) * (axis.places - 1) as f64).max(0.0)
        };
        let (x, y) = (at(across, x), at(up, y));
        let nearest = y.round() as usize * across.places + x.round() as usize;
        let winner = self.picture.winners.get(nearest).copied().map_or(0, usize::from);
        if !self.picture.winners.is_empty() {
            return Some((widen(*self.picture.values.get(nearest)?), winner));
        }
        let (left, below) = (x.floor() as usize, y.floor() as usize);
        let value = |dx: usize, dy: usize| {
            let column = (left + dx).min(across.places - 1);
            let row = (below + dy).min(up.places - 1);
            self.picture.values.get(row * across.places + column).map(|value| widen(*value))
        };
        let (fx, fy) = (x.fract(), y.fract());
        let low = value(0, 0)? * (1.0 - fx) + value(1, 0)? * fx;
        let high = value(0, 1)? * (1.0 - fx) + value(1, 1)? * fx;
        Some((low * (1.0 - fy) + high * fy, winner))
    }
}

/// A row of the training part is round, one of the validation part stands on its corner.
pub(super) fn mark(path: &mut PathText, part: PartName, place: (f64, f64)) {
    if part == PartName::Validation {
        path.diamond(place, DOT_PX + 1.0);
    } else {
        path.ring(place, DOT_PX);
    }
}
