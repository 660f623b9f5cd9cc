//! The geometry of dragging, and sliders.

use descent::app::figures::duration;
use descent::app::slots::{Span, edge_scroll_px, slot_at};
use descent::app::track::{STEPS, Track, next_in_series};
use proptest::prelude::*;

#[test]
fn slots() {
    let spans =
        [(100.0, 200.0), (230.0, 330.0)].map(|(start_px, end_px)| Span { start_px, end_px });
    let cases = [(0.0, 0), (149.0, 0), (151.0, 1), (279.0, 1), (281.0, 2), (9e9, 2)];
    for (x_px, slot) in cases {
        assert_eq!(slot_at(&spans, x_px), slot, "at {x_px}");
    }
    assert_eq!(slot_at(&[], 50.0), 0);
}

#[test]
fn the_chain_scrolls_only_near_its_edges() {
    assert!(edge_scroll_px(10.0, 600.0) < 0.0);
    assert!(edge_scroll_px(590.0, 600.0) > 0.0);
    assert_eq!(edge_scroll_px(300.0, 600.0), 0.0);
}

#[test]
fn sliders() {
    let rate = Track::Log(1e-5, 1.0);
    assert_eq!(rate.value(0.0), 1e-5);
    assert_eq!(rate.value(STEPS), 1.0);
    assert_eq!(rate.value(STEPS * 0.4), 0.001);
    assert_eq!(Track::PowersOfTwo(1024.0).value(STEPS * 0.6), 64.0);
    assert_eq!(Track::Linear(0.0, 0.95, 0.05).value(STEPS * 6.0 / 19.0), 0.3);
    assert_eq!(Track::Log(1.0, 1_000.0).value(STEPS), 1_000.0);
}

#[test]
fn durations() {
    let cases = [
        (0.0649, "65 µs"),
        (0.1, "0.1 ms"),
        (1.84, "1.8 ms"),
        (286.2, "286 ms"),
        (1379.0, "1.4 s"),
    ];
    for (ms, text) in cases {
        assert_eq!(duration(ms), text);
    }
}

#[test]
fn arrow_keys_walk_one_two_five() {
    let mut value = 0.001;
    let up: Vec<f64> = (0..4)
        .map(|_| {
            value = next_in_series(value, true);
            value
        })
        .collect();
    assert_eq!(up, [0.002, 0.005, 0.01, 0.02]);
    assert_eq!(next_in_series(0.001, false), 0.0005);
    assert_eq!(next_in_series(0.0013, false), 0.001);
}

proptest! {
    /// Values are rounded, so the thumb may settle beside the pointer, by at most half
    /// a notch of its scale.
    #[test]
    fn a_slider_shows_the_value_it_gave(position in 0..=STEPS as u32) {
        let tracks = [
            (Track::Log(1e-5, 1.0), 1.0),
            (Track::PowersOfTwo(1024.0), 10.0),
            (Track::Linear(5.0, 90.0, 5.0), 6.0),
        ];
        let position = f64::from(position);
        for (track, half_notch) in tracks {
            let shown = track.position(track.value(position));
            prop_assert!((shown - position).abs() <= half_notch, "{:?} at {}", track, position);
        }
    }
}
