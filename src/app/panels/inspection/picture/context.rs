//! What all parts of the tab read.

use std::sync::Arc;

use leptos::prelude::*;

use crate::inspection::BatchByBatch;
use crate::inspection::picture::{Picture, PictureQuestion};
use crate::plot::prediction_pictures::SurfaceColors;
use crate::plot::theme::{ChartTheme, DARK, LIGHT};
use crate::workspace::painting::PointTool;

/// The answer, the choices, and where the cursor is.
#[derive(Clone, Copy)]
pub struct PictureContext {
    /// The last picture that came.
    pub shown: RwSignal<Option<Arc<Picture>>>,
    /// What the next is asked of.
    pub asked: RwSignal<PictureQuestion>,
    /// Colours in steps.
    pub is_discrete: RwSignal<bool>,
    /// The way from each row to the curve.
    pub has_residuals: RwSignal<bool>,
    /// Whether the run is shown mini-batch by mini-batch beside the curve.
    pub has_batches: RwSignal<bool>,
    /// The way of the run, while it is.
    pub way: RwSignal<Option<Arc<BatchByBatch>>>,
    /// What parts two classes, in the run.
    pub threshold: Memo<f64>,
    /// The column that the run predicts.
    pub target: Memo<String>,
    /// What is done to points where the pointer or the cursor is.
    pub tool: RwSignal<PointTool>,
    /// A point that is being moved: its row and where it is.
    pub dragged: RwSignal<Option<(u32, [f64; 2])>>,
    /// What the numbers of a curve span, while it is moved by hand.
    pub held: RwSignal<Option<[f64; 2]>>,
    /// Whether the page is dark now.
    pub is_dark: Memo<bool>,
    /// Where the pointer or the keyboard's cursor is, in shares of the picture.
    pub cursor: RwSignal<Option<(f64, f64)>>,
}

impl PictureContext {
    /// The colours of now.
    pub fn theme(self) -> &'static ChartTheme {
        if self.is_dark.get() { &DARK } else { &LIGHT }
    }

    /// How the surface's values are coloured.
    pub fn colors(self, picture: &Picture) -> SurfaceColors {
        SurfaceColors::new(picture, self.threshold.get(), self.is_discrete.get())
    }
}
