//! Keras's own words for the settings of an experiment: a lesson's short form and the script
//! are built from these.

use crate::config::{
    Activation, AdagradConfig, AdamConfig, BatchNormConfig, ClassWeights, Clipping, DenseConfig,
    ExperimentConfig, Initializer, LayerConfig, Loss, Metric, Monitor, MonitorMode, Optimizer,
    ReduceOnPlateau, RmsPropConfig, Schedule,
};
use crate::export::code::python::text;

/// A setting's name and its value in Python.
pub type Settings = Vec<(&'static str, String)>;

/// A block, `Dense(64, activation="relu")`; what stands at Keras's own default is left out.
pub fn layer(layer: &LayerConfig) -> String {
    match layer {
        LayerConfig::Dense(config) => call("Dense", &dense_settings(config)),
        LayerConfig::Activation(config) => call("Activation", &[text(config.activation.name())]),
        LayerConfig::Dropout(config) => {
            let seed = config.seed.map(|seed| format!("seed={seed}"));
            call(
                "Dropout",
                &[Some(config.rate.to_string()), seed].into_iter().flatten().collect::<Vec<_>>(),
            )
        }
        LayerConfig::BatchNormalization(config) => {
            call("BatchNormalization", &batch_norm_settings(config))
        }
    }
}

/// The settings of a Dense block, as far as units and activation say it.
pub fn dense(units: u64, activation: Activation) -> Vec<String> {
    let bends = activation != Activation::Linear;
    let named = bends.then(|| format!("activation={}", text(activation.name())));
    std::iter::once(units.to_string()).chain(named).collect()
}

fn dense_settings(config: &DenseConfig) -> Vec<String> {
    let mut settings = dense(u64::from(config.units), config.activation);
    if !config.use_bias {
        settings.push("use_bias=False".to_owned());
    }
    let starts = [
        ("kernel_initializer", config.kernel_initializer, Initializer::GlorotUniform),
        ("bias_initializer", config.bias_initializer, Initializer::Zeros),
    ];
    for (name, initializer, usual) in starts {
        if initializer != usual {
            settings.push(format!("{name}={}", text(initializer.name())));
        }
    }
    let (l1, l2) = (config.kernel_regularizer.l1, config.kernel_regularizer.l2);
    if l1 > 0.0 || l2 > 0.0 {
        settings.push(format!("kernel_regularizer=keras.regularizers.L1L2(l1={l1}, l2={l2})"));
    }
    settings
}

fn batch_norm_settings(config: &BatchNormConfig) -> Vec<String> {
    let usual = BatchNormConfig::default();
    let mut settings = Vec::new();
    if config.momentum != usual.momentum {
        settings.push(format!("momentum={}", config.momentum));
    }
    if config.epsilon != usual.epsilon {
        settings.push(format!("epsilon={}", config.epsilon));
    }
    for (name, is_on) in [("center", config.center), ("scale", config.scale)] {
        if !is_on {
            settings.push(format!("{name}=False"));
        }
    }
    settings
}

/// The optimizer with learning rate, schedule and clipping.
pub fn optimizer(experiment: &ExperimentConfig) -> (String, Vec<String>) {
    let training = &experiment.training;
    let rate = training.learning_rate;
    let rate = match training.schedule {
        Schedule::Constant | Schedule::ReduceOnPlateau(_) => rate.to_string(),
        Schedule::ExponentialDecay(decay) => {
            let stairs = if decay.staircase { ", staircase=True" } else { "" };
            format!(
                "keras.optimizers.schedules.ExponentialDecay({rate}, {}, {}{stairs})",
                decay.decay_steps, decay.decay_rate
            )
        }
        Schedule::CosineDecay(decay) => format!(
            "keras.optimizers.schedules.CosineDecay({rate}, {}, alpha={})",
            decay.decay_steps, decay.alpha
        ),
    };
    let mut settings = vec![format!("learning_rate={rate}")];
    match training.optimizer {
        Optimizer::Sgd(sgd) => {
            if sgd.momentum > 0.0 {
                settings.push(format!("momentum={}", sgd.momentum));
            }
            if sgd.nesterov {
                settings.push("nesterov=True".to_owned());
            }
        }
        Optimizer::AdamW(config) => settings.push(format!("weight_decay={}", config.weight_decay)),
        Optimizer::RmsProp(config) => {
            let usual = RmsPropConfig::DEFAULT;
            unusual(&mut settings, "rho", config.rho, usual.rho);
            unusual(&mut settings, "epsilon", config.epsilon, usual.epsilon);
        }
        Optimizer::Adagrad(config) => {
            let usual = AdagradConfig::DEFAULT;
            let (start, usual_start) =
                (config.initial_accumulator_value, usual.initial_accumulator_value);
            unusual(&mut settings, "initial_accumulator_value", start, usual_start);
            unusual(&mut settings, "epsilon", config.epsilon, usual.epsilon);
        }
        Optimizer::Adam(_) | Optimizer::Nadam(_) => {}
    }
    if let Some(adam) = training.optimizer.adam() {
        let usual = AdamConfig::DEFAULT;
        unusual(&mut settings, "beta_1", adam.beta_1, usual.beta_1);
        unusual(&mut settings, "beta_2", adam.beta_2, usual.beta_2);
        unusual(&mut settings, "epsilon", adam.epsilon, usual.epsilon);
    }
    match training.clipping {
        Clipping::None => {}
        Clipping::Norm(norm) => settings.push(format!("clipnorm={norm}")),
        Clipping::Value(value) => settings.push(format!("clipvalue={value}")),
    }
    (format!("keras.optimizers.{}", training.optimizer.label()), settings)
}

/// A setting that is not at Keras's own default.
fn unusual(settings: &mut Vec<String>, name: &str, value: f64, usual: f64) {
    if value != usual {
        settings.push(format!("{name}={value}"));
    }
}

/// The loss as `compile` takes it.
pub fn loss(loss: Loss) -> String {
    match loss {
        Loss::Huber { delta } if loss != Loss::HUBER => {
            format!("keras.losses.Huber(delta={delta})")
        }
        _ => text(loss.name()),
    }
}

/// The class and name of a metric that is no function of Keras's.
pub fn metric_class(metric: Metric) -> Option<&'static str> {
    match metric {
        Metric::Accuracy | Metric::MeanAbsoluteError | Metric::MeanSquaredError => None,
        Metric::RootMeanSquaredError => Some("RootMeanSquaredError"),
        Metric::R2 => Some("R2Score"),
        Metric::Precision => Some("Precision"),
        Metric::Recall => Some("Recall"),
        Metric::Auc => Some("AUC"),
    }
}

/// A metric as `compile` takes it, by a name under which `History` has it.
pub fn metric(metric: Metric) -> String {
    match metric_class(metric) {
        Some(class) => format!("keras.metrics.{class}()"),
        None => text(metric.name()),
    }
}

/// `ReduceLROnPlateau`; `in_unit` writes a difference of losses.
pub fn plateau(plateau: ReduceOnPlateau, in_unit: impl Fn(f64) -> String) -> Settings {
    vec![
        ("monitor", text("val_loss")),
        ("factor", plateau.factor.to_string()),
        ("patience", plateau.patience.to_string()),
        ("min_delta", in_unit(plateau.min_delta)),
        ("cooldown", plateau.cooldown.to_string()),
        ("min_lr", plateau.min_learning_rate.to_string()),
    ]
}

/// `EarlyStopping` but for what it watches; `in_unit` writes what is compared with that.
pub fn stopping(experiment: &ExperimentConfig, in_unit: impl Fn(f64) -> String) -> Settings {
    let stopping = &experiment.training.stopping;
    let mut settings = vec![
        ("min_delta", in_unit(stopping.min_delta)),
        ("patience", stopping.patience.to_string()),
    ];
    settings.extend(stopping.baseline.map(|baseline| ("baseline", in_unit(baseline))));
    if stopping.start_from_epoch > 0 {
        settings.push(("start_from_epoch", stopping.start_from_epoch.to_string()));
    }
    if stopping.restore_best_weights {
        settings.push(("restore_best_weights", "True".to_owned()));
    }
    settings
}

/// What `EarlyStopping` watches, and in which direction, as far as Keras would not know.
pub fn monitor(experiment: &ExperimentConfig) -> Settings {
    let stopping = &experiment.training.stopping;
    let mut settings = Vec::new();
    if stopping.monitor != Monitor::ValLoss {
        settings.push(("monitor", text(&stopping.monitor.name())));
    }
    let mode = match stopping.mode {
        MonitorMode::Auto => None,
        MonitorMode::Min => Some("min"),
        MonitorMode::Max => Some("max"),
    };
    settings.extend(mode.map(|mode| ("mode", text(mode))));
    settings
}

/// Given class weights as a dictionary.
pub fn given_weights(weights: &[f64]) -> String {
    let each = weights.iter().enumerate().map(|(class, weight)| format!("{class}: {weight}"));
    format!("{{{}}}", each.collect::<Vec<_>>().join(", "))
}

/// Whether rows count by their class.
pub fn has_class_weights(experiment: &ExperimentConfig) -> bool {
    match &experiment.training.class_weights {
        ClassWeights::None => false,
        ClassWeights::Balanced | ClassWeights::Given(_) => {
            experiment.data.task != crate::config::Task::Regression
        }
    }
}

/// A call in one line.
pub fn call(name: &str, settings: &[String]) -> String {
    format!("{name}({})", settings.join(", "))
}
