//! The sets that come with Descent.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::figures::grouped;
use crate::app::state::AppState;
use crate::app::widgets::Dialog;
use crate::data::gallery;

#[component]
pub fn GalleryDialog(open: RwSignal<bool>) -> impl IntoView {
    let state = AppState::here();
    view! {
        <Dialog title="Gallery" open=open>
            <ul class="gallery">
                {gallery::SETS
                    .iter()
                    .map(|set| {
                        view! {
                            <li class="gallery-set">
                                <button
                                    type="button"
                                    class="gallery-open"
                                    on:click=move |_| {
                                        open.set(false);
                                        actions::load_gallery(state, set);
                                    }
                                >
                                    <strong>{set.title}</strong>
                                    <span>{set.one_line}</span>
                                    <span class="dim">
                                        {format!(
                                            "{} · {} rows · {} columns · {} kB",
                                            set.task.label(),
                                            grouped(set.rows),
                                            set.columns,
                                            set.bytes.div_ceil(1000),
                                        )}
                                    </span>
                                </button>
                                <details class="dim">
                                    <summary>
                                        {format!("Source and licence of {}", set.title)}
                                    </summary>
                                    <p>{set.attribution}</p>
                                    <p>{format!("Licence: {}", set.licence)}</p>
                                </details>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </Dialog>
    }
}
