//! The speaker's notes, in a window of their own: what to say, what comes next, how the run
//! stands and how long one has been talking. The audience sees none of it.

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Window};

use super::keys::{Opens, listen_on, next_view};
use crate::app::actions;
use crate::app::reactive::{derived, handler, live, live_text, memo};
use crate::app::services::tab_storage;
use crate::app::state::AppState;
use crate::plot::value_label;
use crate::workspace::number_words::grouped;
use crate::workspace::stage::talked_for;
use crate::{t, text};

/// The window's name: a second press shows the one that is there.
const NAME: &str = "descent-notes";
const SHAPE: &str = "popup,width=760,height=620";

/// Opens the window, or brings it to the front. A browser that blocks it is named.
pub fn open(state: AppState, opens: Opens) {
    let opened = window().open_with_url_and_target_and_features("", NAME, SHAPE).ok().flatten();
    let Some(notes) = opened else {
        actions::alert(
            state,
            t!(
                "The browser did not open the window of the speaker's notes: allow this page to open windows."
            ),
        );
        return;
    };
    // Fails only for a window that is closed already.
    let _ = notes.focus();
    let is_new = notes.document().is_some_and(|page| page.get_element_by_id("notes").is_none());
    if is_new && fill(state, opens, &notes).is_none() {
        let _ = notes.close();
    }
}

/// Puts the view, and the page's own styles, into the empty window; they go with the stage.
fn fill(state: AppState, opens: Opens, notes: &Window) -> Option<()> {
    let page = notes.document()?;
    page.set_title(t!("Speaker's notes · Descent"));
    let root = page.document_element()?;
    let theme = document().document_element()?.get_attribute("data-theme").unwrap_or_default();
    // The attributes' names are valid.
    let _ = root.set_attribute("lang", text::language());
    let _ = root.set_attribute("data-theme", &theme);
    let styles = document().query_selector_all("head style").ok()?;
    let head = page.head()?;
    for at in 0..styles.length() {
        let copy = page.import_node_with_deep(&styles.get(at)?, true).ok()?;
        head.append_child(&copy).ok()?;
    }
    // Of another window, whose elements are of classes of its own.
    let body: HtmlElement = page.body()?.unchecked_into();
    listen_on(state, opens, notes);
    let view = mount_to(body, move || {
        provide_context(state);
        view! { <Notes /> }
    });
    let held = StoredValue::new_local(Some((view, notes.clone())));
    on_cleanup(move || {
        if let Some((view, notes)) = held.try_update_value(Option::take).flatten() {
            drop(view);
            let _ = notes.close();
        }
    });
    Some(())
}

#[component]
fn Notes() -> impl IntoView {
    let state = AppState::here();
    let seconds = RwSignal::new(0_u32);
    let clock = set_interval_with_handle(
        move || seconds.update(|seconds| *seconds += 1),
        std::time::Duration::from_secs(1),
    );
    on_cleanup(move || {
        if let Ok(clock) = clock {
            clock.clear();
        }
    });
    let key = StoredValue::new(format!("descent.notes.{}", state.storage().key()));
    let kept = key.with_value(|key| tab_storage::read(key)).unwrap_or_default();
    let write = move |event: web_sys::Event| {
        key.with_value(|key| tab_storage::write(key, &event_target_value(&event)));
    };
    let epoch = memo(move || state.run.with(|run| run.history.count()));
    let figure = move |pick: fn(&crate::train::History) -> &[f64]| {
        live_text(move || {
            state.run.with(|run| {
                let at = run.shown_index()?;
                pick(&run.history).get(at).copied().map(value_label)
            })
        })
    };
    let next = derived(move || {
        // Another view is shown, another comes next.
        state.inspection().track();
        state.chart_view.track();
        let scene = state.scene_notes().with(|notes| notes.next.clone());
        if scene.is_empty() { next_view().unwrap_or_default() } else { scene }
    });
    view! {
        <main id="notes" class="notes">
            <h1 translate="no">{live_text(move || state.experiment.with(|e| e.title.clone()))}</h1>
            <dl class="notes-figures">
                <div>
                    <dt>{t!("Talk")}</dt>
                    <dd>
                        <output translate="no" aria-label=t!("Clock of the talk")>
                            {live_text(move || talked_for(seconds.get()))}
                        </output>
                    </dd>
                </div>
                <div>
                    <dt>{t!("Epoch")}</dt>
                    <dd>
                        <output translate="no" aria-label=t!("Epoch")>
                            {live_text(move || grouped(epoch.get() as usize))}
                        </output>
                    </dd>
                </div>
                <div class="figure training">
                    <dt>{t!("Training loss")}</dt>
                    <dd>
                        <output translate="no" aria-label=t!("Training loss")>
                            {figure(|history| &history.loss)}
                        </output>
                    </dd>
                </div>
                <div class="figure validation">
                    <dt>
                        {live_text(move || {
                            let hidden = state.stage.get().hides_validation;
                            let words = if hidden {
                                t!("Validation loss, hidden")
                            } else {
                                t!("Validation loss")
                            };
                            words.to_owned()
                        })}
                    </dt>
                    <dd>
                        <output translate="no" aria-label=t!("Validation loss")>
                            {figure(|history| &history.val_loss)}
                        </output>
                    </dd>
                </div>
            </dl>
            <p>
                {t!("Next: ")}
                <output aria-label=t!("Next step")>{live_text(move || next.get())}</output>
            </p>
            <p
                class="notes-scene"
                hidden=live(move || state.scene_notes().with(|notes| notes.says.is_empty()))
            >
                {live_text(move || state.scene_notes().with(|notes| notes.says.clone()))}
            </p>
            <label for="notes-text">{t!("Your notes")}</label>
            <textarea id="notes-text" prop:value=kept on:input=handler(write)></textarea>
        </main>
    }
}
