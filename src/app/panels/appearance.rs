//! How the page looks and which language it speaks: the button and its menu.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::lazy::lazy_at_rest;
use crate::app::panels::lazy_parts::InPlace;
use crate::app::reactive::{Views, derived, handler, live_text};
use crate::app::services::theme::Theme;
use crate::app::state::AppState;
use crate::app::widgets::icon;
use crate::t;
use crate::text::{self, LANGUAGES, Language};

#[component]
pub fn Appearance() -> impl IntoView {
    let state = AppState::here();
    view! {
        <button
            type="button"
            class="button quiet icon"
            popovertarget="appearance-menu"
            title=t!("Theme and language")
        >
            {icon(derived(move || state.theme.get().name().to_owned()))}
            <span class="visually-hidden">{t!("Theme and language")}</span>
        </button>
        <div id="appearance-menu" class="menu appearance" popover="auto">
            {lazy_at_rest(InPlace::Appearance, || ().into_any())}
        </div>
    }
}

/// What the menu offers.
pub fn appearance_menu() -> AnyView {
    view! {
        <div class="menu-group" role="group" aria-labelledby="theme-heading">
            <p id="theme-heading" class="menu-heading">
                {t!("Theme")}
            </p>
            {Theme::ALL.map(theme_item).views()}
        </div>
        <div class="menu-group" role="group" aria-labelledby="language-heading">
            <p id="language-heading" class="menu-heading">
                {t!("Language")}
            </p>
            {LANGUAGES.iter().map(language_item).views()}
            <p class="menu-heading">{t!("The page opens anew.")}</p>
        </div>
    }
    .into_any()
}

fn theme_item(theme: Theme) -> AnyView {
    let state = AppState::here();
    let name = match theme {
        Theme::System => t!("As the system"),
        Theme::Light => t!("Light"),
        Theme::Dark => t!("Dark"),
    };
    view! {
        <button
            type="button"
            class="menu-item"
            popovertarget="appearance-menu"
            aria-pressed=live_text(move || (state.theme.get() == theme).to_string())
            on:click=handler(move |_| {
                state.theme.set(theme);
                theme.apply();
            })
        >
            {name}
        </button>
    }
    .into_any()
}

/// Each language calls itself by its own name, for who does not read the others.
fn language_item(language: &'static Language) -> AnyView {
    let state = AppState::here();
    view! {
        <button
            type="button"
            class="menu-item"
            popovertarget="appearance-menu"
            lang=language.tag
            aria-pressed=(text::language() == language.tag).to_string()
            on:click=handler(move |_| actions::choose_language(state, language))
        >
            {language.name}
        </button>
    }
    .into_any()
}
