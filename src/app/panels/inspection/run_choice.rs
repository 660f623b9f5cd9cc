//! Which run of the list is looked into.

use leptos::prelude::*;

use super::answer::earlier_run;
use crate::app::actions;
use crate::app::reactive::{derived, effect, memo, shown};
use crate::app::state::AppState;
use crate::app::widgets::Select;
use crate::t;
use crate::workspace::run_list::RunList;

/// The run on the page, or one before it whose network is still there; nothing where there is no
/// other.
pub fn run_choice(state: AppState) -> AnyView {
    let earlier = memo(move || {
        let own = state.run.with(|run| run.id);
        let keys: Vec<String> = state
            .inspection()
            .with(|inspection| inspection.earlier(own).map(|(key, _)| key.clone()).collect());
        let titled = |list: &RunList| {
            let title = |key: String| {
                let head = list.get(&key).filter(|head| head.deleted_ms.is_none())?;
                Some((key, head.title()))
            };
            keys.into_iter().filter_map(title).collect::<Vec<_>>()
        };
        state.runs().list.with(titled)
    });
    effect(move || {
        let is_gone = |key: &String| earlier.with(|all| all.iter().all(|(known, _)| known != key));
        // A run that was deleted, or is of another experiment, is looked into no more.
        if earlier_run(state).as_ref().is_some_and(is_gone) {
            actions::look_into(state, "");
        }
    });
    let options = derived(move || {
        let on_page = (String::new(), t!("the one on the page").to_owned());
        std::iter::once(on_page).chain(earlier.get()).collect()
    });
    shown(
        move || earlier.with(|earlier| !earlier.is_empty()),
        move || {
            view! {
                <div class="run-choice">
                    <Select
                        id="inspected-run"
                        names=true
                        label=t!("Run")
                        options=options
                        value=derived(move || earlier_run(state).unwrap_or_default())
                        set=Callback::new(move |key: String| actions::look_into(state, &key))
                    />
                </div>
            }
        },
    )
}
