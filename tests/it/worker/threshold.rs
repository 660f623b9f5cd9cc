//! Another threshold between two classes needs no new training.

use descent::config::{ExperimentConfig, Metric, Monitor};
use descent::train::History;
use descent::worker::{Command, Event, Pace, Session};
use descent::workspace::current_run::{CurrentRun, Phase};

use crate::worker::session::{of_gallery, start, work};
use crate::worker::time_travel::{RUN, reports, revisit};

const THRESHOLD: f64 = 0.2;

fn titanic() -> (Session, ExperimentConfig) {
    let (session, mut experiment) = of_gallery("titanic");
    let training = &mut experiment.training;
    (training.epochs, training.early_stopping) = (12, false);
    training.metrics = vec![Metric::Precision, Metric::Recall];
    experiment.data.split.test_percent = 20;
    (session, experiment)
}

fn set(session: &mut Session, threshold: f64) -> Vec<Event> {
    session.handle(Command::SetThreshold { run: RUN, threshold })
}

/// The whole run with a threshold from its start.
fn whole(threshold: Option<f64>) -> History {
    let (mut session, mut experiment) = titanic();
    experiment.training.threshold = threshold;
    start(&mut session, 1, &experiment, Pace::Continuous);
    let mut history = History::default();
    history.extend(&reports(&work(&mut session)));
    history
}

fn measured_again(events: &[Event]) -> Vec<(u32, [Vec<f64>; 2])> {
    let of = |event: &Event| match event {
        Event::MeasuredAgain { epoch, metrics, .. } => Some((*epoch, metrics.clone())),
        _ => None,
    };
    events.iter().filter_map(of).collect()
}

fn at(history: &History, epoch: u32) -> (u32, [Vec<f64>; 2]) {
    let figures = history.figures(epoch as usize - 1);
    (epoch, [figures.metrics, figures.val_metrics])
}

#[test]
fn a_run_that_is_over_is_measured_anew() {
    let (before, after) = (whole(None), whole(Some(THRESHOLD)));
    assert_eq!(before.val_loss, after.val_loss, "it moves no weight");
    assert_ne!(at(&before, 12), at(&after, 12));
    let (mut session, experiment) = titanic();
    start(&mut session, 1, &experiment, Pace::Continuous);
    work(&mut session);
    assert_eq!(measured_again(&set(&mut session, THRESHOLD)), [at(&after, 12)]);
    // Wherever one looks back at, and again at the end.
    for epoch in [5, 9, 3] {
        assert_eq!(measured_again(&revisit(&mut session, epoch)), [at(&after, epoch)]);
    }
    assert_eq!(measured_again(&revisit(&mut session, None)), [at(&after, 12)]);
    assert_eq!(measured_again(&set(&mut session, 0.5)), [at(&before, 12)]);
}

#[test]
fn a_run_on_its_way_goes_on_with_it() {
    let after = whole(Some(THRESHOLD));
    let (mut session, experiment) = titanic();
    start(&mut session, 1, &experiment, Pace::OneEpoch);
    work(&mut session);
    assert_eq!(measured_again(&set(&mut session, THRESHOLD)), [at(&after, 1)]);
    session.handle(Command::Resume { run: RUN });
    assert_eq!(set(&mut session, THRESHOLD), [], "what trains is measured at its next epoch");
    let mut history = History::default();
    history.extend(&reports(&work(&mut session)));
    assert_eq!(history.val_metrics[1], after.val_metrics[1][1..]);
}

/// Training a piece of the way again meets the thresholds of then, where early stopping watches
/// what depends on them; the way on from there has the one of now.
#[test]
fn looking_back_and_going_on_keeps_it() {
    let after = whole(Some(THRESHOLD));
    let (mut session, mut experiment) = titanic();
    let training = &mut experiment.training;
    training.early_stopping = true;
    training.stopping.monitor = Monitor::ValMetric(Metric::Recall);
    training.stopping.patience = 100;
    start(&mut session, 1, &experiment, Pace::Continuous);
    work(&mut session);
    set(&mut session, THRESHOLD);
    revisit(&mut session, 4);
    let events = session.handle(Command::Resume { run: RUN });
    assert!(matches!(events[..], [Event::Started { epoch: 4, .. }]), "{events:?}");
    let on = reports(&work(&mut session));
    let figures: Vec<_> = on.iter().map(|one| one.figures.val_metrics.clone()).collect();
    let expected: Vec<_> = (5..=12).map(|epoch| at(&after, epoch).1[1].clone()).collect();
    assert_eq!(figures, expected);
}

#[test]
fn the_test_part_follows_and_the_page_hears_it() {
    let score = |threshold: Option<f64>, later: Option<f64>| {
        let (mut session, mut experiment) = titanic();
        experiment.training.threshold = threshold;
        start(&mut session, 1, &experiment, Pace::Continuous);
        work(&mut session);
        if let Some(threshold) = later {
            set(&mut session, threshold);
        }
        session.handle(Command::EvaluateTest { run: RUN })
    };
    assert_eq!(score(None, Some(THRESHOLD)), score(Some(THRESHOLD), None));
    assert_ne!(score(None, None), score(Some(THRESHOLD), None));

    let (mut session, experiment) = titanic();
    let mut page = CurrentRun::begin(RUN, experiment.clone(), Phase::Running);
    let mut events = start(&mut session, 1, &experiment, Pace::Continuous);
    events.extend(work(&mut session));
    events.extend(set(&mut session, THRESHOLD));
    for event in &events {
        page.apply(event);
    }
    assert_eq!(at(&page.history, 12), at(&whole(Some(THRESHOLD)), 12));
    assert_eq!(at(&page.history, 11), at(&whole(None), 11), "until it is looked at");
}

/// Within an epoch no weights are those of one.
#[test]
fn nothing_is_measured_within_an_epoch() {
    let (mut session, experiment) = titanic();
    start(&mut session, 1, &experiment, Pace::Continuous);
    let mut ticks = 0.0;
    session.work(&mut || {
        ticks += 5.0;
        ticks
    });
    session.handle(Command::Pause { run: RUN });
    assert_eq!(set(&mut session, THRESHOLD), []);
}
