//! The chain of layers.

use ndarray::ArrayView2;
use rand_chacha::ChaCha8Rng;

use crate::config::{
    Activation, ActivationConfig, DenseConfig, LayerConfig, NetworkConfig, OutputConfig,
};
use crate::nn::activations::{self, is_function_of_output};
use crate::nn::initializers::WeightSampler;
use crate::nn::layers::{ActivationLayer, BatchNorm, Dense, Dropout};
use crate::nn::random::{Stream, block_generator, generator};
use crate::nn::{Float, Layer, Matrix, Mode, NamedVariable, ParameterStore, View, ViewMut};

/// A network that can run: the blocks of a [`NetworkConfig`], then a [`Dense`] with the
/// output's units.
///
/// It owns what flows through it: after the first batch of a size nothing is allocated
/// (`tests/allocations.rs`).
pub struct Network {
    layers: Vec<Box<dyn Layer>>,
    store: ParameterStore,
    /// What leaves each layer.
    outputs: Vec<Matrix>,
    /// The gradient on its way back: what enters the layer, and what leaves it.
    upstream: Matrix,
    downstream: Matrix,
    /// Where the way back ends: no layer before it has weights.
    first_trainable: usize,
    raw: LossInput,
    /// What turns the raw output into the user's, where the loss takes it raw.
    head: Activation,
}

/// All numbers of a network.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Weights {
    /// [`ParameterStore::values`]
    pub values: Vec<Float>,
    /// [`ParameterStore::statistics`]
    pub statistics: Vec<Float>,
}

impl Weights {
    /// How many they are.
    pub fn count(&self) -> usize {
        self.values.len() + self.statistics.len()
    }
}

/// What the loss takes from the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LossInput {
    /// What stands before the output's activation.
    Logits,
    /// What the user sees.
    Predictions,
}

impl Network {
    /// The network at its start. The same `seed` gives the same weights; adding a
    /// Dropout, Activation or `BatchNorm` block changes none of them.
    pub fn new(
        config: &NetworkConfig,
        inputs: usize,
        output: OutputConfig,
        raw: LossInput,
        seed: u32,
    ) -> Self {
        let head = if raw == LossInput::Logits { output.activation } else { Activation::Linear };
        let activation =
            if raw == LossInput::Logits { Activation::Linear } else { output.activation };
        let mut build = Build {
            layers: Vec::new(),
            store: ParameterStore::default(),
            draw: WeightSampler::new(generator(seed, Stream::Weights)),
            width: inputs,
            seed,
            dropouts: 0,
        };
        for (index, layer) in config.layers.iter().enumerate() {
            build.layer(layer, index);
        }
        build.dense(&DenseConfig::new(output.units as u32, activation), config.layers.len());
        let Build { layers, store, .. } = build;
        let trainable = layers.iter().position(|layer| layer.is_trainable());
        Self {
            outputs: vec![Matrix::default(); layers.len()],
            first_trainable: trainable.unwrap_or(0),
            layers,
            store,
            upstream: Matrix::default(),
            downstream: Matrix::default(),
            raw,
            head,
        }
    }

    /// What [`Network::forward`] gives.
    pub fn raw(&self) -> LossInput {
        self.raw
    }

    /// The raw output: what the loss takes.
    ///
    /// # Shapes
    /// `[batch, inputs] -> [batch, outputs]`
    pub fn forward(&mut self, x: View<'_>, mode: Mode) -> View<'_> {
        for (index, layer) in self.layers.iter_mut().enumerate() {
            let (before, from_here) = self.outputs.split_at_mut(index);
            let x = before.last().map_or(x, Matrix::view);
            let y = &mut from_here[0];
            y.resize(x.rows(), layer.units_after(x.cols()));
            layer.forward(&mut self.store, x, y.view_mut(), mode);
        }
        self.raw_output()
    }

    /// The raw output of the last forward pass, and room for the gradient of the loss
    /// with respect to it.
    ///
    /// # Shapes
    /// Both `[batch, outputs]`.
    ///
    /// # Panics
    /// Never: every network ends with its output.
    pub fn output_and_gradient(&mut self) -> (View<'_>, ViewMut<'_>) {
        let raw = self.outputs.last().map(Matrix::view).expect(HAS_OUTPUT);
        self.upstream.resize(raw.rows(), raw.cols());
        (raw, self.upstream.view_mut())
    }

    /// Sets every weight's gradient, given the gradient of the raw output where
    /// [`Network::output_and_gradient`] made room for it, and that of the input, where
    /// it is asked for. Penalties are included. `x` is that of the last forward pass,
    /// which was in [`Mode::Training`].
    ///
    /// # Shapes
    /// `x` and `dx` `[batch, inputs]`
    pub fn backward(&mut self, x: View<'_>, dx: Option<ViewMut<'_>>) {
        self.backward_watched(x, dx, |_, _| {});
    }

    /// As [`Network::backward`]; `arrives` is told the gradient with respect to what left each
    /// layer, given by its index, from the last to the first that has weights or lies behind
    /// some.
    ///
    /// Checked by `tests/it/inspection/step_by_step`.
    pub fn backward_watched(
        &mut self,
        x: View<'_>,
        mut dx: Option<ViewMut<'_>>,
        mut arrives: impl FnMut(usize, View<'_>),
    ) {
        let last_to_run = if dx.is_some() { 0 } else { self.first_trainable };
        for index in (last_to_run..self.layers.len()).rev() {
            let layer_x = index.checked_sub(1).map_or(x, |before| self.outputs[before].view());
            let y = self.outputs[index].view();
            let dy = self.upstream.view_mut();
            arrives(index, dy.as_view());
            let layer = &mut self.layers[index];
            if index == last_to_run {
                layer.backward(&mut self.store, layer_x, y, dy, dx.take());
            } else {
                self.downstream.resize(layer_x.rows(), layer_x.cols());
                let layer_dx = Some(self.downstream.view_mut());
                layer.backward(&mut self.store, layer_x, y, dy, layer_dx);
                std::mem::swap(&mut self.upstream, &mut self.downstream);
            }
        }
        self.store.add_penalty_gradient();
    }

    /// What left each layer in the last forward pass. A Dense whose activation's slope does
    /// not follow from its output is two layers, the second its activation.
    pub fn outputs(&self) -> &[Matrix] {
        &self.outputs
    }

    /// The layers, each with what [`Network::outputs`] has at its place.
    pub fn layers(&self) -> &[Box<dyn Layer>] {
        &self.layers
    }

    /// What turns the raw output into predictions: the output's activation, where the loss takes
    /// what stands before it.
    pub fn head(&self) -> Activation {
        self.head
    }

    /// What the user sees: numbers, scores or probabilities.
    ///
    /// # Shapes
    /// `[batch, inputs] -> [batch, outputs]`
    pub fn predict(&mut self, x: View<'_>) -> View<'_> {
        self.forward(x, Mode::Inference);
        self.to_predictions()
    }

    /// [`Network::predict`] for whoever reads the engine from outside.
    ///
    /// # Shapes
    /// `[batch, inputs] -> [batch, outputs]`
    pub fn predict_rows(&mut self, rows: ArrayView2<'_, Float>) -> ArrayView2<'_, Float> {
        let x = Matrix::from_fn(rows.nrows(), rows.ncols(), |row, col| rows[[row, col]]);
        self.predict(x.view()).array()
    }

    /// Turns the raw output of the last forward pass into what the user sees.
    ///
    /// # Shapes
    /// `[batch, outputs]`
    ///
    /// # Panics
    /// Never: every network ends with its output.
    pub fn to_predictions(&mut self) -> View<'_> {
        let raw = self.outputs.last_mut().expect(HAS_OUTPUT);
        activations::forward(self.head, raw.view_mut());
        self.raw_output()
    }

    /// All numbers, for optimizers and for whoever reads them from outside.
    pub fn store(&self) -> &ParameterStore {
        &self.store
    }

    /// The same, to be changed.
    pub fn store_mut(&mut self) -> &mut ParameterStore {
        &mut self.store
    }

    /// All variables, in the order of the chain, with their numbers as they leave the
    /// engine.
    ///
    /// Source: `keras.Model.variables`, block by block. Checked by
    /// `tests/it/nn/layers.rs::every_block_keeps_the_contract` and
    /// `tests/it/command/train.rs::weights_go_out_and_come_back`.
    ///
    /// # Shapes
    /// Kernel `[inputs, units]`; all others `[1, units]`.
    pub fn variables(&self) -> impl Iterator<Item = (&NamedVariable, ArrayView2<'_, Float>)> {
        self.store.named().iter().map(|named| (named, self.store.view(named).array()))
    }

    /// Copies all numbers into `weights`.
    pub fn copy_weights(&self, weights: &mut Weights) {
        weights.values.clone_from(&self.store.values);
        weights.statistics.clone_from(&self.store.statistics);
    }

    /// Whether the weights are of a chain with as many numbers.
    pub fn fits(&self, weights: &Weights) -> bool {
        weights.values.len() == self.store.values.len()
            && weights.statistics.len() == self.store.statistics.len()
    }

    /// Takes over weights of a network with the same chain.
    ///
    /// # Panics
    /// If they are of another chain.
    pub fn restore(&mut self, weights: &Weights) {
        self.store.values.copy_from_slice(&weights.values);
        self.store.statistics.copy_from_slice(&weights.statistics);
    }

    /// Where the layers draw from while they train, in the order of the chain.
    pub fn generators(&mut self) -> impl Iterator<Item = &mut ChaCha8Rng> {
        self.layers.iter_mut().filter_map(|layer| layer.generator())
    }

    fn raw_output(&self) -> View<'_> {
        self.outputs.last().map(Matrix::view).expect(HAS_OUTPUT)
    }
}

/// Why there is a last layer.
const HAS_OUTPUT: &str = "every network ends with its output";

/// A network as it grows.
struct Build {
    layers: Vec<Box<dyn Layer>>,
    store: ParameterStore,
    draw: WeightSampler,
    width: usize,
    seed: u32,
    dropouts: u32,
}

impl Build {
    fn layer(&mut self, layer: &LayerConfig, index: usize) {
        match layer {
            LayerConfig::Dense(dense) => self.dense(dense, index),
            LayerConfig::Activation(ActivationConfig { activation }) => {
                self.layers.push(Box::new(ActivationLayer::new(*activation)));
            }
            LayerConfig::Dropout(dropout) => {
                let seed = dropout.seed.unwrap_or(self.seed);
                let rng = block_generator(seed, Stream::Dropout, self.dropouts);
                self.layers.push(Box::new(Dropout::new(dropout.rate, rng)));
                self.dropouts += 1;
            }
            LayerConfig::BatchNormalization(norm) => {
                let norm = BatchNorm::new(norm, self.width, index, &mut self.store);
                self.layers.push(Box::new(norm));
            }
        }
    }

    /// A Dense whose activation's derivative does not follow from its output is two
    /// layers, so that what stands between them is kept.
    fn dense(&mut self, config: &DenseConfig, index: usize) {
        let fused = is_function_of_output(config.activation);
        let activation = if fused { config.activation } else { Activation::Linear };
        let dense = DenseConfig { activation, ..*config };
        let dense = Dense::new(&dense, self.width, index, &mut self.store, &mut self.draw);
        self.layers.push(Box::new(dense));
        if !fused {
            self.layers.push(Box::new(ActivationLayer::new(config.activation)));
        }
        self.width = config.units as usize;
    }
}
