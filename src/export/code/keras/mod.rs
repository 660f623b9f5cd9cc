//! The script for Keras 3.

mod training;
pub mod words;

pub(super) use training::class_weight;

use crate::config::{Loss, Task};
use crate::export::code::python::{Imports, call, each_in_a_line};
use crate::export::code::script::{Script, Section};
use crate::export::code::{CodeExport, common, files, parts, preparation, start};

pub(super) fn script(export: &CodeExport<'_>) -> Script {
    let mut imports = Imports::default();
    imports.module("keras");
    imports.name("keras", "layers");
    let imports_of = &mut imports;
    let mut settings = common::settings(export, imports_of);
    settings.code += "keras.utils.set_random_seed(SEED)\n";
    let sections = vec![
        settings,
        common::data(export, imports_of),
        parts::section(export, imports_of),
        devices(export),
        preparation::section(export, imports_of),
        targets(export, imports_of),
        network(export),
        start_weights(export, imports_of),
        training::compile(export),
        predictions(export, imports_of),
        training::train(export, imports_of),
        common::look(export, imports_of, "print", None),
    ];
    Script { title: export.title("Keras"), imports, sections }
}

fn devices(export: &CodeExport<'_>) -> Section {
    let mut code = String::from(
        "if keras.backend.backend() == \"jax\" and len(keras.distribution.list_devices()) > 1:\n    \
         keras.distribution.set_distribution(keras.distribution.DataParallel())\n    \
         devices = len(keras.distribution.list_devices())\n",
    );
    let test = export.has_test().then_some("test");
    for part in ["train", "valid"].into_iter().chain(test) {
        code +=
            &format!("    {part}_rows = {part}_rows[: len({part}_rows) // devices * devices]\n");
    }
    Section::new(
        "Devices",
        "With Keras on JAX and more than one device, each takes its share of every batch. They \
         share evenly, so a few rows at the end of a part may be left out.",
        code,
    )
}

fn targets(export: &CodeExport<'_>, imports: &mut Imports) -> Section {
    let mut code = common::target_scaler(export, imports).unwrap_or_default();
    code += "def targets(rows):\n";
    let words = match export.task() {
        Task::Regression if export.scales_target() => {
            code +=
                "    return y_scaler.transform(target.loc[rows].to_frame()).astype(\"float32\")\n";
            ""
        }
        Task::Regression => {
            code += "    return target.loc[rows].to_numpy(\"float32\").reshape(-1, 1)\n";
            ""
        }
        Task::BinaryClassification => {
            code += "    return labels.loc[rows].to_numpy(\"float32\").reshape(-1, 1)\n";
            "A class of two is 0 or 1."
        }
        Task::MulticlassClassification
            if export.config().training.loss == Loss::SparseCategoricalCrossentropy =>
        {
            code += "    return labels.loc[rows].to_numpy(\"int32\").reshape(-1, 1)\n";
            "This loss takes a class by its number."
        }
        Task::MulticlassClassification => {
            code += "    return keras.utils.to_categorical(labels.loc[rows], len(classes))\n";
            "One-hot: an output for each class, 1 for the right one."
        }
    };
    code += "\n\ny_train, y_valid = targets(train_rows), targets(valid_rows)\n";
    Section::new("Targets", words, code)
}

fn network(export: &CodeExport<'_>) -> Section {
    let mut blocks = vec!["keras.Input(shape=(X_train.shape[1],))".to_owned()];
    for layer in &export.config().network.layers {
        blocks.push(format!("layers.{}", words::layer(layer)));
    }
    let output = export.experiment.output();
    let last = words::dense(output.units, output.activation);
    blocks.push(call("layers.Dense", &last, 8));
    let mut code = String::from("model = keras.Sequential(\n    [\n");
    for block in blocks {
        code += &format!("        {block},\n");
    }
    code += "    ]\n)\nmodel.summary()\n";
    Section::new("Network", "", code)
}

fn start_weights(export: &CodeExport<'_>, imports: &mut Imports) -> Section {
    imports.module("numpy as np");
    let weights = &export.start;
    let mut code = String::new();
    let words;
    let set = "    for number, layer in enumerate(model.layers):\n        \
               names = [f\"{number}/{weight.name}\" for weight in layer.weights]\n        \
               layer.set_weights([np.asarray(start[name]) for name in names])\n";
    if start::are_few(weights) {
        words = "The weights before the first update, each named by its layer's number.";
        code += &start::dictionary(weights);
        code += "if is_own_table:\n";
        code += set;
    } else {
        words = "The weights before the first update come from a file, so that the run can be \
                 repeated; without it, Keras draws them by the same rule.";
        imports.name("pathlib", "Path");
        code += &format!("if is_own_table and Path(\"{}\").exists():\n", files::WEIGHTS);
        code += &format!("    start = np.load(\"{}\")\n", files::WEIGHTS);
        code += set;
    }
    Section::new("Start weights", words, code)
}

/// `predict(X)`, and what is made of it.
fn predictions(export: &CodeExport<'_>, imports: &mut Imports) -> Section {
    let mut section = common::figures(export, imports);
    let predict = if export.scales_target() {
        "def predict(X):\n    return y_scaler.inverse_transform(model.predict(X, verbose=0))\n\n\n"
    } else {
        "def predict(X):\n    return model.predict(X, verbose=0)\n\n\n"
    };
    section.code = predict.to_owned() + &section.code;
    section
}

/// A callback, a setting a line.
fn callback(class: &str, settings: &words::Settings) -> String {
    let settings: Vec<String> =
        settings.iter().map(|(name, value)| format!("{name}={value}")).collect();
    each_in_a_line(&format!("keras.callbacks.{class}"), &settings, 4)
}
