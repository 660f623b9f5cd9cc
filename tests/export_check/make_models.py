"""Writes tests/fixtures/models: model files as Keras 3 and Keras 2 write them, with what they say
to a few rows, and some that Descent must refuse.

    pip install keras tensorflow-cpu tf_keras h5py
    python tests/export_check/make_models.py
"""

import io
import json
import os
import zipfile
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import h5py
import keras
import numpy as np
import tf_keras
from keras import layers
from keras.src.saving import saving_lib

FOLDER = Path(__file__).parents[1] / "fixtures" / "models"
ROWS = np.random.default_rng(7).normal(size=(5, 4)).round(3).astype("float32")
WEIGHTS = "model.weights.h5"


def every_layer():
    model = keras.Sequential(
        [
            keras.Input(shape=(4,)),
            layers.Dense(6, activation="gelu", kernel_regularizer=keras.regularizers.L1(0.01)),
            layers.BatchNormalization(momentum=0.9, epsilon=0.01),
            layers.Dropout(0.25, seed=3),
            layers.Dense(5, use_bias=False, kernel_initializer="he_normal"),
            layers.ReLU(),
            layers.Dense(5, activation=keras.activations.silu, bias_initializer="ones"),
            layers.BatchNormalization(center=False),
            layers.LeakyReLU(0.2),
            layers.Dense(4, kernel_regularizer=keras.regularizers.L1L2(0.001, 0.02)),
            layers.ELU(),
            layers.BatchNormalization(scale=False),
            layers.Activation("swish"),
            layers.Dropout(0.1),
            layers.Dense(3),
            layers.Softmax(),
        ],
        name="every_layer",
    )
    model.compile(
        optimizer=keras.optimizers.SGD(
            keras.optimizers.schedules.ExponentialDecay(0.05, 100, 0.9, staircase=True),
            momentum=0.9,
            nesterov=True,
            clipnorm=2.0,
        ),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(np.tile(ROWS, (8, 1)), np.tile([0, 1, 2, 0, 1], 8), epochs=3, verbose=0)
    return model


def small(**compiled):
    model = keras.Sequential(
        [keras.Input(shape=(4,)), layers.Dense(3, activation="tanh"), layers.Dense(1)],
        name="small",
    )
    if compiled:
        model.compile(**compiled)
    return model


def keras_2():
    stack = tf_keras.layers
    model = tf_keras.Sequential(
        [
            stack.Dense(5, activation="relu", input_shape=(4,), kernel_regularizer="l2"),
            stack.BatchNormalization(),
            stack.LeakyReLU(0.2),
            stack.Dropout(0.3),
            stack.Dense(2, activation="softmax"),
        ],
        name="keras_2",
    )
    model.compile(
        tf_keras.optimizers.RMSprop(0.002, clipvalue=0.5),
        "sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(np.tile(ROWS, (8, 1)), np.tile([0, 1, 0, 0, 1], 8), epochs=3, verbose=0)
    return model


def bytes_of(model):
    path = FOLDER / "scratch.keras"
    model.save(path)
    data = path.read_bytes()
    path.unlink()
    return data


def repack(data, compression=zipfile.ZIP_DEFLATED, **changed):
    """The archive anew, some of its files by their names without a dot changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", compression) as new:
        for name in old.namelist():
            change = changed.get(name.replace(".", "_"), lambda content: content)
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = compression
            new.writestr(info, change(old.read(name)))
    return out.getvalue()


def rewrite(content, create=None, **settings):
    """The weights anew, by h5py with these settings."""
    out = io.BytesIO()
    with h5py.File(io.BytesIO(content)) as old, h5py.File(out, "w", **settings) as new:

        def copy(path, item):
            if isinstance(item, h5py.Group):
                new.create_group(path, track_order=settings.get("track_order"))
            else:
                (create or (lambda file, path, data: file.create_dataset(path, data=data)))(
                    new, path, item[()]
                )

        old.visititems(copy)
    return out.getvalue()


def with_nan(content):
    out = io.BytesIO(content)
    with h5py.File(out, "r+") as file:
        file["layers/dense_1/vars/0"][1, 0] = np.nan
    return out.getvalue()


def main():
    keras.utils.set_random_seed(7)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.iterdir():
        old.unlink()
    said = {"rows": ROWS.tolist()}

    def write(name, data):
        (FOLDER / name).write_bytes(data if isinstance(data, bytes) else data.encode())

    def predictions(name, model):
        said[name] = np.asarray(model(ROWS)).astype("float64").tolist()

    model = every_layer()
    whole = bytes_of(model)
    predictions("every_layer", model)
    write("every_layer.keras", repack(whole))
    write("every_layer.json", model.to_json())

    model = keras_2()
    predictions("keras_2", model)
    write("keras_2.keras", repack(bytes_of(model)))
    write("keras_2.json", model.to_json())

    model = small()
    data = bytes_of(model)
    predictions("small", model)
    # As Keras packs it, all others packed again.
    write("small.keras", repack(data, zipfile.ZIP_STORED))

    def weights(name, **settings):
        write(name, repack(data, model_weights_h5=lambda old: rewrite(old, **settings)))

    weights("latest.keras", libver="latest")
    weights("v110.keras", libver=("v110", "v110"), track_order=True)
    weights("float64.keras", create=lambda f, p, d: f.create_dataset(p, data=d.astype("<f8")))
    weights("gzip.keras", create=lambda f, p, d: f.create_dataset(p, data=d, compression="gzip"))
    weights("float16.keras", create=lambda f, p, d: f.create_dataset(p, data=d.astype("<f2")))
    weights("big_endian.keras", create=lambda f, p, d: f.create_dataset(p, data=d.astype(">f4")))
    write("nan.keras", repack(data, model_weights_h5=with_nan))
    saving_lib.save_model(model, FOLDER / "npz.keras", weights_format="npz")
    write("npz.keras", repack((FOLDER / "npz.keras").read_bytes()))

    def text(name, *stack, inputs=(4,)):
        write(
            f"{name}.json",
            keras.Sequential([keras.Input(shape=inputs), *stack], name=name).to_json(),
        )

    write(
        "lambda.keras",
        repack(bytes_of(keras.Sequential(
            [keras.Input(shape=(4,)), layers.Lambda(lambda x: x * 2), layers.Dense(1)]
        ))),
    )  # fmt: skip
    text("convolution", layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(1), inputs=(8, 8, 1))
    text("leaky_default", layers.Dense(3), layers.LeakyReLU(), layers.Dense(1))
    text("relu_6", layers.Dense(3), layers.ReLU(max_value=6), layers.Dense(1))
    text("hard_sigmoid", layers.Dense(3, activation="hard_sigmoid"), layers.Dense(1))
    text("wide_dropout", layers.Dense(3), layers.Dropout(0.99), layers.Dense(1))
    text("ends_in_dropout", layers.Dense(3), layers.Dropout(0.5))
    text("constrained", layers.Dense(3, kernel_constraint="non_neg", bias_regularizer="l2",
         kernel_initializer="orthogonal"), layers.Dense(1, use_bias=False))  # fmt: skip
    write("not_built.json", keras.Sequential([layers.Dense(1)], name="not_built").to_json())
    inputs = keras.Input(shape=(4,))
    write("functional.json", keras.Model(inputs, layers.Dense(1)(inputs)).to_json())
    write("lion.json", small(
        optimizer="lion", loss=keras.losses.BinaryCrossentropy(from_logits=True), metrics=["mape"],
    ).to_json())  # fmt: skip
    write("adam_of_its_own.json", small(
        optimizer=keras.optimizers.Adam(0.01, beta_1=0.8, amsgrad=True, weight_decay=0.1),
        loss=keras.losses.Huber(delta=2.5), metrics=["mse", keras.metrics.R2Score()],
    ).to_json())  # fmt: skip
    (FOLDER / "predictions.json").write_text(json.dumps(said, indent=1) + "\n")


if __name__ == "__main__":
    main()
