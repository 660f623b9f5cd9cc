//! The answer to what a view asked, and the sentence where there is none.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{effect, memo};
use crate::app::state::AppState;
use crate::config::ExperimentConfig;
use crate::inspection::{Answer, NOT_LOADED, Question};
use crate::t;
use crate::text::inside;
use crate::worker::codec;
use crate::workspace::inspection::Inspection;
use crate::workspace::run_list::RunList;
use crate::workspace::run_record::RunHead;

/// The questions that the open view asked last, if it was open before.
pub fn last_questions(state: AppState) -> Vec<Question> {
    let asked = |inspection: &Inspection| codec::decode(inspection.question());
    state.inspection().with_untracked(asked).unwrap_or_default()
}

/// Asks whenever a question changes, and when there is another network to ask.
pub fn keep_asking(state: AppState, questions: impl Fn() -> Vec<Question> + 'static) {
    let run = memo(move || {
        let own = state.run.with(|run| (run.id, run.history.count() > 0));
        (own, state.inspection().with(|inspection| inspection.run(own.0)))
    });
    effect(move || {
        run.get();
        actions::ask(state, codec::encode(&questions()));
    });
}

/// Hands the answers of each message to who shows them; nothing where there are none any more.
pub fn on_answers(state: AppState, hear: impl Fn(Vec<Answer>) + 'static) {
    effect(move || {
        let bytes = state.inspection().with(|inspection| inspection.answer.clone());
        hear(match bytes.as_deref() {
            Some(bytes) if bytes == NOT_LOADED => vec![Answer::NotLoaded],
            Some(bytes) => codec::decode(bytes).unwrap_or_default(),
            None => Vec::new(),
        });
    });
}

/// What a view says while it has nothing to show: `what` would be here.
pub fn nothing_yet(state: AppState, what: &'static str) -> String {
    if earlier_run(state).is_some() {
        return t!("The network of this run is not kept any more: the last few are, as long as the page and its table stay.").to_owned();
    }
    let (has_epochs, is_here) = state.run.with(|run| (run.history.count() > 0, run.id.is_some()));
    match (has_epochs, is_here) {
        (false, true) => t!("{what} comes with the end of the first epoch.", what),
        (true, false) => t!(
            "The weights of this run are not kept over a reload, another table or a worker that stopped: Train or Go on brings back {what}.",
            what = inside(what),
        ),
        (true, true) => t!("One moment: the network is being asked.").to_owned(),
        (false, false) => t!("Press Train: {what} appears here.", what = inside(what)),
    }
}

/// What a view says where the worker's part of it could not be loaded.
pub fn not_loaded() -> &'static str {
    t!(
        "What looks into the network could not be loaded; is the connection gone? The next epoch, or another look at the tab, tries again."
    )
}

/// What a view says of a network whose numbers are none.
pub fn diverged(state: AppState) -> &'static str {
    if state.run.with(|run| run.history.count() > 0) {
        t!(
            "The network diverged: what it says are no numbers any more. Look back at an earlier epoch, or train again with a lower learning rate."
        )
    } else {
        t!(
            "The network diverged in its first epoch, so it says nothing: train again with a lower learning rate."
        )
    }
}

/// The key of the run of the list that is looked into; `None` while it is the one on the page.
pub fn earlier_run(state: AppState) -> Option<String> {
    let own = state.run.with(|run| run.id);
    state.inspection().with(|inspection| inspection.chosen(own).map(str::to_owned))
}

/// Reads the experiment of the run that is looked into, as it was trained; the default without one.
pub fn of_trained<T: Default>(state: AppState, read: impl FnOnce(&ExperimentConfig) -> T) -> T {
    match earlier_run(state) {
        Some(key) => {
            let found = |list: &RunList| list.get(&key).and_then(RunHead::experiment);
            state.runs().list.with(found).as_ref().map(read).unwrap_or_default()
        }
        None => state.run.with(|run| run.experiment.as_ref().map(read).unwrap_or_default()),
    }
}

/// A setting of the run that is looked into, not of what it was edited to since.
pub fn of_run<T: Default + PartialEq + Send + Sync + 'static>(
    state: AppState,
    read: fn(&ExperimentConfig) -> T,
) -> Memo<T> {
    memo(move || of_trained(state, read))
}
