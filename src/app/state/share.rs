//! The link of the experiment, and what the link that was opened said of its table.

use leptos::prelude::*;

use crate::config::ExperimentConfig;
use crate::config::share::ExpectedTable;
use crate::worker::WrittenLink;

/// The part of the page's state that is about links.
#[derive(Clone, Copy)]
pub struct ShareState {
    /// The dialog of the link: with one that could not be copied, or, empty, with none.
    pub shown: RwSignal<Option<String>>,
    /// Whether it shows what a class sees, too.
    pub is_for_class: RwSignal<bool>,
    /// The last link that was written; the experiment may have changed since.
    pub written: RwSignal<Option<WrittenLink>>,
    /// Whether the rows of a small file travel in the link.
    pub with_rows: RwSignal<bool>,
    /// The experiment whose link stands in the address bar.
    pub linked: StoredValue<Option<ExperimentConfig>>,
    /// What the table was like where the opened link was made.
    pub expected: RwSignal<Option<ExpectedTable>>,
}

impl ShareState {
    pub fn new() -> Self {
        Self {
            shown: RwSignal::new(None),
            is_for_class: RwSignal::new(false),
            written: RwSignal::new(None),
            with_rows: RwSignal::new(true),
            linked: StoredValue::new(None),
            expected: RwSignal::new(None),
        }
    }

    /// The link of the experiment as it stands; none while it is written.
    pub fn of(self, experiment: &ExperimentConfig) -> Option<WrittenLink> {
        self.written
            .with(|written| written.as_ref().filter(|link| link.experiment == *experiment).cloned())
    }
}
