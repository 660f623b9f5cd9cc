//! A browser without room, and one that refuses altogether.

use std::cell::RefCell;
use std::rc::Rc;

use descent::workspace::experiment_record::KeptRun;
use descent::workspace::storage::database::{Checkpoint, Store};
use descent::workspace::storage::experiments::TabSession;
use descent::workspace::storage::{Storage, StorageError};

use super::fake::{Fake, now};
use super::{experiment, head_of, no_link, open, put_into_list, store, store_run, tab, trained};

/// What the user hears.
fn hears(storage: &Storage<Fake>) -> Rc<RefCell<Vec<StorageError>>> {
    let heard = Rc::new(RefCell::new(Vec::new()));
    let all = Rc::clone(&heard);
    storage.on_error(move |error| all.borrow_mut().push(error.clone()));
    heard
}

#[test]
fn a_full_store_is_said_once_and_loses_nothing() {
    let fake = Fake::default();
    let storage = tab(&fake, "one", "unused");
    let heard = hears(&storage);
    fake.set_full(true);
    storage.set_run("run".to_owned());
    assert!(!now(storage.store_figures("run", &trained(3))));
    assert!(!now(storage.store_head("run", &head_of(1, &trained(3)))));
    assert_eq!(store(&storage, "Wine", 1.0), None);
    assert_eq!(store(&storage, "Wine", 2.0), None);
    now(storage.store_checkpoint(Checkpoint { epoch: 3, state: b"state".to_vec() }));
    assert_eq!(*heard.borrow(), [StorageError::Full]);
    assert!(StorageError::Full.to_string().starts_with("The browser has no room left"));
    // A dead worker's run still goes on.
    assert_eq!(storage.checkpoint().map(|checkpoint| checkpoint.epoch), Some(3));
    assert_eq!((storage.key().as_str(), storage.run().as_str()), ("one", "run"));

    fake.set_full(false);
    assert_eq!(store(&storage, "Wine", 3.0).as_deref(), Some("one"));
    store_run(&storage, "run", 1, &trained(4));
    fake.set_full(true);
    assert_eq!(store(&storage, "Wine", 4.0), None);
    assert_eq!(heard.borrow().len(), 1, "once is enough");
}

#[test]
fn a_copy_that_found_no_room_gets_its_parts_later() {
    let fake = Fake::default();
    let first = tab(&fake, "first", "unused");
    store_run(&first, "run", 1, &trained(3));
    now(first.store_file("mine.csv".to_owned(), b"rows".to_vec()));
    store(&first, "Wine", 1.0);
    let second = tab(&fake, "first", "copy");
    fake.set_full(true);
    assert_eq!(store(&second, "Wine", 2.0), None);
    assert_eq!(now(second.read_file("mine.csv")), Some(b"rows".to_vec()), "still of the first");
    fake.set_full(false);
    assert_eq!(store(&second, "Wine", 3.0).as_deref(), Some("copy"));
    assert_eq!(fake.times_put(Store::Files, "copy/mine.csv"), 1);
    assert_eq!(fake.times_put(Store::Runs, "copy/run"), 1);
}

#[test]
fn without_a_database_everything_is_nothing() {
    let storage = Storage::<Fake>::new(None);
    let heard = hears(&storage);
    assert!(!storage.is_available());
    let run = KeptRun::of(&trained(2), "run".to_owned());
    let session = TabSession {
        key: Some("one".to_owned()),
        experiment: Some(experiment("of the tab")),
        run: Some(run.clone()),
        ..TabSession::default()
    };
    let found = now(storage.find(session, &no_link));
    assert_eq!(found.kept.as_ref().map(|kept| kept.experiment.title.as_str()), Some("of the tab"));
    assert_eq!(found.run, Some(run));
    storage.begin(found, true);
    assert!(!now(storage.claim("copy".to_owned())));
    assert_eq!((storage.key().as_str(), storage.is_own()), ("one", false));
    assert_eq!(store(&storage, "Wine", 1.0), None);
    assert!(!now(storage.store_figures("run", &trained(3))));
    now(storage.store_file("mine.csv".to_owned(), b"rows".to_vec()));
    assert_eq!(now(storage.read_file("mine.csv")), None);
    now(storage.store_checkpoint(Checkpoint { epoch: 3, state: b"state".to_vec() }));
    assert!(storage.checkpoint().is_some(), "in memory, for a dead worker");
    assert_eq!(now(storage.read_heads()), None);
    assert!(now(storage.list()).is_empty());
    now(storage.delete("one", 1.0));
    assert_eq!(now(storage.restore("one")), None);
    now(storage.purge(1.0));
    assert!(heard.borrow().is_empty(), "it is said as the page opens");
}

#[test]
fn a_private_window_that_is_closed_and_opened_again_begins_anew() {
    let storage = Storage::<Fake>::new(None);
    let session = TabSession { last_key: "new".to_owned(), ..TabSession::default() };
    let found = now(storage.find(session, &no_link));
    assert_eq!((found.key.as_str(), found.kept, found.run), ("new", None, None));
}

#[test]
fn a_store_that_is_full_does_not_keep_others_from_being_opened() {
    let fake = Fake::default();
    put_into_list(&fake, "two", "Two", 2.0);
    let storage = tab(&fake, "one", "unused");
    fake.set_full(true);
    assert_eq!(store(&storage, "One", 1.0), None);
    open(&storage, "two");
    assert_eq!(storage.key(), "two");
}
