//! Command scripts and what the worker answers, without a browser.

use descent::config::share::Link;
use descent::config::{
    DataSource, ExperimentConfig, ReadingConfig, Shape, SplitMethod, SyntheticConfig,
};
use descent::data::{CellRange, gallery};
use descent::train::{self, StopReason};
use descent::worker::{
    Command, Event, FactsId, Form, Pace, RowsState, RunId, Session, TableId, codec,
};
use proptest::prelude::*;

/// A file read as it suggests.
fn reading() -> ReadingConfig {
    ReadingConfig::default()
}

/// A clock that ticks a millisecond at each look, so that slices are short.
fn ticking() -> impl FnMut() -> f64 {
    let mut now_ms = 0.0;
    move || {
        now_ms += 1.0;
        now_ms
    }
}

/// A set of the Gallery, and the experiment that is proposed for it.
pub fn of_gallery(id: &str) -> (Session, ExperimentConfig) {
    let set = gallery::find(id).expect("it is in the Gallery");
    let mut session = Session::default();
    let Event::TableLoaded { summary, .. } =
        session.load(TableId(1), gallery::bytes(set), &reading())
    else {
        panic!("{id} loads");
    };
    let source = DataSource::Gallery { id: id.to_owned() };
    (session, ExperimentConfig::propose(id, source, &summary.schema))
}

pub fn iris() -> (Session, ExperimentConfig) {
    let (session, mut experiment) = of_gallery("iris");
    experiment.training.epochs = 6;
    experiment.training.early_stopping = false;
    (session, experiment)
}

pub fn start(
    session: &mut Session,
    run: u32,
    experiment: &ExperimentConfig,
    pace: Pace,
) -> Vec<Event> {
    let experiment = Box::new(experiment.clone());
    session.handle(Command::Start { run: RunId(run), experiment, pace, in_passing: false })
}

/// Works until there is nothing to do, and returns what happened.
pub fn work(session: &mut Session) -> Vec<Event> {
    let mut clock = ticking();
    let mut events = Vec::new();
    while session.wants_work() {
        events.extend(session.work(&mut clock));
    }
    events
}

pub fn losses(events: &[Event]) -> Vec<(u32, f64, f64)> {
    events
        .iter()
        .filter_map(|event| match event {
            Event::Progress { reports, .. } => Some(reports),
            _ => None,
        })
        .flatten()
        .map(|report| (report.epoch, report.figures.loss, report.figures.val_loss))
        .collect()
}

/// The transcript of a run: one word per event.
pub fn transcript(events: &[Event]) -> String {
    // What the coach says is of `coach.rs`.
    let events = events.iter().filter(|event| !matches!(event, Event::Diagnosed { .. }));
    let words = events.map(|event| match event {
        Event::Started { run, .. } => format!("started {}", run.0),
        Event::Progress { reports, .. } => {
            let epochs: Vec<_> = reports.iter().map(|report| report.epoch.to_string()).collect();
            format!("epochs {}", epochs.join("+"))
        }
        Event::Checkpoint { run, epoch, .. } => format!("kept {} at {epoch}", run.0),
        Event::Paused { run } => format!("paused {}", run.0),
        Event::Finished { run, outcome } => format!("finished {} {:?}", run.0, outcome.reason),
        Event::Rejected { run, problems } => format!("rejected {}: {}", run.0, problems.join(" ")),
        other => format!("{other:?}"),
    });
    words.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_run_gives_the_same_bits_as_the_whole_loop() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::Continuous);
    let sliced = losses(&work(&mut session));

    let set = gallery::find("iris").expect("iris is in the Gallery");
    let table =
        descent::data::import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table;
    let checked = experiment.check(table.schema()).unwrap();
    let mut whole = Vec::new();
    let dataset = descent::data::Dataset::prepare(&table, &checked).unwrap();
    train::fit(&checked, dataset, |report| {
        whole.push((report.epoch, report.figures.loss, report.figures.val_loss));
    });
    assert_eq!(whole.len(), 6);
    assert_eq!(sliced, whole);
}

#[test]
fn the_time_of_slices_in_which_no_epoch_ends_is_told() {
    let (mut session, mut experiment) = iris();
    experiment.training.batch_size = 1;
    let started = start(&mut session, 1, &experiment, Pace::Continuous);
    let Some(Event::Started { counts, .. }) = started.first() else { panic!("it starts") };
    let mut slices = 0;
    let (mut told_ms, mut epochs) = (0.0, 0);
    let mut clock = ticking();
    while session.wants_work() {
        slices += 1;
        for event in session.work(&mut clock) {
            if let Event::Progress { elapsed_ms, epochs: ended, .. } = event {
                told_ms += elapsed_ms;
                epochs += ended;
            }
        }
    }
    assert!(slices > 3 * epochs, "an epoch takes several slices");
    // The clock is looked at once for each batch at least.
    assert!(told_ms >= f64::from(epochs) * counts.training as f64, "{told_ms} ms are told");
}

#[test]
fn steps_pause_at_each_epoch_and_give_the_same_figures() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::Continuous);
    let at_once = losses(&work(&mut session));

    let mut stepped = Vec::new();
    start(&mut session, 2, &experiment, Pace::OneEpoch);
    for _ in 0..6 {
        let events = work(&mut session);
        assert!(matches!(events.last(), Some(Event::Paused { run: RunId(2) })), "{events:?}");
        stepped.extend(losses(&events));
        session.handle(Command::StepEpoch { run: RunId(2) });
    }
    assert_eq!(stepped, at_once);
    let last = work(&mut session);
    assert_eq!(transcript(&last), "finished 2 Completed");
}

#[test]
fn pause_rests_and_resume_goes_on_to_the_same_end() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::Continuous);
    let straight = losses(&work(&mut session));

    start(&mut session, 2, &experiment, Pace::Continuous);
    let mut clock = ticking();
    let mut events = session.work(&mut clock);
    let paused = transcript(&session.handle(Command::Pause { run: RunId(2) }));
    assert!(paused.starts_with("kept 2 at ") && paused.ends_with("\npaused 2"), "{paused}");
    assert_eq!(transcript(&session.handle(Command::Pause { run: RunId(2) })), "paused 2");
    assert!(!session.wants_work());
    assert_eq!(session.work(&mut clock), []);
    session.handle(Command::Resume { run: RunId(2) });
    events.extend(work(&mut session));
    assert_eq!(losses(&events), straight);
}

#[test]
fn commands_of_an_older_run_do_nothing() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::Continuous);
    start(&mut session, 2, &experiment, Pace::Continuous);
    for command in [
        Command::Pause { run: RunId(1) },
        Command::Stop { run: RunId(1) },
        Command::SetLearningRate { run: RunId(1), learning_rate: 1.0 },
        Command::SetBatchSize { run: RunId(1), batch_size: 1 },
    ] {
        assert_eq!(session.handle(command), []);
    }
    assert!(session.wants_work());
}

#[test]
fn stop_ends_the_run_once() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::Continuous);
    let stopped = session.handle(Command::Stop { run: RunId(1) });
    assert_eq!(transcript(&stopped), "finished 1 StoppedByUser");
    assert_eq!(session.handle(Command::Stop { run: RunId(1) }), []);
    assert!(!session.wants_work());
}

#[test]
fn ten_starts_leave_one_run() {
    let (mut session, experiment) = iris();
    for run in 1..=10 {
        start(&mut session, run, &experiment, Pace::Continuous);
    }
    let events = work(&mut session);
    assert_eq!(losses(&events).len(), 6);
    assert!(transcript(&events).ends_with("finished 10 Completed"));
}

#[test]
fn a_new_learning_rate_changes_the_rest_of_the_run() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::Continuous);
    let plain = losses(&work(&mut session));
    start(&mut session, 2, &experiment, Pace::OneEpoch);
    let mut changed = losses(&work(&mut session));
    session.handle(Command::SetLearningRate { run: RunId(2), learning_rate: 0.1 });
    session.handle(Command::Resume { run: RunId(2) });
    changed.extend(losses(&work(&mut session)));
    assert_eq!(changed[0], plain[0]);
    assert_ne!(changed[1], plain[1]);
}

#[test]
fn what_cannot_run_is_rejected_with_a_sentence() {
    let mut session = Session::default();
    let (_, experiment) = iris();
    let events = start(&mut session, 1, &experiment, Pace::Continuous);
    assert!(transcript(&events).starts_with("rejected 1: No table is loaded"));

    let (mut session, mut experiment) = iris();
    experiment.data.target = "genus".to_owned();
    let events = start(&mut session, 2, &experiment, Pace::Continuous);
    assert!(transcript(&events).starts_with("rejected 2: The table has no column \"genus\""));
    assert!(!session.wants_work());
}

#[test]
fn a_bad_file_leaves_table_and_run_in_place() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::Continuous);
    for bytes in [&b""[..], b"\x00\x01\x02\x03\xff", b"a,b,c\n"] {
        assert!(matches!(session.load(TableId(2), bytes, &reading()), Event::TableRejected { .. }));
    }
    let events = work(&mut session);
    assert!(transcript(&events).ends_with("finished 1 Completed"));
}

#[test]
fn a_divergent_run_ends_by_itself_and_never_reports_what_is_no_number() {
    let (mut session, mut experiment) = iris();
    experiment.set_target("petal_width_cm", &summary_of(&mut session));
    experiment.network.layers.clear();
    experiment.training.optimizer = crate::support::sgd(0.9);
    experiment.training.learning_rate = 10.0;
    experiment.training.epochs = 50;
    start(&mut session, 1, &experiment, Pace::Continuous);
    let events = work(&mut session);
    let Some(Event::Finished { outcome, .. }) = events.last() else { panic!("{events:?}") };
    assert!(matches!(outcome.reason, StopReason::Diverged { .. }), "{outcome:?}");
    assert!(
        losses(&events).iter().all(|(_, loss, val_loss)| loss.is_finite() && val_loss.is_finite())
    );
}

fn summary_of(session: &mut Session) -> descent::config::TableSchema {
    let set = gallery::find("iris").expect("iris is in the Gallery");
    match session.load(TableId(9), gallery::bytes(set), &reading()) {
        Event::TableLoaded { summary, .. } => summary.schema,
        other => panic!("{other:?}"),
    }
}

#[test]
fn messages_survive_the_wire() {
    let (mut session, experiment) = iris();
    let command = Command::Start {
        run: RunId(1),
        experiment: Box::new(experiment),
        pace: Pace::Continuous,
        in_passing: false,
    };
    assert_eq!(codec::decode::<Command>(&codec::encode(&command)), Ok(command.clone()));
    session.handle(command);
    for event in work(&mut session) {
        assert_eq!(codec::decode::<Event>(&codec::encode(&event)), Ok(event));
    }
}

proptest! {
    #[test]
    fn arbitrary_bytes_are_no_message(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        // Some byte strings are messages; what counts is that none panics.
        let _ = codec::decode::<Command>(&bytes);
        let _ = codec::decode::<Event>(&bytes);
    }
}

#[test]
fn facts_rows_and_links_are_answered() {
    let (mut session, mut experiment) = iris();
    experiment.data.split.test_percent = 20;
    let ask = Command::Prepare { facts: FactsId(7), experiment: Box::new(experiment.clone()) };
    let [Event::Prepared { facts: FactsId(7), outcome: Ok(facts) }] = &session.handle(ask)[..]
    else {
        panic!("iris can be prepared")
    };
    assert_eq!((facts.counts.training, facts.counts.validation, facts.counts.test), (75, 45, 30));
    assert_eq!(facts.class_counts, [25, 25, 25]);

    let window = CellRange { from_row: 148, rows: 9, from_column: 3, columns: 9 };
    let rows = |session: &mut Session, state| match &session
        .handle(Command::ReadRows { state, window })[..]
    {
        [Event::Rows { page, .. }] => page.open().unwrap(),
        other => panic!("{other:?}"),
    };
    let raw = rows(&mut session, RowsState::Raw);
    assert_eq!((raw.total_rows, raw.labels), (150, vec!["149".to_owned(), "150".to_owned()]));
    let prepared = rows(&mut session, RowsState::Prepared);
    assert_eq!((prepared.total_columns, prepared.cells.len()), (7, 2));
    assert!(prepared.labels[1].starts_with("test "));

    let written = session
        .handle(Command::Write { form: Form::KeptLink, experiment: Box::new(experiment.clone()) });
    let [Event::Written { text, .. }] = &written[..] else { panic!("a link") };
    let read = session.handle(Command::ReadLink { text: text.clone() });
    assert_eq!(read, [Event::LinkRead { outcome: Ok(Box::new(Link::new(experiment))) }]);
    let [Event::LinkRead { outcome: Err(sentence) }] =
        &session.handle(Command::ReadLink { text: "v2.broken".to_owned() })[..]
    else {
        panic!("a damaged link")
    };
    assert!(sentence.contains("incomplete or damaged"), "{sentence}");
}

#[test]
fn what_cannot_be_prepared_says_why() {
    let (mut session, mut experiment) = iris();
    experiment.data.split.method = SplitMethod::Grouped { column: "nowhere".to_owned() };
    let ask = Command::Prepare { facts: FactsId(1), experiment: Box::new(experiment) };
    let [Event::Prepared { outcome: Err(sentence), .. }] = &session.handle(ask)[..] else {
        panic!("there is no such column")
    };
    assert!(sentence.contains("nowhere"), "{sentence}");
}

#[test]
fn the_test_part_is_measured_on_demand_and_only_for_its_run() {
    let (mut session, mut experiment) = iris();
    experiment.data.split.test_percent = 20;
    experiment.training.epochs = 3;
    start(&mut session, 4, &experiment, Pace::Continuous);
    work(&mut session);
    assert!(session.handle(Command::EvaluateTest { run: RunId(3) }).is_empty());
    let [Event::Tested { run: RunId(4), score }] =
        &session.handle(Command::EvaluateTest { run: RunId(4) })[..]
    else {
        panic!("the run is over, and its network is there")
    };
    assert!(score.loss.is_finite() && (0.0..=1.0).contains(&score.metrics[0]));
    // A run that is over neither goes on nor ends again.
    assert!(session.handle(Command::Resume { run: RunId(4) }).is_empty() && !session.wants_work());
    assert!(session.handle(Command::Stop { run: RunId(4) }).is_empty());
    experiment.data.split.test_percent = 0;
    start(&mut session, 5, &experiment, Pace::OneEpoch);
    assert!(session.handle(Command::EvaluateTest { run: RunId(5) }).is_empty());
}

#[test]
fn tables_are_made_and_refused() {
    let mut session = Session::default();
    let made = session.make(TableId(1), &SyntheticConfig::new(Shape::TwoMoons));
    let Event::TableLoaded { summary, .. } = made else { panic!("{made:?}") };
    assert_eq!((summary.rows_read, summary.dialect), (500, None));
    let formula = Shape::Formula { formula: "2x".to_owned() };
    let refused = session.make(TableId(2), &SyntheticConfig::new(formula));
    let Event::TableRejected { error, .. } = refused else { panic!("{refused:?}") };
    assert_eq!(error.sentence, "\"2x\": write 2 * x (at character 2).");
    let [Event::Points { points }] = &session.handle(Command::ReadPoints)[..] else { panic!() };
    assert_eq!(points.open().unwrap().len(), 500);
}
