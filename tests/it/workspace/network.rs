//! The geometry of dragging, and sliders.

use descent::config::{BatchNormConfig, DropoutConfig, LayerConfig, LayerKind};
use descent::workspace::block_picture::picture;
use descent::workspace::number_words::duration;
use descent::workspace::selection::Selection;
use descent::workspace::slider_scale::{STEPS, Track, next_in_series, next_power_of_two};
use descent::workspace::slots::{Room, Span, edge_scroll_px, slot_at};
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

/// Where every block stands is where it would stand after letting go.
#[test]
fn blocks_make_room() {
    let shifts = |lifted, slot| {
        let room = Room { lifted, width_px: 100.0, slot };
        [0, 1, 2, 3, 4].map(|index| room.shift_px(index))
    };
    // A new block: what stands behind it moves on.
    assert_eq!(shifts(0..0, Some(2)), [0.0, 0.0, 100.0, 100.0, 100.0]);
    assert_eq!(shifts(0..0, None), [0.0; 5]);
    // Block 1 to the right, to the left, to where it was, and out.
    assert_eq!(shifts(1..2, Some(3))[2..], [-100.0, 0.0, 0.0]);
    assert_eq!(shifts(3..4, Some(1))[..3], [0.0, 100.0, 100.0]);
    assert_eq!(shifts(3..4, Some(1))[4], 0.0);
    assert_eq!(shifts(1..2, Some(1))[2..], [0.0; 3]);
    assert_eq!(shifts(1..2, Some(2))[2..], [0.0; 3]);
    assert_eq!(shifts(1..2, None)[2..], [-100.0; 3]);
    // Two at once.
    assert_eq!(shifts(0..2, Some(4))[2..], [-100.0, -100.0, 0.0]);
}

#[test]
fn a_selection_walks_extends_and_shrinks() {
    let walk = |places: &[usize]| places.iter().map(|at| Selection::at(*at, 2)).collect::<Vec<_>>();
    assert_eq!(
        walk(&[0, 1, 2, 3, 9]),
        [
            Selection::Input,
            Selection::block(0),
            Selection::block(1),
            Selection::Output,
            Selection::Output,
        ]
    );
    for place in 0..=3 {
        assert_eq!(Selection::at(place, 2).place(2), place);
    }
    assert_eq!(Selection::None.place(2), 1);
    assert_eq!(Selection::None.place(0), 0);

    let several = Selection::block(3).extended_to(1);
    assert_eq!((several.range(), several.only(), several.place(5)), (1..4, None, 2));
    assert_eq!(several.extended_to(4).range(), 3..5);
    assert_eq!(several.within(2), Selection::Blocks { anchor: 1, head: 1 });
    assert_eq!(several.within(0), Selection::None);
    assert_eq!(Selection::blocks(2..4).range(), 2..4);
    assert_eq!(Selection::blocks(2..2), Selection::None);
    assert_eq!(Selection::Output.extended_to(1).only(), Some(1));
    assert!(Selection::Input.range().is_empty());
}

#[test]
fn blocks_have_pictures() {
    let count = |path: &str| path.matches('M').count();
    for (rate, dropped) in [(0.0, 0), (0.2, 2), (0.5, 5), (0.95, 10)] {
        let dots = picture(&LayerConfig::Dropout(DropoutConfig { rate, seed: None }));
        assert_eq!((count(&dots.faint), count(&dots.filled)), (dropped, 10 - dropped), "{rate}");
    }
    let bars = |momentum| {
        let norm = BatchNormConfig { momentum, ..BatchNormConfig::default() };
        picture(&LayerConfig::BatchNormalization(norm)).filled
    };
    assert_eq!(count(&bars(0.99)), 10);
    // The newest batch counts in full, the one before it by the momentum.
    assert!(bars(0.5).starts_with("M41.4 34v-30.0h3.2v30.0zM36.8 34v-15.0"), "{}", bars(0.5));
    for kind in LayerKind::ALL {
        let picture = picture(&LayerConfig::new(kind));
        assert!(!picture.lines.is_empty() || !picture.filled.is_empty(), "{kind:?}");
    }
}

#[test]
fn steppers_walk_powers_of_two() {
    let cases = [(512.0, 1024.0, 256.0), (500.0, 512.0, 256.0), (1.0, 2.0, 1.0), (3.0, 4.0, 2.0)];
    for (value, up, down) in cases {
        assert_eq!(next_power_of_two(value, true), up, "above {value}");
        assert_eq!(next_power_of_two(value, false), down, "below {value}");
    }
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
