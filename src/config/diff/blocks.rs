//! What differs between two chains of blocks, as an edit script of the least cost.

use super::{DiffScope, Difference, changes, headline, layer_leaves};
use crate::config::setting_change::name_in;
use crate::config::{LayerConfig, LayerKind, SettingChange};
use crate::t;
use crate::text::inside;

/// What adding or removing a block costs. Two of them cost more than any change of a
/// block's settings, so that a block of the same kind in the same place is the same block.
const IN_OR_OUT: usize = 2;
/// The most that changed settings of a block cost.
const MOST_CHANGED: usize = 3;

pub(super) fn diff(before: &[LayerConfig], after: &[LayerConfig]) -> Vec<Difference> {
    let mut found = Vec::new();
    for place in script(before, after) {
        match place {
            (Some(from), Some(to)) => changed(before, after, from, to, &mut found),
            (None, Some(to)) => found.push(added(after, to)),
            (Some(from), None) => found.push(removed(before, from)),
            (None, None) => {}
        }
    }
    found
}

/// Pairs of blocks that are the same one, and blocks that are in one chain only, in order.
///
/// `cost[i][j]` is that of leading the blocks from `i` on to those from `j` on.
fn script(before: &[LayerConfig], after: &[LayerConfig]) -> Vec<(Option<usize>, Option<usize>)> {
    let (rows, columns) = (before.len(), after.len());
    let mut cost = vec![vec![0; columns + 1]; rows + 1];
    for i in (0..=rows).rev() {
        for j in (0..=columns).rev() {
            let removed = (i < rows).then(|| IN_OR_OUT + cost[i + 1][j]);
            let added = (j < columns).then(|| IN_OR_OUT + cost[i][j + 1]);
            let same = (i < rows && j < columns)
                .then(|| same(&before[i], &after[j]).map(|own| own + cost[i + 1][j + 1]))
                .flatten();
            cost[i][j] = [same, removed, added].into_iter().flatten().min().unwrap_or_default();
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut found = Vec::new();
    while i < rows || j < columns {
        let paired = i < rows
            && j < columns
            && same(&before[i], &after[j])
                .is_some_and(|own| own + cost[i + 1][j + 1] == cost[i][j]);
        let is_removed = i < rows && IN_OR_OUT + cost[i + 1][j] == cost[i][j];
        let step = if paired {
            (Some(i), Some(j))
        } else if is_removed {
            (Some(i), None)
        } else {
            (None, Some(j))
        };
        i += usize::from(step.0.is_some());
        j += usize::from(step.1.is_some());
        found.push(step);
    }
    found
}

/// What it costs to make one block of the other; `None` where they are of two kinds.
fn same(before: &LayerConfig, after: &LayerConfig) -> Option<usize> {
    if before == after {
        return Some(0);
    }
    let changed = || changes(&layer_leaves(before), &layer_leaves(after)).len();
    (before.kind() == after.kind()).then(|| changed().min(MOST_CHANGED))
}

fn changed(
    before: &[LayerConfig],
    after: &[LayerConfig],
    from: usize,
    to: usize,
    found: &mut Vec<Difference>,
) {
    let kind = after[to].kind();
    let of_kind = after.iter().filter(|layer| layer.kind() == kind).count();
    // "Dropout rate" where there is but one Dropout.
    let called = match of_kind {
        1 => kind.label().to_owned(),
        _ => block_name(to, kind),
    };
    for (path, change) in changes(&layer_leaves(&before[from]), &layer_leaves(&after[to])) {
        let short = match (kind, path.as_str()) {
            (LayerKind::Dense, "dense.units") => t!("{units} units", units = change.to),
            (LayerKind::Dropout, "dropout.rate") => t!("dropout {rate}", rate = change.to),
            _ => format!("{} {}", inside(&change.name), change.to),
        };
        let change = SettingChange { name: name_in(&called, &change.name), ..change };
        let scope = DiffScope::Block { before: Some(from), after: Some(to) };
        found.push(Difference { change, short, path, scope });
    }
}

fn added(after: &[LayerConfig], at: usize) -> Difference {
    let block = headline(&after[at]);
    let name = if at == 0 {
        t!("{block} added at the start", block)
    } else {
        t!("{block} added after block {at}", block, at)
    };
    Difference {
        change: SettingChange::from(name.as_str()),
        short: inside(&block),
        path: String::new(),
        scope: DiffScope::Block { before: None, after: Some(at) },
    }
}

fn removed(before: &[LayerConfig], at: usize) -> Difference {
    let block = headline(&before[at]);
    let name = t!("Block {position} ({block}) removed", position = at + 1, block);
    Difference {
        change: SettingChange::from(name.as_str()),
        short: t!("no {block}", block = inside(&block)),
        path: String::new(),
        scope: DiffScope::Block { before: Some(at), after: None },
    }
}

/// "Block 2 (Dense)"
pub(super) fn block_name(at: usize, kind: LayerKind) -> String {
    t!("Block {position} ({kind})", position = at + 1, kind = kind.label())
}
