//! The step that is told: its blocks and their values, what is shown of them, and what they are
//! called.

use ndarray::ArrayView2;

use super::lines::{Line, LineGroup};
use super::{ChosenUnit, Expression, Rest, expression::first_terms, expression::named};
use crate::config::Activation;
use crate::inspection::chain::{self, Block, BlockKind, BlockValues};
use crate::nn::{Float, LossInput, Variable, widen};
use crate::t;
use crate::train::Rehearsal;

/// A step and what is shown of it.
pub(super) struct Walk<'a> {
    pub(super) step: &'a Rehearsal,
    pub(super) blocks: Vec<Block>,
    /// Only this one; else all.
    pub(super) unit: Option<ChosenUnit>,
    /// The first rows of the batch are written out.
    pub(super) shown_rows: usize,
    /// And so many terms of a sum, or weights of a unit.
    pub(super) shown_terms: usize,
}

impl Walk<'_> {
    /// Rows of the batch.
    pub(super) fn rows(&self) -> usize {
        self.step.rows().len()
    }

    /// The units of a block that are told of.
    pub(super) fn units(&self, block: &Block) -> Vec<usize> {
        match self.unit {
            None => (0..block.units).collect(),
            Some(chosen) if chosen.block as usize == block.index => vec![chosen.unit as usize],
            Some(_) => Vec::new(),
        }
    }

    /// The row of the table, counted from 0.
    pub(super) fn table_row(&self, row: usize) -> u32 {
        let of_part = self.step.rows()[row];
        let table = &self.step.dataset().rows.training;
        table.get(of_part).copied().unwrap_or(of_part) as u32
    }

    /// A group about a block and a row.
    pub(super) fn row_group(&self, what: &str, block: Option<usize>, row: usize) -> LineGroup {
        let table_row = self.table_row(row);
        let row_number = t!("row {number}", number = table_row + 1);
        LineGroup {
            heading: match what {
                "" => row_number,
                what => format!("{what}, {row_number}"),
            },
            block: block.map(|block| block as u32),
            row: Some(table_row),
            lines: Vec::new(),
        }
    }

    /// A sum over the rows of the batch.
    pub(super) fn over_rows(
        &self,
        term: impl FnMut(usize) -> Expression,
        value: impl FnMut(usize) -> f64,
    ) -> Expression {
        let (terms, rest) = first_terms(self.rows(), self.shown_rows, term, value);
        Expression::OverRows(terms, rest)
    }

    /// The first terms of a sum of `count`.
    pub(super) fn terms(
        &self,
        count: usize,
        term: impl FnMut(usize) -> Expression,
        value: impl FnMut(usize) -> f64,
    ) -> (Vec<Expression>, Option<Rest>) {
        first_terms(count, self.shown_terms, term, value)
    }

    /// `N`
    pub(super) fn row_count(&self) -> Expression {
        named("N", self.rows() as f64)
    }

    pub(super) fn output_block(&self) -> Option<&Block> {
        self.blocks.last()
    }

    /// What entered a block.
    pub(super) fn inputs(&self, block: &Block) -> BlockValues<'_> {
        self.step.entered(block.layers[0]).into()
    }

    /// What left a block.
    pub(super) fn outputs(&self, block: &Block) -> BlockValues<'_> {
        chain::output(self.step, block)
    }

    /// What a Dense had before its activation.
    ///
    /// # Shapes
    /// `[shown rows, units]` or `[batch, units]`
    pub(super) fn sums(&self, block: &Block) -> BlockValues<'_> {
        let [first, last] = block.layers;
        let is_linear = block.kind.activation() == Some(Activation::Linear);
        let is_kept = first != last || is_linear || block.is_output && self.has_logits();
        match self.variable(block, "kernel") {
            Some(kernel) if !is_kept => {
                let bias = self.variable(block, "bias");
                self.step.weighted_sums(first, kernel, bias, self.shown_rows).into()
            }
            _ => self.step.left(first).into(),
        }
    }

    /// The gradient with respect to what left a block; of an output before whose activation
    /// the loss takes it, with respect to that. `None` where no weight needs it.
    pub(super) fn output_gradient(&self, block: &Block) -> Option<BlockValues<'_>> {
        self.step.arrived(block.layers[1]).map(BlockValues::from)
    }

    /// The gradient with respect to what a Dense had before its activation.
    pub(super) fn sum_gradient(&self, block: &Block) -> Option<BlockValues<'_>> {
        let [first, last] = block.layers;
        match block.kind.activation() {
            Some(activation) if first == last && !(block.is_output && self.has_logits()) => {
                self.step.arrived_before(last, activation).map(BlockValues::from)
            }
            _ => self.step.arrived(first).map(BlockValues::from),
        }
    }

    /// Whether the loss takes what stands before the output's activation.
    pub(super) fn has_logits(&self) -> bool {
        self.step.network().raw() == LossInput::Logits
    }

    pub(super) fn variable(&self, block: &Block, wanted: &str) -> Option<Variable> {
        let variables = chain::variables(self.step, block.index);
        variables.into_iter().find(|(name, ..)| *name == wanted).map(|(_, variable, _)| variable)
    }

    /// A number of a variable with its symbol, before the step.
    pub(super) fn weight(
        &self,
        block: &Block,
        name: &str,
        at: (usize, usize),
    ) -> Option<Expression> {
        let variable = self.variable(block, name)?;
        let line = match name {
            "moving_mean" | "moving_variance" => &self.step.before().statistics,
            _ => &self.step.before().values,
        };
        Some(named(weight_symbol(block, name, at), at_place(variable, line, at)))
    }

    /// `h1[2]`, or `x[2]` before the first block, with its value in a row.
    pub(super) fn input(
        &self,
        block: &Block,
        inputs: ArrayView2<'_, Float>,
        row: usize,
        unit: usize,
    ) -> Expression {
        named(self.input_symbol(block, unit), widen(inputs[[row, unit]]))
    }

    /// The symbol of what enters a block.
    pub(super) fn input_symbol(&self, block: &Block, unit: usize) -> String {
        match block.index.checked_sub(1) {
            Some(before) => output_symbol(&self.blocks[before], unit),
            None => format!("x[{}]", unit + 1),
        }
    }
}

/// A number of a variable in a line.
pub(super) fn at_place(variable: Variable, line: &[Float], (row, col): (usize, usize)) -> f64 {
    widen(variable.view(line).row(row)[col])
}

/// What leaves a block: `h1[2]` a Dense, `a2[2]` an activation, `d3[2]` a Dropout, `n4[2]` a
/// `BatchNormalization`, each with its place in the chain; `p[2]` the output.
pub(super) fn output_symbol(block: &Block, unit: usize) -> String {
    let letter = match block.kind {
        _ if block.is_output => return format!("p[{}]", unit + 1),
        BlockKind::Dense { .. } => 'h',
        BlockKind::Activation(_) => 'a',
        BlockKind::Dropout { .. } => 'd',
        BlockKind::BatchNorm(_) => 'n',
    };
    format!("{letter}{}[{}]", block.index + 1, unit + 1)
}

/// What a Dense has before its activation; without one it is what leaves it.
pub(super) fn sum_symbol(block: &Block, unit: usize) -> String {
    match block.kind.activation() {
        Some(Activation::Linear) => output_symbol(block, unit),
        _ => own_symbol("z", block, unit),
    }
}

/// `z1[2]`
pub(super) fn own_symbol(letter: &str, block: &Block, unit: usize) -> String {
    format!("{letter}{}[{}]", block.index + 1, unit + 1)
}

/// `W1[3,2]` from the third value to the second unit, `b1[2]`, `gamma4[2]`.
pub(super) fn weight_symbol(block: &Block, name: &str, (row, col): (usize, usize)) -> String {
    let place = block.index + 1;
    match name {
        "kernel" => format!("W{place}[{},{}]", row + 1, col + 1),
        "bias" => format!("b{place}[{}]", col + 1),
        other => format!("{other}{place}[{}]", col + 1),
    }
}

/// The gradient of the loss.
pub(super) fn gradient_symbol(of: &str) -> String {
    format!("∂L/∂{of}")
}

pub(super) fn line(name: impl Into<String>, expression: Expression, value: f64) -> Line {
    Line { name: name.into(), expression, value }
}
