//! The choice of the language.

use leptos::prelude::*;

use super::alert;
use crate::app::services::language;
use crate::app::state::AppState;
use crate::t;
use crate::text::{self, Language};

/// Opens the page in a language, with everything that is on it. Nothing that trains is torn apart
/// for it: what has been trained since it was last stored would be lost.
pub fn choose_language(state: AppState, chosen: &Language) {
    let is_spoken = chosen.tag == text::language();
    let sweeps = state.sweep().sweep.with_value(|sweep| sweep.is_running);
    let trains = sweeps || state.run.with_untracked(|run| run.is_active());
    if trains && !is_spoken {
        alert(state, t!("Something is training. Choose the language when it is over or paused."));
    } else if !language::keep(chosen) {
        alert(
            state,
            t!(
                "This browser does not let the page keep a choice, so it speaks the browser's language."
            ),
        );
    } else if !is_spoken {
        language::begin_anew();
    }
}
