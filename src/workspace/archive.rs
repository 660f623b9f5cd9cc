//! Runs on their way into an archive and out of one. Pure.

use crate::export::archive::ArchivedRun;
use crate::t;
use crate::workspace::current_run::{CurrentRun, Phase};
use crate::workspace::run_list::MAX_SHOWN;
use crate::workspace::run_record::RunHead;

/// A run of the list, with its figures, as it leaves; none where its experiment is not known.
///
/// Checked by `tests/it/workspace/archive.rs::a_run_comes_out_as_it_went_in`.
pub fn archived(head: &RunHead, run: CurrentRun, on_page: bool) -> Option<ArchivedRun> {
    Some(ArchivedRun {
        number: head.number,
        name: head.name.clone(),
        called: head.called.clone(),
        group: head.group.clone(),
        color: head.color,
        on_page,
        when_ms: head.when_ms,
        outcome: run.outcome(),
        experiment: run.experiment?,
        elapsed_ms: run.elapsed_ms,
        best_epoch: run.best_epoch,
        wait: run.wait,
        live: run.live,
        counts: run.counts,
        history: run.history,
        weights: None,
        checkpoint: None,
    })
}

/// A run of an archive that was opened: interrupted, if it was not over. `link` is its
/// experiment's.
///
/// Checked by `tests/it/workspace/archive.rs::a_run_comes_out_as_it_went_in`.
pub fn opened(archived: ArchivedRun, link: String) -> (RunHead, CurrentRun) {
    let run = CurrentRun {
        phase: archived.outcome.map_or(Phase::Interrupted, Phase::Finished),
        experiment: Some(archived.experiment),
        history: archived.history,
        counts: archived.counts,
        best_epoch: archived.best_epoch,
        wait: archived.wait,
        live: archived.live,
        elapsed_ms: archived.elapsed_ms,
        ..CurrentRun::default()
    };
    let mut head = RunHead {
        number: archived.number,
        name: archived.name,
        called: archived.called,
        group: archived.group,
        color: archived.color.filter(|color| usize::from(*color) < MAX_SHOWN),
        when_ms: archived.when_ms,
        link,
        ..RunHead::default()
    };
    head.follow(&run);
    (head, run)
}

/// How large a file is, as one says it: "84 kB", "3 MB".
///
/// Checked by `tests/it/workspace/archive.rs::sizes_are_said_in_full_units`.
pub fn size_words(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => t!("{size} kB", size = bytes.div_ceil(1_000)),
        _ => t!("{size} MB", size = bytes.div_ceil(1_000_000)),
    }
}
