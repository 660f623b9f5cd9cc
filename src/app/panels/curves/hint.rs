//! The first visit's hint. It is static, so that it is painted at once: index.html has it, knows
//! when it is over and moves it from step to step. Here it only comes into the page's own
//! panels, in the reader's language.

use leptos::prelude::*;
use web_sys::{Element, HtmlElement};

use crate::{text, word};

const NAME: &str = word!("First steps");
/// In the order in which they stand in index.html
/// (`tests/it/text/languages.rs::the_hint_stands_in_the_page_as_it_is_translated`).
const WORDS: [&str; 7] = [
    word!("Press Train."),
    word!("Each epoch shows the network every training row once; the loss falls as it learns."),
    word!("Change a block."),
    word!("More units or another Dense give it more capacity. Then press Train again."),
    word!("Watch validation part from training."),
    word!("While both fall, it learns signal; where validation rises, it learns noise."),
    word!("Got it"),
];

/// Brings the hint, if there is one still, to its place; its first is in `panel`.
pub fn take_over(panel: &HtmlElement) {
    let Some(hint) = document().get_element_by_id("hint") else { return };
    // An attribute of a valid name can be set.
    let _ = hint.set_attribute("aria-label", text::shown(NAME));
    if let Ok(places) = hint.query_selector_all("b, span, button") {
        for (place, word) in (0..places.length()).filter_map(|at| places.get(at)).zip(WORDS) {
            place.set_text_content(Some(text::shown(word)));
        }
    }
    let step = hint.get_attribute("data-step").unwrap_or_default();
    let place = document().query_selector(&format!("[data-hint=\"{step}\"]"));
    let panel: &Element = panel;
    // Both are in the page.
    let _ = place.ok().flatten().unwrap_or_else(|| panel.clone()).append_child(&hint);
}
