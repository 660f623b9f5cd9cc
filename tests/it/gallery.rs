//! The data sets that come with the page.

use descent::config::{DataSource, ExperimentConfig, Task};
use descent::data::{gallery, import};

#[test]
fn every_set_is_what_its_entry_says() {
    let expected = [
        ("red-wine", 1599, 12, "quality", Task::Regression),
        ("concrete", 1030, 9, "compressive_strength", Task::Regression),
        ("ionosphere", 351, 35, "Class", Task::BinaryClassification),
        ("iris", 150, 5, "species", Task::MulticlassClassification),
    ];
    assert_eq!(gallery::SETS.len(), expected.len());
    for (set, (id, rows, columns, target, task)) in gallery::SETS.iter().zip(expected) {
        assert_eq!((set.id, set.rows, set.columns), (id, rows, columns));
        assert_eq!((set.target, set.task), (target, task), "{id}");
        let bytes = gallery::bytes(set);
        assert_eq!(bytes.len(), set.bytes, "{id}");
        let import = import(bytes).unwrap();
        assert_eq!(import.warnings, [], "{id}");
        let schema = import.table.schema();
        assert_eq!((schema.rows, schema.columns.len()), (rows, columns), "{id}");
        assert!(schema.columns.iter().all(|column| column.missing == 0), "{id}");
        let source = DataSource::Gallery { id: id.to_owned() };
        let proposed = ExperimentConfig::propose(set.title, source, schema);
        assert_eq!((proposed.data.target.as_str(), proposed.data.task), (target, task), "{id}");
        proposed.check(schema).unwrap();
    }
}

#[test]
fn every_set_is_attributed() {
    let attributions = include_str!("../../assets/datasets/ATTRIBUTION.md");
    for set in &gallery::SETS {
        assert!(attributions.contains(set.attribution), "{}", set.id);
        assert!(
            attributions.contains(set.file) && attributions.contains(set.licence),
            "{}",
            set.id
        );
    }
}

#[test]
fn sets_are_found_by_id() {
    assert_eq!(gallery::find("iris").map(|set| set.title), Some("Iris"));
    assert_eq!(gallery::find("Iris"), None);
}
