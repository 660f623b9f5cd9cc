"""`.keras` out, loaded by Keras, saved by Keras, opened by Descent: the same predictions."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import warnings

import keras
import numpy as np

from models import arguments, experiments, read_csv, run, train

TOLERANCE = 1e-5


def largest_gap(one, other):
    return float(np.max(np.abs(one - other) / np.maximum(1, np.abs(other))))


def numbers(rows, columns):
    return np.array([row[-columns:] for row in rows], dtype=np.float64)


def check(descent, folder, name, experiment):
    path, weights, predictions = train(descent, folder, name, experiment)
    model_path, prepared = folder / f"{name}.keras", folder / f"{name}-prepared"
    run(descent, "export", "keras-file", path, "--weights", weights, "--out", model_path)
    with warnings.catch_warnings():
        # A warning would say that something of the file was passed over.
        warnings.simplefilter("error")
        model = keras.saving.load_model(model_path)
    assert model.compiled
    model.summary(print_fn=lambda line: None)

    run(descent, "prepare", path, "--out", prepared, "--npy")
    inputs = np.load(prepared / "validation_inputs.npy")
    theirs = model.predict(inputs, verbose=0)
    _, rows = read_csv(predictions)
    scaler = keras_scale(prepared)
    ours = numbers(rows, theirs.shape[1])
    out = largest_gap(theirs * scaler[1] + scaler[0], ours)
    targets = np.load(prepared / "validation_targets.npy")
    figures = model.evaluate(inputs, targets, verbose=0, return_dict=True)
    assert all(np.isfinite(figure) for figure in figures.values()), figures

    # Trains on from there.
    model.fit(inputs, targets, verbose=0)
    model = keras.saving.load_model(model_path)
    again = folder / f"{name}-again.keras"
    model.save(again)
    opened, back = folder / f"{name}-opened.json", folder / f"{name}-opened.csv"
    notes = run(descent, "import", again, path, "--out", opened, "--predictions", back).stderr
    assert not notes.strip(), notes
    _, rows = read_csv(back)
    exactly = largest_gap(numbers(rows, theirs.shape[1]), ours)
    assert exactly == 0, f"{name}: {exactly}"
    assert out < TOLERANCE, f"{name}: {out}"

    # The JSON alone is the same network.
    text = folder / f"{name}-model.json"
    text.write_text(model.to_json())
    from_text = folder / f"{name}-from-text.json"
    run(descent, "import", text, path, "--out", from_text)
    assert from_text.read_text() == opened.read_text()
    print(f"{name:22} {len(inputs):5} rows, Keras differs by {out:.1e}, back by {exactly:.0e}")


def keras_scale(prepared):
    """The target's offset and scale."""
    import json

    scaler = json.loads((prepared / "fitted.json").read_text())["target"]["scaler"]
    return scaler["offset"], scaler["scale"]


if __name__ == "__main__":
    options = arguments(__doc__)
    for name, experiment in experiments().items():
        check(options.descent, options.out, name, experiment)
    print("Keras opens every .keras file, and Descent what Keras saved of it.")
