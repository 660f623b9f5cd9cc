//! What makes a run on this data less sound than it looks, with a click that fixes it.

use leptos::prelude::*;

use crate::app::actions;
use crate::app::reactive::{Views, handler, listed, live_text, memo, shown};
use crate::app::state::AppState;
use crate::config::ClassWeights;
use crate::data::{DataWarning, WarningFix};
use crate::t;

/// Why the table cannot be prepared, and what is unwise about it.
pub fn warnings() -> AnyView {
    let state = AppState::here();
    let problem = memo(move || {
        state.data().facts.with(|facts| {
            let facts = facts.as_ref()?;
            let fresh = state.experiment.with(|experiment| facts.is_of(experiment));
            facts.outcome.as_ref().err().filter(|_| fresh).cloned()
        })
    });
    let warnings = move || {
        let weighs = state.experiment.with(|e| e.training.class_weights != ClassWeights::None);
        let known = state.data().facts.with(|facts| {
            let facts = facts.as_ref()?;
            let warnings = facts.outcome.as_ref().ok()?.warnings.clone();
            state.experiment.with(|e| facts.is_of_table(e)).then_some(warnings)
        });
        let mut warnings = known.unwrap_or_default();
        warnings.retain(|warning| !(weighs && warning.fix() == Some(WarningFix::WeighClasses)));
        warnings
    };
    view! {
        {shown(
            move || problem.with(Option::is_some),
            move || {
                view! {
                    <p class="problem box" role="alert">
                        {live_text(move || problem.get())}
                    </p>
                }
            },
        )}
        {listed(warnings, ToString::to_string, |warning| view! { <Warning warning /> })}
    }
    .into_any()
}

#[component]
fn Warning(warning: DataWarning) -> impl IntoView {
    let state = AppState::here();
    let button = warning
        .fix()
        .map(|fix| {
            let label = match &fix {
                WarningFix::Ignore(columns) => {
                    t!("Leave out {columns}", columns = columns.join(", "))
                }
                WarningFix::WeighClasses => t!("Weigh classes").to_owned(),
            };
            view! {
                <button
                    type="button"
                    class="button"
                    on:click=handler(move |_| actions::fix_warning(state, &fix))
                >
                    {label}
                </button>
            }
        })
        .views();
    view! {
        <div class="advice">
            <p role="status">{warning.to_string()}</p>
            {button}
        </div>
    }
}
