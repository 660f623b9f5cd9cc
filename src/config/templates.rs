//! The course's networks by name.

use crate::config::{
    Activation, BatchNormConfig, DenseConfig, DropoutConfig, LayerConfig, NetworkConfig,
};
use crate::word;

/// A network to begin with; input and output follow from the data.
///
/// Checked by `tests/it/config/templates.rs`: each runs on every task.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Template {
    /// Names it in tests and on the page; never changes.
    pub id: &'static str,
    /// The words on the page, in English; [`text::shown`](crate::text::shown) has them in the
    /// reader's language.
    pub name: &'static str,
    /// What it is for, in one line, in English.
    pub one_line: &'static str,
    blocks: &'static [TemplateBlock],
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum TemplateBlock {
    /// With a relu.
    Dense(u32),
    Dropout(f64),
    BatchNorm,
}

use TemplateBlock::{BatchNorm, Dense, Dropout};

/// All templates, the course's first, in its order.
///
/// Source: Kaggle's "Intro to Deep Learning" (lessons 1, 2 to 4, 5 and 6), and
/// deeplizard's "Layers in a Neural Network".
pub static TEMPLATES: [Template; 7] = [
    Template {
        id: "linear-unit",
        name: word!("Linear unit"),
        one_line: word!("No hidden layer: a weight for each input, and a bias"),
        blocks: &[],
    },
    Template {
        id: "512-512-512",
        name: "512-512-512",
        one_line: word!("Three wide hidden layers: capacity enough to overfit"),
        blocks: &[Dense(512), Dense(512), Dense(512)],
    },
    Template {
        id: "dropout-batchnorm",
        name: word!("Dropout and BatchNorm"),
        one_line: word!("Three layers of 1024, each with Dropout and BatchNorm behind it"),
        blocks: &[
            Dense(1024),
            Dropout(0.3),
            BatchNorm,
            Dense(1024),
            Dropout(0.3),
            BatchNorm,
            Dense(1024),
            Dropout(0.3),
            BatchNorm,
        ],
    },
    Template {
        id: "binary-classifier",
        name: word!("Binary classifier"),
        one_line: word!("BatchNorm first, then two layers of 256 with BatchNorm and Dropout"),
        blocks: &[
            BatchNorm,
            Dense(256),
            BatchNorm,
            Dropout(0.3),
            Dense(256),
            BatchNorm,
            Dropout(0.3),
        ],
    },
    Template {
        id: "8-6-6-4",
        name: word!("8-6-6-4 (deeplizard)"),
        one_line: word!("Two hidden layers of 6; 8 inputs and 4 classes there, here your data's"),
        blocks: &[Dense(6), Dense(6)],
    },
    Template {
        id: "16",
        name: word!("One small layer"),
        one_line: word!("16 units: the smallest network that fits curves"),
        blocks: &[Dense(16)],
    },
    Template {
        id: "64-64",
        name: word!("Two layers of 64"),
        one_line: word!("Wide and deep enough for most tables"),
        blocks: &[Dense(64), Dense(64)],
    },
];

impl Template {
    /// Its chain, with Keras's defaults for all that it does not name.
    pub fn network(&self) -> NetworkConfig {
        let layer = |block: &TemplateBlock| match *block {
            Dense(units) => LayerConfig::Dense(DenseConfig::new(units, Activation::Relu)),
            Dropout(rate) => LayerConfig::Dropout(DropoutConfig { rate, seed: None }),
            BatchNorm => LayerConfig::BatchNormalization(BatchNormConfig::default()),
        };
        NetworkConfig {
            layers: self.blocks.iter().map(layer).collect(),
            ..NetworkConfig::default()
        }
    }
}
