//! The experiment on the page as a QR code, for who sits in the room.

use leptos::prelude::*;

use crate::app::reactive::{live_text, live_view, memo};
use crate::app::services::address;
use crate::app::state::AppState;
use crate::config::share;
use crate::export::qr_code::QrCode;
use crate::t;

/// The code of the link to the scene or else to the experiment, and beside it the page's own address, short enough to be typed.
pub fn code() -> AnyView {
    let state = AppState::here();
    let page = StoredValue::new(address::page());
    let link = memo(move || {
        let scene = state.lessons().scene.get();
        let fragment = scene
            .map_or_else(|| state.experiment.with(share::encode), |scene| format!("scene={scene}"));
        page.with_value(|page| format!("{page}#{fragment}"))
    });
    let drawn = memo(move || link.with(|link| QrCode::new(link)).map(|code| code.svg()));
    let short = page.with_value(|page| {
        page.split_once("://").map_or(page.as_str(), |(_, short)| short).to_owned()
    });
    view! {
        <aside class="stage-code" aria-label=t!("Link to this experiment")>
            {live_view(move || match drawn.get() {
                Some(_) => {
                    view! {
                        <div
                            class="stage-code-picture"
                            role="img"
                            aria-label=t!("QR code")
                            inner_html=live_text(move || drawn.get())
                        ></div>
                    }
                        .into_any()
                }
                None => {
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
