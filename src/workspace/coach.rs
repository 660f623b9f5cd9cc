//! What the page says of a diagnosis at a glance.

use crate::train::diagnosis::Verdict;
use crate::worker::ShownDiagnosis;

/// The verdict, once there is one; then what it means.
pub fn verdict(diagnosis: &ShownDiagnosis) -> Vec<String> {
    if diagnosis.kind == Verdict::NotEnoughEpochs {
        return Vec::new();
    }
    vec![diagnosis.headline.clone(), diagnosis.sentence.clone()]
}

/// The tint of what is said.
pub fn tint(diagnosis: &ShownDiagnosis) -> Option<&'static str> {
    match diagnosis.kind {
        Verdict::Overfitting => Some("overfitting"),
        Verdict::Diverging => Some("diverging"),
        _ => None,
    }
}
