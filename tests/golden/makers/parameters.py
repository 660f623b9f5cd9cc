"""parameters.json: shapes and parameter counts of varied stacks, as `model.summary` has them."""

import math

import keras

from makers.experiments import activation, batch_normalization, dense
from makers.inputs import Inputs
from makers.runs import build_layer

ACTIVATIONS = ["linear", "relu", "tanh", "gelu", "softmax", "softplus"]
INITIALIZERS = ["glorot_uniform", "he_normal", "lecun_uniform", "zeros"]
BLOCKS = ["dense", "activation", "dropout", "batch_normalization"]
MOST_BLOCKS = 30


def make(seed):
    """40 stacks: each kind alone, the longest, the widest, and mixtures."""
    inputs = Inputs(seed)
    stacks = [
        (1, [], 1),
        (300, [], 10),
        (4, [dense(1, use_bias=False)], 1),
        (13, [batch_normalization(center=False, scale=False)], 1),
        (13, [batch_normalization()], 3),
        (7, [dropout(0.5), activation("relu")], 2),
        (11, course_network(), 1),
        (300, [dense(2048, "relu"), batch_normalization(), dense(1024, "relu")], 10),
        (1, [dense(4096, "tanh"), dense(1)], 1),
        (2, [dense(3, "relu") for _ in range(MOST_BLOCKS)], 1),
    ]
    stacks += [mixture(inputs) for _ in range(40 - len(stacks))]
    return [case(*stack) for stack in stacks]


def course_network():
    """Dropout and batch normalization behind each of three wide blocks."""
    block = [dense(512, "relu"), dropout(0.3), batch_normalization()]
    return [batch_normalization(), *block, *block, *block]


def mixture(inputs):
    count = inputs.integer(1, MOST_BLOCKS)
    blocks = [block(inputs, inputs.choice(BLOCKS)) for _ in range(count)]
    return inputs.integer(1, 300), blocks, inputs.integer(1, 10)


def block(inputs, kind):
    if kind == "dense":
        l1, l2 = inputs.choice([(0.0, 0.0), (0.01, 0.0), (0.0, 0.1), (0.02, 0.3)])
        return dense(
            inputs.choice([1, 2, 3, 5, 8, 17, 64, 129, 300]),
            inputs.choice(ACTIVATIONS),
            inputs.choice([True, False]),
            inputs.choice(INITIALIZERS),
            l1,
            l2,
        )
    if kind == "activation":
        return activation(inputs.choice(ACTIVATIONS))
    if kind == "dropout":
        return dropout(inputs.choice([0.0, 0.2, 0.5]))
    booleans = [True, False]
    return batch_normalization(center=inputs.choice(booleans), scale=inputs.choice(booleans))


def dropout(rate):
    return {"dropout": {"rate": rate}}


def case(width, blocks, units):
    output = {"activation": "linear", "units": units}
    layers = [build_layer(*next(iter(block.items()))) for block in blocks]
    model = keras.Sequential([keras.Input((width,)), *layers, keras.layers.Dense(**output)])
    return {
        "count_params": model.count_params(),
        "inputs": width,
        "layers": blocks,
        "non_trainable": count(model.non_trainable_weights),
        "output": output,
        # Units, trainable and non-trainable parameters of every block and the output.
        "shapes": [
            [
                layer.output.shape[-1],
                count(layer.trainable_weights),
                count(layer.non_trainable_weights),
            ]
            for layer in model.layers
        ],
        "trainable": count(model.trainable_weights),
    }


def count(weights):
    """Numbers in `weights`, as `keras.Model.summary` adds them up: the state of a dropout's
    generator is a variable, but no weight."""
    return sum(math.prod(weight.shape) for weight in weights)
