//! `keras.optimizers`, step by step.

use descent::config::{Clipping, Optimizer, Regularizer};
use descent::nn::{ParameterStore, narrow, optimizers};

use super::{assert_close_within, cases, floats, numbers, read};
use crate::support::get;

/// Paths of steps that depend on each other; in `f32` rounding adds up.
const TOLERANCE: f64 = super::TOLERANCE;

#[test]
fn every_step_is_keras_s() {
    let mut seen = Vec::new();
    for case in cases("optimizers.json") {
        let optimizer: Optimizer = read(&case["optimizer"]);
        let clipping: Clipping = read(&case["clipping"]);
        let learning_rate = case["learning_rate"].as_f64().unwrap();
        seen.push(optimizer.label());

        let mut store = ParameterStore::default();
        let (matrix, vector) = (floats(&case["start"]["matrix"]), floats(&case["start"]["vector"]));
        let free = Regularizer::default();
        let start = |row: usize, col: usize| matrix[row * 2 + col];
        let matrix_variable = store.weight("matrix".to_owned(), (3, 2), free, start);
        let vector_variable = store.weight("vector".to_owned(), (1, 3), free, |_, col| vector[col]);
        let mut engine = optimizers::new(optimizer, store.values.len());

        for (step, golden) in case["steps"].as_array().unwrap().iter().enumerate() {
            for (variable, name) in [(matrix_variable, "matrix"), (vector_variable, "vector")] {
                let gradient = numbers(&golden["gradient"][name]);
                let mut rows = variable.view_mut(&mut store.gradients);
                let cols = variable.cols();
                for (row, numbers) in rows.iter_rows_mut().zip(gradient.chunks(cols)) {
                    for (g, &number) in row.iter_mut().zip(numbers) {
                        *g = narrow(number);
                    }
                }
            }
            match clipping {
                Clipping::None => {}
                Clipping::Norm(norm) => store.clip_by_norm(norm),
                Clipping::Value(size) => store.clip_by_value(size),
            }
            engine.step(&mut store.values, &store.gradients, learning_rate);
            for name in ["matrix", "vector"] {
                let what = format!("{optimizer:?}, {clipping:?}, step {}, {name}", step + 1);
                let expected = numbers(&golden["values"][name]);
                assert_close_within(&get(&store, name), &expected, TOLERANCE, &what);
            }
        }
    }
    assert!(Optimizer::ALL.iter().all(|optimizer| seen.contains(&optimizer.label())));
}
