//! Answers that come too late change nothing.

use descent::workspace::run_list::RunList;
use descent::workspace::storage::Storage;
use descent::workspace::storage::database::Store;
use descent::workspace::storage::experiments::Found;

use super::fake::{Fake, now, waits};
use super::{head_of, no_link, open, put_into_list, store, store_run, tab, trained};

/// A future that owns what it asks.
fn asks<T: 'static>(
    storage: &Storage<Fake>,
    ask: impl AsyncFnOnce(&Storage<Fake>) -> T + 'static,
) -> std::pin::Pin<Box<dyn Future<Output = T>>> {
    let storage = storage.clone();
    waits(async move { ask(&storage).await })
}

#[test]
fn the_runs_of_an_experiment_that_was_left_are_not_those_of_the_next() {
    let fake = Fake::default();
    put_into_list(&fake, "two", "Two", 2.0);
    let storage = tab(&fake, "one", "unused");
    store_run(&storage, "run", 1, &trained(3));
    fake.hold("one/~");
    let heads = asks(&storage, async |storage| storage.read_heads().await);
    open(&storage, "two");
    fake.release("one/~");
    assert_eq!(now(heads), None);
    assert_eq!(now(storage.read_heads()), Some(Vec::new()));
}

#[test]
fn a_run_that_began_meanwhile_is_known_better() {
    let fake = Fake::default();
    let storage = tab(&fake, "one", "unused");
    store_run(&storage, "old", 1, &trained(3));
    fake.hold("one/~");
    let heads = asks(&storage, async |storage| storage.read_heads().await);
    let mut list = RunList::default();
    let newer = trained(7);
    list.put("old", head_of(1, &newer));
    list.put("run", head_of(2, &newer));
    fake.release("one/~");
    list.take_in(now(heads).expect("the same experiment"));
    let epochs = |key| list.get(key).map(|head| head.epochs);
    assert_eq!((epochs("old"), epochs("run")), (Some(7), Some(7)));
}

#[test]
fn a_file_of_the_same_name_is_not_taken_for_that_of_the_next_experiment() {
    let fake = Fake::default();
    put_into_list(&fake, "two", "Two", 2.0);
    let storage = tab(&fake, "one", "unused");
    now(storage.store_file("mine.csv".to_owned(), b"of one".to_vec()));
    fake.hold("one/mine.csv");
    let file = asks(&storage, async |storage| storage.read_file("mine.csv").await);
    open(&storage, "two");
    fake.release("one/mine.csv");
    assert_eq!(now(file), None);
    // Going on with a copy is no other experiment.
    let second = Storage::new(Some(fake.clone()));
    second.begin(Found::new("two".to_owned()), true);
    now(storage.store_file("mine.csv".to_owned(), b"of two".to_vec()));
    fake.hold("two/mine.csv");
    let file = asks(&second, async |storage| storage.read_file("mine.csv").await);
    assert!(now(second.claim("copy".to_owned())));
    fake.release("two/mine.csv");
    assert_eq!(now(file), Some(b"of two".to_vec()));
}

#[test]
fn of_two_experiments_asked_for_the_last_is_opened() {
    let fake = Fake::default();
    put_into_list(&fake, "two", "Two", 2.0);
    put_into_list(&fake, "three", "Three", 3.0);
    let storage = tab(&fake, "one", "unused");
    let record = now(storage.read_record("two")).expect("in the list");
    fake.hold("lock two");
    let two = asks(&storage, async move |storage| {
        storage.ready("two".to_owned(), record, &no_link).await
    });
    open(&storage, "three");
    fake.release("lock two");
    assert!(now(two).expect("no other tab has it").is_none());
    assert_eq!(storage.key(), "three");
    assert!(!fake.is_locked("two"), "it is given free again");

    // Ready, but another one was asked for while the one on the page was stored.
    let record = now(storage.read_record("two")).expect("in the list");
    let two = now(storage.ready("two".to_owned(), record, &no_link)).expect("free");
    put_into_list(&fake, "four", "Four", 4.0);
    open(&storage, "four");
    assert!(storage.open(two.expect("the last one asked for")).is_none());
    assert_eq!(storage.key(), "four");
    assert!(!fake.is_locked("two"));
}

#[test]
fn a_lock_that_is_granted_after_another_experiment_was_opened_is_given_free() {
    let fake = Fake::default();
    put_into_list(&fake, "two", "Two", 2.0);
    let storage = Storage::new(Some(fake.clone()));
    storage.begin(Found::new("one".to_owned()), false);
    fake.hold("lock one");
    let claim = asks(&storage, async |storage| storage.claim("copy".to_owned()).await);
    open(&storage, "two");
    fake.release("lock one");
    assert!(!now(claim));
    assert!(storage.key() == "two" && storage.is_own());
    assert!(!fake.is_locked("one") && fake.is_locked("two"));
}

#[test]
fn the_experiment_is_stored_as_it_was_when_that_was_asked_for() {
    let fake = Fake::default();
    put_into_list(&fake, "two", "Two", 2.0);
    let storage = tab(&fake, "one", "unused");
    storage.set_run("run".to_owned());
    let run = trained(3);
    let figures = storage.store_figures("run", &run);
    open(&storage, "two");
    assert!(now(figures));
    assert_eq!(fake.all(Store::Runs), ["one/run"], "under the key of the experiment it belongs to");
    assert_eq!(store(&storage, "Two", 3.0).as_deref(), Some("two"));
}
