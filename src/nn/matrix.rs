//! Matrices as the engine lays them out: row by row, each row padded to whole vectors.
//!
//! Padding lets every kernel run on whole vectors without a remainder. What stands in
//! it never reaches a result: kernels read at most the padding of *columns*, and write
//! there what they would write if the missing columns of their inputs were zero.
//! All shapes are `[rows, columns]`, padding not counted. Checked by `tests/it/nn/matrix.rs`.
//!
//! Outside the engine nobody meets the padding: what leaves it is an array of `ndarray`
//! ([`Matrix::array`], [`View::array`]).

use ndarray::{ArrayView2, s};

use crate::nn::Float;

/// Numbers of one vector: what simd128 holds of `f32`.
pub const LANES: usize = 4;

/// Columns with their padding.
pub const fn padded(cols: usize) -> usize {
    cols.next_multiple_of(LANES)
}

/// A matrix of its own.
///
/// Checked by `tests/it/nn/matrix.rs`.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    data: Vec<Float>,
    rows: usize,
    cols: usize,
}

/// A matrix to be read: a slice of `rows` times [`padded`]`(cols)` numbers.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    data: &'a [Float],
    rows: usize,
    cols: usize,
}

/// A matrix to be written.
#[derive(Debug)]
pub struct ViewMut<'a> {
    data: &'a mut [Float],
    rows: usize,
    cols: usize,
}

impl Matrix {
    /// All zero.
    pub fn zeros(rows: usize, cols: usize) -> Self {
        Self { data: vec![0.0; rows * padded(cols)], rows, cols }
    }

    /// `of(row, column)` at every place; the padding is zero.
    pub fn from_fn(rows: usize, cols: usize, mut of: impl FnMut(usize, usize) -> Float) -> Self {
        let mut matrix = Self::zeros(rows, cols);
        for row in 0..rows {
            for (col, value) in matrix.row_mut(row).iter_mut().enumerate() {
                *value = of(row, col);
            }
        }
        matrix
    }

    /// Takes another shape; keeps its memory where that is enough. What it then holds
    /// is of no use before it is written, but it is always finite where it was.
    pub fn resize(&mut self, rows: usize, cols: usize) {
        self.data.resize(rows * padded(cols), 0.0);
        (self.rows, self.cols) = (rows, cols);
    }

    /// Becomes the rows `rows` of `source`, in that order.
    pub fn gather(&mut self, source: &Self, rows: &[usize]) {
        self.resize(rows.len(), source.cols);
        let stride = padded(source.cols);
        match stride {
            0 => {}
            // Short rows: a call of the system's copying function would cost more.
            4 => copy_rows::<4>(&mut self.data, &source.data, rows),
            8 => copy_rows::<8>(&mut self.data, &source.data, rows),
            12 => copy_rows::<12>(&mut self.data, &source.data, rows),
            16 => copy_rows::<16>(&mut self.data, &source.data, rows),
            _ => {
                for (to, &row) in self.data.chunks_exact_mut(stride).zip(rows) {
                    to.copy_from_slice(&source.data[row * stride..][..stride]);
                }
            }
        }
    }

    /// Rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Columns, padding not counted.
    pub fn cols(&self) -> usize {
        self.cols
    }

    /// A row without its padding.
    pub fn row(&self, row: usize) -> &[Float] {
        &self.data[row * padded(self.cols)..][..self.cols]
    }

    /// A row without its padding.
    pub fn row_mut(&mut self, row: usize) -> &mut [Float] {
        &mut self.data[row * padded(self.cols)..][..self.cols]
    }

    /// All rows.
    pub fn view(&self) -> View<'_> {
        View { data: &self.data, rows: self.rows, cols: self.cols }
    }

    /// [`View::array`] of all rows.
    ///
    /// # Shapes
    /// `[rows, columns]`
    pub fn array(&self) -> ArrayView2<'_, Float> {
        self.view().array()
    }

    /// Rows `from` up to, not including, `to`.
    pub fn rows_view(&self, from: usize, to: usize) -> View<'_> {
        let stride = padded(self.cols);
        View { data: &self.data[from * stride..to * stride], rows: to - from, cols: self.cols }
    }

    /// All rows.
    pub fn view_mut(&mut self) -> ViewMut<'_> {
        ViewMut { data: &mut self.data, rows: self.rows, cols: self.cols }
    }
}

fn copy_rows<const STRIDE: usize>(to: &mut [Float], from: &[Float], rows: &[usize]) {
    let from = from.as_chunks::<STRIDE>().0;
    for (to, &row) in to.as_chunks_mut::<STRIDE>().0.iter_mut().zip(rows) {
        *to = from[row];
    }
}

/// Equal shapes and numbers, whatever stands in the padding.
impl PartialEq for Matrix {
    fn eq(&self, other: &Self) -> bool {
        (self.rows, self.cols) == (other.rows, other.cols)
            && self.view().iter_rows().eq(other.view().iter_rows())
    }
}

impl<'a> View<'a> {
    /// # Panics
    /// If `data` is not `rows` times [`padded`]`(cols)` numbers.
    pub fn new(data: &'a [Float], rows: usize, cols: usize) -> Self {
        assert_eq!(data.len(), rows * padded(cols), "a matrix has its rows and its padding");
        Self { data, rows, cols }
    }

    /// Rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Columns, padding not counted.
    pub fn cols(&self) -> usize {
        self.cols
    }

    /// Numbers from one row to the next.
    pub fn stride(&self) -> usize {
        padded(self.cols)
    }

    /// Everything, padding included.
    pub fn data(&self) -> &'a [Float] {
        self.data
    }

    /// A row without its padding.
    pub fn row(&self, row: usize) -> &'a [Float] {
        &self.data[row * self.stride()..][..self.cols]
    }

    /// The same numbers as they leave the engine: without the padding, and not copied.
    ///
    /// Checked by `tests/it/nn/matrix.rs::an_array_has_the_numbers_and_no_padding`.
    ///
    /// # Formula
    /// `array[[i, j]] = data[i * stride + j]`
    ///
    /// # Shapes
    /// `[rows, columns]`, its strides `[stride, 1]`
    ///
    /// # Panics
    /// Never: a view has all its rows.
    pub fn array(&self) -> ArrayView2<'a, Float> {
        ArrayView2::from_shape((self.rows, self.stride()), self.data)
            .expect("a view has all its rows")
            .slice_move(s![.., ..self.cols])
    }

    /// Row after row, each without its padding.
    pub fn iter_rows(&self) -> impl Iterator<Item = &'a [Float]> + Clone + use<'a> {
        let cols = self.cols;
        self.data.chunks_exact(self.stride().max(1)).map(move |row| &row[..cols])
    }
}

impl<'a> ViewMut<'a> {
    /// # Panics
    /// If `data` is not `rows` times [`padded`]`(cols)` numbers.
    pub fn new(data: &'a mut [Float], rows: usize, cols: usize) -> Self {
        assert_eq!(data.len(), rows * padded(cols), "a matrix has its rows and its padding");
        Self { data, rows, cols }
    }

    /// Rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Columns, padding not counted.
    pub fn cols(&self) -> usize {
        self.cols
    }

    /// Numbers from one row to the next.
    pub fn stride(&self) -> usize {
        padded(self.cols)
    }

    /// Everything, padding included.
    pub fn data(&mut self) -> &mut [Float] {
        self.data
    }

    /// Row after row, each without its padding.
    pub fn iter_rows_mut(&mut self) -> impl Iterator<Item = &mut [Float]> {
        let (cols, stride) = (self.cols, self.stride().max(1));
        self.data.chunks_exact_mut(stride).map(move |row| &mut row[..cols])
    }

    /// The same, to be read.
    pub fn as_view(&self) -> View<'_> {
        View { data: self.data, rows: self.rows, cols: self.cols }
    }

    /// The same for a shorter time.
    pub fn reborrow(&mut self) -> ViewMut<'_> {
        ViewMut { data: self.data, rows: self.rows, cols: self.cols }
    }
}
