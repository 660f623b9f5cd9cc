//! An experiment with its runs as one file, as the page saves and opens it.

use descent::config::ExperimentConfig;
use descent::export::archive::{self, Archive, ArchivedData, ArchivedRun};
use descent::export::safetensors;
use descent::models::zip;
use descent::train::{History, Trainer};
use descent::worker::{ArchiveRefusal, Command, Event, OpenedArchive, Pace, RunId, Session, codec};

use crate::worker::models_out::diverged;
use crate::worker::session::{iris, losses, start, work};
use crate::worker::time_travel::revisit;

/// A run as the page has it.
fn run_of(experiment: &ExperimentConfig, events: &[Event]) -> ArchivedRun {
    let mut history = History::default();
    for event in events {
        if let Event::Progress { reports, .. } = event {
            history.extend(reports);
        }
    }
    ArchivedRun { experiment: experiment.clone(), history, ..ArchivedRun::default() }
}

fn write(
    session: &mut Session,
    mut archive: Archive,
    runs: &[Option<u32>],
) -> Result<Vec<u8>, String> {
    let parts = archive.take_parts();
    let runs = runs.iter().map(|run| run.map(RunId)).collect();
    let command = Command::WriteArchive { archive: codec::encode(&archive), runs, parts };
    match session.handle(command).remove(0) {
        Event::ArchiveWritten { outcome, bytes } => outcome.outcome().map(|()| bytes),
        other => panic!("{other:?}"),
    }
}

/// Its large parts, in the order in which they are taken out of an archive.
type Parts = Vec<Option<Vec<u8>>>;

fn read(bytes: &[u8]) -> Result<(OpenedArchive, Parts), ArchiveRefusal> {
    let command = Command::ReadArchive { bytes: bytes.to_vec() };
    match Session::default().handle(command).remove(0) {
        Event::ArchiveRead { outcome, parts } => {
            outcome.open().unwrap().map(|opened| (opened, parts))
        }
        other => panic!("{other:?}"),
    }
}

/// The weights at the end of a run of its own.
fn straight(experiment: &ExperimentConfig, epochs: u32) -> Vec<u8> {
    let set = descent::data::gallery::find("iris").unwrap();
    let bytes = descent::data::gallery::bytes(set);
    let table = descent::data::import(bytes, &descent::config::ReadingConfig::default()).unwrap();
    let mut experiment = experiment.clone();
    experiment.training.epochs = epochs;
    let checked = experiment.check(table.table.schema()).unwrap();
    let dataset = descent::data::Dataset::prepare(&table.table, &checked).unwrap();
    let mut trainer = Trainer::new(&checked, dataset);
    while !matches!(trainer.work(&mut || true), descent::train::Work::Finished(_)) {}
    safetensors::write(trainer.network_mut()).unwrap()
}

#[test]
fn what_is_saved_is_opened_with_the_weights_of_every_run() {
    let (mut session, first) = iris();
    let mut second = first.clone();
    second.seed += 1;
    start(&mut session, 1, &first, Pace::Continuous);
    let mut one = run_of(&first, &work(&mut session));
    start(&mut session, 2, &second, Pace::Continuous);
    let mut two = run_of(&second, &work(&mut session));
    (one.name, two.on_page) = ("The first".to_owned(), true);
    let gone = ArchivedRun { number: 9, ..one.clone() };
    let data = Some(ArchivedData { name: "iris.csv".to_owned(), bytes: b"a,b\n1,2\n".to_vec() });
    let whole =
        Archive { experiment: second.clone(), runs: vec![one, two, gone], data: data.clone() };
    let bytes = write(&mut session, whole.clone(), &[Some(1), Some(2), Some(77)]).unwrap();

    let (opened, parts) = read(&bytes).unwrap();
    assert_eq!(opened.links.len(), 4);
    let linked = descent::config::share::decode(&opened.links[2]);
    assert_eq!((linked, &opened.epochs), (Ok(second.clone()), &vec![None; 3]));
    let mut archive = opened.archive;
    archive.put_parts(parts);
    let epochs = first.training.epochs;
    let weights = [Some(straight(&first, epochs)), Some(straight(&second, epochs)), None];
    assert_eq!(archive.runs.iter().map(|run| run.weights.clone()).collect::<Vec<_>>(), weights);
    assert_eq!(archive.data, data);
    for run in &mut archive.runs {
        run.weights = None;
    }
    assert_eq!(archive, whole);
    // What came with weights keeps them where the worker has none.
    let kept = weights[0].clone();
    archive.runs[2].weights.clone_from(&kept);
    let bytes = write(&mut Session::default(), archive, &[None; 3]).unwrap();
    assert_eq!(archive::read(&bytes).unwrap().runs[2].weights, kept);
}

#[test]
fn weights_are_those_of_where_a_run_stands() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::Continuous);
    let run = run_of(&experiment, &work(&mut session));
    let whole = Archive { experiment: experiment.clone(), runs: vec![run], data: None };
    let stands = write(&mut session, whole.clone(), &[Some(1)]).unwrap();
    revisit(&mut session, 2);
    assert_eq!(write(&mut session, whole, &[Some(1)]).unwrap(), stands);
    // The look back goes on from where it was.
    session.handle(Command::Resume { run: RunId(1) });
    let again = losses(&work(&mut session));
    assert_eq!(again.first().map(|epoch| epoch.0), Some(3));
}

/// A run that rests goes on elsewhere, to the same figures.
#[test]
fn a_run_goes_on_where_the_archive_is_opened() {
    let (mut session, experiment) = iris();
    start(&mut session, 1, &experiment, Pace::OneEpoch);
    let mut events = work(&mut session);
    let paused = session.handle(Command::Pause { run: RunId(1) });
    let checkpoint = events.iter().chain(&paused).find_map(|event| match event {
        Event::Checkpoint { bytes, epoch: 1, .. } => Some(bytes.clone()),
        _ => None,
    });
    let mut run = run_of(&experiment, &events);
    (run.on_page, run.checkpoint) = (true, checkpoint);
    let whole = Archive { experiment: experiment.clone(), runs: vec![run], data: None };
    let bytes = write(&mut session, whole.clone(), &[Some(1)]).unwrap();
    // A page that was reloaded has the checkpoint alone, and the same weights of it.
    let (mut reloaded, _) = iris();
    assert_eq!(write(&mut reloaded, whole.clone(), &[None]).unwrap(), bytes);
    // With another table there are none, and the rest is saved.
    let bare = write(&mut Session::default(), whole, &[None]).unwrap();
    assert_eq!(archive::read(&bare).unwrap().runs[0].weights, None);

    let (opened, mut parts) = read(&bytes).unwrap();
    assert_eq!(opened.epochs, [Some(1)]);
    let run = opened.archive.runs.into_iter().next().unwrap();
    let (mut elsewhere, _) = iris();
    elsewhere.handle(Command::GoOn {
        run: RunId(5),
        experiment: Box::new(run.experiment),
        history: Box::new(run.history),
        checkpoint: parts.remove(2).unwrap(),
        pace: Pace::Continuous,
    });
    let there = losses(&work(&mut elsewhere));
    session.handle(Command::Resume { run: RunId(1) });
    events = work(&mut session);
    assert_eq!(there, losses(&events));
    assert!(there.len() > 1);
}

#[test]
fn other_files_are_told_from_damaged_archives() {
    let other = |bytes: &[u8]| {
        let refusal = read(bytes).unwrap_err();
        assert!(refusal.sentence.ends_with('.'), "{refusal:?}");
        refusal.is_of_descent
    };
    assert!(!other(b"no zip"));
    assert!(!other(&zip::write(&[("wine.csv", "x,y\n1,2\n")]).unwrap()));
    assert!(other(&zip::write(&[("manifest.json", r#"{"descent": 2}"#)]).unwrap()));
    let (mut session, experiment) = iris();
    let none = Archive { experiment, runs: Vec::new(), data: None };
    let bytes = write(&mut session, none, &[]).unwrap();
    assert_eq!(read(&bytes).unwrap().1, [None]);
    let command =
        Command::WriteArchive { archive: vec![255; 9], runs: Vec::new(), parts: Vec::new() };
    let event = session.handle(command).remove(0);
    let Event::ArchiveWritten { outcome, .. } = &event else { panic!("{event:?}") };
    assert!(outcome.outcome().is_err(), "{event:?}");
}

#[test]
fn a_diverged_run_has_figures_without_weights() {
    let (mut session, experiment, events) = diverged();
    let run = run_of(&experiment, &events);
    let archive = Archive { experiment, runs: vec![run], data: None };
    let bytes = write(&mut session, archive, &[Some(1)]).unwrap();
    assert!(read(&bytes).unwrap().1.iter().all(Option::is_none));
}
