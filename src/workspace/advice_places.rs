//! Which advice belongs to which block, while the network goes on changing.

use crate::config::LayerConfig;
use crate::config::advice::AdvicePlace;
use crate::t;
use crate::worker::ShownAdvice;
use crate::workspace::selection::Selection;

/// Where a block of one network stands in another, a few edits later; `None` where that
/// cannot be told.
///
/// Checked by `tests/it/workspace/advice_places.rs::a_block_is_found_again_or_not_at_all`.
pub fn carried(index: usize, before: &[LayerConfig], now: &[LayerConfig]) -> Option<usize> {
    let block = before.get(index)?;
    let start = before.iter().zip(now).take_while(|(a, b)| a == b).count();
    let (old, new) = (&before[start..], &now[start..]);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
    if index < start {
        return Some(index);
    }
    if index >= before.len() - end {
        return Some(index + now.len() - before.len());
    }
    let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
    if let ([_], [edited]) = (old, new)
        && edited.kind() == block.kind()
    {
        return Some(start);
    }
    // It was moved; of two alike nobody knows which.
    let is_only = |among: &[LayerConfig]| among.iter().filter(|other| *other == block).count() == 1;
    let at = new.iter().position(|other| other == block)?;
    (is_only(old) && is_only(new)).then_some(start + at)
}

/// Where a place in the network `before` is in the network `now`: nothing where it is no
/// block, or one that cannot be told.
fn stands(place: AdvicePlace, before: &[LayerConfig], now: &[LayerConfig]) -> Selection {
    match place {
        AdvicePlace::Input => Selection::Input,
        AdvicePlace::Block(index) => {
            carried(index, before, now).map_or(Selection::None, Selection::block)
        }
        AdvicePlace::Output => Selection::Output,
        AdvicePlace::Training | AdvicePlace::Data => Selection::None,
    }
}

/// What each advice about the network `before` is about in the network `now`, its place
/// and the other of a pair: nothing where that is no block, or one that cannot be told.
///
/// Checked by `tests/it/workspace/advice_places.rs::an_advice_marks_what_it_is_about`.
pub fn spots(
    advice: &[ShownAdvice],
    before: &[LayerConfig],
    now: &[LayerConfig],
) -> Vec<[Selection; 2]> {
    let spot = |place| stands(place, before, now);
    let both =
        |advice: &ShownAdvice| [spot(advice.place), advice.also.map_or(Selection::None, spot)];
    advice.iter().map(both).collect()
}

/// Whether one of these places is selected.
pub fn is_at(spots: [Selection; 2], selected: Selection) -> bool {
    spots.into_iter().any(|spot| match spot {
        Selection::None => false,
        Selection::Blocks { head, .. } => selected.range().contains(&head),
        end => end == selected,
    })
}

/// The sentences that were not said before, in other numbers or of another block either:
/// what was is known by its reason. Empty where there is nothing new.
///
/// Checked by `tests/it/workspace/advice_places.rs::what_was_said_is_not_said_again`.
pub fn news(before: &[ShownAdvice], now: &[ShownAdvice]) -> String {
    let mut known: Vec<_> = before.iter().map(|advice| &advice.why).collect();
    let mut said = String::new();
    for advice in now {
        if let Some(at) = known.iter().position(|why| **why == advice.why) {
            known.swap_remove(at);
        } else {
            said = said + &t!("Advice: {sentence}", sentence = advice.sentence) + " ";
        }
    }
    said
}
