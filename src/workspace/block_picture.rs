//! The tiny picture on a block: what it does, at a glance.

use std::fmt::Write;

use crate::config::LayerConfig;
use crate::workspace::activation_graph::{HEIGHT, WIDTH, graph};

/// Paths of an SVG, in the view box of [`WIDTH`] and [`HEIGHT`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Picture {
    /// Drawn faintly.
    pub faint: String,
    /// Drawn as lines.
    pub lines: String,
    /// Filled.
    pub filled: String,
}

/// Dots of a Dropout block, and bars of a `BatchNorm` block.
const MARKS: u32 = 10;

/// The curve of an activation, the dots that a Dropout leaves, or how much of each of the
/// last batches a `BatchNorm` block remembers.
///
/// Checked by `tests/it/workspace/network.rs::blocks_have_pictures`.
pub fn picture(layer: &LayerConfig) -> Picture {
    let of_activation = |activation| {
        let graph = graph(activation);
        Picture { faint: graph.axes, lines: graph.curve, filled: String::new() }
    };
    match layer {
        LayerConfig::Dense(dense) => of_activation(dense.activation),
        LayerConfig::Activation(block) => of_activation(block.activation),
        LayerConfig::Dropout(dropout) => dots(dropout.rate),
        LayerConfig::BatchNormalization(norm) => bars(norm.momentum),
    }
}

/// Two rows of dots; the dropped ones are empty.
fn dots(rate: f64) -> Picture {
    const RADIUS: f64 = 3.2;
    let dropped = (rate * f64::from(MARKS)).round() as u32;
    let mut picture = Picture::default();
    for mark in 0..MARKS {
        let x = 5.0 + f64::from(mark % 5) * 9.0;
        let y = if mark < 5 { 10.0 } else { 24.0 };
        // Every seventh, so that the missing ones lie scattered.
        let path =
            if mark * 7 % MARKS < dropped { &mut picture.faint } else { &mut picture.filled };
        // Writing to a string cannot fail.
        let _ = write!(
            path,
            "M{} {y}a{RADIUS} {RADIUS} 0 1 0 {} 0a{RADIUS} {RADIUS} 0 1 0 {} 0",
            x - RADIUS,
            2.0 * RADIUS,
            -2.0 * RADIUS
        );
    }
    picture
}

/// The weight of a batch in the moving statistics falls by the momentum with each later
/// one; the newest stands on the right.
fn bars(momentum: f64) -> Picture {
    let step = WIDTH / f64::from(MARKS);
    let mut picture = Picture { faint: format!("M0 {HEIGHT}H{WIDTH}"), ..Picture::default() };
    for batch in 0..MARKS {
        let height = (HEIGHT - 4.0) * momentum.powi(batch as i32);
        let x = WIDTH - f64::from(batch + 1) * step;
        // Writing to a string cannot fail.
        let _ = write!(
            picture.filled,
            "M{x:.1} {HEIGHT}v{:.1}h{:.1}v{height:.1}z",
            -height,
            step - 1.4
        );
    }
    picture
}
