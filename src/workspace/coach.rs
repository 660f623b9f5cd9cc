//! What the page says of a diagnosis at a glance.

use crate::worker::{ShownDiagnosis, VerdictKind};

/// The verdict, once there is one; then what it means.
pub fn verdict(diagnosis: &ShownDiagnosis) -> Vec<String> {
    if diagnosis.kind == VerdictKind::TooEarly {
        return Vec::new();
    }
    vec![diagnosis.headline.clone(), diagnosis.sentence.clone()]
}

/// The tint of what is said.
pub fn tint(diagnosis: &ShownDiagnosis) -> Option<&'static str> {
    match diagnosis.kind {
        VerdictKind::Overfitting => Some("overfitting"),
        VerdictKind::Diverging => Some("diverging"),
        _ => None,
    }
}
