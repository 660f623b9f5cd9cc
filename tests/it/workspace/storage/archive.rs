//! Experiments that leave in an archive, and those that come in one.

use std::cell::RefCell;
use std::rc::Rc;

use descent::config::{DataSource, ExperimentConfig, share};
use descent::export::archive::{Archive, ArchivedRun};
use descent::worker::OpenedArchive;
use descent::workspace::current_run::Phase;
use descent::workspace::run_list::{ListedRun, RunList};
use descent::workspace::storage::Storage;
use descent::workspace::storage::archive::NewExperiment;
use descent::workspace::storage::database::{Checkpoint, Store, Value};
use descent::workspace::storage::runs::weights_name;

use super::fake::{Fake, now};
use super::{experiment, head_of, no_link, open, store, store_run, tab, titles, trained};

/// With a file of its own.
fn filed(title: &str) -> ExperimentConfig {
    let mut experiment = experiment(title);
    experiment.data.source = DataSource::File { name: "a.csv".to_owned(), columns: Vec::new() };
    experiment
}

fn run(number: u32, on_page: bool) -> ArchivedRun {
    let run = trained(number + 1);
    ArchivedRun {
        number,
        on_page,
        experiment: filed("moved"),
        history: run.history,
        ..ArchivedRun::default()
    }
}

/// What a worker read: two runs, the first of them on the page and with a checkpoint.
fn opened() -> OpenedArchive {
    let experiment = filed("moved");
    let links = vec![share::encode(&experiment); 3];
    let archive = Archive { experiment, runs: vec![run(1, true), run(2, false)], data: None };
    OpenedArchive { archive, links, epochs: vec![Some(2), None] }
}

fn parts() -> Vec<Option<Vec<u8>>> {
    ["data", "", "checkpoint", "weights", ""]
        .map(|part| Some(part.as_bytes().to_vec()).filter(|part| !part.is_empty()))
        .into()
}

fn new() -> NewExperiment<Vec<u8>> {
    NewExperiment::new(opened(), parts(), "new".to_owned(), "k")
}

#[test]
fn it_is_in_the_list_with_all_its_parts() {
    let fake = Fake::default();
    let storage = tab(&fake, "before", "unused");
    store(&storage, "before", 1.0).expect("it is stored");
    let added = now(storage.add(new(), 2.0)).expect("it can be opened");
    assert!(added.is_stored && fake.is_locked("new"));
    assert_eq!(titles(&storage), ["moved", "before"]);

    let found = storage.open(added.ready).expect("nothing else was asked for");
    assert_eq!((found.kept.unwrap().experiment, storage.key()), (filed("moved"), "new".to_owned()));
    let shown = found.run.expect("the run on the page").restore().expect("sound");
    assert_eq!((shown.phase, shown.history.count()), (Phase::Interrupted, 2));
    let checkpoint = Checkpoint { epoch: 2, state: b"checkpoint".to_vec() };
    assert_eq!(storage.checkpoint(), Some(checkpoint.clone()));
    assert_eq!(now(storage.read_file("a.csv")), Some(b"data".to_vec()));
    assert_eq!(now(storage.read_file(&weights_name("k0001"))), Some(b"weights".to_vec()));
    let heads = now(storage.read_heads()).expect("nothing else was opened");
    let numbers: Vec<_> = heads.iter().map(|(key, head)| (key.as_str(), head.number)).collect();
    assert_eq!(numbers, [("k0000", 1), ("k0001", 2)]);

    // A later visit finds the same, and the one before is as it was.
    drop(storage);
    let storage = tab(&fake, "other", "unused");
    let again = open(&storage, "new");
    assert_eq!(again.run.expect("its run").restore(), Some(shown));
    assert_eq!(storage.checkpoint(), Some(checkpoint));
    assert_eq!(storage.run(), "k0000");
    assert!(fake.value(Store::Experiments, "before").is_some());
}

#[test]
fn a_run_that_goes_on_leaves_no_weights_behind_that_it_had_on_its_way() {
    let fake = Fake::default();
    let storage = tab(&fake, "before", "unused");
    let mut parts = parts();
    parts[1] = Some(b"weights of epoch 2".to_vec());
    let new = NewExperiment::new(opened(), parts, "new".to_owned(), "k");
    let added = now(storage.add(new, 1.0)).expect("it can be opened");
    storage.open(added.ready).expect("nothing else was asked for");
    // It ends behind epoch 2, and its checkpoint is dropped.
    assert!(storage.checkpoint().is_some());
    assert_eq!(now(storage.read_file(&weights_name("k0000"))), None);
}

#[test]
fn an_archive_that_no_page_saved_shows_its_last_run() {
    let with = |change: fn(&mut OpenedArchive)| {
        let mut opened = opened();
        opened.archive.runs[0].on_page = false;
        change(&mut opened);
        NewExperiment::<Vec<u8>>::new(opened, Vec::new(), "new".to_owned(), "k").on_page
    };
    assert_eq!(with(|_| ()), "k0001");
    assert_eq!(with(|opened| opened.archive.experiment.seed += 1), "", "it is another's");
    assert_eq!(with(|opened| opened.archive.runs.clear()), "");
    // What damaged parts or too few of them leave is a run that cannot go on.
    let mut damaged = opened();
    damaged.epochs = Vec::new();
    let new = NewExperiment::new(damaged, parts(), "new".to_owned(), "k");
    assert_eq!((new.on_page.as_str(), new.checkpoint), ("k0000", None));
}

#[test]
fn where_there_is_no_room_it_is_there_until_the_tab_closes() {
    let fake = Fake::default();
    let storage = tab(&fake, "before", "unused");
    let said = Rc::new(RefCell::new(Vec::new()));
    let hear = Rc::clone(&said);
    storage.on_error(move |error| hear.borrow_mut().push(error.to_string()));
    fake.set_full(true);
    let added = now(storage.add(new(), 2.0)).expect("it can be opened");
    assert!(!added.is_stored);
    assert_eq!(said.borrow().len(), 1, "once: {said:?}");
    let found = storage.open(added.ready).expect("nothing else was asked for");
    assert!(found.run.is_some() && found.kept.is_some());
    assert!(storage.checkpoint().is_some());

    assert!(now(Storage::<Fake>::new(None).add(new(), 2.0)).is_none(), "nothing is kept there");
}

#[test]
fn another_experiment_that_was_asked_for_meanwhile_stays() {
    let fake = Fake::default();
    let storage = tab(&fake, "before", "unused");
    let added = now(storage.add(new(), 2.0)).expect("it can be opened");
    let later = now(storage.add(NewExperiment { key: "later".to_owned(), ..new() }, 3.0));
    assert!(storage.open(added.ready).is_none());
    assert!(storage.open(later.expect("it can be opened").ready).is_some());
    assert_eq!(storage.key(), "later");
}

#[test]
fn runs_leave_with_known_or_stored_figures_the_oldest_first() {
    let fake = Fake::default();
    let storage = tab(&fake, "one", "unused");
    let mut list = RunList::default();
    for (number, key) in [(1, "k1"), (2, "k2"), (3, "k3"), (4, "k4")] {
        list.put(key, head_of(number, &trained(number)));
    }
    store_run(&storage, "k1", 1, &trained(1));
    store_run(&storage, "k4", 4, &trained(4));
    storage.set_run("k2".to_owned());
    let listed: Vec<ListedRun> = list.listed("k2");
    // Of the third there is only the head.
    let known = |key: &str| (key == "k2").then(|| trained(7));
    let leaving = now(storage.runs_to_archive(listed, known, &no_link)).expect("it is open still");
    let found: Vec<_> = leaving
        .iter()
        .map(|(key, run)| (key.as_str(), run.number, run.history.count(), run.on_page))
        .collect();
    assert_eq!(found, [("k1", 1, 1, false), ("k2", 2, 7, true), ("k4", 4, 4, false)]);
}

/// Weights that came along go with their run.
#[test]
fn a_purged_run_leaves_no_weights() {
    let fake = Fake::default();
    let storage = tab(&fake, "before", "unused");
    let added = now(storage.add(new(), 2.0)).expect("it can be opened");
    storage.open(added.ready).expect("nothing else was asked for");
    let key = format!("new/{}", weights_name("k0001"));
    assert_eq!(fake.value(Store::Files, &key), Some(Value::File(b"weights".to_vec())));
    let mut list = RunList::default();
    list.take_in(now(storage.read_heads()).expect("it is open"));
    list.delete("k0001", 0.0);
    now(storage.purge_runs(&mut list, 2.0 * super::HOUR_MS));
    assert_eq!(fake.value(Store::Files, &key), None);
}
