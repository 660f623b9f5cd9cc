//! Giving the user a file.

use leptos::prelude::document;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlCanvasElement, Url};

/// Offers `text` as a download.
///
/// # Errors
/// The browser's.
pub fn text(name: &str, mime: &str, text: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let clicked = click(name, &address);
    Url::revoke_object_url(&address)?;
    clicked
}

/// Offers a canvas as a PNG.
///
/// # Errors
/// The browser's.
pub fn png(name: &str, canvas: &HtmlCanvasElement) -> Result<(), JsValue> {
    click(name, &canvas.to_data_url_with_type("image/png")?)
}

fn click(name: &str, address: &str) -> Result<(), JsValue> {
    let link: HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    link.set_href(address);
    link.set_download(name);
    link.click();
    Ok(())
}
