//! Files of the page's own host.

use leptos::prelude::window;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::worker::client::file_of_build;

/// The text of a file that comes with the page; `None` where it cannot be had.
pub async fn text(name: &str) -> Option<String> {
    fetch(&file_of_build(name)).await.ok()
}

async fn fetch(address: &str) -> Result<String, JsValue> {
    let response: Response = JsFuture::from(window().fetch_with_str(address)).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::NULL);
    }
    JsFuture::from(response.text()?).await?.as_string().ok_or(JsValue::NULL)
}
