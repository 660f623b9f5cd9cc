//! The part of the page's state that is about a repeat or a sweep.

use std::sync::Arc;

use leptos::prelude::*;

use crate::app::services::pool::Pool;
use crate::config::SweptSetting;
use crate::workspace::sweep::Sweep;

/// What the page knows of it.
#[derive(Clone, Copy)]
pub struct SweepState {
    /// Whether the dialog is open.
    pub open: RwSignal<bool>,
    /// What is to vary.
    pub varied: RwSignal<SweptSetting>,
    pub sweep: StoredValue<Sweep>,
    /// Counts the times at which the sweep is shown: not at every message of every worker.
    pub moved: RwSignal<u32>,
    pub is_due: StoredValue<bool>,
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
            varied: RwSignal::new(SweptSetting::default()),
            sweep: StoredValue::new(Sweep::default()),
            moved: RwSignal::new(0),
            is_due: StoredValue::new(false),
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
}
