//! A run goes back to one of its epochs, on from there, and beside itself past an early stop.

use super::{NetworkPlace, Run};
use crate::config::CheckedExperiment;
use crate::train::{Outcome, StopReason, Trainer, Work};
use crate::worker::slice::Slice;
use crate::worker::time_travel::{Ghost, LiveChange, Timeline, Visit};
use crate::worker::{Event, Pace, TimeTravelReply};

impl Run {
    /// Whether there is something to do.
    pub(in crate::worker) fn wants_work(&self) -> bool {
        self.pace.is_some() || self.is_replaying() || self.ghost.is_some()
    }

    fn asked(&self) -> Option<u32> {
        self.visit.as_ref().map(|visit| visit.asked)
    }

    fn reply(&self, reply: TimeTravelReply) -> Event {
        Event::TimeTravel { run: self.id, reply }
    }

    pub(in crate::worker) fn is_replaying(&self) -> bool {
        self.visit.as_ref().is_some_and(|visit| !visit.has_arrived)
    }

    /// The epoch that it is on its way to.
    pub(in crate::worker) fn way_to(&self) -> Option<u32> {
        self.visit.as_ref().filter(|visit| !visit.has_arrived).map(|visit| visit.target)
    }

    /// Brings the network to the end of an epoch, or back to where the run stood.
    pub(in crate::worker) fn revisit(&mut self, epoch: Option<u32>) -> Vec<Event> {
        self.ghost = None;
        let mut events = Vec::new();
        if self.pace.take().is_some() {
            events.extend(self.checkpoint());
            events.push(Event::Paused { run: self.id });
        }
        let end = self.visit.as_ref().map_or(self.trainer.reported(), |visit| visit.end);
        let earliest = self.timeline.earliest();
        let Some(wanted) = epoch.filter(|_| earliest <= end) else {
            let was_away = self.visit.is_some();
            events.extend(self.come_back(None));
            if !was_away {
                events.push(self.reply(TimeTravelReply::Revisited { asked: epoch, epoch: None }));
            }
            return events;
        };
        let from_here = || Visit::from_here(self.trainer.snapshot(), self.is_over, end);
        let visit = self.visit.get_or_insert_with(from_here);
        self.is_over = false;
        let target = wanted.clamp(earliest, end);
        (visit.asked, visit.target, visit.then) = (wanted, target, None);
        let here = self.trainer.reported();
        let is_on_the_way = self.trainer.stands_after(here)
            && here <= target
            // Between here and there the threshold was what it was then.
            && self.threshold.is_none()
            && !self.timeline.has_between(here, target);
        if !is_on_the_way {
            visit.report = self.timeline.go_back(&mut self.trainer, target);
        }
        visit.has_arrived = self.trainer.stands_after(target);
        events.extend(self.arrival());
        events
    }

    /// To where the run stood before it was looked back at.
    fn come_back(&mut self, asked: Option<u32>) -> Vec<Event> {
        let Some(visit) = self.visit.take() else { return Vec::new() };
        self.trainer.rewind(&visit.frontier);
        self.timeline.changes.seek(self.trainer.position());
        self.is_over = visit.was_over;
        let mut events = vec![self.reply(TimeTravelReply::Revisited { asked, epoch: None })];
        // What is over takes in nothing.
        let changes = if self.is_over { Vec::new() } else { visit.changes };
        events.extend(changes.into_iter().flat_map(|change| self.change(change)));
        events.extend(self.measured_again());
        events
    }

    /// Shows the trainer as it is where the run stands, also while it is looked back at.
    ///
    /// Checked by `tests/it/worker/archive.rs::weights_are_those_of_where_a_run_stands`.
    pub(in crate::worker) fn see_where_it_stands(&mut self, see: &mut dyn FnMut(&mut Trainer)) {
        let Some(visit) = &self.visit else { return see(&mut self.trainer) };
        let here = self.trainer.snapshot();
        self.trainer.rewind(&visit.frontier);
        see(&mut self.trainer);
        self.trainer.rewind(&here);
    }

    /// Ends a run that is looked into from now on and does nothing else, where it stands; whether
    /// there is something to see.
    pub(in crate::worker) fn put_aside(&mut self) -> bool {
        self.come_back(None);
        (self.pace, self.ghost, self.is_over) = (None, None, true);
        let timeline = std::mem::replace(&mut self.timeline, Timeline::new());
        !self.in_passing && (self.trainer.position().updates > 0 || timeline.has_base())
    }

    /// What its network is of.
    pub(in crate::worker) fn network_place(&self) -> NetworkPlace {
        let (epoch, reported) = (self.trainer.epoch(), self.trainer.reported());
        let end = self.visit.as_ref().map_or(reported, |visit| visit.end);
        NetworkPlace { epoch, is_within: epoch > reported, is_last: epoch >= end }
    }

    /// Ends the run where it stands.
    pub(in crate::worker) fn stop(&mut self) -> Vec<Event> {
        let mut events = self.come_back(self.asked());
        (self.pace, self.ghost) = (None, None);
        if !std::mem::replace(&mut self.is_over, true) {
            events.push(Event::Finished { run: self.id, outcome: self.trainer.stop() });
        }
        events
    }

    fn arrival(&mut self) -> Vec<Event> {
        let Some(visit) = self.visit.as_ref().filter(|visit| visit.has_arrived) else {
            return Vec::new();
        };
        let (asked, epoch) = (Some(visit.asked), Some(visit.target));
        let mut events = vec![self.reply(TimeTravelReply::Revisited { asked, epoch })];
        match visit.then {
            Some(pace) => events.extend(self.go_on(pace)),
            None => events.extend(self.measured_again()),
        }
        events
    }

    /// Goes on from where the run stands; from an epoch that was revisited as soon as it is
    /// reached, and what came after it is then forgotten.
    pub(in crate::worker) fn go_on(&mut self, pace: Pace) -> Vec<Event> {
        self.ghost = None;
        let Some(visit) = self.visit.take_if(|visit| visit.has_arrived) else {
            match &mut self.visit {
                Some(visit) => visit.then = Some(pace),
                None => self.pace = Some(pace),
            }
            return Vec::new();
        };
        self.pace = Some(pace);
        self.has_moved = true;
        let epoch = visit.target;
        self.timeline.cut(epoch);
        self.trainer.cut_trail();
        for change in visit.changes {
            self.change(change);
        }
        self.history.truncate(epoch);
        self.hold_threshold();
        let mut events = vec![self.started()];
        // Thinned away while the run was longer; now it is the last.
        if self.history.index_of(epoch).is_none()
            && let Some(report) = visit.report.filter(|report| report.epoch == epoch)
        {
            self.history.push(&report);
            let (reports, epochs, elapsed_ms) = (vec![report], 0, 0.0);
            events.push(Event::Progress { run: self.id, reports, epochs, elapsed_ms });
        }
        events
    }

    /// Whether all its epochs were run.
    pub(in crate::worker) fn is_completed(&self) -> bool {
        let ended = self.trainer.outcome().or_else(|| self.visit.as_ref()?.frontier.outcome());
        ended.is_some_and(|outcome| outcome.reason == StopReason::Completed)
    }

    /// Goes on from the end of the last epoch, whose weights come back first where those of
    /// the best were restored. `experiment` is its own with more epochs.
    pub(in crate::worker) fn extend(
        &mut self,
        experiment: &CheckedExperiment,
        pace: Pace,
    ) -> Vec<Event> {
        self.trainer.extend(experiment);
        let end = self.visit.as_ref().map_or(self.trainer.reported(), |visit| visit.end);
        let mut events = self.revisit(Some(end));
        events.extend(self.go_on(pace));
        events
    }

    /// Rests; a way back that is under way is given up, and so is a ghost.
    pub(in crate::worker) fn pause(&mut self) -> Vec<Event> {
        let run = self.id;
        if self.ghost.take().is_some() {
            return vec![self.reply(TimeTravelReply::Ghost {
                reports: Vec::new(),
                epochs: 0,
                finished: true,
            })];
        }
        if self.is_over {
            return Vec::new();
        }
        let mut events = Vec::new();
        if self.is_replaying() {
            events = self.come_back(self.asked());
        } else if self.visit.is_none() {
            self.pace = None;
            events.extend(self.checkpoint());
        }
        events.push(match self.trainer.outcome().filter(|_| self.is_over) {
            Some(outcome) => Event::Finished { run, outcome },
            None => Event::Paused { run },
        });
        events
    }

    /// Changes the run on its way; a resting one is kept as it is now.
    pub(in crate::worker) fn change(&mut self, change: LiveChange) -> Vec<Event> {
        if let Some(visit) = &mut self.visit {
            visit.changes.push(change);
            return Vec::new();
        }
        self.timeline.changes.record(&mut self.trainer, change);
        self.has_moved = true;
        let checkpoint = if self.pace.is_none() { self.checkpoint() } else { None };
        checkpoint.into_iter().collect()
    }

    /// Goes on after an early stop beside the run, which stays as it is. `experiment` is its
    /// own without early stopping.
    pub(in crate::worker) fn begin_ghost(&mut self, experiment: &CheckedExperiment) -> Vec<Event> {
        let events = self.come_back(self.asked());
        let stop = self.trainer.reported();
        let mut trainer = self.trainer.twin(experiment);
        self.timeline.bring_up(&mut trainer, stop);
        let mut changes = self.timeline.changes.clone();
        changes.seek(trainer.position());
        self.ghost = Some(Ghost::new(trainer, changes, stop));
        events
    }

    /// Whether early stopping ended the run.
    pub(in crate::worker) fn was_stopped_early(&self) -> bool {
        let is_early = |outcome: Outcome| matches!(outcome.reason, StopReason::EarlyStopped { .. });
        self.trainer.outcome().is_some_and(is_early)
            || self
                .visit
                .as_ref()
                .is_some_and(|visit| visit.frontier.outcome().is_some_and(is_early))
    }

    /// A slice of what is done beside training.
    pub(in crate::worker) fn travel(&mut self, clock: &mut dyn FnMut() -> f64) -> Vec<Event> {
        match &mut self.ghost {
            Some(ghost) => {
                let past = ghost.work(&self.history, clock);
                if matches!(past, Some(TimeTravelReply::Ghost { finished: true, .. })) {
                    self.ghost = None;
                }
                past.map(|past| self.reply(past)).into_iter().collect()
            }
            None => self.replay(clock),
        }
    }

    fn replay(&mut self, clock: &mut dyn FnMut() -> f64) -> Vec<Event> {
        let Some(visit) = &mut self.visit else { return Vec::new() };
        let mut slice = Slice::begin(clock);
        let mut has_offered = false;
        while !visit.has_arrived && slice.lasts() {
            let changes = &mut self.timeline.changes;
            match changes.drive(&mut self.trainer, &mut || slice.lasts()) {
                Work::Yielded => {}
                Work::Epoch(report) => {
                    visit.has_arrived = report.epoch >= visit.target;
                    if !std::mem::replace(&mut has_offered, true) {
                        self.timeline.offer(&mut self.trainer, &report);
                    }
                    visit.report = Some(report);
                }
                // No run ends before an epoch that it had reported.
                Work::Finished(_) => visit.has_arrived = true,
            }
        }
        if visit.has_arrived {
            return self.arrival();
        }
        let (epoch, target) = (self.trainer.reported(), visit.target);
        vec![self.reply(TimeTravelReply::Replaying { epoch, target })]
    }
}
