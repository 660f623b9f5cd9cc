//! The runs of an experiment: their order, names and colours; what was deleted can be had
//! back. Pure.

use crate::config::{ExperimentConfig, Metric};
use crate::train::History;
use crate::workspace::run_record::RunHead;

/// So many runs are shown with the one on the page.
pub const MAX_SHOWN: usize = 8;
/// So many of an experiment are stored; of more, the oldest that is not shown goes.
pub const MAX_RUNS: usize = 100;

/// What is drawn with the run on the page: a run, or several of different seeds as a band.
#[derive(Debug, Clone, PartialEq)]
pub struct Overlay {
    /// The run's title, or the name of their group.
    pub name: String,
    /// Which of [`MAX_SHOWN`] colours.
    pub color: u8,
    /// What the histories have figures of, apart from the loss.
    pub metrics: Vec<Metric>,
    /// One, or those of the band.
    pub runs: Vec<DrawnRun>,
}

/// A run with its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnRun {
    /// Names it in the list.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Its figures.
    pub history: History,
}

impl Overlay {
    /// The last epoch that all of its runs have.
    pub fn count(&self) -> u32 {
        self.runs.iter().map(|run| run.history.count()).min().unwrap_or(0)
    }
}

/// Rows of the list: runs that were trained together stand under one name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Item {
    /// The name of the group; empty for a run alone.
    pub group: String,
    /// The runs.
    pub runs: Vec<ListedRun>,
}

impl Item {
    /// Names it among the others.
    pub fn key(&self) -> String {
        match (self.group.as_str(), self.runs.first()) {
            ("", Some(run)) => run.key.clone(),
            (group, _) => group.to_owned(),
        }
    }

    /// Whether its runs are one experiment from different seeds: they are shown as a band.
    ///
    /// Checked by `tests/it/workspace/run_list.rs::runs_of_a_sweep_stand_together`.
    pub fn is_band(&self) -> bool {
        let is_new = |(at, run): (usize, &ListedRun)| {
            self.runs[..at].iter().all(|other| other.head.seed != run.head.seed)
        };
        self.runs.len() > 1 && self.runs.iter().enumerate().all(is_new)
    }
}

/// Runs that follow on each other and have a group in common stand together.
///
/// Checked by `tests/it/workspace/run_list.rs::runs_of_a_sweep_stand_together`.
pub fn items(listed: Vec<ListedRun>) -> Vec<Item> {
    let mut items = Vec::<Item>::new();
    for run in listed {
        let group = run.head.group.clone();
        let is_grouped = |item: &&mut Item| !group.is_empty() && item.group == group;
        match items.iter_mut().find(is_grouped) {
            Some(item) => item.runs.push(run),
            None => items.push(Item { group, runs: vec![run] }),
        }
    }
    items
}

/// Whether two experiments measure the same loss of the same target of the same data, so that
/// their curves share an axis.
///
/// Checked by `tests/it/workspace/run_list.rs::runs_of_other_data_stand_apart`.
pub fn is_comparable(one: &ExperimentConfig, other: &ExperimentConfig) -> bool {
    one.data.source == other.data.source
        && one.data.target == other.data.target
        && one.training.loss == other.training.loss
}

/// A run in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedRun {
    /// Names it among those of its experiment; a later one sorts after it.
    pub key: String,
    /// What is known of it.
    pub head: RunHead,
}

/// All runs of an experiment, the deleted ones too, the latest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RunList(Vec<ListedRun>);

impl RunList {
    /// Takes a run in, or in place of what was known of it; keeps the order.
    ///
    /// Checked by `tests/it/workspace/run_list.rs::the_latest_comes_first`.
    pub fn put(&mut self, key: &str, head: RunHead) {
        if let Some(known) = self.get_mut(key) {
            *known = head;
            return;
        }
        let at = self.0.iter().position(|run| *run.key < *key).unwrap_or(self.0.len());
        self.0.insert(at, ListedRun { key: key.to_owned(), head });
    }

    /// Takes in runs that were stored. One that has begun meanwhile is known better here.
    pub fn take_in(&mut self, found: Vec<(String, RunHead)>) {
        for (key, head) in found {
            if self.get(&key).is_none() {
                self.put(&key, head);
            }
        }
    }

    /// What is known of a run.
    pub fn get(&self, key: &str) -> Option<&RunHead> {
        self.0.iter().find(|run| run.key == key).map(|run| &run.head)
    }

    /// The same, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut RunHead> {
        self.0.iter_mut().find(|run| run.key == key).map(|run| &mut run.head)
    }

    /// Those that were not deleted and have an epoch, that on the page first.
    ///
    /// Checked by `tests/it/workspace/run_list.rs::the_latest_comes_first`.
    pub fn listed(&self, on_page: &str) -> Vec<ListedRun> {
        let is_listed = |run: &&ListedRun| run.head.deleted_ms.is_none() && run.head.epochs > 0;
        let (first, others): (Vec<_>, Vec<_>) =
            self.0.iter().filter(is_listed).cloned().partition(|run| run.key == on_page);
        first.into_iter().chain(others).collect()
    }

    /// Those listed whose curves do not share an axis with an experiment's; of what another
    /// version of the page stored, that is not known.
    ///
    /// Checked by `tests/it/workspace/run_list.rs::runs_of_other_data_stand_apart`.
    pub fn apart(&self, base: &ExperimentConfig) -> Vec<String> {
        let is_apart = |run: &&ListedRun| {
            run.head.experiment().is_some_and(|found| !is_comparable(&found, base))
        };
        self.0.iter().filter(is_apart).map(|run| run.key.clone()).collect()
    }

    /// Which runs there are of which the experiment is known.
    pub fn known(&self) -> Vec<String> {
        let is_known = |run: &&ListedRun| !run.head.packed.is_empty();
        self.0.iter().filter(is_known).map(|run| run.key.clone()).collect()
    }

    /// The number of the next run.
    pub fn next_number(&self) -> u32 {
        self.0.iter().map(|run| run.head.number).max().unwrap_or(0).saturating_add(1)
    }

    /// The run before another, by time, that was not deleted.
    pub fn before(&self, key: &str) -> Option<&ListedRun> {
        let is_before = |run: &&ListedRun| {
            *run.key < *key && run.head.deleted_ms.is_none() && run.head.epochs > 0
        };
        self.0.iter().find(is_before)
    }

    /// Shows a run with the one on the page, in the first colour that is free; false where
    /// all are taken.
    ///
    /// Checked by `tests/it/workspace/run_list.rs::colours_stay_and_come_free`.
    pub fn pin(&mut self, key: &str) -> bool {
        let taken: Vec<_> = self.pinned().iter().filter_map(|run| run.head.color).collect();
        let free = (0..MAX_SHOWN as u8).find(|color| !taken.contains(color));
        match (self.get_mut(key), free) {
            (Some(head), _) if head.color.is_some() => true,
            (Some(head), Some(color)) => {
                head.color = Some(color);
                true
            }
            _ => false,
        }
    }

    /// Shows runs as one, in one colour; false where none is free.
    ///
    /// Checked by `tests/it/workspace/run_list.rs::a_band_has_one_colour`.
    pub fn pin_group(&mut self, keys: &[String]) -> bool {
        for key in keys {
            self.unpin(key);
        }
        let Some(first) = keys.first().filter(|first| self.pin(first)) else { return false };
        let color = self.get(first).and_then(|head| head.color);
        for key in keys {
            if let Some(head) = self.get_mut(key) {
                head.color = color;
            }
        }
        true
    }

    /// Takes a run from the chart; its colour is free.
    pub fn unpin(&mut self, key: &str) {
        if let Some(head) = self.get_mut(key) {
            head.color = None;
        }
    }

    /// Gives a shown run and those of its band the next colour; what has that one takes
    /// theirs.
    ///
    /// Checked by `tests/it/workspace/run_list.rs::colours_stay_and_come_free`.
    pub fn recolor(&mut self, key: &str) -> Vec<String> {
        let Some(old) = self.get(key).and_then(|head| head.color) else { return Vec::new() };
        let new = (old + 1) % MAX_SHOWN as u8;
        let mut changed = Vec::new();
        for run in &mut self.0 {
            let color = match run.head.color {
                Some(own) if own == old => new,
                Some(other) if other == new => old,
                _ => continue,
            };
            run.head.color = Some(color);
            changed.push(run.key.clone());
        }
        changed
    }

    /// Those that are shown.
    pub fn pinned(&self) -> Vec<&ListedRun> {
        let is_pinned =
            |run: &&ListedRun| run.head.color.is_some() && run.head.deleted_ms.is_none();
        self.0.iter().filter(is_pinned).collect()
    }

    /// The same by colour: those of a band together.
    ///
    /// Checked by `tests/it/workspace/run_list.rs::a_band_has_one_colour`.
    pub fn shown(&self) -> Vec<Vec<&ListedRun>> {
        let mut shown = Vec::<Vec<&ListedRun>>::new();
        for run in self.pinned() {
            match shown.iter_mut().find(|runs| runs[0].head.color == run.head.color) {
                Some(runs) => runs.push(run),
                None => shown.push(vec![run]),
            }
        }
        shown
    }

    /// Gives a run the user's name; an empty one leads back to what changed.
    pub fn rename(&mut self, key: &str, name: &str) {
        if let Some(head) = self.get_mut(key) {
            name.trim().clone_into(&mut head.name);
        }
    }

    /// Takes a run out of the list at a time; [`RunList::restore`] brings it back as it was.
    ///
    /// Checked by `tests/it/workspace/run_list.rs::what_was_deleted_comes_back_as_it_was`.
    pub fn delete(&mut self, key: &str, now_ms: f64) {
        if let Some(head) = self.get_mut(key) {
            head.deleted_ms = Some(now_ms);
        }
    }

    /// Brings a deleted run back; one whose colour was taken meanwhile is not shown.
    pub fn restore(&mut self, key: &str) {
        let group = self.get(key).map(|head| head.group.clone()).unwrap_or_default();
        let others = self.pinned().into_iter();
        let others = others.filter(|run| group.is_empty() || run.head.group != group);
        let taken: Vec<_> = others.filter_map(|run| run.head.color).collect();
        if let Some(head) = self.get_mut(key) {
            head.deleted_ms = None;
            head.color = head.color.filter(|color| !taken.contains(color));
        }
    }

    /// Forgets what was deleted long ago, and what is too much with another run to come.
    /// Returns the keys.
    ///
    /// Checked by `tests/it/workspace/run_list.rs::the_oldest_that_is_not_shown_goes`.
    pub fn purge(&mut self, now_ms: f64, retention_ms: f64) -> Vec<String> {
        let is_over = |run: &ListedRun| {
            run.head.deleted_ms.is_some_and(|deleted_ms| now_ms - deleted_ms > retention_ms)
        };
        let mut gone: Vec<_> =
            self.0.iter().filter(|run| is_over(run)).map(|run| run.key.clone()).collect();
        let left = self.0.len() - gone.len();
        let oldest = self.0.iter().rev();
        let plain = oldest.filter(|run| run.head.color.is_none() && !gone.contains(&run.key));
        let surplus: Vec<_> =
            plain.take((left + 1).saturating_sub(MAX_RUNS)).map(|run| run.key.clone()).collect();
        gone.extend(surplus);
        self.0.retain(|run| !gone.contains(&run.key));
        gone
    }
}

/// The order of rows by one figure, the smallest first or last; rows without it come last,
/// equal ones stay as they are.
///
/// Checked by `tests/it/workspace/run_list.rs::rows_are_sorted_by_any_figure`.
pub fn order(figures: &[Option<f64>], falling: bool) -> Vec<usize> {
    let mut rows = Vec::<usize>::new();
    for (row, figure) in figures.iter().enumerate() {
        // An insertion: a sort of its own would be kilobytes of the page.
        let goes_before = |other: &usize| match (figure, &figures[*other]) {
            (Some(own), Some(other)) => {
                if falling {
                    own > other
                } else {
                    own < other
                }
            }
            (Some(_), None) => true,
            (None, _) => false,
        };
        let at = rows.iter().position(goes_before).unwrap_or(rows.len());
        rows.insert(at, row);
    }
    rows
}
