//! How a run begins: from its seed, with weights that were opened, or where another worker left
//! it.

use crate::config::ExperimentConfig;
use crate::train::{Checkpoint, History, Trainer};
use crate::worker::error::ExperimentError;
use crate::worker::run::Run;
use crate::worker::{Event, Pace, RunId, Session};

/// What is trained, and what lies behind it.
type Begun = Result<(Trainer, History), ExperimentError>;

impl Session {
    /// Begins a run with weights drawn from its seed.
    pub(super) fn start(
        &mut self,
        run: RunId,
        experiment: &ExperimentConfig,
        pace: Pace,
    ) -> Vec<Event> {
        self.put_run_aside();
        let begun = self.trainer(experiment).map(|trainer| (trainer, History::default()));
        self.begin(begun, run, |(trainer, history)| Run::new(run, trainer, history, pace))
    }

    /// Begins a run with weights of its own; it rests before its first epoch.
    pub(super) fn start_with(
        &mut self,
        run: RunId,
        experiment: &ExperimentConfig,
        weights: &[u8],
    ) -> Vec<Event> {
        self.put_run_aside();
        let begun = self.trainer(experiment).and_then(|mut trainer| {
            trainer.start_with(weights)?;
            Ok((trainer, History::default()))
        });
        let mut events = self.begin(begun, run, |(trainer, history)| {
            Run::from_here(run, trainer, history, None).unsaved()
        });
        // No seed brings these weights back.
        events.extend(self.run.as_mut().and_then(Run::checkpoint));
        events
    }

    /// Goes on where a checkpoint was taken, with the figures behind it.
    pub(super) fn go_on_from(
        &mut self,
        run: RunId,
        experiment: &ExperimentConfig,
        (checkpoint, mut history): (&[u8], History),
        pace: Pace,
    ) -> Vec<Event> {
        self.put_run_aside();
        let begun = self.resumed(experiment, checkpoint).map(|trainer| {
            history.truncate(trainer.reported());
            (trainer, history)
        });
        self.begin(begun, run, |(trainer, history)| {
            Run::from_here(run, trainer, history, Some(pace))
        })
    }

    fn put_run_aside(&mut self) {
        if let Some(before) = self.run.take() {
            self.earlier.keep(before);
        }
    }

    /// A run of an experiment before its first epoch.
    fn trainer(&mut self, experiment: &ExperimentConfig) -> Result<Trainer, ExperimentError> {
        let (checked, dataset) = self.prepare(experiment)?;
        Ok(Trainer::new(&checked, dataset))
    }

    /// A run of an experiment where its checkpoint was taken.
    pub(super) fn resumed(
        &mut self,
        experiment: &ExperimentConfig,
        checkpoint: &[u8],
    ) -> Result<Trainer, ExperimentError> {
        let (checked, dataset) = self.prepare(experiment)?;
        let mut trainer = Trainer::resume(&checked, dataset, Checkpoint::from_bytes(checkpoint)?)?;
        trainer.set_learning_rate(experiment.training.learning_rate);
        trainer.set_batch_size(experiment.training.batch_size);
        Ok(trainer)
    }

    fn begin(
        &mut self,
        begun: Begun,
        run: RunId,
        take: impl FnOnce((Trainer, History)) -> Run,
    ) -> Vec<Event> {
        vec![match begun {
            Ok(begun) => self.run.insert(take(begun)).started(),
            Err(error) => Event::Rejected { run, problems: error.sentences() },
        }]
    }
}
