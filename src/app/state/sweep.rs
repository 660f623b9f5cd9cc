//! The part of the page's state that is about a repeat or a sweep.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::services::pool::Pool;
use crate::config::{ExperimentConfig, SweptBy, SweptSetting};
use crate::workspace::sweep::Sweep;

/// What the page knows of it.
#[derive(Clone, Copy)]
pub struct SweepState {
    /// Whether the dialog is open.
    pub open: RwSignal<bool>,
    /// What is to vary, a setting or two, and over which values.
    pub swept: RwSignal<Vec<SweptBy>>,
    /// What was typed as the values of a setting, as it was typed.
    pub typed: RwSignal<Vec<(SweptSetting, String)>>,
    /// Why that of the first setting, and of the second, cannot be taken.
    pub refused: RwSignal<[String; 2]>,
    pub sweep: StoredValue<Sweep>,
    /// Counts the times at which the sweep is shown: not at every message of every worker.
    pub moved: RwSignal<u32>,
    pub is_due: StoredValue<bool>,
    /// Whether the worker has not yet said which experiments there are.
    pub is_planning: RwSignal<bool>,
    /// What they are made of.
    pub base: StoredValue<Option<Box<ExperimentConfig>>>,
    /// Why there is nothing to train.
    pub problem: RwSignal<String>,
    /// Whether it begins once it is planned.
    pub begins: StoredValue<bool>,
    pub pool: StoredValue<Pool, LocalStorage>,
    /// Looks after the workers once they were started: their code is not in the page's file.
    pub watch: StoredValue<Option<Arc<dyn Fn() + Send + Sync>>>,
}

impl SweepState {
    pub fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            swept: RwSignal::new(vec![SweptBy::default()]),
            typed: RwSignal::new(Vec::new()),
            refused: RwSignal::default(),
            sweep: StoredValue::new(Sweep::default()),
            moved: RwSignal::new(0),
            is_due: StoredValue::new(false),
            is_planning: RwSignal::new(false),
            base: StoredValue::new(None),
            problem: RwSignal::new(String::new()),
            begins: StoredValue::new(false),
            pool: StoredValue::new_local(Pool::default()),
            watch: StoredValue::new(None),
        }
    }

    /// Reads the sweep as it stands; what reads it follows it.
    pub fn read<T>(self, read: impl FnOnce(&Sweep) -> T) -> T {
        self.moved.track();
        self.sweep.with_value(read)
    }

    /// The first setting that varies, or the second.
    pub fn setting(self, place: usize) -> Option<SweptSetting> {
        self.swept.with(|swept| swept.get(place).map(|by| by.setting))
    }
}
