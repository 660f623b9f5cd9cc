//! The tables of `docs/EXPERIMENT.md`: meaning and Keras's name are written there by hand,
//! default and range come from the code.

use std::collections::BTreeMap;

use descent::config::{Limit, Metric, Monitor};
use serde_json::Value;

use super::ranges;
use super::types::{Kind, Settings, Type, types};
use super::{defaults, is_required};

/// A field of an object, or of what stands behind a word (`Loss.huber`).
pub struct Field {
    owner: String,
    name: String,
    kind: Kind,
}

impl Field {
    /// `DenseConfig.units`
    pub fn key(&self) -> String {
        format!("{}.{}", self.owner, self.name)
    }
}

/// All of them.
pub fn fields() -> Vec<Field> {
    let mut all = Vec::new();
    let mut add = |owner: &str, fields: &[(String, Kind)]| {
        all.extend(fields.iter().map(|(name, kind)| Field {
            owner: owner.to_owned(),
            name: name.clone(),
            kind: kind.clone(),
        }));
    };
    for (name, form) in types() {
        match form {
            Type::Object(fields) => add(&name, &fields),
            Type::Choice(variants) => {
                for (word, settings) in variants {
                    let owner = format!("{name}.{word}");
                    match settings {
                        Settings::Fields(fields) => add(&owner, &fields),
                        Settings::Value(Kind::Named(_)) | Settings::None => {}
                        Settings::Value(kind) => add(&name, &[(word, kind)]),
                    }
                }
            }
        }
    }
    all
}

/// What early stopping can watch.
pub fn monitors() -> Vec<String> {
    let metrics = Metric::ALL.into_iter();
    let of_metrics =
        metrics.flat_map(|metric| [Monitor::Metric(metric), Monitor::ValMetric(metric)]);
    [Monitor::Loss, Monitor::ValLoss].into_iter().chain(of_metrics).map(Monitor::name).collect()
}

/// The tables' rows: the line, the type in the comment above its table, its cells.
fn rows(text: &str) -> Vec<(usize, String, Vec<String>)> {
    let (mut rows, mut owner) = (Vec::new(), String::new());
    for (at, line) in text.lines().enumerate() {
        if let Some(name) = line.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->")) {
            name.clone_into(&mut owner);
        } else if line.starts_with("| `") {
            let cells = line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned());
            rows.push((at, owner.clone(), cells.collect()));
        }
    }
    rows
}

fn key(owner: &str, cells: &[String]) -> String {
    format!("{owner}.{}", cells[0].trim_matches('`'))
}

/// What each field means, by its key.
pub fn meanings(text: &str) -> BTreeMap<String, String> {
    let rows = rows(text);
    let meanings: BTreeMap<_, _> =
        rows.iter().map(|(_, owner, cells)| (key(owner, cells), cells[1].clone())).collect();
    assert_eq!(meanings.len(), rows.len(), "a field has two rows");
    meanings
}

/// The page with the code's defaults and ranges.
pub fn filled(text: &str) -> String {
    let fields: BTreeMap<_, _> = fields().into_iter().map(|field| (field.key(), field)).collect();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (at, owner, cells) in rows(text) {
        let Some(field) = fields.get(&key(&owner, &cells)) else { continue };
        let keras = cells.get(4).cloned().unwrap_or_default();
        lines[at] = format!(
            "| {} | {} | {} | {} | {keras} |",
            cells[0],
            cells[1],
            default(field),
            range(&field.kind, &field.owner, &field.name)
        );
    }
    lines.join("\n") + "\n"
}

fn default(field: &Field) -> String {
    let value = defaults(&field.owner);
    match value.get(&field.name) {
        _ if is_required(&field.owner, &field.name) => "required".to_owned(),
        None => "required".to_owned(),
        Some(Value::Object(fields)) if !fields.is_empty() => "its own".to_owned(),
        Some(value) => format!("`{value}`"),
    }
}

fn range(kind: &Kind, owner: &str, field: &str) -> String {
    match kind {
        Kind::Text if field == "monitor" => "`loss`, a metric, or either behind `val_`".to_owned(),
        Kind::Text => "a text".to_owned(),
        Kind::Bool => "`true`, `false`".to_owned(),
        Kind::Whole | Kind::Number => {
            let Limit { min, max, whole, .. } = ranges::of(owner, field);
            format!("{}{min} to {max}", if *whole { "whole, " } else { "" })
        }
        Kind::Optional(inner) => format!("{}, or `null`", range(inner, owner, field)),
        Kind::List(inner) => format!("a list: {}", range(inner, owner, field)),
        Kind::Map(inner) => format!("by column: {}", range(inner, owner, field)),
        Kind::Tuple(_) => "`[x, y, class]`".to_owned(),
        Kind::Named(name) => {
            let types = types();
            let (_, form) = types.iter().find(|(other, _)| other == name).unwrap();
            match form {
                Type::Object(_) => "an object".to_owned(),
                Type::Choice(_) if name == "Encoding" => {
                    "a name of `Encoding` in the schema".to_owned()
                }
                Type::Choice(variants) => {
                    let word = |(word, settings): &(String, Settings)| match settings {
                        Settings::None => format!("`{word}`"),
                        _ => format!("`{{\"{word}\": ...}}`"),
                    };
                    variants.iter().map(word).collect::<Vec<_>>().join(", ")
                }
            }
        }
    }
}
