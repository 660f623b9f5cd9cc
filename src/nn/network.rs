//! The chain of layers.

use ndarray::Array2;

use crate::config::{Activation, LayerConfig, NetworkConfig, OutputConfig};
use crate::nn::layers::{ActivationLayer, BatchNorm, Dense, Dropout, activate};
use crate::nn::random::{Stream, block_generator, generator};
use crate::nn::{Float, Layer, Mode, Param};

/// A network that can run: the blocks of a [`NetworkConfig`], then a [`Dense`] with the
/// output's units.
pub struct Network {
    layers: Vec<Box<dyn Layer>>,
    output_activation: Activation,
}

/// All numbers of a network, in the order of the chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// Kernel and bias of each Dense, gamma and beta of each `BatchNorm`.
    pub parameters: Vec<Array2<Float>>,
    /// Moving mean and moving variance of each `BatchNorm`.
    pub statistics: Vec<Array2<Float>>,
}

impl Network {
    /// The network at its start. The same `seed` gives the same weights; adding a
    /// Dropout, Activation or `BatchNorm` block changes none of them.
    pub fn new(config: &NetworkConfig, inputs: usize, output: OutputConfig, seed: u32) -> Self {
        let mut rng = generator(seed, Stream::Weights);
        let mut layers: Vec<Box<dyn Layer>> = Vec::new();
        let mut width = inputs;
        let mut dropouts = 0;
        for layer in &config.layers {
            match *layer {
                LayerConfig::Dense { units, activation } => {
                    layers.push(Box::new(Dense::new(width, units as usize, &mut rng)));
                    width = units as usize;
                    if activation != Activation::Linear {
                        layers.push(Box::new(ActivationLayer::new(activation)));
                    }
                }
                LayerConfig::Activation { activation } => {
                    layers.push(Box::new(ActivationLayer::new(activation)));
                }
                LayerConfig::Dropout { rate } => {
                    let rng = block_generator(seed, Stream::Dropout, dropouts);
                    layers.push(Box::new(Dropout::new(rate, rng)));
                    dropouts += 1;
                }
                LayerConfig::BatchNormalization { momentum, epsilon } => {
                    layers.push(Box::new(BatchNorm::new(width, momentum, epsilon)));
                }
            }
        }
        layers.push(Box::new(Dense::new(width, output.units as usize, &mut rng)));
        Self { layers, output_activation: output.activation }
    }

    /// The raw output: logits where the output block is sigmoid or softmax, which is
    /// what [`losses`](crate::nn::losses) take.
    ///
    /// # Shapes
    /// `[batch, inputs] -> [batch, outputs]`
    pub fn forward(&mut self, x: Array2<Float>, mode: Mode) -> Array2<Float> {
        self.layers.iter_mut().fold(x, |x, layer| layer.forward(x, mode))
    }

    /// Sets every parameter's gradient, given the gradient of the raw output; returns
    /// the gradient of the input.
    ///
    /// # Shapes
    /// `[batch, outputs] -> [batch, inputs]`
    ///
    /// # Panics
    /// Without a [`Mode::Training`] forward before it.
    pub fn backward(&mut self, gradient: Array2<Float>) -> Array2<Float> {
        self.layers.iter_mut().rev().fold(gradient, |upstream, layer| layer.backward(upstream))
    }

    /// What the user sees: numbers, or probabilities.
    ///
    /// # Shapes
    /// `[batch, inputs] -> [batch, outputs]`
    pub fn predict(&mut self, x: Array2<Float>) -> Array2<Float> {
        activate(self.output_activation, self.forward(x, Mode::Inference))
    }

    /// All trainable parameters, in the order of the chain.
    pub fn params_mut(&mut self) -> Vec<&mut Param> {
        self.layers.iter_mut().flat_map(|layer| layer.params_mut()).collect()
    }

    /// A copy of all numbers.
    pub fn weights(&self) -> Weights {
        let parameters = self.layers.iter().flat_map(|layer| layer.params());
        let statistics = self.layers.iter().flat_map(|layer| layer.statistics());
        Weights {
            parameters: parameters.map(|param| param.value.clone()).collect(),
            statistics: statistics.cloned().collect(),
        }
    }

    /// Takes over weights of a network with the same chain.
    ///
    /// # Panics
    /// If they are of another chain.
    pub fn restore(&mut self, weights: &Weights) {
        let params = self.layers.iter_mut().flat_map(|layer| layer.params_mut());
        restore_all(params.map(|param| &mut param.value), &weights.parameters);
        let statistics = self.layers.iter_mut().flat_map(|layer| layer.statistics_mut());
        restore_all(statistics, &weights.statistics);
    }

    /// Whether every parameter and moving statistic is a number.
    pub fn all_finite(&self) -> bool {
        self.layers.iter().all(|layer| {
            let params = layer.params();
            let mut values = params.iter().map(|param| &param.value).chain(layer.statistics());
            values.all(|value| value.iter().all(|x| x.is_finite()))
        })
    }
}

fn restore_all<'network>(
    targets: impl Iterator<Item = &'network mut Array2<Float>>,
    sources: &[Array2<Float>],
) {
    let mut sources = sources.iter();
    for target in targets {
        let source = sources.next().expect("the weights are of the same chain");
        assert_eq!(target.dim(), source.dim(), "the weights are of the same chain");
        target.assign(source);
    }
    assert!(sources.next().is_none(), "the weights are of the same chain");
}
