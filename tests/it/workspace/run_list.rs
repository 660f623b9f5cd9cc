//! The list of runs: order, names, colours, deleting and having back.

use descent::config::{DataSource, ExperimentConfig, Loss, TableSchema};
use descent::workspace::packing::pack;
use descent::workspace::run_list::{
    Item, MAX_RUNS, MAX_SHOWN, RunList, is_comparable, items, order,
};
use descent::workspace::run_record::RunHead;

fn head(number: u32) -> RunHead {
    RunHead { number, epochs: 10, ..RunHead::default() }
}

fn list(runs: u32) -> RunList {
    let mut list = RunList::default();
    for number in 1..=runs {
        list.put(&format!("k{number:03}"), head(number));
    }
    list
}

fn keys(list: &RunList, on_page: &str) -> Vec<String> {
    list.listed(on_page).into_iter().map(|run| run.key).collect()
}

#[test]
fn the_latest_comes_first() {
    let mut list = RunList::default();
    for key in ["k2", "k1", "k4", "k3"] {
        list.put(key, head(1));
    }
    assert_eq!(keys(&list, ""), ["k4", "k3", "k2", "k1"]);
    assert_eq!(keys(&list, "k2"), ["k2", "k4", "k3", "k1"], "that on the page");
    list.put("k3", RunHead { epochs: 0, ..head(1) });
    assert_eq!(keys(&list, ""), ["k4", "k2", "k1"], "without an epoch there is nothing to see");
    assert_eq!(list.before("k4").map(|run| &*run.key), Some("k2"));
    assert_eq!(list.before("k1"), None);
    list.delete("k2", 1.0);
    assert_eq!(list.before("k4").map(|run| &*run.key), Some("k1"));
}

#[test]
fn runs_are_named_after_what_changed() {
    let mut list = list(2);
    assert_eq!((list.next_number(), head(2).title()), (3, "run 2".to_owned()));
    list.get_mut("k002").expect("it is there").called = "dropout 0.3".to_owned();
    let title = |list: &RunList| list.get("k002").map(RunHead::title);
    assert_eq!(title(&list).as_deref(), Some("run 2 · dropout 0.3"));
    list.rename("k002", "  with dropout ");
    assert_eq!(title(&list).as_deref(), Some("with dropout"));
    list.rename("k002", " ");
    assert_eq!(title(&list).as_deref(), Some("run 2 · dropout 0.3"));
    list.delete("k002", 0.0);
    assert_eq!(list.next_number(), 3, "a number is not given twice while it can come back");
}

#[test]
fn colours_stay_and_come_free() {
    let mut list = list(10);
    let color = |list: &RunList, key: &str| list.get(key).and_then(|head| head.color);
    for number in 1..=MAX_SHOWN {
        assert!(list.pin(&format!("k{number:03}")));
        assert!(list.pin(&format!("k{number:03}")), "it is shown already");
    }
    assert!(!list.pin("k009"), "all are taken");
    assert_eq!(list.pinned().len(), MAX_SHOWN);
    list.unpin("k003");
    assert_eq!(color(&list, "k004"), Some(3), "the others keep theirs");
    assert!(list.pin("k010"));
    assert_eq!(color(&list, "k010"), Some(2));
    assert_eq!(list.recolor("k010"), ["k010", "k004"]);
    assert_eq!((color(&list, "k010"), color(&list, "k004")), (Some(3), Some(2)));
    assert_eq!(list.recolor("k009"), [""; 0], "it is not shown");
}

#[test]
fn what_was_deleted_comes_back_as_it_was() {
    let mut list = list(3);
    list.pin("k002");
    list.rename("k002", "mine");
    let before = list.clone();
    list.delete("k002", 5.0);
    assert_eq!(keys(&list, ""), ["k003", "k001"]);
    assert!(list.pinned().is_empty());
    list.restore("k002");
    assert_eq!(list, before);
    list.delete("k002", 5.0);
    list.pin("k001");
    list.restore("k002");
    assert_eq!(list.get("k002").and_then(|head| head.color), None, "its colour was taken");
    list.delete("k001", 5.0);
    assert_eq!(list.purge(14.0, 10.0), [""; 0]);
    assert_eq!(list.purge(16.0, 10.0), ["k001"]);
    assert_eq!(list.get("k001"), None);
}

#[test]
fn the_oldest_that_is_not_shown_goes() {
    let mut list = list(MAX_RUNS as u32 + 2);
    list.pin("k001");
    assert_eq!(list.purge(0.0, 1.0), ["k002", "k003", "k004"], "with room for one more");
    assert_eq!(keys(&list, "").len(), MAX_RUNS - 1);
    assert!(list.purge(0.0, 1.0).is_empty());
}

/// A list of `count` runs, the first of them alone, the others together.
fn grouped(runs: u32, seed: impl Fn(u32) -> u32) -> RunList {
    let mut list = list(runs);
    for number in 2..=runs {
        let head = list.get_mut(&format!("k{number:03}")).expect("it is there");
        "together".clone_into(&mut head.group);
        head.seed = seed(number);
    }
    list
}

#[test]
fn runs_of_a_sweep_stand_together() {
    let found = items(grouped(4, |_| 42).listed("k001"));
    let sizes: Vec<_> = found.iter().map(|item| (item.key(), item.runs.len())).collect();
    assert_eq!(sizes, [("k001".to_owned(), 1), ("together".to_owned(), 3)]);
    assert!(!found.iter().any(Item::is_band), "one seed");
    let found = items(grouped(4, |number| number).listed("k001"));
    assert_eq!(found.iter().map(Item::is_band).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn a_band_has_one_colour() {
    let mut list = grouped(4, |number| number);
    let band: Vec<_> = (2..=4).map(|number| format!("k{number:03}")).collect();
    assert!(list.pin("k001"));
    assert!(list.pin_group(&band));
    let color = |list: &RunList, key: &str| list.get(key).and_then(|head| head.color);
    assert_eq!(band.iter().map(|key| color(&list, key)).collect::<Vec<_>>(), [Some(1); 3]);
    assert_eq!(list.shown().iter().map(Vec::len).collect::<Vec<_>>(), [3, 1]);
    list.recolor(&band[1]);
    assert_eq!(band.iter().map(|key| color(&list, key)).collect::<Vec<_>>(), [Some(2); 3]);
    list.recolor("k001");
    list.recolor("k001");
    assert_eq!((color(&list, "k001"), color(&list, &band[0])), (Some(2), Some(1)), "they swap");
    list.delete(&band[0], 1.0);
    list.restore(&band[0]);
    assert_eq!(color(&list, &band[0]), Some(1), "it is back in its band");
    assert!(!list.pin_group(&[]));
}

#[test]
fn rows_are_sorted_by_any_figure() {
    let figures = [Some(2.0), None, Some(1.0), Some(2.0), Some(-3.0)];
    assert_eq!(order(&figures, false), [4, 2, 0, 3, 1]);
    assert_eq!(order(&figures, true), [0, 3, 2, 4, 1]);
    assert_eq!(order(&[None, None], true), [0, 1]);
}

#[test]
fn runs_of_other_data_stand_apart() {
    let of = |id: &str, target: &str, change: fn(&mut ExperimentConfig)| {
        let source = DataSource::Gallery { id: id.to_owned() };
        let mut experiment = ExperimentConfig::propose("Wine", source, &TableSchema::default());
        target.clone_into(&mut experiment.data.target);
        change(&mut experiment);
        experiment
    };
    let base = of("red-wine", "quality", |_| {});
    let cases = [
        (of("red-wine", "quality", |e| (e.seed, e.data.validation_percent) = (9, 20)), true),
        (of("red-wine", "quality", |e| e.network.layers.clear()), true),
        (of("iris", "quality", |_| {}), false),
        (of("red-wine", "alcohol", |_| {}), false),
        (of("red-wine", "quality", |e| e.training.loss = Loss::MeanAbsoluteError), false),
    ];
    let mut list = RunList::default();
    for (number, (experiment, is_alike)) in (1..).zip(&cases) {
        assert_eq!(is_comparable(experiment, &base), *is_alike);
        let packed = pack(experiment);
        list.put(&format!("k{number}"), RunHead { packed, ..head(number) });
    }
    list.put("k9", RunHead { packed: vec![1, 2, 3], ..head(9) });
    assert_eq!(list.apart(&base), ["k5", "k4", "k3"], "what cannot be read is not judged");
}
