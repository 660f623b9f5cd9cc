//! Which values a Dropout drops of the next mini-batch.

use leptos::prelude::*;

use super::layer_of::LayerOf;
use crate::app::reactive::live_text;
use crate::plot::prediction_pictures::dropout_mask_svg;
use crate::workspace::layer_words::dropout_sentence;

/// The mask, and the share that it drops.
pub fn dropout(layer: LayerOf) -> AnyView {
    let mask = move || {
        layer.read(|block, _| Some(dropout_mask_svg(&block.dropout.as_ref()?.kept, layer.theme())))
    };
    let words = move || {
        layer.read(|block, all| {
            Some(dropout_sentence(block.dropout.as_ref()?, block.units, all.rows))
        })
    };
    view! {
        <p>{live_text(words)}</p>
        <div class="dropout-mask" aria-hidden="true" inner_html=live_text(mask)></div>
    }
    .into_any()
}
