//! What differs between two experiments, against their JSON compared leaf by leaf.

use std::collections::{BTreeMap, BTreeSet};

use descent::config::diff::{DiffScope, Difference};
use descent::config::{
    Activation, AdagradConfig, AdamConfig, AdamWConfig, CategoryEncoding, ClassWeights, Clipping,
    ColumnConfig, ColumnType, CosineDecay, DataSource, DatePart, Delimiter, DenseConfig,
    ExperimentConfig, ExponentialDecay, Imputer, Initializer, LayerConfig, LayerKind, Loss, Metric,
    Monitor, MonitorMode, Optimizer, PaintedPoint, ReduceOnPlateau, RmsPropConfig, Scaling,
    Schedule, SgdConfig, Shape, SplitMethod, SyntheticConfig, Task, diff,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{activation, batch_norm, dense, dropout, experiment};

/// An edit of one field, with a value picked by a number.
pub type Edit = fn(&mut ExperimentConfig, usize);

fn pick<T: Clone>(all: &[T], which: usize) -> T {
    all[which % all.len()].clone()
}

fn number(which: usize) -> f64 {
    pick(&[0.0, 0.001, 0.3, 1.0, 2.5], which)
}

fn layer(e: &mut ExperimentConfig, kind: LayerKind, which: usize) -> Option<&mut LayerConfig> {
    let found: Vec<_> = e.network.layers.iter_mut().filter(|l| l.kind() == kind).collect();
    let count = found.len().max(1);
    found.into_iter().nth(which / 7 % count)
}

fn of_dense(e: &mut ExperimentConfig, which: usize, change: impl FnOnce(&mut DenseConfig)) {
    if let Some(LayerConfig::Dense(dense)) = layer(e, LayerKind::Dense, which) {
        change(dense);
    }
}

fn column(e: &mut ExperimentConfig, which: usize) -> &mut ColumnConfig {
    let name = format!("x{}", which / 11 % 3);
    let columns = &mut e.data.preparation.columns;
    if columns.get(&name).is_none() {
        columns.insert(name.clone(), ColumnConfig::default());
    }
    columns.get_mut(&name).expect("it was put there")
}

const EDITS: [Edit; 50] = [
    |e, n| e.title = format!("title {n}"),
    |e, n| e.seed = n as u32 % 3,
    |e, n| e.data.source = DataSource::Gallery { id: format!("set{}", n % 2) },
    |e, n| {
        let columns = vec!["a".to_owned(), format!("b{}", n % 2)];
        e.data.source = DataSource::File { name: format!("{}.csv", n / 2 % 2), columns };
    },
    |e, n| e.data.source = DataSource::Synthetic(SyntheticConfig::new(pick(&Shape::all(), n))),
    |e, n| {
        let points = vec![PaintedPoint { x: n as i16 % 3, y: 0, class: 0 }];
        let made = SyntheticConfig::new(Shape::Painted { points });
        e.data.source = DataSource::Synthetic(SyntheticConfig { rows: 10 + n as u32 % 2, ..made });
    },
    |e, n| pick(&["y", "z"], n).clone_into(&mut e.data.target),
    |e, n| e.data.task = pick(&Task::ALL, n),
    |e, n| e.data.ignored = (0..n % 6).map(|i| format!("x{i}")).collect(),
    |e, n| e.data.validation_percent = 20 + n as u32 % 3,
    |e, n| e.data.scaling = pick(&Scaling::ALL, n),
    |e, n| e.data.reading.delimiter = pick(&[None, Some(Delimiter::Tab)], n),
    |e, n| e.data.reading.header = pick(&[None, Some(true), Some(false)], n),
    |e, n| e.data.reading.missing = vec!["?".to_owned(); n % 6],
    |e, n| e.data.reading.usual_markers_are_words = n % 2 == 0,
    |e, n| {
        e.data.reading.types.insert(format!("x{}", n % 3), pick(&ColumnType::CHOICES, n));
    },
    |e, n| e.data.reading.sample_every = pick(&[None, Some(2), Some(9)], n),
    |e, n| {
        let grouped = SplitMethod::Grouped { column: format!("g{}", n % 2) };
        e.data.split.method = pick(&[SplitMethod::Shuffled, SplitMethod::InOrder, grouped], n);
    },
    |e, n| e.data.split.stratify = n % 2 == 0,
    |e, n| e.data.split.test_percent = n as u32 % 3,
    |e, n| e.data.split.training_rows = pick(&[None, Some(9), Some(90)], n),
    |e, n| e.data.split.seed = pick(&[None, Some(1), Some(2)], n),
    |e, n| e.data.preparation.imputer = pick(&Imputer::ALL, n),
    |e, n| e.data.preparation.imputer = Imputer::Constant { value: number(n) },
    |e, n| e.data.preparation.encoding = pick(&CategoryEncoding::ALL, n),
    |e, n| e.data.preparation.rare_percent = number(n),
    |e, n| e.data.preparation.target_scaling = pick(&Scaling::ALL, n),
    |e, n| column(e, n).imputer = Some(pick(&Imputer::ALL, n)),
    |e, n| column(e, n).scaling = Some(pick(&Scaling::ALL, n)),
    |e, n| column(e, n).encoding = Some(pick(&CategoryEncoding::ALL, n)),
    |e, n| column(e, n).clip_percent = number(n),
    |e, n| column(e, n).log = n % 2 == 0,
    |e, n| column(e, n).dates = vec![pick(&DatePart::ALL, n)],
    |e, n| e.network.output_activation = pick(&[None, Some(Activation::Tanh)], n),
    |e, n| e.training.loss = pick(&[Loss::LogCosh, Loss::HUBER, Loss::Huber { delta: 2.0 }], n),
    |e, n| {
        let sgd = Optimizer::Sgd(SgdConfig { momentum: number(n), nesterov: n % 2 == 0 });
        let adam_w =
            Optimizer::AdamW(AdamWConfig { weight_decay: number(n), ..AdamWConfig::DEFAULT });
        let adam = AdamConfig { beta_1: number(n), beta_2: number(n / 2), epsilon: 1e-3 };
        let rms_prop = Optimizer::RmsProp(RmsPropConfig { rho: number(n), epsilon: 1e-3 });
        let adagrad = AdagradConfig { initial_accumulator_value: number(n), epsilon: 1e-3 };
        let (adagrad, adam) = (Optimizer::Adagrad(adagrad), Optimizer::Adam(adam));
        let all = [Optimizer::ADAM, sgd, adam_w, sgd, adam, Optimizer::NADAM, rms_prop, adagrad];
        e.training.optimizer = pick(&all, n / 3);
    },
    |e, n| {
        let clippings = [Clipping::None, Clipping::Norm(number(n)), Clipping::Value(number(n))];
        e.training.clipping = pick(&clippings, n / 5);
    },
    |e, n| e.training.learning_rate = number(n),
    |e, n| {
        let exponential = ExponentialDecay { staircase: n % 2 == 0, ..Default::default() };
        let cosine = CosineDecay { alpha: number(n), ..Default::default() };
        let plateau = ReduceOnPlateau { patience: n as u32 % 3, ..Default::default() };
        e.training.schedule = pick(
            &[
                Schedule::Constant,
                Schedule::ExponentialDecay(exponential),
                Schedule::CosineDecay(cosine),
                Schedule::ReduceOnPlateau(plateau),
            ],
            n / 3,
        );
    },
    |e, n| (e.training.batch_size, e.training.epochs) = (n as u32 % 3 + 1, n as u32 % 2 + 1),
    |e, n| e.training.shuffle = n % 2 == 0,
    |e, n| {
        let given = ClassWeights::Given(vec![1.0, number(n)]);
        e.training.class_weights = pick(&[ClassWeights::None, ClassWeights::Balanced, given], n);
    },
    |e, n| e.training.metrics = vec![Metric::R2; n % 2],
    |e, n| e.training.threshold = pick(&[None, Some(0.3)], n),
    |e, n| e.training.early_stopping = n % 2 == 0,
    |e, n| {
        let stopping = &mut e.training.stopping;
        stopping.monitor = pick(&[Monitor::Loss, Monitor::ValMetric(Metric::R2)], n);
        stopping.mode = pick(&[MonitorMode::Auto, MonitorMode::Max], n / 2);
        stopping.baseline = pick(&[None, Some(1.0)], n / 4);
        stopping.restore_best_weights = n % 3 == 0;
    },
    |e, n| of_dense(e, n, |dense| dense.units = n as u32 % 5 + 1),
    |e, n| {
        of_dense(e, n, |dense| {
            dense.activation = pick(&Activation::ALL, n);
            dense.kernel_initializer = pick(&Initializer::ALL, n);
            dense.kernel_regularizer.l2 = number(n);
            dense.use_bias = n % 2 == 0;
        });
    },
    |e, n| {
        if let Some(LayerConfig::Dropout(dropout)) = layer(e, LayerKind::Dropout, n) {
            (dropout.rate, dropout.seed) = (number(n), pick(&[None, Some(1)], n));
        }
    },
    |e, n| {
        if let Some(LayerConfig::BatchNormalization(norm)) = layer(e, LayerKind::BatchNorm, n) {
            (norm.momentum, norm.center) = (number(n), n % 2 == 0);
        }
    },
];

fn any_layer() -> impl Strategy<Value = LayerConfig> {
    prop_oneof![
        (1..4_u32).prop_map(|units| dense(units, Activation::Relu)),
        (0..4_usize).prop_map(|n| dropout(number(n))),
        (0..12_usize).prop_map(|n| activation(pick(&Activation::ALL, n))),
        Just(batch_norm(0.9)),
    ]
}

/// Edits of fields, and of the chain: which, where, what.
fn edits(most: usize) -> impl Strategy<Value = Vec<(usize, usize, LayerConfig)>> {
    prop::collection::vec((0..EDITS.len() + 12, 0..10_000_usize, any_layer()), 0..most)
}

fn edit(e: &mut ExperimentConfig, edits: Vec<(usize, usize, LayerConfig)>) {
    for (which, n, layer) in edits {
        match EDITS.get(which) {
            Some(edit) => edit(e, n),
            None if which % 3 == 0 => drop(e.network.remove(n % 5)),
            None => drop(e.network.insert(n % 5, layer)),
        }
    }
}

/// A small experiment to change.
pub fn base() -> ExperimentConfig {
    experiment(Task::Regression, 2, vec![dense(8, Activation::Relu), dropout(0.2)])
}

fn leaves(value: &Value, path: &str, to: &mut BTreeMap<String, Value>) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            for (name, field) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                leaves(field, &format!("{path}{dot}{name}"), to);
            }
        }
        _ => drop(to.insert(path.to_owned(), value.clone())),
    }
}

fn leaves_of(value: &Value) -> BTreeMap<String, Value> {
    let mut all = BTreeMap::new();
    leaves(value, "", &mut all);
    all
}

/// The paths whose values are not the same, or which are in one only.
fn differing(a: &Value, b: &Value) -> BTreeSet<String> {
    let (a, b) = (leaves_of(a), leaves_of(b));
    a.keys().chain(b.keys()).filter(|path| a.get(*path) != b.get(*path)).cloned().collect()
}

/// The experiment's JSON without title and blocks, with a default where only the other
/// experiment says something about a column.
fn plain(one: &ExperimentConfig, other: &ExperimentConfig) -> Value {
    let mut one = one.clone();
    one.title.clear();
    one.network.layers.clear();
    for name in other.data.preparation.columns.keys() {
        if one.data.preparation.columns.get(name).is_none() {
            one.data.preparation.columns.insert(name.clone(), ColumnConfig::default());
        }
    }
    let mut value = serde_json::to_value(&one).expect("plain data");
    // With Keras's defaults it is written as its word.
    let optimizer = &mut value["training"]["optimizer"];
    if let Some(word) = optimizer.as_str().map(str::to_owned) {
        *optimizer = match one.training.optimizer {
            Optimizer::RmsProp(own) => json!({ word: own }),
            Optimizer::Adagrad(own) => json!({ word: own }),
            other => json!({ word: other.adam() }),
        };
    }
    for name in other.data.reading.types.keys() {
        if one.data.reading.types.get(name).is_none() {
            value["data"]["reading"]["types"][name] = Value::Null;
        }
    }
    // A map that is empty in one only is no leaf of its own.
    for map in [["reading", "types"], ["preparation", "columns"]] {
        let parent = value["data"][map[0]].as_object_mut().expect("a struct");
        if parent[map[1]].as_object().is_some_and(serde_json::Map::is_empty) {
            parent.remove(map[1]);
        }
    }
    value
}

fn covers(change: &str, leaf: &str) -> bool {
    leaf.strip_prefix(change).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Every leaf that differs is named once, and every name is of one that does.
fn exact(told: &[&str], differing: &BTreeSet<String>) -> Result<(), String> {
    for leaf in differing {
        let times = told.iter().filter(|change| covers(change, leaf)).count();
        if times != 1 {
            return Err(format!("{leaf} is told {times} times: {told:?}"));
        }
    }
    match told.iter().find(|change| !differing.iter().any(|leaf| covers(change, leaf))) {
        Some(change) => Err(format!("{change} is told and does not differ")),
        None => Ok(()),
    }
}

fn check(a: &ExperimentConfig, b: &ExperimentConfig) -> Result<(), String> {
    let found = diff(a, b);
    let settings = found.iter().filter(|one| one.scope == DiffScope::Experiment);
    let told: Vec<_> = settings.map(|one| one.path.as_str()).collect();
    exact(&told, &differing(&plain(a, b), &plain(b, a)))?;
    check_blocks(a, b, &found)?;
    for one in &found {
        let sentence = one.change.sentence();
        if sentence.is_empty() || one.short.is_empty() || one.change.from != one.change.to {
            continue;
        }
        if !one.change.from.is_empty() {
            return Err(format!("\"{sentence}\" says nothing"));
        }
    }
    Ok(())
}

/// Blocks that are neither added nor removed are the same ones in order, and of each the
/// settings are told as they differ.
fn check_blocks(
    a: &ExperimentConfig,
    b: &ExperimentConfig,
    found: &[Difference],
) -> Result<(), String> {
    let (mut removed, mut added) = (BTreeSet::new(), BTreeSet::new());
    let mut told = BTreeMap::<(usize, usize), Vec<&str>>::new();
    for one in found {
        match one.scope {
            DiffScope::Experiment => {}
            DiffScope::Block { before: Some(before), after: Some(after) } => {
                told.entry((before, after)).or_default().push(&one.path);
            }
            DiffScope::Block { before, after } => {
                removed.extend(before);
                added.extend(after);
            }
        }
    }
    let left = |count: usize, out: &BTreeSet<usize>| {
        (0..count).filter(|at| !out.contains(at)).collect::<Vec<_>>()
    };
    let before = left(a.network.layers.len(), &removed);
    let after = left(b.network.layers.len(), &added);
    if before.len() != after.len() {
        return Err(format!("{before:?} cannot be {after:?}"));
    }
    for pair in before.into_iter().zip(after) {
        let value = |layer: &LayerConfig| serde_json::to_value(layer).expect("plain data");
        let (old, new) = (&a.network.layers[pair.0], &b.network.layers[pair.1]);
        if old.kind() != new.kind() {
            return Err(format!("{old:?} is not {new:?}"));
        }
        exact(&told.remove(&pair).unwrap_or_default(), &differing(&value(old), &value(new)))?;
    }
    if told.is_empty() { Ok(()) } else { Err(format!("{told:?} are no pairs")) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_diff_names_exactly_what_differs(first in edits(30), second in edits(12)) {
        let mut a = base();
        edit(&mut a, first);
        let mut b = a.clone();
        edit(&mut b, second);
        prop_assert_eq!(check(&a, &b), Ok(()));
        prop_assert_eq!(check(&b, &a), Ok(()));
        prop_assert_eq!(diff(&a, &a), Vec::new());
    }

    /// One block more or less is one difference, and so is one changed setting of a block.
    #[test]
    fn a_block_more_is_one_difference(first in edits(30), at in 0..9_usize, layer in any_layer()) {
        let mut a = base();
        edit(&mut a, first);
        let mut b = a.clone();
        prop_assume!(b.network.insert(at, layer).is_some());
        prop_assert_eq!(diff(&a, &b).len(), 1);
        prop_assert_eq!(diff(&b, &a).len(), 1);
        let mut c = a.clone();
        of_dense(&mut c, at * 7, |dense| dense.units += 1);
        prop_assert_eq!(diff(&a, &c).len(), usize::from(a != c));
    }
}
