//! The part of the page's state that is about keeping: which experiment is open here,
//! and the list of all.

use js_sys::{Array, Function};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use crate::app::services::database::Database;

/// An experiment in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub key: String,
    pub name: String,
    /// Its data, its blocks, and when it was changed.
    pub about: String,
    pub when_ms: f64,
}

/// What was deleted last and can be had back.
#[derive(Debug, Clone, PartialEq)]
pub struct Deleted {
    pub key: String,
    pub name: String,
    /// Whether it was the one on the page.
    pub was_open: bool,
}

/// What the page knows of what it keeps.
#[derive(Clone, Copy)]
pub struct ExperimentsState {
    /// `None` where the browser refuses.
    pub database: StoredValue<Option<Database>, LocalStorage>,
    /// The key of the experiment on the page.
    pub key: RwSignal<String>,
    /// The key whose file is meant, while the experiment is an unchanged copy of that of
    /// another tab.
    pub copied_from: StoredValue<Option<String>>,
    /// Whether no other tab has the experiment; before that nothing is written.
    pub is_mine: StoredValue<bool>,
    /// Gives it free.
    pub release: StoredValue<Option<Function>, LocalStorage>,
    /// Whether there is more to keep than what a first visit opens with.
    pub is_worth_it: StoredValue<bool>,
    /// The experiment as a link, as far as the worker has written it.
    pub link: StoredValue<String>,
    /// The key of the run on the page; empty without one.
    pub run: StoredValue<String>,
    /// What the run on the page goes on from: the epochs behind it, and a `Blob`.
    pub checkpoint: StoredValue<Option<Array>, LocalStorage>,
    /// A writing of the link that is due.
    pub due: StoredValue<Option<TimeoutHandle>>,
    /// Whether the user was told that nothing can be kept.
    pub has_told: StoredValue<bool>,
    /// Whether the list is open.
    pub open: RwSignal<bool>,
    pub list: RwSignal<Vec<Item>>,
    /// The key whose name is being changed.
    pub renamed: RwSignal<Option<String>>,
    pub deleted: RwSignal<Option<Deleted>>,
}

impl ExperimentsState {
    pub fn new(key: String, database: Option<Database>) -> Self {
        Self {
            database: StoredValue::new_local(database),
            key: RwSignal::new(key),
            copied_from: StoredValue::new(None),
            is_mine: StoredValue::new(false),
            release: StoredValue::new_local(None),
            is_worth_it: StoredValue::new(false),
            link: StoredValue::new(String::new()),
            run: StoredValue::new(String::new()),
            checkpoint: StoredValue::new_local(None),
            due: StoredValue::new(None),
            has_told: StoredValue::new(false),
            open: RwSignal::new(false),
            list: RwSignal::new(Vec::new()),
            renamed: RwSignal::new(None),
            deleted: RwSignal::new(None),
        }
    }
}
