//! Keras's own values (`tests/golden`, made by `make golden`), number by number: within
//! 1e-9 with the feature `float64`, within 1e-4 in `f32`. And pandas's, bit by bit.

mod activations;
mod early_stopping;
mod initializers;
mod inspection;
mod layers;
mod losses;
mod metrics;
mod optimizers;
mod parameters;
mod permutation_importance;
mod preprocessing;
mod reading;
mod runs;
mod schedules;
mod summary;

use std::path::Path;

use descent::nn::{Float, Matrix, narrow, widen};
use serde::de::DeserializeOwned;
use serde_json::Value;

const TOLERANCE: f64 = if size_of::<Float>() == 4 { 1e-4 } else { 1e-9 };

/// The cases of a file.
fn cases(file: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(file);
    let text = std::fs::read_to_string(path).unwrap();
    let mut document: Value = serde_json::from_str(&text).unwrap();
    let Value::Array(cases) = document["cases"].take() else { panic!("{file} has cases") };
    assert!(!cases.is_empty(), "{file} has cases");
    cases
}

/// As one of our own types, which read the same names.
fn read<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

/// All numbers, row by row.
fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Array(values) => values.iter().flat_map(numbers).collect(),
        number => vec![number.as_f64().unwrap()],
    }
}

fn floats(value: &Value) -> Vec<Float> {
    numbers(value).into_iter().map(narrow).collect()
}

/// A matrix from `[[row], ...]`, or a row from `[...]`.
fn matrix(value: &Value) -> Matrix {
    let rows = value.as_array().unwrap();
    let numbers = floats(value);
    let rows = if rows.iter().all(Value::is_array) { rows.len() } else { 1 };
    let cols = numbers.len() / rows;
    Matrix::from_fn(rows, cols, |row, col| numbers[row * cols + col])
}

/// Every number within the tolerance, measured by its size or by a share of the largest
/// one: what is small beside its neighbours is a difference of large numbers, whose
/// rounding it carries.
#[track_caller]
fn assert_close(ours: &[Float], keras: &[f64], what: &str) {
    assert_close_within(ours, keras, TOLERANCE, what);
}

#[track_caller]
fn assert_close_within(ours: &[Float], keras: &[f64], tolerance: f64, what: &str) {
    assert_eq!(ours.len(), keras.len(), "{what}");
    let largest = keras.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
    for (place, (&ours, &keras)) in ours.iter().zip(keras).enumerate() {
        let error = (widen(ours) - keras).abs();
        let bound = tolerance * keras.abs().max(SHARE * largest).max(SMALLEST);
        assert!(error <= bound, "{what} [{place}]: {ours}, Keras has {keras}");
    }
}

const SHARE: f64 = if size_of::<Float>() == 4 { 0.1 } else { 0.01 };
/// The files have at most 14 decimals.
const SMALLEST: f64 = if size_of::<Float>() == 4 { 1e-3 } else { 1e-5 };

#[track_caller]
fn assert_figure(ours: f64, keras: f64, what: &str) {
    let bound = TOLERANCE * keras.abs().max(SMALLEST);
    assert!((ours - keras).abs() <= bound, "{what}: {ours}, Keras has {keras}");
}
