//! The data sets that come with the page.

use std::collections::BTreeMap;

use descent::config::{ReadingConfig, TableSchema, Task};
use descent::data::{gallery, import};

use crate::support::committed;

const ATTRIBUTIONS: &str = include_str!("../../../assets/datasets/ATTRIBUTION.md");

fn schema(set: &gallery::GallerySet) -> TableSchema {
    import(gallery::bytes(set), &ReadingConfig::default()).unwrap().table.schema().clone()
}

#[test]
fn every_set_is_what_its_entry_says() {
    for set in &gallery::SETS {
        let id = set.id;
        assert_eq!(set.file, format!("{id}.csv"));
        assert_eq!(gallery::bytes(set).len(), set.bytes, "{id}");
        let schema = schema(set);
        assert_eq!((schema.rows, schema.columns.len()), (set.rows, set.columns), "{id}");
        let target = schema.column(set.target).unwrap();
        assert!(target.allows(set.task) && target.missing == 0, "{id}");
        for name in set.ignored {
            assert!(schema.column(name).is_some() && *name != set.target, "{id}: {name}");
        }
        let experiment = gallery::experiment(set);
        assert_eq!((experiment.data.target.as_str(), experiment.data.task), (set.target, set.task));
        assert_eq!(experiment.data.ignored, set.ignored, "{id}");
        experiment.check(&schema).unwrap();
    }
}

#[test]
fn a_task_that_words_do_not_say_is_in_the_entry() {
    let unlike_proposed: Vec<_> = gallery::SETS
        .iter()
        .filter(|set| schema(set).column(set.target).unwrap().suggested_task() != set.task)
        .map(|set| (set.id, set.task))
        .collect();
    // Its ten digits are numbers.
    assert_eq!(unlike_proposed, [("digits", Task::MulticlassClassification)]);
}

#[test]
fn every_card_fits_into_its_lines() {
    for set in &gallery::SETS {
        for line in [set.title, set.one_line, set.lesson, set.licence] {
            assert!((1..=75).contains(&line.chars().count()), "{}: {line}", set.id);
            assert!(!line.ends_with('.'), "{}: {line}", set.id);
        }
    }
}

/// Sources and licence of each set, one text each, from `ATTRIBUTION.md`.
fn attributions() -> BTreeMap<&'static str, String> {
    let sections = ATTRIBUTIONS.split("\n## ").skip(1).map(|section| {
        let (heading, text) = section.split_once('\n').unwrap();
        let set = gallery::SETS
            .iter()
            .find(|set| heading == format!("{} (`{}`)", set.title, set.file))
            .unwrap_or_else(|| panic!("no set is called {heading}"));
        (set.id, text.split_whitespace().collect::<Vec<_>>().join(" "))
    });
    sections.collect()
}

#[test]
fn every_set_is_attributed() {
    let attributions = attributions();
    for set in &gallery::SETS {
        let text = &attributions[set.id];
        let licence = text.split_once("Licence: ").unwrap().1;
        assert!(licence.contains(set.licence), "{}: {licence}", set.id);
    }
}

/// The page fetches them when a card's source is opened: `make gallery` writes them anew.
#[test]
fn the_page_has_the_same_attributions() {
    let json = serde_json::to_string_pretty(&attributions()).unwrap();
    committed("assets/datasets/attribution.json", &format!("{json}\n"));
    for (id, text) in attributions() {
        assert_eq!(gallery::attribution(id), Some(text));
    }
    assert_eq!(gallery::attribution("none"), None);
}

#[test]
fn sets_are_found_by_id() {
    assert_eq!(gallery::find("iris").map(|set| set.title), Some("Iris"));
    assert_eq!(gallery::find("Iris"), None);
    assert_eq!(gallery::SETS[0].id, "red-wine", "what a first visit opens with");
}
