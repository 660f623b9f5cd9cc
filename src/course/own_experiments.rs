//! Which experiments of the list are the course's own, so that a lesson or a scene changes no
//! other and finds its own again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// By lesson (`lesson=layers`) or scene (`scene=dropout`), as the address names them.
///
/// Checked by `tests/it/course/own_experiments.rs`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OwnExperiments(BTreeMap<String, OwnExperiment>);

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnExperiment {
    /// Its key in the list of experiments.
    pub key: String,
    /// The step whose experiment it holds, from 0; that of a scene is 0.
    pub step: usize,
}

impl OwnExperiments {
    /// Reads what [`OwnExperiments::json`] wrote; anything else is none.
    pub fn parse(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }

    /// As they are kept.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// That of a lesson or a scene.
    pub fn get(&self, of: &str) -> Option<&OwnExperiment> {
        self.0.get(of)
    }

    /// The step of a lesson or a scene whose experiment is the one with this key.
    pub fn step_of(&self, of: &str, key: &str) -> Option<usize> {
        self.get(of).filter(|own| own.key == key).map(|own| own.step)
    }

    /// Takes note of one.
    pub fn put(&mut self, of: &str, own: OwnExperiment) {
        self.0.insert(of.to_owned(), own);
    }

    /// The lesson or scene begins anew the next time.
    pub fn forget(&mut self, of: &str) {
        self.0.remove(of);
    }

    /// All lessons begin anew the next time.
    pub fn forget_lessons(&mut self) {
        self.0.retain(|of, _| !of.starts_with("lesson="));
    }
}
