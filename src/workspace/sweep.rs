//! A repeat or a sweep: whose turn it is, what came of each, which won. Pure.

use crate::config::{ExperimentConfig, SweptSetting};
use crate::course::{RunFigures, SweepFigures, SweptRun};
use crate::plot::prediction_pictures::SweptPoint;
use crate::text::localized;
use crate::train::StopReason;
use crate::worker::{Event, RunId, SweepAxis, SweepPlan, Trial};
use crate::workspace::current_run::{CurrentRun, Phase};
use crate::workspace::run_list::order;
use crate::workspace::run_record::RunHead;
use crate::{t, tn};

/// A worker that ended is replaced once.
const TRIES: u8 = 2;

/// Where one of the experiments stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Standing {
    /// Not asked for, or its turn is yet to come.
    #[default]
    Waiting,
    /// In a worker.
    Training,
    /// Its run is over.
    Over,
    /// Given up by the user.
    Cancelled,
    /// Without a result; the sentence says why.
    Failed(String),
}

/// One experiment of many.
#[derive(Debug, Clone, PartialEq)]
pub struct Lane {
    /// What it is.
    pub trial: Trial,
    /// Whether the user wants it.
    pub is_chosen: bool,
    /// Names its run in the list, once it has begun.
    pub key: String,
    /// Where it stands.
    pub standing: Standing,
    /// Its run.
    pub run: CurrentRun,
    tries: u8,
}

impl Lane {
    /// What its run has come to.
    pub fn head(&self) -> RunHead {
        let mut head = RunHead::default();
        head.follow(&self.run);
        head
    }

    /// The training and the validation figure of its best epoch that are compared; of a run that
    /// diverged, and of one without a result, none that counts.
    fn at_best(&self) -> Option<[f64; 2]> {
        self.result()?;
        let at = self.run.history.index_of(self.run.best_epoch?)?;
        let metric = self.trial.experiment.training.stopping.monitor.metric();
        let curves = self.run.history.curves(metric, &self.run.metrics(), false);
        let [training, validation] = curves.map(|curve| curve.get(at).copied());
        Some([training?, validation?])
    }

    /// Its best figure; a run that diverged has none that counts, nor has one without a result.
    pub(super) fn result(&self) -> Option<f64> {
        let Phase::Finished(outcome) = self.run.phase else { return None };
        let diverged = matches!(outcome.reason, StopReason::Diverged { .. });
        self.head().best.map(|best| best.1).filter(|_| !diverged)
    }

    /// Where it stands, in words.
    ///
    /// Checked by `tests/it/workspace/sweep.rs::every_lane_says_where_it_stands`.
    pub fn words(&self) -> String {
        match &self.standing {
            Standing::Waiting => String::new(),
            Standing::Training => t!("epoch {epoch}", epoch = self.run.history.count()),
            Standing::Over => match self.run.phase {
                Phase::Finished(outcome) => match outcome.reason {
                    StopReason::Diverged { epoch } => t!("diverged in epoch {epoch}", epoch),
                    StopReason::EarlyStopped { .. } => {
                        t!("stopped early after {epochs}", epochs = self.run.history.count())
                    }
                    _ => tn!(self.run.history.count(), "{count} epoch", "{count} epochs"),
                },
                _ => String::new(),
            },
            Standing::Cancelled => t!("cancelled").to_owned(),
            Standing::Failed(sentence) => sentence.clone(),
        }
    }
}

/// All of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sweep {
    /// What varies: one setting, or two.
    pub axes: Vec<SweepAxis>,
    /// From the smallest value to the largest.
    pub lanes: Vec<Lane>,
    /// Which lane each value is, or each pair of values: the values of the second setting side
    /// by side.
    pub cells: Vec<Option<u32>>,
    /// Whether some are trained or wait for it.
    pub is_running: bool,
    /// What they were made of.
    pub base: Option<Box<ExperimentConfig>>,
}

impl Sweep {
    /// What the worker has planned, all of it chosen.
    pub fn planned(plan: SweepPlan, base: Box<ExperimentConfig>) -> Self {
        let lane = |trial| Lane {
            trial,
            is_chosen: true,
            key: String::new(),
            standing: Standing::Waiting,
            run: CurrentRun::default(),
            tries: 0,
        };
        Self {
            axes: plan.axes,
            lanes: plan.trials.into_iter().map(lane).collect(),
            cells: plan.cells,
            is_running: false,
            base: Some(base),
        }
    }

    /// Whether it is one experiment from several seeds.
    pub fn is_repeat(&self) -> bool {
        matches!(self.axes.as_slice(), [axis] if axis.setting == SweptSetting::Seed)
    }

    /// Whether two settings vary.
    pub fn is_grid(&self) -> bool {
        self.axes.len() > 1
    }

    /// The values of a lane, by their places along the axes.
    pub fn places(&self, lane: usize) -> [usize; 2] {
        let columns = self.axes.get(1).map_or(1, |axis| axis.values.len().max(1));
        let is_own = |cell: &Option<u32>| *cell == Some(lane as u32);
        let at = self.cells.iter().position(is_own).unwrap_or_default();
        [at / columns, at % columns]
    }

    /// The results of the values of one setting, from the smallest to the largest.
    ///
    /// Checked by `tests/it/workspace/sweep.rs::a_curve_has_the_results_that_count`.
    pub fn value_results(&self) -> Vec<SweptPoint> {
        let [axis] = self.axes.as_slice() else { return Vec::new() };
        let winner = self.winner().filter(|_| !self.is_running);
        let lanes = self.lanes.iter().enumerate();
        let of = |(at, lane): (usize, &Lane)| {
            let value = axis.values.get(self.places(at)[0])?;
            Some(SweptPoint {
                name: localized(value.name.clone()),
                number: value.number,
                figures: lane.at_best()?,
                wins: winner == Some(at),
            })
        };
        lanes.filter_map(of).collect()
    }

    /// What lessons ask of it, if it is of this experiment.
    ///
    /// Checked by `tests/it/workspace/sweep.rs::lessons_see_the_sweep_of_their_experiment`.
    pub fn figures(&self, experiment: &ExperimentConfig) -> Option<SweepFigures> {
        let first = self.axes.first()?;
        if self.base.as_deref() != Some(experiment) {
            return None;
        }
        let of = |(at, lane): (usize, &Lane)| {
            lane.result()?;
            let places = self.places(at);
            let number = |at: usize| self.axes.get(at)?.values.get(places[at])?.number;
            let run = &lane.run;
            let figures =
                RunFigures::new(&lane.trial.experiment, &run.history, run.outcome(), None);
            SweptRun::of([number(0), number(1)], &figures)
        };
        Some(SweepFigures {
            setting: first.setting,
            second: self.axes.get(1).map(|axis| axis.setting),
            is_running: self.is_running,
            runs: self.lanes.iter().enumerate().filter_map(of).collect(),
        })
    }

    /// How many are chosen.
    pub fn chosen(&self) -> usize {
        self.lanes.iter().filter(|lane| lane.is_chosen).count()
    }

    /// Begins, anew where it had been under way; `key` names the runs in the list.
    pub fn begin(&mut self, mut key: impl FnMut() -> String) {
        self.is_running = true;
        for lane in &mut self.lanes {
            (lane.standing, lane.run, lane.tries) = (Standing::Waiting, CurrentRun::default(), 0);
            lane.key = if lane.is_chosen { key() } else { String::new() };
        }
    }

    /// The next one that waits is trained from now on, as the run `id`.
    ///
    /// Checked by `tests/it/workspace/sweep.rs::every_one_has_its_turn_once`.
    pub fn next(&mut self, id: RunId) -> Option<(usize, ExperimentConfig)> {
        let waits = |lane: &Lane| lane.is_chosen && lane.standing == Standing::Waiting;
        let at = self.lanes.iter().position(waits).filter(|_| self.is_running)?;
        let lane = &mut self.lanes[at];
        let experiment = lane.trial.experiment.clone();
        lane.standing = Standing::Training;
        lane.run = CurrentRun::begin(id, experiment.clone(), Phase::Running);
        lane.tries += 1;
        Some((at, experiment))
    }

    /// Takes in what a worker says of its run. True when that run is over.
    pub fn apply(&mut self, at: usize, event: &Event) -> bool {
        let Some(lane) = self.lanes.get_mut(at) else { return false };
        if lane.standing != Standing::Training {
            return false;
        }
        if let Event::Rejected { problems, .. } = event {
            self.fail(at, problems.join(" "));
            return true;
        }
        lane.run.apply(event);
        let is_over = matches!(lane.run.phase, Phase::Finished(_));
        if is_over {
            lane.standing = Standing::Over;
            self.look_for_the_end();
        }
        is_over
    }

    /// A worker has ended. Its experiment gets another; a second time it is given up.
    ///
    /// Checked by `tests/it/workspace/sweep.rs::a_worker_that_ends_is_replaced_once`.
    pub fn lose(&mut self, at: usize) {
        let Some(lane) = self.lanes.get_mut(at) else { return };
        if lane.standing != Standing::Training {
            return;
        }
        lane.run.interrupt();
        if lane.tries < TRIES {
            lane.standing = Standing::Waiting;
        } else {
            self.fail(at, t!("Its worker ended twice.").to_owned());
        }
    }

    fn fail(&mut self, at: usize, sentence: String) {
        self.lanes[at].standing = Standing::Failed(sentence);
        self.look_for_the_end();
    }

    /// None of those that wait can be trained.
    pub fn give_up(&mut self, sentence: &str) {
        self.end(&Standing::Failed(sentence.to_owned()));
    }

    /// The user has seen enough: what is over stays.
    ///
    /// Checked by `tests/it/workspace/sweep.rs::what_is_over_stays_when_the_rest_is_cancelled`.
    pub fn cancel(&mut self) {
        self.end(&Standing::Cancelled);
    }

    fn end(&mut self, standing: &Standing) {
        for lane in self.lanes.iter_mut().filter(|lane| lane.is_chosen) {
            if matches!(lane.standing, Standing::Waiting | Standing::Training) {
                lane.standing = standing.clone();
                lane.run.interrupt();
            }
        }
        self.look_for_the_end();
    }

    fn look_for_the_end(&mut self) {
        let goes_on = |lane: &Lane| {
            lane.is_chosen && matches!(lane.standing, Standing::Waiting | Standing::Training)
        };
        self.is_running &= self.lanes.iter().any(goes_on);
    }

    /// Those whose figures count, by their keys.
    pub fn with_results(&self) -> Vec<String> {
        let has_result = |lane: &&Lane| lane.result().is_some();
        self.lanes.iter().filter(has_result).map(|lane| lane.key.clone()).collect()
    }

    /// The one whose best figure is the best; the first of equals, and of seeds none.
    ///
    /// Checked by `tests/it/workspace/sweep.rs::what_diverged_never_wins`.
    pub fn winner(&self) -> Option<usize> {
        if self.is_repeat() {
            return None;
        }
        let results: Vec<_> = self.lanes.iter().map(Lane::result).collect();
        let first = *order(&results, self.maximizes()).first()?;
        results[first].map(|_| first)
    }

    /// How good each is among those with a result: 0 for the worst, `most` for the best.
    ///
    /// Checked by `tests/it/workspace/sweep.rs::better_is_darker`.
    pub fn shades(&self, most: usize) -> Vec<Option<usize>> {
        let results: Vec<_> = self.lanes.iter().map(Lane::result).collect();
        let mut shades = vec![None; results.len()];
        let count = results.iter().flatten().count();
        for (rank, at) in order(&results, self.maximizes()).into_iter().take(count).enumerate() {
            shades[at] = Some(most * (count - rank) / count);
        }
        shades
    }

    /// Whether more is better of what is compared.
    pub fn maximizes(&self) -> bool {
        self.lanes.first().is_some_and(|lane| lane.trial.experiment.training.stopping.maximizes())
    }
}
