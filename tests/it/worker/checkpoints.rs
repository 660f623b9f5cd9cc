//! What the worker keeps of a run, and how another worker goes on from it.

use descent::config::{Activation, ExperimentConfig, Optimizer};
use descent::worker::{Command, Event, Pace, RunId, Session, codec};

use crate::support::dense;
use crate::worker::session::{iris, losses, start, transcript, work};

/// Some slices of two or three units of work, a second apart, and the second in which
/// each event came.
fn seconds(session: &mut Session, slices: u32) -> Vec<(u32, Event)> {
    let mut events = Vec::new();
    for second in 0..slices {
        let mut now_ms = 1_000.0 * f64::from(second);
        let of_slice = session.work(&mut || {
            now_ms += 5.0;
            now_ms
        });
        events.extend(of_slice.into_iter().map(|event| (second, event)));
    }
    events
}

/// The checkpoints among events.
fn kept(events: &[Event]) -> Vec<(u32, Vec<u8>)> {
    let kept = events.iter().filter_map(|event| match event {
        Event::Checkpoint { epoch, bytes, .. } => Some((*epoch, bytes.clone())),
        _ => None,
    });
    kept.collect()
}

fn go_on(
    session: &mut Session,
    run: u32,
    experiment: &ExperimentConfig,
    checkpoint: &[u8],
) -> Vec<Event> {
    let (experiment, checkpoint) = (Box::new(experiment.clone()), checkpoint.to_vec());
    let pace = Pace::Continuous;
    let history = Box::default();
    session.handle(Command::GoOn { run: RunId(run), experiment, history, checkpoint, pace })
}

#[test]
fn a_step_is_kept_and_another_worker_goes_on_from_it() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::Continuous);
    let straight = losses(&work(&mut session));

    start(&mut session, 2, &experiment, Pace::OneEpoch);
    for epoch in 1..=6 {
        let events = work(&mut session);
        let expected = format!("epochs {epoch}\nkept 2 at {epoch}\npaused 2");
        assert_eq!(transcript(&events), expected);
        let (mut other, _) = iris();
        let begun = go_on(&mut other, 7, &experiment, &kept(&events)[0].1);
        assert_eq!(transcript(&begun), "started 7");
        let rest = work(&mut other);
        assert_eq!(losses(&rest), straight[epoch..], "from epoch {epoch}");
        assert!(transcript(&rest).ends_with("finished 7 Completed"));
        session.handle(Command::StepEpoch { run: RunId(2) });
    }
}

#[test]
fn a_run_that_goes_on_is_kept_every_two_seconds() {
    let (mut session, mut experiment) = iris();
    experiment.training.batch_size = 8;
    start(&mut session, 1, &experiment, Pace::Continuous);
    let (times, events): (Vec<_>, Vec<_>) = seconds(&mut session, 100).into_iter().unzip();
    assert!(transcript(&events).ends_with("finished 1 Completed"));
    let is_kept = |event: &Event| matches!(event, Event::Checkpoint { .. });
    let kept_at: Vec<u32> =
        times.into_iter().zip(&events).filter(|(_, event)| is_kept(event)).map(|at| at.0).collect();
    assert!(kept_at.len() > 6, "within epochs too: {kept_at:?}");
    assert!(kept_at.windows(2).all(|pair| pair[1] - pair[0] == 2), "{kept_at:?}");
    let all = kept(&events);
    assert!(all.is_sorted_by_key(|(epoch, _)| *epoch));
    let straight = losses(&events);
    for (epoch, bytes) in all {
        let (mut other, _) = iris();
        go_on(&mut other, 2, &experiment, &bytes);
        assert_eq!(losses(&work(&mut other)), straight[epoch as usize..]);
    }
}

#[test]
fn a_resting_run_is_kept_with_what_the_user_changed() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::OneEpoch);
    let change = Command::SetLearningRate { run: RunId(1), learning_rate: 0.1 };
    assert_eq!(session.handle(change.clone()), [], "a run under way is kept when it is due");
    work(&mut session);
    let changed = session.handle(change);
    assert_eq!(transcript(&changed), "kept 1 at 1");
    let batches = session.handle(Command::SetBatchSize { run: RunId(1), batch_size: 8 });
    let (_, bytes) = &kept(&batches)[0];
    session.handle(Command::Resume { run: RunId(1) });
    let straight = losses(&work(&mut session));
    let (mut other, mut changed) = iris();
    (changed.training.learning_rate, changed.training.batch_size) = (0.1, 8);
    go_on(&mut other, 2, &changed, bytes);
    assert_eq!(losses(&work(&mut other)), straight);
    go_on(&mut other, 3, &experiment, bytes);
    assert_ne!(losses(&work(&mut other)), straight, "they are those of the experiment");
}

#[test]
fn what_is_not_of_the_run_is_rejected_with_a_sentence() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::OneEpoch);
    let (_, bytes) = kept(&work(&mut session)).remove(0);
    let mut other = experiment.clone();
    other.seed += 1;
    let rejected = transcript(&go_on(&mut session, 2, &other, &bytes));
    assert!(rejected.starts_with("rejected 2: What was kept of the run belongs"), "{rejected}");
    let rejected = transcript(&go_on(&mut session, 3, &experiment, b"no checkpoint"));
    assert!(rejected.starts_with("rejected 3: What was kept of the run is damaged"), "{rejected}");
    let rejected = transcript(&go_on(&mut Session::default(), 4, &experiment, &bytes));
    assert!(rejected.starts_with("rejected 4: No table is loaded"), "{rejected}");
    assert!(!session.wants_work());
    assert_eq!(transcript(&go_on(&mut session, 5, &experiment, &bytes)), "started 5");
}

/// Iris with a network of about `units * units` weights, a row at a time.
fn wide(units: u32) -> (Session, ExperimentConfig) {
    let (session, mut experiment) = iris();
    experiment.network.layers = vec![dense(units, Activation::Relu); 2];
    experiment.training.optimizer = Optimizer::ADAM;
    experiment.training.batch_size = 1;
    (session, experiment)
}

#[test]
fn a_large_run_is_kept_more_seldom_and_one_that_is_too_large_never() {
    // Weights and two moments: 9 MB.
    let (mut session, experiment) = wide(870);
    start(&mut session, 1, &experiment, Pace::Continuous);
    let times: Vec<u32> = seconds(&mut session, 25).into_iter().map(|(at, _)| at).collect();
    assert_eq!(times, [10, 20]);

    // 70 MB
    let (mut session, experiment) = wide(2_420);
    start(&mut session, 1, &experiment, Pace::Continuous);
    assert_eq!(seconds(&mut session, 1), []);
    assert!(session.wants_work());
    assert_eq!(transcript(&session.handle(Command::Pause { run: RunId(1) })), "paused 1");
}

#[test]
fn a_checkpoint_survives_the_wire() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::OneEpoch);
    let events = work(&mut session);
    for event in &events {
        assert_eq!(codec::decode::<Event>(&codec::encode(event)).as_ref(), Ok(event));
    }
    let (_, checkpoint) = kept(&events).remove(0);
    let command = Command::GoOn {
        run: RunId(2),
        experiment: Box::new(experiment),
        history: Box::default(),
        checkpoint,
        pace: Pace::Continuous,
    };
    assert_eq!(codec::decode::<Command>(&codec::encode(&command)), Ok(command));
}
