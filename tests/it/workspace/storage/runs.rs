//! The runs of an experiment: stored, listed, deleted and restored, limited.

use descent::workspace::run_list::{MAX_RUNS, RunList};
use descent::workspace::run_record::RunHead;
use descent::workspace::storage::database::{Store, Value};
use descent::workspace::storage::experiments::Found;
use descent::workspace::storage::runs::experiment_of;
use descent::workspace::storage::{Storage, StorageError};

use super::fake::{Fake, now};
use super::{HOUR_MS, MINUTE_MS, head_of, no_link, store, store_run, tab, titled_link, trained};

#[test]
fn heads_and_figures_are_ranges_of_their_own() {
    let fake = Fake::default();
    let storage = tab(&fake, "one", "unused");
    for number in 1..=3 {
        store_run(&storage, &format!("k{number}"), number, &trained(number));
    }
    let other = tab(&fake, "two", "unused");
    store_run(&other, "k9", 1, &trained(9));
    let heads = now(storage.read_heads()).expect("nothing else was opened");
    let found: Vec<_> = heads.iter().map(|(key, head)| (key.as_str(), head.epochs)).collect();
    assert_eq!(found, [("k1", 1), ("k2", 2), ("k3", 3)]);
    // The bytes are those that every version reads.
    let Some(Value::Bytes(head)) = fake.value(Store::Runs, "one/~k2") else { panic!("bytes") };
    assert_eq!(RunHead::read(&head).map(|head| head.number), Some(2));
}

#[test]
fn a_run_without_an_epoch_is_not_stored() {
    let fake = Fake::default();
    let storage = tab(&fake, "one", "unused");
    assert!(!now(storage.store_figures("run", &trained(0))));
    assert!(!now(storage.store_head("run", &head_of(1, &trained(0)))));
    assert!(!now(storage.store_figures("", &trained(3))), "a run that was reset has no key");
    assert!(fake.all(Store::Runs).is_empty());
}

#[test]
fn a_deleted_run_is_had_back_within_the_hour_and_purged_after_it() {
    let fake = Fake::default();
    let storage = tab(&fake, "one", "unused");
    let mut list = RunList::default();
    for key in ["gone", "kept"] {
        store_run(&storage, key, 1, &trained(2));
        list.put(key, head_of(1, &trained(2)));
    }
    list.delete("gone", 0.0);
    now(storage.store_head("gone", list.get("gone").expect("it is known")));
    now(storage.purge_runs(&mut list, HOUR_MS - MINUTE_MS));
    assert_eq!(fake.all(Store::Runs).len(), 4);
    list.restore("gone");
    now(storage.purge_runs(&mut list, HOUR_MS + MINUTE_MS));
    assert_eq!(list.listed("").len(), 2, "what is back is not purged");

    list.delete("gone", 0.0);
    now(storage.purge_runs(&mut list, HOUR_MS + MINUTE_MS));
    assert_eq!(fake.all(Store::Runs), ["one/kept", "one/~kept"]);
    assert_eq!(list.get("gone"), None);
}

#[test]
fn of_more_than_a_hundred_the_oldest_goes_from_list_and_database() {
    let fake = Fake::default();
    let storage = tab(&fake, "one", "unused");
    let mut list = RunList::default();
    let run = trained(1);
    for number in 1..=MAX_RUNS as u32 {
        let key = format!("k{number:03}");
        store_run(&storage, &key, number, &run);
        list.put(&key, head_of(number, &run));
    }
    assert!(list.pin("k001"), "one that is shown stays");
    now(storage.purge_runs(&mut list, 0.0));
    assert_eq!(list.listed("").len(), MAX_RUNS - 1);
    assert_eq!(fake.all(Store::Runs).len(), 2 * (MAX_RUNS - 1));
    assert!(fake.value(Store::Runs, "one/k001").is_some());
    assert!(fake.value(Store::Runs, "one/k002").is_none());
}

#[test]
fn a_tab_that_may_not_write_purges_its_list_alone() {
    let fake = Fake::default();
    let storage = tab(&fake, "one", "unused");
    store_run(&storage, "run", 1, &trained(2));
    store(&storage, "One", 1.0);
    let unclaimed = Storage::new(Some(fake.clone()));
    unclaimed.begin(Found::new("one".to_owned()), true);
    let mut list = RunList::default();
    list.put("run", head_of(1, &trained(2)));
    list.delete("run", 0.0);
    now(unclaimed.purge_runs(&mut list, 2.0 * HOUR_MS));
    assert_eq!((list.get("run"), fake.all(Store::Runs).len()), (None, 2));
}

#[test]
fn the_experiment_of_a_run_is_read_from_its_link_where_it_must() {
    let own = head_of(1, &trained(2));
    let found = now(experiment_of(&own, &no_link)).expect("this version wrote it");
    assert_eq!(found.title, "trained");
    let other = RunHead { packed: vec![0], link: "linked".to_owned(), ..own };
    let found = now(experiment_of(&other, &titled_link)).expect("the link has it");
    assert_eq!(found.title, "linked");
    let damaged = StorageError::Unreadable("This link is damaged.".to_owned());
    assert_eq!(now(experiment_of(&other, &no_link)), Err(damaged));
}
