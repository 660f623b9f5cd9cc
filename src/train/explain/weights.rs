//! A small network written out with its weights. Checked by `tests/it/train/explain.rs`.

use ndarray::Array2;

use super::names;
use crate::config::{Activation, CheckedExperiment, LayerConfig, ThreeDigits};
use crate::data::Dataset;
use crate::nn::{Network, widen};
use crate::text::Decimal;

pub(super) fn lines(
    experiment: &CheckedExperiment,
    dataset: &Dataset,
    network: &Network,
) -> Vec<String> {
    let config = experiment.config();
    let layers = &config.network.layers;
    let mut page = Page { network, values: names::inputs(dataset), lines: Vec::new() };
    let dense = layers.iter().filter(|layer| matches!(layer, LayerConfig::Dense(_))).count();
    let (mut hidden, mut norms) = (0, 0);
    for (index, layer) in layers.iter().enumerate() {
        match layer {
            LayerConfig::Dense(block) => {
                hidden += 1;
                let name = |unit: usize| match dense {
                    1 => format!("h{}", unit + 1),
                    _ => format!("h{hidden}.{}", unit + 1),
                };
                let names = (0..block.units as usize).map(name).collect();
                page.dense(index, names, block.activation);
            }
            LayerConfig::Activation(block) => page.activation(block.activation),
            LayerConfig::Dropout(block) => page.lines.push(super::symbols::dropout(block.rate)),
            LayerConfig::BatchNormalization(block) => {
                norms += 1;
                page.batch_norm(index, norms, block.epsilon);
            }
        }
    }
    let output = experiment.output();
    page.dense(layers.len(), names::outputs(config, dataset, output), output.activation);
    page.lines
}

/// The lines as they grow, and what the values are called that enter the next layer.
struct Page<'a> {
    network: &'a Network,
    values: Vec<String>,
    lines: Vec<String>,
}

impl Page<'_> {
    fn dense(&mut self, index: usize, names: Vec<String>, activation: Activation) {
        let kernel = self.numbers(index, "kernel");
        let bias = self.numbers(index, "bias");
        let sums: Vec<String> = (0..names.len())
            .map(|unit| {
                let weights = kernel.column(unit);
                let terms = weights.iter().copied().zip(&self.values);
                sum(terms, bias.get([0, unit]).copied())
            })
            .collect();
        self.wrapped(names, sums, activation);
    }

    /// A value for each name: the activation of what stands beside it.
    fn wrapped(&mut self, names: Vec<String>, sums: Vec<String>, activation: Activation) {
        let own = |activation: Activation, sum: &str| match activation {
            Activation::Linear => sum.to_owned(),
            other => format!("{}({sum})", other.name()),
        };
        if activation == Activation::Softmax && names.len() > 1 {
            // Each depends on all, so the sums have names of their own.
            let scores: Vec<_> = (1..=names.len()).map(|unit| format!("s{unit}")).collect();
            let lines = scores.iter().zip(&sums).map(|(score, sum)| format!("{score} = {sum}"));
            self.lines.extend(lines);
            let all = format!("softmax({})", scores.join(", "));
            self.lines.push(format!("[{}] = {all}", names.join(", ")));
        } else {
            let line =
                |(name, sum): (&String, &String)| format!("{name} = {}", own(activation, sum));
            self.lines.extend(names.iter().zip(&sums).map(line));
        }
        self.values = names;
    }

    fn activation(&mut self, activation: Activation) {
        if activation == Activation::Softmax {
            let all = self.values.join(", ");
            for (unit, value) in self.values.iter_mut().enumerate() {
                *value = format!("softmax({all})[{}]", unit + 1);
            }
        } else if activation != Activation::Linear {
            for value in &mut self.values {
                *value = format!("{}({value})", activation.name());
            }
        }
    }

    fn batch_norm(&mut self, index: usize, norms: usize, epsilon: f64) {
        let epsilon = Decimal(epsilon);
        let (mean, variance) =
            (self.numbers(index, "moving_mean"), self.numbers(index, "moving_variance"));
        let (gamma, beta) = (self.numbers(index, "gamma"), self.numbers(index, "beta"));
        let values = std::mem::take(&mut self.values);
        for (unit, value) in values.iter().enumerate() {
            let name = format!("n{norms}.{}", unit + 1);
            let factor = gamma.get([0, unit]).map(|&gamma| format!("{} × ", ThreeDigits(gamma)));
            let added = beta.get([0, unit]).map(|&beta| format!(" {}", names::signed(beta)));
            self.lines.push(format!(
                "{name} = {}({value} {}) / √({} + {epsilon}){}",
                factor.unwrap_or_default(),
                names::signed(-mean[[0, unit]]),
                ThreeDigits(variance[[0, unit]]),
                added.unwrap_or_default()
            ));
            self.values.push(name);
        }
    }

    /// The numbers of a variable of a block; none where it has no such one.
    ///
    /// # Shapes
    /// As [`Network::variables`], or `[0, 0]`.
    fn numbers(&self, index: usize, variable: &str) -> Array2<f64> {
        let name = format!("{index}/{variable}");
        let mut variables = self.network.variables();
        let found = variables.find(|(named, _)| named.name == name);
        found.map_or_else(|| Array2::zeros((0, 0)), |(_, numbers)| numbers.mapv(widen))
    }
}

/// `0.31 × z(alcohol) − 0.12 × z(pH) + 5.6`
pub(super) fn sum<'a>(terms: impl Iterator<Item = (f64, &'a String)>, bias: Option<f64>) -> String {
    let mut parts = Vec::new();
    for (weight, value) in terms {
        // The first keeps its sign, the others are added or taken off.
        let weight =
            if parts.is_empty() { ThreeDigits(weight).to_string() } else { names::signed(weight) };
        parts.push(format!("{weight} × {value}"));
    }
    parts.extend(bias.map(names::signed));
    parts.join(" ")
}
