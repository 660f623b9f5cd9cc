//! The curve of a network along one column, among the rows.

use plotters::style::RGBColor;

use super::boundary::mark;
use super::plane::{PictureSize, Plane, SCALE, picture, value_range};
use super::svg_paths::{PathStyle, PathText, with_paths};
use crate::inspection::PartName;
use crate::inspection::picture::{Picture, PicturePoint};
use crate::nn::widen;
use crate::plot::theme::ChartTheme;

/// How much is seen of the curve beyond the rows, and of rows far from what is held.
const BEYOND: f64 = 0.4;
const FAR: f64 = 0.25;
/// How far numbers reach beyond the rows, in shares of their range.
const ROOM: f64 = 0.08;

/// A picture along one column.
pub struct Fit<'a> {
    /// Of one axis.
    pub picture: &'a Picture,
    /// What the numbers are: the target, or of what the probability is.
    pub up: &'a str,
    /// Whether the way from each row to the curve is drawn.
    pub has_residuals: bool,
    /// The rows of a mini-batch, in the order of the table: the others are faint. None: all rows
    /// are alike.
    pub batch: &'a [u32],
    /// What the numbers span, where they hold still while the curve is moved.
    pub held: Option<[f64; 2]>,
    /// In CSS pixels.
    pub size: PictureSize,
}

impl Fit<'_> {
    fn outputs(&self) -> usize {
        self.picture.values.len() / self.picture.axes[0].places.max(1)
    }

    fn plane(&self) -> Plane {
        let range = self.held.unwrap_or_else(|| self.range());
        Plane::along(self.size, &self.picture.axes[0], range)
    }

    /// What the numbers span.
    pub fn range(&self) -> [f64; 2] {
        let axis = &self.picture.axes[0];
        let [low, high] = if self.picture.classes.is_empty() {
            let rows = self.picture.points.iter().map(|point| point.actual);
            let inside =
                (0..axis.places).filter(|&at| (axis.rows[0]..=axis.rows[1]).contains(&axis.at(at)));
            let curve = inside.map(|at| widen(self.picture.values[at]));
            value_range(rows.chain(curve))
        } else if self.outputs() > 1 {
            [0.0, 1.0]
        } else {
            // Scores need not be probabilities.
            let scores = self.picture.values.iter().map(|value| widen(*value));
            value_range(scores.chain([0.0, 1.0]))
        };
        let room = ROOM * (high - low);
        [low - room, high + room]
    }

    /// The whole picture.
    ///
    /// Checked by the snapshots of `tests/it/plot/picture.rs`.
    pub fn svg(&self, theme: &ChartTheme) -> String {
        let plane = self.plane();
        let axis = &self.picture.axes[0];
        let titles = (axis.column.as_str(), self.up);
        let axes = picture(self.size, |pen| plane.draw(pen, theme, titles));
        let mut paths = Vec::new();
        if self.has_residuals {
            paths.push((self.residuals(&plane), PathStyle::line(theme.dim, 1.0).faint(0.8)));
        }
        paths.extend(self.rows(&plane, theme));
        let truth = self.picture.truth.iter().map(|value| widen(*value)).collect::<Vec<_>>();
        if !truth.is_empty() {
            let [inside, _] = self.curve(&plane, &truth);
            paths.push((inside, PathStyle::line(theme.ground, 4.0)));
            let [inside, _] = self.curve(&plane, &truth);
            paths.push((inside, PathStyle::line(theme.dim, 2.0).dashed("5 4")));
        }
        let outputs = self.outputs().max(1);
        for output in 0..outputs {
            let values = self.picture.values.iter().skip(output).step_by(outputs);
            let [inside, beyond] =
                self.curve(&plane, &values.map(|value| widen(*value)).collect::<Vec<_>>());
            let color =
                if outputs > 1 { theme.classes[output % theme.classes.len()] } else { theme.ink };
            paths.push((beyond, PathStyle::line(color, 2.0).faint(BEYOND)));
            paths.push((inside, PathStyle::line(color, 2.5)));
        }
        with_paths(&axes, SCALE, &paths)
    }

    /// The curve where the rows are, and beyond them.
    fn curve(&self, plane: &Plane, values: &[f64]) -> [PathText; 2] {
        let axis = &self.picture.axes[0];
        let mut paths = [PathText::default(), PathText::default()];
        // Where each of them ends: dashes begin anew with each line, so it is one line as far
        // as it goes.
        let mut ends = [None, None];
        // It is left out where it leaves the picture.
        let spans = |value: f64| plane.up.spans(value);
        for at in 1..values.len() {
            let (one, other) = (values[at - 1], values[at]);
            if !spans(one) && !spans(other) {
                continue;
            }
            let middle = f64::midpoint(axis.at(at - 1), axis.at(at));
            let is_beyond = !(axis.rows[0]..=axis.rows[1]).contains(&middle);
            let place = |at: usize| plane.place((axis.at(at), values[at]));
            let part = usize::from(is_beyond);
            if ends[part] == Some(at - 1) {
                paths[part].go_on(place(at));
            } else {
                paths[part].line([place(at - 1), place(at)]);
            }
            ends[part] = Some(at);
        }
        paths
    }

    /// Where a row stands: at its number, at 0 or 1 of two classes, at 0 of more.
    fn height(&self, point: &PicturePoint) -> f64 {
        if self.picture.classes.len() > 2 { 0.0 } else { point.actual }
    }

    fn rows(&self, plane: &Plane, theme: &ChartTheme) -> Vec<(PathText, PathStyle)> {
        let mut groups: Vec<((RGBColor, bool), PathText)> = Vec::new();
        for point in &self.picture.points {
            let color = match (self.picture.classes.is_empty(), point.part) {
                (true, PartName::Validation) => theme.validation,
                (true, _) => theme.training,
                (false, _) => theme.classes[point.actual as usize % theme.classes.len()],
            };
            let is_of_batch = self.batch.is_empty()
                || (point.part == PartName::Training
                    && self.batch.binary_search(&point.row).is_ok());
            let key = (color, point.is_near && is_of_batch);
            let at = groups.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
                groups.push((key, PathText::default()));
                groups.len() - 1
            });
            mark(&mut groups[at].1, point.part, plane.place((point.place[0], self.height(point))));
        }
        groups.sort_by_key(|((_, is_near), _)| *is_near);
        let style = |color: RGBColor, is_near: bool| {
            PathStyle::filled(color, theme.ground).faint(if is_near { 1.0 } else { FAR })
        };
        groups.into_iter().map(|((color, near), path)| (path, style(color, near))).collect()
    }

    fn residuals(&self, plane: &Plane) -> PathText {
        let mut path = PathText::default();
        for point in self.picture.points.iter().filter(|point| point.is_near) {
            let at = |value: f64| plane.place((point.place[0], value));
            path.line([at(self.height(point)), at(point.predicted)]);
        }
        path
    }

    /// Where the axis of the numbers ends.
    pub fn up_ends(&self) -> [f64; 2] {
        let up = self.plane().up;
        [up.low, up.high]
    }

    /// Where a number stands above one of the column, in shares of the picture from its upper
    /// left corner.
    pub fn share_of(&self, place: (f64, f64)) -> (f64, f64) {
        let (x, y) = self.plane().place(place);
        (x / self.size.width, y / self.size.height)
    }

    /// The number at a height of the picture, in shares of it from the top; at least the lowest
    /// of the axis and at most the highest.
    pub fn number_at(&self, y: f64) -> f64 {
        let plane = self.plane();
        let share = (plane.y.end - y * self.size.height) / (plane.y.end - plane.y.start);
        plane.up.low + share.clamp(0.0, 1.0) * (plane.up.high - plane.up.low)
    }

    /// The column's value and the numbers that the network says there, at a place of the
    /// picture in shares of its width.
    pub fn said_at(&self, x: f64) -> Option<(f64, Vec<f64>)> {
        let (plane, axis) = (self.plane(), &self.picture.axes[0]);
        let share = (x * self.size.width - plane.x.start) / (plane.x.end - plane.x.start);
        if !(0.0..=1.0).contains(&share) {
            return None;
        }
        let at = (share * (axis.places.max(1) - 1) as f64).round() as usize;
        let outputs = self.outputs().max(1);
        let said = self.picture.values.get(at * outputs..(at + 1) * outputs)?;
        Some((axis.at(at), said.iter().map(|value| widen(*value)).collect()))
    }
}

/// Mean absolute error over the rows of a part that are in the picture; `None` without any.
pub fn mean_residual(picture: &Picture, part: PartName) -> Option<f64> {
    let of_part = picture.points.iter().filter(|point| point.part == part);
    let (count, sum) = of_part.fold((0_u32, 0.0), |(count, sum), point| {
        (count + 1, sum + (point.predicted - point.actual).abs())
    });
    (count > 0).then(|| sum / f64::from(count))
}
