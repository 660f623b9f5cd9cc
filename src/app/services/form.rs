//! What native fields show.

use js_sys::Reflect;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// The fields that hold something which is not in force: what they are called, and the value
/// that is.
pub fn not_in_force() -> Vec<(String, String)> {
    let Ok(fields) = document().query_selector_all("[role=spinbutton][aria-invalid=true]") else {
        return Vec::new();
    };
    let fields = (0..fields.length()).filter_map(|at| fields.get(at)?.dyn_into::<Element>().ok());
    fields
        .filter_map(|field| {
            let label = format!("label[for=\"{}\"]", field.id());
            let label = document().query_selector(&label).ok().flatten()?;
            let value = field.get_attribute("aria-valuenow").unwrap_or_default();
            Some((label.text_content().unwrap_or_default(), value))
        })
        .collect()
}

/// Sets a property of the field with this id: a choice that was refused is shown no longer,
/// though the value that it replaced has not changed.
pub fn show(id: &str, property: &str, value: &wasm_bindgen::JsValue) {
    if let Some(field) = document().get_element_by_id(id) {
        // A property of an element can always be set.
        let _ = Reflect::set(&field, &property.into(), value);
    }
}
