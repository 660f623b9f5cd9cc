"""summary.json: what keras.Model.summary writes, and the parameters it counts."""

import os

import keras

# inputs, blocks, outputs, the output's activation; a block as our own links have it
STACKS = [
    (11, [], 1, "linear"),
    (
        34,
        [
            {"batch_normalization": {}},
            {"dense": {"units": 256}},
            {"batch_normalization": {}},
            {"dropout": {"rate": 0.3}},
            {"dense": {"units": 256}},
            {"batch_normalization": {"center": False}},
            {"dropout": {"rate": 0.3}},
        ],
        1,
        "sigmoid",
    ),
    (
        8,
        [
            {"dense": {"units": 6}},
            {"activation": {"activation": "tanh"}},
            {"dense": {"units": 6, "use_bias": False}},
            {"activation": {"activation": "relu"}},
        ],
        4,
        "softmax",
    ),
    (
        11,
        [{"dense": {"units": 1024}}, {"dropout": {"rate": 0.3}}, {"batch_normalization": {}}] * 3,
        1,
        "linear",
    ),
]


def make(_seed):
    return [case(*stack) for stack in STACKS]


def case(inputs, blocks, outputs, activation):
    keras.backend.clear_session()
    # In the order of the chain, for Keras numbers names as layers are made.
    layers = [layer(block) for block in blocks]
    layers.append(keras.layers.Dense(outputs, activation=activation))
    model = keras.Sequential([keras.Input((inputs,)), *layers])
    # As wide as the longest name needs.
    os.environ["COLUMNS"] = "120"
    text = []
    model.summary(line_length=100, print_fn=lambda line, **_: text.append(line))
    lines = [line for line in "\n".join(text).splitlines() if "│" in line or "params:" in line]
    return {
        "inputs": inputs,
        "layers": blocks,
        "outputs": outputs,
        "activation": activation,
        "text": [line.strip() for line in lines],
    }


def layer(block):
    ((kind, settings),) = block.items()
    kinds = {
        "dense": keras.layers.Dense,
        "activation": keras.layers.Activation,
        "dropout": keras.layers.Dropout,
        "batch_normalization": keras.layers.BatchNormalization,
    }
    return kinds[kind](**settings)
