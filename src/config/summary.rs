//! `keras.Model.summary` as a table.

use crate::config::{Grouped, LayerConfig, NetworkConfig, OutputConfig};

/// Bytes of a parameter: `float32`, as in Keras.
const BYTES: u64 = 4;

/// A network as `keras.Model.summary` shows it.
///
/// Checked by `tests/it/golden/summary.rs` against Keras's own text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// A row per layer, the output last.
    pub rows: Vec<SummaryRow>,
    /// Parameters that training changes.
    pub trainable: u64,
    /// Moving statistics: kept, not trained.
    pub non_trainable: u64,
}

/// One layer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryRow {
    /// Keras's name for it in a `Sequential` of its own: `dense`, `dense_1`, `dropout`.
    pub name: String,
    /// Keras's class.
    pub class: &'static str,
    /// Values per row that come out.
    pub units: u64,
    /// Its parameters, moving statistics included.
    pub parameters: u64,
}

impl NetworkConfig {
    /// The summary for `inputs` values per row.
    pub fn summary(&self, inputs: u64, output: OutputConfig) -> Summary {
        let shapes = self.shapes(inputs, output);
        let mut seen: Vec<&str> = Vec::new();
        let layers = self.layers.iter().map(Some).chain([None]);
        let rows = layers.zip(&shapes).map(|(layer, shape)| {
            let (class, base) = class(layer);
            let before = seen.iter().filter(|other| **other == base).count();
            seen.push(base);
            let name = if before == 0 { base.to_owned() } else { format!("{base}_{before}") };
            let parameters = shape.trainable + shape.non_trainable;
            SummaryRow { name, class, units: shape.units, parameters }
        });
        Summary {
            rows: rows.collect(),
            trainable: shapes.iter().map(|shape| shape.trainable).sum(),
            non_trainable: shapes.iter().map(|shape| shape.non_trainable).sum(),
        }
    }
}

/// Keras's class and the name that it gives the first of its kind; `None`: the output.
fn class(layer: Option<&LayerConfig>) -> (&'static str, &'static str) {
    match layer {
        Some(LayerConfig::Dense(_)) | None => ("Dense", "dense"),
        Some(LayerConfig::Activation(_)) => ("Activation", "activation"),
        Some(LayerConfig::Dropout(_)) => ("Dropout", "dropout"),
        Some(LayerConfig::BatchNormalization(_)) => ("BatchNormalization", "batch_normalization"),
    }
}

impl SummaryRow {
    /// Its cells: name, class, output shape, parameters.
    pub fn cells(&self) -> [String; 4] {
        let shape = format!("(None, {})", self.units);
        let parameters = Grouped(self.parameters).to_string();
        [self.name.clone(), self.class.to_owned(), shape, parameters]
    }
}

impl Summary {
    /// Keras's last lines: total, trainable and non-trainable parameters, and their
    /// memory.
    pub fn totals(&self) -> [String; 3] {
        let line = |what: &str, count: u64| {
            format!("{what} params: {} ({})", Grouped(count), memory(count * BYTES))
        };
        [
            line("Total", self.trainable + self.non_trainable),
            line("Trainable", self.trainable),
            line("Non-trainable", self.non_trainable),
        ]
    }
}

/// As `keras.src.utils.summary_utils.readable_memory_size`.
fn memory(bytes: u64) -> String {
    let (mut size, mut units) = (bytes as f64, ["B", "KB", "MB"].into_iter());
    let mut unit = units.next().unwrap_or_default();
    for next in units {
        if size < 1024.0 {
            break;
        }
        (size, unit) = (size / 1024.0, next);
    }
    format!("{size:.2} {unit}")
}
