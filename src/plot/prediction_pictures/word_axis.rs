//! Categories at even distances along an axis.

use crate::plot::axes::ValueAxis;
use crate::plot::label::{TICK_FONT_PX, width_em};

/// Room for a name of many, at most: longer ones are cut.
const NAME_PX: f64 = 84.0;
/// With as much for each, all are named, however much of them is cut.
const ALL_PX: f64 = 48.0;
/// Room between two names.
const GAP_PX: f64 = 6.0;

/// Of how many categories one is named, so that the names have room side by side.
pub(super) fn named_every(words: &[String], width_px: f64) -> usize {
    let widest = words.iter().map(|word| width_em(word)).fold(0.0, f64::max) * TICK_FONT_PX;
    if words.len() as f64 * ALL_PX <= width_px {
        return 1;
    }
    let most = (width_px / (widest.min(NAME_PX) + GAP_PX)).floor().max(1.0) as usize;
    words.len().div_ceil(most).max(1)
}

/// An axis on which the category `at` has its middle at `at + 0.5`.
pub(super) fn word_axis(words: &[String], width_px: f64) -> ValueAxis {
    let every = named_every(words, width_px);
    let high = words.len().max(1) as f64;
    let room_px = width_px * every as f64 / high - GAP_PX;
    let named = words.iter().enumerate().step_by(every);
    let ticks = named.map(|(at, word)| (at as f64 + 0.5, shortened(word, room_px))).collect();
    ValueAxis { low: 0.0, high, ticks, is_log: false }
}

/// As much of a word as has room.
fn shortened(word: &str, room_px: f64) -> String {
    let fits = |text: &str| width_em(text) * TICK_FONT_PX <= room_px;
    if fits(word) {
        return word.to_owned();
    }
    let mut text = String::new();
    for letter in word.chars() {
        text.push(letter);
        if !fits(&format!("{text}…")) {
            text.pop();
            break;
        }
    }
    text + "…"
}
