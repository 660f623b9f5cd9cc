//! What differs between experiments, in words and as a table.

use descent::config::diff::{block_settings, run_name, settings, tabulate};
use descent::config::{
    Activation, Clipping, ColumnConfig, DataSource, ExperimentConfig, Optimizer, Scaling,
    SgdConfig, SplitMethod, diff,
};

use crate::config::diff::{Edit, base};
use crate::support::{batch_norm, dense, dropout};

fn sentences(change: impl FnOnce(&mut ExperimentConfig)) -> Vec<String> {
    let mut after = base();
    change(&mut after);
    diff(&base(), &after).iter().map(|one| one.change.sentence()).collect()
}

#[test]
fn differences_are_told_in_the_words_of_the_page() {
    let cases: [(&str, Edit); 17] = [
        ("Dropout rate 0.2 to 0.3", |e, _| e.network.layers[1] = dropout(0.3)),
        ("Dense units 8 to 512", |e, _| e.network.layers[0] = dense(512, Activation::Relu)),
        ("Dense 8 added after block 2", |e, _| e.network.layers.push(dense(8, Activation::Relu))),
        ("BatchNorm added at the start", |e, _| e.network.layers.insert(0, batch_norm(0.9))),
        ("Block 2 (Dropout 0.2) removed", |e, _| {
            e.network.layers.pop();
        }),
        ("Learning rate 0.05 to 0.01", |e, _| e.training.learning_rate = 0.01),
        ("Early stopping on", |e, _| e.training.early_stopping = true),
        ("Seed 44 to 2", |e, _| e.seed = 2),
        ("Optimizer SGD to Adam", |e, _| e.training.optimizer = Optimizer::ADAM),
        ("SGD momentum 0 to 0.9", |e, _| {
            e.training.optimizer = Optimizer::Sgd(SgdConfig { momentum: 0.9, nesterov: false });
        }),
        ("Clipping none to by norm (clip norm 2)", |e, _| {
            e.training.clipping = Clipping::Norm(2.0);
        }),
        ("Data test to a.csv", |e, _| {
            e.data.source = DataSource::File { name: "a.csv".to_owned(), columns: Vec::new() };
        }),
        ("Target y to z", |e, _| e.data.target = "z".to_owned()),
        ("Columns left out none to x1, x2", |e, _| {
            e.data.ignored = vec!["x1".to_owned(), "x2".to_owned()];
        }),
        ("Scaling None to Standard", |e, _| e.data.scaling = Scaling::Standard),
        ("Scaling of \"x1\" as all columns to Robust", |e, _| {
            let own = ColumnConfig { scaling: Some(Scaling::Robust), ..ColumnConfig::default() };
            e.data.preparation.columns.insert("x1".to_owned(), own);
        }),
        ("Split shuffled to grouped (groups who)", |e, _| {
            e.data.split.method = SplitMethod::Grouped { column: "who".to_owned() };
        }),
    ];
    for (words, edit) in cases {
        assert_eq!(sentences(|e| edit(e, 0)), [words]);
    }
    assert_eq!(sentences(|e| e.title = "Another".to_owned()), [""; 0]);
    // Where there are several of a kind, its number says which.
    let mut a = base();
    a.network.layers.insert(1, dense(4, Activation::Relu));
    let mut b = a.clone();
    b.network.layers[1] = dense(5, Activation::Tanh);
    let told: Vec<_> = diff(&a, &b).iter().map(|one| one.change.sentence()).collect();
    assert_eq!(told, ["Block 2 (Dense) units 4 to 5", "Block 2 (Dense) activation relu to tanh"]);
    // Long lists are only counted, so that two of them may read the same.
    let many = |first: usize| (first..first + 5).map(|i| format!("x{i}")).collect::<Vec<_>>();
    (a.data.ignored, b.data.ignored) = (many(0), many(1));
    b.network = a.network.clone();
    let told: Vec<_> = diff(&a, &b).iter().map(|one| one.change.sentence()).collect();
    assert_eq!(told, ["Columns left out changed"]);
}

#[test]
fn runs_are_called_after_what_changed() {
    let name = |change: fn(&mut ExperimentConfig)| {
        let mut after = base();
        change(&mut after);
        run_name(&diff(&base(), &after))
    };
    assert_eq!(name(|e| e.title.clear()), "again");
    assert_eq!(name(|e| e.network.layers[1] = dropout(0.3)), "dropout 0.3");
    assert_eq!(name(|e| e.network.layers.insert(0, dropout(0.4))), "dropout 0.4");
    assert_eq!(
        name(|e| {
            e.network.layers.pop();
        }),
        "no dropout 0.2"
    );
    assert_eq!(name(|e| e.network.layers[0] = dense(64, Activation::Relu)), "64 units");
    assert_eq!(name(|e| e.training.learning_rate = 0.0003), "lr 0.0003");
    assert_eq!(name(|e| e.training.early_stopping = true), "early stopping on");
    let both = |e: &mut ExperimentConfig| (e.seed, e.training.learning_rate) = (1, 0.1);
    assert_eq!(name(both), "lr 0.1, seed 1");
    let more = name(|e| (e.seed, e.training.epochs, e.training.batch_size) = (1, 2, 3));
    assert_eq!(more, "batch size 3, epochs 2 and 1 more");
}

#[test]
fn settings_that_differ_are_columns() {
    let mut faster = base();
    faster.training.learning_rate = 0.1;
    let mut wider = base();
    wider.network.layers[0] = dense(64, Activation::Relu);
    wider.training.optimizer = Optimizer::ADAM;
    let table = tabulate(&[&base(), &faster, &wider]);
    assert_eq!(table.names, ["Block 1 (Dense) units", "Optimizer", "Learning rate"]);
    assert_eq!(table.rows, [["8", "SGD", "0.05"], ["8", "SGD", "0.1"], ["64", "Adam", "0.05"]]);
    // Numbers by size, words by letter.
    assert_eq!(table.ranks, [[0.0, 1.0, 0.0], [0.0, 1.0, 1.0], [1.0, 0.0, 0.0]]);
    // Other blocks: the chains whole.
    let mut deeper = base();
    deeper.network.layers.push(batch_norm(0.9));
    let table = tabulate(&[&base(), &deeper]);
    assert_eq!(table.names, ["Blocks"]);
    assert_eq!(table.rows, [["Dense 8 · Dropout 0.2"], ["Dense 8 · Dropout 0.2 · BatchNorm"]]);
    assert_eq!(tabulate(&[]).names.len() + tabulate(&[&base(), &base()]).names.len(), 0);
}

#[test]
fn settings_are_listed_with_what_is_unusual() {
    let mut experiment = ExperimentConfig::default();
    experiment.training.optimizer = Optimizer::Sgd(SgdConfig { momentum: 0.9, nesterov: false });
    experiment.data.split.method = SplitMethod::Grouped { column: "who".to_owned() };
    let listed = settings(&experiment);
    let unusual: Vec<_> = listed
        .iter()
        .filter(|one| !one.is_default)
        .map(|one| format!("{} {}", one.name, one.words))
        .collect();
    assert_eq!(unusual, ["Split grouped", "Groups who", "Optimizer SGD", "SGD momentum 0.9"]);
    assert!(listed.iter().any(|one| one.path == "training.epochs" && one.is_default));
    assert!(settings(&ExperimentConfig::default()).iter().all(|one| one.is_default));

    let (headline, listed) = block_settings(&dense(8, Activation::Tanh));
    assert_eq!(headline, "Dense 8");
    let unusual: Vec<_> = listed.iter().filter(|one| !one.is_default).collect();
    assert!(unusual.iter().any(|one| one.words == "tanh"), "{unusual:?}");
    let usual = block_settings(&batch_norm(0.99)).1;
    assert!(usual.iter().all(|one| one.is_default), "{usual:?}");
}
