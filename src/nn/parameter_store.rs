//! All numbers of a network in three arrays: weights, their gradients, moving statistics.
//!
//! A layer knows only where its own stand ([`Variable`]). So an optimizer is one loop
//! over one slice, a copy of the best weights is one copy, and the memory of training
//! is the length of these lines times what the optimizer keeps. Checked by
//! `tests/it/nn/layers.rs`, `tests/it/train/fit.rs` (penalties, clipping) and
//! `tests/allocations.rs` (memory).

use crate::config::Regularizer;
use crate::nn::kernels::matmul::Scratch;
use crate::nn::{Float, View, ViewMut, narrow, padded, widen};

/// Where a matrix stands in a line: `rows` times [`padded`]`(cols)` numbers from `from`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Variable {
    from: usize,
    rows: usize,
    cols: usize,
}

/// What a [`Variable`] is, for whoever reads weights from outside.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedVariable {
    /// Index of the block in the chain, and Keras's name: `0/kernel`, `1/moving_mean`.
    pub name: String,
    /// Where it stands.
    pub variable: Variable,
    /// In [`ParameterStore::values`], else in [`ParameterStore::statistics`].
    pub trainable: bool,
    regularizer: Regularizer,
}

/// The numbers of a network. The padding of every variable is zero, in values and in
/// gradients: no optimizer moves a zero whose gradient is zero.
#[derive(Debug, Default)]
pub struct ParameterStore {
    /// Trainable numbers.
    pub values: Vec<Float>,
    /// Of the loss, with respect to [`ParameterStore::values`]; overwritten by each backward pass.
    pub gradients: Vec<Float>,
    /// Moving statistics: kept, not trained.
    pub statistics: Vec<Float>,
    /// Room in which kernels pack their operands.
    pub scratch: Scratch,
    named: Vec<NamedVariable>,
}

impl Variable {
    /// Columns, padding not counted.
    pub fn cols(&self) -> usize {
        self.cols
    }

    /// Rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Where it stands in its line, padding included.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.from..self.from + self.rows * padded(self.cols)
    }

    /// Where one of its numbers stands in its line.
    pub fn place(&self, row: usize, col: usize) -> usize {
        self.from + row * padded(self.cols) + col
    }

    /// The matrix in `line`.
    ///
    /// # Shapes
    /// `[rows, cols]`
    pub fn view<'line>(&self, line: &'line [Float]) -> View<'line> {
        View::new(&line[self.range()], self.rows, self.cols)
    }

    /// The matrix in `line`, to be written.
    ///
    /// # Shapes
    /// `[rows, cols]`
    pub fn view_mut<'line>(&self, line: &'line mut [Float]) -> ViewMut<'line> {
        ViewMut::new(&mut line[self.range()], self.rows, self.cols)
    }

    /// All numbers in `line`, padding included.
    pub fn slice<'line>(&self, line: &'line [Float]) -> &'line [Float] {
        &line[self.range()]
    }

    /// All numbers in `line`, padding included.
    pub fn slice_mut<'line>(&self, line: &'line mut [Float]) -> &'line mut [Float] {
        &mut line[self.range()]
    }
}

impl ParameterStore {
    /// A trainable matrix that starts as `start(row, column)`.
    pub fn weight(
        &mut self,
        name: String,
        (rows, cols): (usize, usize),
        regularizer: Regularizer,
        start: impl FnMut(usize, usize) -> Float,
    ) -> Variable {
        let variable = extend(&mut self.values, rows, cols, start);
        self.gradients.resize(self.values.len(), 0.0);
        self.named.push(NamedVariable { name, variable, trainable: true, regularizer });
        variable
    }

    /// A row of moving statistics that starts as `start`.
    pub fn statistic(&mut self, name: String, cols: usize, start: Float) -> Variable {
        let variable = extend(&mut self.statistics, 1, cols, |_, _| start);
        let regularizer = Regularizer::default();
        self.named.push(NamedVariable { name, variable, trainable: false, regularizer });
        variable
    }

    /// All variables, in the order of the chain.
    pub fn named(&self) -> &[NamedVariable] {
        &self.named
    }

    /// The numbers of a variable.
    ///
    /// # Shapes
    /// Kernel `[inputs, units]`; all others `[1, units]`.
    pub fn view(&self, named: &NamedVariable) -> View<'_> {
        named.variable.view(if named.trainable { &self.values } else { &self.statistics })
    }

    /// Sets the numbers of a variable, row by row, without padding.
    ///
    /// # Panics
    /// If there are not that many.
    pub fn set(&mut self, named: &NamedVariable, numbers: &[Float]) {
        let Variable { rows, cols, .. } = named.variable;
        assert_eq!(numbers.len(), rows * cols, "a variable takes all its numbers");
        let line = if named.trainable { &mut self.values } else { &mut self.statistics };
        let mut matrix = named.variable.view_mut(line);
        for (row, numbers) in matrix.iter_rows_mut().zip(numbers.chunks_exact(cols)) {
            row.copy_from_slice(numbers);
        }
    }

    /// What the regularizers add to the loss.
    ///
    /// # Formula
    /// `l1 sum(|w|) + l2 sum(w^2)` over every regularized kernel.
    pub fn penalty(&self) -> f64 {
        let mut penalty = 0.0;
        for named in self.regularized() {
            let (mut size, mut square) = (0.0, 0.0);
            for &w in named.variable.slice(&self.values) {
                size += widen(w).abs();
                square += widen(w) * widen(w);
            }
            penalty += named.regularizer.l1 * size + named.regularizer.l2 * square;
        }
        penalty
    }

    /// Adds the gradient of [`ParameterStore::penalty`].
    ///
    /// # Formula
    /// `g += l1 sign(w) + 2 l2 w`
    pub fn add_penalty_gradient(&mut self) {
        for named in self.named.iter().filter(|named| !named.regularizer.is_none()) {
            let l1 = narrow(named.regularizer.l1);
            let l2 = narrow(2.0 * named.regularizer.l2);
            let values = named.variable.slice(&self.values);
            for (g, &w) in named.variable.slice_mut(&mut self.gradients).iter_mut().zip(values) {
                let sign = if w > 0.0 {
                    1.0
                } else if w < 0.0 {
                    -1.0
                } else {
                    0.0
                };
                *g += l1 * sign + l2 * w;
            }
        }
    }

    /// Scales every variable's gradient to at most `norm` (Keras's `clipnorm`).
    ///
    /// # Formula
    /// `g *= norm / max(norm, sqrt(sum(g^2)))`
    pub fn clip_by_norm(&mut self, norm: f64) {
        for named in self.named.iter().filter(|named| named.trainable) {
            let gradient = named.variable.slice_mut(&mut self.gradients);
            let square: f64 = gradient.iter().map(|&g| widen(g) * widen(g)).sum();
            if square.sqrt() > norm {
                let factor = narrow(norm / square.sqrt());
                for g in gradient {
                    *g *= factor;
                }
            }
        }
    }

    /// Cuts every element of the gradient to at most `size` (Keras's `clipvalue`).
    pub fn clip_by_value(&mut self, size: f64) {
        let size = narrow(size);
        for g in &mut self.gradients {
            let cut = if *g > size { size } else { *g };
            *g = if cut < -size { -size } else { cut };
        }
    }

    /// Whether every weight and moving statistic is a number.
    pub fn all_finite(&self) -> bool {
        // A sum of zeros stays zero; anything times zero that is not, was no number.
        let zero = |line: &[Float]| line.iter().fold(0.0, |sum: Float, &x| sum + x * 0.0) == 0.0;
        zero(&self.values) && zero(&self.statistics)
    }

    fn regularized(&self) -> impl Iterator<Item = &NamedVariable> {
        self.named.iter().filter(|named| !named.regularizer.is_none())
    }
}

fn extend(
    line: &mut Vec<Float>,
    rows: usize,
    cols: usize,
    mut start: impl FnMut(usize, usize) -> Float,
) -> Variable {
    let variable = Variable { from: line.len(), rows, cols };
    for row in 0..rows {
        line.extend((0..cols).map(|col| start(row, col)));
        line.resize(variable.from + (row + 1) * padded(cols), 0.0);
    }
    variable
}
