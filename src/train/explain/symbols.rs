//! A network layer by layer, in symbols. Checked by `tests/it/train/explain.rs`.

use super::names;
use crate::config::{
    Activation, BatchNormConfig, CheckedExperiment, LayerConfig, OutputConfig, Task, ThreeDigits,
};
use crate::data::Dataset;
use crate::text::{Decimal, Grouped};
use crate::{t, tn};

/// Inputs that are listed by name.
const LISTED: usize = 12;

pub(super) fn lines(experiment: &CheckedExperiment, dataset: &Dataset) -> Vec<String> {
    let config = experiment.config();
    let OutputConfig { units, activation } = experiment.output();
    let names = names::inputs(dataset);
    let more = if names.len() > LISTED { ", …" } else { "" };
    let listed = names.iter().take(LISTED).cloned().collect::<Vec<_>>().join(", ");
    let mut lines = vec![format!("x = [{listed}{more}]    {}", counted(dataset.inputs() as u64))];
    let (mut value, mut width) = ("x".to_owned(), dataset.inputs() as u64);
    let (mut hidden, mut kernels) = (0, 0);
    for layer in &config.network.layers {
        if let LayerConfig::Dropout(block) = layer {
            lines.push(dropout(block.rate));
            continue;
        }
        hidden += 1;
        let name = format!("h{hidden}");
        lines.push(match layer {
            LayerConfig::Dense(block) => {
                kernels += 1;
                let units = u64::from(block.units);
                let line =
                    dense(&name, &value, kernels, (units, width), block.use_bias, block.activation);
                width = units;
                line
            }
            LayerConfig::BatchNormalization(block) => batch_norm(&name, &value, width, block),
            LayerConfig::Activation(block) => {
                format!("{name} = {}({value})", block.activation.name())
            }
            LayerConfig::Dropout(_) => continue,
        });
        value = name;
    }
    let outputs = names::outputs(config, dataset, experiment.output());
    let name = match config.data.task {
        Task::MulticlassClassification => format!("[{}]", outputs.join(", ")),
        Task::Regression | Task::BinaryClassification => outputs.join(", "),
    };
    lines.push(dense(&name, &value, kernels + 1, (units, width), true, activation));
    lines
}

/// `h1 = relu(W1 x + b1)    W1: 512 × 11, b1: 512`
fn dense(
    name: &str,
    value: &str,
    index: usize,
    (units, width): (u64, u64),
    use_bias: bool,
    activation: Activation,
) -> String {
    let bias = if use_bias { format!(" + b{index}") } else { String::new() };
    let sum = format!("W{index} {value}{bias}");
    let applied = match activation {
        Activation::Linear => sum,
        other => format!("{}({sum})", other.name()),
    };
    let (units, width) = (Grouped(units), Grouped(width));
    let bias = if use_bias { format!(", b{index}: {units}") } else { String::new() };
    format!("{name} = {applied}    W{index}: {units} × {width}{bias}")
}

/// In inference mode, by the moving statistics.
fn batch_norm(name: &str, value: &str, width: u64, block: &BatchNormConfig) -> String {
    let gamma = if block.scale { "γ × " } else { "" };
    let beta = if block.center { " + β" } else { "" };
    let kept = match (block.scale, block.center) {
        (true, true) => "γ, β, μ, σ²",
        (true, false) => "γ, μ, σ²",
        (false, true) => "β, μ, σ²",
        (false, false) => "μ, σ²",
    };
    let (epsilon, width) = (Decimal(block.epsilon), Grouped(width));
    let formula = format!("{name} = {gamma}({value} − μ) / √(σ² + {epsilon}){beta}");
    t!(
        "{formula}    {kept}: {width} each; μ and σ² are the moving mean and variance",
        formula,
        kept,
        width,
    )
}

/// What Dropout does to a prediction, and what it does while training.
pub(super) fn dropout(rate: f64) -> String {
    t!(
        "Dropout {rate}: while training each value is 0 with probability {rate}, else divided by {kept}; a prediction drops nothing",
        rate = Decimal(rate),
        kept = ThreeDigits(1.0 - rate),
    )
}

fn counted(inputs: u64) -> String {
    tn!(Grouped(inputs), "{count} input", "{count} inputs")
}
