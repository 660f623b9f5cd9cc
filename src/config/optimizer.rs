//! How the weights follow the gradient.

use serde::{Deserialize, Serialize, Serializer};

use crate::config::{ConfigError, limits};

/// An optimizer with Keras's defaults; the learning rate stands in
/// [`TrainingConfig`](crate::config::TrainingConfig), for it may change while training.
///
/// Formulas: [`nn::optimizers`](crate::nn::optimizers).
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Optimizer {
    /// `keras.optimizers.SGD`
    Sgd(SgdConfig),
    /// `keras.optimizers.Adam`
    Adam(AdamConfig),
    /// `keras.optimizers.RMSprop`
    RmsProp(RmsPropConfig),
    /// `keras.optimizers.Adagrad`
    Adagrad(AdagradConfig),
    /// `keras.optimizers.AdamW`: Adam that shrinks the weights at every step.
    AdamW(AdamWConfig),
    /// `keras.optimizers.Nadam`: Adam with Nesterov's momentum.
    Nadam(AdamConfig),
}

/// `keras.optimizers.SGD`
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SgdConfig {
    /// Share of the last step that is kept.
    pub momentum: f64,
    /// Whether the gradient is taken where the momentum leads.
    pub nesterov: bool,
}

/// `keras.optimizers.Adam` and `keras.optimizers.Nadam`
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AdamConfig {
    /// Share of the old mean of the gradient that is kept.
    pub beta_1: f64,
    /// Share of the old mean of its square that is kept.
    pub beta_2: f64,
    /// Keeps from dividing by 0.
    pub epsilon: f64,
}

/// `keras.optimizers.RMSprop`, plain: no momentum, not centred.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct RmsPropConfig {
    /// Share of the old mean of the gradient's square that is kept.
    pub rho: f64,
    /// Keeps from dividing by 0.
    pub epsilon: f64,
}

/// `keras.optimizers.Adagrad`
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AdagradConfig {
    /// Where the sums of squares start.
    pub initial_accumulator_value: f64,
    /// Keeps from dividing by 0.
    pub epsilon: f64,
}

/// `keras.optimizers.AdamW`
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct AdamWConfig {
    /// What each step takes off the weights, times the learning rate.
    pub weight_decay: f64,
    /// As Adam's.
    pub beta_1: f64,
    /// As Adam's.
    pub beta_2: f64,
    /// As Adam's.
    pub epsilon: f64,
}

impl AdamConfig {
    /// Keras's defaults.
    pub const DEFAULT: Self = Self { beta_1: 0.9, beta_2: 0.999, epsilon: 1e-7 };

    fn check(self) -> Result<(), ConfigError> {
        limits::BETA_1.check(self.beta_1)?;
        limits::BETA_2.check(self.beta_2)?;
        limits::OPTIMIZER_EPSILON.check(self.epsilon)
    }
}

impl AdamWConfig {
    /// Keras's defaults.
    pub const DEFAULT: Self = {
        let AdamConfig { beta_1, beta_2, epsilon } = AdamConfig::DEFAULT;
        Self { weight_decay: 0.004, beta_1, beta_2, epsilon }
    };

    /// What it has in common with Adam.
    pub fn adam(self) -> AdamConfig {
        let Self { weight_decay: _, beta_1, beta_2, epsilon } = self;
        AdamConfig { beta_1, beta_2, epsilon }
    }
}

impl RmsPropConfig {
    /// Keras's defaults.
    pub const DEFAULT: Self = Self { rho: 0.9, epsilon: 1e-7 };
}

impl AdagradConfig {
    /// Keras's defaults.
    pub const DEFAULT: Self = Self { initial_accumulator_value: 0.1, epsilon: 1e-7 };
}

impl Default for AdamConfig {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Default for AdamWConfig {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Default for RmsPropConfig {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Default for AdagradConfig {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl Default for Optimizer {
    fn default() -> Self {
        Self::ADAM
    }
}

/// What keeps a gradient from being too large, variable by variable.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Clipping {
    /// Nothing.
    #[default]
    None,
    /// `clipnorm`: a variable's gradient is scaled to at most this norm.
    Norm(f64),
    /// `clipvalue`: every element is cut to at most this size.
    Value(f64),
}

impl Optimizer {
    /// All of them with Keras's defaults, in the page's order.
    pub const ALL: [Self; 6] = [
        Self::ADAM,
        Self::Sgd(SgdConfig { momentum: 0.0, nesterov: false }),
        Self::RMS_PROP,
        Self::ADAGRAD,
        Self::ADAM_W,
        Self::NADAM,
    ];

    /// Adam as Keras has it.
    pub const ADAM: Self = Self::Adam(AdamConfig::DEFAULT);
    /// `RMSprop` as Keras has it.
    pub const RMS_PROP: Self = Self::RmsProp(RmsPropConfig::DEFAULT);
    /// Adagrad as Keras has it.
    pub const ADAGRAD: Self = Self::Adagrad(AdagradConfig::DEFAULT);
    /// `AdamW` as Keras has it.
    pub const ADAM_W: Self = Self::AdamW(AdamWConfig::DEFAULT);
    /// Nadam as Keras has it.
    pub const NADAM: Self = Self::Nadam(AdamConfig::DEFAULT);

    /// The words on the page.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sgd(_) => "SGD",
            Self::Adam(_) => "Adam",
            Self::RmsProp(_) => "RMSprop",
            Self::Adagrad(_) => "Adagrad",
            Self::AdamW(_) => "AdamW",
            Self::Nadam(_) => "Nadam",
        }
    }

    /// What Adam and its kin have in common; none for the others.
    pub fn adam(self) -> Option<AdamConfig> {
        match self {
            Self::Adam(adam) | Self::Nadam(adam) => Some(adam),
            Self::AdamW(adam_w) => Some(adam_w.adam()),
            Self::Sgd(_) | Self::RmsProp(_) | Self::Adagrad(_) => None,
        }
    }

    /// The same with other numbers.
    pub fn set_adam(&mut self, adam: AdamConfig) {
        match self {
            Self::Adam(own) | Self::Nadam(own) => *own = adam,
            Self::AdamW(own) => {
                let AdamConfig { beta_1, beta_2, epsilon } = adam;
                *own = AdamWConfig { beta_1, beta_2, epsilon, ..*own };
            }
            Self::Sgd(_) | Self::RmsProp(_) | Self::Adagrad(_) => {}
        }
    }

    /// # Errors
    /// A setting out of its range.
    pub fn check(self) -> Result<(), ConfigError> {
        match self {
            Self::Sgd(sgd) => limits::SGD_MOMENTUM.check(sgd.momentum),
            Self::Adam(adam) | Self::Nadam(adam) => adam.check(),
            Self::AdamW(adam_w) => {
                limits::WEIGHT_DECAY.check(adam_w.weight_decay)?;
                adam_w.adam().check()
            }
            Self::RmsProp(rms_prop) => {
                limits::RHO.check(rms_prop.rho)?;
                limits::OPTIMIZER_EPSILON.check(rms_prop.epsilon)
            }
            Self::Adagrad(adagrad) => {
                limits::INITIAL_ACCUMULATOR.check(adagrad.initial_accumulator_value)?;
                limits::OPTIMIZER_EPSILON.check(adagrad.epsilon)
            }
        }
    }
}

impl Serialize for Optimizer {
    /// As derived, but for people: with Keras's defaults its word is enough.
    ///
    /// Checked by `tests/it/config/share.rs::an_optimizer_with_defaults_is_a_word`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const NAME: &str = "Optimizer";
        let (place, word, is_usual) = match self {
            Self::Sgd(_) => (0, "sgd", false),
            Self::Adam(_) => (1, "adam", *self == Self::ADAM),
            Self::RmsProp(_) => (2, "rms_prop", *self == Self::RMS_PROP),
            Self::Adagrad(_) => (3, "adagrad", *self == Self::ADAGRAD),
            Self::AdamW(_) => (4, "adam_w", false),
            Self::Nadam(_) => (5, "nadam", *self == Self::NADAM),
        };
        if is_usual && serializer.is_human_readable() {
            return serializer.serialize_unit_variant(NAME, place, word);
        }
        match self {
            Self::Sgd(own) => serializer.serialize_newtype_variant(NAME, place, word, own),
            Self::Adam(own) | Self::Nadam(own) => {
                serializer.serialize_newtype_variant(NAME, place, word, own)
            }
            Self::RmsProp(own) => serializer.serialize_newtype_variant(NAME, place, word, own),
            Self::Adagrad(own) => serializer.serialize_newtype_variant(NAME, place, word, own),
            Self::AdamW(own) => serializer.serialize_newtype_variant(NAME, place, word, own),
        }
    }
}

impl Clipping {
    /// # Errors
    /// A bound out of its range.
    pub fn check(self) -> Result<(), ConfigError> {
        match self {
            Self::None => Ok(()),
            Self::Norm(norm) => limits::CLIP_NORM.check(norm),
            Self::Value(value) => limits::CLIP_VALUE.check(value),
        }
    }
}
