//! No setting of an experiment is lost on the way to a script.

use descent::config::share;
use serde_json::{Value, json};

use super::code::Made;

/// What another value of a setting is, by its place in the experiment; a place that no line
/// here fits fails the test, and so does a setting that changes no script.
const OTHERS: [(&str, &str); 71] = [
    ("title", r#""Other""#),
    ("seed", "43"),
    ("data.target", ""),
    ("data.task", ""),
    ("data.source.gallery.id", ""),
    ("data.ignored", r#"["parch"]"#),
    ("data.validation_percent", "40"),
    ("data.scaling", r#""min_max""#),
    ("data.reading", ""),
    ("data.split.method", r#""in_order""#),
    ("data.split.method.grouped.column", r#""sibsp""#),
    ("data.split.stratify", "false"),
    ("data.split.test_percent", "10"),
    ("data.split.training_rows", "300"),
    ("data.split.seed", "7"),
    ("data.preparation.imputer", r#""mean""#),
    ("data.preparation.imputer.constant.value", "7.5"),
    ("data.preparation.encoding", r#""ordinal""#),
    ("data.preparation.rare_percent", "12.0"),
    ("data.preparation.target_scaling", r#""standard""#),
    ("data.preparation.columns.age.imputer", r#""most_frequent""#),
    ("data.preparation.columns.age.scaling", r#""robust""#),
    ("data.preparation.columns.age.encoding", ""),
    ("data.preparation.columns.age.clip_percent", "4.0"),
    ("data.preparation.columns.age.log", "true"),
    ("data.preparation.columns.age.dates", ""),
    ("network.output_activation", r#""tanh""#),
    ("network.layers.dense.units", "5"),
    ("network.layers.dense.activation", r#""elu""#),
    ("network.layers.dense.use_bias", "false"),
    ("network.layers.dense.kernel_initializer", r#""he_normal""#),
    ("network.layers.dense.bias_initializer", r#""ones""#),
    ("network.layers.dense.kernel_regularizer.l1", "0.5"),
    ("network.layers.dense.kernel_regularizer.l2", "0.5"),
    ("network.layers.activation.activation", r#""elu""#),
    ("network.layers.dropout.rate", "0.4"),
    ("network.layers.dropout.seed", "9"),
    ("network.layers.batch_normalization.momentum", "0.8"),
    ("network.layers.batch_normalization.epsilon", "0.2"),
    ("network.layers.batch_normalization.center", "false"),
    ("network.layers.batch_normalization.scale", "false"),
    ("training.loss", r#""hinge""#),
    ("training.loss.huber.delta", "3.0"),
    ("training.optimizer", r#""nadam""#),
    ("training.optimizer.sgd.momentum", "0.7"),
    ("training.optimizer.sgd.nesterov", "true"),
    ("training.optimizer.adam_w.weight_decay", "0.03"),
    ("training.optimizer.adam_w.beta_1", "0.6"),
    ("training.optimizer.adam_w.beta_2", "0.6"),
    ("training.optimizer.adam_w.epsilon", "0.01"),
    ("training.optimizer.adam.beta_1", "0.6"),
    ("training.optimizer.adam.beta_2", "0.6"),
    ("training.optimizer.adam.epsilon", "0.01"),
    ("training.optimizer.nadam.beta_1", "0.6"),
    ("training.optimizer.nadam.beta_2", "0.6"),
    ("training.optimizer.nadam.epsilon", "0.01"),
    ("training.optimizer.rms_prop.rho", "0.6"),
    ("training.optimizer.rms_prop.epsilon", "0.01"),
    ("training.optimizer.adagrad.initial_accumulator_value", "0.6"),
    ("training.optimizer.adagrad.epsilon", "0.01"),
    ("training.clipping", r#"{"norm": 2.0}"#),
    ("training.clipping.value", "0.3"),
    ("training.learning_rate", "0.02"),
    ("training.schedule", r#"{"cosine_decay": {}}"#),
    ("training.batch_size", "24"),
    ("training.epochs", "7"),
    ("training.shuffle", "false"),
    ("training.class_weights", r#""balanced""#),
    ("training.metrics", r#"["recall"]"#),
    ("training.threshold", "0.3"),
    ("training.early_stopping", "false"),
];

/// Of the schedules and of early stopping, whose settings are all numbers.
const OTHER_NUMBERS: [(&str, &str); 17] = [
    ("training.schedule.exponential_decay.decay_steps", "31"),
    ("training.schedule.exponential_decay.decay_rate", "0.61"),
    ("training.schedule.exponential_decay.staircase", "true"),
    ("training.schedule.cosine_decay.decay_steps", "31"),
    ("training.schedule.cosine_decay.alpha", "0.31"),
    ("training.schedule.reduce_on_plateau.factor", "0.31"),
    ("training.schedule.reduce_on_plateau.patience", "31"),
    ("training.schedule.reduce_on_plateau.min_delta", "0.31"),
    ("training.schedule.reduce_on_plateau.cooldown", "31"),
    ("training.schedule.reduce_on_plateau.min_learning_rate", "0.0001"),
    ("training.stopping.monitor", r#""val_accuracy""#),
    ("training.stopping.mode", r#""max""#),
    ("training.stopping.min_delta", "0.31"),
    ("training.stopping.patience", "31"),
    ("training.stopping.baseline", "0.31"),
    ("training.stopping.start_from_epoch", "31"),
    ("training.stopping.restore_best_weights", "false"),
];

/// Titanic with every block, and what `change` makes of it.
fn base(change: Value) -> Value {
    let mut base = json!({
        "title": "Base",
        "data": {
            "source": {"gallery": {"id": "titanic"}},
            "target": "survived",
            "task": "binary_classification",
            "preparation": {"columns": {"age": {}}},
        },
        "network": {"layers": [
            {"dense": {"units": 4}}, {"activation": {}}, {"dropout": {}}, {"batch_normalization": {}},
        ]},
        "training": {"loss": "binary_crossentropy"},
    });
    merge(&mut base, change);
    let whole = share::from_json(base.to_string().as_bytes()).unwrap();
    serde_json::to_value(whole).unwrap()
}

fn merge(into: &mut Value, change: Value) {
    match (into, change) {
        (Value::Object(into), Value::Object(change)) => {
            for (key, value) in change {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, change) => *into = change,
    }
}

/// Every setting's place: the keys on the way, and the same as one word without the places in
/// lists.
fn places(value: &Value, at: &mut Vec<String>, found: &mut Vec<(String, String)>) {
    let path = at.join(".");
    let word: Vec<&str> =
        at.iter().map(String::as_str).filter(|key| key.parse::<usize>().is_err()).collect();
    let is_whole = ["data.reading", "data.ignored", "training.metrics"].contains(&path.as_str());
    match value {
        Value::Object(fields) if !is_whole => {
            for (key, value) in fields {
                at.push(key.clone());
                places(value, at, found);
                at.pop();
            }
        }
        Value::Array(items) if path == "network.layers" => {
            for (index, value) in items.iter().enumerate() {
                at.push(index.to_string());
                places(value, at, found);
                at.pop();
            }
        }
        _ => found.push((path.clone(), word.join("."))),
    }
}

fn set(value: &mut Value, path: &str, to: Value) {
    let pointer = format!("/{}", path.replace('.', "/"));
    *value.pointer_mut(&pointer).unwrap() = to;
}

/// Both scripts and what they read, in one.
fn written(experiment: &Value) -> Option<Vec<Vec<u8>>> {
    let config = share::from_json(experiment.to_string().as_bytes()).unwrap();
    config.check_settings().ok()?;
    let set = descent::data::gallery::find("titanic").unwrap();
    let made = Made::of(set.file, descent::data::gallery::bytes(set), &config);
    Some(made.with(|export| {
        let files = |script| export.files("script", &script, false).into_iter();
        let all = files(export.keras_script()).chain(files(export.pytorch_script()));
        all.map(|file| file.bytes).collect()
    }))
}

#[test]
fn every_setting_changes_both_scripts_or_what_they_read() {
    let regression = json!({
        "data": {"target": "fare", "task": "regression"},
        "training": {"loss": {"huber": {}}},
    });
    let bases = [
        json!({}),
        json!({"training": {"optimizer": {"sgd": {"momentum": 0.5}}, "schedule": {"exponential_decay": {}}}}),
        json!({"training": {"optimizer": {"adam_w": {}}, "schedule": {"cosine_decay": {}}}}),
        json!({
            "training": {"clipping": {"value": 0.5}, "schedule": {"reduce_on_plateau": {}}},
            "data": {"split": {"method": {"grouped": {"column": "parch"}}},
                     "preparation": {"imputer": {"constant": {"value": 1.0}}}},
        }),
        json!({"training": {"optimizer": {"adam": {"beta_1": 0.5}}}}),
        json!({"training": {"optimizer": {"nadam": {"beta_1": 0.5}}}}),
        json!({"training": {"optimizer": {"rms_prop": {"rho": 0.5}}}}),
        json!({"training": {"optimizer": {"adagrad": {"epsilon": 0.001}}}}),
        regression,
    ];
    for change in bases {
        let base = base(change);
        let before = written(&base).unwrap();
        let mut found = Vec::new();
        places(&base, &mut Vec::new(), &mut found);
        for (path, word) in found {
            let is_regression = base["data"]["task"] == "regression";
            let other = OTHERS.iter().chain(&OTHER_NUMBERS).find(|(name, _)| *name == word);
            let (_, other) = other.unwrap_or_else(|| panic!("\"{word}\" has no line in this test"));
            let does_nothing = match word.as_str() {
                "data.preparation.target_scaling" => !is_regression,
                "training.class_weights" | "training.threshold" | "training.metrics" => {
                    is_regression
                }
                "data.split.stratify" => {
                    base["data"]["split"]["method"] != "shuffled" || is_regression
                }
                "training.loss" | "training.stopping.monitor" => is_regression,
                _ => other.is_empty(),
            };
            if does_nothing {
                continue;
            }
            let mut changed = base.clone();
            set(&mut changed, &path, serde_json::from_str(other).unwrap());
            let after = written(&changed).unwrap_or_else(|| panic!("{path}: {other} is refused"));
            let scripts = [0, before.len() / 2];
            let differs = after.len() != before.len()
                || scripts.iter().all(|&at| after[at] != before[at])
                || (0..before.len()).any(|at| !scripts.contains(&at) && after[at] != before[at]);
            assert!(differs, "{path} = {other} changes nothing");
        }
    }
}
