//! The report of a run, as the page asks for it.

use descent::export::report::ReportNote;
use descent::worker::{Command, Event, Pace, RunId, Session};

use super::session::{iris, losses, start, work};

const GONE: &str = "The network of this run is no longer here; train it again for a report.";

fn report(session: &mut Session, run: u32) -> Result<String, String> {
    let note = Box::new(ReportNote { name: "Ada".to_owned(), ..ReportNote::default() });
    match session.handle(Command::WriteReport { run: RunId(run), note, test: None }).remove(0) {
        Event::ReportWritten { outcome } => outcome.outcome(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_run_has_one_from_its_first_epoch_on() {
    let (mut session, mut experiment) = iris();
    experiment.data.split.test_percent = 20;
    assert_eq!(report(&mut session, 1), Err(GONE.to_owned()));
    start(&mut session, 1, &experiment, Pace::OneEpoch);
    assert_eq!(report(&mut session, 1), Err(GONE.to_owned()), "no epoch is over");
    work(&mut session);
    let first = report(&mut session, 1).unwrap();
    for words in ["1 epoch was run so far.", "The test rows were not looked at.", "<p>Ada "] {
        assert!(first.contains(words), "{words}");
    }
    assert!(first.contains("<h2>What the coach says</h2>"));
    session.handle(Command::Resume { run: RunId(1) });
    work(&mut session);
    assert!(report(&mut session, 1).unwrap().contains("All 6 epochs run"));
    assert_eq!(report(&mut session, 2), Err(GONE.to_owned()));
}

#[test]
fn it_changes_nothing_about_the_run() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::Continuous);
    let untouched = losses(&work(&mut session));
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::Continuous);
    let mut now_ms = 0.0;
    let mut clock = || {
        now_ms += 1.0;
        now_ms
    };
    let mut events = Vec::new();
    while session.wants_work() {
        events.extend(session.work(&mut clock));
        let _ = report(&mut session, 1);
    }
    assert_eq!(losses(&events), untouched);
}
