//! Where the keyboard is.

use leptos::prelude::{document, request_animation_frame};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Whether the focus is on a block of the chain.
pub fn is_in_chain() -> bool {
    document()
        .active_element()
        .is_some_and(|element| matches!(element.closest(".chain"), Ok(Some(_))))
}

/// Whether a dialog lies over the page.
pub fn is_in_dialog() -> bool {
    matches!(document().query_selector("dialog[open]"), Ok(Some(_)))
}

/// Opens the training panel where it is a sheet: there its button is to be seen.
pub fn open_sheet() {
    let button = document().query_selector(".transport-bar [popovertarget=training-panel]");
    if let Ok(Some(button)) = button
        && let Ok(button) = button.dyn_into::<HtmlElement>()
        && button.offset_width() > 0
    {
        button.click();
    }
}

/// Scrolls the panel that `selector` finds a part of until all of that part is seen, or as
/// much from its beginning as there is room for; nothing where the panel does not scroll.
pub fn bring_into_sight(selector: &'static str) {
    request_animation_frame(move || {
        let part = document().query_selector(selector).ok().flatten();
        let panel = part.as_ref().and_then(|part| part.closest(".panel").ok().flatten());
        let (Some(part), Some(panel)) = (part, panel) else { return };
        let [part, seen] = [part, panel.clone()].map(|one| one.get_bounding_client_rect());
        let below = (part.bottom() - seen.bottom()).min(part.top() - seen.top());
        if below > 0.0 {
            panel.set_scroll_top(panel.scroll_top() + below.ceil() as i32);
        }
    });
}

/// Scrolls as little as it takes until what `selector` finds is seen, or as much from its
/// beginning as there is room for, once the page shows what just changed.
pub fn show_nearest(selector: &'static str) {
    request_animation_frame(move || {
        if let Ok(Some(part)) = document().query_selector(selector) {
            scroll_to(&part, ScrollLogicalPosition::Nearest);
        }
    });
}

/// The same for a `<details>`, if the click just made on it opened it.
pub fn show_what_opens(details: Element) {
    request_animation_frame(move || {
        if details.has_attribute("open") {
            scroll_to(&details, ScrollLogicalPosition::Nearest);
        }
    });
}

fn scroll_to(part: &Element, place: ScrollLogicalPosition) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(place);
    part.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls to the beginning of what `selector` finds, once the page shows what just changed.
pub fn show_from_its_top(selector: &'static str) {
    request_animation_frame(move || {
        if let Ok(Some(part)) = document().query_selector(selector) {
            scroll_to(&part, ScrollLogicalPosition::Start);
        }
    });
}

/// Puts the focus on the first element that `selector` finds, once the page shows what
/// just changed.
pub fn after_change(selectors: &'static [&'static str]) {
    request_animation_frame(move || {
        let found = selectors
            .iter()
            .find_map(|selector| document().query_selector(selector).ok().flatten())
            .and_then(|element| element.dyn_into::<HtmlElement>().ok());
        if let Some(element) = found {
            // An element in the page can always take the focus.
            let _ = element.focus();
        }
    });
}
