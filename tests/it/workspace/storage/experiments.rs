//! The list of experiments: found again, opened, renamed, copied, deleted and restored.

use descent::workspace::experiment_record::{KeptExperiment, Record};
use descent::workspace::storage::StorageError;
use descent::workspace::storage::database::{Checkpoint, Store};
use descent::workspace::storage::experiments::{Present, TabSession};
use descent::workspace::storage::{RETENTION_MS, Storage};
use descent::workspace::undo::UndoStack;

use super::fake::{Fake, now, waits};
use super::{
    HOUR_MS, MINUTE_MS, experiment, no_link, open, put_into_list, store, store_run, tab,
    titled_link, titles, trained,
};

#[test]
fn the_next_visit_finds_experiment_run_and_checkpoint() {
    let fake = Fake::default();
    let storage = tab(&fake, "one", "unused");
    storage.set_run("run".to_owned());
    storage.set_link("a link".to_owned());
    store_run(&storage, "run", 1, &trained(4));
    now(storage.store_checkpoint(Checkpoint { epoch: 4, state: b"state".to_vec() }));
    store(&storage, "Wine", 5.0);
    drop(storage);

    let next = Storage::new(Some(fake));
    let session = TabSession { last_key: "one".to_owned(), ..TabSession::default() };
    let found = now(next.find(session, &no_link));
    assert_eq!(found.kept.map(|kept| kept.experiment.title).as_deref(), Some("Wine"));
    assert_eq!(found.link, "a link");
    let run = found.run.expect("it has one");
    assert_eq!(run.key, "run");
    assert_eq!(run.restore().map(|run| run.history.count()), Some(4));
    assert_eq!(found.checkpoint, Some(Checkpoint { epoch: 4, state: b"state".to_vec() }));
}

#[test]
fn a_first_visit_stores_nothing_before_there_is_something() {
    let fake = Fake::default();
    let storage = tab(&fake, "one", "unused");
    let (experiment, undo) = (experiment("Iris"), UndoStack::default());
    let present =
        |has_curves| Present { experiment: &experiment, undo: &undo, has_curves, now_ms: 1.0 };
    assert_eq!(now(storage.store_experiment(&present(false))), None);
    assert!(fake.all(Store::Experiments).is_empty());
    assert_eq!(now(storage.store_experiment(&present(true))).as_deref(), Some("one"));
    assert_eq!(now(storage.store_experiment(&present(false))).as_deref(), Some("one"));
}

#[test]
fn a_rename_right_before_a_reload_is_there_after_it() {
    let fake = Fake::default();
    let storage = tab(&fake, "one", "unused");
    store_run(&storage, "run", 1, &trained(3));
    store(&storage, "Wine", 1.0);
    fake.hold("one");
    let mut head = super::head_of(1, &trained(3));
    "renamed".clone_into(&mut head.name);
    // Neither answer is heard: the page is gone.
    drop(waits(storage.store_head("run", &head)));
    let renamed = experiment("Red wine");
    let undo = UndoStack::default();
    let present = Present { experiment: &renamed, undo: &undo, has_curves: true, now_ms: 2.0 };
    drop(waits(storage.store_experiment(&present)));
    drop(storage);
    fake.release("one");

    let next = tab(&fake, "one", "unused");
    assert_eq!(titles(&next), ["Red wine"]);
    let heads = now(next.read_heads()).expect("nothing else was opened");
    assert_eq!(heads[0].1.title(), "renamed");
}

#[test]
fn what_the_tab_kept_goes_before_the_database_and_keeps_its_undo() {
    let fake = Fake::default();
    put_into_list(&fake, "one", "of the database", 1.0);
    let storage = Storage::new(Some(fake));
    let mut undo = UndoStack::default();
    undo.record(experiment("before"), &experiment("of the tab"), "Title", None);
    let session = |left| TabSession {
        key: Some("one".to_owned()),
        experiment: Some(experiment("of the tab")),
        left,
        ..TabSession::default()
    };
    let left = KeptExperiment { experiment: experiment("of the tab"), undo: undo.clone() };
    let found = now(storage.find(session(Some(left)), &no_link)).kept.expect("of the tab");
    assert_eq!((found.experiment.title.as_str(), found.undo), ("of the tab", undo));
    // Undo of another state than the one it stands in is of no use.
    let left = KeptExperiment { experiment: experiment("another"), undo: UndoStack::default() };
    let found = now(storage.find(session(Some(left)), &no_link)).kept.expect("of the tab");
    assert_eq!(found.undo, UndoStack::default());
}

#[test]
fn what_another_version_wrote_is_read_from_its_link() {
    let fake = Fake::default();
    let link = "from a link".to_owned();
    fake.put_record("one", &Record { name: "One".to_owned(), link, ..Record::default() });
    let storage = Storage::new(Some(fake.clone()));
    let session = TabSession { last_key: "one".to_owned(), ..TabSession::default() };
    let found = now(storage.find(session, &titled_link));
    assert_eq!(found.kept.map(|kept| kept.experiment.title).as_deref(), Some("from a link"));

    let storage = tab(&fake, "two", "unused");
    let record = now(storage.read_record("one")).expect("it is in the list");
    let outcome = now(storage.ready("one".to_owned(), record, &no_link)).map(|_| ());
    assert_eq!(outcome, Err(StorageError::Unreadable("This link is damaged.".to_owned())));
    assert_eq!(storage.key(), "two", "the one on the page stays");
    assert!(!fake.is_locked("one"));
}

#[test]
fn opening_gives_the_one_before_free() {
    let fake = Fake::default();
    put_into_list(&fake, "one", "One", 1.0);
    put_into_list(&fake, "two", "Two", 2.0);
    let storage = tab(&fake, "one", "unused");
    assert!(fake.is_locked("one") && !fake.is_locked("two"));
    let found = open(&storage, "two");
    assert_eq!(found.kept.map(|kept| kept.experiment.title).as_deref(), Some("Two"));
    assert!(!fake.is_locked("one") && fake.is_locked("two"));
    assert_eq!(storage.key(), "two");
}

#[test]
fn what_another_tab_has_is_not_opened_twice() {
    let fake = Fake::default();
    put_into_list(&fake, "one", "One", 1.0);
    let _other = tab(&fake, "one", "unused");
    let storage = tab(&fake, "two", "unused");
    let record = now(storage.read_record("one")).expect("it is in the list");
    let error = now(storage.ready("one".to_owned(), record, &no_link)).map(|_| ()).unwrap_err();
    let sentence = "One is open in another tab; go on there, or duplicate it.";
    assert_eq!(error.to_string(), sentence);
}

#[test]
fn the_list_has_the_latest_first_and_is_renamed_and_copied() {
    let fake = Fake::default();
    let storage = tab(&fake, "one", "unused");
    store_run(&storage, "run", 1, &trained(2));
    now(storage.store_file("mine.csv".to_owned(), b"rows".to_vec()));
    store(&storage, "One", 1.0);
    put_into_list(&fake, "two", "Two", 2.0);
    assert_eq!(titles(&storage), ["Two", "One"]);
    now(storage.rename("two", "Second".to_owned()));
    now(storage.duplicate("one", "three", 3.0));
    assert_eq!(titles(&storage), ["One (copy)", "Second", "One"]);
    assert_eq!(fake.all(Store::Runs), ["one/run", "one/~run", "three/run", "three/~run"]);
    assert_eq!(fake.all(Store::Files), ["one/mine.csv", "three/mine.csv"]);
}

#[test]
fn an_experiment_is_had_back_within_the_hour_and_gone_after_it() {
    assert_eq!(RETENTION_MS, HOUR_MS);
    let fake = Fake::default();
    let other = tab(&fake, "one", "unused");
    store_run(&other, "run", 1, &trained(2));
    now(other.store_file("mine.csv".to_owned(), b"rows".to_vec()));
    store(&other, "One", 1.0);
    drop(other);
    let storage = tab(&fake, "two", "unused");
    store(&storage, "Two", 2.0);

    now(storage.delete("one", 0.0));
    assert_eq!(titles(&storage), ["Two"]);
    now(storage.purge(HOUR_MS - MINUTE_MS));
    assert_eq!(now(storage.restore("one")).map(|record| record.name).as_deref(), Some("One"));
    assert_eq!(titles(&storage), ["Two", "One"]);
    now(storage.purge(HOUR_MS + MINUTE_MS));
    assert_eq!(titles(&storage), ["Two", "One"], "what is back is not purged");

    now(storage.delete("one", 0.0));
    now(storage.purge(HOUR_MS + MINUTE_MS));
    assert_eq!(now(storage.restore("one")), None);
    assert_eq!(fake.all(Store::Experiments), ["two"]);
    assert!(fake.all(Store::Runs).is_empty() && fake.all(Store::Files).is_empty());
}

#[test]
fn a_checkpoint_is_that_of_the_run_on_the_page_alone() {
    let fake = Fake::default();
    let storage = tab(&fake, "one", "unused");
    storage.set_run("first".to_owned());
    now(storage.store_checkpoint(Checkpoint { epoch: 2, state: b"2".to_vec() }));
    now(storage.store_checkpoint(Checkpoint { epoch: 4, state: b"4".to_vec() }));
    assert_eq!(storage.checkpoint().map(|checkpoint| checkpoint.epoch), Some(4));
    assert_eq!(fake.all(Store::Checkpoints), ["one/first"]);
    storage.set_run("second".to_owned());
    now(storage.drop_checkpoint());
    assert_eq!(storage.checkpoint(), None);
    assert!(fake.all(Store::Checkpoints).is_empty());
}
