"""schedules.json: learning rates of ExponentialDecay, CosineDecay and ReduceLROnPlateau."""

import keras
import numpy as np

from makers import plateau

STEPS = [*range(26), 49, 50, 51, 99, 100, 101, 149, 500, 999, 1000, 1001, 5000]
# Learning rate and schedule.
SCHEDULES = [
    (0.1, {"exponential_decay": {"decay_steps": 10, "decay_rate": 0.9, "staircase": False}}),
    (0.1, {"exponential_decay": {"decay_steps": 10, "decay_rate": 0.9, "staircase": True}}),
    (0.01, {"exponential_decay": {"decay_steps": 7, "decay_rate": 0.96, "staircase": False}}),
    (0.01, {"exponential_decay": {"decay_steps": 1, "decay_rate": 0.999, "staircase": True}}),
    (1.0, {"exponential_decay": {"decay_steps": 1000, "decay_rate": 0.1, "staircase": False}}),
    (0.1, {"cosine_decay": {"decay_steps": 100, "alpha": 0.0}}),
    (0.1, {"cosine_decay": {"decay_steps": 100, "alpha": 0.1}}),
    (0.003, {"cosine_decay": {"decay_steps": 1000, "alpha": 0.5}}),
    (1.0, {"cosine_decay": {"decay_steps": 1, "alpha": 0.25}}),
]


def make(seed):
    return [case(*settings) for settings in SCHEDULES] + plateau.make(seed)


def case(learning_rate, schedule):
    rate = build(schedule, learning_rate)
    return {
        "learning_rate": learning_rate,
        "learning_rates": [np.asarray(rate(step)).item() for step in STEPS],
        "schedule": schedule,
        "steps": STEPS,
    }


def build(schedule, learning_rate):
    """What a Keras optimizer takes as its learning rate, for the description in JSON."""
    if schedule == "constant":
        return learning_rate
    name, settings = next(iter(schedule.items()))
    classes = {
        "exponential_decay": keras.optimizers.schedules.ExponentialDecay,
        "cosine_decay": keras.optimizers.schedules.CosineDecay,
    }
    return classes[name](learning_rate, **settings)
