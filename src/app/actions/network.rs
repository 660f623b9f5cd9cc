//! Editing the chain. Mouse, keyboard and touch all come here.

use std::ops::Range;

use leptos::prelude::*;

use super::{announce, edit, end_typing, note};
use crate::app::services::focus;
use crate::app::state::AppState;
use crate::config::{LayerConfig, LayerKind, limits};
use crate::workspace::selection::Selection;
use crate::{t, tn};

/// Inserts a new block after the selected ones: after the input, or before the output,
/// where that is selected or nothing is.
pub fn add_layer(state: AppState, kind: LayerKind) {
    let blocks = block_count(state);
    let slot = match state.selected.get_untracked() {
        Selection::Input => 0,
        Selection::None | Selection::Output => blocks,
        selected @ Selection::Blocks { .. } => selected.range().end,
    };
    insert_layer(state, slot, LayerConfig::new(kind));
}

/// Inserts a block at a slot.
pub fn insert_layer(state: AppState, slot: usize, layer: LayerConfig) {
    let label = layer.kind().label();
    let follow = follow_focus();
    let mut placed = None;
    edit(state, t!("{block} added", block = label), |e| placed = e.network.insert(slot, layer));
    match placed {
        Some(index) => {
            state.selected.set(Selection::block(index));
            follow();
            let position = index + 1;
            announce(
                state,
                &t!("{block} inserted at position {position}", block = label, position),
            );
        }
        None => say_full(state),
    }
}

/// Copies blocks and puts the copies behind them.
pub fn duplicate_blocks(state: AppState, range: Range<usize>) {
    let name = name_of(state, &range);
    let follow = follow_focus();
    let mut placed = None;
    let words = t!("{name} duplicated", name);
    edit(state, words.as_str(), |e| placed = e.network.duplicate(range.clone()));
    match placed {
        Some(copies) => {
            state.selected.set(Selection::blocks(copies));
            follow();
            announce(state, &words);
        }
        None if range.is_empty() => {}
        None => say_full(state),
    }
}

/// Moves blocks into a slot, counted before the move.
pub fn move_blocks(state: AppState, range: Range<usize>, slot: usize) {
    let follow = follow_focus();
    let mut placed = None;
    let name = name_of(state, &range);
    edit(state, t!("{name} moved", name), |e| placed = e.network.move_range(range.clone(), slot));
    if let Some(now) = placed {
        let is_moved = now != range;
        let place = now.start + 1;
        state.selected.set(Selection::blocks(now));
        follow();
        if is_moved {
            let all = block_count(state);
            announce(state, &t!("Moved to position {place} of {all}", place, all));
        }
    }
}

/// Moves blocks one place towards the input or the output.
pub fn shift_blocks(state: AppState, range: Range<usize>, towards_output: bool) {
    if towards_output && range.end < block_count(state) {
        let slot = range.end + 1;
        move_blocks(state, range, slot);
    } else if !towards_output && range.start > 0 {
        let slot = range.start - 1;
        move_blocks(state, range, slot);
    }
}

/// Removes blocks.
pub fn remove_blocks(state: AppState, range: Range<usize>) {
    let name = name_of(state, &range);
    let follow = follow_focus();
    let before = block_count(state);
    let words = t!("{name} removed", name);
    edit(state, words.as_str(), |e| {
        e.network.remove_range(range.clone());
    });
    let blocks = block_count(state);
    if blocks == before {
        return;
    }
    state.selected.update(|selected| {
        let head = selected.range().start;
        let gone_before = range.len().min(head.saturating_sub(range.start));
        if !selected.range().is_empty() {
            *selected = Selection::block(head - gone_before);
        }
        *selected = selected.within(blocks);
    });
    follow();
    announce(state, &words);
}

/// Shows the settings of a block or an end.
pub fn select(state: AppState, selection: Selection) {
    if state.selected.get_untracked() != selection {
        end_typing(state);
        state.selected.set(selection);
    }
}

/// Shows the settings of a block or an end and goes there with the keyboard.
pub fn walk_to(state: AppState, selection: Selection) {
    select(state, selection);
    focus::after_change(&SELECTED_BLOCK);
}

/// Where the keyboard is in the chain.
pub(super) const SELECTED_BLOCK: [&str; 1] = [".chain .block[tabindex=\"0\"]"];

/// Call before an edit; the result, called after it, puts the focus on the selected
/// block if it was in the chain, where the edit may have taken its element away.
pub(super) fn follow_focus() -> impl FnOnce() {
    let was_in_chain = focus::is_in_chain();
    move || {
        if was_in_chain {
            focus::after_change(&SELECTED_BLOCK);
        }
    }
}

fn say_full(state: AppState) {
    let most = limits::MAX_BLOCKS;
    note(state, t!("A network has at most {most} blocks; remove one first.", most));
}

/// What blocks are called in a sentence.
fn name_of(state: AppState, range: &Range<usize>) -> String {
    if range.len() == 1 {
        let layer = state.experiment.with_untracked(|e| e.network.layers.get(range.start).cloned());
        layer.map_or_else(String::new, |layer| layer.kind().label().to_owned())
    } else {
        tn!(range.len(), "{count} block", "{count} blocks")
    }
}

pub fn block_count(state: AppState) -> usize {
    state.experiment.with_untracked(|experiment| experiment.network.layers.len())
}
