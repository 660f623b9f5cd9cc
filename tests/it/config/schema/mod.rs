//! `docs/experiment.schema.json` and `docs/EXPERIMENT.md`, written from the types, limits and
//! defaults of the code: `WRITE_SCHEMA=1 cargo test --test it config::schema`.

mod page;
mod ranges;
mod types;
mod validator;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use descent::config::{
    ActivationConfig, AdagradConfig, AdamConfig, AdamWConfig, BatchNormConfig, ColumnConfig,
    CosineDecay, DataConfig, DenseConfig, DropoutConfig, EarlyStopping, ExperimentConfig,
    ExponentialDecay, LayerConfig, LayerKind, NetworkConfig, Optimizer, PreparationConfig,
    ReadingConfig, ReduceOnPlateau, Regularizer, RmsPropConfig, Schedule, SgdConfig, SplitConfig,
    SyntheticConfig, TrainingConfig, share,
};
use descent::data::{gallery, synthetic};
use serde::Serialize;
use serde_json::{Map, Value, json};

use types::{Kind, Settings, Type, types};

/// Without these nothing can be done.
const REQUIRED: [(&str, &str); 5] = [
    ("ExperimentConfig", "data"),
    ("DataConfig", "source"),
    ("DataSource.gallery", "id"),
    ("DataSource.file", "name"),
    ("Shape.formula", "formula"),
];

/// The default of each field of an object.
fn defaults(owner: &str) -> Value {
    fn plain(value: impl Serialize) -> Value {
        serde_json::to_value(value).unwrap()
    }
    match owner {
        "ExperimentConfig" => plain(ExperimentConfig::default()),
        "DataConfig" => plain(DataConfig::default()),
        "SyntheticConfig" => plain(SyntheticConfig::default()),
        "ReadingConfig" => plain(ReadingConfig::default()),
        "SplitConfig" => plain(SplitConfig::default()),
        "PreparationConfig" => plain(PreparationConfig::default()),
        "ColumnConfig" => plain(ColumnConfig::default()),
        "NetworkConfig" => plain(NetworkConfig::default()),
        "DenseConfig" => plain(DenseConfig::default()),
        "ActivationConfig" => plain(ActivationConfig::default()),
        "DropoutConfig" => plain(DropoutConfig::default()),
        "BatchNormConfig" => plain(BatchNormConfig::default()),
        "Regularizer" => plain(Regularizer::default()),
        "TrainingConfig" => plain(TrainingConfig::default()),
        "SgdConfig" => plain(SgdConfig::default()),
        "AdamConfig" => plain(AdamConfig::default()),
        "RmsPropConfig" => plain(RmsPropConfig::default()),
        "AdagradConfig" => plain(AdagradConfig::default()),
        "AdamWConfig" => plain(AdamWConfig::default()),
        "ExponentialDecay" => plain(ExponentialDecay::default()),
        "CosineDecay" => plain(CosineDecay::default()),
        "ReduceOnPlateau" => plain(ReduceOnPlateau::default()),
        "EarlyStopping" => plain(EarlyStopping::default()),
        // What stands behind a word: as the word alone is read.
        "SplitMethod.grouped" => json!({"column": ""}),
        "Imputer.constant" => json!({"value": ranges::of(owner, "value").default}),
        "Loss.huber" => json!({"delta": ranges::of(owner, "delta").default}),
        "Shape.polynomial" => json!({"degree": ranges::of(owner, "degree").default as u32}),
        "Shape.blobs" => json!({"classes": ranges::of(owner, "classes").default as u32}),
        "Shape.painted" => json!({"points": []}),
        "DataSource.file" => json!({"columns": []}),
        _ => json!({}),
    }
}

fn is_required(owner: &str, field: &str) -> bool {
    REQUIRED.contains(&(owner, field))
}

/// A schema of what a value is; `owner` and `field` are where its range is found.
fn of_kind(kind: &Kind, owner: &str, field: &str) -> Value {
    match kind {
        Kind::Text if field == "monitor" => json!({"enum": page::monitors()}),
        Kind::Text => json!({"type": "string"}),
        Kind::Bool => json!({"type": "boolean"}),
        Kind::Whole | Kind::Number => {
            let limit = ranges::of(owner, field);
            if limit.whole {
                let (min, max) = (limit.min as i64, limit.max as i64);
                json!({"type": "integer", "minimum": min, "maximum": max})
            } else {
                json!({"type": "number", "minimum": limit.min, "maximum": limit.max})
            }
        }
        Kind::Optional(inner) => {
            json!({"anyOf": [of_kind(inner, owner, field), {"type": "null"}]})
        }
        Kind::List(inner) => json!({"type": "array", "items": of_kind(inner, owner, field)}),
        Kind::Map(inner) => {
            json!({"type": "object", "additionalProperties": of_kind(inner, owner, field)})
        }
        Kind::Tuple(count) => json!({
            "type": "array", "items": {"type": "integer"}, "minItems": count, "maxItems": count
        }),
        Kind::Named(name) => json!({"$ref": format!("#/$defs/{name}")}),
    }
}

fn of_fields(fields: &[(String, Kind)], owner: &str, meanings: &BTreeMap<String, String>) -> Value {
    let defaults = defaults(owner);
    let mut properties = Map::new();
    for (name, kind) in fields {
        let mut schema = of_kind(kind, owner, name);
        if let Some(meaning) = meanings.get(&format!("{owner}.{name}")) {
            schema["description"] = json!(meaning);
        }
        if !is_required(owner, name) {
            schema["default"] = defaults.get(name).cloned().unwrap_or_else(|| {
                panic!("{owner}.{name} has no default");
            });
        }
        properties.insert(name.clone(), schema);
    }
    let required: Vec<_> =
        fields.iter().map(|field| &field.0).filter(|name| is_required(owner, name)).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

/// The words alone, then each with what is set behind it.
fn of_choice(
    name: &str,
    variants: &[(String, Settings)],
    meanings: &BTreeMap<String, String>,
) -> Value {
    let owner = |word: &str| format!("{name}.{word}");
    let needs = |word: &str, settings: &Settings| match settings {
        Settings::Value(Kind::Named(_)) | Settings::None => false,
        Settings::Value(_) => true,
        Settings::Fields(fields) => {
            fields.iter().any(|(field, _)| is_required(&owner(word), field))
        }
    };
    let alone = variants.iter().filter(|(word, settings)| !needs(word, settings));
    let alone: Vec<_> = alone.map(|(word, _)| word).collect();
    let mut all = if alone.is_empty() { Vec::new() } else { vec![json!({"enum": alone})] };
    for (word, settings) in variants {
        let behind = match settings {
            Settings::None => continue,
            Settings::Fields(fields) => of_fields(fields, &owner(word), meanings),
            Settings::Value(kind) => of_kind(kind, name, word),
        };
        all.push(json!({
            "type": "object",
            "properties": {word: behind},
            "required": [word],
            "additionalProperties": false,
        }));
    }
    if all.len() == 1 { all.remove(0) } else { json!({"anyOf": all}) }
}

fn schema(meanings: &BTreeMap<String, String>) -> Value {
    let mut definitions = Map::new();
    for (name, form) in types() {
        let schema = match &form {
            Type::Object(fields) => of_fields(fields, &name, meanings),
            Type::Choice(variants) => of_choice(&name, variants, meanings),
        };
        definitions.insert(name, schema);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An experiment of Descent",
        "description": "Each key and word in the spelling in which it is written. Keras's other spellings of a word are read too: docs/EXPERIMENT.md.",
        "$ref": "#/$defs/ExperimentConfig",
        "$defs": definitions,
    })
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)
}

/// Holds a page to what it would be today, or writes it.
fn hold(name: &str, made: &str) {
    if std::env::var_os("WRITE_SCHEMA").is_some() {
        std::fs::write(path(name), made).unwrap();
    }
    let found = std::fs::read_to_string(path(name)).unwrap_or_default();
    assert!(
        found == made,
        "docs/{name} is not what it would be today; write it with WRITE_SCHEMA=1 cargo test \
         --test it config::schema"
    );
}

#[test]
fn the_schema_and_its_page_are_those_of_the_code() {
    let text = std::fs::read_to_string(path("EXPERIMENT.md")).unwrap();
    let meanings = page::meanings(&text);
    let fields: Vec<_> = page::fields().into_iter().map(|field| field.key()).collect();
    let told: Vec<_> = meanings.keys().cloned().collect();
    let mut sorted = fields.clone();
    sorted.sort();
    assert_eq!(told, sorted, "docs/EXPERIMENT.md has a row for each field");
    hold("EXPERIMENT.md", &page::filled(&text));
    hold("experiment.schema.json", &format!("{:#}\n", schema(&meanings)));
}

/// Those of the Gallery, of each synthetic table, of lessons and scenes, as they are written
/// and as they are shipped.
fn shipped() -> Vec<(String, Value)> {
    let mut all = Vec::new();
    let mut add = |name: &str, experiment: &ExperimentConfig| {
        all.push((name.to_owned(), serde_json::from_str(&share::json(experiment)).unwrap()));
    };
    for set in &gallery::SETS {
        add(set.id, &gallery::experiment(set));
    }
    for shape in descent::config::Shape::all() {
        add(shape.id(), &synthetic::experiment(SyntheticConfig::new(shape.clone())));
    }
    let mut rich = gallery::experiment(&gallery::SETS[0]);
    rich.network.layers = LayerKind::ALL.map(LayerConfig::new).to_vec();
    for optimizer in Optimizer::ALL {
        rich.training.optimizer = optimizer;
        add("an optimizer", &rich);
    }
    for schedule in Schedule::all() {
        rich.training.schedule = schedule;
        add("a schedule", &rich);
    }
    let lessons = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/course/lessons");
    let mut files: Vec<_> =
        std::fs::read_dir(lessons).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    for file in files {
        let lesson: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        let steps = lesson["steps"].as_array().into_iter().flatten();
        let opened = steps.filter_map(|step| step.get("open"));
        all.extend(opened.map(|open| (file.display().to_string(), open.clone())));
    }
    all
}

#[test]
fn every_shipped_experiment_keeps_the_schema() {
    let schema = schema(&BTreeMap::new());
    let shipped = shipped();
    assert!(shipped.len() > 60, "{}", shipped.len());
    for (name, experiment) in shipped {
        assert_eq!(validator::problems(&schema, &experiment), [""; 0], "{name}");
    }
}

/// What the schema refuses, the reader or the check refuses too, and the other way round.
#[test]
fn the_schema_refuses_what_the_reader_refuses() {
    let schema = schema(&BTreeMap::new());
    let whole = serde_json::to_value(gallery::experiment(&gallery::SETS[0])).unwrap();
    for (pointer, value) in [
        ("/training/learning_rte", json!(1)),
        ("/training/epochs", json!("ten")),
        ("/training/epochs", json!(0)),
        ("/training/epochs", json!(1.5)),
        ("/training/optimizer", json!("sdg")),
        ("/training/optimizer", json!({"adam": {"beta1": 0.8}})),
        ("/training/optimizer", json!({"sgd": {"momentum": 2}})),
        ("/training/clipping", json!("norm")),
        ("/training/stopping/monitor", json!("val_los")),
        ("/network/layers", json!([{"dense": {"unit": 3}}])),
        ("/data/source", json!({"gallery": {}})),
        ("/data/source", json!({"synthetic": {"shape": {"painted": {"points": [[1, 2]]}}}})),
        ("/title", json!(null)),
    ] {
        let mut json = whole.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        json.pointer_mut(parent).unwrap()[key] = value;
        assert_eq!(validator::problems(&schema, &json).len(), 1, "{pointer}");
        assert!(share::decode(&json.to_string()).is_err(), "{pointer}");
    }
    for (owner, field) in REQUIRED {
        assert!(!owner.is_empty() && !field.is_empty());
    }
    assert_eq!(validator::problems(&schema, &json!({})).len(), 1, "the source is required");
}
