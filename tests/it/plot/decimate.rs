//! Thinning long curves: what must never be lost, and how much may stay.

use std::collections::BTreeMap;

use descent::plot::decimate::decimate;
use descent::plot::{Point, Series};
use proptest::prelude::*;

fn column(epoch: u32, end: u32, columns: u32) -> u64 {
    (f64::from(epoch) / f64::from(end) * f64::from(columns)) as u64
}

fn by_column(points: &[Point], end: u32, columns: u32) -> BTreeMap<u64, Vec<Point>> {
    let mut map = BTreeMap::<_, Vec<_>>::new();
    for &point in points {
        map.entry(column(point.epoch, end, columns)).or_default().push(point);
    }
    map
}

#[test]
fn few_epochs_stay_as_they_are() {
    let values = [3.0, 2.0, 2.5];
    let points = thinned(&values, 10, 600, None);
    assert_eq!(points.iter().map(|p| p.epoch).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(points.iter().map(|p| p.value).collect::<Vec<_>>(), values);
}

#[test]
fn values_that_are_not_finite_are_skipped() {
    let points = thinned(&[f64::NAN, 1.0, f64::INFINITY, f64::NEG_INFINITY], 10, 600, Some(3));
    assert_eq!(points, [Point { epoch: 2, value: 1.0 }]);
    assert_eq!(thinned(&[], 10, 600, Some(1)), []);
    assert_eq!(thinned(&[f64::NAN], 0, 0, None), []);
}

#[test]
fn a_single_spike_among_ten_thousand_epochs_stays() {
    let mut values = vec![0.5; 10_000];
    values[6_543] = 9.0;
    values[6_544] = 0.001;
    let points = thinned(&values, 10_000, 300, Some(77));
    assert!(points.len() <= 4 * 301);
    for epoch in [77, 6_544, 6_545, 10_000] {
        assert!(points.iter().any(|p| p.epoch == epoch), "epoch {epoch}");
    }
}

/// A line over all epochs from 1 on.
fn thinned(values: &[f64], end: u32, columns: u32, keep: Option<u32>) -> Vec<Point> {
    let epochs: Vec<u32> = (1..=values.len() as u32).collect();
    decimate(Series::new(&epochs, values), 0.0..f64::from(end), columns, keep)
}

proptest! {
    #[test]
    fn extremes_best_and_last_stay(
        values in prop::collection::vec(-1e6..1e6f64, 1..2_000),
        columns in 1u32..400,
        room in 0u32..50,
        best in any::<prop::sample::Index>(),
    ) {
        let epochs = values.len() as u32;
        let end = epochs + room;
        let best = best.index(values.len()) as u32 + 1;
        let points = thinned(&values, end, columns, Some(best));
        let full: Vec<_> =
            (1u32..).zip(&values).map(|(epoch, &value)| Point { epoch, value }).collect();

        prop_assert!(points.windows(2).all(|pair| pair[0].epoch < pair[1].epoch));
        prop_assert!(points.iter().all(|p| values[p.epoch as usize - 1] == p.value));
        prop_assert!(points.iter().any(|p| p.epoch == best));
        prop_assert_eq!(points.last(), full.last());

        let (kept, all) = (by_column(&points, end, columns), by_column(&full, end, columns));
        prop_assert!(kept.keys().eq(all.keys()));
        for (index, all) in all {
            let kept = &kept[&index];
            prop_assert!(kept.len() <= 4);
            let low = |points: &[Point]| points.iter().map(|p| p.value).fold(f64::MAX, f64::min);
            let high = |points: &[Point]| points.iter().map(|p| p.value).fold(f64::MIN, f64::max);
            prop_assert_eq!(low(kept), low(&all));
            prop_assert_eq!(high(kept), high(&all));
        }
    }

    #[test]
    fn thinned_epochs_keep_extremes_best_and_last_too(
        steps in prop::collection::vec((1u32..400, -1e6..1e6f64), 1..600),
        columns in 1u32..400,
        best in any::<prop::sample::Index>(),
    ) {
        let epochs: Vec<u32> =
            steps.iter().scan(0, |at, step| { *at += step.0; Some(*at) }).collect();
        let values: Vec<f64> = steps.iter().map(|step| step.1).collect();
        let best = epochs[best.index(epochs.len())];
        let end = epochs[epochs.len() - 1];
        let points =
            decimate(Series::new(&epochs, &values), 0.0..f64::from(end), columns, Some(best));
        let full: Vec<_> =
            epochs.iter().zip(&values).map(|(&epoch, &value)| Point { epoch, value }).collect();
        prop_assert!(points.windows(2).all(|pair| pair[0].epoch < pair[1].epoch));
        prop_assert!(points.iter().all(|point| full.contains(point)));
        prop_assert!(points.iter().any(|point| point.epoch == best));
        prop_assert_eq!(points.last(), full.last());
        let extremes = |points: &[Point]| {
            let values = points.iter().map(|point| point.value);
            (values.clone().fold(f64::MAX, f64::min), values.fold(f64::MIN, f64::max))
        };
        prop_assert_eq!(extremes(&points), extremes(&full));
    }
}
