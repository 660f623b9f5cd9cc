//! Who made a set of the Gallery: fetched when somebody asks, not part of the page.

use js_sys::{JSON, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// The attribution of the set called `id`; `None` where it cannot be had.
pub async fn attribution(id: &str) -> Option<String> {
    fetch(id).await.ok()
}

async fn fetch(id: &str) -> Result<String, JsValue> {
    let response = JsFuture::from(window().fetch_with_str("./datasets/attribution.json")).await?;
    let response: Response = response.dyn_into()?;
    let text = JsFuture::from(response.text()?).await?;
    let all = JSON::parse(&text.as_string().unwrap_or_default())?;
    Reflect::get(&all, &id.into())?.as_string().ok_or(JsValue::NULL)
}
