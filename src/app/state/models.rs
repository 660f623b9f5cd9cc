//! Models that leave and come in.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::config::{DataConfig, ExperimentConfig, NetworkConfig};

/// The part of the page's state that is about model files.
#[derive(Clone, Copy)]
pub struct ModelsState {
    /// The weights that runs begin with.
    pub opened: RwSignal<Option<OpenedWeights>, LocalStorage>,
}

impl ModelsState {
    pub fn new() -> Self {
        Self { opened: RwSignal::new_local(None) }
    }
}

/// Weights that were opened, and what they are of.
#[derive(Clone)]
pub struct OpenedWeights {
    /// The file's name.
    pub name: String,
    /// The rows and the layers that they fit.
    pub data: DataConfig,
    pub network: NetworkConfig,
    /// The bytes, which never cross into the page's memory.
    pub weights: JsValue,
}

impl OpenedWeights {
    /// Whether a run of an experiment can begin with them.
    pub fn fits(&self, experiment: &ExperimentConfig) -> bool {
        self.data == experiment.data && self.network == experiment.network
    }
}
