//! Losses and metrics: Keras's values, and the far ends.

use descent::config::{Loss, Metric};
use descent::nn::Float;
use descent::nn::losses::{gradient, sum_over_rows};
use descent::train::metrics;
use ndarray::{Array2, array};

const TOLERANCE: f64 = if size_of::<Float>() == 4 { 1e-6 } else { 1e-13 };

fn assert_close(ours: f64, expected: f64) {
    assert!((ours - expected).abs() <= TOLERANCE * expected.abs(), "{ours}, not {expected}");
}

#[test]
fn values_are_sums_over_rows_of_means_over_outputs() {
    let (z, t) = (array![[1.0, 2.0], [0.0, -4.0]], array![[0.0, 4.0], [0.0, 0.0]]);
    assert_eq!(sum_over_rows(Loss::MeanSquaredError, &z, &t), 2.5 + 8.0);
    assert_eq!(sum_over_rows(Loss::MeanAbsoluteError, &z, &t), 1.5 + 2.0);

    // -ln(sigmoid(2)) - ln(1 - sigmoid(-1))
    let (z, t) = (array![[2.0], [-1.0]], array![[1.0], [0.0]]);
    let expected = 0.126_928_011_042_972_6 + 0.313_261_687_518_222_9;
    assert_close(sum_over_rows(Loss::BinaryCrossentropy, &z, &t), expected);

    // -ln(softmax(1, 2, 3)[1])
    let (z, t) = (array![[1.0, 2.0, 3.0]], array![[0.0, 1.0, 0.0]]);
    assert_close(sum_over_rows(Loss::CategoricalCrossentropy, &z, &t), 1.407_605_964_444_380_1);
}

#[test]
fn the_gradient_is_of_the_batch_mean() {
    let (z, t) = (array![[1.0, 2.0], [0.0, -4.0]], array![[0.0, 4.0], [0.0, 0.0]]);
    let squared = gradient(Loss::MeanSquaredError, &z, &t);
    assert_eq!(squared, array![[0.5, -1.0], [0.0, -2.0]]);
    let absolute = gradient(Loss::MeanAbsoluteError, &z, &t);
    assert_eq!(absolute, array![[0.25, -0.25], [0.0, -0.25]]);
    let binary = gradient(Loss::BinaryCrossentropy, &array![[0.0], [0.0]], &array![[1.0], [0.0]]);
    assert_eq!(binary, array![[-0.25], [0.25]]);
    let t = array![[1.0, 0.0], [0.0, 1.0]];
    let categorical = gradient(Loss::CategoricalCrossentropy, &Array2::zeros((2, 2)), &t);
    assert_eq!(categorical, array![[-0.25, 0.25], [0.25, -0.25]]);
}

#[test]
fn cross_entropies_hold_at_the_far_ends() {
    let far: Float = 1e4;
    for (z, t, expected) in [(far, 1.0, 0.0), (-far, 1.0, 1e4), (far, 0.0, 1e4), (-far, 0.0, 0.0)] {
        let (z, t) = (array![[z]], array![[t]]);
        assert_eq!(sum_over_rows(Loss::BinaryCrossentropy, &z, &t), expected);
        assert!(gradient(Loss::BinaryCrossentropy, &z, &t)[[0, 0]].is_finite());
    }
    let (z, right, wrong) = (array![[far, -far]], array![[1.0, 0.0]], array![[0.0, 1.0]]);
    assert_eq!(sum_over_rows(Loss::CategoricalCrossentropy, &z, &right), 0.0);
    assert_eq!(sum_over_rows(Loss::CategoricalCrossentropy, &z, &wrong), 2e4);
    assert_eq!(gradient(Loss::CategoricalCrossentropy, &z, &wrong), array![[1.0, -1.0]]);

    // A confident, right answer still costs a little.
    let small = sum_over_rows(Loss::BinaryCrossentropy, &array![[30.0]], &array![[1.0]]);
    assert!((small / (-30_f64).exp() - 1.0).abs() < 1e-12, "{small}");
}

#[test]
fn what_is_no_number_stays_none() {
    for loss in [
        Loss::MeanSquaredError,
        Loss::MeanAbsoluteError,
        Loss::BinaryCrossentropy,
        Loss::CategoricalCrossentropy,
    ] {
        for bad in [Float::NAN, Float::INFINITY] {
            let (z, t) = (array![[bad, 0.0]], array![[0.0, 1.0]]);
            assert!(!sum_over_rows(loss, &z, &t).is_finite(), "{loss:?} {bad}");
        }
        let z = array![[Float::NAN, 0.0]];
        assert!(gradient(loss, &z, &array![[0.0, 1.0]])[[0, 0]].is_nan(), "{loss:?}");
    }
}

#[test]
fn metrics_are_sums_over_rows() {
    let count =
        |z: &Array2<Float>, t: &Array2<Float>| metrics::sum_over_rows(Metric::Accuracy, z, t);
    // A logit of exactly 0 is a probability of 0.5, which is not above it.
    let (z, t) =
        (array![[0.1], [0.0], [0.0], [-3.0], [5.0]], array![[1.0], [1.0], [0.0], [0.0], [0.0]]);
    assert_eq!(count(&z, &t), 3.0);
    // Of equal logits the first counts.
    let z = array![[1.0, 3.0, 2.0], [2.0, 2.0, 0.0], [2.0, 2.0, 0.0], [-1.0, -2.0, -3.0]];
    let t = array![[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    assert_eq!(count(&z, &t), 2.0);

    let (z, t) = (array![[1.0], [-1.5]], array![[0.0], [1.0]]);
    assert_eq!(metrics::sum_over_rows(Metric::MeanAbsoluteError, &z, &t), 3.5);
}
