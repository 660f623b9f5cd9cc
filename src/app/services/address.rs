//! What stands behind the `#` of the address.

use leptos::prelude::window;
use wasm_bindgen::JsValue;

/// What is there, if anything is.
pub fn fragment() -> Option<String> {
    let fragment = window().location().hash().ok()?;
    let fragment = fragment.trim_start_matches('#');
    (!fragment.is_empty()).then(|| fragment.to_owned())
}

/// The lesson or scene that is asked for: `lesson=overfitting`, `scene=dropout`.
pub fn course_place() -> Option<String> {
    fragment().filter(|text| text.starts_with("lesson=") || text.starts_with("scene="))
}

/// Takes it out of the address; that is no navigation.
pub fn clear() {
    let path = window().location().pathname().unwrap_or_default();
    replace(&path);
}

/// Puts a fragment there; that is no navigation either.
pub fn show(fragment: &str) {
    replace(&format!("#{fragment}"));
}

fn replace(address: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}
