//! A run that goes on where early stopping ended another.

use super::timeline::ChangeLog;
use crate::train::{History, Trainer, Work};
use crate::worker::TimeTravelReply;
use crate::worker::slice::Slice;

/// Trains beside the run that was stopped, which stays as it is.
pub(in crate::worker) struct Ghost {
    trainer: Trainer,
    changes: ChangeLog,
    /// Thinned as the page thins it; only of the epochs after the stop.
    history: History,
    /// The epoch at which the run had stopped.
    stop: u32,
    is_past_stop: bool,
}

impl Ghost {
    /// `trainer` stands at a moment before the stop or at it, and `changes` with it.
    pub(in crate::worker) fn new(trainer: Trainer, changes: ChangeLog, stop: u32) -> Self {
        Self { trainer, changes, history: History::default(), stop, is_past_stop: false }
    }

    /// A slice of it; nothing to say while it is still on its way to the stop.
    pub(in crate::worker) fn work(
        &mut self,
        of_run: &History,
        clock: &mut dyn FnMut() -> f64,
    ) -> Option<TimeTravelReply> {
        let mut slice = Slice::begin(clock);
        let (mut reports, mut finished) = (Vec::new(), false);
        while !finished && slice.lasts() {
            if !self.is_past_stop && self.trainer.stands_after(self.stop) {
                self.trainer.ignore_stopping(of_run);
                self.is_past_stop = true;
            }
            match self.changes.drive(&mut self.trainer, &mut || slice.lasts()) {
                Work::Epoch(report) if report.epoch > self.stop => reports.push(report),
                Work::Yielded | Work::Epoch(_) => {}
                Work::Finished(_) => finished = true,
            }
        }
        let epochs = reports.len() as u32;
        self.history.extend(&reports);
        reports.retain(|report| self.history.index_of(report.epoch).is_some());
        (epochs > 0 || finished).then_some(TimeTravelReply::Ghost { reports, epochs, finished })
    }
}
