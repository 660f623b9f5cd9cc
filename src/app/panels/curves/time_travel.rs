//! Any epoch of the run that rests or is over, by its slider.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{handler, live, live_text, memo, shown};
use crate::app::state::AppState;
use crate::t;

/// Moving it shows the figures of an epoch, and brings the network there.
pub fn slider() -> AnyView {
    let state = AppState::here();
    let visited = memo(move || state.run.with(|run| run.visited));
    let count = memo(move || state.run.with(|run| run.history.count()));
    let at = memo(move || state.run.with(|run| run.shown_epoch()));
    let rests = memo(move || state.run.with(|run| run.can_look_back()));
    let leave = move |event: KeyboardEvent| {
        if event.key() == "Escape" && visited.get_untracked().is_some() {
            event.prevent_default();
            actions::look_back(state, None);
        }
    };
    view! {
        <input
            type="range"
            class="slider"
            aria-label=t!("Epoch to look at")
            min="0"
            max=live_text(move || count.get().to_string())
            prop:value=live(move || at.get().to_string())
            style:--share=live_text(move || {
                format!("{}%", 100.0 * f64::from(at.get()) / f64::from(count.get()).max(1.0))
            })
            aria-valuetext=live_text(move || {
                t!("epoch {epoch} of {last}", epoch = at.get(), last = count.get())
            })
            disabled=live(move || !rests.get())
            on:input=handler(move |event| {
                if let Ok(epoch) = event_target_value(&event).parse() {
                    actions::look_back(state, Some(epoch));
                }
            })
            on:keydown=handler(leave)
        />
    }
    .into_any()
}

/// The way back to where the run stands, and the ghost past an early stop.
#[component]
pub fn TimeButtons() -> impl IntoView {
    let state = AppState::here();
    let is_away = memo(move || state.run.with(|run| run.can_look_back() && run.visited.is_some()));
    let missed = memo(move || {
        state.run.with(|run| run.has_past() && run.was_stopped_early() && run.visited.is_none())
    });
    view! {
        {shown(
            move || is_away.get(),
            move || {
                view! {
                    <button
                        type="button"
                        class="button quiet small"
                        on:click=handler(move |_| actions::look_back(state, None))
                    >
                        {t!("Back to the end")}
                    </button>
                }
            },
        )}
        {shown(
            move || missed.get(),
            move || {
                view! {
                    <button
                        type="button"
                        class="button quiet small"
                        title=t!(
                            "Goes on in a fainter line where early stopping ended the run; the run stays as it is"
                        )
                        on:click=handler(move |_| actions::ghost(state))
                    >
                        {live_text(move || {
                            let goes_on = state.run.with(|run| run.is_ghosting);
                            if goes_on { t!("Enough") } else { t!("Without early stopping") }
                                .to_owned()
                        })}
                    </button>
                }
            },
        )}
    }
}
