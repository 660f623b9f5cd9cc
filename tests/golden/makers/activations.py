"""activations.json: every activation forward, and backward for a given upstream gradient."""

import keras
import numpy as np

from makers.gradients import pull_back, tensor
from makers.inputs import Inputs

ELEMENT_WISE = [
    "linear",
    "relu",
    "leaky_relu",
    "elu",
    "selu",
    "gelu",
    "silu",
    "softplus",
    "sigmoid",
    "tanh",
    "exponential",
]
EDGES = [0.0, 1e-8, -1e-8, 1e-3, -1e-3, 0.5, -0.5, 1.0, -1.0, 3.0, -3.0, 8.0, -8.0, 30.0, -30.0]
SOFTMAX_WIDTHS = [2, 3, 7]


def make(seed):
    inputs = Inputs(seed)
    row = np.concatenate([EDGES, inputs.normal(25, scale=2.0)])
    # Kinks have no gradient at zero to agree on.
    without_zero = row[row != 0.0]
    cases = [case(inputs, name, row[None, :], without_zero[None, :]) for name in ELEMENT_WISE]
    for width in SOFTMAX_WIDTHS:
        x = inputs.normal((5, width), scale=2.0)
        x[0] = 0.0
        x[1, 0], x[1, 1] = 30.0, -30.0
        cases.append(case(inputs, "softmax", x, x))
    return cases


def case(inputs, name, x, backward_x):
    activation = keras.activations.get(name)
    upstream = inputs.normal(backward_x.shape)
    _, (gradient,) = pull_back(activation, [backward_x], upstream)
    return {
        "activation": name,
        "backward": {"gradient": gradient, "upstream": upstream, "x": backward_x},
        "forward": {"output": activation(tensor(x)), "x": x},
    }
