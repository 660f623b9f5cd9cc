//! Giving the user a file.

use leptos::prelude::document;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlAnchorElement, HtmlCanvasElement,
    HtmlImageElement, Url,
};

/// What a picture is taken away as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureForm {
    /// As it is drawn.
    Svg,
    /// Of twice as many pixels.
    Png,
}

impl PictureForm {
    /// The end of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}

/// Offers a picture, drawn as SVG, as a download.
///
/// # Errors
/// The browser's.
pub async fn picture(form: PictureForm, name: &str, svg: &str) -> Result<(), JsValue> {
    match form {
        PictureForm::Svg => text(name, "image/svg+xml", svg),
        PictureForm::Png => png(name, svg).await,
    }
}

/// Offers `text` as a download.
///
/// # Errors
/// The browser's.
pub fn text(name: &str, mime: &str, text: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&text.into());
    blob(name, &Blob::new_with_str_sequence_and_options(&parts, &of_type(mime))?)
}

/// Offers `bytes` as a download.
///
/// # Errors
/// The browser's.
pub fn bytes(name: &str, mime: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    blob(name, &Blob::new_with_u8_array_sequence_and_options(&parts, &of_type(mime))?)
}

fn of_type(mime: &str) -> BlobPropertyBag {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    options
}

/// Offers what the browser holds as a download.
///
/// # Errors
/// The browser's.
pub fn blob(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let address = Url::create_object_url_with_blob(blob)?;
    let clicked = click(name, &address);
    Url::revoke_object_url(&address)?;
    clicked
}

/// Offers a picture as a PNG of twice as many pixels.
///
/// # Errors
/// The browser's.
async fn png(name: &str, svg: &str) -> Result<(), JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(&format!("data:image/svg+xml,{}", js_sys::encode_uri_component(svg)));
    JsFuture::from(image.decode()).await?;
    let canvas: HtmlCanvasElement = document().create_element("canvas")?.dyn_into()?;
    let (width, height) = (2 * image.natural_width(), 2 * image.natural_height());
    canvas.set_width(width);
    canvas.set_height(height);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.dyn_into()?;
    context.draw_image_with_html_image_element_and_dw_and_dh(
        &image,
        0.0,
        0.0,
        f64::from(width),
        f64::from(height),
    )?;
    click(name, &canvas.to_data_url_with_type("image/png")?)
}

fn click(name: &str, address: &str) -> Result<(), JsValue> {
    let link: HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    link.set_href(address);
    link.set_download(name);
    link.click();
    Ok(())
}
