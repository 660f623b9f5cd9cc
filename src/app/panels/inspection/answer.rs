//! The answer to what a view asked, and the sentence where there is none.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{effect, memo};
use crate::app::state::AppState;
use crate::config::ExperimentConfig;
use crate::inspection::{Answer, Question};
use crate::worker::codec;

/// The question that the open view asked last, if it was open before.
pub fn last_question(state: AppState) -> Option<Question> {
    state.inspection().with_untracked(|inspection| codec::decode(inspection.question()).ok())
}

/// Asks whenever the question changes, and when there is another network to ask.
pub fn keep_asking(state: AppState, question: impl Fn() -> Question + 'static) {
    let run = memo(move || state.run.with(|run| (run.id, run.history.count() > 0)));
    effect(move || {
        run.track();
        actions::ask(state, codec::encode(&question()));
    });
}

/// What a view shows, or another answer than it asked for; nothing before the first.
pub type Shown<T> = Memo<Option<Result<Arc<T>, Answer>>>;

/// The last answer; `own` picks what the view shows, and gives back what it does not.
pub fn last_answer<T: PartialEq + Send + Sync + 'static>(
    state: AppState,
    own: fn(Answer) -> Result<T, Answer>,
) -> Shown<T> {
    memo(move || {
        let bytes = state.inspection().with(|inspection| inspection.answer.clone())?;
        Some(own(codec::decode(&bytes).ok()?).map(Arc::new))
    })
}

/// What a view says while it has nothing to show: `what` would be here.
pub fn nothing_yet(state: AppState, what: &str) -> String {
    let (has_epochs, is_here) = state.run.with(|run| (run.history.count() > 0, run.id.is_some()));
    match (has_epochs, is_here) {
        (false, true) => format!("{what} comes with the end of the first epoch."),
        (true, false) => format!(
            "The weights of this run are not kept over a reload: Train or Go on brings back \
             {}{}.",
            what[..1].to_ascii_lowercase(),
            &what[1..],
        ),
        (true, true) => "One moment: the network is being asked.".to_owned(),
        (false, false) => {
            format!("Press Train: {}{} appears here.", what[..1].to_ascii_lowercase(), &what[1..])
        }
    }
}

/// What a view says of a network whose numbers are none.
pub fn diverged(state: AppState) -> &'static str {
    if state.run.with(|run| run.history.count() > 0) {
        "The network diverged: what it says are no numbers any more. Look back at an earlier \
         epoch, or train again with a lower learning rate."
    } else {
        "The network diverged in its first epoch, so it says nothing: train again with a lower \
         learning rate."
    }
}

/// A setting of the run, not of what it was edited to since.
pub fn of_run<T: Default + PartialEq + Send + Sync + 'static>(
    state: AppState,
    read: fn(&ExperimentConfig) -> T,
) -> Memo<T> {
    memo(move || state.run.with(|run| run.experiment.as_ref().map(read).unwrap_or_default()))
}
