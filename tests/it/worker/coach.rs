//! When the session says what the coach thinks of a run, and what the page keeps of it.

use descent::config::{ExperimentConfig, Optimizer, ReadingConfig, Scaling, SgdConfig};
use descent::data::gallery;
use descent::train::StopReason;
use descent::train::diagnosis::Verdict;
use descent::worker::{Command, Event, Pace, RunId, Session, ShownDiagnosis, TableId};
use descent::workspace::coach::{heard, was_tried};
use descent::workspace::current_run::{CurrentRun, Phase};
use descent::workspace::experiment_record::KeptRun;
use descent::workspace::packing::{pack, unpack};

use crate::worker::session::{iris, start, work};

fn said<'a>(events: &'a [Event]) -> Vec<&'a ShownDiagnosis> {
    let diagnosis = |event: &'a Event| match event {
        Event::Diagnosed { diagnosis, .. } => Some(&**diagnosis),
        _ => None,
    };
    events.iter().filter_map(diagnosis).collect()
}

/// Where in the events the coach speaks.
fn places(events: &[Event]) -> Vec<usize> {
    let speaks = |place: &usize| matches!(events[*place], Event::Diagnosed { .. });
    (0..events.len()).filter(speaks).collect()
}

/// Unscaled numbers and plain steps, small ones.
pub fn wine() -> (Session, ExperimentConfig) {
    let set = gallery::find("red-wine").expect("it is in the Gallery");
    let mut session = Session::default();
    let bytes = gallery::bytes(set);
    let Event::TableLoaded { .. } = session.load(TableId(1), bytes, &ReadingConfig::default())
    else {
        panic!("it loads");
    };
    let mut experiment = gallery::experiment(set);
    experiment.data.scaling = Scaling::None;
    experiment.training.optimizer = Optimizer::Sgd(SgdConfig::default());
    experiment.training.learning_rate = 1e-6;
    (session, experiment)
}

/// A run that diverges, and what happened.
fn diverged() -> (Session, Vec<Event>) {
    let (mut session, experiment) = wine();
    start(&mut session, 1, &experiment, Pace::OneEpoch);
    let mut events = work(&mut session);
    // Changed on the way, as the page does it.
    session.handle(Command::SetLearningRate { run: RunId(1), learning_rate: 10.0 });
    session.handle(Command::Resume { run: RunId(1) });
    events.extend(work(&mut session));
    (session, events)
}

#[test]
fn the_coach_speaks_when_the_run_rests_or_ends() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::OneEpoch);
    let events = work(&mut session);
    assert_eq!(places(&events), [events.len() - 2], "before it rests: {events:?}");
    assert_eq!(said(&events)[0].kind, Verdict::NotEnoughEpochs);
    // A rest in which nothing happened is no news.
    assert_eq!(said(&session.handle(Command::Pause { run: RunId(1) })), [] as [&ShownDiagnosis; 0]);

    session.handle(Command::Resume { run: RunId(1) });
    let events = work(&mut session);
    assert!(matches!(events.last(), Some(Event::Finished { .. })), "{events:?}");
    assert_eq!(places(&events).last(), Some(&(events.len() - 2)), "before it ends: {events:?}");

    // Another run is another matter, though the same is said of it.
    start(&mut session, 2, &experiment, Pace::OneEpoch);
    assert_eq!(said(&work(&mut session)).len(), 1);
}

/// One sentence for eye and ear, of few epochs as well.
#[test]
fn what_is_heard_is_what_is_shown() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::OneEpoch);
    let few = said(&work(&mut session))[0].clone();
    assert_eq!(few.kind, Verdict::NotEnoughEpochs);
    assert_eq!(heard(&few).concat(), format!("{}. {}", few.headline, few.sentence));
    assert!(!was_tried(&few));
    session.handle(Command::Resume { run: RunId(1) });
    let events = work(&mut session);
    let last = *said(&events).last().expect("it speaks at the end");
    assert_eq!(heard(last).concat(), format!("{}. {}", last.headline, last.sentence));
}

#[test]
fn a_run_that_goes_on_is_looked_at_twice_a_second_at_most() {
    let (mut session, mut experiment) = iris();
    experiment.training.epochs = 400;
    start(&mut session, 1, &experiment, Pace::Continuous);
    // Each look at the clock takes 5 ms, so a slice is a few mini-batches.
    let mut now_ms = 0.0;
    let (mut at_ms, mut events) = (Vec::new(), Vec::new());
    while session.wants_work() && now_ms < 60_000.0 {
        let slice = session.work(&mut || {
            now_ms += 5.0;
            now_ms
        });
        if !places(&slice).is_empty() {
            at_ms.push(now_ms);
        }
        events.extend(slice);
    }
    // The last is at the end, whenever that is.
    at_ms.pop();
    assert!(at_ms.len() > 5, "{at_ms:?}");
    assert!(at_ms.windows(2).all(|pair| pair[1] - pair[0] >= 500.0), "{at_ms:?}");
    let said = said(&events);
    assert!(said.windows(2).all(|pair| pair[0] != pair[1]), "nothing is said twice");
}

#[test]
fn a_run_that_diverges_is_a_lesson_with_a_mend_from_where_it_was() {
    let (session, events) = diverged();
    assert!(!session.wants_work());
    let Some(Event::Finished { outcome, .. }) = events.last() else { panic!("{events:?}") };
    let StopReason::Diverged { epoch } = outcome.reason else { panic!("{outcome:?}") };
    let lesson = said(&events).pop().expect("it speaks before the end");
    assert_eq!(lesson.kind, Verdict::Diverging);
    let alert = lesson.alert.as_deref().expect("it is said at once");
    assert!(alert.contains(&format!("diverged in epoch {epoch}:")), "{alert}");
    let lowest = lesson.suggestions.iter().map(|mend| mend.2.training.learning_rate);
    // Of the rate it had by then, and down to one that serves nearly every network.
    assert!(lowest.clone().all(|rate| rate <= 10.0));
    assert_eq!(lowest.fold(f64::INFINITY, f64::min), 0.01);
    assert!(
        lesson.suggestions[0].0.starts_with("Scale the numbers"),
        "{:?}",
        lesson.suggestions[0].0
    );
}

#[test]
fn the_page_keeps_what_was_said_with_the_run() {
    let (_, experiment) = wine();
    let (_, events) = diverged();
    let mut run = CurrentRun::begin(RunId(1), experiment, Phase::Running);
    for event in &events {
        run.apply(event);
    }
    let lesson = said(&events).pop().cloned().map(Box::new);
    assert!(lesson.is_some());
    assert_eq!(run.diagnosis, lesson);
    let kept: KeptRun = unpack(&pack(&KeptRun::of(&run, String::new()))).expect("as written");
    assert_eq!(kept.restore().expect("its figures are sound").diagnosis, lesson);

    // What is said of another run is not said of this one.
    let before = run.clone();
    let diagnosis = lesson.expect("it is there");
    run.id = Some(RunId(7));
    run.diagnosis = None;
    run.apply(&Event::Diagnosed { run: RunId(1), diagnosis });
    assert_eq!(run, CurrentRun { id: Some(RunId(7)), diagnosis: None, ..before });
}
