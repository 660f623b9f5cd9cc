//! A network of one linear unit along one column: a line, which is moved by its ends.

use serde::{Deserialize, Serialize};

use super::PicturePlan;
use crate::config::{Activation, Task, limits};
use crate::data::Scaler;
use crate::inspection::WeightEdit;
use crate::nn::{narrow, widen};
use crate::train::Trainer;

/// The line between the least and the greatest of the rows, as the network has it: in prepared
/// units, so that both the column's preparation and the target's are in it.
///
/// # Formula
/// `scaled target = weight input + bias + rest`; of a column whose logarithm is taken or whose
/// values are clipped the ends lie on the curve all the same.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LinearUnit {
    /// The weight of the column.
    pub weight: f64,
    /// What is added.
    pub bias: f64,
    /// The column's place among the inputs.
    input: u32,
    /// Its input at the least and at the greatest of the rows; they differ.
    at_ends: [f64; 2],
    /// What the other inputs add where they are held.
    rest: f64,
    target_scaler: Scaler,
}

impl LinearUnit {
    /// Of a run that has no block but its output, one linear unit that predicts a number.
    pub(super) fn of(trainer: &Trainer, plan: &PicturePlan) -> Option<Self> {
        let (experiment, network) = (trainer.experiment(), trainer.learner().network());
        let (config, output) = (experiment.config(), experiment.output());
        let is_linear_unit = config.network.layers.is_empty()
            && config.data.task == Task::Regression
            && (output.units, output.activation) == (1, Activation::Linear);
        let (own, at_ends) = plan.at_ends?;
        if !is_linear_unit || at_ends[0] == at_ends[1] {
            return None;
        }
        let variable = |name: &str| {
            let mut all = network.variables();
            all.find(|(named, _)| named.name == name).map(|(_, values)| values)
        };
        let (kernel, bias) = (variable(KERNEL)?, variable(BIAS)?);
        let added = |(input, held)| {
            if input == own { 0.0 } else { widen(kernel[[input, 0]]) * widen(held) }
        };
        Some(Self {
            weight: widen(kernel[[own, 0]]),
            bias: widen(bias[[0, 0]]),
            input: own as u32,
            at_ends,
            rest: plan.ground.base.iter().copied().enumerate().map(added).sum(),
            target_scaler: plan.dataset.target_scaler,
        })
    }

    /// What it says at the least and at the greatest of the rows, in the units of the target.
    ///
    /// Checked by `tests/it/inspection/linear_unit.rs`.
    pub fn ends(&self) -> [f64; 2] {
        self.at_ends.map(|input| self.target_scaler.inverse(self.scaled(input)))
    }

    /// The line with one end, 0 or 1, at another height and the other where it is; `None` if its
    /// weight or its bias would be beyond what can be set.
    ///
    /// # Formula
    /// `weight = (s1 - s0) / (x1 - x0)`, `bias = s - weight x - rest` at the end that stays, with
    /// the scaled heights `s` and the inputs `x`
    ///
    /// Checked by `tests/it/inspection/linear_unit.rs`.
    pub fn with_end(&self, end: usize, value: f64) -> Option<Self> {
        let moved = self.target_scaler.transform(value);
        let (from, to) = (self.at_ends[1 - end], self.at_ends[end]);
        let stays = self.scaled(from);
        // As the engine holds it, so that the bias makes up for what is rounded.
        let weight = widen(narrow((moved - stays) / (to - from)));
        let bias = widen(narrow(stays - weight * from - self.rest));
        let can_be_set = |number: &f64| limits::WEIGHT.check(*number).is_ok();
        let are_set = [weight, bias].iter().all(can_be_set);
        are_set.then_some(Self { weight, bias, ..*self })
    }

    /// What it takes to make the network say so.
    pub fn edits(&self) -> Vec<WeightEdit> {
        let edit = |name: &str, row, value| {
            let (_, variable) = name.split_once('/').unwrap_or_default();
            WeightEdit { block: 0, variable: variable.to_owned(), row, column: 0, value }
        };
        vec![edit(KERNEL, self.input, self.weight), edit(BIAS, 0, self.bias)]
    }

    /// Whether the network has the same weight and bias.
    pub fn is_same_line(&self, other: &Self) -> bool {
        (self.weight, self.bias, self.input) == (other.weight, other.bias, other.input)
    }

    fn scaled(&self, input: f64) -> f64 {
        self.weight * input + self.bias + self.rest
    }
}

/// The engine's names of the variables of the only block.
const KERNEL: &str = "0/kernel";
const BIAS: &str = "0/bias";
