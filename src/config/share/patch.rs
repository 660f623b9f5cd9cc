//! Changes of an experiment as data.

use serde_json::{Map, Value as Json};

use super::{decode, plain};
use crate::config::{ExperimentConfig, LinkError};

/// The experiment after a change, a JSON Merge Patch as text.
///
/// # Errors
/// Those of [`decode`]; the patch is JSON.
pub fn changed(experiment: &ExperimentConfig, patch: &str) -> Result<ExperimentConfig, LinkError> {
    let patch = serde_json::from_str(patch)
        .map_err(|error| LinkError::NoExperiment { line: error.line() })?;
    let mut json = plain(experiment);
    merge_patch(&mut json, &patch);
    decode(&json.to_string())
}

/// Applies a JSON Merge Patch.
///
/// # Formula
/// RFC 7396, section 2: objects are merged field by field, null takes a field out, everything
/// else takes the place of what was there.
///
/// Checked by `tests/it/config/json_patch.rs`.
pub fn merge_patch(into: &mut Json, patch: &Json) {
    let Json::Object(patch) = patch else {
        *into = patch.clone();
        return;
    };
    if !into.is_object() {
        *into = Json::Object(Map::new());
    }
    let Json::Object(fields) = into else { return };
    for (name, value) in patch {
        if value.is_null() {
            fields.remove(name);
        } else {
            merge_patch(fields.entry(name.clone()).or_insert(Json::Null), value);
        }
    }
}
