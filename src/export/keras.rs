//! The network and its training as Keras code: what a lesson shows beside the blocks.

use std::fmt::Write;

use crate::config::{ClassWeights, ExperimentConfig, Loss, OutputConfig, Schedule};
use crate::export::code::keras::words;

/// `Sequential`, `compile` and `fit` of an experiment, in Keras 3. What stands at Keras's own
/// default is left out, but for the learning rate, which is talked about. The arrays `X_train`,
/// `y_train`, `X_valid` and `y_valid` are the prepared rows.
///
/// Checked by `tests/it/export/keras.rs`.
pub fn keras_code(experiment: &ExperimentConfig, inputs: u64, output: OutputConfig) -> String {
    let training = &experiment.training;
    let mut code = String::from("import keras\nfrom keras import layers\n\n");
    code += "model = keras.Sequential([\n";
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(code, "    keras.Input(shape=({inputs},)),");
    for layer in &experiment.network.layers {
        let _ = writeln!(code, "    layers.{},", words::layer(layer));
    }
    let last = words::dense(output.units, output.activation);
    let _ = writeln!(code, "    layers.{},\n])\n", words::call("Dense", &last));

    code += "model.compile(\n";
    let (optimizer, settings) = words::optimizer(experiment);
    let _ = writeln!(code, "    optimizer={},", words::call(&optimizer, &settings));
    let _ = writeln!(code, "    loss={},", words::loss(training.loss));
    let metrics: Vec<_> =
        training.measured(experiment.data.task).into_iter().map(words::metric).collect();
    let _ = writeln!(code, "    metrics=[{}],\n)\n", metrics.join(", "));

    let mut callbacks = Vec::new();
    if let Schedule::ReduceOnPlateau(plateau) = training.schedule {
        callbacks.push("reduce_on_plateau");
        let settings = words::plateau(plateau, |delta| delta.to_string());
        code += &callback("reduce_on_plateau", "ReduceLROnPlateau", &settings);
    }
    if training.early_stopping {
        callbacks.push("early_stopping");
        let mut settings = words::monitor(experiment);
        settings.extend(words::stopping(experiment, |delta| delta.to_string()));
        code += &callback("early_stopping", "EarlyStopping", &settings);
    }

    if training.class_weights == ClassWeights::Balanced {
        let one_hot = training.loss == Loss::CategoricalCrossentropy;
        let labels = if one_hot { "y_train.argmax(axis=1)" } else { "y_train.ravel()" };
        let _ = writeln!(code, "labels = {labels}.tolist()");
        code += "rows = {label: labels.count(label) for label in sorted(set(labels))}\n";
        code += "balanced = {label: len(labels) / (len(rows) * count) for label, count in rows.items()}\n\n";
    }
    code +=
        "history = model.fit(\n    X_train, y_train,\n    validation_data=(X_valid, y_valid),\n";
    let _ = writeln!(code, "    batch_size={},", training.batch_size);
    let _ = writeln!(code, "    epochs={},", training.epochs);
    if !training.shuffle {
        code += "    shuffle=False,\n";
    }
    match &training.class_weights {
        ClassWeights::None => {}
        ClassWeights::Balanced => code += "    class_weight=balanced,\n",
        ClassWeights::Given(weights) => {
            let _ = writeln!(code, "    class_weight={},", words::given_weights(weights));
        }
    }
    if !callbacks.is_empty() {
        let _ = writeln!(code, "    callbacks=[{}],", callbacks.join(", "));
    }
    code + ")\n"
}

fn callback(variable: &str, class: &str, settings: &words::Settings) -> String {
    let mut code = format!("{variable} = keras.callbacks.{class}(\n");
    for (name, value) in settings {
        let _ = writeln!(code, "    {name}={value},");
    }
    code + ")\n\n"
}
