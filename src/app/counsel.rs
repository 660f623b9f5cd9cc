//! What the worker says about the experiment: advice, and what the network computes.

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::app::actions;
use crate::app::advised::{is_at, spots};
use crate::app::live::{Views, handler, listed};
use crate::app::selection::Selection;
use crate::app::state::AppState;
use crate::config::ExperimentConfig;
use crate::worker::{AdviceId, Explanation, ShownAdvice};

/// The part of the page's state that is about advice and explanation.
#[derive(Clone, Copy)]
pub struct Counsel {
    pub advice: RwSignal<Vec<ShownAdvice>>,
    /// What the advice is about: a mend is good for that only.
    pub about: StoredValue<Option<ExperimentConfig>>,
    /// What advice was last asked for, and about what.
    pub asked: StoredValue<Option<(AdviceId, ExperimentConfig)>>,
    /// A question that is due once the user has stopped typing.
    pub due: StoredValue<Option<TimeoutHandle>>,
    /// What is new of the advice, for screen readers.
    pub news: RwSignal<String>,
    /// What screen readers heard last of the run's verdict, and whether just now.
    pub verdict: RwSignal<String>,
    pub has_told: StoredValue<bool>,
    /// Whether the templates are shown.
    pub templates: RwSignal<bool>,
    /// Whether the explanation is shown.
    pub explains: RwSignal<bool>,
    /// The explanation, or the sentence that says why there is none.
    pub explanation: RwSignal<Option<Result<Explanation, String>>>,
    /// Whether an explanation is on its way; the next is asked for when it is here.
    pub is_explaining: StoredValue<bool>,
}

impl Counsel {
    pub fn new() -> Self {
        Self {
            advice: RwSignal::new(Vec::new()),
            about: StoredValue::new(None),
            asked: StoredValue::new(None),
            due: StoredValue::new(None),
            news: RwSignal::new(String::new()),
            verdict: RwSignal::new(String::new()),
            has_told: StoredValue::new(false),
            templates: RwSignal::new(false),
            explains: RwSignal::new(false),
            explanation: RwSignal::new(None),
            is_explaining: StoredValue::new(false),
        }
    }

    /// What each advice is about in the network as it is now: see [`spots`].
    pub fn spots(self, state: AppState) -> Vec<[Selection; 2]> {
        self.about.with_value(|about| {
            let before = about.as_ref().map_or(&[][..], |about| &about.network.layers);
            let spots =
                |all: &Vec<_>| state.experiment.with(|now| spots(all, before, &now.network.layers));
            self.advice.with(spots)
        })
    }

    /// Which advice is about what is selected.
    pub fn at(self, state: AppState, selected: Selection) -> Vec<usize> {
        let spots = self.spots(state);
        (0..spots.len()).filter(|&index| is_at(spots[index], selected)).collect()
    }

    /// What is said about a block or an end.
    pub fn words_at(self, state: AppState, selected: Selection) -> String {
        let at = self.at(state, selected);
        self.advice.with(|all| {
            let said: Vec<_> = at.iter().map(|&index| &*all[index].sentence).collect();
            said.join("\n")
        })
    }
}

/// Some of the advice in full: what is unwise, why, and what mends it.
pub fn advice_boxes(
    state: AppState,
    which: impl Fn() -> Vec<usize> + Send + Sync + 'static,
) -> AnyView {
    let read =
        move |index: usize| state.counsel().advice.with_untracked(|all| all.get(index).cloned());
    // A box stays as long as it says the same, so that it keeps the focus and stays open.
    listed(
        which,
        move |&index| read(index).map(|advice| advice.sentence).unwrap_or_default(),
        move |index| read(index).map(|advice| advice_box(state, advice)).views(),
    )
}

fn advice_box(state: AppState, advice: ShownAdvice) -> AnyView {
    let ShownAdvice { sentence, why, mends, .. } = advice;
    let of = sentence.clone();
    let mend = |(nth, (label, _)): (usize, (String, _))| {
        let of = of.clone();
        view! {
            <button
                type="button"
                class="button"
                on:click=handler(move |_| actions::mend_experiment(state, &of, nth))
            >
                {label}
            </button>
        }
    };
    view! {
        <div class="advice">
            <p>{sentence}</p>
            <div class="mends">{mends.into_iter().enumerate().map(mend).views()}</div>
            <details class="why">
                <summary>"Why"</summary>
                <p>{why}</p>
            </details>
        </div>
    }
    .into_any()
}
