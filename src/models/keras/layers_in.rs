//! Keras's layers as blocks.

use serde_json::Value;

use super::note::ModelNote;
use super::values::{class, number, part, shown, whole};
use crate::config::{
    Activation, ActivationConfig, BatchNormConfig, DenseConfig, DropoutConfig, Initializer,
    LayerConfig, Regularizer, named,
};
use crate::models::ModelError;

/// A layer of the model.
pub(super) struct ReadLayer {
    /// The one by which the file calls it.
    pub name: String,
    /// Where its weights stand in the file: the class in snake case.
    pub stem: &'static str,
    pub layer: LayerConfig,
}

/// Settings that matter while training alone, by class: where Keras's default stands, nothing is
/// said of them.
const WHILE_TRAINING: [(&str, &[&str]); 3] = [
    (
        "Dense",
        &["bias_regularizer", "activity_regularizer", "kernel_constraint", "bias_constraint"],
    ),
    (
        "BatchNormalization",
        &["beta_regularizer", "gamma_regularizer", "beta_constraint", "gamma_constraint"],
    ),
    ("Dropout", &["noise_shape"]),
];

/// The block that a layer is.
///
/// # Errors
/// What Descent does not have, by the layer's name.
pub(super) fn layer(object: &Value, notes: &mut Vec<ModelNote>) -> Result<ReadLayer, ModelError> {
    let (class, config) = (class(object)?, part(object, "config")?);
    let name = config.get("name").and_then(Value::as_str).unwrap_or(class).to_owned();
    let reader = Reader { class, name: &name, config };
    let (stem, layer) = match class {
        "Dense" => ("dense", LayerConfig::Dense(reader.dense(notes)?)),
        "Dropout" => ("dropout", LayerConfig::Dropout(reader.dropout()?)),
        "BatchNormalization" => {
            let norm = reader.batch_norm()?;
            ("batch_normalization", LayerConfig::BatchNormalization(norm))
        }
        "Activation" => {
            let activation = reader.activation()?.unwrap_or_default();
            ("activation", activation_block(activation))
        }
        "ReLU" => {
            reader.only(&[
                ("max_value", None),
                ("negative_slope", Some(0.0)),
                ("threshold", Some(0.0)),
            ])?;
            ("re_lu", activation_block(Activation::Relu))
        }
        "LeakyReLU" => {
            // Keras 2 said alpha, and both have a default that is not the activation's.
            let key = if config.get("alpha").is_some() { "alpha" } else { "negative_slope" };
            reader.equals(key, 0.3, 0.2)?;
            ("leaky_re_lu", activation_block(Activation::LeakyRelu))
        }
        "ELU" => {
            reader.only(&[("alpha", Some(1.0))])?;
            ("elu", activation_block(Activation::Elu))
        }
        "Softmax" => {
            reader.only(&[("axis", Some(-1.0))])?;
            ("softmax", activation_block(Activation::Softmax))
        }
        _ => {
            let class = shown(&Value::from(class));
            return Err(ModelError::Layer { layer: name, class });
        }
    };
    reader.note_training(notes);
    Ok(ReadLayer { name, stem, layer })
}

fn activation_block(activation: Activation) -> LayerConfig {
    LayerConfig::Activation(ActivationConfig { activation })
}

struct Reader<'json> {
    class: &'json str,
    name: &'json str,
    config: &'json Value,
}

impl Reader<'_> {
    fn dense(&self, notes: &mut Vec<ModelNote>) -> Result<DenseConfig, ModelError> {
        let units = self.config.get("units").and_then(whole);
        let defaults =
            DenseConfig::new(units.ok_or_else(|| self.refuse("units"))?, Activation::Linear);
        Ok(DenseConfig {
            activation: self.activation()?.unwrap_or_default(),
            use_bias: self.flag("use_bias")?,
            kernel_initializer: self
                .initializer("kernel_initializer", notes)
                .unwrap_or(defaults.kernel_initializer),
            bias_initializer: self
                .initializer("bias_initializer", notes)
                .unwrap_or(defaults.bias_initializer),
            kernel_regularizer: self.regularizer("kernel_regularizer")?,
            ..defaults
        })
    }

    fn dropout(&self) -> Result<DropoutConfig, ModelError> {
        let rate = self.config.get("rate").and_then(number);
        // A seed of more than 32 bits is Keras's own generator's alone.
        let seed = self.config.get("seed").and_then(whole);
        Ok(DropoutConfig { rate: rate.ok_or_else(|| self.refuse("rate"))?, seed })
    }

    fn batch_norm(&self) -> Result<BatchNormConfig, ModelError> {
        // Keras 2 writes a list of one axis.
        let axis = self.config.get("axis").map(|axis| axis.get(0).unwrap_or(axis));
        if axis.is_some_and(|axis| !matches!(axis.as_i64(), Some(-1 | 1))) {
            return Err(self.refuse("axis"));
        }
        if self.config.get("renorm").is_some_and(|renorm| *renorm == Value::Bool(true)) {
            return Err(self.refuse("renorm"));
        }
        let defaults = BatchNormConfig::default();
        Ok(BatchNormConfig {
            momentum: self.number("momentum", defaults.momentum)?,
            epsilon: self.number("epsilon", defaults.epsilon)?,
            center: self.flag("center")?,
            scale: self.flag("scale")?,
        })
    }

    /// The activation by its name, as Keras 2 and 3 write it; `None` where none is set.
    fn activation(&self) -> Result<Option<Activation>, ModelError> {
        let value = match self.config.get("activation") {
            None | Some(Value::Null) => return Ok(None),
            Some(value) => value,
        };
        // A function of Keras's own may be an object whose config is its name.
        let name = value.as_str().or_else(|| {
            let is_keras = value.get("registered_name").is_none_or(|name| {
                name.is_null() || name == value.get("config").unwrap_or(&Value::Null)
            });
            value.get("config").and_then(Value::as_str).filter(|_| is_keras)
        });
        let found = name.and_then(|name| named(name, &Activation::ALL.map(Activation::name)));
        match found.and_then(Activation::from_name) {
            Some(activation) => Ok(Some(activation)),
            None => Err(ModelError::Activation {
                layer: self.name.to_owned(),
                activation: shown(&name.map_or_else(|| value.clone(), Value::from)),
            }),
        }
    }

    /// `None` where Descent has none like it.
    fn initializer(&self, key: &str, notes: &mut Vec<ModelNote>) -> Option<Initializer> {
        let value = self.config.get(key).filter(|value| !value.is_null())?;
        let config = value.get("config");
        let class = value.as_str().or_else(|| class(value).ok())?;
        let setting = |key| config.and_then(|config| config.get(key)).and_then(number);
        let found = named(class, &Initializer::ALL.map(Initializer::name));
        let found = found.and_then(Initializer::from_name).filter(|found| {
            // Drawn from another normal distribution it is another one.
            *found != Initializer::RandomNormal
                || (setting("mean").unwrap_or(0.0) == 0.0
                    && setting("stddev").unwrap_or(0.05) == 0.05)
        });
        if found.is_none() {
            let received = shown(&Value::from(class));
            notes.push(ModelNote::Initializer { layer: self.name.to_owned(), received });
        }
        found
    }

    fn regularizer(&self, key: &'static str) -> Result<Regularizer, ModelError> {
        let value = match self.config.get(key) {
            None | Some(Value::Null) => return Ok(Regularizer::default()),
            Some(value) => value,
        };
        let factor = |key| value.get("config")?.get(key).and_then(number);
        let factor = |key| factor(key).unwrap_or(0.0);
        match class(value) {
            Ok("L1L2" | "L1" | "L2") => Ok(Regularizer { l1: factor("l1"), l2: factor("l2") }),
            _ => Err(self.refuse(key)),
        }
    }

    /// A switch, on where nothing is said.
    fn flag(&self, key: &'static str) -> Result<bool, ModelError> {
        match self.config.get(key) {
            None => Ok(true),
            Some(value) => value.as_bool().ok_or_else(|| self.refuse(key)),
        }
    }

    fn number(&self, key: &'static str, default: f64) -> Result<f64, ModelError> {
        match self.config.get(key) {
            None => Ok(default),
            Some(value) => number(value).ok_or_else(|| self.refuse(key)),
        }
    }

    /// Settings that have one value here; `None` stands for no value.
    fn only(&self, settings: &[(&'static str, Option<f64>)]) -> Result<(), ModelError> {
        for &(key, needed) in settings {
            let value = self.config.get(key).filter(|value| !value.is_null());
            if value.is_some_and(|value| number(value) != needed) {
                return Err(self.refuse(key));
            }
        }
        Ok(())
    }

    /// A setting whose default is not the one value that it has here.
    fn equals(&self, key: &'static str, default: f64, needed: f64) -> Result<(), ModelError> {
        if self.number(key, default)? == needed { Ok(()) } else { Err(self.refuse(key)) }
    }

    fn note_training(&self, notes: &mut Vec<ModelNote>) {
        let settings = WHILE_TRAINING.iter().filter(|(class, _)| *class == self.class);
        for key in settings.flat_map(|(_, keys)| *keys) {
            if self.config.get(key).is_some_and(|value| !value.is_null()) {
                let (layer, setting) = (self.name.to_owned(), (*key).to_owned());
                notes.push(ModelNote::LayerSetting { layer, setting });
            }
        }
    }

    fn refuse(&self, setting: &'static str) -> ModelError {
        let value = self.config.get(setting).map_or_else(|| "None".to_owned(), shown);
        ModelError::LayerSetting { layer: self.name.to_owned(), setting, value }
    }
}
