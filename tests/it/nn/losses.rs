//! Losses and metrics: values by hand, and the far ends.

use descent::config::{Loss, Metric};
use descent::nn::{Float, LossInput, Matrix};
use descent::train::metrics::{Tally, class_of, confusion_matrix};

use crate::support::{evaluate, matrix};

const TOLERANCE: f64 = if size_of::<Float>() == 4 { 1e-6 } else { 1e-13 };

fn assert_close(ours: f64, expected: f64) {
    assert!((ours - expected).abs() <= TOLERANCE * expected.abs(), "{ours}, not {expected}");
}

fn sum<const R: usize, const C: usize, const T: usize>(
    loss: Loss,
    z: [[Float; C]; R],
    t: [[Float; T]; R],
) -> f64 {
    evaluate(loss, LossInput::Logits, &matrix(z), &matrix(t)).0
}

fn gradient<const R: usize, const C: usize, const T: usize>(
    loss: Loss,
    z: [[Float; C]; R],
    t: [[Float; T]; R],
) -> Matrix {
    evaluate(loss, LossInput::Logits, &matrix(z), &matrix(t)).1
}

#[test]
fn values_are_sums_over_rows_of_means_over_outputs() {
    let (z, t) = ([[1.0, 2.0], [0.0, -4.0]], [[0.0, 4.0], [0.0, 0.0]]);
    assert_eq!(sum(Loss::MeanSquaredError, z, t), 2.5 + 8.0);
    assert_eq!(sum(Loss::MeanAbsoluteError, z, t), 1.5 + 2.0);
    assert_eq!(sum(Loss::HUBER, z, t), f64::midpoint(0.5, 1.5) + 3.5 / 2.0);

    // -ln(sigmoid(2)) - ln(1 - sigmoid(-1))
    let expected = 0.126_928_011_042_972_6 + 0.313_261_687_518_222_9;
    assert_close(sum(Loss::BinaryCrossentropy, [[2.0], [-1.0]], [[1.0], [0.0]]), expected);

    // max(1 - 0.5, 0) + max(1 - 3, 0) + max(1 + 2, 0)
    assert_eq!(sum(Loss::Hinge, [[0.5], [-3.0], [2.0]], [[1.0], [0.0], [0.0]]), 3.5);

    // ln cosh 1
    assert_close(sum(Loss::LogCosh, [[3.0]], [[2.0]]), 0.433_780_830_483_027_2);

    // -ln(softmax(1, 2, 3)[1]), the class one-hot and by its number.
    let (z, expected) = ([[1.0, 2.0, 3.0]], 1.407_605_964_444_380_1);
    assert_close(sum(Loss::CategoricalCrossentropy, z, [[0.0, 1.0, 0.0]]), expected);
    assert_close(sum(Loss::SparseCategoricalCrossentropy, z, [[1.0]]), expected);
}

#[test]
fn the_gradient_is_of_the_batch_mean() {
    let (z, t) = ([[1.0, 2.0], [0.0, -4.0]], [[0.0, 4.0], [0.0, 0.0]]);
    assert_eq!(gradient(Loss::MeanSquaredError, z, t), matrix([[0.5, -1.0], [0.0, -2.0]]));
    assert_eq!(gradient(Loss::MeanAbsoluteError, z, t), matrix([[0.25, -0.25], [0.0, -0.25]]));
    let binary = gradient(Loss::BinaryCrossentropy, [[0.0], [0.0]], [[1.0], [0.0]]);
    assert_eq!(binary, matrix([[-0.25], [0.25]]));
    let expected = matrix([[-0.25, 0.25], [0.25, -0.25]]);
    let zeros = [[0.0, 0.0], [0.0, 0.0]];
    let one_hot = gradient(Loss::CategoricalCrossentropy, zeros, [[1.0, 0.0], [0.0, 1.0]]);
    assert_eq!(one_hot, expected);
    let sparse = gradient(Loss::SparseCategoricalCrossentropy, zeros, [[0.0], [1.0]]);
    assert_eq!(sparse, expected);
}

#[test]
fn cross_entropies_hold_at_the_far_ends() {
    let far: Float = 1e4;
    for (z, t, expected) in [(far, 1.0, 0.0), (-far, 1.0, 1e4), (far, 0.0, 1e4), (-far, 0.0, 0.0)] {
        assert_eq!(sum(Loss::BinaryCrossentropy, [[z]], [[t]]), expected);
        assert!(gradient(Loss::BinaryCrossentropy, [[z]], [[t]]).row(0)[0].is_finite());
    }
    let (z, right, wrong) = ([[far, -far]], [[1.0, 0.0]], [[0.0, 1.0]]);
    assert_eq!(sum(Loss::CategoricalCrossentropy, z, right), 0.0);
    assert_eq!(sum(Loss::CategoricalCrossentropy, z, wrong), 2e4);
    assert_eq!(gradient(Loss::CategoricalCrossentropy, z, wrong), matrix([[1.0, -1.0]]));

    // A confident, right answer still costs a little.
    let small = sum(Loss::BinaryCrossentropy, [[30.0]], [[1.0]]);
    assert!((small / (-30_f64).exp() - 1.0).abs() < TOLERANCE, "{small}");
}

/// Behind an activation that is neither sigmoid nor softmax.
#[test]
fn cross_entropies_take_any_other_output_for_probabilities() {
    let on = |loss, p: &Matrix, t: &Matrix| evaluate(loss, LossInput::Predictions, p, t);
    let (right, flat) = (-(1.0 - 1e-7_f64).ln(), -1e-7_f64.ln());
    // As far from 1 as `f64` puts it.
    let above = -(1.0 - (1.0 - 1e-7_f64)).ln();

    // -ln(0.25) - ln(1 - 0.5); beyond 0 and 1 the loss is flat, and no more than 16.1.
    let (value, gradient) =
        on(Loss::BinaryCrossentropy, &matrix([[0.25], [0.5]]), &matrix([[1.0], [0.0]]));
    assert_close(value, 1.386_294_361_119_890_6 + std::f64::consts::LN_2);
    assert_eq!(gradient, matrix([[-2.0], [1.0]]));
    let beyond = matrix([[0.0], [-3.0], [1.0], [7.0]]);
    let (value, gradient) =
        on(Loss::BinaryCrossentropy, &beyond, &matrix([[1.0], [0.0], [0.0], [1.0]]));
    assert_close(value, flat + above + 2.0 * right);
    assert_eq!(gradient, Matrix::zeros(4, 1));

    // Shares of the sum, 1 of 4 and 3 of 4: -ln(0.25); 1 / s and 1 / s - 1 / p.
    let shares = matrix([[1.0, 3.0]]);
    let (value, gradient) = on(Loss::CategoricalCrossentropy, &shares, &matrix([[1.0, 0.0]]));
    assert_close(value, 1.386_294_361_119_890_6);
    assert_eq!(gradient, matrix([[-0.75, 0.25]]));
    assert_eq!(
        on(Loss::SparseCategoricalCrossentropy, &shares, &matrix([[0.0]])),
        (value, gradient)
    );
    let (value, gradient) =
        on(Loss::CategoricalCrossentropy, &matrix([[0.0, 2.0]]), &matrix([[1.0, 0.0]]));
    assert_close(value, flat);
    assert_eq!(gradient, Matrix::zeros(1, 2));

    // Outputs that are all 0 have no shares: Keras's loss is no number either.
    for loss in [Loss::CategoricalCrossentropy, Loss::BinaryCrossentropy] {
        let (value, gradient) = on(loss, &matrix([[Float::NAN, 1.0]]), &matrix([[1.0, 0.0]]));
        assert!(value.is_nan() && gradient.row(0)[0].is_nan(), "{loss:?}");
    }
    let zeros = matrix([[0.0, 0.0]]);
    assert!(on(Loss::CategoricalCrossentropy, &zeros, &matrix([[1.0, 0.0]])).0.is_nan());
}

#[test]
fn what_is_no_number_stays_none() {
    for loss in [
        Loss::MeanSquaredError,
        Loss::MeanAbsoluteError,
        Loss::HUBER,
        Loss::LogCosh,
        Loss::BinaryCrossentropy,
        Loss::Hinge,
        Loss::CategoricalCrossentropy,
    ] {
        let nan = [[Float::NAN, 0.0]];
        assert!(!sum(loss, nan, [[0.0, 1.0]]).is_finite(), "{loss:?}");
        // The slope of a hinge is 1, 0 or -1 wherever it stands; its loss tells.
        let slope = gradient(loss, nan, [[0.0, 1.0]]).row(0)[0];
        assert!(slope.is_nan() || loss == Loss::Hinge, "{loss:?}");
        let infinite = [[Float::INFINITY, 0.0]];
        assert!(!sum(loss, infinite, [[0.0, 1.0]]).is_finite(), "{loss:?}");
    }
}

fn measure<const R: usize, const C: usize, const T: usize>(
    metrics: &[Metric],
    threshold: f64,
    p: [[Float; C]; R],
    t: [[Float; T]; R],
) -> Vec<f64> {
    let mut tally = Tally::new(metrics.to_vec(), threshold);
    let (p, t) = (matrix(p), matrix(t));
    // In two chunks, and after being cleared, as an evaluation does it.
    tally.add(p.view(), t.view());
    tally.clear();
    tally.add(p.rows_view(0, 1), t.rows_view(0, 1));
    tally.add(p.rows_view(1, R), t.rows_view(1, R));
    tally.values()
}

#[test]
fn two_classes_are_parted_by_the_threshold() {
    let metrics = [Metric::Accuracy, Metric::Precision, Metric::Recall];
    let (p, t) = ([[0.9], [0.5], [0.4], [0.6], [0.1]], [[1.0], [1.0], [1.0], [0.0], [0.0]]);
    // 0.5 is not above 0.5: predicted 1 0 0 1 0.
    assert_eq!(measure(&metrics, 0.5, p, t), [0.4, 0.5, 1.0 / 3.0]);
    // Predicted 1 1 1 1 0.
    assert_eq!(measure(&metrics, 0.3, p, t), [0.8, 0.75, 1.0]);
    assert_eq!(measure(&metrics, 0.95, p, t), [0.4, 0.0, 0.0], "nothing predicted");
    let counts = confusion_matrix(matrix(p).array(), matrix(t).array(), 0.5);
    assert_eq!(counts, [[1, 1], [2, 1]]);
}

#[test]
fn of_several_classes_the_first_largest_is_predicted() {
    let p = [[1.0, 3.0, 2.0], [2.0, 2.0, 0.0], [2.0, 2.0, 0.0], [-1.0, -2.0, -3.0]];
    let one_hot = [[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    let classes = [[1.0], [0.0], [1.0], [2.0]];
    assert_eq!(measure(&[Metric::Accuracy], 0.5, p, one_hot), [0.5]);
    assert_eq!(measure(&[Metric::Accuracy], 0.5, p, classes), [0.5]);
    assert_eq!(class_of(&[0.0, 0.0, 1.0]), 2);
    let counts = confusion_matrix(matrix(p).array(), matrix(classes).array(), 0.5);
    assert_eq!(counts, [[1, 0, 0], [1, 1, 0], [1, 0, 0]]);
}

#[test]
fn errors_are_measured_in_the_targets_unit() {
    let metrics = [
        Metric::MeanAbsoluteError,
        Metric::MeanSquaredError,
        Metric::RootMeanSquaredError,
        Metric::R2,
    ];
    let (p, t) = ([[1.0], [-1.0], [4.0]], [[0.0], [1.0], [5.0]]);
    let variation: f64 = 26.0 - 36.0 / 3.0;
    let expected = [4.0 / 3.0, 2.0, 2_f64.sqrt(), 1.0 - 6.0 / variation];
    assert_eq!(measure(&metrics, 0.5, p, t), expected);
    assert_eq!(measure(&[Metric::R2], 0.5, p, [[2.0], [2.0], [2.0]]), [0.0], "constant target");
}

#[test]
fn the_area_under_the_curve_is_exact_with_ties() {
    let area = |p, t| measure(&[Metric::Auc], 0.5, p, t)[0];
    assert_eq!(area([[0.1], [0.4], [0.35], [0.8]], [[0.0], [0.0], [1.0], [1.0]]), 0.75);
    assert_eq!(area([[0.5], [0.5], [0.5], [0.8]], [[0.0], [1.0], [0.0], [1.0]]), 0.75);
    assert_eq!(area([[0.1], [0.2], [0.3], [0.4]], [[1.0], [1.0], [1.0], [1.0]]), 0.0);
}
