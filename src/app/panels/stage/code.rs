//! The experiment on the page as a QR code, for who sits in the room.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{effect, live_text, live_view, memo};
use crate::app::services::address;
use crate::app::state::AppState;
use crate::export::qr_code::QrCode;
use crate::t;

/// The code of the link to the scene or else to the experiment, and beside it the page's own address, short enough to be typed.
pub fn code() -> AnyView {
    let state = AppState::here();
    let page = StoredValue::new(address::page());
    actions::follow_link(state);
    // Until the link is written anew, the code before it stays.
    let link = RwSignal::new(None::<String>);
    effect(move || {
        let scene = state.lessons().scene.get();
        let written = || state.experiment.with(|experiment| state.share().of(experiment));
        // A code has no room for rows.
        let fragment = scene
            .map(|scene| format!("scene={scene}"))
            .or_else(|| written().map(|link| link.fragment));
        if let Some(fragment) = fragment {
            link.set(Some(page.with_value(|page| format!("{page}#{fragment}"))));
        }
    });
    let drawn =
        memo(move || link.with(|link| Some(QrCode::new(link.as_ref()?).map(|code| code.svg()))));
    let short = page.with_value(|page| {
        page.split_once("://").map_or(page.as_str(), |(_, short)| short).to_owned()
    });
    view! {
        <aside class="stage-code" aria-label=t!("Link to this experiment")>
            {live_view(move || match drawn.get() {
                None => ().into_any(),
                Some(Some(_)) => {
                    view! {
                        <div
                            class="stage-code-picture"
                            role="img"
                            aria-label=t!("QR code")
                            inner_html=live_text(move || drawn.get().flatten())
                        ></div>
                    }
                        .into_any()
                }
                Some(None) => {
                    view! {
                        <p>
                            {t!(
                                "The link of this experiment is too long for a code: share it as a text."
                            )}
                        </p>
                    }
                        .into_any()
                }
            })}
            <p class="stage-code-address">{short}</p>
        </aside>
    }
    .into_any()
}
