//! Matrices: rows, padding, views.

use descent::nn::{Float, Matrix, View, padded};
use ndarray::{Array2, array};

use crate::support::{copy, matrix};

#[test]
fn rows_are_padded_to_whole_vectors() {
    assert_eq!([0, 1, 3, 4, 5, 8, 9].map(padded), [0, 4, 4, 4, 8, 8, 12]);
    let small = matrix([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
    assert_eq!(small.view().data(), [1.0, 2.0, 3.0, 0.0, 4.0, 5.0, 6.0, 0.0]);
    assert_eq!(small.row(1), [4.0, 5.0, 6.0]);
    assert_eq!((small.view().rows(), small.view().cols(), small.view().stride()), (2, 3, 4));
}

#[test]
fn what_stands_in_the_padding_does_not_count() {
    let mut one = matrix([[1.0, 2.0, 3.0]]);
    one.view_mut().data()[3] = 7.0;
    assert_eq!(one, matrix([[1.0, 2.0, 3.0]]));
    assert_ne!(one, matrix([[1.0, 2.0, 4.0]]));
    assert_ne!(one, matrix([[1.0, 2.0, 3.0, 7.0]]));
}

#[test]
fn an_array_has_the_numbers_and_no_padding() {
    let mut ours = matrix([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
    ours.view_mut().data()[3] = 7.0;
    assert_eq!(ours.array(), array![[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
    assert_eq!(ours.array().strides(), [4, 1]);
    assert_eq!(ours.array().as_ptr(), ours.view().data().as_ptr(), "nothing is copied");
    assert_eq!(ours.rows_view(1, 2).array(), array![[4.0, 5.0, 6.0]]);
    for (rows, cols) in [(0, 0), (0, 5), (3, 0), (1, 1), (9, 1), (1, 9), (2, 8)] {
        let ours = Matrix::from_fn(rows, cols, |row, col| (10 * row + col) as Float);
        let theirs = Array2::from_shape_fn((rows, cols), |(row, col)| (10 * row + col) as Float);
        assert_eq!(ours.array(), theirs, "{rows} x {cols}");
    }
}

#[test]
fn rows_are_gathered_in_any_order() {
    let source = matrix([[0.0], [1.0], [2.0], [3.0]]);
    let mut batch = Matrix::default();
    batch.gather(&source, &[3, 0, 3]);
    assert_eq!(batch, matrix([[3.0], [0.0], [3.0]]));
    batch.gather(&source, &[1]);
    assert_eq!(batch, matrix([[1.0]]));
    assert_eq!(copy(source.rows_view(1, 3)), matrix([[1.0], [2.0]]));
}

#[test]
fn empty_matrices_have_no_rows() {
    let none = Matrix::zeros(3, 0);
    assert_eq!(none.view().iter_rows().count(), 0);
    assert_eq!(Matrix::zeros(0, 5).view().iter_rows().count(), 0);
}

#[test]
#[should_panic(expected = "a matrix has its rows and its padding")]
fn a_view_is_of_a_whole_matrix() {
    let _ = View::new(&[1.0, 2.0, 3.0], 1, 3);
}
