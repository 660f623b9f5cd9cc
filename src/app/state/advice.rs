//! What is unwise about the experiment, and what each sentence is about.

use std::time::Duration;

use leptos::prelude::*;

use crate::app::reactive::Debounce;
use crate::config::ExperimentConfig;
use crate::worker::{AdviceId, ShownAdvice};
use crate::workspace::advice_places::{is_at, spots};
use crate::workspace::selection::Selection;

/// Typing outruns the advice by so much.
const PAUSE: Duration = Duration::from_millis(120);

/// The part of the page's state that is about advice.
#[derive(Clone, Copy)]
pub struct AdviceState {
    pub advice: RwSignal<Vec<ShownAdvice>>,
    /// What the advice is about: a fix is good for that only.
    pub about: StoredValue<Option<ExperimentConfig>>,
    /// What advice was last asked for, and about what.
    pub asked: StoredValue<Option<(AdviceId, ExperimentConfig)>>,
    /// A question that is due once the user has stopped typing.
    pub due: Debounce,
    /// What is new of the advice, for screen readers.
    pub news: RwSignal<String>,
    /// The experiment on the page.
    experiment: RwSignal<ExperimentConfig>,
}

impl AdviceState {
    pub fn new(experiment: RwSignal<ExperimentConfig>) -> Self {
        Self {
            advice: RwSignal::new(Vec::new()),
            about: StoredValue::new(None),
            asked: StoredValue::new(None),
            due: Debounce::new(PAUSE),
            news: RwSignal::new(String::new()),
            experiment,
        }
    }

    /// What each advice is about in the network as it is now: see [`spots`].
    pub fn spots(self) -> Vec<[Selection; 2]> {
        self.about.with_value(|about| {
            let before = about.as_ref().map_or(&[][..], |about| &about.network.layers);
            let spots =
                |all: &Vec<_>| self.experiment.with(|now| spots(all, before, &now.network.layers));
            self.advice.with(spots)
        })
    }

    /// Which advice is about what is selected.
    pub fn at(self, selected: Selection) -> Vec<usize> {
        let spots = self.spots();
        (0..spots.len()).filter(|&index| is_at(spots[index], selected)).collect()
    }

    /// What is said about a block or an end.
    pub fn words_at(self, selected: Selection) -> String {
        let at = self.at(selected);
        self.advice.with(|all| {
            let said: Vec<_> = at.iter().map(|&index| &*all[index].sentence).collect();
            said.join("\n")
        })
    }
}
