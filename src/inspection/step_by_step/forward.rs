//! The way forward: each unit's weighted sum and activation, what Dropout drops, what
//! `BatchNormalization` normalizes by.

use ndarray::ArrayView2;

use super::expression::{Function, difference, named, of, product, quotient, root, square};
use super::lines::{Line, LineGroup};
use super::walk::{Walk, line, output_symbol, own_symbol, sum_symbol};
use super::{Expression, expression::sum};
use crate::config::{Activation, BatchNormConfig};
use crate::inspection::chain::{Block, BlockKind};
use crate::nn::kernels::math::exp_f64;
use crate::nn::{Float, narrow, widen};
use crate::t;

/// All blocks, each row by row.
pub(super) fn groups(walk: &Walk<'_>) -> Vec<LineGroup> {
    let blocks = walk.blocks.iter().filter(|block| !walk.units(block).is_empty());
    blocks.flat_map(|block| block_groups(walk, block)).collect()
}

fn block_groups(walk: &Walk<'_>, block: &Block) -> Vec<LineGroup> {
    let (all_inputs, outputs) = (walk.inputs(block), walk.outputs(block));
    let inputs = all_inputs.view();
    let mut groups = Vec::new();
    if let BlockKind::BatchNorm(_) = block.kind {
        groups.push(batch_group(walk, block, inputs));
    }
    let sums = matches!(block.kind, BlockKind::Dense { .. }).then(|| walk.sums(block));
    for row in 0..walk.shown_rows {
        let mut group = walk.row_group(&block.name, Some(block.index), row);
        for unit in walk.units(block) {
            let value = widen(outputs[[row, unit]]);
            let name = output_symbol(block, unit);
            match (block.kind, &sums) {
                (BlockKind::Dense { activation, .. }, Some(sums)) => {
                    let weighted = weighted_sum(walk, block, inputs, row, unit);
                    let sum_value = widen(sums[[row, unit]]);
                    group.lines.push(line(sum_symbol(block, unit), weighted, sum_value));
                    if activation != Activation::Linear {
                        let z =
                            |unit: usize| named(sum_symbol(block, unit), widen(sums[[row, unit]]));
                        let applied = activated(walk, activation, block.units, unit, z);
                        group.lines.push(line(name, applied, value));
                    }
                }
                (BlockKind::Activation(activation), _) => {
                    let x = |unit| walk.input(block, inputs, row, unit);
                    let applied = activated(walk, activation, block.units, unit, x);
                    group.lines.push(line(name, applied, value));
                }
                (BlockKind::Dropout { rate }, _) => {
                    let x = walk.input(block, inputs, row, unit);
                    let masked = dropped(walk, block, rate, (row, unit), x);
                    group.lines.push(line(name, masked, value));
                }
                (BlockKind::BatchNorm(norm), _) => {
                    group.lines.extend(normalized(walk, block, norm, (row, unit), inputs, value));
                }
                (BlockKind::Dense { .. }, None) => {}
            }
        }
        groups.push(group);
    }
    groups
}

/// `W1[1,2] × x[1] + W1[2,2] × x[2] + b1[2]`
fn weighted_sum(
    walk: &Walk<'_>,
    block: &Block,
    inputs: ArrayView2<'_, Float>,
    row: usize,
    unit: usize,
) -> Expression {
    let weight = |input: usize| {
        walk.weight(block, "kernel", (input, unit)).unwrap_or(Expression::Constant(0.0))
    };
    let number = |weight: &Expression| weight.terms().first().copied().unwrap_or_default();
    let (mut terms, rest) = walk.terms(
        inputs.ncols(),
        |input| product([weight(input), walk.input(block, inputs, row, input)]),
        |input| number(&weight(input)) * widen(inputs[[row, input]]),
    );
    terms.extend(walk.weight(block, "bias", (0, unit)));
    Expression::Sum(terms, rest)
}

/// The activation of a unit; softmax takes all of them.
fn activated(
    walk: &Walk<'_>,
    activation: Activation,
    units: usize,
    unit: usize,
    z: impl Fn(usize) -> Expression,
) -> Expression {
    match activation {
        Activation::Linear => z(unit),
        Activation::Softmax => {
            let number = |unit| z(unit).terms().first().copied().unwrap_or_default();
            let (terms, rest) =
                walk.terms(units, |unit| of(Function::Exp, z(unit)), |unit| exp_f64(number(unit)));
            quotient(of(Function::Exp, z(unit)), Expression::Sum(terms, rest))
        }
        other => of(Function::Activation(other), z(unit)),
    }
}

/// `mask × x / (1 − rate)`; the same factors serve on the way back.
pub(super) fn dropped(
    walk: &Walk<'_>,
    block: &Block,
    rate: f64,
    (row, unit): (usize, usize),
    x: Expression,
) -> Expression {
    let mask = walk.step.network().layers()[block.layers[0]].mask().unwrap_or_default();
    let is_kept = mask.keeps((row * block.units + unit) as u32);
    let mask = named(own_symbol("mask", block, unit), f64::from(u8::from(is_kept)));
    let kept = difference(Expression::Constant(1.0), named("rate", rate));
    quotient(product([mask, x]), kept)
}

/// Mean and variance of the batch.
fn batch_group(walk: &Walk<'_>, block: &Block, inputs: ArrayView2<'_, Float>) -> LineGroup {
    let mut lines = Vec::new();
    for unit in walk.units(block) {
        let Some([mean, variance]) = batch_statistics(walk, block, unit) else { continue };
        let x = |row| walk.input(block, inputs, row, unit);
        let number = |row: usize| widen(inputs[[row, unit]]);
        let all = walk.over_rows(x, number);
        lines.push(line(own_symbol("mean", block, unit), quotient(all, walk.row_count()), mean));
        let centred = |row| difference(x(row), named(own_symbol("mean", block, unit), mean));
        let squares = walk.over_rows(
            |row| square(centred(row)),
            |row| (number(row) - mean) * (number(row) - mean),
        );
        let name = own_symbol("variance", block, unit);
        lines.push(line(name, quotient(squares, walk.row_count()), variance));
    }
    let heading = t!("{block}, the batch", block = block.name);
    LineGroup { heading, block: Some(block.index as u32), row: None, lines }
}

/// Mean and variance of the batch for a unit.
pub(super) fn batch_statistics(walk: &Walk<'_>, block: &Block, unit: usize) -> Option<[f64; 2]> {
    let [mean, variance] = walk.step.batch_statistics(block.layers[0])?;
    Some([widen(*mean.get(unit)?), widen(*variance.get(unit)?)])
}

/// `√(variance + epsilon)`
pub(super) fn deviation(
    walk: &Walk<'_>,
    block: &Block,
    norm: BatchNormConfig,
    unit: usize,
) -> Expression {
    let [_, variance] = batch_statistics(walk, block, unit).unwrap_or_default();
    let variance = named(own_symbol("variance", block, unit), variance);
    root(sum([variance, named("epsilon", widen(narrow(norm.epsilon)))]))
}

/// How far a value is from the mean of the batch, in deviations, as the engine has it.
pub(super) fn x_hat(
    walk: &Walk<'_>,
    block: &Block,
    norm: BatchNormConfig,
    x: Float,
    unit: usize,
) -> f64 {
    let [mean, variance] = batch_statistics(walk, block, unit).unwrap_or_default();
    let inverse = 1.0 / (narrow(variance) + narrow(norm.epsilon)).sqrt();
    widen((x - narrow(mean)) * inverse)
}

fn normalized(
    walk: &Walk<'_>,
    block: &Block,
    norm: BatchNormConfig,
    (row, unit): (usize, usize),
    inputs: ArrayView2<'_, Float>,
    value: f64,
) -> [Line; 2] {
    let [mean, _] = batch_statistics(walk, block, unit).unwrap_or_default();
    let x = walk.input(block, inputs, row, unit);
    let centred = difference(x, named(own_symbol("mean", block, unit), mean));
    let hat = x_hat(walk, block, norm, inputs[[row, unit]], unit);
    let hat_name = own_symbol("x̂", block, unit);
    let scaled = match walk.weight(block, "gamma", (0, unit)) {
        Some(gamma) => product([gamma, named(&hat_name, hat)]),
        None => named(&hat_name, hat),
    };
    let shifted = match walk.weight(block, "beta", (0, unit)) {
        Some(beta) => sum([scaled, beta]),
        None => scaled,
    };
    [
        line(hat_name, quotient(centred, deviation(walk, block, norm, unit)), hat),
        line(output_symbol(block, unit), shifted, value),
    ]
}
