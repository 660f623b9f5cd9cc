//! A long chain at a glance.

use leptos::html;
use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{Views, effect, handler, live, live_text, live_view};
use crate::app::state::AppState;
use crate::config::LayerConfig;
use crate::workspace::selection::Selection;

/// What of the chain is in sight: where that begins and how long it is, in percent.
pub type Sight = RwSignal<(f64, f64)>;

/// Call when the chain was scrolled, or has another size.
pub fn measure(chain: NodeRef<html::Ol>, sight: Sight) {
    let Some(chain) = chain.get_untracked() else { return };
    let all = f64::from(chain.scroll_width().max(1)) / 100.0;
    sight.set((f64::from(chain.scroll_left()) / all, f64::from(chain.client_width()) / all));
}

/// A mark for each block and a frame around those in sight, where not all of them are. A
/// second way for pointers only: keyboards and screen readers have the chain.
#[component]
pub fn Overview(chain: NodeRef<html::Ol>, sight: Sight) -> impl IntoView {
    let state = AppState::here();
    let measure_soon = move || request_animation_frame(move || measure(chain, sight));
    effect(move || {
        state.shapes.track();
        state.stage.track();
        measure_soon();
    });
    let on_resize = window_event_listener(leptos::ev::resize, move |_| measure_soon());
    on_cleanup(move || on_resize.remove());
    let is_needless = move || sight.get().1 > 99.0 || state.blocks.get() < 4;
    let mark = move |index: usize| {
        let kind = live(move || {
            state
                .experiment
                .with(|e| e.network.layers.get(index).map(LayerConfig::kind))
                .map(|kind| kind.label().to_owned())
        });
        let is_chosen = live(move || state.selected.get().range().contains(&index));
        let is_advised = live(move || !state.advice().at(Selection::block(index)).is_empty());
        view! {
            <i
                data-kind=kind
                class:chosen=is_chosen
                class:advised=is_advised
                on:click=handler(move |_| actions::select(state, Selection::block(index)))
            ></i>
        }
    };
    view! {
        <div class="overview" aria-hidden="true" hidden=live(is_needless)>
            {live_view(move || (0..state.blocks.get()).map(mark).views())}
            <span
                style:--start=live_text(move || format!("{:.1}%", sight.get().0))
                style:--length=live_text(move || format!("{:.1}%", sight.get().1))
            ></span>
        </div>
    }
}
