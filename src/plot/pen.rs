//! Strokes, fills and text in CSS pixels on any plotters backend.

use plotters::backend::DrawingBackend;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::element::{Circle, PathElement, Polygon, Rectangle};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, FontStyle, FontTransform, RGBAColor, RGBColor};
use plotters::style::{FontDesc, ShapeStyle};

/// Given to the canvas as it stands, so it may be a list as in CSS.
const FONT: FontFamily<'static> = FontFamily::Name("Inter, system-ui, sans-serif");

/// A place in CSS pixels from the area's upper left corner.
pub(super) type PositionPx = (f64, f64);

/// What every drawing step returns.
pub(super) type Drawn<DB> = Result<(), DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// Draws in CSS pixels on an area of device pixels.
pub(super) struct Pen<'a, DB: DrawingBackend> {
    pub(super) root: &'a DrawingArea<DB, Shift>,
    /// Device pixels per css pixel.
    pub(super) scale: f64,
}

impl<DB: DrawingBackend> Pen<'_, DB> {
    fn device(&self, (x, y): PositionPx) -> (i32, i32) {
        ((x * self.scale).round() as i32, (y * self.scale).round() as i32)
    }

    fn length(&self, css_px: f64) -> i32 {
        ((css_px * self.scale).round() as i32).max(1)
    }

    fn stroke(&self, color: RGBAColor, width_px: f64) -> ShapeStyle {
        ShapeStyle { color, filled: false, stroke_width: self.length(width_px) as u32 }
    }

    /// A horizontal hairline. Filled, because a canvas blurs a stroke of odd
    /// width over two rows of pixels.
    pub(super) fn rule(&self, y: f64, from_x: f64, to_x: f64, color: RGBColor) -> Drawn<DB> {
        let ((x0, y0), (x1, _)) = (self.device((from_x, y)), self.device((to_x, y)));
        self.root.draw(&Rectangle::new([(x0, y0), (x1, y0 + self.length(1.0))], color.filled()))
    }

    /// A vertical hairline.
    pub(super) fn upright(&self, x: f64, from_y: f64, to_y: f64, color: RGBColor) -> Drawn<DB> {
        let ((x0, y0), (_, y1)) = (self.device((x, from_y)), self.device((x, to_y)));
        self.root.draw(&Rectangle::new([(x0, y0), (x0 + self.length(1.0), y1)], color.filled()))
    }

    /// A vertical dashed hairline.
    pub(super) fn dashed_rule(&self, x: f64, from_y: f64, to_y: f64, color: RGBColor) -> Drawn<DB> {
        let ((x0, y0), (_, end)) = (self.device((x, from_y)), self.device((x, to_y)));
        let (width, dash) = (self.length(1.0), self.length(3.0));
        for top in (y0..end).step_by(2 * dash as usize) {
            let corners = [(x0, top), (x0 + width, (top + dash).min(end))];
            self.root.draw(&Rectangle::new(corners, color.filled()))?;
        }
        Ok(())
    }

    pub(super) fn line(&self, path: &[PositionPx], color: RGBAColor, width_px: f64) -> Drawn<DB> {
        let points: Vec<_> = path.iter().map(|&place| self.device(place)).collect();
        self.root.draw(&PathElement::new(points, self.stroke(color, width_px)))
    }

    pub(super) fn dashed_line(
        &self,
        path: &[PositionPx],
        pattern_px: &[f64],
        stretch: f64,
        color: RGBAColor,
        width_px: f64,
    ) -> Drawn<DB> {
        for dash in dashes(path, pattern_px, stretch) {
            self.line(&dash, color, width_px)?;
        }
        Ok(())
    }

    pub(super) fn area(&self, outline: &[PositionPx], color: RGBAColor) -> Drawn<DB> {
        let points: Vec<_> = outline.iter().map(|&place| self.device(place)).collect();
        self.root.draw(&Polygon::new(points, color.filled()))
    }

    /// A filled dot.
    pub(super) fn dot(&self, center: PositionPx, radius_px: f64, color: RGBColor) -> Drawn<DB> {
        self.root.draw(&Circle::new(self.device(center), self.length(radius_px), color.filled()))
    }

    pub(super) fn text(
        &self,
        text: &str,
        place: PositionPx,
        size_px: f64,
        (h, v): (HPos, VPos),
        color: RGBColor,
    ) -> Drawn<DB> {
        let font = FontDesc::new(FONT, size_px * self.scale, FontStyle::Normal)
            .transform(FontTransform::None);
        let style = font.color(&color).pos(Pos::new(h, v));
        self.root.draw_text(text, &style, self.device(place))
    }
}

/// Cuts a line into dashes, round its corners; the pattern is dash, gap, dash, gap, each
/// times `stretch`.
fn dashes(path: &[PositionPx], pattern_px: &[f64], stretch: f64) -> Vec<Vec<PositionPx>> {
    let mut done = Vec::new();
    let mut lengths = pattern_px.iter().map(|px| px * stretch).cycle();
    let (Some(&start), Some(mut left_px)) = (path.first(), lengths.next()) else { return done };
    let mut open = vec![start];
    let mut drawing = true;
    for pair in path.windows(2) {
        let ((mut x, mut y), (end_x, end_y)) = (pair[0], pair[1]);
        loop {
            let length = (end_x - x).hypot(end_y - y);
            if length <= left_px {
                left_px -= length;
                if drawing {
                    open.push((end_x, end_y));
                }
                break;
            }
            x += (end_x - x) * left_px / length;
            y += (end_y - y) * left_px / length;
            open.push((x, y));
            if drawing {
                done.push(std::mem::take(&mut open));
            } else {
                open = vec![(x, y)];
            }
            drawing = !drawing;
            left_px = lengths.next().unwrap_or(f64::INFINITY);
        }
    }
    if drawing && open.len() > 1 {
        done.push(open);
    }
    done
}
