//! Many lines and marks as few SVG paths: quicker to write and to show than an element each.

use std::fmt::Write;

use plotters::style::RGBColor;

use crate::plot::pen::PositionPx;

/// A path under way; places are in CSS pixels.
#[derive(Default)]
pub(super) struct PathText {
    d: String,
}

impl PathText {
    /// A line through all of them.
    pub(super) fn line(&mut self, path: impl IntoIterator<Item = PositionPx>) {
        for (at, place) in path.into_iter().enumerate() {
            self.command(if at == 0 { 'M' } else { 'L' }, place);
        }
    }

    /// On from where the path is.
    pub(super) fn go_on(&mut self, place: PositionPx) {
        self.command('L', place);
    }

    /// A square on its corner.
    pub(super) fn diamond(&mut self, (x, y): PositionPx, reach: f64) {
        self.command('M', (x, y - reach));
        let _ = write!(self.d, "l{reach} {reach}l-{reach} {reach}l-{reach} -{reach}z");
    }

    /// A square on its side.
    pub(super) fn square(&mut self, (x, y): PositionPx, reach: f64) {
        self.command('M', (x - reach, y - reach));
        let side = 2.0 * reach;
        let _ = write!(self.d, "h{side:.1}v{side:.1}h-{side:.1}z");
    }

    /// A circle's outline.
    pub(super) fn ring(&mut self, (x, y): PositionPx, radius: f64) {
        self.command('M', (x - radius, y));
        let round = 2.0 * radius;
        let _ =
            write!(self.d, "a{radius} {radius} 0 1 0 {round} 0a{radius} {radius} 0 1 0 -{round} 0");
    }

    fn command(&mut self, command: char, (x, y): PositionPx) {
        // Writing to a String cannot fail.
        let _ = write!(self.d, "{command}{x:.1} {y:.1}");
    }
}

/// How a path is drawn.
pub(super) struct PathStyle {
    pub(super) fill: Option<RGBColor>,
    pub(super) stroke: Option<(RGBColor, f64)>,
    pub(super) dashes: &'static str,
    pub(super) opacity: f64,
}

impl PathStyle {
    pub(super) fn line(color: RGBColor, width: f64) -> Self {
        Self { fill: None, stroke: Some((color, width)), dashes: "", opacity: 1.0 }
    }

    pub(super) fn filled(color: RGBColor, outline: RGBColor) -> Self {
        Self { fill: Some(color), stroke: Some((outline, 1.0)), dashes: "", opacity: 1.0 }
    }

    pub(super) fn dashed(self, dashes: &'static str) -> Self {
        Self { dashes, ..self }
    }

    pub(super) fn faint(self, opacity: f64) -> Self {
        Self { opacity, ..self }
    }
}

/// Adds paths to what plotters wrote, whose places are `scale` times as far.
pub(super) fn with_paths(svg: &str, scale: f64, paths: &[(PathText, PathStyle)]) -> String {
    let end = svg.rfind("</svg>").unwrap_or(svg.len());
    let mut text = svg[..end].to_owned();
    let _ = write!(
        text,
        "<g transform=\"scale({scale})\" stroke-linecap=\"round\" stroke-linejoin=\"round\">"
    );
    for (PathText { d }, style) in paths.iter().filter(|(path, _)| !path.d.is_empty()) {
        let fill = style.fill.map_or("none".to_owned(), hex);
        let _ = write!(text, "<path d=\"{d}\" fill=\"{fill}\"");
        if let Some((color, width)) = style.stroke {
            let _ = write!(text, " stroke=\"{}\" stroke-width=\"{width}\"", hex(color));
        }
        if !style.dashes.is_empty() {
            let _ = write!(text, " stroke-dasharray=\"{}\"", style.dashes);
        }
        if style.opacity < 1.0 {
            let _ = write!(text, " opacity=\"{}\"", style.opacity);
        }
        text.push_str("/>");
    }
    text.push_str("</g>\n</svg>\n");
    text
}

pub(super) fn hex(RGBColor(r, g, b): RGBColor) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}
