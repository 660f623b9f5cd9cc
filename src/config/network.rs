//! The chain of blocks between input and output.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::config::{Activation, ConfigError, LayerConfig, limits};

/// The blocks between input and output, first to last, and the output activation
/// if the user chose one.
///
/// Input and output are not in the chain: they follow from the data and the task, so a
/// chain is never without them. Every edit keeps the chain runnable
/// (`tests/it/config/edits.rs::any_edit_sequence_leaves_a_runnable_network`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct NetworkConfig {
    /// The blocks.
    pub layers: Vec<LayerConfig>,
    /// The output block's activation, any of [`Activation::ALL`]; `None`: the one that
    /// task and loss ask for ([`Loss::output_activation`](crate::config::Loss)).
    pub output_activation: Option<Activation>,
}

/// The last block: follows from the task, but for an activation of the user's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutputConfig {
    /// 1 for regression and binary classification, else the number of classes.
    pub units: u64,
    /// Linear, sigmoid or softmax, unless the user chose another.
    pub activation: Activation,
}

/// What a block does to the shape, for the labels on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockShape {
    /// Values per row that come out of the block.
    pub units: u64,
    /// Trainable parameters.
    pub trainable: u64,
    /// Moving statistics: kept, not trained.
    pub non_trainable: u64,
}

impl NetworkConfig {
    /// A chain whose output follows from task and loss.
    pub fn new(layers: Vec<LayerConfig>) -> Self {
        Self { layers, output_activation: None }
    }

    /// Inserts `layer` before the block that is now at `slot` (0: after the input).
    /// A slot beyond the end means the end; a full chain stays as it is.
    ///
    /// Returns where the block now stands.
    pub fn insert(&mut self, slot: usize, layer: LayerConfig) -> Option<usize> {
        if self.layers.len() >= limits::MAX_BLOCKS {
            return None;
        }
        let slot = slot.min(self.layers.len());
        self.layers.insert(slot, layer);
        Some(slot)
    }

    /// Removes the block at `index`, if there is one.
    pub fn remove(&mut self, index: usize) -> Option<LayerConfig> {
        (index < self.layers.len()).then(|| self.layers.remove(index))
    }

    /// Moves blocks that stand side by side into `slot`, counted before the move; a slot
    /// within them leaves them where they are.
    ///
    /// Returns where they now stand.
    pub fn move_range(&mut self, range: Range<usize>, slot: usize) -> Option<Range<usize>> {
        if range.is_empty() || range.end > self.layers.len() {
            return None;
        }
        let slot = slot.min(self.layers.len());
        let start = if slot <= range.start {
            slot
        } else if slot < range.end {
            range.start
        } else {
            slot - range.len()
        };
        let moved = self.remove_range(range.clone());
        self.layers.splice(start..start, moved);
        Some(start..start + range.len())
    }

    /// Removes blocks that stand side by side, as far as they exist.
    pub fn remove_range(&mut self, range: Range<usize>) -> Vec<LayerConfig> {
        let end = range.end.min(self.layers.len());
        self.layers.drain(range.start.min(end)..end).collect()
    }

    /// Copies blocks that stand side by side and puts the copies behind them; a chain
    /// that would become too long stays as it is.
    ///
    /// Returns where the copies stand.
    pub fn duplicate(&mut self, range: Range<usize>) -> Option<Range<usize>> {
        let copies = self.layers.get(range.clone())?.to_vec();
        if copies.is_empty() || self.layers.len() + copies.len() > limits::MAX_BLOCKS {
            return None;
        }
        let end = range.end;
        self.layers.splice(end..end, copies);
        Some(end..end + range.len())
    }

    /// Whether the block at `index` and the Dense block before it are one straight line:
    /// nothing between the two bends what the first computes.
    pub fn is_straight(&self, index: usize) -> bool {
        let is_linear = |layer: &LayerConfig| match layer {
            LayerConfig::Dense(dense) => dense.activation == Activation::Linear,
            _ => false,
        };
        matches!(self.layers.get(index), Some(LayerConfig::Dense(_)))
            && index
                .checked_sub(1)
                .and_then(|before| self.layers.get(before))
                .is_some_and(is_linear)
    }

    /// The rates of its Dropout blocks, in their order.
    pub fn dropout_rates(&self) -> impl Iterator<Item = f64> {
        self.layers.iter().filter_map(|layer| match layer {
            LayerConfig::Dropout(dropout) => Some(dropout.rate),
            _ => None,
        })
    }

    /// The shape after every block and after the output, for `inputs` values per row.
    pub fn shapes(&self, inputs: u64, output: OutputConfig) -> Vec<BlockShape> {
        let mut before = inputs;
        let mut shapes: Vec<_> = self
            .layers
            .iter()
            .map(|layer| {
                let (trainable, non_trainable) = layer.parameters(before);
                before = layer.units_after(before);
                BlockShape { units: before, trainable, non_trainable }
            })
            .collect();
        shapes.push(BlockShape {
            units: output.units,
            trainable: (before + 1) * output.units,
            non_trainable: 0,
        });
        shapes
    }

    /// All parameters, moving statistics included, as Keras's `count_params`.
    pub fn parameters(&self, inputs: u64, output: OutputConfig) -> u64 {
        self.shapes(inputs, output).iter().map(|shape| shape.trainable + shape.non_trainable).sum()
    }

    /// # Errors
    /// Every block with a setting out of range, and a chain that is too long.
    pub fn check(&self) -> Vec<ConfigError> {
        let mut problems: Vec<_> = self
            .layers
            .iter()
            .enumerate()
            .filter_map(|(index, layer)| {
                let problem = layer.check().err()?;
                Some(ConfigError::InBlock {
                    position: index + 1,
                    label: layer.kind().label(),
                    problem: Box::new(problem),
                })
            })
            .collect();
        if self.layers.len() > limits::MAX_BLOCKS {
            problems.push(ConfigError::TooManyBlocks { received: self.layers.len() });
        }
        problems
    }
}
