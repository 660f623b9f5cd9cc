//! The whole screen, and that it stays awake. A browser that refuses either says nothing: the
//! page is shown all the same.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// What a promise of the browser brings; nothing where it has no such method, or refuses.
async fn ask(of: &JsValue, method: &str, with: &[JsValue]) -> Option<JsValue> {
    let method: Function = Reflect::get(of, &method.into()).ok()?.dyn_into().ok()?;
    let promise: Promise = method.apply(of, &with.iter().collect()).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

/// Whether the page has the whole screen.
pub fn is_full() -> bool {
    document().fullscreen_element().is_some()
}

/// Asks for the whole screen.
pub fn fill() {
    if let Some(root) = document().document_element() {
        spawn_local(async move {
            ask(&root, "requestFullscreen", &[]).await;
        });
    }
}

/// Gives the screen back.
pub fn leave() {
    if is_full() {
        spawn_local(async {
            ask(&document(), "exitFullscreen", &[]).await;
        });
    }
}

/// The whole screen, or the window again.
pub fn turn() {
    if is_full() {
        leave();
    } else {
        fill();
    }
}

/// Keeps the screen awake until it is let go.
#[derive(Clone, Default)]
pub struct WakeLock {
    held: Rc<RefCell<Option<JsValue>>>,
    is_over: Rc<Cell<bool>>,
}

impl WakeLock {
    /// Asks for it, also again: the browser takes it away when the page is out of sight.
    pub fn hold(&self) {
        let this = self.clone();
        spawn_local(async move {
            let lock = Reflect::get(&window().navigator(), &"wakeLock".into());
            let Some(lock) = lock.ok().filter(|lock| !lock.is_undefined()) else { return };
            let Some(held) = ask(&lock, "request", &["screen".into()]).await else { return };
            let before = this.held.borrow_mut().replace(held);
            let late = if this.is_over.get() { this.held.borrow_mut().take() } else { None };
            for needless in [before, late].into_iter().flatten() {
                ask(&needless, "release", &[]).await;
            }
        });
    }

    /// Lets the screen go to sleep again.
    pub fn release(&self) {
        self.is_over.set(true);
        let held = self.held.borrow_mut().take();
        spawn_local(async move {
            if let Some(held) = held {
                ask(&held, "release", &[]).await;
            }
        });
    }
}
