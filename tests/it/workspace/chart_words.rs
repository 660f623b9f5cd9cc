//! What the curves say in words and as a table.

use descent::config::{Loss, Metric, Task};
use descent::plot::{ChartOptions, CurvesView, EpochWindow, OverlayCurves, Series, YScale, theme};
use descent::train::History;
use descent::workspace::chart_words::{
    following, loss_title, metric_title, nearest, no_curves, readings, spoken, table_rows, walked,
    without_place,
};
use proptest::prelude::*;

use crate::support::report;

const EPOCHS: [u32; 5] = [1, 2, 3, 40, 50];
const TRAINING: [f64; 5] = [1.0, 0.5, 0.25, 0.125, 0.0];
const VALIDATION: [f64; 5] = [1.0, 0.75, 0.5, 0.625, 0.875];

fn view() -> CurvesView<'static> {
    CurvesView {
        training: Series::new(&EPOCHS, &TRAINING),
        validation: Series::new(&EPOCHS, &VALIDATION),
        best_epoch: Some(3),
        ..CurvesView::new("Loss", &theme::LIGHT)
    }
}

#[test]
fn before_the_first_epoch() {
    let loss = "Press Train: training and validation loss appear here after every epoch.";
    assert_eq!(no_curves("loss"), loss);
    let accuracy = "Press Train: training and validation accuracy appear here after every epoch.";
    assert_eq!(no_curves(Metric::Accuracy.short_label()), accuracy);
}

fn pairs(view: &CurvesView<'_>, epoch: u32) -> Vec<(String, String)> {
    readings(view, epoch).into_iter().map(|reading| (reading.name, reading.value)).collect()
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}

#[test]
fn readings_of_an_epoch() {
    let plain = owned(&[("training", "0.2500"), ("validation", "0.5000")]);
    assert_eq!(pairs(&view(), 3), plain);
    assert_eq!(pairs(&view(), 4), [], "a thinned epoch has no figures");

    let options = ChartOptions { smoothing: 0.5, ..ChartOptions::default() };
    let smooth = CurvesView { options, ..view() };
    // Debiased: (0.5 * 1 + 0.5 * 0.5 * ...) at epoch 2 is (1 / 4 + 1 / 4) / (3 / 4).
    let expected = [
        ("training", "0.5000"),
        ("training, smoothed", "0.6667"),
        ("validation", "0.7500"),
        ("validation, smoothed", "0.8333"),
    ];
    assert_eq!(pairs(&smooth, 2), owned(&expected));

    let overlays =
        [OverlayCurves { name: "wide", validation: view().validation, ..OverlayCurves::default() }];
    let beside = CurvesView {
        overlays: &overlays,
        ghost: [Series::new(&[60], &[0.5]), Series::new(&[60], &[0.75])],
        ..view()
    };
    assert!(pairs(&beside, 3).ends_with(&owned(&[("wide, validation", "0.5000")])));
    let ghost = [
        ("training without early stopping", "0.5000"),
        ("validation without early stopping", "0.7500"),
    ];
    assert_eq!(pairs(&beside, 60), owned(&ghost));
}

#[test]
fn an_epoch_is_spoken() {
    let best = "epoch 3: training loss 0.2500, validation loss 0.5000, best epoch";
    assert_eq!(spoken(&view(), "loss", 3), best);
    let other = "epoch 40: training accuracy 0.1250, validation accuracy 0.6250";
    assert_eq!(spoken(&view(), "accuracy", 40), other);
    let options = ChartOptions { smoothing: 0.9, ..ChartOptions::default() };
    assert!(spoken(&CurvesView { options, ..view() }, "loss", 2).contains("training, smoothed 0."));
}

#[test]
fn keys_walk_along_the_epochs() {
    let walk = |key, at| walked(key, at, &EPOCHS, Some(3));
    assert_eq!(walk("ArrowLeft", 40), Some(3));
    assert_eq!(walk("ArrowRight", 3), Some(40));
    assert_eq!(walk("ArrowLeft", 1), Some(1));
    assert_eq!(walk("ArrowRight", 50), Some(50));
    assert_eq!((walk("Home", 40), walk("End", 2)), (Some(1), Some(50)));
    assert_eq!((walk("b", 50), walk("B", 1)), (Some(3), Some(3)));
    assert_eq!(walked("b", 50, &EPOCHS, None), None);
    assert_eq!(walked("b", 50, &EPOCHS, Some(7)), None, "it is not kept");
    assert_eq!((walk("x", 3), walked("Home", 1, &[], None)), (None, None));

    let many: Vec<u32> = (1..=100).collect();
    assert_eq!(walked("PageUp", 50, &many, None), Some(60));
    assert_eq!(walked("PageDown", 5, &many, None), Some(1));

    assert_eq!(nearest(&EPOCHS, 20.0), Some(3));
    assert_eq!(nearest(&EPOCHS, 21.5), Some(3), "the earlier of two");
    assert_eq!(nearest(&EPOCHS, 22.0), Some(40));
    assert_eq!((nearest(&EPOCHS, -4.0), nearest(&EPOCHS, 900.0)), (Some(1), Some(50)));
    assert_eq!(nearest(&[], 3.0), None);
}

proptest! {
    #[test]
    fn the_window_follows_the_cursor(
        start in 0.0..90.0f64,
        span in 4.0..50.0f64,
        epoch in 1u32..=100,
    ) {
        let window = EpochWindow { start, end: start + span }.inside(100);
        if let Some(window) = window
            && let Some(moved) = following(window, epoch, 100)
        {
            let at = f64::from(epoch);
            prop_assert!(moved.start - 1e-9 <= at && at <= moved.end + 1e-9);
            prop_assert!((moved.end - moved.start - (window.end - window.start)).abs() < 1e-9);
            if window.start <= at && at <= window.end {
                prop_assert_eq!(moved, window);
            }
        }
    }
}

#[test]
fn axes_have_units() {
    let loss = |loss, task| loss_title(loss, task, "price");
    let regression = Task::Regression;
    assert_eq!(loss(Loss::MeanAbsoluteError, regression), "Loss (mean absolute error, in price)");
    assert_eq!(loss(Loss::MeanSquaredError, regression), "Loss (mean squared error, in price²)");
    assert_eq!(loss(Loss::HUBER, regression), "Loss (Huber)");
    let binary = Task::BinaryClassification;
    assert_eq!(loss(Loss::BinaryCrossentropy, binary), "Loss (binary cross-entropy)");
    assert_eq!(loss(Loss::MeanSquaredError, binary), "Loss (mean squared error)");
    assert_eq!(metric_title(Metric::RootMeanSquaredError, "price"), "RMSE (in price)");
    assert_eq!(metric_title(Metric::MeanSquaredError, "price"), "MSE (in price²)");
    assert_eq!(metric_title(Metric::Accuracy, "price"), "Accuracy");
    let long = "Donaudampfschifffahrtsgesellschaft";
    assert_eq!(metric_title(Metric::MeanAbsoluteError, long), "MAE (in Donaudampfschifffahrtsge…)");
    assert_eq!(metric_title(Metric::MeanAbsoluteError, ""), "MAE");
}

#[test]
fn what_a_log_axis_leaves_out_is_counted() {
    assert_eq!(without_place(&view()), 0, "every other axis has a place for it");
    let options = ChartOptions { scale: YScale::Log, ..ChartOptions::default() };
    assert_eq!(without_place(&CurvesView { options, ..view() }), 1);
}

#[test]
fn a_table_keeps_the_best_and_the_last_epoch() {
    let mut history = History::default();
    history.extend(
        &(1..=1234).map(|epoch| report(epoch, [1.0, 2.0, 3.0], [0.5, 0.4])).collect::<Vec<_>>(),
    );
    let rows = table_rows(&history, Some(18), 200);
    assert!(rows.len() <= 202 && rows.is_sorted());
    assert!([0, 17, 1233].iter().all(|row| rows.contains(row)));
    assert_eq!(table_rows(&history, None, 2000).len(), 1234);
    assert_eq!(table_rows(&History::default(), Some(1), 200), [0usize; 0]);
}
