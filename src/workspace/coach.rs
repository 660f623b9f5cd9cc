//! What the page says of a diagnosis at a glance.

use crate::text::shown;
use crate::train::diagnosis::Verdict;
use crate::word;
use crate::worker::ShownDiagnosis;

/// The verdict, once there is one; then what it means.
pub fn verdict(diagnosis: &ShownDiagnosis) -> Vec<String> {
    if diagnosis.kind == Verdict::NotEnoughEpochs {
        return Vec::new();
    }
    vec![diagnosis.headline.clone(), diagnosis.sentence.clone()]
}

/// What a screen reader hears of it: the words of the coach's box, whatever the verdict.
///
/// Checked by `tests/it/worker/coach.rs::what_is_heard_is_what_is_shown`.
pub fn heard(diagnosis: &ShownDiagnosis) -> Vec<String> {
    vec![format!("{}. {}", diagnosis.headline, diagnosis.sentence)]
}

/// Whether what it suggests was tried: a reload forgets that, its words do not.
///
/// Checked by `tests/it/worker/cures.rs::when_the_time_is_over_the_rest_is_named`.
pub fn was_tried(diagnosis: &ShownDiagnosis) -> bool {
    // As far as its first value, in English and in the language of today.
    let begins = |beside: &str, sentence: &'static str| {
        let begin =
            |sentence: &str| sentence.split('{').next().is_some_and(|it| beside.starts_with(it));
        begin(sentence) || begin(shown(sentence))
    };
    let is_tried = |beside: &str| {
        begins(beside, word!("Validation loss {after} instead of {before} at the end, {tried}."))
            || begins(beside, word!("Could not be tried in {seconds} s."))
    };
    diagnosis.suggestions.iter().any(|(_, beside, _)| is_tried(beside))
}

/// The tint of what is said.
pub fn tint(diagnosis: &ShownDiagnosis) -> Option<&'static str> {
    match diagnosis.kind {
        Verdict::Overfitting => Some("overfitting"),
        Verdict::Diverging => Some("diverging"),
        _ => None,
    }
}
