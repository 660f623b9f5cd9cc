//! Advice is shown at the block it is about, also while the network changes.

use descent::config::advice::AdvicePlace;
use descent::config::{Activation, DenseConfig, DropoutConfig, LayerConfig, LayerKind};
use descent::worker::ShownAdvice;
use descent::workspace::advice_places::{carried, is_at, news, spots};
use descent::workspace::selection::Selection;
use proptest::prelude::*;

fn dense(units: u32) -> LayerConfig {
    LayerConfig::Dense(DenseConfig::new(units, Activation::Relu))
}

fn dropout(rate: f64) -> LayerConfig {
    LayerConfig::Dropout(DropoutConfig { rate, ..DropoutConfig::default() })
}

fn shown(place: AdvicePlace, also: Option<AdvicePlace>, sentence: &str, why: &str) -> ShownAdvice {
    let (sentence, why) = (sentence.to_owned(), why.to_owned());
    ShownAdvice { place, also, sentence, why, fixes: Vec::new() }
}

/// What was done, the network then, and where its three blocks are.
type Case = (&'static str, Vec<LayerConfig>, [Option<usize>; 3]);

#[test]
fn a_block_is_found_again_or_not_at_all() {
    let norm = || LayerConfig::new(LayerKind::BatchNorm);
    let before = [dense(8), dropout(0.5), dense(4)];
    let cases: [Case; 10] = [
        ("as it was", before.to_vec(), [Some(0), Some(1), Some(2)]),
        ("edited", vec![dense(8), dropout(0.2), dense(4)], [Some(0), Some(1), Some(2)]),
        (
            "one put before",
            vec![norm(), dense(8), dropout(0.5), dense(4)],
            [Some(1), Some(2), Some(3)],
        ),
        (
            "one put between",
            vec![dense(8), norm(), dropout(0.5), dense(4)],
            [Some(0), Some(2), Some(3)],
        ),
        ("the first removed", vec![dropout(0.5), dense(4)], [None, Some(0), Some(1)]),
        ("the last removed", vec![dense(8), dropout(0.5)], [Some(0), Some(1), None]),
        ("one moved", vec![dense(8), dense(4), dropout(0.5)], [Some(0), Some(2), Some(1)]),
        ("another kind in its place", vec![dense(8), norm(), dense(4)], [Some(0), None, Some(2)]),
        // Moved or edited: nobody knows.
        ("others of its kind", vec![dense(2), dense(3), dense(5)], [None, None, None]),
        ("nothing left", vec![], [None, None, None]),
    ];
    for (what, now, expected) in cases {
        let found = [0, 1, 2].map(|index| carried(index, &before, &now));
        assert_eq!(found, expected, "{what}");
    }
    assert_eq!(carried(3, &before, &before), None);
    // Of two alike that moved nobody knows which is which.
    let twins = [dense(1), dense(1), dense(2)];
    assert_eq!(carried(0, &twins, &[dense(2), dense(1), dense(3), dense(1)]), None);
}

#[test]
fn an_advice_marks_what_it_is_about() {
    let layers = [dense(8), dropout(0.5), dense(4)];
    let block = Selection::block;
    let cases = [
        (AdvicePlace::Input, None, [Selection::Input, Selection::None]),
        (AdvicePlace::Block(1), None, [block(1), Selection::None]),
        (AdvicePlace::Block(0), Some(AdvicePlace::Block(2)), [block(0), block(2)]),
        (AdvicePlace::Block(2), Some(AdvicePlace::Output), [block(2), Selection::Output]),
        (AdvicePlace::Training, None, [Selection::None; 2]),
        (AdvicePlace::Data, None, [Selection::None; 2]),
    ];
    let all = [Selection::None, Selection::Input, block(0), block(1), block(2), Selection::Output];
    for (place, also, expected) in cases {
        let found = spots(&[shown(place, also, "", "")], &layers, &layers);
        assert_eq!(found, [expected]);
        for selected in all {
            let is_named = selected != Selection::None && expected.contains(&selected);
            assert_eq!(is_at(expected, selected), is_named, "{place:?} at {selected:?}");
        }
    }
    // Of several selected blocks each counts.
    assert!(is_at([block(2), Selection::None], Selection::blocks(1..3)));
    assert!(!is_at([block(0), Selection::None], Selection::blocks(1..3)));
    // A block that went takes its marks along.
    let pair = [shown(AdvicePlace::Block(1), Some(AdvicePlace::Block(2)), "", "")];
    assert_eq!(spots(&pair, &layers, &[dense(8), dense(4)]), [[Selection::None, block(1)]]);
}

#[test]
fn what_was_said_is_not_said_again() {
    let many =
        |rows| shown(AdvicePlace::Training, None, &format!("Too many for {rows}."), "by heart");
    let line =
        |at| shown(AdvicePlace::Block(at), None, &format!("Block {at} is straight."), "no curve");
    assert_eq!(news(&[], &[]), "");
    assert_eq!(news(&[], &[many(1)]), "Advice: Too many for 1. ");
    assert_eq!(news(&[many(1)], &[many(2)]), "", "another number");
    assert_eq!(news(&[line(0)], &[line(3)]), "", "another block");
    assert_eq!(news(&[line(0)], &[line(0), line(1)]), "Advice: Block 1 is straight. ");
    assert_eq!(news(&[line(0), many(1)], &[many(1)]), "", "mended");
    assert_eq!(news(&[many(1)], &[line(0), many(2)]), "Advice: Block 0 is straight. ");
}

proptest! {
    /// No two blocks become one, and what is found is of the same kind; a block that was
    /// not touched by an edit elsewhere is found where it is.
    #[test]
    fn no_mark_points_at_another_kind(
        before in layers(),
        now in layers(),
        insert in (0_usize..7, layer()),
    ) {
        let found: Vec<_> = (0..before.len()).map(|at| carried(at, &before, &now)).collect();
        for (at, place) in found.iter().enumerate() {
            if let Some(place) = place {
                prop_assert_eq!(before[at].kind(), now[*place].kind());
                prop_assert_eq!(found.iter().filter(|other| *other == &Some(*place)).count(), 1);
            }
        }
        let (slot, layer) = (insert.0.min(before.len()), insert.1);
        let mut longer = before.clone();
        longer.insert(slot, layer);
        for (at, block) in before.iter().enumerate() {
            let place = carried(at, &before, &longer).unwrap();
            prop_assert_eq!(block, &longer[place]);
        }
    }
}

fn layer() -> impl Strategy<Value = LayerConfig> {
    prop_oneof![(1_u32..3).prop_map(dense), (1_u32..3).prop_map(|i| dropout(f64::from(i) / 4.0))]
}

fn layers() -> impl Strategy<Value = Vec<LayerConfig>> {
    proptest::collection::vec(layer(), 0..6)
}
