//! What the lines of a chart are called beside it, and the room that takes.

use crate::plot::curves_view::CurvesView;
use crate::plot::label::{LABEL_FONT_PX, LABEL_GAP_PX, width_em};
use crate::t;

/// A longer name of a run is cut.
const LONGEST_PX: f64 = 150.0;

/// Css pixels that the names need.
pub(super) fn label_room(view: &CurvesView<'_>) -> f64 {
    let names = view.overlays.iter().map(|other| cut(other.name));
    let own = own_names(view).map(str::to_owned).into_iter();
    let widest = own.chain(names).map(|words| width_em(&words)).fold(0.0, f64::max);
    let ghost = if view.ghost[1].epochs.is_empty() { 0.0 } else { width_em(ghost_name()) };
    widest.max(ghost) * LABEL_FONT_PX + LABEL_GAP_PX
}

pub(super) fn ghost_name() -> &'static str {
    t!("without early stopping")
}

pub(super) fn own_names(view: &CurvesView<'_>) -> [&'static str; 2] {
    if view.options.smoothing > 0.0 {
        [t!("training, smoothed"), t!("validation, smoothed")]
    } else {
        [t!("training"), t!("validation")]
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
