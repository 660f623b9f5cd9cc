//! The learning-curve chart: its pictures and its axes.

use descent::plot::axes::{epoch_axis, value_axis};
use descent::plot::label::width_em;
use descent::plot::theme::{DARK, LIGHT};
use descent::plot::{CurvesView, EpochWindow, Series, YScale, draw};
use plotters::backend::SVGBackend;
use plotters::drawing::IntoDrawingArea;
use proptest::prelude::*;

const DESKTOP: (u32, u32) = (700, 420);
const PHONE: (u32, u32) = (358, 260);

fn empty() -> CurvesView<'static> {
    CurvesView::new("Loss", &LIGHT)
}

/// A line over all epochs from 1 on.
fn line(values: &[f64]) -> Series<'_> {
    static EPOCHS: std::sync::LazyLock<Vec<u32>> =
        std::sync::LazyLock::new(|| (1..=10_000).collect());
    Series::new(&EPOCHS[..values.len()], values)
}

/// The chart on an area of `size` css pixels.
fn svg(size: (u32, u32), view: &CurvesView) -> String {
    let device = |px: u32| (f64::from(px) * view.scale).round() as u32;
    let mut out = String::new();
    {
        let root =
            SVGBackend::with_string(&mut out, (device(size.0), device(size.1))).into_drawing_area();
        draw(&root, view).expect("a string takes every picture");
        root.present().expect("a string takes every picture");
    }
    out
}

/// Whole-number noise in -1..1, the same everywhere.
fn noise(seed: u32) -> f64 {
    let mixed = (seed ^ 0x9e37).wrapping_mul(0x85eb_ca6b).rotate_left(13).wrapping_mul(0xc2b2_ae35);
    f64::from(mixed >> 16) / 32_768.0 - 1.0
}

/// Training keeps falling, validation turns at a third of the epochs.
fn overfitting(epochs: u32) -> (Vec<f64>, Vec<f64>) {
    (1..=epochs)
        .map(|epoch| {
            let t = f64::from(epoch) / f64::from(epochs);
            let fall = 1.0 / (1.0 + 12.0 * t);
            let rise = (t - 0.35).max(0.0) * 0.35;
            let training = 0.15 + 0.85 * fall + 0.008 * noise(epoch);
            let validation = 0.34 + 0.7 * fall + rise + 0.015 * noise(epoch + 70_000);
            (training, validation)
        })
        .unzip()
}

fn lowest(values: &[f64]) -> Option<u32> {
    (1u32..).zip(values).min_by(|a, b| a.1.total_cmp(b.1)).map(|(epoch, _)| epoch)
}

#[test]
fn picture_empty() {
    insta::assert_snapshot!(svg(DESKTOP, &empty()));
}

#[test]
fn picture_one_epoch() {
    let view = CurvesView { training: line(&[0.92]), validation: line(&[1.02]), ..empty() };
    insta::assert_snapshot!(svg(DESKTOP, &view));
}

#[test]
fn picture_sixty_epochs_overfitting() {
    let (training, validation) = overfitting(60);
    let best_epoch = lowest(&validation);
    let view = CurvesView {
        training: line(&training),
        validation: line(&validation),
        best_epoch,
        ..empty()
    };
    insta::assert_snapshot!(svg(DESKTOP, &view));
}

#[test]
fn picture_ten_thousand_epochs() {
    let (training, validation) = overfitting(10_000);
    let best_epoch = lowest(&validation);
    let view = CurvesView {
        training: line(&training),
        validation: line(&validation),
        best_epoch,
        ..empty()
    };
    insta::assert_snapshot!(svg(PHONE, &view));
}

#[test]
fn picture_phone_dark_sharp() {
    let (training, validation) = overfitting(64);
    let view = CurvesView {
        training: line(&training),
        validation: line(&validation),
        best_epoch: lowest(&validation),
        scale: 2.0,
        theme: &DARK,
        ..empty()
    };
    insta::assert_snapshot!(svg(PHONE, &view));
}

#[test]
fn picture_accuracy_bounded() {
    let accuracy = |seed: u32, top: f64| -> Vec<f64> {
        (1..=25).map(|e| top - 0.5 / f64::from(e) + 0.01 * noise(e + seed)).collect()
    };
    let (training, validation) = (accuracy(1, 0.97), accuracy(900, 0.91));
    let view = CurvesView {
        title: "Accuracy",
        training: line(&training),
        validation: line(&validation),
        best_epoch: Some(23),
        bounded: true,
        ..empty()
    };
    insta::assert_snapshot!(svg(DESKTOP, &view));
}

#[test]
fn odd_views_draw_without_panic() {
    let wild = [f64::NAN, f64::INFINITY, 1e308, -1e308, 0.0, f64::MIN_POSITIVE];
    for size in [(0, 0), (1, 1), (60, 40), (90, 90), PHONE] {
        for scale in [f64::NAN, 0.0, 0.01, 1.0, 3.0] {
            for training in [&wild[..], &wild[..1], &[]] {
                let view = CurvesView {
                    training: line(training),
                    validation: line(&wild[2..]),
                    best_epoch: Some(u32::MAX),
                    scale,
                    ..empty()
                };
                let mut out = String::new();
                let root = SVGBackend::with_string(&mut out, size).into_drawing_area();
                draw(&root, &view).unwrap();
            }
        }
    }
}

#[test]
fn end_labels_keep_apart_and_leave_on_a_phone() {
    let flat = [0.5; 10];
    let view = CurvesView { training: line(&flat), validation: line(&flat), ..empty() };
    let picture = svg(DESKTOP, &view);
    let y_of = |name: &str| -> f64 {
        let text = picture.split("<text").find(|text| text.contains(&format!("\n{name}\n")));
        let y = text.unwrap().split(" y=\"").nth(1).unwrap();
        y.split('"').next().unwrap().parse().unwrap()
    };
    assert!((y_of("training") - y_of("validation")).abs() >= 14.0);
    assert!(!svg(PHONE, &view).contains("validation"));
}

#[test]
fn no_text_is_cut() {
    let attribute = |text: &str, name: &str| -> String {
        let value = text.split(&format!(" {name}=\"")).nth(1).unwrap();
        value.split('"').next().unwrap().to_owned()
    };
    let check = |size: (u32, u32), view: &CurvesView| {
        for text in svg(size, view).split("<text").skip(1) {
            let words = text.split('\n').nth(1).unwrap();
            let number = |name| attribute(text, name).parse::<f64>().unwrap();
            // The SVG backend writes the font size divided by 1.24.
            let width = width_em(words) * number("font-size") * 1.24;
            let left = match attribute(text, "text-anchor").as_str() {
                "start" => number("x"),
                "middle" => number("x") - width / 2.0,
                _ => number("x") - width,
            };
            let fits = left >= -1.0 && left + width <= f64::from(size.0) + 1.0;
            assert!(fits, "{words} from {left} on {size:?}");
            assert!(number("y") >= 0.0 && number("y") <= f64::from(size.1) - 12.0);
        }
    };
    for epochs in [1, 2, 9, 60, 10_000] {
        for factor in [-1e9, 1e-9, 1.0, 4e5, 1e12] {
            let (training, validation) = overfitting(epochs);
            let scaled = |values: &[f64]| values.iter().map(|v| v * factor).collect::<Vec<_>>();
            let (training, validation) = (scaled(&training), scaled(&validation));
            for best_epoch in [1, epochs / 2, epochs].map(Some) {
                let view = CurvesView {
                    title: "Mean squared error",
                    training: line(&training),
                    validation: line(&validation),
                    best_epoch,
                    ..empty()
                };
                check(DESKTOP, &view);
                check(PHONE, &view);
            }
        }
    }
}

#[test]
fn a_best_epoch_without_a_value_has_no_mark() {
    let values = [0.5; 10];
    let view = CurvesView { training: line(&values), validation: line(&values), ..empty() };
    let marked = |best_epoch| svg(DESKTOP, &CurvesView { best_epoch, ..view });
    assert!(marked(Some(10)).contains("best epoch 10 · 0.500"));
    for stale in [Some(0), Some(11), None] {
        assert!(!marked(stale).contains("best epoch"));
    }
}

#[test]
fn value_axes() {
    let table: [(&[f64], bool, &str); 14] = [
        (&[], false, "0.0 0.2 0.4 0.6 0.8 1.0"),
        (&[0.0, 0.0], false, "0.0 0.2 0.4 0.6 0.8 1.0"),
        (&[1.08, 0.3], false, "0.0 0.2 0.4 0.6 0.8 1.0 1.2"),
        (&[0.5, 0.5], false, "0.0 0.1 0.2 0.3 0.4 0.5"),
        (&[0.3], false, "0.00 0.05 0.10 0.15 0.20 0.25 0.30"),
        (&[0.9], true, "0.0 0.2 0.4 0.6 0.8 1.0"),
        (&[0.02], true, "0.0 0.2 0.4 0.6 0.8 1.0"),
        (&[0.9, 1.5], true, "0.0 0.2 0.4 0.6 0.8 1.0 1.2 1.4 1.6"),
        (&[-0.3, 0.4], false, "-0.3 -0.2 -0.1 0.0 0.1 0.2 0.3 0.4"),
        (&[730.0], false, "0 100 200 300 400 500 600 700 800"),
        (&[420_000.0], false, "0 100000 200000 300000 400000 500000"),
        (&[1.3e12], false, "0 0.2e12 0.4e12 0.6e12 0.8e12 1.0e12 1.2e12 1.4e12"),
        (&[1e-9], false, "0 0.2e-9 0.4e-9 0.6e-9 0.8e-9 1.0e-9"),
        (&[f64::NAN, f64::INFINITY, 3.0], false, "0.0 0.5 1.0 1.5 2.0 2.5 3.0"),
    ];
    for (values, bounded, expected) in table {
        let axis = value_axis(values.iter().copied(), YScale::FromZero, bounded, 300.0);
        let labels: Vec<_> = axis.ticks.iter().map(|(_, label)| label.as_str()).collect();
        assert_eq!(labels.join(" "), expected, "{values:?}");
    }
}

#[test]
fn epoch_axes() {
    let table = [
        (0, 650.0, 10, "0 1 2 3 4 5 6 7 8 9 10"),
        (1, 300.0, 10, "0 2 4 6 8 10"),
        (10, 300.0, 10, "0 2 4 6 8 10"),
        (11, 650.0, 12, "0 1 2 3 4 5 6 7 8 9 10 11 12"),
        (60, 600.0, 60, "0 5 10 15 20 25 30 35 40 45 50 55 60"),
        (64, 300.0, 80, "0 20 40 60 80"),
        (10_000, 300.0, 10_000, "0 2000 4000 6000 8000 10000"),
        (10_001, 100.0, 12_000, "0 10000"),
    ];
    for (epochs, width, end, expected) in table {
        let axis = epoch_axis(EpochWindow::whole(epochs), width, 11.0, None);
        let labels: Vec<_> = axis.ticks.iter().map(u32::to_string).collect();
        assert_eq!((axis.end, labels.join(" ").as_str()), (f64::from(end), expected), "{epochs}");
    }
    let far = epoch_axis(EpochWindow::whole(u32::MAX), 300.0, 11.0, None);
    assert_eq!(far.end, f64::from(u32::MAX));
}

proptest! {
    #[test]
    fn value_axes_cover_the_values_with_few_ticks(
        values in prop::collection::vec(
            (any::<f64>(), -300..300i32).prop_map(|(m, e)| m % 10.0 * 10f64.powi(e)),
            0..20,
        ),
        bounded: bool,
        height in 0.0..2_000.0f64,
    ) {
        let axis = value_axis(values.iter().copied(), YScale::FromZero, bounded, height);
        prop_assert!((2..=9).contains(&axis.ticks.len()));
        prop_assert!(axis.low <= 0.0 && axis.high > axis.low);
        let slack = (axis.high - axis.low) * 1e-6;
        for value in values.into_iter().filter(|v| v.is_finite() && v.abs() <= 1e300) {
            prop_assert!(value >= axis.low - slack && value <= axis.high + slack);
        }
        let mut labels: Vec<_> = axis.ticks.iter().map(|(_, label)| label).collect();
        let signed_zero = |label: &str| label.starts_with('-') && label.parse() == Ok(0.0);
        prop_assert!(!labels.iter().any(|label| signed_zero(label)));
        labels.dedup();
        prop_assert_eq!(labels.len(), axis.ticks.len());
    }

    #[test]
    fn axes_only_grow(values in prop::collection::vec(0.0..50.0f64, 1..60)) {
        let (mut high, mut end) = (0.0, 0.0);
        for count in 1..=values.len() {
            let axis = value_axis(values[..count].iter().copied(), YScale::FromZero, false, 300.0);
            prop_assert!(axis.high >= high);
            high = axis.high;
            let epochs = epoch_axis(EpochWindow::whole(count as u32), 300.0, 11.0, None);
            prop_assert!(epochs.end >= end && epochs.end >= count as f64);
            end = epochs.end;
        }
    }

    #[test]
    fn epoch_labels_never_touch(epochs in 0u32..2_000_000, width in 60.0..2_000.0f64) {
        let axis = epoch_axis(EpochWindow::whole(epochs), width, 11.0, None);
        for pair in axis.ticks.windows(2) {
            let px = f64::from(pair[1] - pair[0]) / axis.end * width;
            let label = width_em(&pair[1].to_string()) * 11.0;
            prop_assert!(axis.ticks.len() == 2 || px > label + 8.0);
        }
    }
}
