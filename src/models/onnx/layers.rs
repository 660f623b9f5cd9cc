//! The network's blocks as operators.

use super::graph::{Attribute, Constant, Graph};
use crate::config::{Activation, CheckedExperiment, DenseConfig, LayerConfig};
use crate::nn::{Network, widen};

/// What the user sees of the network, `[rows, outputs]`.
pub(super) fn forward(
    graph: &mut Graph,
    experiment: &CheckedExperiment,
    network: &Network,
    prepared: &str,
) -> String {
    let output = experiment.output();
    let last = LayerConfig::Dense(DenseConfig::new(output.units as u32, output.activation));
    let layers = experiment.config().network.layers.iter().chain([&last]);
    let mut x = prepared.to_owned();
    for (index, layer) in layers.enumerate() {
        let block = Block { network, index };
        x = match layer {
            LayerConfig::Dense(dense) => {
                let (shape, kernel) = block.variable("kernel").unwrap_or_default();
                let kernel = graph.constant(&shape, &Constant::Float(&kernel));
                let sum = if let Some((shape, bias)) = block.variable("bias") {
                    let bias = graph.constant(&shape[1..], &Constant::Float(&bias));
                    graph.node("Gemm", &[&x, &kernel, &bias])
                } else {
                    graph.node("MatMul", &[&x, &kernel])
                };
                activation(graph, dense.activation, &sum)
            }
            LayerConfig::Activation(own) => activation(graph, own.activation, &x),
            // It drops nothing once the network is trained.
            LayerConfig::Dropout(_) => x,
            LayerConfig::BatchNormalization(norm) => {
                let (_, mean) = block.variable("moving_mean").unwrap_or_default();
                let (_, variance) = block.variable("moving_variance").unwrap_or_default();
                let units = mean.len();
                let or = |name, usual| block.variable(name).map_or(vec![usual; units], |own| own.1);
                let (gamma, beta) = (or("gamma", 1.0), or("beta", 0.0));
                let rows = [gamma, beta, mean, variance];
                let rows = rows.map(|row| graph.constant(&[units], &Constant::Float(&row)));
                let epsilon = Attribute::Float(norm.epsilon as f32);
                let inputs = [&x, &rows[0], &rows[1], &rows[2], &rows[3]].map(String::as_str);
                graph.node_with("BatchNormalization", &inputs, &[("epsilon", epsilon)])
            }
        };
    }
    x
}

struct Block<'network> {
    network: &'network Network,
    index: usize,
}

impl Block<'_> {
    /// Shape and numbers of a variable, if the block has it.
    fn variable(&self, name: &str) -> Option<([usize; 2], Vec<f32>)> {
        let name = format!("{}/{name}", self.index);
        let (named, numbers) = self.network.variables().find(|(named, _)| named.name == name)?;
        let shape = [named.variable.rows(), named.variable.cols()];
        Some((shape, numbers.iter().map(|number| widen(*number) as f32).collect()))
    }
}

/// A new activation does not compile without its own.
fn activation(graph: &mut Graph, activation: Activation, x: &str) -> String {
    let with = |graph: &mut Graph, operator, name, value| {
        graph.node_with(operator, &[x], &[(name, value)])
    };
    match activation {
        Activation::Linear => x.to_owned(),
        Activation::Relu => graph.node("Relu", &[x]),
        Activation::LeakyRelu => with(graph, "LeakyRelu", "alpha", Attribute::Float(0.2)),
        Activation::Elu => with(graph, "Elu", "alpha", Attribute::Float(1.0)),
        Activation::Selu => graph.node("Selu", &[x]),
        Activation::Sigmoid => graph.node("Sigmoid", &[x]),
        Activation::Tanh => graph.node("Tanh", &[x]),
        Activation::Softmax => with(graph, "Softmax", "axis", Attribute::Int(-1)),
        Activation::Softplus => graph.node("Softplus", &[x]),
        Activation::Exponential => graph.node("Exp", &[x]),
        Activation::Silu => {
            let gate = graph.node("Sigmoid", &[x]);
            graph.node("Mul", &[x, &gate])
        }
        // x (1 + erf(x / sqrt(2))) / 2; an operator of its own came later.
        Activation::Gelu => {
            let number = |graph: &mut Graph, value| graph.constant(&[], &Constant::Float(&[value]));
            let root = number(graph, std::f32::consts::FRAC_1_SQRT_2);
            let (one, half) = (number(graph, 1.0), number(graph, 0.5));
            let scaled = graph.node("Mul", &[x, &root]);
            let erf = graph.node("Erf", &[&scaled]);
            let sum = graph.node("Add", &[&erf, &one]);
            let share = graph.node("Mul", &[&sum, &half]);
            graph.node("Mul", &[x, &share])
        }
    }
}
