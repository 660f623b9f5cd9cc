//! Models that leave and come in.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::config::{DataConfig, ExperimentConfig, NetworkConfig};
use crate::worker::{OpenedModel, WrittenModel};

/// The part of the page's state that is about model files. What the worker says of them is taken
/// in by the Export menu's file, so that the first file of the page need not carry it.
#[derive(Clone, Copy)]
pub struct ModelsState {
    /// A model that was written, or why there is none, and its bytes.
    pub written: RwSignal<Option<(Result<WrittenModel, String>, JsValue)>, LocalStorage>,
    /// A model that was read, or why it was not, and its weights.
    pub read: RwSignal<Option<(Result<OpenedModel, String>, JsValue)>, LocalStorage>,
    /// The weights that runs begin with.
    pub opened: RwSignal<Option<OpenedWeights>, LocalStorage>,
}

impl ModelsState {
    pub fn new() -> Self {
        Self {
            written: RwSignal::new_local(None),
            read: RwSignal::new_local(None),
            opened: RwSignal::new_local(None),
        }
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
