//! What came of the changes that were tried, the best first, and in words.
//!
//! Checked by `tests/it/train/diagnosis/cures.rs::each_says_what_it_did`.

use super::{CureTrials, STARTS, Standing, WORTHWHILE};
use crate::config::{ThreeDigits, sort};
use crate::t;
use crate::train::diagnosis::Suggestion;

/// What early stopping may leave more of the validation loss than another change and still come
/// first: it takes nothing from the network, and no digit that is shown tells them apart.
const AS_GOOD: f64 = 0.01;

/// A change and what it did.
#[derive(Debug, Clone, PartialEq)]
pub struct Cure {
    /// The change.
    pub suggestion: Suggestion,
    /// Validation loss at the end of the run as it is, from its own start; none where it
    /// diverged.
    pub before: Option<f64>,
    /// The same with the change.
    pub after: Option<f64>,
    /// Starts from which it was lower.
    pub won: usize,
    /// Starts that were tried.
    pub tried: usize,
    /// Means over the starts that were tried and did not diverge.
    pub mean_before: f64,
    /// The same with the change.
    pub mean_after: f64,
}

/// All that was tried, and what was not.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CureReport {
    /// What ended lower from every start that was tried: first what mends a known cause, then
    /// by what is left of the validation loss, the best first; those tried from one start after
    /// the others.
    pub cures: Vec<Cure>,
    /// What did not.
    pub without_gain: Vec<Cure>,
    /// What there was no time for.
    pub untried: Vec<Suggestion>,
    /// What the validation loss cannot tell.
    pub unmeasured: Vec<Suggestion>,
}

impl CureTrials {
    /// What is known by now.
    pub fn report(&self) -> CureReport {
        let mut report = CureReport { unmeasured: self.others.clone(), ..CureReport::default() };
        for change in 0..self.changes.len() {
            let cure = self.cure(change);
            if cure.tried == 0 {
                report.untried.push(cure.suggestion);
            } else if cure.won == cure.tried && cure.is_worthwhile() {
                report.cures.push(cure);
            } else {
                report.without_gain.push(cure);
            }
        }
        sort(&mut report.cures, |a, b| {
            let stops = |cure: &Cure| cure.suggestion.result.training.early_stopping;
            let is_new = |cure: &Cure| stops(cure) && !self.before.training.early_stopping;
            let left = |cure: &Cure| cure.left() - if is_new(cure) { AS_GOOD } else { 0.0 };
            (b.suggestion.is_cause.cmp(&a.suggestion.is_cause))
                .then(b.tried.min(2).cmp(&a.tried.min(2)))
                .then(left(a).total_cmp(&left(b)))
                .then(a.mean_after.total_cmp(&b.mean_after))
        });
        report
    }

    pub(super) fn cure(&self, change: usize) -> Cure {
        let ended = |standing: Standing| match standing {
            Standing::Ended(val_loss) => val_loss,
            _ => None,
        };
        let judged: Vec<usize> =
            (0..STARTS).filter(|&start| self.wins(change, start).is_some()).collect();
        let won = judged.iter().filter(|&&start| self.wins(change, start) == Some(true)).count();
        let first = judged.first().copied().unwrap_or_default();
        let mean = |of: &[Standing; STARTS]| {
            let values: Vec<f64> = judged.iter().filter_map(|&start| ended(of[start])).collect();
            values.iter().sum::<f64>() / values.len().max(1) as f64
        };
        Cure {
            suggestion: self.changes[change].clone(),
            before: ended(self.as_it_is[first]),
            after: ended(self.changed[change][first]),
            won,
            tried: judged.len(),
            mean_before: mean(&self.as_it_is),
            mean_after: mean(&self.changed[change]),
        }
    }
}

impl Cure {
    /// What is left of the validation loss, as a share; 0 where the run diverged without it.
    pub(super) fn left(&self) -> f64 {
        if self.before.is_none() || self.mean_before <= 0.0 {
            return 0.0;
        }
        self.mean_after / self.mean_before
    }

    fn is_worthwhile(&self) -> bool {
        let is_shown = |before: f64| self.after.is_some_and(|after| after < least(before));
        self.left() < 1.0 - WORTHWHILE && self.before.is_none_or(is_shown)
    }

    /// What it did, for a button: validation losses at the end.
    pub fn sentence(&self) -> String {
        let tried = match (self.tried, self.won) {
            (1, _) => t!("from the one start that was tried").to_owned(),
            (tried, won) => t!("lower in {won} of {tried} starts", won, tried),
        };
        match (self.before, self.after) {
            (Some(before), Some(after)) => {
                t!(
                    "Validation loss {after} instead of {before} at the end, {tried}.",
                    after = equally_exact(after),
                    before = equally_exact(before),
                    tried,
                )
            }
            (None, Some(after)) => t!(
                "Validation loss {after} at the end, {tried}; as it is the run diverges.",
                after = equally_exact(after),
                tried,
            ),
            (_, None) => t!("With it the run diverges.").to_owned(),
        }
    }

    /// The same for a list.
    fn words(&self) -> String {
        let label = &self.suggestion.label;
        let did = match (self.before, self.after) {
            (Some(before), Some(after)) => {
                let (before, after) = (equally_exact(before), equally_exact(after));
                if before == after {
                    t!("{after} as before", after)
                } else {
                    t!("{after} instead of {before}", after, before)
                }
            }
            (None, Some(after)) => equally_exact(after),
            (_, None) => t!("diverges").to_owned(),
        };
        match (self.tried, self.won) {
            (tried, won) if tried > won && won > 0 => t!(
                "{label} ({did}, but lower in only {won} of {tried} starts)",
                label,
                did,
                won,
                tried,
            ),
            _ => format!("{label} ({did})"),
        }
    }
}

/// A loss beside another, with the zeros at its end.
fn equally_exact(loss: f64) -> String {
    format!("{:#}", ThreeDigits(loss))
}

fn least(before: f64) -> f64 {
    before - WORTHWHILE * before.abs()
}

impl CureReport {
    /// What was tried and is not put forward, and what was not tried, a sentence each: but for
    /// the first `shown` of the latter, which have a button that says so.
    pub fn findings(&self, seconds: u32, shown: usize) -> Vec<String> {
        let mut found = Vec::new();
        if !self.without_gain.is_empty() {
            let tried: Vec<String> = self.without_gain.iter().map(Cure::words).collect();
            let tried = tried.join(", ");
            found.push(if self.cures.is_empty() {
                t!(
                    "Nothing that was tried lowers validation loss by 1 % from every start: {tried}.",
                    tried,
                )
            } else {
                t!("Tried with little or no gain: {tried}.", tried)
            });
        }
        let rest = self.untried.iter().skip(shown);
        let rest: Vec<&str> = rest.map(|one| one.label.as_str()).collect();
        if !rest.is_empty() {
            let rest = rest.join(", ");
            found.push(t!("No time was left ({seconds} s) to try: {rest}.", seconds, rest));
        }
        found
    }
}
