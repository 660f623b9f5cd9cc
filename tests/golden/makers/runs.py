"""runs_float64.json and runs_float32.json: whole `Model.fit` runs from given weights."""

import keras
import numpy as np

from makers import losses, optimizers, schedules
from makers.experiments import EXPERIMENTS
from makers.inputs import Inputs, one_hot
from makers.layers import kernel_regularizer


def make(seed):
    """Experiments, rows, initial weights and results."""
    return [run(seed + index, *settings) for index, settings in enumerate(EXPERIMENTS)]


def make_results_only(seed):
    """The same runs; everything that is given stands in the float64 file."""
    results = ("evaluated_training", "final_weights", "history", "name")
    return [{key: case[key] for key in results} for case in make(seed)]


def run(seed, name, training_rows, validation_rows, experiment):
    # A generator for each run: a run added later changes no other.
    inputs = Inputs(seed)
    rows = make_rows(inputs, experiment, training_rows + validation_rows)
    training = {key: values[:training_rows] for key, values in rows.items()}
    validation = {key: values[training_rows:] for key, values in rows.items()}
    model = build(experiment)
    names = weight_names(experiment["layers"])
    initial = initial_weights(inputs, names, model)
    model.set_weights(initial)
    history, evaluated = fit(model, experiment["training"], training, validation)
    return {
        "evaluated_training": evaluated,
        "experiment": experiment,
        "final_weights": named(names, model.get_weights()),
        "history": history,
        "initial_weights": named(names, initial),
        "name": name,
        "training_rows": training,
        "validation_rows": validation,
    }


def make_rows(inputs, experiment, count):
    """Inputs with a target that a small network can partly learn."""
    x = inputs.normal((count, experiment["inputs"]), decimals=3)
    units = experiment["output"]["units"]
    signal = x @ inputs.normal((x.shape[1], units)) + np.sin(2.0 * x[:, :1])
    signal += inputs.normal(signal.shape, 0.3)
    if experiment["task"] == "regression":
        return {"x": x, "y": np.round(signal, 3) + 0.0}
    if experiment["task"] == "binary_classification":
        return {"x": x, "y": (signal > 0.0).astype(float)}
    classes = np.argmax(signal, axis=1)
    if experiment["training"]["loss"] == "categorical_crossentropy":
        return {"x": x, "y": one_hot(classes, units)}
    return {"x": x, "y": classes[:, None].astype(float)}


def build(experiment):
    """The compiled Keras model for an experiment in JSON."""
    training = experiment["training"]
    model = keras.Sequential([keras.Input((experiment["inputs"],))])
    for layer in experiment["layers"]:
        model.add(build_layer(*next(iter(layer.items()))))
    model.add(keras.layers.Dense(**experiment["output"]))
    rate = schedules.build(training["schedule"], training["learning_rate"])
    model.compile(
        loss=losses.keras_class(*losses.split_name(training["loss"])),
        optimizer=optimizers.build(training["optimizer"], rate, training["clipping"]),
        metrics=[keras_metric(name) for name in training["metrics"]],
    )
    return model


def build_layer(kind, settings):
    if kind == "dense":
        regularizer = kernel_regularizer(**settings["kernel_regularizer"])
        return keras.layers.Dense(**settings | {"kernel_regularizer": regularizer})
    classes = {
        "activation": keras.layers.Activation,
        "batch_normalization": keras.layers.BatchNormalization,
        "dropout": keras.layers.Dropout,
    }
    return classes[kind](**settings)


def keras_metric(name):
    return keras.metrics.R2Score(name="r2_score") if name == "r2_score" else name


def weight_names(layers):
    """`<layer index>/<weight>` in the order of the chain, the output last."""
    names = []
    for index, layer in enumerate([*layers, {"dense": {"use_bias": True}}]):
        kind, settings = next(iter(layer.items()))
        if kind == "dense":
            own = ["kernel"] + ["bias"] * settings["use_bias"]
        elif kind == "batch_normalization":
            own = ["gamma"] * settings["scale"] + ["beta"] * settings["center"]
            own += ["moving_mean", "moving_variance"]
        else:
            own = []
        names += [f"{index}/{weight}" for weight in own]
    return names


def initial_weights(inputs, names, model):
    """About as large as Keras's own, with no weight at zero."""
    values = []
    for name, shape in zip(names, [weight.shape for weight in model.get_weights()], strict=True):
        kind = name.split("/")[1]
        if kind == "kernel":
            values.append(inputs.normal(shape, scale=np.sqrt(1.0 / shape[0])))
        elif kind in ("gamma", "moving_variance"):
            values.append(inputs.uniform(shape, 0.6, 1.4))
        else:
            values.append(inputs.normal(shape, scale=0.1))
    return values


def named(names, values):
    return [
        {"name": name, "shape": list(value.shape), "values": np.ravel(value)}
        for name, value in zip(names, values, strict=True)
    ]


def fit(model, training, training_rows, validation_rows):
    """What Keras logs per epoch, and what `evaluate` says of the training rows after each."""
    x, y = training_rows["x"], training_rows["y"]
    weights = training["class_weights"]
    evaluated = []

    class EvaluateTrainingRows(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            logs = self.model.evaluate(
                x, y, batch_size=training["batch_size"], verbose=0, return_dict=True
            )
            evaluated.append(logs)

    history = model.fit(
        x,
        y,
        batch_size=training["batch_size"],
        callbacks=[EvaluateTrainingRows()],
        class_weight=None if weights == "none" else dict(enumerate(weights["given"])),
        epochs=training["epochs"],
        shuffle=training["shuffle"],
        validation_data=(validation_rows["x"], validation_rows["y"]),
        verbose=0,
    ).history
    return floats(history), floats({key: [logs[key] for logs in evaluated] for key in evaluated[0]})


def floats(series):
    return {key: [float(value) for value in values] for key, values in series.items()}
