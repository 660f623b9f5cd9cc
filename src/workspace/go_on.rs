//! What an interrupted run can do next, in words.

use crate::t;

/// The end of a sentence about an interrupted run: whether the experiment is another by now,
/// and the epoch that the run can go on from.
///
/// Checked by `tests/it/workspace/worker_recovery.rs::the_way_on_is_told`.
pub fn way_on(is_edited: bool, goes_on_from: Option<u32>) -> String {
    match goes_on_from {
        _ if is_edited => t!("the experiment has changed since, so Train starts anew.").to_owned(),
        Some(epoch) => t!(
            "Go on continues from epoch {epoch}, to the same numbers as without the break.",
            epoch = epoch + 1,
        ),
        None => t!("Train runs the same experiment again from the start, to the same numbers.")
            .to_owned(),
    }
}
