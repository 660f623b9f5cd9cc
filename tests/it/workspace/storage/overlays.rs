//! What is drawn with the run on the page, while the list changes under it.

use descent::workspace::run_list::{ListedRun, Overlay, RunList};
use descent::workspace::storage::Storage;
use descent::workspace::storage::overlays::Figures;

use super::fake::{Fake, now, waits};
use super::{head_of, no_link, open, put_into_list, store_run, tab, trained};

fn shown(list: &RunList) -> Vec<Vec<ListedRun>> {
    list.shown().into_iter().map(|runs| runs.into_iter().cloned().collect()).collect()
}

fn nothing(_: &str) -> Option<Figures> {
    None
}

fn reads(
    storage: &Storage<Fake>,
    list: &RunList,
) -> impl Future<Output = Option<Vec<Overlay>>> + 'static {
    let (storage, shown) = (storage.clone(), shown(list));
    async move { storage.read_overlays(shown, nothing, &no_link).await }
}

fn keys(overlays: Option<Vec<Overlay>>) -> Option<Vec<String>> {
    let keys = |overlay: Overlay| overlay.runs.into_iter().map(|run| run.key);
    overlays.map(|all| all.into_iter().flat_map(keys).collect())
}

/// Two runs that are stored and shown.
fn two_runs(fake: &Fake) -> (Storage<Fake>, RunList) {
    let storage = tab(fake, "one", "unused");
    let mut list = RunList::default();
    for (key, number, epochs) in [("a", 1, 3), ("b", 2, 5)] {
        let run = trained(epochs);
        store_run(&storage, key, number, &run);
        list.put(key, head_of(number, &run));
        assert!(list.pin(key));
    }
    (storage, list)
}

#[test]
fn figures_are_read_or_taken_from_what_is_known() {
    let fake = Fake::default();
    let (storage, list) = two_runs(&fake);
    let overlays = now(reads(&storage, &list)).expect("the last time it was asked for");
    let drawn: Vec<_> = overlays.iter().map(|one| (one.name.as_str(), one.count())).collect();
    assert_eq!(drawn, [("run 2", 5), ("run 1", 3)]);

    // What is known is not asked for again.
    fake.hold("one/");
    let known = |_: &str| Some((Vec::new(), trained(9).history));
    let overlays = now(storage.read_overlays(shown(&list), known, &no_link));
    assert_eq!(overlays.map(|all| all.iter().map(Overlay::count).collect()), Some(vec![9, 9]));
}

#[test]
fn a_run_deleted_while_its_figures_are_read_is_not_drawn() {
    let fake = Fake::default();
    let (storage, mut list) = two_runs(&fake);
    fake.hold("one/b");
    let first = waits(reads(&storage, &list));
    list.delete("b", 1.0);
    // As after every change of the list.
    let second = now(reads(&storage, &list));
    fake.release("one/b");
    assert_eq!(keys(second), Some(vec!["a".to_owned()]));
    assert_eq!(keys(now(first)), None, "the deleted run's figures come too late");
}

#[test]
fn of_two_answers_the_last_question_counts() {
    let fake = Fake::default();
    let (storage, list) = two_runs(&fake);
    let mut less = list.clone();
    less.unpin("b");
    fake.hold("one/a");
    let first = waits(reads(&storage, &less));
    let second = waits(reads(&storage, &list));
    fake.release("one/a");
    assert_eq!(keys(now(second)), Some(vec!["b".to_owned(), "a".to_owned()]));
    assert_eq!(keys(now(first)), None, "fewer runs do not take the place of more");
}

#[test]
fn overlays_of_an_experiment_that_was_left_are_not_drawn() {
    let fake = Fake::default();
    let (storage, list) = two_runs(&fake);
    put_into_list(&fake, "two", "Two", 2.0);
    fake.hold("one/a");
    let late = waits(reads(&storage, &list));
    open(&storage, "two");
    fake.release("one/a");
    assert_eq!(keys(now(late)), None);
}
