//! Which run of the list is looked into.

use leptos::prelude::*;

use super::answer::earlier_run;
use crate::app::actions;
use crate::app::reactive::{derived, memo, shown};
use crate::app::state::AppState;
use crate::app::widgets::Select;

/// The run on the page, or one before it whose network is still there; nothing where there is no
/// other.
pub fn run_choice(state: AppState) -> AnyView {
    let earlier = memo(move || {
        let own = state.run.with(|run| run.id);
        let keys: Vec<String> = state
            .inspection()
            .with(|inspection| inspection.earlier(own).map(|(key, _)| key.clone()).collect());
        let titled = |list: &crate::workspace::run_list::RunList| {
            let title = |key: String| Some((key.clone(), list.get(&key)?.title()));
            keys.into_iter().filter_map(title).collect::<Vec<_>>()
        };
        state.runs().list.with(titled)
    });
    let options = derived(move || {
        let on_page = (String::new(), "the one on the page".to_owned());
        std::iter::once(on_page).chain(earlier.get()).collect()
    });
    shown(
        move || earlier.with(|earlier| !earlier.is_empty()),
        move || {
            view! {
                <div class="run-choice">
                    <Select
                        id="inspected-run"
                        label="Run"
                        options=options
                        value=derived(move || earlier_run(state).unwrap_or_default())
                        set=Callback::new(move |key: String| actions::look_into(state, &key))
                    />
                </div>
            }
        },
    )
}
