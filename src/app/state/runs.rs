//! The part of the page's state that is about the runs of the experiment.

use leptos::prelude::*;

use crate::app::reactive::memo;
use crate::config::ExperimentConfig;
use crate::workspace::current_run::CurrentRun;
use crate::workspace::run_list::RunList;

/// In which settings the runs of the table differ, in the order of the list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    pub names: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// Where each stands in its column when sorted.
    pub ranks: Vec<Vec<f64>>,
}

/// What the page knows of the runs of the experiment.
#[derive(Clone, Copy)]
pub struct RunsState {
    pub list: RwSignal<RunList>,
    /// Those whose curves share no axis with the run on the page, or with the one that Train
    /// would begin.
    pub apart: Memo<Vec<String>>,
    /// Whose name is being changed.
    pub renamed: RwSignal<Option<String>>,
    /// What was deleted last, and its title.
    pub deleted: RwSignal<Option<(Vec<String>, String)>>,
    /// Whether the table is open.
    pub open: RwSignal<bool>,
    pub settings: RwSignal<Settings>,
    /// The runs that the table was opened with: the rows of its settings.
    pub tabulated: RwSignal<Vec<String>>,
    /// Whether the table has every figure, not only those that matter most.
    pub all_figures: RwSignal<bool>,
    /// By which column the table is sorted, and whether the largest comes first.
    pub sorted: RwSignal<Option<(usize, bool)>>,
}

impl RunsState {
    pub fn new(run: RwSignal<CurrentRun>, experiment: RwSignal<ExperimentConfig>) -> Self {
        let list = RwSignal::new(RunList::default());
        let base = memo(move || {
            run.with(|run| run.experiment.clone()).unwrap_or_else(|| experiment.get())
        });
        // The list changes with every epoch, its runs' experiments do not.
        let known = memo(move || list.with(RunList::known));
        let apart = memo(move || {
            known.track();
            base.with(|base| list.with_untracked(|list| list.apart(base)))
        });
        Self {
            list,
            apart,
            renamed: RwSignal::new(None),
            deleted: RwSignal::new(None),
            open: RwSignal::new(false),
            settings: RwSignal::new(Settings::default()),
            tabulated: RwSignal::new(Vec::new()),
            all_figures: RwSignal::new(false),
            sorted: RwSignal::new(None),
        }
    }

    /// Another experiment is opened: these runs are not its.
    pub fn forget(self) {
        self.list.set(RunList::default());
        self.deleted.set(None);
    }
}
