//! How deep a network is, and the same network deeper or shallower.

use crate::config::diff::headline;
use crate::config::{Activation, DenseConfig, LayerConfig, LayerKind, NetworkConfig, limits};

impl NetworkConfig {
    /// Hidden layers: the Dense blocks before the output.
    pub fn depth(&self) -> usize {
        self.layers.iter().filter(|layer| layer.kind() == LayerKind::Dense).count()
    }

    /// What is repeated where the network gets deeper: its last Dense block with all that
    /// stands behind it, or a Dense block with relu where it has none yet.
    pub fn last_hidden(&self) -> Vec<LayerConfig> {
        if let Some(&from) = self.dense_places().last() {
            return self.layers[from..].to_vec();
        }
        let units = limits::UNITS.default as u32;
        vec![LayerConfig::Dense(DenseConfig::new(units, Activation::Relu))]
    }

    /// The same in words: "Dense 64, Dropout 0.3".
    pub fn last_hidden_words(&self) -> String {
        let names: Vec<_> = self.last_hidden().iter().map(headline).collect();
        names.join(", ")
    }

    /// The same network with so many hidden layers: the last of them goes with all that stands
    /// behind it, or comes once more. Units stay. 0 is the linear model: what stands before
    /// the first Dense block stays.
    ///
    /// Checked by `tests/it/config/depth.rs`.
    #[must_use]
    pub fn with_depth(&self, depth: usize) -> Self {
        let places = self.dense_places();
        let mut deeper = self.clone();
        if let Some(&end) = places.get(depth) {
            deeper.layers.truncate(end);
        }
        for _ in places.len()..depth {
            deeper.layers.extend(self.last_hidden());
        }
        deeper
    }

    fn dense_places(&self) -> Vec<usize> {
        let places = self.layers.iter().enumerate();
        places
            .filter(|(_, layer)| layer.kind() == LayerKind::Dense)
            .map(|(place, _)| place)
            .collect()
    }
}
