//! A weight is set by hand.

use super::Run;
use crate::inspection::{WeightEdit, weight_place};
use crate::nn::narrow;
use crate::worker::Event;
use crate::worker::time_travel::LiveChange;

impl Run {
    /// Sets a weight where the run stands; training goes on from it, and training this way again
    /// meets it too. An epoch that is looked back at stays as it was.
    ///
    /// Checked by `tests/it/worker/weight.rs`.
    pub(in crate::worker) fn set_weight(&mut self, edit: &WeightEdit) -> Vec<Event> {
        let place = weight_place(&self.trainer, edit).filter(|_| self.visit.is_none());
        let Some(place) = place else { return Vec::new() };
        let value = narrow(edit.value);
        if self.is_over {
            // It takes no change in any more, but its weights can be looked at.
            self.trainer.set_weight(place, value);
            return Vec::new();
        }
        self.change(LiveChange::Weight(place, value))
    }
}
