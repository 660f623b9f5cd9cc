//! The way back: how the loss depends on what leaves each unit, and on each weight.

use ndarray::ArrayView2;

use super::Expression;
use super::expression::{Function, difference, named, of, product, quotient};
use super::forward::{batch_statistics, deviation, dropped, x_hat};
use super::lines::{Line, LineGroup};
use super::loss::RowLosses;
use super::walk::{
    Walk, at_place, gradient_symbol, line, output_symbol, own_symbol, sum_symbol, weight_symbol,
};
use crate::config::{Activation, BatchNormConfig, Regularizer};
use crate::inspection::chain::{self, Block, BlockKind, BlockValues};
use crate::nn::{Float, widen};
use crate::t;

/// All blocks from the output back to the first whose gradient somebody needs.
pub(super) fn groups(walk: &Walk<'_>) -> Vec<LineGroup> {
    let blocks = walk.blocks.iter().rev().filter(|block| !walk.units(block).is_empty());
    blocks.flat_map(|block| block_groups(walk, block)).collect()
}

fn block_groups(walk: &Walk<'_>, block: &Block) -> Vec<LineGroup> {
    let Some(all_arrived) = walk.output_gradient(block) else { return Vec::new() };
    let arrived = all_arrived.view();
    let sums = match block.kind {
        BlockKind::Dense { .. } => walk.sum_gradient(block),
        _ => None,
    };
    let before = matches!(block.kind, BlockKind::Dense { .. }).then(|| walk.sums(block));
    let outputs = walk.outputs(block);
    let mut groups = Vec::new();
    let source = Source::of(walk, block);
    for row in 0..walk.shown_rows {
        let mut group = walk.row_group(&block.name, Some(block.index), row);
        for unit in walk.units(block) {
            group.lines.push(source.line(walk, block, (row, unit), widen(arrived[[row, unit]])));
            let is_raw = block.is_output && walk.has_logits();
            if let (BlockKind::Dense { activation, .. }, Some(sums), Some(before)) =
                (block.kind, &sums, &before)
                && activation != Activation::Linear
                && !is_raw
            {
                let slope = through_activation(
                    walk,
                    activation,
                    arrived,
                    (row, unit),
                    &|unit| output_symbol(block, unit),
                    outputs.view(),
                    &|| named(sum_symbol(block, unit), widen(before[[row, unit]])),
                );
                let name = gradient_symbol(&sum_symbol(block, unit));
                group.lines.push(line(name, slope, widen(sums[[row, unit]])));
            }
        }
        groups.push(group);
    }
    let lines = match block.kind {
        BlockKind::Dense { regularizer, .. } => sums
            .map(|sums| dense_weights(walk, block, regularizer, sums.view()))
            .unwrap_or_default(),
        BlockKind::BatchNorm(norm) => norm_sums(walk, block, norm, arrived),
        BlockKind::Activation(_) | BlockKind::Dropout { .. } => Vec::new(),
    };
    if !lines.is_empty() {
        let heading = t!("{block}, its weights", block = block.name);
        groups.push(LineGroup { heading, block: Some(block.index as u32), row: None, lines });
    }
    groups
}

/// Where the gradient of what leaves a block comes from.
enum Source<'w, 'a> {
    Loss(RowLosses<'w, 'a>),
    /// The next block: what entered it is what left this one.
    Next {
        block: &'w Block,
        gradient: BlockValues<'w>,
        inputs: BlockValues<'w>,
        outputs: BlockValues<'w>,
    },
    Nothing,
}

impl<'w, 'a> Source<'w, 'a> {
    fn of(walk: &'w Walk<'a>, block: &'w Block) -> Self {
        if block.is_output {
            return Self::Loss(RowLosses::new(walk, block));
        }
        let Some(next) = walk.blocks.get(block.index + 1) else { return Self::Nothing };
        let gradient = match next.kind {
            BlockKind::Dense { .. } => walk.sum_gradient(next),
            _ => walk.output_gradient(next),
        };
        match gradient {
            Some(gradient) => Self::Next {
                block: next,
                gradient,
                inputs: walk.inputs(next),
                outputs: walk.outputs(next),
            },
            None => Self::Nothing,
        }
    }

    fn line(&self, walk: &Walk<'_>, block: &Block, at: (usize, usize), value: f64) -> Line {
        let (row, unit) = at;
        let name = gradient_symbol(&output_symbol(block, unit));
        match self {
            Self::Loss(losses) => losses.gradient(row, unit, value),
            Self::Next { block: next, gradient, inputs, outputs } => {
                let (gradient, inputs) = (gradient.view(), inputs.view());
                let expression = match next.kind {
                    BlockKind::Dense { .. } => through_kernel(walk, next, gradient, at),
                    BlockKind::Activation(activation) => through_activation(
                        walk,
                        activation,
                        gradient,
                        at,
                        &|unit| output_symbol(next, unit),
                        outputs.view(),
                        &|| walk.input(next, inputs, row, unit),
                    ),
                    BlockKind::Dropout { rate } => {
                        dropped(walk, next, rate, at, arrived(next, gradient, at))
                    }
                    BlockKind::BatchNorm(norm) => {
                        through_norm(walk, next, norm, gradient, inputs, at)
                    }
                };
                line(name, expression, value)
            }
            Self::Nothing => line(name.clone(), named(name, value), value),
        }
    }
}

/// `∂L/∂n2[1]` in a row.
fn arrived(
    block: &Block,
    gradient: ArrayView2<'_, Float>,
    (row, unit): (usize, usize),
) -> Expression {
    let symbol = gradient_symbol(&output_symbol(block, unit));
    named(symbol, widen(gradient[[row, unit]]))
}

/// `W2[1,1] × ∂L/∂z2[1] + W2[1,2] × ∂L/∂z2[2]`
fn through_kernel(
    walk: &Walk<'_>,
    next: &Block,
    gradient: ArrayView2<'_, Float>,
    (row, unit): (usize, usize),
) -> Expression {
    let Some(kernel) = walk.variable(next, "kernel") else { return Expression::Constant(0.0) };
    let weight = |to: usize| at_place(kernel, &walk.step.before().values, (unit, to));
    let number = |to: usize| widen(gradient[[row, to]]);
    let (terms, rest) = walk.terms(
        next.units,
        |to| {
            let symbol = weight_symbol(next, "kernel", (unit, to));
            let of_sum = named(gradient_symbol(&sum_symbol(next, to)), number(to));
            product([named(symbol, weight(to)), of_sum])
        },
        |to| weight(to) * number(to),
    );
    Expression::Sum(terms, rest)
}

/// The gradient before an activation, from that behind it; of softmax from all units.
fn through_activation(
    walk: &Walk<'_>,
    activation: Activation,
    gradient: ArrayView2<'_, Float>,
    (row, unit): (usize, usize),
    symbol: &dyn Fn(usize) -> String,
    outputs: ArrayView2<'_, Float>,
    z: &dyn Fn() -> Expression,
) -> Expression {
    let number = |unit: usize| widen(gradient[[row, unit]]);
    let arrived = |unit: usize| named(gradient_symbol(&symbol(unit)), number(unit));
    match activation {
        Activation::Linear => arrived(unit),
        Activation::Softmax => {
            let y = |unit: usize| widen(outputs[[row, unit]]);
            let (terms, rest) = walk.terms(
                outputs.ncols(),
                |unit| product([arrived(unit), named(symbol(unit), y(unit))]),
                |unit| number(unit) * y(unit),
            );
            let others = Expression::Sum(terms, rest);
            product([named(symbol(unit), y(unit)), difference(arrived(unit), others)])
        }
        other => product([arrived(unit), of(Function::Slope(other), z())]),
    }
}

/// What `BatchNormalization` sums up over the batch: the gradients of beta and of gamma, where
/// they are there.
fn norm_symbols(walk: &Walk<'_>, block: &Block, unit: usize) -> [String; 2] {
    let symbol = |name: &str, sum: &str| match walk.variable(block, name) {
        Some(_) => gradient_symbol(&weight_symbol(block, name, (0, unit))),
        None => own_symbol(sum, block, unit),
    };
    [symbol("beta", "S"), symbol("gamma", "T")]
}

fn norm_numbers(
    walk: &Walk<'_>,
    block: &Block,
    norm: BatchNormConfig,
    gradient: ArrayView2<'_, Float>,
    inputs: ArrayView2<'_, Float>,
    unit: usize,
) -> [f64; 2] {
    let number = |row: usize| widen(gradient[[row, unit]]);
    let hat = |row: usize| x_hat(walk, block, norm, inputs[[row, unit]], unit);
    let own = |name: &str| {
        walk.variable(block, name)
            .map(|variable| at_place(variable, walk.step.gradients(), (0, unit)))
    };
    let rows = || 0..walk.rows();
    [
        own("beta").unwrap_or_else(|| rows().map(number).sum()),
        own("gamma").unwrap_or_else(|| rows().map(|row| number(row) * hat(row)).sum()),
    ]
}

fn norm_sums(
    walk: &Walk<'_>,
    block: &Block,
    norm: BatchNormConfig,
    gradient: ArrayView2<'_, Float>,
) -> Vec<Line> {
    let all_inputs = walk.inputs(block);
    let inputs = all_inputs.view();
    let mut lines = Vec::new();
    for unit in walk.units(block) {
        let hat = |row: usize| x_hat(walk, block, norm, inputs[[row, unit]], unit);
        let number = |row: usize| widen(gradient[[row, unit]]);
        let plain = walk.over_rows(|row| arrived(block, gradient, (row, unit)), number);
        let scaled = walk.over_rows(
            |row| {
                let hat = named(own_symbol("x̂", block, unit), hat(row));
                product([arrived(block, gradient, (row, unit)), hat])
            },
            |row| number(row) * hat(row),
        );
        let values = norm_numbers(walk, block, norm, gradient, inputs, unit);
        let names = norm_symbols(walk, block, unit);
        for ((name, expression), value) in names.into_iter().zip([plain, scaled]).zip(values) {
            lines.push(line(name, expression, value));
        }
    }
    lines
}

/// `gamma / √(variance + epsilon) × (∂L/∂n − ∂L/∂beta / N − x̂ × ∂L/∂gamma / N)`
fn through_norm(
    walk: &Walk<'_>,
    next: &Block,
    norm: BatchNormConfig,
    gradient: ArrayView2<'_, Float>,
    inputs: ArrayView2<'_, Float>,
    (row, unit): (usize, usize),
) -> Expression {
    let [plain, scaled] = norm_numbers(walk, next, norm, gradient, inputs, unit);
    let [plain_name, scaled_name] = norm_symbols(walk, next, unit);
    let hat = x_hat(walk, next, norm, inputs[[row, unit]], unit);
    let hat = named(own_symbol("x̂", next, unit), hat);
    let less = |of: Expression| Expression::Negative(Box::new(quotient(of, walk.row_count())));
    let inner = Expression::Sum(
        vec![
            arrived(next, gradient, (row, unit)),
            less(named(plain_name, plain)),
            less(product([hat, named(scaled_name, scaled)])),
        ],
        None,
    );
    debug_assert!(batch_statistics(walk, next, unit).is_some());
    let gamma = walk.weight(next, "gamma", (0, unit)).unwrap_or(Expression::Constant(1.0));
    product([quotient(gamma, deviation(walk, next, norm, unit)), inner])
}

/// `∂L/∂W1[1,2] = Σ x[1] × ∂L/∂z1[2]`, with the penalty's part.
fn dense_weights(
    walk: &Walk<'_>,
    block: &Block,
    regularizer: Regularizer,
    sums: ArrayView2<'_, Float>,
) -> Vec<Line> {
    let all_inputs = walk.inputs(block);
    let inputs = all_inputs.view();
    let mut lines = Vec::new();
    for weight in trained_weights(walk, block) {
        let (from, to) = weight.at;
        let number = |row: usize| widen(sums[[row, to]]);
        let of_sum = |row: usize| named(gradient_symbol(&sum_symbol(block, to)), number(row));
        let expression = if weight.name == "kernel" {
            let all = walk.over_rows(
                |row| product([walk.input(block, inputs, row, from), of_sum(row)]),
                |row| widen(inputs[[row, from]]) * number(row),
            );
            let own = || named(&weight.symbol, weight.before);
            let mut terms = vec![all];
            if regularizer.l1 > 0.0 {
                terms.push(product([named("l1", regularizer.l1), of(Function::Sign, own())]));
            }
            if regularizer.l2 > 0.0 {
                let two = Expression::Constant(2.0);
                terms.push(product([two, named("l2", regularizer.l2), own()]));
            }
            Expression::Sum(terms, None)
        } else {
            walk.over_rows(of_sum, number)
        };
        lines.push(line(gradient_symbol(&weight.symbol), expression, weight.gradient));
    }
    lines
}

/// A weight that is told of.
pub(super) struct TrainedWeight {
    pub(super) name: &'static str,
    pub(super) at: (usize, usize),
    /// In the lines of the store.
    pub(super) place: usize,
    pub(super) symbol: String,
    pub(super) before: f64,
    /// Before it is clipped.
    pub(super) gradient: f64,
}

/// The weights of the units of a block that are told of.
pub(super) fn trained_weights(walk: &Walk<'_>, block: &Block) -> Vec<TrainedWeight> {
    let mut found = Vec::new();
    for (name, variable, _) in chain::variables(walk.step, block.index) {
        let known = ["kernel", "bias", "gamma", "beta"].into_iter().find(|known| *known == name);
        let Some(name) = known else { continue };
        for unit in walk.units(block) {
            for row in 0..variable.rows().min(walk.shown_terms) {
                let at = (row, unit);
                found.push(TrainedWeight {
                    name,
                    at,
                    place: variable.place(row, unit),
                    symbol: weight_symbol(block, name, at),
                    before: at_place(variable, &walk.step.before().values, at),
                    gradient: at_place(variable, walk.step.gradients(), at),
                });
            }
        }
    }
    found
}
