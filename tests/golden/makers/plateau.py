"""keras.callbacks.ReduceLROnPlateau replayed on random series, for schedules.json."""

import keras

from makers.inputs import Inputs
from makers.series import GRAIN, WatchedModel, random_series, watch
from makers.writing import OneLine

SERIES = 200


def make(seed):
    inputs = Inputs(seed)
    return [case(inputs) for _ in range(SERIES)]


def case(inputs):
    mode = inputs.choice(["min", "max"])
    learning_rate = inputs.choice([0.1, 0.01, 0.001])
    settings = {
        "cooldown": inputs.choice([0, 0, 1, 2, 5]),
        "factor": inputs.choice([0.1, 0.2, 0.5, 0.9]),
        "min_delta": inputs.choice([0, 1, 2, 4]) / GRAIN,
        "min_lr": inputs.choice([0.0, 0.0, 0.00001, 0.0005, learning_rate / 4]),
        "mode": mode,
        "patience": inputs.integer(0, 6),
    }
    values = random_series(inputs, inputs.integer(1, 40), mode)
    callback = keras.callbacks.ReduceLROnPlateau(monitor="val_loss", **settings)
    optimizer = keras.optimizers.SGD(learning_rate)
    model = WatchedModel(optimizer)
    rates = [float(optimizer.learning_rate.value) for _ in watch(callback, model, values)]
    return {
        "learning_rate": learning_rate,
        "learning_rates": rates,
        "monitored": values,
        "schedule": OneLine(reduce_lr_on_plateau=settings),
    }
