//! What the worker says of a sweep, and how it trains one of its runs.

use descent::config::{ExperimentConfig, SweptSetting, share};
use descent::worker::{Command, Event, Pace, RunId, Session, TimeTravelRequest};

use crate::worker::session::{iris, losses, start, work};

fn plan(session: &mut Session, varied: SweptSetting, experiment: &ExperimentConfig) -> Event {
    let experiment = Box::new(experiment.clone());
    let mut events = session.handle(Command::PlanSweep { varied, experiment });
    assert_eq!(events.len(), 1);
    events.remove(0)
}

#[test]
fn a_sweep_is_planned_in_words() {
    let (mut session, mut experiment) = iris();
    experiment.training.learning_rate = 0.01;
    let event = plan(&mut session, SweptSetting::LearningRate, &experiment);
    let Event::SweepPlanned { varied, outcome: Ok(trials) } = event else { panic!("{event:?}") };
    assert_eq!(varied, SweptSetting::LearningRate);
    let called: Vec<_> = trials.iter().map(|trial| trial.called.as_str()).collect();
    assert_eq!(called[..2], ["lr 0.0001", "lr 0.0003"]);
    assert_eq!(called[4], "lr 0.01", "the present one has a name, too");
    for trial in &trials {
        assert_eq!(share::decode(&trial.link).as_ref(), Ok(&trial.experiment));
        assert_eq!(trial.is_present, trial.experiment == experiment);
    }
}

#[test]
fn what_cannot_run_is_not_planned() {
    let (mut session, mut experiment) = iris();
    experiment.network.layers.clear();
    let event = plan(&mut session, SweptSetting::Units, &experiment);
    let Event::SweepPlanned { outcome, .. } = event else { panic!("{event:?}") };
    assert_eq!(outcome, Err(SweptSetting::Units.nothing().to_owned()));
    experiment.data.target = "no such column".to_owned();
    let event = plan(&mut session, SweptSetting::Seed, &experiment);
    let Event::SweepPlanned { outcome: Err(sentence), .. } = event else { panic!("{event:?}") };
    assert!(sentence.contains("no such column"), "{sentence}");
    let event = plan(&mut Session::default(), SweptSetting::Seed, &experiment);
    let Event::SweepPlanned { outcome, .. } = event else { panic!("{event:?}") };
    assert!(outcome.is_err(), "nothing to train on");
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
