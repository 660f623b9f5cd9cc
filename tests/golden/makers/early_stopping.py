"""early_stopping.json: keras.callbacks.EarlyStopping replayed on random series."""

import keras

from makers.inputs import Inputs
from makers.series import GRAIN, WatchedModel, random_series, watch
from makers.writing import OneLine

SERIES = 1000
EXAMPLE = [10.0, 9.0, 8.0, 9.0, 8.9, 8.8, 8.7, 8.6, 8.5]


def make(seed):
    inputs = Inputs(seed)
    examples = [
        case(EXAMPLE, settings(patience=patience, restore_best_weights=restore))
        for patience in (0, 1, 2, 3)
        for restore in (True, False)
    ]
    return examples + [random_case(inputs) for _ in range(SERIES)]


def settings(
    patience, restore_best_weights, mode="min", min_delta=0.0, baseline=None, start_from_epoch=0
):
    return {
        "baseline": baseline,
        "min_delta": min_delta,
        "mode": mode,
        "patience": patience,
        "restore_best_weights": restore_best_weights,
        "start_from_epoch": start_from_epoch,
    }


def random_case(inputs):
    mode = inputs.choice(["min", "max"])
    values = random_series(inputs, inputs.integer(1, 60), mode)
    return case(
        values,
        settings(
            baseline=baseline(inputs, values, mode),
            min_delta=inputs.choice([0, 0, 1, 2, 5]) / GRAIN,
            mode=mode,
            patience=inputs.choice([0, 1, 2, 3, 5, 8, 13, 100]),
            restore_best_weights=inputs.choice([True, False]),
            start_from_epoch=inputs.choice([0, 0, 0, 1, 2, 5, 20]),
        ),
    )


def baseline(inputs, values, mode):
    """Mostly none; else a value that is reached, or one that never is."""
    kind = inputs.choice(["none", "none", "none", "reached", "never"])
    if kind == "none":
        return None
    if kind == "reached":
        return inputs.choice(values)
    return min(values) - 1.0 if mode == "min" else max(values) + 1.0


def case(values, chosen):
    """Epochs count from 1, as on the page; Keras counts from 0."""
    callback = keras.callbacks.EarlyStopping(monitor="val_loss", **chosen)
    model = WatchedModel()
    epochs_run = max(watch(callback, model, values))
    return {
        "best_epoch": None if callback.best is None else callback.best_epoch + 1,
        "settings": OneLine(chosen),
        "stopped_epoch": epochs_run if model.stop_training else None,
        "values": values,
        "weights_of_epoch": model.epoch,
    }
