//! Undo: which values it walks, and what it says it undoes.

use descent::config::{
    DataSource, DenseConfig, DropoutConfig, ExperimentConfig, LayerConfig, TableSchema,
};
use descent::workspace::undo::{SettingChange, Step, UndoStack, switched};
use proptest::prelude::*;

fn back(undo: &mut UndoStack<i32>, present: i32) -> Option<(i32, String)> {
    undo.undo(present).map(|(value, change)| (value, change.sentence()))
}

#[test]
fn undo_and_redo_walk_the_same_values() {
    let mut undo = UndoStack::default();
    undo.record(1, &2, "one", None);
    undo.record(2, &3, "two", None);
    assert_eq!(undo.undoes().map(SettingChange::sentence).as_deref(), Some("two"));
    assert_eq!(back(&mut undo, 3), Some((2, "two".to_owned())));
    assert_eq!(undo.redoes().map(SettingChange::sentence).as_deref(), Some("two"));
    assert_eq!(back(&mut undo, 2), Some((1, "one".to_owned())));
    assert_eq!(back(&mut undo, 1), None);
    assert_eq!(undo.redo(1).map(|(value, change)| (value, change.name)), Some((2, "one".into())));
    assert_eq!(undo.redo(2).map(|(value, change)| (value, change.name)), Some((3, "two".into())));
    assert_eq!(undo.redoes(), None);
}

#[test]
fn what_no_value_tells_is_a_step_too() {
    let mut undo = UndoStack::default();
    undo.record(1, &2, set("Rate", 1, 2), Some("rate"));
    undo.record(2, &2, "mine.safetensors opened", None);
    undo.record(2, &3, set("Rate", 2, 3), Some("rate"));
    assert_eq!(back(&mut undo, 3), Some((2, "Rate 2 to 3".to_owned())));
    assert_eq!(back(&mut undo, 2), Some((2, "mine.safetensors opened".to_owned())));
    assert_eq!(undo.undoes(), Some(&set("Rate", 1, 2)));
    assert_eq!(undo.redo(2).map(|(value, _)| value), Some(2));
}

fn set(name: &str, from: i32, to: i32) -> SettingChange {
    SettingChange { name: name.to_owned(), from: from.to_string(), to: to.to_string() }
}

#[test]
fn a_drag_of_a_slider_is_one_step() {
    let mut undo = UndoStack::default();
    for value in 1..=9 {
        undo.record(value, &(value + 1), set("Rate", value, value + 1), Some("rate"));
    }
    undo.record(10, &11, set("Units", 10, 11), Some("units"));
    assert_eq!(back(&mut undo, 11), Some((10, "Units 10 to 11".to_owned())));
    assert_eq!(back(&mut undo, 10), Some((1, "Rate 1 to 10".to_owned())));
    undo.record(1, &2, set("Rate", 1, 2), Some("rate"));
    assert_eq!(undo.redoes(), None, "a change after undo forgets what was undone");
}

#[test]
fn a_slider_back_where_it_began_is_no_step() {
    let mut undo = UndoStack::default();
    undo.record(0, &1, set("Units", 0, 1), Some("units"));
    undo.record(1, &5, set("Rate", 1, 5), Some("rate"));
    undo.record(5, &1, set("Rate", 5, 1), Some("rate"));
    assert_eq!(undo.undoes(), Some(&set("Units", 0, 1)));
    undo.record(1, &7, set("Rate", 1, 7), Some("rate"));
    assert_eq!(back(&mut undo, 7), Some((1, "Rate 1 to 7".to_owned())));
}

fn experiment(layers: Vec<LayerConfig>) -> ExperimentConfig {
    let source = DataSource::Gallery { id: "iris".to_owned() };
    let mut experiment = ExperimentConfig::propose("Iris", source, &TableSchema::default());
    experiment.network.layers = layers;
    experiment
}

fn dropout(rate: f64) -> LayerConfig {
    LayerConfig::Dropout(DropoutConfig { rate, ..DropoutConfig::default() })
}

fn rate_of(experiment: &ExperimentConfig) -> String {
    match experiment.network.layers.last() {
        Some(LayerConfig::Dropout(dropout)) => dropout.rate.to_string(),
        _ => "none".to_owned(),
    }
}

#[test]
fn words() {
    let dense = || LayerConfig::Dense(DenseConfig::default());
    let before = experiment(vec![dense(), dropout(0.2)]);
    let after = experiment(vec![dense(), dropout(0.3)]);
    let said = |step: Step| step.change(&before, &after).sentence();
    assert_eq!(said(Step::of("Rate", rate_of)), "Dropout rate 0.2 to 0.3");
    assert_eq!(said(Step::of("L2", rate_of)), "Dropout L2 0.2 to 0.3");
    assert_eq!(said(Step::of("Dropout seed", rate_of)), "Dropout seed 0.2 to 0.3");
    assert_eq!(said("Dense removed".into()), "Dense removed");

    let mut other = after.clone();
    other.training.early_stopping = !after.training.early_stopping;
    let step = Step::of("Early stopping", |e| switched(e.training.early_stopping));
    assert_eq!(step.change(&after, &other).sentence(), "Early stopping off");
    other.seed = 7;
    let step = Step::of("Seed", |e| e.seed.to_string());
    assert_eq!(step.change(&after, &other).sentence(), format!("Seed {} to 7", after.seed));

    // A chain of another length: the step is about the chain, not about a block.
    let step = Step::of("Units", rate_of);
    assert_eq!(step.change(&before, &experiment(Vec::new())).sentence(), "Units 0.2 to none");
}

proptest! {
    /// Whatever is edited, undo goes back to the first value, redo to the last.
    #[test]
    fn all_the_way_back_and_forth(edits in prop::collection::vec((0..5_i32, 0..3_usize), 0..60)) {
        const GROUPS: [Option<&str>; 3] = [None, Some("rate"), Some("units")];
        let mut undo = UndoStack::default();
        let mut present = 0;
        for (value, group) in edits {
            if value != present {
                undo.record(present, &value, "Value", GROUPS[group]);
                present = value;
            }
        }
        let mut walked = present;
        while let Some((value, _)) = undo.undo(walked) {
            prop_assert_ne!(value, walked, "a step changes something");
            walked = value;
        }
        prop_assert_eq!(walked, 0);
        while let Some((value, _)) = undo.redo(walked) {
            walked = value;
        }
        prop_assert_eq!(walked, present);
    }
}
