//! The page's address: its link or the place in the course that it names, what it says beside
//! that, and whether the page stands in a frame of another.

use leptos::prelude::window;
use wasm_bindgen::JsValue;

use crate::config::share::switches::Switches;

/// The page without a link, and without what a tracker hung on to the one that led here.
pub fn page() -> String {
    let page = window().location().href().unwrap_or_default();
    page.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// The same for readers on other machines; empty where only this one has the page.
pub fn page_for_others() -> String {
    match window().location().hostname().unwrap_or_default().as_str() {
        "" | "localhost" | "127.0.0.1" | "[::1]" => String::new(),
        _ => page(),
    }
}

fn fragment() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// What stands behind the `#`, if anything does, without what is switched for a class.
fn named() -> Option<String> {
    let mut fragment = fragment();
    fragment.truncate(fragment.len() - Switches::part_of(&fragment).len());
    (!fragment.is_empty()).then_some(fragment)
}

fn is_of_course(named: &str) -> bool {
    named.starts_with("lesson=") || named.starts_with("scene=")
}

/// The link to an experiment, if there is one.
pub fn link() -> Option<String> {
    named().filter(|named| !is_of_course(named))
}

/// The lesson or scene that is asked for: `lesson=overfitting`, `scene=dropout`.
pub fn course_place() -> Option<String> {
    named().filter(|named| is_of_course(named))
}

/// What is switched for a class, as it stands behind the link.
pub fn switches() -> String {
    Switches::part_of(&fragment()).to_owned()
}

/// Whether the page stands in a frame of another: `?embed`.
pub fn is_embedded() -> bool {
    let query = window().location().search().unwrap_or_default();
    query.trim_start_matches('?').split('&').any(|word| word == "embed" || word == "embed=")
}

/// Puts a link or a place in the course into the address, or takes it out; what is switched
/// stays for a reload, and a frame stays one.
pub fn show(named: Option<&str>) {
    let query = if is_embedded() { "?embed" } else { "" };
    let switches = switches();
    let mark = if named.is_some() || !switches.is_empty() { "#" } else { "" };
    let named = named.unwrap_or_default();
    if let Ok(history) = window().history() {
        let path = window().location().pathname().unwrap_or_default();
        let address = format!("{path}{query}{mark}{named}{switches}");
        // Not a navigation: the page stays as it is.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}
