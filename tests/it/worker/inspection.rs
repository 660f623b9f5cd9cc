//! Questions about a network, asked while it trains and when it rests.

use descent::config::{ExperimentConfig, ReadingConfig};
use descent::data::gallery;
use descent::inspection::{Answer, PartName, Predictions, Question};
use descent::train::Trainer;
use descent::worker::{Command, Event, Pace, RunId, Session, codec};

use crate::worker::coach::wine;
use crate::worker::session::{iris, losses, of_gallery, start, work};
use crate::worker::time_travel::{RUN, revisit};

fn ask(session: &mut Session, part: PartName) -> Vec<Event> {
    let question = codec::encode(&Question::Predictions(part));
    session.handle(Command::Inspect { run: RUN, question })
}

fn answers(events: &[Event]) -> Vec<Answer> {
    let of = |event: &Event| match event {
        Event::Inspected { run: RUN, answer } => Some(codec::decode(answer).unwrap()),
        _ => None,
    };
    events.iter().filter_map(of).collect()
}

fn predictions(session: &mut Session, part: PartName) -> Predictions {
    assert_eq!(ask(session, part), []);
    match answers(&work(session)).as_slice() {
        [Answer::Predictions(found)] => (**found).clone(),
        other => panic!("{other:?}"),
    }
}

/// The same from the trainer itself.
fn straight(experiment: &ExperimentConfig, id: &str, epochs: u32) -> Vec<Vec<f32>> {
    let set = gallery::find(id).unwrap();
    let table =
        descent::data::import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
    let checked = experiment.check(table.schema()).unwrap();
    let dataset = descent::data::Dataset::prepare(&table, &checked).unwrap();
    let mut trainer = Trainer::new(&checked, dataset);
    while trainer.reported() < epochs {
        trainer.work(&mut || true);
    }
    let scaler = trainer.dataset().target_scaler;
    let is_regression = trainer.dataset().facts().class_names.is_empty();
    let value = |number: &f32| {
        if is_regression { scaler.inverse(f64::from(*number)) as f32 } else { *number }
    };
    let rows = trainer.predict(|dataset| &dataset.validation);
    rows.rows().into_iter().map(|row| row.iter().map(value).collect()).collect()
}

#[test]
fn predictions_are_the_trainers_to_the_last_bit() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::Continuous);
    work(&mut session);
    let found = predictions(&mut session, PartName::Validation);
    assert_eq!(found.predicted, straight(&experiment, "iris", 6).concat());
    assert_eq!((found.epoch, found.outputs, found.classes.len()), (6, 3, 3));
    let matrix = found.confusion_matrix(0.5);
    assert_eq!(matrix.iter().flatten().sum::<usize>(), found.rows.len());
    let training = predictions(&mut session, PartName::Training);
    assert_eq!(training.rows.len() + found.rows.len(), 150);
    // Where one looks back, they are of that epoch.
    revisit(&mut session, 2);
    let back = predictions(&mut session, PartName::Validation);
    assert_eq!(back.predicted, straight(&experiment, "iris", 2).concat());
    assert_eq!(back.epoch, 2);
}

#[test]
fn a_regression_is_in_the_units_of_its_target() {
    let (mut session, mut experiment) = of_gallery("red-wine");
    (experiment.training.epochs, experiment.training.early_stopping) = (3, false);
    start(&mut session, 1, &experiment, Pace::Continuous);
    work(&mut session);
    let found = predictions(&mut session, PartName::Validation);
    assert_eq!(found.predicted, straight(&experiment, "red-wine", 3).concat());
    assert!(found.actual.iter().all(|quality| (3.0..=8.0).contains(quality)));
    assert!(!found.are_classes());
}

#[test]
fn a_run_that_is_looked_into_has_the_same_bits() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::Continuous);
    let alone = losses(&work(&mut session));
    start(&mut session, 1, &experiment, Pace::Continuous);
    let (mut clock, mut events) = (0.0, Vec::new());
    while session.wants_work() {
        ask(&mut session, PartName::Training);
        events.extend(session.work(&mut || {
            clock += 9.0;
            clock
        }));
    }
    assert_eq!(losses(&events), alone);
    assert!(answers(&events).len() > 3, "and the questions are answered on the way");
}

/// In portions, so that Pause is heard in between; a question that comes meanwhile takes the
/// place of the one before.
#[test]
fn a_long_answer_is_worked_out_in_slices() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::OneEpoch);
    work(&mut session);
    let mut clock = 0.0;
    // Each look at the clock is as long as a slice.
    let mut slow = || {
        clock += 20.0;
        clock
    };
    ask(&mut session, PartName::Training);
    ask(&mut session, PartName::Validation);
    let mut events = Vec::new();
    while session.wants_work() {
        events.extend(session.work(&mut slow));
    }
    let [Answer::Predictions(found)] = &answers(&events)[..] else { panic!("{events:?}") };
    assert_eq!(found.part, PartName::Validation, "the newest alone");
}

#[test]
fn what_cannot_be_answered_is_said() {
    let (mut session, experiment) = iris();
    assert_eq!(answers(&ask(&mut session, PartName::Test)), [Answer::Gone]);
    start(&mut session, 1, &experiment, Pace::OneEpoch);
    work(&mut session);
    ask(&mut session, PartName::Test);
    assert_eq!(answers(&work(&mut session)), [Answer::NoRows(PartName::Test)]);
    let other = codec::encode(&Question::Predictions(PartName::Training));
    let events = session.handle(Command::Inspect { run: RunId(9), question: other });
    assert!(matches!(events[..], [Event::Inspected { run: RunId(9), .. }]));
    let (mut session, mut experiment) = wine();
    (experiment.training.early_stopping, experiment.training.epochs) = (false, 200);
    start(&mut session, 1, &experiment, Pace::Continuous);
    session.handle(Command::SetLearningRate { run: RUN, learning_rate: 10.0 });
    let events = work(&mut session);
    let Some(Event::Finished { outcome, .. }) = events.last() else { panic!("{events:?}") };
    assert!(outcome.has_diverged());
    assert_eq!(answers(&ask(&mut session, PartName::Validation)), [Answer::Diverged]);
    // What lies behind it can be looked at.
    revisit(&mut session, 1);
    predictions(&mut session, PartName::Validation);
}
