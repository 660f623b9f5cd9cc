//! The network and its training as Keras code: what a lesson shows beside the blocks.

use std::fmt::Write;

use crate::config::{
    Activation, BatchNormConfig, ClassWeights, Clipping, DenseConfig, ExperimentConfig,
    Initializer, LayerConfig, Loss, Metric, Monitor, MonitorMode, Optimizer, OutputConfig,
    Schedule,
};

/// `Sequential`, `compile` and `fit` of an experiment, in Keras 3. What stands at Keras's own
/// default is left out, but for the learning rate, which is talked about. The arrays `X_train`,
/// `y_train`, `X_valid` and `y_valid` are the prepared rows.
///
/// Checked by `tests/it/export/keras.rs`.
pub fn keras_code(experiment: &ExperimentConfig, inputs: u64, output: OutputConfig) -> String {
    let training = &experiment.training;
    let mut code = String::from("import keras\nfrom keras import layers\n\n");
    code += "model = keras.Sequential([\n";
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(code, "    keras.Input(shape=({inputs},)),");
    for layer in &experiment.network.layers {
        let _ = writeln!(code, "    layers.{},", layer_code(layer));
    }
    let last = dense(output.units, output.activation);
    let _ = writeln!(code, "    layers.{},\n])\n", call("Dense", &last));

    code += "model.compile(\n";
    let _ = writeln!(code, "    optimizer={},", optimizer(experiment));
    let _ = writeln!(code, "    loss={},", loss(training.loss));
    let metrics: Vec<_> = training.measured(experiment.data.task).into_iter().map(metric).collect();
    let _ = writeln!(code, "    metrics=[{}],\n)\n", metrics.join(", "));

    let mut callbacks = Vec::new();
    if let Schedule::ReduceOnPlateau(plateau) = training.schedule {
        callbacks.push("reduce_on_plateau");
        let settings = [
            ("monitor", quoted("val_loss")),
            ("factor", plateau.factor.to_string()),
            ("patience", plateau.patience.to_string()),
            ("min_delta", plateau.min_delta.to_string()),
            ("cooldown", plateau.cooldown.to_string()),
            ("min_lr", plateau.min_learning_rate.to_string()),
        ];
        code += &callback("reduce_on_plateau", "ReduceLROnPlateau", &settings);
    }
    if training.early_stopping {
        callbacks.push("early_stopping");
        code += &callback("early_stopping", "EarlyStopping", &early_stopping(experiment));
    }

    if training.class_weights == ClassWeights::Balanced {
        let one_hot = training.loss == Loss::CategoricalCrossentropy;
        let labels = if one_hot { "y_train.argmax(axis=1)" } else { "y_train.ravel()" };
        let _ = writeln!(code, "labels = {labels}.tolist()");
        code += "rows = {label: labels.count(label) for label in sorted(set(labels))}\n";
        code += "balanced = {label: len(labels) / (len(rows) * count) for label, count in rows.items()}\n\n";
    }
    code +=
        "history = model.fit(\n    X_train, y_train,\n    validation_data=(X_valid, y_valid),\n";
    let _ = writeln!(code, "    batch_size={},", training.batch_size);
    let _ = writeln!(code, "    epochs={},", training.epochs);
    if !training.shuffle {
        code += "    shuffle=False,\n";
    }
    match &training.class_weights {
        ClassWeights::None => {}
        ClassWeights::Balanced => code += "    class_weight=balanced,\n",
        ClassWeights::Given(weights) => {
            let each =
                weights.iter().enumerate().map(|(class, weight)| format!("{class}: {weight}"));
            let _ = writeln!(code, "    class_weight={{{}}},", each.collect::<Vec<_>>().join(", "));
        }
    }
    if !callbacks.is_empty() {
        let _ = writeln!(code, "    callbacks=[{}],", callbacks.join(", "));
    }
    code + ")\n"
}

fn layer_code(layer: &LayerConfig) -> String {
    match layer {
        LayerConfig::Dense(config) => call("Dense", &dense_settings(config)),
        LayerConfig::Activation(config) => call("Activation", &[quoted(config.activation.name())]),
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

fn dense(units: u64, activation: Activation) -> Vec<String> {
    let bends = activation != Activation::Linear;
    let named = bends.then(|| format!("activation={}", quoted(activation.name())));
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
            settings.push(format!("{name}={}", quoted(initializer.name())));
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

fn optimizer(experiment: &ExperimentConfig) -> String {
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
        Optimizer::Adam | Optimizer::RmsProp | Optimizer::Adagrad | Optimizer::Nadam => {}
    }
    match training.clipping {
        Clipping::None => {}
        Clipping::Norm(norm) => settings.push(format!("clipnorm={norm}")),
        Clipping::Value(value) => settings.push(format!("clipvalue={value}")),
    }
    format!("keras.optimizers.{}", call(training.optimizer.label(), &settings))
}

fn loss(loss: Loss) -> String {
    match loss {
        Loss::Huber { delta } if loss != Loss::HUBER => {
            format!("keras.losses.Huber(delta={delta})")
        }
        _ => quoted(loss.name()),
    }
}

/// As Keras takes it in `compile`, by a name under which `History` has it.
fn metric(metric: Metric) -> String {
    match metric {
        Metric::Accuracy | Metric::MeanAbsoluteError | Metric::MeanSquaredError => {
            quoted(metric.name())
        }
        Metric::RootMeanSquaredError => "keras.metrics.RootMeanSquaredError()".to_owned(),
        Metric::R2 => "keras.metrics.R2Score()".to_owned(),
        Metric::Precision => "keras.metrics.Precision()".to_owned(),
        Metric::Recall => "keras.metrics.Recall()".to_owned(),
        Metric::Auc => "keras.metrics.AUC()".to_owned(),
    }
}

fn early_stopping(experiment: &ExperimentConfig) -> Vec<(&'static str, String)> {
    let stopping = &experiment.training.stopping;
    let mut settings = Vec::new();
    if stopping.monitor != Monitor::ValLoss {
        settings.push(("monitor", quoted(&stopping.monitor.name())));
    }
    let mode = match stopping.mode {
        MonitorMode::Auto => None,
        MonitorMode::Min => Some("min"),
        MonitorMode::Max => Some("max"),
    };
    settings.extend(mode.map(|mode| ("mode", quoted(mode))));
    settings.push(("min_delta", stopping.min_delta.to_string()));
    settings.push(("patience", stopping.patience.to_string()));
    settings.extend(stopping.baseline.map(|baseline| ("baseline", baseline.to_string())));
    if stopping.start_from_epoch > 0 {
        settings.push(("start_from_epoch", stopping.start_from_epoch.to_string()));
    }
    if stopping.restore_best_weights {
        settings.push(("restore_best_weights", "True".to_owned()));
    }
    settings
}

fn callback(variable: &str, class: &str, settings: &[(&str, String)]) -> String {
    let mut code = format!("{variable} = keras.callbacks.{class}(\n");
    for (name, value) in settings {
        let _ = writeln!(code, "    {name}={value},");
    }
    code + ")\n\n"
}

fn call(name: &str, settings: &[String]) -> String {
    format!("{name}({})", settings.join(", "))
}

fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}
