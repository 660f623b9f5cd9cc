//! The threshold between two classes moves without training.

use super::Run;
use crate::worker::Event;
use crate::worker::time_travel::LiveChange;

impl Run {
    /// Parts two classes at another threshold: the epoch whose weights the network has at once,
    /// where the run rests or is over, and every one that follows or is looked back at.
    ///
    /// Checked by `tests/it/worker/threshold.rs`.
    pub(in crate::worker) fn set_threshold(&mut self, threshold: f64) -> Vec<Event> {
        self.threshold = Some(threshold);
        if self.pace.is_some() || self.is_replaying() {
            self.hold_threshold();
            return Vec::new();
        }
        self.measured_again().into_iter().collect()
    }

    /// Puts the user's threshold in force where the trainer stands; where it goes on from there,
    /// training this way again meets the same change.
    pub(super) fn hold_threshold(&mut self) {
        let Some(threshold) = self.threshold else { return };
        if self.visit.is_some() || self.is_over {
            self.trainer.set_threshold(threshold);
        } else {
            self.timeline.changes.record(&mut self.trainer, LiveChange::Threshold(threshold));
        }
    }

    /// The epoch whose weights the network has, once the user's threshold is another than it was
    /// measured with.
    pub(super) fn measured_again(&mut self) -> Option<Event> {
        self.threshold?;
        self.hold_threshold();
        let (epoch, metrics) = self.trainer.measure_again()?;
        self.history.set_metrics(epoch, &metrics);
        Some(Event::MeasuredAgain { run: self.id, epoch, metrics })
    }
}
