//! Whose turn it is in a sweep, what came of each, which won.

use descent::config::{Activation, Monitor, MonitorMode, SweptSetting, Task};
use descent::train::{EpochReport, Outcome, StopReason};
use descent::worker::{AxisValue, Event, RunId, SweepAxis, SweepPlan, Trial};
use descent::workspace::current_run::Phase;
use descent::workspace::sweep::{Standing, Sweep};

use crate::support::{dense, experiment, report};

/// A grid of two rates and two depths, of which 0 hidden layers are one run whatever the rate.
fn grid() -> Sweep {
    let mut grid = planned(SweptSetting::LearningRate, &["0.1", "0.2"]);
    let depths = ["0", "1"].map(|name| AxisValue { name: name.to_owned(), number: None });
    grid.axes.push(SweepAxis { setting: SweptSetting::Depth, values: depths.to_vec() });
    let lanes = planned(SweptSetting::LearningRate, &["0.1, 0", "0.1, 1", "0.2, 1"]).lanes;
    (grid.lanes, grid.cells) = (lanes, vec![Some(0), Some(1), None, Some(2)]);
    grid.begin(|| "k".to_owned());
    grid
}

fn planned(varied: SweptSetting, names: &[&str]) -> Sweep {
    let mut base = experiment(Task::Regression, 2, vec![dense(4, Activation::Relu)]);
    base.training.stopping.monitor = Monitor::ValLoss;
    let trial = |name: &&str| Trial {
        name: (*name).to_owned(),
        called: format!("lr {name}"),
        link: String::new(),
        is_present: *name == names[0],
        experiment: base.clone(),
    };
    let value = |name: &&str| AxisValue { name: (*name).to_owned(), number: name.parse().ok() };
    let axis = SweepAxis { setting: varied, values: names.iter().map(value).collect() };
    let plan = SweepPlan {
        axes: vec![axis],
        trials: names.iter().map(trial).collect(),
        cells: (0..names.len() as u32).map(Some).collect(),
    };
    Sweep::planned(plan, Box::new(base))
}

fn begun(varied: SweptSetting, names: &[&str]) -> Sweep {
    let mut sweep = planned(varied, names);
    let mut count = 0;
    sweep.begin(|| {
        count += 1;
        format!("k{count}")
    });
    sweep
}

/// The next one is trained to this validation loss, in its one epoch.
fn train(sweep: &mut Sweep, id: u32, val_loss: f64, reason: StopReason) -> usize {
    let run = RunId(id);
    let (at, _) = sweep.next(run).expect("one waits");
    let reports: Vec<EpochReport> = vec![report(1, [0.5, val_loss, 0.5], [0.0, 0.0])];
    let progress = Event::Progress { run, reports, epochs: 1, elapsed_ms: 1.0 };
    assert!(!sweep.apply(at, &progress));
    let outcome = Outcome { reason, restored_epoch: None };
    assert!(sweep.apply(at, &Event::Finished { run, outcome }));
    at
}

#[test]
fn every_one_has_its_turn_once() {
    let mut sweep = planned(SweptSetting::LearningRate, &["0.1", "0.2", "0.3"]);
    assert_eq!(sweep.next(RunId(1)), None, "it has not begun");
    sweep.lanes[1].is_chosen = false;
    sweep.begin(|| "k".to_owned());
    assert_eq!(sweep.next(RunId(1)).map(|one| one.0), Some(0));
    assert_eq!(sweep.next(RunId(1)).map(|one| one.0), Some(2));
    assert_eq!(sweep.next(RunId(1)), None);
    assert_eq!(sweep.lanes[1].key, "", "what is not chosen is no run");
    assert_eq!(sweep.group(7), "Learning rate, runs 7 to 8");
}

#[test]
fn events_of_another_run_change_nothing() {
    let mut sweep = begun(SweptSetting::LearningRate, &["0.1", "0.2"]);
    let (at, _) = sweep.next(RunId(1)).unwrap();
    let outcome = Outcome { reason: StopReason::Completed, restored_epoch: None };
    assert!(!sweep.apply(at, &Event::Finished { run: RunId(9), outcome }));
    assert_eq!(sweep.lanes[at].standing, Standing::Training);
    assert!(!sweep.apply(7, &Event::Finished { run: RunId(1), outcome }), "no such lane");
}

#[test]
fn what_diverged_never_wins() {
    let mut sweep = begun(SweptSetting::LearningRate, &["0.1", "0.2", "0.3"]);
    train(&mut sweep, 1, 0.4, StopReason::Completed);
    train(&mut sweep, 1, 0.3, StopReason::EarlyStopped { best_epoch: 1 });
    train(&mut sweep, 1, 0.1, StopReason::Diverged { epoch: 2 });
    assert_eq!(sweep.winner(), Some(1));
    assert_eq!(sweep.lanes[2].words(), "diverged in epoch 2");
    assert!(!sweep.is_running);
}

#[test]
fn a_worker_that_ends_is_replaced_once() {
    let mut sweep = begun(SweptSetting::LearningRate, &["0.1", "0.2"]);
    let (at, _) = sweep.next(RunId(1)).unwrap();
    sweep.lose(at);
    assert_eq!(sweep.lanes[at].standing, Standing::Waiting);
    assert_eq!(sweep.next(RunId(1)).map(|one| one.0), Some(at), "it is its turn again");
    assert_eq!(sweep.lanes[at].run.phase, Phase::Running);
    assert_eq!(sweep.lanes[at].run.history.count(), 0, "from the start");
    sweep.lose(at);
    assert_eq!(sweep.lanes[at].words(), "Its worker ended twice.");
    assert!(sweep.is_running, "the other one waits");
    train(&mut sweep, 1, 0.4, StopReason::Completed);
    assert!(!sweep.is_running);
    assert_eq!(sweep.winner(), Some(1));
    sweep.lose(1);
    assert_eq!(sweep.lanes[1].standing, Standing::Over, "what is over is not lost");
}

#[test]
fn what_cannot_begin_has_failed() {
    let mut sweep = begun(SweptSetting::LearningRate, &["0.1", "0.2"]);
    let (at, _) = sweep.next(RunId(1)).unwrap();
    let problems = vec!["Too many groups.".to_owned()];
    assert!(sweep.apply(at, &Event::Rejected { run: RunId(1), problems }));
    assert_eq!(sweep.lanes[at].words(), "Too many groups.");
    sweep.give_up("The file could not be read.");
    assert_eq!(sweep.lanes[1].words(), "The file could not be read.");
    assert_eq!(sweep.summary(), "None has come to a result.");
}

#[test]
fn what_is_over_stays_when_the_rest_is_cancelled() {
    let mut sweep = begun(SweptSetting::LearningRate, &["0.1", "0.2", "0.3"]);
    train(&mut sweep, 1, 0.4, StopReason::Completed);
    let (at, _) = sweep.next(RunId(1)).unwrap();
    sweep.cancel();
    let words: Vec<_> = sweep.lanes.iter().map(descent::workspace::sweep::Lane::words).collect();
    assert_eq!(words, ["1 epoch", "cancelled", "cancelled"]);
    assert_eq!(sweep.lanes[at].run.phase, Phase::Interrupted);
    assert_eq!((sweep.winner(), sweep.is_running), (Some(0), false));
    assert_eq!(sweep.next(RunId(1)), None);
}

#[test]
fn every_lane_says_where_it_stands() {
    let mut sweep = begun(SweptSetting::LearningRate, &["0.1", "0.2"]);
    assert_eq!(sweep.lanes[0].words(), "");
    sweep.next(RunId(1));
    assert_eq!(sweep.lanes[0].words(), "epoch 0");
    sweep.cancel();
    sweep.begin(String::new);
    train(&mut sweep, 1, 0.4, StopReason::EarlyStopped { best_epoch: 1 });
    assert_eq!(sweep.lanes[0].words(), "stopped early after 1");
}

#[test]
fn the_end_is_told_in_a_sentence() {
    let mut sweep = begun(SweptSetting::LearningRate, &["0.1", "0.2"]);
    assert_eq!(sweep.summary(), "0 of 2 are done.");
    train(&mut sweep, 1, 0.4, StopReason::Completed);
    assert_eq!(sweep.summary(), "1 of 2 are done.");
    train(&mut sweep, 1, 0.3, StopReason::Completed);
    let end = "Lowest validation loss: 0.3 with learning rate 0.2, in epoch 1.";
    assert_eq!(sweep.summary(), end);

    let mut seeds = begun(SweptSetting::Seed, &["1", "2", "3", "4"]);
    for (val_loss, reason) in [
        (0.4, StopReason::Completed),
        (0.2, StopReason::Diverged { epoch: 2 }),
        (0.1, StopReason::Completed),
        (0.3, StopReason::Completed),
    ] {
        train(&mut seeds, 1, val_loss, reason);
    }
    assert_eq!(seeds.summary(), "Lowest validation loss from 3 seeds: 0.1 to 0.4, median 0.3.");
    assert_eq!(seeds.winner(), None, "a seed that wins is luck");
    assert_eq!(seeds.group(4), "4 seeds, runs 4 to 7");
}

#[test]
fn more_may_be_better() {
    let mut sweep = begun(SweptSetting::Units, &["4", "8"]);
    for lane in &mut sweep.lanes {
        lane.trial.experiment.training.stopping.mode = MonitorMode::Max;
    }
    train(&mut sweep, 1, 0.4, StopReason::Completed);
    train(&mut sweep, 1, 0.3, StopReason::Completed);
    assert_eq!(sweep.winner(), Some(0));
    assert_eq!(sweep.summary(), "Highest validation loss: 0.4 with units 4, in epoch 1.");
}

#[test]
fn a_grid_names_both_values() {
    let mut sweep = grid();
    assert!(sweep.is_grid() && !sweep.is_repeat());
    train(&mut sweep, 1, 0.4, StopReason::Completed);
    train(&mut sweep, 1, 0.5, StopReason::Completed);
    train(&mut sweep, 1, 0.3, StopReason::Completed);
    assert_eq!(sweep.winner(), Some(2));
    assert_eq!(sweep.places(2), [1, 1]);
    let end = "Lowest validation loss: 0.3 with learning rate 0.2, depth 1, in epoch 1.";
    assert_eq!(sweep.summary(), end);
    assert_eq!(sweep.group(4), "Learning rate and depth, runs 4 to 6");
    assert_eq!(sweep.value_results(), [], "a grid is no curve");
}

#[test]
fn a_curve_has_the_results_that_count() {
    let mut sweep = begun(SweptSetting::TrainingRows, &["50", "100", "200"]);
    train(&mut sweep, 1, 0.4, StopReason::Completed);
    assert_eq!(sweep.value_results().len(), 1, "as far as it is");
    train(&mut sweep, 1, 0.1, StopReason::Diverged { epoch: 2 });
    train(&mut sweep, 1, 0.3, StopReason::Completed);
    let results = sweep.value_results();
    let names: Vec<_> = results.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["50", "200"]);
    assert_eq!(results[1].number, Some(200.0));
    assert_eq!(results[1].figures, [0.5, 0.3], "training and validation");
    assert_eq!(results.iter().map(|one| one.wins).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn lessons_see_the_sweep_of_their_experiment() {
    let mut sweep = begun(SweptSetting::TrainingRows, &["50", "100"]);
    let base = *sweep.base.clone().unwrap();
    train(&mut sweep, 1, 0.4, StopReason::Completed);
    let figures = sweep.figures(&base).unwrap();
    assert!(figures.is_running);
    assert_eq!(figures.runs.len(), 1);
    assert_eq!(figures.runs[0].values, [Some(50.0), None]);
    assert_eq!(figures.runs[0].validation_loss, 0.4);
    train(&mut sweep, 1, 0.3, StopReason::Completed);
    assert_eq!(sweep.figures(&base).unwrap().runs.len(), 2);
    let mut other = base.clone();
    other.training.epochs += 1;
    assert_eq!(sweep.figures(&other), None);
    assert_eq!(Sweep::default().figures(&base), None);
}

#[test]
fn better_is_darker() {
    let mut sweep = begun(SweptSetting::LearningRate, &["0.1", "0.2", "0.3", "0.4"]);
    train(&mut sweep, 1, 0.4, StopReason::Completed);
    train(&mut sweep, 1, 0.1, StopReason::Diverged { epoch: 2 });
    train(&mut sweep, 1, 0.2, StopReason::Completed);
    assert_eq!(sweep.shades(6), [Some(3), None, Some(6), None]);
    assert_eq!(Sweep::default().shades(6), []);
}
