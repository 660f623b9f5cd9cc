//! What to try: changes of the experiment, each checked before it is offered.

use super::edits::{has_exponential, unscaled};
use super::offers::Offers;
use super::rules::RunAnalysis;
use super::stopped_for::{StoppedFor, stopped_for};
use super::{Suggestion, Verdict};
use crate::t;
use crate::text::Decimal;
use crate::train::StopReason;

/// At most this many are offered: more could not be tried in the time there is.
const MOST_SUGGESTIONS: usize = 8;

/// What to try for a verdict, the best first.
///
/// Every result passes the check, differs from the experiment and brings no advice that
/// was not there: `tests/it/train/diagnosis/suggestions.rs::suggestions_can_run_and_bring_no_advice`.
pub(super) fn of(analysis: &RunAnalysis<'_>) -> Vec<Suggestion> {
    let mut offers = Offers::new(analysis);
    let training = &offers.before.training;
    let (rate, batch, epochs) = (training.learning_rate, training.batch_size, training.epochs);
    match analysis.verdict {
        Verdict::Overfitting => {
            offers.stop_early();
            offers.l2(0.01);
            offers.l2(0.001);
            offers.dropout(0.3);
            offers.dropout(0.5);
            offers.fewer(t!("Halve the units"), 2);
            offers.fewer(t!("Use a quarter of the units"), 4);
            offers.rate_to(rate / 10.0, t!("Shorter steps come less far in learning noise."));
        }
        Verdict::Underfitting => {
            // What is known to hold it back before what may.
            if !analysis.is_held_back() {
                offers.unscaled(analysis);
            }
            offers.free();
            offers.unscaled(analysis);
            offers.wider();
            offers.deeper();
            offers.rate_to(rate * 10.0, t!("Longer steps leave a plateau sooner."));
            offers.norms();
            offers.epochs_to(epochs.saturating_mul(3), t!("It may leave the plateau yet."));
        }
        Verdict::TooSlow => {
            offers.unscaled(analysis);
            offers.rate_to(rate * 10.0, t!("Ten times as long a step each time."));
            offers.rate_to(rate * 100.0, t!("A hundred times as long a step each time."));
            offers.adam();
            offers.epochs_to(epochs.saturating_mul(5), t!("The same pace for longer."));
        }
        Verdict::TooNoisy => {
            offers.unscaled(analysis);
            if analysis.gets_worse() {
                offers.stop_early();
            }
            offers.rate_to(rate / 10.0, t!("Shorter steps jump less far."));
            offers.rate_to(rate / 100.0, t!("Much shorter steps hardly jump."));
            offers.batch(batch.saturating_mul(8).max(32));
        }
        Verdict::Stuck => offers.unstick(analysis),
        Verdict::Diverging => offers.tame(analysis),
        Verdict::Fitting if analysis.ends_above().is_some() => {
            offers.stop_early();
            offers.rate_to(rate / 10.0, t!("Shorter steps jump less far."));
        }
        Verdict::Fitting if analysis.was_stopped_early() => match stopped_for(analysis) {
            Some(StoppedFor::MinDelta(_)) => {
                offers.no_min_delta();
                offers.more_patience(2);
            }
            Some(StoppedFor::Patience) => offers.more_patience(2),
            None => {}
        },
        Verdict::NotEnoughEpochs if analysis.was_stopped_early() => offers.more_patience(5),
        Verdict::Fitting if analysis.still_improves() && has_ended(analysis) => {
            offers.epochs_to(epochs.saturating_mul(2), t!("It was still getting better."));
        }
        Verdict::NotEnoughEpochs if has_ended(analysis) => {
            offers
                .epochs_to(epochs.saturating_mul(5).max(50), t!("Then there is something to see."));
        }
        Verdict::Fitting | Verdict::NotEnoughEpochs => {}
    }
    offers.class_weights(analysis);
    offers.suggestions.truncate(MOST_SUGGESTIONS);
    offers.suggestions
}

fn has_ended(analysis: &RunAnalysis<'_>) -> bool {
    matches!(analysis.evidence.end, Some(StopReason::Completed))
}

/// Why it diverges, and what to do about it, in a sentence.
pub(super) fn cause(analysis: &RunAnalysis<'_>) -> String {
    let training = &analysis.evidence.experiment.config().training;
    let learning_rate = training.learning_rate;
    if let Some(advised) = unscaled(analysis.evidence) {
        return t!(
            "{unscaled} Scale it, or lower the learning rate tenfold.",
            unscaled = advised.advice.sentence(),
        );
    }
    if has_exponential(analysis.evidence.experiment.config()) {
        return t!("A hidden layer's exponential makes large numbers larger without bounds. Use relu, or lower the learning rate tenfold.").to_owned();
    }
    t!(
        "The learning rate {rate} is too large for {optimizer}: every step goes beyond its aim, and the next one further. Lower it tenfold, or clip the gradient.",
        rate = Decimal(learning_rate),
        optimizer = training.optimizer.label(),
    )
}
