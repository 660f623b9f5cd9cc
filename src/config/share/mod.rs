//! The experiment as a link, and back.
//!
//! A link is `<page>#v3.<payload>`; the payload is base64url of a CRC-32, so that a truncated
//! or mistyped link is recognized, and, deflated ([`packing`]), the experiment as JSON without
//! the settings that have their defaults, and maybe its table ([`link`]). A setting that is
//! added later thus changes no old link.
//! What a link says beside the experiment, for a class, stands behind it ([`switches`]).
//! Links of the first version ([`v1`]) and of the second, which were not deflated, open forever,
//! and so do those that came through mail, chat or a word processor ([`forwarded`]). JSON is
//! read strictly ([`strict`]): what cannot be taken is refused by its place, never passed over.

mod forwarded;
mod link;
mod node;
mod packing;
mod patch;
mod strict;
pub mod switches;
mod v1;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use crc::{CRC_32_ISCSI, Crc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use node::Node;

pub use link::{ExpectedTable, Link, LinkedTable};
pub use patch::{changed, merge_patch};

use crate::config::{
    ColumnConfig, DataSource, ExperimentConfig, LayerConfig, LinkError, PreparationConfig,
    ReadingConfig, SplitConfig, TrainingConfig, limits,
};

const VERSION: &str = "v3";
static CHECKSUM: Crc<u32> = Crc::<u32>::new(&CRC_32_ISCSI);
const CHECKSUM_BYTES: usize = 4;
/// Characters behind a link's version, without a break, from which on it is taken for one.
const MIN_PAYLOAD: usize = 12;

/// The part of a link after `#`, with nothing of a table of the user's own.
///
/// Checked by `tests/it/config/share.rs::every_experiment_survives_its_link`; docs/LINKS.md has
/// the lengths.
pub fn encode(experiment: &ExperimentConfig) -> String {
    write(&Link::new(experiment.clone()))
}

/// The part of a link after `#`.
///
/// Checked by `tests/it/config/linked_tables.rs`.
pub fn write(link: &Link) -> String {
    format!("{VERSION}.{}", URL_SAFE_NO_PAD.encode(link.bytes()))
}

/// The experiment as JSON, as `descent train` reads it.
pub fn json(experiment: &ExperimentConfig) -> String {
    format!("{:#}", plain(experiment))
}

/// The experiment that [`open`] finds.
///
/// # Errors
/// Those of [`open`].
pub fn decode(link: &str) -> Result<ExperimentConfig, LinkError> {
    open(link).map(|link| link.experiment)
}

/// Reads what [`write`] wrote, in this version or an earlier one; also takes a whole
/// address, one with text around it, one that was broken or escaped on its way, and the JSON
/// of [`json`].
///
/// # Errors
/// [`LinkError`] for anything else. Arbitrary text never panics
/// (`tests/it/config/share.rs::arbitrary_text_is_refused_in_one_sentence`).
pub fn open(link: &str) -> Result<Link, LinkError> {
    let fragment = link.trim();
    if fragment.starts_with('{') {
        return checked(Link::new(from_json(fragment.as_bytes())?));
    }
    // What is of a later version is told only where nothing else is found.
    let (mut found, mut later) = (None, None);
    forwarded::find(link, &mut |version, payload| {
        // A word such as "v3.1" of a text is no link.
        let is_link = || link.contains(&format!("#{version}.")) || fragment.starts_with(version);
        if later.is_none() && is_link() {
            later = later_version(version);
        }
        found = payload_of(version, payload);
        found.is_some()
    });
    match found {
        Some(link) => link.and_then(checked),
        None => Err(later.unwrap_or(LinkError::Damaged)),
    }
}

/// Whether a text that was pasted or a file is meant as an experiment rather than as a table:
/// it is the JSON of one, or a link stands in it. Whether that is whole says [`decode`].
///
/// Checked by `tests/it/config/share.rs::a_link_and_an_experiment_are_told_from_a_table`.
pub fn is_meant_as_experiment(text: &str) -> bool {
    let start = text.trim_start();
    if start.starts_with('{') {
        return ["\"data\"", "\"source\""].iter().all(|name| start.contains(name));
    }
    // As `#` is escaped where an address stands in another.
    let marks = text.match_indices("#v").chain(text.match_indices("%23v"));
    marks.into_iter().any(|(at, mark)| {
        let behind = text[at + mark.len()..].trim_start_matches(|c: char| c.is_ascii_digit());
        let is_payload = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let payload = behind.strip_prefix('.').unwrap_or_default();
        payload.chars().take(MIN_PAYLOAD).filter(|&c| is_payload(c)).count() == MIN_PAYLOAD
    })
}

/// What is in a payload, if it is whole.
fn payload_of(version: &str, payload: &str) -> Option<Result<Link, LinkError>> {
    if payload.len() > limits::MAX_LINK_CHARS {
        return None;
    }
    let read = match version {
        "v1" => |bytes: &[u8]| v1::read(bytes).map(|experiment| Ok(Link::new(experiment))),
        // Most of what is tried is cut somewhere: that is seen at its end.
        "v2" if ends_in_brace(payload) => read_v2,
        VERSION => Link::read,
        _ => return None,
    };
    read(&URL_SAFE_NO_PAD.decode(payload).ok()?)
}

/// Whether a payload's last bytes end an object of JSON.
fn ends_in_brace(payload: &str) -> bool {
    let start = payload.len().saturating_sub(1) / 4 * 4;
    let last = payload.get(start..).and_then(|group| URL_SAFE_NO_PAD.decode(group).ok());
    last.is_some_and(|bytes| bytes.ends_with(b"}"))
}

fn checked(link: Link) -> Result<Link, LinkError> {
    if link.experiment.data.source == DataSource::unknown() {
        return Err(LinkError::NoSource);
    }
    match link.experiment.check_settings() {
        Ok(()) => Ok(link),
        Err(problems) => Err(LinkError::Impossible { problem: problems[0].to_string() }),
    }
}

fn read_v2(bytes: &[u8]) -> Option<Result<Link, LinkError>> {
    let (checksum, json) = bytes.split_at_checked(CHECKSUM_BYTES)?;
    if checksum != CHECKSUM.checksum(json).to_le_bytes() {
        return None;
    }
    Some(from_json(json).map(Link::new))
}

/// The experiment in JSON as people write it; whether it can run says [`ExperimentConfig::check`].
/// The source of its data may be missing, where the table comes from elsewhere.
///
/// # Errors
/// What is no JSON, and the first key or value that no setting has, by its place.
pub fn from_json(json: &[u8]) -> Result<ExperimentConfig, LinkError> {
    let node: Node = serde_json::from_slice(json)
        .map_err(|error| LinkError::NoExperiment { line: error.line() })?;
    ExperimentConfig::deserialize(&node).map_err(LinkError::from)
}

fn later_version(version: &str) -> Option<LinkError> {
    let number = version.strip_prefix('v').and_then(|digits| digits.parse::<u32>().ok())?;
    (number > 3).then(|| LinkError::Newer { received: version.to_owned() })
}

/// The experiment as JSON; what reading would fill in again is left out.
fn without_defaults(experiment: &ExperimentConfig) -> Value {
    let mut value = plain(experiment);
    prune(&mut value["training"], &plain(&TrainingConfig::default()));
    if let Some(data) = value["data"].as_object_mut() {
        drop_default(data, "reading", &plain(&ReadingConfig::default()));
        drop_default(data, "split", &plain(&SplitConfig::default()));
        if let Some(columns) = data["preparation"]["columns"].as_object_mut() {
            for column in columns.values_mut() {
                prune(column, &plain(&ColumnConfig::default()));
            }
        }
        drop_default(data, "preparation", &plain(&PreparationConfig::default()));
    }
    if let Some(network) = value["network"].as_object_mut() {
        network.retain(|name, field| name == "layers" || !field.is_null());
    }
    if let Some(layers) = value["network"]["layers"].as_array_mut() {
        for (layer, config) in layers.iter_mut().zip(&experiment.network.layers) {
            prune(layer, &plain(&LayerConfig::new(config.kind())));
        }
    }
    value
}

/// Prunes the field `name`, and takes it out where nothing is left of it.
fn drop_default(fields: &mut Map<String, Value>, name: &str, default: &Value) {
    if let Some(field) = fields.get_mut(name) {
        prune(field, default);
        if field.as_object().is_some_and(Map::is_empty) {
            fields.remove(name);
        }
    }
}

/// # Panics
/// Never: plain data is always JSON.
fn plain(data: &impl Serialize) -> Value {
    serde_json::to_value(data).unwrap_or_default()
}

/// Takes out of every object what `default` has too; an object that loses everything
/// stays, for its name may be the choice.
fn prune(value: &mut Value, default: &Value) {
    let (Value::Object(fields), Value::Object(defaults)) = (value, default) else { return };
    fields.retain(|name, field| defaults.get(name) != Some(field) || defaults.len() == 1);
    for (name, field) in fields {
        if let Some(default) = defaults.get(name) {
            prune(field, default);
        }
    }
}
