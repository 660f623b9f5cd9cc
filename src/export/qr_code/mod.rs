//! A text as a QR code: model 2 of ISO/IEC 18004, in bytes, with the error correction L, which
//! keeps the modules of a long link as large as can be.
//!
//! Checked by `tests/it/export/qr_code.rs`, which reads every version back, and by the journey
//! of the stage, which reads it from the screen.

mod codewords;
mod modules;

use std::fmt::Write;

/// The light modules around it that a reader needs.
const QUIET: usize = 4;

/// Light and dark modules in a square.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrCode {
    /// Modules along a side.
    pub side: usize,
    /// Row by row; true is dark.
    pub dark: Vec<bool>,
}

impl QrCode {
    /// The smallest code that holds `text`; none where the largest, of 2,953 bytes, does not.
    pub fn new(text: &str) -> Option<Self> {
        let version = (1..=40).find(|&version| codewords::holds(version, text.len()))?;
        let words = codewords::codewords(version, text.as_bytes());
        Some(Self { side: modules::side_of(version), dark: modules::drawn(version, &words) })
    }

    /// As SVG, with the light modules around it that a reader needs. It is dark on light in
    /// every theme, for not every reader takes the reverse.
    pub fn svg(&self) -> String {
        let whole = self.side + 2 * QUIET;
        let mut path = String::new();
        for y in 0..self.side {
            let row = &self.dark[y * self.side..][..self.side];
            let mut x = 0;
            for run in row.chunk_by(|a, b| a == b) {
                if run[0] {
                    let width = run.len();
                    // Writing to a String cannot fail.
                    let _ = write!(path, "M{} {}h{width}v1h-{width}z", x + QUIET, y + QUIET);
                }
                x += run.len();
            }
        }
        format!(
            "<svg viewBox=\"0 0 {whole} {whole}\" shape-rendering=\"crispEdges\">\
             <path d=\"M0 0h{whole}v{whole}h-{whole}z\" fill=\"#fff\"/>\
             <path d=\"{path}\" fill=\"#000\"/></svg>"
        )
    }
}
