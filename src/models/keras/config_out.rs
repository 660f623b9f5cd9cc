//! A network as Keras's `Sequential` in JSON.

use serde_json::{Value, json};

use crate::config::{
    Activation, BatchNormConfig, DenseConfig, Initializer, LayerConfig, NetworkConfig,
    OutputConfig, Regularizer,
};

/// A layer's class in Keras, its name within the model, and what it is made of.
pub(super) struct KerasLayer {
    pub class: &'static str,
    /// Keras's own: the class in snake case, numbered from the second on.
    pub name: String,
    pub settings: Value,
}

/// The chain and its output as Keras's layers, in order.
pub(super) fn layers(network: &NetworkConfig, output: OutputConfig) -> Vec<KerasLayer> {
    let last = DenseConfig::new(output.units as u32, output.activation);
    let last = LayerConfig::Dense(last);
    let mut layers: Vec<KerasLayer> = Vec::new();
    for layer in network.layers.iter().chain([&last]) {
        let (class, stem, settings) = settings(layer);
        let before = layers.iter().filter(|other| other.class == class).count();
        let name = if before == 0 { stem.to_owned() } else { format!("{stem}_{before}") };
        layers.push(KerasLayer { class, name, settings });
    }
    layers
}

/// What `keras.saving.deserialize_keras_object` makes an object of.
pub(super) fn object(module: &str, class: &str, config: Value) -> Value {
    json!({ "module": module, "class_name": class, "config": config, "registered_name": null })
}

/// `config.json`; `compiled` is its `compile_config`.
pub(super) fn model(layers: &[KerasLayer], inputs: usize, compiled: Value) -> Value {
    let policy = object("keras", "DTypePolicy", json!({ "name": "float32" }));
    let shape = json!([null, inputs]);
    let input = json!({
        "batch_shape": shape, "dtype": "float32", "sparse": false, "name": "input_layer",
    });
    let mut all = vec![object("keras.layers", "InputLayer", input)];
    for KerasLayer { class, name, settings } in layers {
        let mut config = settings.clone();
        config["name"] = json!(name);
        config["trainable"] = json!(true);
        config["dtype"] = policy.clone();
        all.push(object("keras.layers", class, config));
    }
    let config = json!({
        "name": "sequential", "trainable": true, "dtype": policy,
        "layers": all, "build_input_shape": shape,
    });
    let mut model = object("keras", "Sequential", config);
    model["build_config"] = json!({ "input_shape": shape });
    model["compile_config"] = compiled;
    model
}

/// Class, its name in snake case, settings. A new layer does not compile without its own.
fn settings(layer: &LayerConfig) -> (&'static str, &'static str, Value) {
    match layer {
        LayerConfig::Dense(config) => ("Dense", "dense", dense(config)),
        LayerConfig::Activation(config) => {
            ("Activation", "activation", json!({ "activation": activation(config.activation) }))
        }
        LayerConfig::Dropout(config) => {
            let settings = json!({ "rate": config.rate, "seed": config.seed, "noise_shape": null });
            ("Dropout", "dropout", settings)
        }
        LayerConfig::BatchNormalization(config) => {
            ("BatchNormalization", "batch_normalization", batch_norm(config))
        }
    }
}

fn activation(activation: Activation) -> &'static str {
    activation.name()
}

fn dense(config: &DenseConfig) -> Value {
    json!({
        "units": config.units,
        "activation": activation(config.activation),
        "use_bias": config.use_bias,
        "kernel_initializer": initializer(config.kernel_initializer),
        "bias_initializer": initializer(config.bias_initializer),
        "kernel_regularizer": regularizer(config.kernel_regularizer),
        "bias_regularizer": null,
        "kernel_constraint": null,
        "bias_constraint": null,
    })
}

fn batch_norm(config: &BatchNormConfig) -> Value {
    let (zeros, ones) = (initializer(Initializer::Zeros), initializer(Initializer::Ones));
    json!({
        "axis": -1,
        "momentum": config.momentum,
        "epsilon": config.epsilon,
        "center": config.center,
        "scale": config.scale,
        "beta_initializer": zeros,
        "gamma_initializer": ones,
        "moving_mean_initializer": zeros,
        "moving_variance_initializer": ones,
        "beta_regularizer": null,
        "gamma_regularizer": null,
        "beta_constraint": null,
        "gamma_constraint": null,
        "synchronized": false,
    })
}

fn initializer(initializer: Initializer) -> Value {
    let seeded = json!({ "seed": null });
    let (class, config) = match initializer {
        Initializer::GlorotUniform => ("GlorotUniform", seeded),
        Initializer::GlorotNormal => ("GlorotNormal", seeded),
        Initializer::HeUniform => ("HeUniform", seeded),
        Initializer::HeNormal => ("HeNormal", seeded),
        Initializer::LecunUniform => ("LecunUniform", seeded),
        Initializer::LecunNormal => ("LecunNormal", seeded),
        Initializer::RandomNormal => {
            ("RandomNormal", json!({ "mean": 0.0, "stddev": 0.05, "seed": null }))
        }
        Initializer::Zeros => ("Zeros", json!({})),
        Initializer::Ones => ("Ones", json!({})),
    };
    object("keras.initializers", class, config)
}

fn regularizer(regularizer: Regularizer) -> Value {
    if regularizer.is_none() {
        return Value::Null;
    }
    let config = json!({ "l1": regularizer.l1, "l2": regularizer.l2 });
    object("keras.regularizers", "L1L2", config)
}
