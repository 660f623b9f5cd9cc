//! Whatever the user does in whatever order, the network can run, and undo leads back.

use std::ops::Range;

use descent::config::{
    ConfigError, ExperimentConfig, LayerConfig, LayerKind, Loss, TableSchema, Task,
};
use descent::data::Part;
use descent::nn::losses::loss_input;
use descent::nn::{Float, Matrix, Mode, Network};
use descent::train::{BatchRows, Learner};
use descent::worker::codec;
use descent::workspace::undo::UndoStack;
use proptest::prelude::*;

use super::edit_tables::{CHOICES, NUMBERS, schema_of};
use crate::support::random_matrix;
use crate::support::{proposed, wine_schema as wine};

#[derive(Debug, Clone)]
enum Edit {
    Insert(usize, LayerKind),
    Remove(usize),
    Move(Range<usize>, usize),
    RemoveRange(Range<usize>),
    Duplicate(Range<usize>),
    /// A row of [`NUMBERS`], the block it is of, and where from its least to its most.
    Number(usize, usize, f64),
    /// A row of [`CHOICES`], the block it is of, and which one.
    Choice(usize, usize, usize),
    Undo,
    Redo,
}

fn range() -> impl Strategy<Value = Range<usize>> {
    (0..35_usize, 0..6_usize).prop_map(|(start, length)| start..start + length)
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let kind = prop::sample::select(LayerKind::ALL.to_vec());
    // Both ends, everything between, and above all small numbers.
    let share = prop_oneof![6 => 0.0..0.2_f64, 1 => Just(0.0), 1 => Just(1.0), 2 => 0.0..1.0_f64];
    let (number, choice) = (0..NUMBERS.len(), 0..CHOICES.len());
    let edit = prop_oneof![
        6 => (0..40_usize, kind).prop_map(|(slot, kind)| Edit::Insert(slot, kind)),
        2 => (0..40_usize).prop_map(Edit::Remove),
        3 => (range(), 0..40_usize).prop_map(|(range, slot)| Edit::Move(range, slot)),
        1 => range().prop_map(Edit::RemoveRange),
        2 => range().prop_map(Edit::Duplicate),
        8 => (number, 0..40_usize, share).prop_map(|(row, at, share)| Edit::Number(row, at, share)),
        8 => (choice, 0..40_usize, 0..60_usize).prop_map(|(row, at, pick)| Edit::Choice(row, at, pick)),
        3 => Just(Edit::Undo),
        2 => Just(Edit::Redo),
    ];
    prop::collection::vec(edit, 0..90)
}

fn apply(edit: &Edit, experiment: &mut ExperimentConfig, undo: &mut UndoStack<ExperimentConfig>) {
    let before = experiment.clone();
    match edit {
        Edit::Insert(slot, kind) => {
            experiment.network.insert(*slot, LayerConfig::new(*kind));
        }
        Edit::Remove(index) => {
            experiment.network.remove(*index);
        }
        Edit::Move(range, slot) => {
            experiment.network.move_range(range.clone(), *slot);
        }
        Edit::RemoveRange(range) => {
            experiment.network.remove_range(range.clone());
        }
        Edit::Duplicate(range) => {
            experiment.network.duplicate(range.clone());
        }
        Edit::Number(row, at, share) => {
            let (limit, set) = NUMBERS[*row];
            let number = limit.min + share.powi(3) * (limit.max - limit.min);
            set(experiment, *at, if limit.whole { number.round() } else { number });
        }
        Edit::Choice(row, at, which) => CHOICES[*row](experiment, *at, *which),
        Edit::Undo => {
            if let Some((past, _)) = undo.undo(before) {
                *experiment = past;
            }
            return;
        }
        Edit::Redo => {
            if let Some((future, _)) = undo.redo(before) {
                *experiment = future;
            }
            return;
        }
    }
    if *experiment != before {
        undo.record(before, experiment, "Edited", None);
    }
}

/// What only a table or a tab can forbid, and what the page says in a sentence while the
/// network stands as it is.
fn may_be_asked_for(problem: &ConfigError) -> bool {
    matches!(
        problem,
        ConfigError::TooManyParameters { .. }
            | ConfigError::NoFeatures
            | ConfigError::NothingToTrainOn { .. }
    )
}

/// Larger ones are checked, not run, for time.
const MAX_PARAMETERS_RUN: u64 = 300_000;

/// One step of training and one prediction; whether it was run.
fn run(experiment: &ExperimentConfig, schema: &TableSchema) -> bool {
    let (inputs, output) = (experiment.inputs(schema), experiment.output(schema));
    let parameters = experiment.network.parameters(inputs as u64, output);
    if inputs == 0 || parameters > MAX_PARAMETERS_RUN {
        return false;
    }
    let (loss, rows) = (experiment.training.loss, 3);
    let outputs = output.units as usize;
    let targets = match (experiment.data.task, loss) {
        (Task::MulticlassClassification, Loss::SparseCategoricalCrossentropy) => {
            Matrix::from_fn(rows, 1, |row, _| (row % outputs) as Float)
        }
        (Task::MulticlassClassification, _) => {
            Matrix::from_fn(
                rows,
                outputs,
                |row, class| {
                    if row % outputs == class { 1.0 } else { 0.0 }
                },
            )
        }
        (Task::BinaryClassification, _) => Matrix::from_fn(rows, 1, |row, _| (row % 2) as Float),
        (Task::Regression, _) => random_matrix(rows, 1, 3),
    };
    let part = Part { inputs: random_matrix(rows, inputs, 2), targets };
    let raw = loss_input(loss, output.activation);
    let network = Network::new(&experiment.network, inputs, output, raw, experiment.seed);
    let built = network.variables().map(|(_, numbers)| numbers.len());
    assert_eq!(built.sum::<usize>() as u64, parameters);
    let mut learner = Learner::new(&experiment.training, network, vec![0.5; rows]);
    learner.step(&part, BatchRows::All, experiment.training.learning_rate);
    let said = learner.network_mut().forward(part.inputs.view(), Mode::Inference);
    assert_eq!((said.rows(), said.cols()), (rows, outputs));
    true
}

proptest! {
    #[test]
    fn any_edit_sequence_leaves_a_runnable_network(edits in edits()) {
        let start = proposed(&wine());
        let (mut experiment, mut undo) = (start.clone(), UndoStack::default());
        for edit in &edits {
            apply(edit, &mut experiment, &mut undo);
            prop_assert!(experiment.network.check().is_empty(), "{edit:?}");
            let problems = experiment.check(&schema_of(&experiment)).err().unwrap_or_default();
            prop_assert!(problems.iter().all(may_be_asked_for), "{edit:?}: {problems:?}");
        }
        run(&experiment, &schema_of(&experiment));

        let end = codec::encode(&experiment);
        let mut steps = 0;
        while let Some((before, _)) = undo.undo(experiment.clone()) {
            experiment = before;
            steps += 1;
        }
        prop_assert_eq!(codec::encode(&experiment), codec::encode(&start));
        for _ in 0..steps {
            experiment = undo.redo(experiment.clone()).expect("what was undone").0;
        }
        prop_assert_eq!(codec::encode(&experiment), end);
    }
}

/// The property says something: most sequences end in a network that is run.
#[test]
fn most_edit_sequences_end_in_a_network_that_is_run() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let strategy = edits();
    let run = (0..100)
        .filter(|_| {
            let edits = strategy.new_tree(&mut runner).expect("a sequence").current();
            let (mut experiment, mut undo) = (proposed(&wine()), UndoStack::default());
            for edit in &edits {
                apply(edit, &mut experiment, &mut undo);
            }
            run(&experiment, &schema_of(&experiment))
        })
        .count();
    assert!(run >= 80, "{run} of 100");
}
