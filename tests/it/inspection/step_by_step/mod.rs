//! A step written out, line by line.

mod arithmetic;
mod gradients;
mod lines;
mod text;
mod update;

use descent::config::Activation::{Linear, Relu, Tanh};
use descent::config::{
    AdagradConfig, AdamConfig, AdamWConfig, Clipping, DenseConfig, LayerConfig, Optimizer,
    Regularizer, RmsPropConfig, SgdConfig,
};
use descent::inspection::{ChosenUnit, Line, LineGroup, StageName, StepByStep, step_by_step};
use descent::train::Trainer;

use crate::support::{activation, batch_norm, dense, dropout};

/// The next step of a run.
fn written(trainer: &mut Trainer, unit: Option<ChosenUnit>) -> StepByStep {
    step_by_step(trainer, unit).expect("finite numbers")
}

fn groups(step: &StepByStep, stage: StageName) -> &[LineGroup] {
    &step.stages.iter().find(|one| one.name == stage).expect("a stage").groups
}

fn lines(step: &StepByStep, stage: StageName) -> Vec<&Line> {
    groups(step, stage).iter().flat_map(|group| &group.lines).collect()
}

fn penalized(units: u32) -> LayerConfig {
    let kernel_regularizer = Regularizer { l1: 0.01, l2: 0.02 };
    LayerConfig::Dense(DenseConfig { kernel_regularizer, ..DenseConfig::new(units, Tanh) })
}

/// All kinds of blocks in a network that is small enough to be told of as a whole.
fn every_block() -> Vec<LayerConfig> {
    vec![
        dropout(0.3),
        penalized(3),
        batch_norm(0.9),
        activation(Relu),
        dropout(0.25),
        dense(2, Linear),
    ]
}

/// The same wide.
fn every_block_wide() -> Vec<LayerConfig> {
    vec![penalized(20), batch_norm(0.9), dropout(0.4), dense(30, Relu), activation(Tanh)]
}

/// Where a weight stands: `W2[1,3]` is `1/kernel` at row 0 and column 2.
fn place(symbol: &str) -> Option<(String, usize, usize)> {
    let (head, indices) = symbol.strip_suffix(']')?.split_once('[')?;
    let letters = head.trim_end_matches(|digit: char| digit.is_ascii_digit());
    let block: usize = head[letters.len()..].parse().ok()?;
    let name = match letters {
        "W" => "kernel",
        "b" => "bias",
        "gamma" | "beta" | "moving_mean" | "moving_variance" => letters,
        _ => return None,
    };
    let (row, col) = match indices.split_once(',') {
        Some((row, col)) => (row.parse().ok()?, col.parse().ok()?),
        None => (1, indices.parse::<usize>().ok()?),
    };
    Some((format!("{}/{name}", block - 1), row - 1, col - 1))
}

/// Every optimizer, SGD with momentum and constants of one's own too, with and without clipping, each with its words.
pub fn optimizers_and_clippings() -> Vec<(String, Optimizer, Clipping)> {
    let sgd = [(0.0, false), (0.9, false), (0.9, true)]
        .map(|(momentum, nesterov)| Optimizer::Sgd(SgdConfig { momentum, nesterov }));
    let adam = AdamConfig { beta_1: 0.5, beta_2: 0.75, epsilon: 1e-3 };
    let own = [
        Optimizer::Adam(adam),
        Optimizer::Nadam(adam),
        Optimizer::AdamW(AdamWConfig { beta_1: 0.5, epsilon: 1e-3, ..AdamWConfig::DEFAULT }),
        Optimizer::RmsProp(RmsPropConfig { rho: 0.25, epsilon: 1e-3 }),
        Optimizer::Adagrad(AdagradConfig { initial_accumulator_value: 2.0, epsilon: 1e-3 }),
    ];
    let clippings = [Clipping::None, Clipping::Norm(0.05), Clipping::Value(0.02)];
    let each = |optimizer: Optimizer| {
        clippings.map(|clipping| (format!("{optimizer:?} {clipping:?}"), optimizer, clipping))
    };
    Optimizer::ALL.into_iter().chain(sgd).chain(own).flat_map(each).collect()
}
