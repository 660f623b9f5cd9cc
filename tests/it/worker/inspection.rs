//! Questions about a network, asked while it trains and when it rests.

use descent::config::{ExperimentConfig, ReadingConfig};
use descent::data::gallery;
use descent::inspection::picture::{NoUnitPictures, PictureQuestion};
use descent::inspection::{
    Answer, NOT_LOADED, PartName, Predictions, Question, ResidualsOver, TriedQuestion, TriedRow,
    TypedRow,
};
use descent::train::Trainer;
use descent::worker::{Command, Event, Pace, RunId, Session, codec};

use crate::worker::coach::wine;
use crate::worker::session::{iris, losses, of_gallery, start, work};
use crate::worker::time_travel::{RUN, revisit};

fn ask(session: &mut Session, part: PartName) -> Vec<Event> {
    let question =
        codec::encode(&[Question::Predictions(part, ResidualsOver::Prediction)].as_slice());
    session.handle(Command::Inspect { run: RUN, question })
}

fn answers(events: &[Event]) -> Vec<Answer> {
    let of = |event: &Event| match event {
        Event::Inspected { run: RUN, answer } => {
            Some(codec::decode::<Vec<Answer>>(answer).unwrap())
        }
        _ => None,
    };
    events.iter().filter_map(of).flatten().collect()
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
    let events = ask(&mut session, PartName::Test);
    assert_eq!(events, [Event::Inspected { run: RUN, answer: Vec::new() }], "there is no run");
    assert!(codec::decode::<Vec<Answer>>(NOT_LOADED).is_err());
    start(&mut session, 1, &experiment, Pace::OneEpoch);
    work(&mut session);
    ask(&mut session, PartName::Test);
    assert_eq!(answers(&work(&mut session)), [Answer::NoRows(PartName::Test)]);
    let other = codec::encode(
        &[Question::Predictions(PartName::Training, ResidualsOver::Prediction)].as_slice(),
    );
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

pub fn ask_all(session: &mut Session, questions: &[Question]) -> Vec<Answer> {
    let question = codec::encode(&questions);
    let mut events = session.handle(Command::Inspect { run: RUN, question });
    events.extend(work(session));
    answers(&events)
}

fn tried(session: &mut Session, row: usize, texts: Vec<String>) -> TriedRow {
    let question = TriedQuestion { typed: TypedRow { row, texts }, field: 0 };
    match ask_all(session, &[Question::TriedRow(question)]).as_slice() {
        [Answer::TriedRow(tried)] => (**tried).clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_row_is_tried_as_it_stands_and_changed() {
    let (mut session, mut experiment) = of_gallery("titanic");
    (experiment.training.epochs, experiment.training.early_stopping) = (3, false);
    start(&mut session, 1, &experiment, Pace::Continuous);
    work(&mut session);
    let found = predictions(&mut session, PartName::Validation);
    for at in [0, 7, 100] {
        let own = tried(&mut session, found.rows[at] as usize, Vec::new());
        let said = own.outcome.unwrap();
        assert_eq!(said.predicted.as_deref(), Some(found.of_row(at)), "row {}", found.rows[at]);
        assert_eq!(own.actual, Some(found.classes[found.actual_class(at)].clone()));
        assert!(said.curve.is_some());
    }
    let own = tried(&mut session, 0, Vec::new());
    let sex = own.form.fields.iter().position(|field| field.column == "sex").unwrap();
    let mut texts = own.typed.texts.clone();
    texts[sex] = "male".to_owned();
    let other = tried(&mut session, 0, texts.clone());
    assert_ne!(other.outcome.unwrap().predicted, own.outcome.unwrap().predicted);
    texts[own.form.fields.iter().position(|field| field.column == "age").unwrap()] =
        "young".to_owned();
    let errors = tried(&mut session, 0, texts).outcome.unwrap_err();
    assert_eq!(errors.len(), 1);
    assert!(errors[0].to_string().contains("young"));
    assert_eq!(tried(&mut session, 9_999_999, Vec::new()).typed.row, 1_308, "the last there is");
}

#[test]
fn all_questions_of_a_view_are_answered_in_one_message() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::Continuous);
    work(&mut session);
    let all = [
        Question::Predictions(PartName::Validation, ResidualsOver::Prediction),
        Question::ColumnImportance,
        Question::Picture(PictureQuestion::default(), Vec::new()),
    ];
    let all = ask_all(&mut session, &all);
    let [Answer::Predictions(_), Answer::ColumnImportance(Ok(worth)), Answer::Picture(picture)] =
        &all[..]
    else {
        panic!("{all:?}")
    };
    assert_eq!((worth.columns.len(), worth.epoch, picture.epoch), (4, 6, 6));
    let inside = ask_all(&mut session, &[Question::Network(None), Question::UnitPictures]);
    let [Answer::Network(graph), Answer::UnitPictures(Err(NoUnitPictures))] = &inside[..] else {
        panic!("{inside:?}")
    };
    assert_eq!(graph.epoch, 6);
    assert_eq!(ask_all(&mut session, &[]), []);
    // What is no question has no answer, and the one before is forgotten.
    ask(&mut session, PartName::Training);
    assert_eq!(session.handle(Command::Inspect { run: RUN, question: vec![255; 9] }), []);
    assert_eq!(answers(&work(&mut session)), []);
}

/// It goes out at once, and what it may take beside training is saved up while nothing is asked.
#[test]
fn an_answer_waits_for_no_slice() {
    let (mut session, mut experiment) = iris();
    (experiment.training.epochs, experiment.training.early_stopping) = (100_000, false);
    start(&mut session, 1, &experiment, Pace::Continuous);
    let mut now = 0.0;
    let mut slice = |session: &mut Session| {
        session.work(&mut || {
            now += 0.2;
            now
        })
    };
    let picture = codec::encode(
        &[Question::Picture(
            PictureQuestion { places: 60, ..PictureQuestion::default() },
            Vec::new(),
        )]
        .as_slice(),
    );
    // How many slices each of some answers takes.
    let mut ask = |rests: usize| {
        for _ in 0..rests {
            slice(&mut session);
        }
        session.handle(Command::Inspect { run: RUN, question: picture.clone() });
        for waits in 0.. {
            let events = slice(&mut session);
            if !answers(&events).is_empty() {
                assert_eq!(events.len(), 1, "before the next slice");
                return waits;
            }
        }
        usize::MAX
    };
    ask(0);
    assert_eq!(ask(10), 0, "it has saved enough");
    assert!(ask(0) > 1, "a slice of training alone, and what it takes is a tenth");
}
