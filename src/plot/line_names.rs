//! What the lines of a chart are called beside it, and the room that takes.

use crate::plot::curves_view::CurvesView;
use crate::plot::label::{LABEL_FONT_PX, LABEL_GAP_PX, width_em};

/// A longer name of a run is cut.
const LONGEST_PX: f64 = 150.0;
pub(super) const GHOST: &str = "without early stopping";

/// Css pixels that the names need.
pub(super) fn label_room(view: &CurvesView<'_>) -> f64 {
    let names = view.overlays.iter().map(|other| cut(other.name));
    let own = own_names(view).map(str::to_owned).into_iter();
    let widest = own.chain(names).map(|words| width_em(&words)).fold(0.0, f64::max);
    let ghost = if view.ghost[1].epochs.is_empty() { 0.0 } else { width_em(GHOST) };
    widest.max(ghost) * LABEL_FONT_PX + LABEL_GAP_PX
}

pub(super) fn own_names(view: &CurvesView<'_>) -> [&'static str; 2] {
    if view.options.smoothing > 0.0 {
        ["training, smoothed", "validation, smoothed"]
    } else {
        ["training", "validation"]
    }
}

/// A name that fits, with a mark where something is missing.
pub(super) fn cut(name: &str) -> String {
    if width_em(name) * LABEL_FONT_PX <= LONGEST_PX {
        return name.to_owned();
    }
    let mut short = String::new();
    for letter in name.chars() {
        if (width_em(&short) + width_em("m…")) * LABEL_FONT_PX > LONGEST_PX {
            break;
        }
        short.push(letter);
    }
    format!("{}…", short.trim_end())
}
