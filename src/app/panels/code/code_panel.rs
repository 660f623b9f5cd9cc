//! The script with its buttons.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::app::actions;
use crate::app::reactive::{Views, effect, handler, live, live_text, live_view, memo};
use crate::app::services::focus;
use crate::app::state::AppState;
use crate::app::widgets::{IconButton, icon};
use crate::t;
use crate::worker::{CodeForm, Library};

/// Css pixels of a line.
const LINE_PX: i32 = 20;

/// What is in the panel.
pub fn code_panel() -> AnyView {
    let state = AppState::here();
    let signals = state.code();
    let said = RwSignal::new("");
    actions::take_shown_code(state);
    effect(move || {
        state.experiment.track();
        signals.library.track();
        // A table that comes in has another script.
        state.data().table.track();
        actions::ask_for_code(state);
    });
    // Of another script nothing was copied yet.
    effect(move || {
        signals.script.track();
        said.set("");
    });
    let script = memo(move || signals.script.get());
    // The lines stay while only what stands in them changes.
    let problem = memo(move || script.get().map(Result::err));
    let has_none = move || !matches!(script.get(), Some(Ok(_)));
    let take = |form: CodeForm, name: &'static str| {
        view! {
            <button
                type="button"
                class="button"
                disabled=live(has_none)
                on:click=handler(move |_| actions::download_code(state, form))
            >
                {icon("download")}
                {name}
            </button>
        }
    };
    view! {
        <section class="panel code-panel" aria-label=t!("Code")>
            <div class="code-head">
                <Libraries />
                <button
                    type="button"
                    class="button"
                    disabled=live(has_none)
                    on:click=handler(move |_| actions::copy_code(state, said))
                >
                    {t!("Copy")}
                </button>
                {take(CodeForm::Script, t!("Download script"))}
                {take(CodeForm::Notebook, t!("Download notebook"))}
                <p role="status">{live_text(move || said.get().to_owned())}</p>
                <IconButton
                    glyph="close"
                    name=t!("Close code")
                    press=move |()| {
                        actions::toggle_code(state);
                        focus::after_change(&[".network-tools [aria-expanded=false]"]);
                    }
                />
            </div>
            {live_view(move || match problem.get() {
                Some(Some(sentence)) => {
                    view! {
                        <p role="alert" class="code-problem">
                            {t!("There is no code yet. {problem}", problem = sentence)}
                        </p>
                    }
                        .into_any()
                }
                Some(None) => lines(state),
                None => view! { <p role="status">{t!("Loading…")}</p> }.into_any(),
            })}
        </section>
    }
    .into_any()
}

/// Of what it is written for, one after the other with arrows.
#[component]
fn Libraries() -> impl IntoView {
    let state = AppState::here();
    let library = state.code().library;
    let walk = move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowLeft" | "Home" => Library::Keras,
            "ArrowRight" | "End" => Library::PyTorch,
            _ => return,
        };
        event.prevent_default();
        actions::show_library(state, to);
        focus::after_change(&[".code-panel [role=tab][aria-selected=true]"]);
    };
    let tab = move |one: Library| {
        view! {
            <button
                type="button"
                role="tab"
                class="tab library"
                aria-selected=live_text(move || (library.get() == one).to_string())
                aria-controls="code"
                tabindex=live_text(move || if library.get() == one { "0" } else { "-1" }.to_owned())
                on:click=handler(move |_| actions::show_library(state, one))
            >
                {one.name()}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=t!("Library") on:keydown=handler(walk)>
            {Library::ALL.map(tab).into_iter().views()}
        </div>
    }
}

/// The script; what an edit has changed in it is marked.
fn lines(state: AppState) -> AnyView {
    let signals = state.code();
    let before = StoredValue::new((signals.library.get_untracked(), String::new()));
    let lines = move || {
        let Some(Ok(script)) = signals.script.get() else { return ().into_any() };
        let library = signals.library.get_untracked();
        let (of, shown) = before.get_value();
        // A script that was not seen before has no changes.
        let is_followed = of == library && !shown.is_empty();
        let known: Vec<&str> = shown.lines().collect();
        let line = |line: &str| {
            let is_new = is_followed && !known.contains(&line);
            let is_comment = line.trim_start().starts_with('#');
            view! {
                <span class="line" class:comment=is_comment class:changed=is_new>
                    {format!("{line}\n")}
                </span>
            }
        };
        let lines = script.lines().map(line).views();
        before.set_value((library, script));
        lines
    };
    effect(move || {
        signals.script.track();
        show_changed_line();
    });
    view! {
        <pre id="code" class="code-text" role="tabpanel" tabindex="0" aria-label=t!("Script")>
            <code translate="no">{live_view(lines)}</code>
        </pre>
    }
    .into_any()
}

/// Scrolls to the first line that has changed, unless it is in sight; only the code itself, for
/// on a phone the field that was changed must stay where it is.
fn show_changed_line() {
    request_animation_frame(|| {
        let found = |selector| document().query_selector(selector).ok().flatten();
        let (Some(text), Some(line)) = (found(".code-text"), found(".code-text .changed")) else {
            return;
        };
        let line = line.unchecked_into::<HtmlElement>().offset_top();
        let (top, height) = (text.scroll_top(), text.client_height());
        if line < top || line + LINE_PX > top + height {
            text.set_scroll_top(line - height / 3);
        }
    });
}
