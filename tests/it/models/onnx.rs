//! ONNX models. What they say of every validation row is checked by onnxruntime in
//! `tests/export_check/check_onnx.py`; here, what is in them.

use std::fmt::Write;

use descent::config::{
    Activation, CheckedExperiment, DataSource, DenseConfig, ExperimentConfig, LayerConfig,
    LayerKind, Loss, ReadingConfig, Scaling, Task,
};
use descent::data::{Dataset, Table, gallery, import};
use descent::models::ModelError;
use descent::models::onnx::{self, OnnxModel};
use descent::train::Trainer;

/// A field of a message: its number, and its value.
enum Field<'bytes> {
    Number(u64),
    Bytes(&'bytes [u8]),
}

/// The fields of a message, by the rules of Protocol Buffers.
fn fields(mut bytes: &[u8]) -> Vec<(u64, Field<'_>)> {
    fn varint(bytes: &mut &[u8]) -> u64 {
        let (mut value, mut shift) = (0, 0);
        loop {
            let byte = bytes[0];
            *bytes = &bytes[1..];
            value |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                return value;
            }
        }
    }
    let mut fields = Vec::new();
    while !bytes.is_empty() {
        let head = varint(&mut bytes);
        let length = match head & 7 {
            0 => {
                fields.push((head >> 3, Field::Number(varint(&mut bytes))));
                continue;
            }
            2 => varint(&mut bytes) as usize,
            5 => 4,
            other => panic!("wire type {other}"),
        };
        fields.push((head >> 3, Field::Bytes(&bytes[..length])));
        bytes = &bytes[length..];
    }
    fields
}

fn parts(bytes: &[u8], number: u64) -> Vec<&[u8]> {
    let all = fields(bytes).into_iter();
    all.filter_map(|(at, field)| match field {
        Field::Bytes(bytes) if at == number => Some(bytes),
        _ => None,
    })
    .collect()
}

fn texts(bytes: &[u8], number: u64) -> Vec<String> {
    parts(bytes, number)
        .into_iter()
        .map(|text| String::from_utf8_lossy(text).into_owned())
        .collect()
}

fn graph(model: &OnnxModel) -> Vec<u8> {
    parts(&model.bytes, 7)[0].to_vec()
}

fn operators(model: &OnnxModel) -> Vec<String> {
    parts(&graph(model), 1).into_iter().flat_map(|node| texts(node, 4)).collect()
}

fn listed(model: &OnnxModel) -> String {
    let mut text = String::new();
    for set in parts(&model.bytes, 8) {
        for (number, field) in fields(set) {
            if let Field::Number(version) = field {
                let _ = writeln!(text, "operators {:?}: {version} ({number})", texts(set, 1));
            }
        }
    }
    let graph = graph(model);
    let _ = writeln!(text, "{}\n{}", texts(&graph, 2)[0], texts(&graph, 10)[0]);
    for (what, number) in [("in", 11), ("out", 12)] {
        for value in parts(&graph, number) {
            let _ = writeln!(text, "{what} {}: {}", texts(value, 1)[0], texts(value, 3)[0]);
        }
    }
    for node in parts(&graph, 1) {
        let attributes = parts(node, 5).into_iter().flat_map(|attribute| texts(attribute, 1));
        let attributes: Vec<_> = attributes.collect();
        let (out, operator) = (&texts(node, 2)[0], &texts(node, 4)[0]);
        let inputs = texts(node, 1).join(", ");
        let _ = writeln!(text, "{out} = {operator}({inputs}) {}", attributes.join(" "));
    }
    text
}

fn table(csv: &str) -> Table {
    import(csv.as_bytes(), &ReadingConfig::default()).unwrap().table
}

fn written(
    table: &Table,
    change: impl FnOnce(&mut ExperimentConfig),
) -> (CheckedExperiment, Trainer, Result<OnnxModel, ModelError>) {
    let source = DataSource::File { name: "a.csv".to_owned(), columns: Vec::new() };
    let mut experiment = ExperimentConfig::propose("A model", source, table.schema());
    change(&mut experiment);
    let checked = experiment.check(table.schema()).unwrap();
    let dataset = Dataset::prepare(table, &checked).unwrap();
    let mut trainer = Trainer::new(&checked, dataset.clone());
    let model = onnx::write(&checked, table.schema(), &dataset, trainer.network_mut());
    (checked, trainer, model)
}

fn titanic() -> Table {
    table(std::str::from_utf8(gallery::bytes(gallery::find("titanic").unwrap())).unwrap())
}

/// Every kind of cell, the target last.
fn mixed() -> Table {
    let mut csv = "when,took,share,tags,flag,wood,variable,price\n".to_owned();
    for row in 0..24 {
        let tags = ["red;blue", "blue", "red", "red;green"][row % 4];
        let wood = ["oak", "ash", ""][row % 3];
        let flag = ["yes", "no"][row % 2];
        let _ = writeln!(
            csv,
            "2024-0{}-1{},0:{}5:00,{row} %,{tags},{flag},{wood},{}.5,{}.25",
            row % 9 + 1,
            row % 10,
            row % 6,
            row * row,
            row * 3 % 17,
        );
    }
    table(&csv)
}

#[test]
fn a_classification_from_raw_columns() {
    let (_, _, model) = written(&titanic(), |experiment| {
        experiment.set_target("survived", titanic().schema());
        experiment.set_task(Task::BinaryClassification);
        experiment.network.layers = LayerKind::ALL.map(LayerConfig::new).to_vec();
        experiment.training.threshold = Some(0.4);
    });
    let model = model.unwrap();
    assert!(model.notes.is_empty(), "{:?}", model.notes);
    insta::assert_snapshot!(listed(&model));
}

#[test]
fn columns_that_go_in_otherwise_are_named() {
    let (_, _, model) = written(&mixed(), |experiment| {
        experiment.set_target("price", mixed().schema());
        experiment.set_task(Task::Regression);
        experiment.data.preparation.target_scaling = Scaling::Standard;
        experiment.network.layers.clear();
    });
    let model = model.unwrap();
    let notes: Vec<_> = model.notes.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(format!("{}\n\n{}", notes.join("\n"), listed(&model)));
}

#[test]
fn every_activation_has_its_operators() {
    let mut text = String::new();
    for activation in Activation::ALL {
        let (_, _, model) = written(&mixed(), |experiment| {
            experiment.set_target("price", mixed().schema());
            experiment.set_task(Task::Regression);
            experiment.data.ignored =
                ["when", "took", "share", "tags", "flag", "wood"].map(str::to_owned).to_vec();
            let dense = DenseConfig::new(3, activation);
            experiment.network.layers = vec![LayerConfig::Dense(dense)];
        });
        let operators = operators(&model.unwrap());
        let first = operators.iter().position(|operator| operator == "Gemm").unwrap();
        let last = operators.iter().rposition(|operator| operator == "Gemm").unwrap();
        let _ = writeln!(text, "{}: {}", activation.name(), operators[first + 1..last].join(" "));
    }
    insta::assert_snapshot!(text);
}

/// A hinge's output and that of a regression for classes are no probabilities.
#[test]
fn scores_are_not_called_probabilities() {
    for (loss, wanted) in [(Loss::Hinge, "scores"), (Loss::BinaryCrossentropy, "probabilities")] {
        let (_, _, model) = written(&titanic(), |experiment| {
            experiment.set_target("survived", titanic().schema());
            experiment.set_task(Task::BinaryClassification);
            experiment.training.loss = loss;
        });
        let outputs = parts(&graph(&model.unwrap()), 12)
            .into_iter()
            .flat_map(|one| texts(one, 1))
            .collect::<Vec<_>>();
        assert_eq!(outputs, ["label", wanted]);
    }
}

#[test]
fn a_run_that_diverged_is_refused() {
    let (checked, mut trainer, model) = written(&titanic(), |_| {});
    let before = model.unwrap();
    let dataset = trainer.dataset().clone();
    let again = onnx::write(&checked, titanic().schema(), &dataset, trainer.network_mut()).unwrap();
    assert_eq!(again, before, "the same run is the same bytes");
    trainer.network_mut().store_mut().values[3] = f32::NAN;
    let refused = onnx::write(&checked, titanic().schema(), &dataset, trainer.network_mut());
    assert_eq!(refused, Err(ModelError::NotFinite));
    insta::assert_snapshot!(refused.unwrap_err());
}
