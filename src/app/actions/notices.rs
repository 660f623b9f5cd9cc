//! What the page says: sentences at its top, and what only screen readers hear.

use std::time::Duration;

use leptos::prelude::*;

use crate::app::state::AppState;
use crate::app::state::notices::{Notice, NoticeKind, WayOn};

/// How long a sentence stays that needs no answer.
const TO_READ: Duration = Duration::from_secs(7);

/// Tells screen readers what changed.
pub fn announce(state: AppState, text: &str) {
    state.announcement.set(text.to_owned());
}

/// Says what went wrong.
pub fn alert(state: AppState, text: impl Into<String>) {
    push(state, Notice::new(NoticeKind::Alert, text.into()));
}

/// Says what is worth knowing.
pub fn note(state: AppState, text: impl Into<String>) {
    push(state, Notice::new(NoticeKind::Note, text.into()));
}

/// Says that what was asked for is done; this goes by itself.
pub fn say_done(state: AppState, text: impl Into<String>) {
    if let Some(id) = push(state, Notice::new(NoticeKind::Done, text.into())) {
        set_timeout(move || dismiss(state, id), TO_READ);
    }
}

/// Says what is worth knowing, and offers what can be done about it.
pub(super) fn note_with(state: AppState, text: String, way_on: WayOn) {
    push(state, Notice { way_on: Some(way_on), ..Notice::new(NoticeKind::Note, text) });
}

/// Says what went wrong, and offers what can be done about it.
pub(super) fn alert_with(state: AppState, text: String, way_on: Option<WayOn>) {
    push(state, Notice { way_on, ..Notice::new(NoticeKind::Alert, text) });
}

fn push(state: AppState, notice: Notice) -> Option<u32> {
    state.notices.try_update(|notices| notices.push(notice))
}

/// Takes a sentence away.
pub fn dismiss(state: AppState, id: u32) {
    state.notices.update(|notices| notices.shown.retain(|notice| notice.id != id));
}

/// Takes all sentences away: the user has moved on.
pub fn dismiss_all(state: AppState) {
    if !state.notices.with_untracked(|notices| notices.shown.is_empty()) {
        state.notices.update(|notices| notices.shown.clear());
    }
}
