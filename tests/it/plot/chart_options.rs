//! How a chart is looked at: windows, scales, smoothing, what dwarfs the rest.

use descent::plot::axes::value_axis;
use descent::plot::smooth::smoothed;
use descent::plot::theme::{DARK, LIGHT};
use descent::plot::{
    ChartOptions, CurvesView, EpochWindow, OverlayCurves, Series, YScale, backdrop, dwarfing,
    place, seeds_band,
};
use proptest::prelude::*;

fn epochs(count: usize) -> Vec<u32> {
    (1..=count as u32).collect()
}

/// `TensorBoard`'s formula by hand: m = 0.5 m + 0.5 y, divided by 1 - 0.5^t.
#[test]
fn smoothing() {
    let values = [4.0, 2.0, f64::NAN, 6.0];
    let line = smoothed(Series::new(&[1, 2, 3, 4], &values), 0.5);
    // Over the gap of two epochs the past fades as over two steps.
    let (m2, w2) = (0.5 * 2.0 + 1.0, 0.75);
    let (m4, w4) = (0.25 * m2 + 0.75 * 6.0, 0.25 * w2 + 0.75);
    let expected = [4.0, m2 / w2, m2 / w2, m4 / w4];
    for (is, expected) in line.iter().zip(expected) {
        assert!((is - expected).abs() < 1e-12, "{line:?}");
    }
    assert_eq!(smoothed(Series::new(&[1, 2], &[7.0, 7.0]), 0.9), [7.0, 7.0], "a constant");
    assert_eq!(smoothed(Series::new(&[1, 2], &[1.0, 2.0]), 0.0), [1.0, 2.0], "none");
    assert_eq!(smoothed(Series::default(), 0.6), [0.0; 0]);
}

#[test]
fn first_epochs_that_dwarf_the_rest() {
    let steep = |first: &[f64]| {
        let rest = (0..40).map(|n| 1.0 - 0.01 * f64::from(n));
        first.iter().copied().chain(rest).collect::<Vec<_>>()
    };
    for (values, expected) in [
        (steep(&[]), 0),
        (steep(&[1.2]), 0),
        (steep(&[90.0]), 1),
        (steep(&[900.0, 90.0]), 2),
        (steep(&[900.0, 90.0, 9.0]), 3),
        (steep(&[9.0; 6]), 0),
        (vec![100.0, 1.0, 0.9], 0),
    ] {
        let epochs = epochs(values.len());
        assert_eq!(dwarfing(&[Series::new(&epochs, &values)]), expected, "{values:?}");
    }
    assert_eq!(dwarfing(&[]), 0);
}

#[test]
fn log_axes() {
    let table: [(&[f64], f64, &str); 6] = [
        (&[0.03, 2.0], 300.0, "0.02 0.05 0.1 0.2 0.5 1 2"),
        (&[1e-7, 1.0], 300.0, "1e-7 1e-6 1e-5 0.0001 0.001 0.01 0.1 1"),
        (&[1e-30, 1.0], 300.0, "1e-28 1e-24 1e-20 1e-16 1e-12 1e-8 0.0001 1"),
        (&[0.0, -3.0, 0.5], 300.0, "0.5 1"),
        (&[], 300.0, "0.1 0.2 0.5 1"),
        (&[300.0, 20_000.0], 60.0, "1000 10000"),
    ];
    for (values, height, expected) in table {
        let axis = value_axis(values.iter().copied(), YScale::Log, false, height);
        let labels: Vec<_> = axis.ticks.iter().map(|(_, label)| label.as_str()).collect();
        assert_eq!(labels.join(" "), expected, "{values:?}");
    }
}

#[test]
fn seeds_make_a_band() {
    let all = [1, 2, 3, 5];
    let runs = [
        Series::new(&all, &[4.0, 3.0, 2.0, 1.0]),
        Series::new(&all[..3], &[1.0, 5.0, 0.5]),
        Series::new(&all, &[2.0, f64::NAN, 9.0, 7.0]),
    ];
    let band = seeds_band(&runs);
    assert_eq!(band.epochs, [1, 3], "only what every run has");
    assert_eq!(
        (band.low, band.median, band.high),
        (vec![1.0, 0.5], vec![2.0, 2.0], vec![4.0, 9.0])
    );
    assert_eq!(seeds_band(&runs[..2]).median, [2.5, 4.0, 1.25], "between the middle two");
    assert_eq!(seeds_band(&[]).epochs, [0; 0]);
    let thinned = [1, 5];
    let band = seeds_band(&[runs[0], Series::new(&thinned, &[0.0, 4.0])]);
    assert_eq!(band.low, [0.0, 1.0, 2.0, 1.0], "where an epoch is not kept, on the line");
}

#[test]
fn the_backdrop_moves_with_what_is_drawn_on_it() {
    let epochs: Vec<u32> = (1..=500).collect();
    let values = |of: &[u32]| of.iter().map(|epoch| 1.0 / f64::from(*epoch)).collect::<Vec<_>>();
    let (long, beside) = (values(&epochs), values(&epochs[..400]));
    let overlays = [OverlayCurves {
        validation: Series::new(&epochs[..400], &beside),
        ..OverlayCurves::default()
    }];
    let view = |count: usize| CurvesView {
        training: Series::new(&epochs[..count], &long[..count]),
        overlays: &overlays,
        ..CurvesView::new("Loss", &LIGHT)
    };
    let at = |view: &CurvesView<'_>| backdrop(view, 600.0, 300.0);
    assert_eq!(at(&view(100)), at(&view(300)), "the own run grows within the axes");
    assert_ne!(at(&view(100)), at(&view(500)), "and beyond them");
    let smooth = ChartOptions { smoothing: 0.5, ..ChartOptions::default() };
    assert_ne!(at(&view(100)), at(&CurvesView { options: smooth, ..view(100) }));
    assert_ne!(at(&view(100)), at(&CurvesView { theme: &DARK, ..view(100) }));
    assert_ne!(at(&view(100)), backdrop(&view(100), 601.0, 300.0));
}

fn any_value() -> impl Strategy<Value = f64> {
    (any::<f64>(), -290..290i32).prop_map(|(m, e)| m % 10.0 * 10f64.powi(e))
}

proptest! {
    #[test]
    fn every_axis_holds_its_values(
        values in prop::collection::vec(any_value(), 0..20),
        bounded: bool,
        height in 0.0..2_000.0f64,
    ) {
        for scale in [YScale::FromZero, YScale::Fit, YScale::Log] {
            let axis = value_axis(values.iter().copied(), scale, bounded, height);
            prop_assert!(axis.low < axis.high, "{axis:?}");
            prop_assert!((1..=10).contains(&axis.ticks.len()), "{axis:?}");
            let slack = (axis.high - axis.low) * 1e-6;
            let has_place = |value: &&f64| axis.holds(**value) && value.abs() > 1e-299;
            for value in values.iter().filter(has_place) {
                prop_assert!(*value >= axis.low - slack && *value <= axis.high + slack);
                prop_assert!((0.0..=1.0).contains(&axis.share(*value)));
            }
            for pair in axis.ticks.windows(2) {
                prop_assert!(axis.share(pair[0].0) < axis.share(pair[1].0));
            }
        }
    }

    #[test]
    fn smoothing_stays_between_the_extremes_and_keeps_a_constant(
        steps in prop::collection::vec((1u32..50, -1e6..1e6f64), 1..200),
        weight in 0.0..0.999f64,
    ) {
        let epochs: Vec<u32> =
            steps.iter().scan(0, |at, step| { *at += step.0; Some(*at) }).collect();
        let values: Vec<f64> = steps.iter().map(|step| step.1).collect();
        let calm = smoothed(Series::new(&epochs, &values), weight);
        let low = values.iter().copied().fold(f64::MAX, f64::min);
        let high = values.iter().copied().fold(f64::MIN, f64::max);
        prop_assert!(calm.iter().all(|value| (low - 1e-3..=high + 1e-3).contains(value)));
        let flat = vec![values[0]; values.len()];
        prop_assert_eq!(smoothed(Series::new(&epochs, &flat), weight), flat);
    }

    #[test]
    fn windows_stay_inside(
        count in 0..1_000_000u32,
        steps in prop::collection::vec((any::<bool>(), any::<f64>(), any::<f64>()), 0..20),
    ) {
        let whole = EpochWindow::whole(count);
        let mut window = whole;
        for (zooms, by, at) in steps {
            let next = if zooms {
                window.zoomed(by.abs() % 10.0, at % 1e6, count)
            } else {
                window.panned(by % 3.0, count)
            };
            window = next.unwrap_or(whole);
            prop_assert!(window.start >= 0.0 && window.end <= whole.end + 1e-6, "{window:?}");
            prop_assert!(window.end - window.start >= 3.99);
        }
    }

    #[test]
    fn places_and_epochs_agree(
        count in 1..5_000usize,
        from in 0.0..1.0f64,
        width in 200.0..2_000.0f64,
        share in 0.0..1.0f64,
    ) {
        let epochs = epochs(count);
        let values = vec![0.5; count];
        let end = f64::from(*epochs.last().unwrap());
        let window = Some(EpochWindow { start: from * end, end });
        let view = CurvesView {
            validation: Series::new(&epochs, &values),
            options: ChartOptions { window, ..ChartOptions::default() },
            ..CurvesView::new("Loss", &LIGHT)
        };
        let placement = place(&view, width, 300.0);
        let epoch = placement.window.start + share * (placement.window.end - placement.window.start);
        let there = placement.epoch_at(placement.x_of(epoch));
        prop_assert!((there - epoch).abs() < 1e-6 * end.max(1.0), "{there} {epoch}");
    }
}
