//! The loss of each row and of the batch, and how it depends on the raw output.

use ndarray::{Array2, ArrayView2};

use super::Expression;
use super::expression::{Function, difference, named, of, product, quotient, square, sum};
use super::lines::{Line, LineGroup};
use super::walk::{
    Walk, at_place, gradient_symbol, line, output_symbol, sum_symbol, weight_symbol,
};
use crate::config::{Activation, Loss};
use crate::inspection::chain::{Block, BlockKind};
use crate::nn::kernels::math::{exp_f64, ln_f64};
use crate::nn::losses::EPSILON;
use crate::nn::{Float, narrow, widen};
use crate::t;

/// Each row that is shown, then the mean with the penalties.
pub(super) fn groups(walk: &Walk<'_>) -> Vec<LineGroup> {
    let Some(output) = walk.output_block() else { return Vec::new() };
    let rows = RowLosses::new(walk, output);
    let shown = (0..walk.shown_rows).map(|row| {
        let mut group = walk.row_group("", Some(output.index), row);
        group.lines = rows.lines(row);
        group
    });
    let mut groups: Vec<LineGroup> = shown.collect();
    groups.push(batch_group(walk));
    groups
}

/// What the loss has to do with a network's output, row by row.
pub(super) struct RowLosses<'w, 'a> {
    walk: &'w Walk<'a>,
    output: &'w Block,
    loss: Loss,
    raw: ArrayView2<'w, Float>,
    predictions: Array2<Float>,
}

/// A probability as the cross-entropies take it, held away from 0 and 1.
struct Held {
    expression: Expression,
    is_held: bool,
}

impl Held {
    fn new(p: Expression, value: f64) -> Self {
        let end = value.clamp(EPSILON, 1.0 - EPSILON);
        let is_held = end != value;
        Self { expression: if is_held { Expression::Constant(end) } else { p }, is_held }
    }
}

impl<'w, 'a> RowLosses<'w, 'a> {
    pub(super) fn new(walk: &'w Walk<'a>, output: &'w Block) -> Self {
        Self {
            walk,
            output,
            loss: walk.step.experiment().config().training.loss,
            raw: walk.step.left(output.layers[1]),
            predictions: walk.step.predictions(),
        }
    }

    fn is_categorical(&self) -> bool {
        matches!(self.loss, Loss::CategoricalCrossentropy | Loss::SparseCategoricalCrossentropy)
    }

    /// The symbol of what the loss takes.
    fn raw_symbol(&self, unit: usize) -> String {
        if self.walk.has_logits() {
            sum_symbol(self.output, unit)
        } else {
            output_symbol(self.output, unit)
        }
    }

    fn raw_number(&self, row: usize, unit: usize) -> f64 {
        widen(self.raw[[row, unit]])
    }

    fn raw(&self, row: usize, unit: usize) -> Expression {
        named(self.raw_symbol(unit), self.raw_number(row, unit))
    }

    fn target_number(&self, row: usize, unit: usize) -> f64 {
        let targets = self.walk.step.targets();
        match self.loss {
            Loss::SparseCategoricalCrossentropy => {
                f64::from(u8::from(widen(targets[[row, 0]]) == unit as f64))
            }
            _ => widen(targets[[row, unit]]),
        }
    }

    /// The number to reach; for a sparse loss whether the class is this one.
    fn target(&self, row: usize, unit: usize) -> Expression {
        let symbol = match self.loss {
            Loss::SparseCategoricalCrossentropy => format!("[t = {unit}]"),
            _ => format!("t[{}]", unit + 1),
        };
        named(symbol, self.target_number(row, unit))
    }

    fn error(&self, row: usize, unit: usize) -> Expression {
        difference(self.raw(row, unit), self.target(row, unit))
    }

    fn class_weight(&self, row: usize) -> Option<Expression> {
        let weight = self.walk.step.row_weights().get(row)?;
        Some(named(t!("class weight"), widen(*weight)))
    }

    /// The lines of a row, its loss last.
    fn lines(&self, row: usize) -> Vec<Line> {
        let mut lines = Vec::new();
        let units = self.raw.ncols();
        let total = if self.is_categorical() && self.walk.has_logits() {
            lines.push(self.log_sum(row));
            let log_sum = named("s", self.log_sum_number(row));
            let (terms, rest) = self.walk.terms(
                units,
                |unit| {
                    let short = difference(log_sum.clone(), self.raw(row, unit));
                    product([self.target(row, unit), short])
                },
                |unit| {
                    let short = self.log_sum_number(row) - self.raw_number(row, unit);
                    self.target_number(row, unit) * short
                },
            );
            Expression::Sum(terms, rest)
        } else if self.is_categorical() {
            lines.push(self.sum_of_outputs(row));
            let terms = (0..units).map(|unit| {
                let log = of(Function::Ln, self.share(row, unit).expression);
                Expression::Negative(Box::new(product([self.target(row, unit), log])))
            });
            Expression::Sum(terms.collect(), None)
        } else {
            let terms: Vec<Expression> = (0..units).map(|unit| self.element(row, unit)).collect();
            match <[Expression; 1]>::try_from(terms) {
                Ok([only]) => only,
                Err(terms) => {
                    quotient(Expression::Sum(terms, None), Expression::Constant(units as f64))
                }
            }
        };
        let total = match self.class_weight(row) {
            Some(weight) => product([weight, total]),
            None => total,
        };
        lines.push(line("L", total, self.walk.step.row_loss(row)));
        lines
    }

    /// The logarithm of the sum over the classes, without overflow.
    fn log_sum_number(&self, row: usize) -> f64 {
        let numbers = || (0..self.raw.ncols()).map(|unit| self.raw_number(row, unit));
        let largest = numbers().fold(f64::NEG_INFINITY, f64::max);
        largest + ln_f64(numbers().map(|z| exp_f64(z - largest)).sum())
    }

    fn log_sum(&self, row: usize) -> Line {
        let (terms, rest) = self.walk.terms(
            self.raw.ncols(),
            |unit| of(Function::Exp, self.raw(row, unit)),
            |unit| exp_f64(self.raw_number(row, unit)),
        );
        let all = Expression::Sum(terms, rest);
        line("s", of(Function::Ln, all), self.log_sum_number(row))
    }

    fn sum_of_outputs_number(&self, row: usize) -> f64 {
        (0..self.raw.ncols()).map(|unit| self.raw_number(row, unit)).sum()
    }

    fn sum_of_outputs(&self, row: usize) -> Line {
        let (terms, rest) = self.walk.terms(
            self.raw.ncols(),
            |unit| self.raw(row, unit),
            |unit| self.raw_number(row, unit),
        );
        line("S", Expression::Sum(terms, rest), self.sum_of_outputs_number(row))
    }

    /// The share of an output of their sum.
    fn share(&self, row: usize, unit: usize) -> Held {
        let total = self.sum_of_outputs_number(row);
        let share = quotient(self.raw(row, unit), named("S", total));
        Held::new(share, self.raw_number(row, unit) / total)
    }

    /// The loss of an output.
    fn element(&self, row: usize, unit: usize) -> Expression {
        let (z, t) = (self.raw(row, unit), self.target(row, unit));
        let one = || Expression::Constant(1.0);
        let half = || Expression::Constant(0.5);
        match self.loss {
            Loss::MeanAbsoluteError => of(Function::Absolute, self.error(row, unit)),
            Loss::Huber { delta } => {
                let symbol = || named("delta", delta);
                if self.is_beyond(row, unit, delta) {
                    let linear = product([symbol(), of(Function::Absolute, self.error(row, unit))]);
                    difference(linear, product([half(), square(symbol())]))
                } else {
                    product([half(), square(self.error(row, unit))])
                }
            }
            Loss::LogCosh => of(Function::LnCosh, self.error(row, unit)),
            Loss::Hinge => {
                let reached = product([sign_of_target(t), z]);
                of(Function::Positive, difference(one(), reached))
            }
            Loss::BinaryCrossentropy if self.walk.has_logits() => {
                let softplus = of(Function::Ln, sum([one(), of(Function::Exp, z.clone())]));
                difference(softplus, product([t, z]))
            }
            Loss::BinaryCrossentropy => {
                let q = || Held::new(z.clone(), self.raw_number(row, unit)).expression;
                let hit = product([t.clone(), of(Function::Ln, q())]);
                let missed =
                    product([difference(one(), t), of(Function::Ln, difference(one(), q()))]);
                Expression::Negative(Box::new(sum([hit, missed])))
            }
            Loss::MeanSquaredError
            | Loss::CategoricalCrossentropy
            | Loss::SparseCategoricalCrossentropy => square(self.error(row, unit)),
        }
    }

    /// Whether an error is beyond Huber's delta, in the engine's own precision.
    fn is_beyond(&self, row: usize, unit: usize, delta: f64) -> bool {
        let target = self.walk.step.targets()[[row, unit]];
        (self.raw[[row, unit]] - target).abs() > narrow(delta)
    }

    /// The gradient with respect to an element of the raw output.
    pub(super) fn gradient(&self, row: usize, unit: usize, value: f64) -> Line {
        let units = self.raw.ncols();
        let slope = self.slope(row, unit);
        let slope = match self.class_weight(row) {
            Some(weight) => product([weight, slope]),
            None => slope,
        };
        // Of a mean over outputs each is one of as many.
        let elements = if self.is_categorical() || units == 1 {
            self.walk.row_count()
        } else {
            product([self.walk.row_count(), Expression::Constant(units as f64)])
        };
        line(gradient_symbol(&self.raw_symbol(unit)), quotient(slope, elements), value)
    }

    /// The slope of a row's loss.
    fn slope(&self, row: usize, unit: usize) -> Expression {
        let (z, t) = (self.raw(row, unit), self.target(row, unit));
        let prediction =
            || named(output_symbol(self.output, unit), widen(self.predictions[[row, unit]]));
        let one = || Expression::Constant(1.0);
        let flat = Expression::Constant(0.0);
        match self.loss {
            Loss::MeanSquaredError => product([Expression::Constant(2.0), self.error(row, unit)]),
            Loss::MeanAbsoluteError => of(Function::Sign, self.error(row, unit)),
            Loss::Huber { delta } if self.is_beyond(row, unit, delta) => {
                product([named("delta", delta), of(Function::Sign, self.error(row, unit))])
            }
            Loss::Huber { .. } => self.error(row, unit),
            Loss::LogCosh => {
                let tanh = Function::Activation(Activation::Tanh);
                of(tanh, self.error(row, unit))
            }
            Loss::Hinge => {
                let reached =
                    (2.0 * self.target_number(row, unit) - 1.0) * self.raw_number(row, unit);
                if reached < 1.0 { Expression::Negative(Box::new(sign_of_target(t))) } else { flat }
            }
            Loss::BinaryCrossentropy if !self.walk.has_logits() => {
                let held = Held::new(z, self.raw_number(row, unit));
                let q = held.expression;
                if held.is_held {
                    return flat;
                }
                let below = product([q.clone(), difference(one(), q.clone())]);
                quotient(difference(q, t), below)
            }
            Loss::CategoricalCrossentropy | Loss::SparseCategoricalCrossentropy
                if !self.walk.has_logits() =>
            {
                let free = (0..self.raw.ncols()).filter(|&unit| !self.share(row, unit).is_held);
                let free: f64 = free.map(|unit| self.target_number(row, unit)).sum();
                let own = self.share(row, unit);
                let own = if own.is_held { flat } else { quotient(t, own.expression) };
                let total = named("S", self.sum_of_outputs_number(row));
                quotient(difference(named("Σ t", free), own), total)
            }
            Loss::BinaryCrossentropy
            | Loss::CategoricalCrossentropy
            | Loss::SparseCategoricalCrossentropy => difference(prediction(), t),
        }
    }
}

/// `2 t − 1`: -1 or 1.
fn sign_of_target(t: Expression) -> Expression {
    difference(product([Expression::Constant(2.0), t]), Expression::Constant(1.0))
}

/// The mean over the rows, and what the regularizers add.
fn batch_group(walk: &Walk<'_>) -> LineGroup {
    let all =
        walk.over_rows(|row| named("L", walk.step.row_loss(row)), |row| walk.step.row_loss(row));
    let mean = quotient(all, walk.row_count());
    let mean_number =
        (0..walk.rows()).map(|row| walk.step.row_loss(row)).sum::<f64>() / walk.rows() as f64;
    let mut lines = Vec::new();
    let penalties: Vec<Line> =
        walk.blocks.iter().filter_map(|block| penalty(walk, block)).collect();
    if penalties.is_empty() {
        lines.push(line("loss", mean, walk.step.loss()));
    } else {
        lines.push(line(t!("mean L"), mean, mean_number));
        let symbols = penalties.iter().map(|line| named(&line.name, line.value));
        let terms = [named(t!("mean L"), mean_number)].into_iter().chain(symbols).collect();
        lines.extend(penalties);
        lines.push(line("loss", Expression::Sum(terms, None), walk.step.loss()));
    }
    LineGroup { heading: t!("The batch").to_owned(), block: None, row: None, lines }
}

/// `l1 × (|W1[1,1]| + …) + l2 × (W1[1,1]² + …)`
fn penalty(walk: &Walk<'_>, block: &Block) -> Option<Line> {
    let BlockKind::Dense { regularizer, .. } = block.kind else { return None };
    if regularizer.is_none() {
        return None;
    }
    let kernel = walk.variable(block, "kernel")?;
    let values = &walk.step.before().values;
    let place = |index: usize| (index / kernel.cols(), index % kernel.cols());
    let number = |index: usize| at_place(kernel, values, place(index));
    let weight = |index| named(weight_symbol(block, "kernel", place(index)), number(index));
    let count = kernel.rows() * kernel.cols();
    let (mut terms, mut value) = (Vec::new(), 0.0);
    if regularizer.l1 > 0.0 {
        let (sizes, rest) = walk.terms(
            count,
            |index| of(Function::Absolute, weight(index)),
            |index| number(index).abs(),
        );
        terms.push(product([named("l1", regularizer.l1), Expression::Sum(sizes, rest)]));
        value += regularizer.l1 * (0..count).map(|index| number(index).abs()).sum::<f64>();
    }
    if regularizer.l2 > 0.0 {
        let squared = |index| number(index) * number(index);
        let (squares, rest) = walk.terms(count, |index| square(weight(index)), squared);
        terms.push(product([named("l2", regularizer.l2), Expression::Sum(squares, rest)]));
        value += regularizer.l2 * (0..count).map(squared).sum::<f64>();
    }
    Some(line(
        t!("penalty of {weights}", weights = format_args!("W{}", block.index + 1)),
        Expression::Sum(terms, None),
        value,
    ))
}
