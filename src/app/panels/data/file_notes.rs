//! What was noticed while the file was read, with a click for what can be done about it.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{handler, listed, live, live_text, shown};
use crate::app::services::focus;
use crate::app::state::AppState;
use crate::config::ColumnType;
use crate::data::ReadingFix;
use crate::{t, tn};

/// How many stand beside the file; the dialog about its reading has them all.
const IN_SIGHT: usize = 2;

/// The first notes on a file that was just opened.
pub fn file_notes(reading_is_open: RwSignal<bool>) -> AnyView {
    let state = AppState::here();
    let notes = state.data().notes;
    let more = move || notes.with(Vec::len).saturating_sub(IN_SIGHT);
    shown(
        move || notes.with(|notes| !notes.is_empty()),
        move || {
            view! {
                <div class="file-notes">
                    {listed(
                        move || notes.with(|notes| notes.iter().take(IN_SIGHT).cloned().collect()),
                        |note| note.sentence.clone(),
                        move |note| {
                            view! {
                                <div class="file-note">
                                    <p role="status">{note.sentence}</p>
                                    {fix_button(state, note.fix)}
                                </div>
                            }
                        },
                    )} <div class="file-notes-foot">
                        <button
                            type="button"
                            class="button quiet small"
                            hidden=live(move || more() == 0)
                            on:click=handler(move |_| reading_is_open.set(true))
                        >
                            {live_text(move || {
                                tn!(more(), "{count} note more", "{count} notes more")
                            })}
                        </button>
                        <button
                            type="button"
                            class="button quiet small"
                            on:click=handler(move |_| {
                                notes.set(Vec::new());
                                focus::after_change(&[".how"]);
                            })
                        >
                            {t!("Dismiss")}
                        </button>
                    </div>
                </div>
            }
        },
    )
}

/// The button for what can be done about a note.
pub fn fix_button(state: AppState, fix: Option<ReadingFix>) -> Option<AnyView> {
    let fix = fix?;
    let label = match &fix {
        ReadingFix::ReadAs(column, ColumnType::Category) => {
            t!("Read {column} as Category", column)
        }
        ReadingFix::ReadAs(column, _) => t!("Read {column} as Number", column),
        ReadingFix::Join(column) => t!("Join the spellings of {column}", column),
        ReadingFix::Missing(marker) => t!("Take {marker} as missing", marker),
    };
    let button = view! {
        <button
            type="button"
            class="button"
            on:click=handler(move |_| {
                actions::fix_reading(state, &fix);
                focus::after_change(&["dialog[open] .reading-fields select", ".how"]);
            })
        >
            {label}
        </button>
    };
    Some(button.into_any())
}
