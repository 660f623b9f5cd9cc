//! What the worker says of a sweep, and how it trains one of its runs.

use descent::config::{ExperimentConfig, SweptBy, SweptSetting, limits, share};
use descent::worker::{Command, Event, Pace, RunId, Session, SweepPlan, TimeTravelRequest};

use crate::worker::session::{iris, losses, start, work};

fn plan(
    session: &mut Session,
    swept: &[SweptBy],
    experiment: &ExperimentConfig,
) -> Result<SweepPlan, String> {
    let (swept, experiment) = (swept.to_vec(), Box::new(experiment.clone()));
    let asked = Command::PlanSweep { swept: swept.clone(), experiment };
    let mut events = session.handle(asked);
    assert_eq!(events.len(), 1);
    let Event::SweepPlanned { swept: of, outcome } = events.remove(0) else { panic!("no plan") };
    assert_eq!(of, swept);
    outcome.outcome()
}

fn suggested(setting: SweptSetting) -> [SweptBy; 1] {
    [SweptBy::suggested(setting)]
}

fn typed(setting: SweptSetting, values: &[f64]) -> SweptBy {
    SweptBy { setting, values: values.to_vec() }
}

#[test]
fn a_sweep_is_planned_in_words() {
    let (mut session, mut experiment) = iris();
    experiment.training.learning_rate = 0.01;
    let planned = plan(&mut session, &suggested(SweptSetting::LearningRate), &experiment);
    let SweepPlan { axes, trials, cells } = planned.unwrap();
    assert_eq!(axes.len(), 1);
    assert_eq!(axes[0].setting, SweptSetting::LearningRate);
    let values: Vec<_> = axes[0].values.iter().map(|value| value.number).collect();
    assert_eq!(values[..2], [Some(0.0001), Some(0.0003)]);
    assert_eq!(cells, (0..trials.len() as u32).map(Some).collect::<Vec<_>>());
    let called: Vec<_> = trials.iter().map(|trial| trial.called.as_str()).collect();
    assert_eq!(called[..2], ["lr 0.0001", "lr 0.0003"]);
    assert_eq!(called[4], "lr 0.01", "the present one has a name, too");
    for trial in &trials {
        assert_eq!(share::decode(&trial.link).as_ref(), Ok(&trial.experiment));
        assert_eq!(trial.is_present, trial.experiment == experiment);
    }
}

#[test]
fn two_settings_are_every_pair() {
    let (mut session, experiment) = iris();
    let rows = typed(SweptSetting::TrainingRows, &[20.0, 40.0]);
    let depth = typed(SweptSetting::Depth, &[0.0, 1.0, 2.0]);
    let planned = plan(&mut session, &[rows, depth], &experiment).unwrap();
    assert_eq!(planned.cells, (0..6).map(Some).collect::<Vec<_>>());
    let names: Vec<_> = planned.trials.iter().map(|trial| trial.name.as_str()).collect();
    assert_eq!(names, ["20, 0", "20, 1", "20, 2", "40, 0", "40, 1", "40, 2"]);
    assert_eq!(planned.trials[5].called, "training rows 40, depth 2");
    let made = &planned.trials[5].experiment;
    assert_eq!((made.data.split.training_rows, made.network.depth()), (Some(40), 2));
}

#[test]
fn training_rows_are_counted_as_the_split_leaves_them() {
    let (mut session, mut experiment) = iris();
    experiment.data.validation_percent = 30;
    let rows = &suggested(SweptSetting::TrainingRows);
    let planned = plan(&mut session, rows, &experiment).unwrap();
    let names: Vec<_> = planned.trials.iter().map(|trial| trial.name.as_str()).collect();
    assert_eq!(names, ["6", "13", "26", "52", "105"]);
    assert!(planned.trials[4].is_present);
    let more = [typed(SweptSetting::TrainingRows, &[50.0, 106.0])];
    let refused = plan(&mut session, &more, &experiment).unwrap_err();
    assert_eq!(refused, "The training part has 105 rows; 106 cannot be used.");
}

#[test]
fn what_cannot_run_is_not_planned() {
    let (mut session, mut experiment) = iris();
    let deep = typed(SweptSetting::Depth, &[1.0, 20.0]);
    // Three blocks a hidden layer: more than a chain may have.
    let block = ["dense", "batch_normalization", "dropout"];
    let json = block.map(|kind| format!("{{\"{kind}\": {{}}}}")).join(",");
    let layers: Vec<_> = serde_json::from_str(&format!("[{json}]")).unwrap();
    experiment.network.layers = layers;
    let refused = plan(&mut session, &[deep], &experiment).unwrap_err();
    assert!(refused.starts_with("Depth 20 cannot be trained. "), "{refused}");
    experiment.network.layers.clear();
    let units = plan(&mut session, &suggested(SweptSetting::Units), &experiment);
    assert_eq!(units, Err(SweptSetting::Units.nothing().to_owned()));
    let units = [typed(SweptSetting::Units, &[4.0, 8.0])];
    let refused = plan(&mut session, &units, &experiment);
    assert_eq!(refused, Err(SweptSetting::Units.nothing().to_owned()));
    let many: Vec<_> = (1..=10).map(f64::from).collect();
    let sizes = typed(SweptSetting::BatchSize, &many);
    let refused = plan(&mut session, &[sizes, SweptBy::default()], &experiment).unwrap_err();
    let most = limits::MAX_SWEEP_RUNS;
    let expected = format!("That would be 70 runs. A sweep has at most {most}: type fewer values.");
    assert_eq!(refused, expected);
    experiment.data.target = "no such column".to_owned();
    let seeds = suggested(SweptSetting::Seed);
    let refused = plan(&mut session, &seeds, &experiment).unwrap_err();
    assert!(refused.contains("no such column"), "{refused}");
    let nothing = plan(&mut Session::default(), &seeds, &experiment);
    assert!(nothing.is_err(), "nothing to train on");
}

/// The run of a sweep is the run that the page itself would train, without what is kept to
/// go on from.
#[test]
fn a_run_in_passing_keeps_nothing() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::Continuous);
    let kept = work(&mut session);
    let (mut session, _) = iris();
    let passing = Command::Start {
        run: RunId(1),
        experiment: Box::new(experiment),
        pace: Pace::Continuous,
        in_passing: true,
    };
    session.handle(passing);
    // Seconds between two looks at the clock, so that every checkpoint would be due.
    let mut now_ms = 0.0;
    let mut events = Vec::new();
    while session.wants_work() {
        events.extend(session.work(&mut || {
            now_ms += 7.0;
            if events.len() % 2 == 0 { now_ms } else { now_ms + 60_000.0 }
        }));
    }
    assert_eq!(losses(&events), losses(&kept), "the same figures");
    assert!(!events.iter().any(|event| matches!(event, Event::Checkpoint { .. })));
    // Its weights can still be asked for: the way begins at the start.
    let revisit = TimeTravelRequest::Revisit { epoch: Some(2) };
    session.handle(Command::TimeTravel { run: RunId(1), request: revisit });
    assert!(work(&mut session).iter().any(|event| matches!(event, Event::TimeTravel { .. })));
}
