//! Two tabs with one experiment: the second goes on with a copy.

use descent::workspace::run_record::RunHead;
use descent::workspace::storage::Storage;
use descent::workspace::storage::database::{Checkpoint, Store, Value};
use descent::workspace::storage::experiments::{Found, Present};
use descent::workspace::undo::UndoStack;

use super::fake::{Fake, now, waits};
use super::{experiment, head_of, store, store_run, tab, titles, trained};

/// A tab with an experiment that has a run, a file and a checkpoint.
fn first_tab(fake: &Fake) -> Storage<Fake> {
    let first = tab(fake, "first", "unused");
    store_run(&first, "run", 1, &trained(3));
    first.set_run("run".to_owned());
    now(first.store_file("mine.csv".to_owned(), b"of the first".to_vec()));
    now(first.store_checkpoint(Checkpoint { epoch: 2, state: b"state".to_vec() }));
    assert_eq!(store(&first, "Wine", 1.0).as_deref(), Some("first"));
    first
}

#[test]
fn the_second_tab_goes_on_with_a_copy_that_has_runs_and_file_once() {
    let fake = Fake::default();
    let first = first_tab(&fake);
    let second = tab(&fake, "first", "copy");
    assert_eq!((first.key(), second.key()), ("first".to_owned(), "copy".to_owned()));
    // Before anything of it is stored, it has what it is a copy of.
    assert_eq!(now(second.read_file("mine.csv")), Some(b"of the first".to_vec()));
    assert_eq!(now(second.read_heads()).map(|heads| heads.len()), Some(1));
    assert_eq!(fake.all(Store::Experiments), ["first"]);

    for _ in 0..3 {
        assert_eq!(store(&second, "Wine, changed", 2.0).as_deref(), Some("copy"));
    }
    assert_eq!(fake.all(Store::Runs), ["copy/run", "copy/~run", "first/run", "first/~run"]);
    for (store, key) in [
        (Store::Runs, "copy/run"),
        (Store::Runs, "copy/~run"),
        (Store::Files, "copy/mine.csv"),
        (Store::Checkpoints, "copy/run"),
    ] {
        assert_eq!(fake.times_put(store, key), 1, "{key}");
    }
    assert_eq!(titles(&second), ["Wine, changed", "Wine"]);
    assert_eq!(titles(&first), ["Wine, changed", "Wine"]);

    drop(first);
    assert!(!fake.is_locked("first"), "a tab that goes gives its experiment free");
}

#[test]
fn what_is_stored_twice_at_the_same_time_is_copied_once() {
    let fake = Fake::default();
    let _first = first_tab(&fake);
    let second = tab(&fake, "first", "copy");
    fake.hold("first/");
    let undo = UndoStack::default();
    let experiment = experiment("Wine");
    let present = Present { experiment: &experiment, undo: &undo, has_curves: true, now_ms: 3.0 };
    let one = waits(second.store_experiment(&present));
    // The other needs no answer about the first: the copy is under way.
    assert_eq!(now(second.store_experiment(&present)).as_deref(), Some("copy"));
    fake.release("first/");
    assert_eq!(now(one).as_deref(), Some("copy"));
    assert_eq!(fake.times_put(Store::Runs, "copy/run"), 1);
    assert_eq!(fake.times_put(Store::Files, "copy/mine.csv"), 1);
}

#[test]
fn its_own_file_goes_before_that_of_the_experiment_it_is_a_copy_of() {
    let fake = Fake::default();
    let _first = first_tab(&fake);
    let second = tab(&fake, "first", "copy");
    now(second.store_file("mine.csv".to_owned(), b"of the second".to_vec()));
    assert_eq!(now(second.read_file("mine.csv")), Some(b"of the second".to_vec()));
    store(&second, "Wine", 2.0);
    assert_eq!(now(second.read_file("mine.csv")), Some(b"of the second".to_vec()));
    let file = fake.value(Store::Files, "first/mine.csv");
    assert_eq!(file, Some(Value::File(b"of the first".to_vec())), "the other tab's stays");
    // The runs come along all the same.
    assert_eq!(fake.times_put(Store::Runs, "copy/run"), 1);
}

#[test]
fn a_file_chosen_while_the_copy_is_under_way_stays() {
    let fake = Fake::default();
    let _first = first_tab(&fake);
    let second = tab(&fake, "first", "copy");
    fake.hold("first/mine.csv");
    let undo = UndoStack::default();
    let experiment = experiment("Wine");
    let present = Present { experiment: &experiment, undo: &undo, has_curves: true, now_ms: 3.0 };
    let copying = waits(second.store_experiment(&present));
    now(second.store_file("mine.csv".to_owned(), b"of the second".to_vec()));
    fake.release("first/mine.csv");
    now(copying);
    let file = fake.value(Store::Files, "copy/mine.csv");
    assert_eq!(file, Some(Value::File(b"of the second".to_vec())));
}

#[test]
fn a_run_renamed_in_the_copy_keeps_its_name() {
    let fake = Fake::default();
    let _first = first_tab(&fake);
    let second = tab(&fake, "first", "copy");
    let mut head = head_of(1, &trained(3));
    "renamed".clone_into(&mut head.name);
    assert!(now(second.store_head("run", &head)));
    let names = |heads: Vec<(String, RunHead)>| {
        heads.into_iter().map(|(_, head)| head.name).collect::<Vec<_>>()
    };
    assert_eq!(now(second.read_heads()).map(names), Some(vec!["renamed".to_owned()]));
    store(&second, "Wine", 2.0);
    assert_eq!(now(second.read_heads()).map(names), Some(vec!["renamed".to_owned()]));
}

#[test]
fn a_file_chosen_before_the_tab_knows_waits_and_overwrites_nothing() {
    let fake = Fake::default();
    let _first = first_tab(&fake);
    let second = Storage::new(Some(fake.clone()));
    second.begin(Found::new("first".to_owned()), true);
    fake.hold("lock first");
    let claim = {
        let second = second.clone();
        waits(async move { second.claim("copy".to_owned()).await })
    };
    now(second.store_file("mine.csv".to_owned(), b"of the second".to_vec()));
    assert_eq!(now(second.read_file("mine.csv")), Some(b"of the second".to_vec()));
    let of_first = || fake.value(Store::Files, "first/mine.csv");
    assert_eq!(of_first(), Some(Value::File(b"of the first".to_vec())));
    fake.release("lock first");
    assert!(now(claim));
    assert_eq!(of_first(), Some(Value::File(b"of the first".to_vec())));
    let own = fake.value(Store::Files, "copy/mine.csv");
    assert_eq!(own, Some(Value::File(b"of the second".to_vec())));
}
