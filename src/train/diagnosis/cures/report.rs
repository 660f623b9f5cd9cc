//! What came of the changes that were tried, the best first, and in words.
//!
//! Checked by `tests/it/train/diagnosis/cures.rs::each_says_what_it_did`.

use super::{CureTrials, STARTS, Standing};
use crate::config::ThreeDigits;
use crate::train::diagnosis::Suggestion;

/// The mean gain from which a change is put forward, as a share of the validation loss
/// without it.
const WORTHWHILE: f64 = 0.01;

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
    /// What ended lower from every start that was tried, the best first; early stopping
    /// before all others.
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
        for (change, suggestion) in self.changes.iter().enumerate() {
            let cure = self.cure(change, suggestion);
            if cure.tried == 0 {
                report.untried.push(suggestion.clone());
            } else if cure.won == cure.tried && cure.is_worthwhile() {
                report.cures.push(cure);
            } else {
                report.without_gain.push(cure);
            }
        }
        report.cures.sort_by(|a, b| {
            let stops = |cure: &Cure| cure.suggestion.result.training.early_stopping;
            let is_new = |cure: &Cure| stops(cure) && !self.before.training.early_stopping;
            (is_new(b).cmp(&is_new(a)))
                .then(b.tried.min(2).cmp(&a.tried.min(2)))
                .then(a.left().total_cmp(&b.left()))
        });
        report
    }

    fn cure(&self, change: usize, suggestion: &Suggestion) -> Cure {
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
            suggestion: suggestion.clone(),
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
    fn left(&self) -> f64 {
        if self.before.is_none() || self.mean_before <= 0.0 {
            return 0.0;
        }
        self.mean_after / self.mean_before
    }

    fn is_worthwhile(&self) -> bool {
        self.left() < 1.0 - WORTHWHILE
    }

    /// What it did, for a button; the budget in seconds says why starts are missing.
    pub fn sentence(&self, seconds: u32) -> String {
        let figures = self.figures();
        match (self.tried, self.won) {
            (1, 0) => format!("Validation loss {figures} from this start."),
            (1, _) => format!(
                "Validation loss {figures} from this start; no other could be tried in {seconds} s."
            ),
            (tried, won) => format!("Validation loss {figures}, lower in {won} of {tried} starts."),
        }
    }

    /// The same for a list.
    fn words(&self) -> String {
        let label = &self.suggestion.label;
        match (self.tried, self.after) {
            (1, None) => format!("{label} (it diverges)"),
            (1, _) => format!("{label} ({})", self.figures()),
            (tried, _) => format!("{label} (lower in {} of {tried} starts)", self.won),
        }
    }

    fn figures(&self) -> String {
        let figure = |loss: Option<f64>| match loss {
            Some(loss) => ThreeDigits(loss).to_string(),
            None => "a run that diverges".to_owned(),
        };
        format!("{} instead of {}", figure(self.after), figure(self.before))
    }
}

impl CureReport {
    /// What was tried and is not put forward, a sentence each.
    pub fn findings(&self, seconds: u32) -> Vec<String> {
        let mut found = Vec::new();
        let list = |words: Vec<String>| words.join(", ");
        if !self.without_gain.is_empty() {
            let tried = list(self.without_gain.iter().map(Cure::words).collect());
            let begin = if self.cures.is_empty() {
                "Nothing that was tried lowers validation loss from every start"
            } else {
                "Tried without gain"
            };
            found.push(format!("{begin}: {tried}."));
        }
        if !self.untried.is_empty() {
            let untried = list(self.untried.iter().map(|one| one.label.clone()).collect());
            found.push(format!("Not tried, for want of time ({seconds} s): {untried}."));
        }
        found
    }
}
