//! How a model was compiled, as far as Descent has the same.

use serde_json::Value;

use super::model::KerasTraining;
use super::note::ModelNote;
use super::values::{class, number, shown, whole};
use crate::config::{
    AdagradConfig, AdamConfig, AdamWConfig, Clipping, CosineDecay, ExponentialDecay, Loss, Metric,
    Optimizer, RmsPropConfig, Schedule, SgdConfig, limits, named,
};

/// What the optimizers here keep at Keras's default.
const FIXED: [(&str, f64); 2] = [("warmup_steps", 0.0), ("m_mul", 1.0)];
/// What they do not have.
const OFF: [&str; 5] =
    ["amsgrad", "centered", "use_ema", "global_clipnorm", "gradient_accumulation_steps"];

/// `compile_config`; what Descent does not have is noted.
pub(super) fn training(compiled: Option<&Value>, notes: &mut Vec<ModelNote>) -> KerasTraining {
    let mut training = KerasTraining::default();
    let Some(compiled) = compiled.filter(|value| value.is_object()) else { return training };
    if let Some(value) = given(compiled, "optimizer") {
        optimizer(value, &mut training, notes);
    }
    if let Some(value) = given(compiled, "loss") {
        match loss(value) {
            Ok(loss) => training.loss = Some(loss),
            Err(received) => notes.push(ModelNote::Unknown { received }),
        }
    }
    // Keras 2 has lists of lists where there are several outputs.
    let metrics = given(compiled, "metrics").and_then(Value::as_array);
    for value in metrics.into_iter().flatten() {
        let inner = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        for value in inner {
            match Metric::from_name(&name_of(value)) {
                Some(metric) if !training.metrics.contains(&metric) => {
                    training.metrics.push(metric);
                }
                Some(_) => {}
                None => notes.push(ModelNote::Unknown { received: name_of(value) }),
            }
        }
    }
    training
}

fn given<'json>(of: &'json Value, key: &str) -> Option<&'json Value> {
    of.get(key).filter(|value| !value.is_null())
}

/// The class, or the name that stands for it, of an object, as a sentence shows it.
fn name_of(value: &Value) -> String {
    let function = || value.get("config").filter(|config| config.is_string());
    let name = class(value).ok().filter(|class| *class != "function");
    name.map_or_else(|| shown(function().unwrap_or(value)), |class| shown(&Value::from(class)))
}

/// The loss; else what it is called, with the setting that makes it another one.
fn loss(value: &Value) -> Result<Loss, String> {
    const ALL: [Loss; 8] = [
        Loss::MeanSquaredError,
        Loss::MeanAbsoluteError,
        Loss::HUBER,
        Loss::LogCosh,
        Loss::BinaryCrossentropy,
        Loss::Hinge,
        Loss::CategoricalCrossentropy,
        Loss::SparseCategoricalCrossentropy,
    ];
    let received = name_of(value);
    let setting = |key| value.get("config").and_then(|config| given(config, key));
    for key in ["from_logits", "label_smoothing"] {
        let is_off = |value: &Value| *value == Value::Bool(false) || number(value) == Some(0.0);
        if let Some(other) = setting(key).filter(|value| !is_off(value)) {
            return Err(format!("{received}({key}={})", shown(other)));
        }
    }
    let name = named(&received, &ALL.map(Loss::name));
    let loss = name.and_then(|name| ALL.into_iter().find(|loss| loss.name() == name));
    match (loss, setting("delta").and_then(number)) {
        (Some(Loss::Huber { .. }), Some(delta)) if limits::HUBER_DELTA.holds(delta) => {
            Ok(Loss::Huber { delta })
        }
        (Some(Loss::Huber { .. }), Some(delta)) => Err(format!("{received}(delta={delta})")),
        (loss, _) => loss.ok_or(received),
    }
}

fn optimizer(value: &Value, training: &mut KerasTraining, notes: &mut Vec<ModelNote>) {
    let optimizer = name_of(value);
    let Some(config) = value.get("config").filter(|config| config.is_object()) else {
        training.optimizer = by_name(&optimizer, &Value::Null);
        return;
    };
    training.optimizer = by_name(&optimizer, config);
    if training.optimizer.is_none() {
        notes.push(ModelNote::Unknown { received: optimizer });
        return;
    }
    let mut note = |setting: &str| {
        let (optimizer, setting) = (optimizer.clone(), setting.to_owned());
        notes.push(ModelNote::OptimizerSetting { optimizer, setting });
    };
    match given(config, "learning_rate") {
        Some(rate) if rate.is_object() => match schedule(rate) {
            Some((rate, schedule)) => {
                (training.learning_rate, training.schedule) = (Some(rate), Some(schedule));
            }
            None => note("learning_rate"),
        },
        Some(rate) => {
            training.learning_rate = number(rate).filter(|rate| limits::LEARNING_RATE.holds(*rate));
            training.schedule = training.learning_rate.map(|_| Schedule::Constant);
            if training.learning_rate.is_none() {
                note("learning_rate");
            }
        }
        None => {}
    }
    let bound = |key, limit: &limits::Limit| {
        given(config, key).map(|value| number(value).filter(|bound| limit.holds(*bound)))
    };
    training.clipping =
        match (bound("clipnorm", &limits::CLIP_NORM), bound("clipvalue", &limits::CLIP_VALUE)) {
            (Some(Some(norm)), None) => Some(Clipping::Norm(norm)),
            (None, Some(Some(value))) => Some(Clipping::Value(value)),
            (None, None) => Some(Clipping::None),
            _ => {
                note("clipnorm, clipvalue");
                None
            }
        };
    for (key, usual) in FIXED {
        if given(config, key).is_some_and(|value| number(value) != Some(usual)) {
            note(key);
        }
    }
    for key in OFF {
        if given(config, key).is_some_and(|value| *value != Value::Bool(false)) {
            note(key);
        }
    }
    let (decays, has_momentum) = match training.optimizer {
        Some(Optimizer::AdamW(_)) => (true, false),
        Some(Optimizer::Sgd(_)) => (false, true),
        _ => (false, false),
    };
    let nonzero = |key| given(config, key).and_then(number).is_some_and(|value| value != 0.0);
    if !decays && nonzero("weight_decay") {
        note("weight_decay");
    }
    if !has_momentum && nonzero("momentum") {
        note("momentum");
    }
}

/// An optimizer by its class; `None` if Descent has none like it.
fn by_name(class: &str, config: &Value) -> Option<Optimizer> {
    let label = named(class, &Optimizer::ALL.map(Optimizer::label))?;
    let found = Optimizer::ALL.into_iter().find(|optimizer| optimizer.label() == label)?;
    let setting = |key| given(config, key).and_then(number);
    let adam = |usual: AdamConfig| AdamConfig {
        beta_1: setting("beta_1").unwrap_or(usual.beta_1),
        beta_2: setting("beta_2").unwrap_or(usual.beta_2),
        epsilon: setting("epsilon").unwrap_or(usual.epsilon),
    };
    let found = match found {
        Optimizer::Sgd(_) => Optimizer::Sgd(SgdConfig {
            momentum: setting("momentum").unwrap_or(0.0),
            nesterov: given(config, "nesterov").and_then(Value::as_bool).unwrap_or(false),
        }),
        Optimizer::AdamW(usual) => {
            let AdamConfig { beta_1, beta_2, epsilon } = adam(usual.adam());
            let weight_decay = setting("weight_decay").unwrap_or(usual.weight_decay);
            Optimizer::AdamW(AdamWConfig { weight_decay, beta_1, beta_2, epsilon })
        }
        Optimizer::Adam(usual) => Optimizer::Adam(adam(usual)),
        Optimizer::Nadam(usual) => Optimizer::Nadam(adam(usual)),
        Optimizer::RmsProp(usual) => Optimizer::RmsProp(RmsPropConfig {
            rho: setting("rho").unwrap_or(usual.rho),
            epsilon: setting("epsilon").unwrap_or(usual.epsilon),
        }),
        Optimizer::Adagrad(usual) => Optimizer::Adagrad(AdagradConfig {
            initial_accumulator_value: setting("initial_accumulator_value")
                .unwrap_or(usual.initial_accumulator_value),
            epsilon: setting("epsilon").unwrap_or(usual.epsilon),
        }),
    };
    found.check().is_ok().then_some(found)
}

/// The rate at the start, and how it changes; `None` if Descent has nothing like it.
fn schedule(object: &Value) -> Option<(f64, Schedule)> {
    let (class, config) = (class(object).ok()?, object.get("config")?);
    let setting = |key| given(config, key).and_then(number);
    let rate =
        setting("initial_learning_rate").filter(|rate| limits::LEARNING_RATE.holds(*rate))?;
    let decay_steps = given(config, "decay_steps").and_then(whole)?;
    let schedule = match class {
        "ExponentialDecay" => Schedule::ExponentialDecay(ExponentialDecay {
            decay_steps,
            decay_rate: setting("decay_rate")?,
            staircase: given(config, "staircase").and_then(Value::as_bool).unwrap_or(false),
        }),
        "CosineDecay" if setting("warmup_steps").unwrap_or(0.0) == 0.0 => {
            let alpha = setting("alpha").unwrap_or(0.0);
            Schedule::CosineDecay(CosineDecay { decay_steps, alpha })
        }
        _ => return None,
    };
    schedule.check().is_ok().then_some((rate, schedule))
}
