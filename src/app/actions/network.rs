//! Editing the chain. Mouse, keyboard and touch all come here.

use leptos::prelude::*;

use super::{announce, edit, end_typing, note};
use crate::app::services::focus;
use crate::app::state::AppState;
use crate::config::{LayerConfig, LayerKind, limits};

/// Inserts a new block after the selected one, or at the end.
pub fn add_layer(state: AppState, kind: LayerKind) {
    let blocks = block_count(state);
    let slot = state.selected.get_untracked().map_or(blocks, |index| index + 1);
    insert_layer(state, slot, LayerConfig::new(kind));
}

/// Inserts a block at a slot.
pub fn insert_layer(state: AppState, slot: usize, layer: LayerConfig) {
    let label = layer.kind().label();
    let follow = follow_focus();
    let mut placed = None;
    edit(state, None, |experiment| placed = experiment.network.insert(slot, layer));
    match placed {
        Some(index) => {
            state.selected.set(Some(index));
            follow();
            announce(state, &format!("{label} inserted at position {}", index + 1));
        }
        None => note(
            state,
            format!("The network already has {} blocks; remove one first.", limits::MAX_BLOCKS),
        ),
    }
}

/// Copies a block and puts the copy behind it.
pub fn duplicate_layer(state: AppState, index: usize) {
    let layer =
        state.experiment.with_untracked(|experiment| experiment.network.layers.get(index).cloned());
    if let Some(layer) = layer {
        insert_layer(state, index + 1, layer);
    }
}

/// Moves a block into a slot, counted before the move.
pub fn move_layer(state: AppState, from: usize, slot: usize) {
    if slot == from || slot == from + 1 {
        return;
    }
    let follow = follow_focus();
    let mut placed = None;
    edit(state, None, |experiment| placed = experiment.network.move_to(from, slot));
    if let Some(index) = placed {
        state.selected.set(Some(index));
        follow();
        announce(state, &format!("Moved to position {} of {}", index + 1, block_count(state)));
    }
}

/// Moves a block one place towards the input or the output.
pub fn shift_layer(state: AppState, index: usize, towards_output: bool) {
    if towards_output && index + 1 < block_count(state) {
        move_layer(state, index, index + 2);
    } else if !towards_output && index > 0 {
        move_layer(state, index, index - 1);
    }
}

/// Removes a block.
pub fn remove_layer(state: AppState, index: usize) {
    let follow = follow_focus();
    let mut removed = None;
    edit(state, None, |experiment| removed = experiment.network.remove(index));
    let Some(layer) = removed else { return };
    let blocks = block_count(state);
    state.selected.update(|selected| {
        *selected = selected
            .map(|current| if current > index { current - 1 } else { current })
            .filter(|_| blocks > 0)
            .map(|current| current.min(blocks - 1));
    });
    follow();
    announce(state, &format!("{} removed", layer.kind().label()));
}

/// Shows a block's settings.
pub fn select(state: AppState, index: usize) {
    if state.selected.get_untracked() != Some(index) {
        end_typing(state);
        state.selected.set(Some(index));
    }
}

/// Shows a block's settings and goes there with the keyboard.
pub fn walk_to(state: AppState, index: usize) {
    select(state, index);
    focus::after_change(&SELECTED_BLOCK);
}

/// The selected block; in an empty chain, the palette.
const SELECTED_BLOCK: [&str; 2] = [".chain [aria-pressed=true]", ".palette button"];

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

fn block_count(state: AppState) -> usize {
    state.experiment.with_untracked(|experiment| experiment.network.layers.len())
}
