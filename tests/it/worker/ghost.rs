//! What would have happened without early stopping, beside a run that it ended.

use descent::worker::{Command, Event, Pace, Session, TimeTravelReply, TimeTravelRequest};

use crate::worker::session::{iris, start, transcript, work};
use crate::worker::time_travel::{RUN, ask, loss_gap, reports, revisit, stopping, visits};

#[test]
fn a_ghost_is_the_run_without_early_stopping() {
    let mut without = stopping();
    without.training.early_stopping = false;
    let (mut session, _) = iris();
    start(&mut session, 2, &without, Pace::Continuous);
    let straight = reports(&work(&mut session));
    assert_eq!(straight.len(), 40);

    for from_afar in [false, true] {
        let mut events = start(&mut session, 1, &stopping(), Pace::Continuous);
        assert_eq!(ask(&mut session, TimeTravelRequest::Ghost), [], "it was not stopped yet");
        events.extend(work(&mut session));
        let stop = reports(&events).len();
        let before = loss_gap(&mut session);
        if from_afar {
            revisit(&mut session, 2);
        }
        let begun = ask(&mut session, TimeTravelRequest::Ghost);
        assert_eq!(visits(&begun).len(), usize::from(from_afar), "it is where it was");
        let ghost = work(&mut session);
        let Some(Event::TimeTravel {
            reply: TimeTravelReply::Ghost { finished: true, .. }, ..
        }) = ghost.last()
        else {
            panic!("{ghost:?}")
        };
        assert_eq!(reports(&ghost), straight[stop..]);
        let epochs = |event: &Event| match event {
            Event::TimeTravel { run: RUN, reply: TimeTravelReply::Ghost { epochs, .. } } => *epochs,
            other => panic!("{other:?}"),
        };
        assert_eq!(ghost.iter().map(epochs).sum::<u32>() as usize, 40 - stop);
        assert_eq!(loss_gap(&mut session), before, "the run is as it was");
    }
}

#[test]
fn a_ghost_ends_with_a_pause_and_with_whatever_moves_the_run() {
    let (mut session, experiment) = (iris().0, stopping());
    start(&mut session, 1, &experiment, Pace::Continuous);
    work(&mut session);
    let begun = |session: &mut Session| {
        ask(session, TimeTravelRequest::Ghost);
        assert!(session.wants_work());
    };
    begun(&mut session);
    let ended = session.handle(Command::Pause { run: RUN });
    let past = TimeTravelReply::Ghost { reports: Vec::new(), epochs: 0, finished: true };
    assert_eq!(ended, [Event::TimeTravel { run: RUN, reply: past }]);
    assert!(!session.wants_work());
    begun(&mut session);
    assert_eq!(visits(&revisit(&mut session, 2)), [Some(2)]);
    begun(&mut session);
    assert_eq!(session.handle(Command::Stop { run: RUN }), [], "it was over");
    assert!(!session.wants_work());
    begun(&mut session);
    start(&mut session, 2, &experiment, Pace::Continuous);
    assert!(transcript(&work(&mut session)).contains("finished 2"));
}
