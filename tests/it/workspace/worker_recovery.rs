//! A dead or silent worker: when it is replaced, and what the user hears.

use descent::workspace::go_on::way_on;
use descent::workspace::worker_recovery::{Interrupted, RecoveryNotice, Sign, Watch, WorkerLoss};

/// A worker that was started and is ready at 0.
fn ready() -> Watch {
    let mut watch = Watch::default();
    assert!(watch.start(0.0));
    watch.hear(0.0);
    watch.set_ready();
    watch
}

#[test]
fn a_silent_worker_is_asked_and_then_dead() {
    let mut watch = ready();
    assert_eq!(watch.look(3_000.0, true), Sign::Alive);
    assert_eq!(watch.look(3_001.0, true), Sign::Ask);
    assert_eq!(watch.look(4_000.0, true), Sign::Alive, "it is asked once");
    assert_eq!(watch.look(15_001.0, true), Sign::Alive);
    assert_eq!(watch.look(15_002.0, true), Sign::Dead);
}

#[test]
fn any_word_of_the_worker_is_a_sign_of_life() {
    let mut watch = ready();
    assert_eq!(watch.look(5_000.0, true), Sign::Ask);
    watch.hear(16_000.0);
    assert_eq!(watch.look(18_000.0, true), Sign::Alive);
    assert_eq!(watch.look(20_000.0, true), Sign::Ask, "and silence counts from there");
}

#[test]
fn a_resting_worker_is_only_asked_once_it_was_told_something() {
    let mut watch = ready();
    assert_eq!(watch.look(1e6, false), Sign::Alive);
    watch.tell();
    assert!(watch.is_owed());
    assert_eq!(watch.look(1e6, false), Sign::Ask);
    // What it was asked for may take long.
    assert_eq!(watch.look(1e6 + 60_000.0, false), Sign::Alive);
    assert_eq!(watch.look(1e6 + 60_001.0, false), Sign::Dead);
    watch.hear(1e6 + 60_002.0);
    assert!(!watch.is_owed());
    assert_eq!(watch.look(2e6, false), Sign::Alive);
}

#[test]
fn a_worker_that_is_not_ready_yet_is_waited_for() {
    let mut watch = Watch::default();
    assert!(watch.start(0.0));
    assert!(!watch.is_ready());
    assert_eq!(watch.look(1e9, true), Sign::Alive);
    // So is the one that takes its place.
    let mut watch = ready();
    assert!(watch.start(5_000.0));
    assert!(!watch.is_ready());
}

#[test]
fn a_worker_is_replaced_three_times_in_a_minute_and_no_more() {
    let mut watch = Watch::default();
    let starts = [0.0, 1_000.0, 2_000.0, 3_000.0].map(|at| watch.start(at));
    assert_eq!(starts, [true; 4], "the first one and three more");
    assert!(!watch.start(4_000.0));
    assert!(watch.start(61_500.0), "a minute later it may have got better");
}

#[test]
fn a_lost_worker_is_told_by_what_it_interrupted() {
    let run = Interrupted { table: None, epochs: Some(7) };
    let notice = RecoveryNotice::of(run, || "Go on.".to_owned()).expect("a run was under way");
    let sentence = "The training worker stopped unexpectedly after epoch 7 and was replaced. The curves are kept; Go on.";
    assert_eq!((notice.to_string().as_str(), notice.is_alert()), (sentence, false));
    let reading = Interrupted { table: Some("large.csv".to_owned()), epochs: Some(7) };
    let notice = RecoveryNotice::of(reading, String::new).expect("a table was read");
    let sentence = "large.csv could not be read: the worker stopped while reading it. Try again, or choose a smaller file.";
    assert_eq!((notice.to_string().as_str(), notice.is_alert()), (sentence, true));
    let nothing = RecoveryNotice::of(Interrupted::default(), String::new);
    assert_eq!(nothing, None, "an idle worker is replaced in silence");
}

#[test]
fn the_last_notice_says_what_the_worker_said() {
    let notice = RecoveryNotice::CannotStart(WorkerLoss::Failed("index out of bounds".to_owned()));
    let sentence = "The training worker cannot be started. Reload the page; nothing on it is lost. What happened: The worker failed: index out of bounds";
    assert_eq!((notice.to_string().as_str(), notice.is_alert()), (sentence, true));
    let silent = RecoveryNotice::CannotStart(WorkerLoss::Silent).to_string();
    assert!(silent.ends_with("What happened: The worker no longer answers."), "{silent}");
}

#[test]
fn the_way_on_is_told() {
    let from = "Go on continues from epoch 6, to the same numbers as without the break.";
    assert_eq!(way_on(false, Some(5)), from);
    let anew = "Train runs the same experiment again from the start, to the same numbers.";
    assert_eq!(way_on(false, None), anew);
    assert!(way_on(true, Some(5)).starts_with("the experiment has changed since"));
}
