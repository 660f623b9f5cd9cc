//! What differs between two chains of blocks, as an edit script of the least cost.

use super::{DiffScope, Difference, changes, headline, layer_leaves};
use crate::config::setting_change::{inside, name_in};
use crate::config::{LayerConfig, LayerKind, SettingChange};

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
        _ => format!("Block {} ({})", to + 1, kind.label()),
    };
    for (path, change) in changes(&layer_leaves(&before[from]), &layer_leaves(&after[to])) {
        let short = match (kind, change.name.as_str()) {
            (LayerKind::Dense, "Units") => format!("{} units", change.to),
            (LayerKind::Dropout, "Rate") => format!("dropout {}", change.to),
            (_, name) => format!("{} {}", inside(name), change.to),
        };
        let change = SettingChange { name: name_in(&called, &change.name), ..change };
        let scope = DiffScope::Block { before: Some(from), after: Some(to) };
        found.push(Difference { change, short, path, scope });
    }
}

fn added(after: &[LayerConfig], at: usize) -> Difference {
    let block = headline(&after[at]);
    let name = match at {
        0 => format!("{block} added at the start"),
        _ => format!("{block} added after block {at}"),
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
    Difference {
        change: SettingChange::from(format!("Block {} ({block}) removed", at + 1).as_str()),
        short: format!("no {}", inside(&block)),
        path: String::new(),
        scope: DiffScope::Block { before: Some(at), after: None },
    }
}
