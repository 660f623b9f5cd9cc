//! Light, dark, or as the system has it.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

use crate::app::services::tab_storage;

/// The chosen look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The choice kept from the last visit.
    pub fn restore() -> Self {
        match tab_storage::read(tab_storage::THEME).as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// Puts the choice on the page and keeps it.
    pub fn apply(self) {
        tab_storage::write(tab_storage::THEME, self.name());
        if let Some(root) = document().document_element() {
            // The attribute's name is valid, so setting it cannot fail.
            let _ = root.set_attribute("data-theme", self.name());
        }
    }

    /// Whether the page is dark now.
    pub fn is_dark(self) -> bool {
        match self {
            Self::Light => false,
            Self::Dark => true,
            Self::System => prefers("(prefers-color-scheme: dark)"),
        }
    }
}

/// Whether a media query holds.
pub fn prefers(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Calls back whenever the system turns light or dark, as long as the view is there that asks.
pub fn on_system_change(changed: impl FnMut() + 'static) {
    let Ok(Some(list)) = window().match_media("(prefers-color-scheme: dark)") else { return };
    let callback = Closure::<dyn FnMut()>::new(changed);
    list.set_onchange(Some(callback.as_ref().unchecked_ref()));
    // The list must live as long as its listener.
    let watching = StoredValue::new_local((list, callback));
    on_cleanup(move || watching.with_value(|(list, _)| list.set_onchange(None)));
}
