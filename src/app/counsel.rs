//! What the worker says about the experiment: advice, and what the network computes.

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::config::ExperimentConfig;
use crate::worker::{AdviceId, Explanation, ShownAdvice};

/// The part of the page's state that is about advice and explanation.
#[derive(Clone, Copy)]
pub struct Counsel {
    pub advice: RwSignal<Vec<ShownAdvice>>,
    /// What advice was last asked for, and about what: a mend is good for that only.
    pub asked: StoredValue<Option<(AdviceId, ExperimentConfig)>>,
    /// A question that is due once the user has stopped typing.
    pub due: StoredValue<Option<TimeoutHandle>>,
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
            asked: StoredValue::new(None),
            due: StoredValue::new(None),
            templates: RwSignal::new(false),
            explains: RwSignal::new(false),
            explanation: RwSignal::new(None),
            is_explaining: StoredValue::new(false),
        }
    }
}
