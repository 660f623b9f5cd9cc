//! `keras.losses`: values and gradients with respect to the raw output.

use descent::config::Loss;
use descent::nn::losses::evaluate;
use descent::nn::{Float, LossInput, Matrix};

use super::{assert_close, assert_figure, cases, floats, matrix, numbers, read};
use crate::support::numbers as all;

#[test]
fn values_and_gradients_are_keras_s() {
    let mut seen = Vec::new();
    for case in cases("losses.json") {
        let loss: Loss = read(&case["loss"]);
        let (raw, mut targets) = (matrix(&case["raw"]), matrix(&case["targets"]));
        if loss == Loss::Hinge {
            // Keras takes -1 and 1 as well; our targets are always 0 and 1.
            targets = crate::support::map(&targets, |t| if t < 0.0 { 0.0 } else { t });
        }
        let weights: Vec<Float> =
            if case["sample_weights"].is_null() { vec![] } else { floats(&case["sample_weights"]) };
        let of_predictions = !case["predictions"].is_null();
        let kind = if of_predictions { LossInput::Predictions } else { LossInput::Logits };
        let mut gradient = Matrix::zeros(raw.rows(), raw.cols());
        let sum = evaluate(loss, kind, raw.view(), targets.view(), &weights, gradient.view_mut());
        let what = format!("{} of {kind:?}, {} x {}", loss.name(), raw.rows(), raw.cols());
        assert_figure(sum / raw.rows() as f64, numbers(&case["value"])[0], &what);
        assert_close(&all(&gradient), &numbers(&case["gradient"]), &what);
        seen.push((loss.name(), of_predictions));
    }
    for loss in
        ["binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy"]
    {
        assert!(seen.contains(&(loss, true)), "{loss} of predictions has a golden value");
    }
    for loss in [
        "mean_squared_error",
        "mean_absolute_error",
        "huber",
        "log_cosh",
        "binary_crossentropy",
        "hinge",
        "categorical_crossentropy",
        "sparse_categorical_crossentropy",
    ] {
        assert!(seen.contains(&(loss, false)), "{loss} has a golden value");
    }
}
