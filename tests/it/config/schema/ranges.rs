//! Which limit holds for which number, and the proof that it does.

use descent::config::{ExperimentConfig, Limit, limits, share};
use serde_json::{Value, json};

/// A number of a type: its range, and where it stands in an experiment, written with `#`.
pub struct Range {
    pub owner: &'static str,
    pub field: &'static str,
    pub limit: &'static Limit,
    /// A pointer to what is replaced, and by what; none where every number is taken.
    place: Option<(&'static str, &'static str)>,
}

const fn range(
    owner: &'static str,
    field: &'static str,
    limit: &'static Limit,
    pointer: &'static str,
    json: &'static str,
) -> Range {
    Range { owner, field, limit, place: Some((pointer, json)) }
}

const fn seed(owner: &'static str) -> Range {
    Range { owner, field: "seed", limit: &limits::SEED, place: None }
}

/// Every number of an experiment.
#[rustfmt::skip]
pub const RANGES: [Range; 55] = [
    seed("ExperimentConfig"),
    seed("SyntheticConfig"),
    seed("DropoutConfig"),
    range("DataConfig", "validation_percent", &limits::VALIDATION_PERCENT, "/data/validation_percent", "#"),
    range("ReadingConfig", "header_line", &limits::HEADER_LINE, "/data/reading", r#"{"header_line": #}"#),
    range("ReadingConfig", "sample_every", &limits::SAMPLE_EVERY, "/data/reading", r#"{"sample_every": #}"#),
    range("SplitConfig", "test_percent", &limits::TEST_PERCENT, "/data/split", r#"{"test_percent": #}"#),
    Range { owner: "SplitConfig", field: "seed", limit: &limits::SPLIT_SEED, place: None },
    range("SplitConfig", "training_rows", &limits::TRAINING_ROWS, "/data/split", r#"{"training_rows": #}"#),
    range("Imputer.constant", "value", &limits::FILL_VALUE, "/data/preparation", r#"{"imputer": {"constant": {"value": #}}}"#),
    range("PreparationConfig", "rare_percent", &limits::RARE_PERCENT, "/data/preparation", r#"{"rare_percent": #}"#),
    range("ColumnConfig", "clip_percent", &limits::CLIP_PERCENT, "/data/preparation", r#"{"columns": {"a": {"clip_percent": #}}}"#),
    range("SyntheticConfig", "rows", &limits::SYNTHETIC_ROWS, "/data/source", r#"{"synthetic": {"rows": #}}"#),
    range("SyntheticConfig", "noise", &limits::NOISE, "/data/source", r#"{"synthetic": {"noise": #}}"#),
    range("Shape.polynomial", "degree", &limits::DEGREE, "/data/source", r#"{"synthetic": {"shape": {"polynomial": {"degree": #}}}}"#),
    range("Shape.blobs", "classes", &limits::BLOBS, "/data/source", r#"{"synthetic": {"shape": {"blobs": {"classes": #}}}}"#),
    range("DenseConfig", "units", &limits::UNITS, "/network/layers", r#"[{"dense": {"units": #}}]"#),
    range("DropoutConfig", "rate", &limits::RATE, "/network/layers", r#"[{"dropout": {"rate": #}}]"#),
    range("BatchNormConfig", "momentum", &limits::MOMENTUM, "/network/layers", r#"[{"batch_normalization": {"momentum": #}}]"#),
    range("BatchNormConfig", "epsilon", &limits::EPSILON, "/network/layers", r#"[{"batch_normalization": {"epsilon": #}}]"#),
    range("Regularizer", "l1", &limits::L1, "/network/layers", r#"[{"dense": {"kernel_regularizer": {"l1": #}}}]"#),
    range("Regularizer", "l2", &limits::L2, "/network/layers", r#"[{"dense": {"kernel_regularizer": {"l2": #}}}]"#),
    range("Loss.huber", "delta", &limits::HUBER_DELTA, "/training/loss", r#"{"huber": {"delta": #}}"#),
    range("SgdConfig", "momentum", &limits::SGD_MOMENTUM, "/training/optimizer", r#"{"sgd": {"momentum": #}}"#),
    range("AdamConfig", "beta_1", &limits::BETA_1, "/training/optimizer", r#"{"adam": {"beta_1": #}}"#),
    range("AdamConfig", "beta_2", &limits::BETA_2, "/training/optimizer", r#"{"adam": {"beta_2": #}}"#),
    range("AdamConfig", "epsilon", &limits::OPTIMIZER_EPSILON, "/training/optimizer", r#"{"nadam": {"epsilon": #}}"#),
    range("AdamWConfig", "beta_1", &limits::BETA_1, "/training/optimizer", r#"{"adam_w": {"beta_1": #}}"#),
    range("AdamWConfig", "beta_2", &limits::BETA_2, "/training/optimizer", r#"{"adam_w": {"beta_2": #}}"#),
    range("AdamWConfig", "epsilon", &limits::OPTIMIZER_EPSILON, "/training/optimizer", r#"{"adam_w": {"epsilon": #}}"#),
    range("RmsPropConfig", "rho", &limits::RHO, "/training/optimizer", r#"{"rms_prop": {"rho": #}}"#),
    range("RmsPropConfig", "epsilon", &limits::OPTIMIZER_EPSILON, "/training/optimizer", r#"{"rms_prop": {"epsilon": #}}"#),
    range("AdagradConfig", "initial_accumulator_value", &limits::INITIAL_ACCUMULATOR, "/training/optimizer", r#"{"adagrad": {"initial_accumulator_value": #}}"#),
    range("AdagradConfig", "epsilon", &limits::OPTIMIZER_EPSILON, "/training/optimizer", r#"{"adagrad": {"epsilon": #}}"#),
    range("AdamWConfig", "weight_decay", &limits::WEIGHT_DECAY, "/training/optimizer", r#"{"adam_w": {"weight_decay": #}}"#),
    range("Clipping", "norm", &limits::CLIP_NORM, "/training/clipping", r#"{"norm": #}"#),
    range("Clipping", "value", &limits::CLIP_VALUE, "/training/clipping", r#"{"value": #}"#),
    range("TrainingConfig", "learning_rate", &limits::LEARNING_RATE, "/training/learning_rate", "#"),
    range("TrainingConfig", "batch_size", &limits::BATCH_SIZE, "/training/batch_size", "#"),
    range("TrainingConfig", "epochs", &limits::EPOCHS, "/training/epochs", "#"),
    range("TrainingConfig", "threshold", &limits::THRESHOLD, "/training/threshold", "#"),
    range("ClassWeights", "given", &limits::CLASS_WEIGHT, "/training/class_weights", r#"{"given": [1, #]}"#),
    range("ExponentialDecay", "decay_steps", &limits::DECAY_STEPS, "/training/schedule", r#"{"exponential_decay": {"decay_steps": #}}"#),
    range("ExponentialDecay", "decay_rate", &limits::DECAY_RATE, "/training/schedule", r#"{"exponential_decay": {"decay_rate": #}}"#),
    range("CosineDecay", "decay_steps", &limits::DECAY_STEPS, "/training/schedule", r#"{"cosine_decay": {"decay_steps": #}}"#),
    range("CosineDecay", "alpha", &limits::COSINE_ALPHA, "/training/schedule", r#"{"cosine_decay": {"alpha": #}}"#),
    range("ReduceOnPlateau", "factor", &limits::PLATEAU_FACTOR, "/training/schedule", r#"{"reduce_on_plateau": {"factor": #}}"#),
    range("ReduceOnPlateau", "patience", &limits::PLATEAU_PATIENCE, "/training/schedule", r#"{"reduce_on_plateau": {"patience": #}}"#),
    range("ReduceOnPlateau", "min_delta", &limits::PLATEAU_MIN_DELTA, "/training/schedule", r#"{"reduce_on_plateau": {"min_delta": #}}"#),
    range("ReduceOnPlateau", "cooldown", &limits::COOLDOWN, "/training/schedule", r#"{"reduce_on_plateau": {"cooldown": #}}"#),
    range("ReduceOnPlateau", "min_learning_rate", &limits::MIN_LEARNING_RATE, "/training/schedule", r#"{"reduce_on_plateau": {"min_learning_rate": #}}"#),
    range("EarlyStopping", "min_delta", &limits::MIN_DELTA, "/training/stopping", r#"{"min_delta": #}"#),
    range("EarlyStopping", "patience", &limits::PATIENCE, "/training/stopping", r#"{"patience": #}"#),
    range("EarlyStopping", "baseline", &limits::BASELINE, "/training/stopping", r#"{"baseline": #}"#),
    range("EarlyStopping", "start_from_epoch", &limits::START_FROM_EPOCH, "/training/stopping", r#"{"start_from_epoch": #}"#),
];

pub fn of(owner: &str, field: &str) -> &'static Limit {
    let found = RANGES.iter().find(|one| (one.owner, one.field) == (owner, field));
    found.unwrap_or_else(|| panic!("{owner}.{field} has no range")).limit
}

fn check(range: &Range, number: f64) -> Option<String> {
    let (pointer, form) = range.place?;
    let mut json = serde_json::to_value(ExperimentConfig::default()).unwrap();
    json["data"]["source"] = json!({"gallery": {"id": "iris"}});
    let value: Value = serde_json::from_str(&form.replace('#', &number.to_string())).unwrap();
    *json.pointer_mut(pointer).unwrap() = value;
    let outcome = share::from_json(json.to_string().as_bytes()).unwrap().check_settings();
    outcome.err().map(|problems| problems[0].to_string())
}

/// The ends of a range are taken, what lies beyond is refused by the setting's name.
#[test]
fn a_range_is_what_the_check_takes() {
    for range in &RANGES {
        let Limit { min, max, .. } = *range.limit;
        let what = format!("{}.{}", range.owner, range.field);
        for end in [min, max] {
            assert_eq!(check(range, end), None, "{what} {end}");
        }
        let above = if range.limit.whole { max + 1.0 } else { 2.0 * max };
        // The type itself takes nothing below zero, nor what is beyond its bits.
        let below = min - 1.0;
        for beyond in [above, below].into_iter().filter(|one| *one >= 0.0 || !range.limit.whole) {
            let said = check(range, beyond);
            assert_eq!(said.is_some(), range.place.is_some(), "{what} {beyond}");
            let named = said.is_none_or(|said| said.contains(range.limit.name));
            assert!(named, "{what} {beyond}");
        }
    }
}
