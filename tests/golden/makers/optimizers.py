"""optimizers.json: a matrix and a vector after every step on given gradients."""

import keras
import numpy as np

from makers.inputs import Inputs

STEPS = 14
SGD = {"sgd": {"momentum": 0.0, "nesterov": False}}
MOMENTUM = {"sgd": {"momentum": 0.9, "nesterov": False}}
NESTEROV = {"sgd": {"momentum": 0.9, "nesterov": True}}
ADAM_W = {"adam_w": {"weight_decay": 0.004}}
# Optimizer, Keras's default learning rate, another.
ADAM = {"adam": {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}}
RMS_PROP = {"rms_prop": {"rho": 0.9, "epsilon": 1e-7}}
ADAGRAD = {"adagrad": {"initial_accumulator_value": 0.1, "epsilon": 1e-7}}
NADAM = {"nadam": {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}}
OPTIMIZERS = [
    (SGD, 0.01, 0.3),
    (MOMENTUM, 0.01, 0.2),
    (NESTEROV, 0.01, 0.2),
    ({"sgd": {"momentum": 0.5, "nesterov": True}}, 0.01, 0.1),
    (RMS_PROP, 0.001, 0.05),
    (ADAGRAD, 0.001, 0.5),
    (ADAM, 0.001, 0.1),
    (ADAM_W, 0.001, 0.1),
    ({"adam_w": {"weight_decay": 0.5}}, 0.001, 0.05),
    (NADAM, 0.001, 0.1),
    ({"rms_prop": {"rho": 0.5, "epsilon": 1e-3}}, 0.001, 0.05),
    ({"adagrad": {"initial_accumulator_value": 2.0, "epsilon": 1e-2}}, 0.001, 0.5),
    ({"adam": {"beta_1": 0.7, "beta_2": 0.95, "epsilon": 1e-3}}, 0.001, 0.1),
    ({"adam_w": {"weight_decay": 0.1, "beta_1": 0.5, "beta_2": 0.9}}, 0.001, 0.05),
    ({"nadam": {"beta_1": 0.8, "beta_2": 0.9, "epsilon": 1e-2}}, 0.001, 0.1),
]
CLIPPED = [
    (SGD, 0.1, {"norm": 1.0}),
    (SGD, 0.1, {"norm": 0.05}),
    (SGD, 0.1, {"value": 0.5}),
    (NESTEROV, 0.1, {"value": 0.25}),
    (ADAM, 0.01, {"norm": 1.0}),
    (ADAM, 0.01, {"value": 0.1}),
    (ADAM_W, 0.01, {"norm": 0.5}),
    (NADAM, 0.01, {"norm": 0.5}),
    (RMS_PROP, 0.01, {"value": 0.5}),
    (ADAGRAD, 0.1, {"norm": 0.5}),
]


def make(seed):
    inputs = Inputs(seed)
    start = {"matrix": inputs.normal((3, 2)), "vector": inputs.normal(3)}
    gradients = [step_gradients(inputs, step) for step in range(STEPS)]
    plain = [(optimizer, rate, "none") for optimizer, *rates in OPTIMIZERS for rate in rates]
    return [case(*settings, start, gradients) for settings in plain + CLIPPED]


def step_gradients(inputs, step):
    """Ordinary gradients, with one always zero, one step all zero, and large ones."""
    scale = {3: 50.0, 7: 1000.0, 9: 1e-4}.get(step, 1.0)
    gradients = {"matrix": inputs.normal((3, 2), scale, 6), "vector": inputs.normal(3, scale, 6)}
    gradients["matrix"][1, 1] = 0.0
    if step == 5:
        gradients = {name: np.zeros_like(gradient) for name, gradient in gradients.items()}
    if step == 11:
        gradients["vector"][:] = 0.0
    return gradients


def case(optimizer, learning_rate, clipping, start, gradients):
    keras_optimizer = build(optimizer, learning_rate, clipping)
    variables = {name: keras.Variable(value) for name, value in start.items()}
    keras_optimizer.build(list(variables.values()))
    steps = []
    for gradient in gradients:
        keras_optimizer.apply([keras.ops.convert_to_tensor(value) for value in gradient.values()])
        values = {name: np.asarray(variable.value) for name, variable in variables.items()}
        steps.append({"gradient": gradient, "values": values})
    return {
        "clipping": clipping,
        "learning_rate": learning_rate,
        "optimizer": optimizer,
        "start": start,
        "steps": steps,
    }


def build(optimizer, learning_rate, clipping="none"):
    """The Keras optimizer for its description in JSON."""
    name, settings = (
        (optimizer, {}) if isinstance(optimizer, str) else next(iter(optimizer.items()))
    )
    classes = {
        "sgd": keras.optimizers.SGD,
        "adam": keras.optimizers.Adam,
        "rms_prop": keras.optimizers.RMSprop,
        "adagrad": keras.optimizers.Adagrad,
        "adam_w": keras.optimizers.AdamW,
        "nadam": keras.optimizers.Nadam,
    }
    clip = {} if clipping == "none" else {f"clip{kind}": limit for kind, limit in clipping.items()}
    return classes[name](learning_rate=learning_rate, **settings, **clip)
