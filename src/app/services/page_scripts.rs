//! What passes between the page's code and the scripts in `page/`: events of the window.

use leptos::prelude::{window, window_event_listener_untyped};

/// The worker has answered, so everything is here that the page begins with.
pub const READY: &str = "descent-ready";
/// Another version of the page is kept and waits.
pub const NEW_VERSION: &str = "descent-new-version";
/// The user wants it now.
pub const TAKE_NEW_VERSION: &str = "descent-take-new-version";
/// The browser keeps no version.
pub const NOT_KEPT: &str = "descent-not-kept";

/// Tells the scripts.
pub fn tell(event: &str) {
    if let Ok(event) = web_sys::Event::new(event) {
        // Fails only for an event that is under way.
        let _ = window().dispatch_event(&event);
    }
}

/// Does this whenever the scripts say so, for as long as there is the page.
pub fn hear(event: &str, act: impl Fn() + 'static) {
    let _ = window_event_listener_untyped(event, move |_| act());
}
