"""layers.json: Dense and BatchNormalization, forward and backward."""

import keras

from makers.gradients import pull_back, tensor
from makers.inputs import Inputs

# activation, use_bias, l1, l2
DENSE = [
    ("linear", True, 0.0, 0.0),
    ("linear", False, 0.0, 0.0),
    ("relu", True, 0.0, 0.0),
    ("tanh", True, 0.0, 0.0),
    ("sigmoid", False, 0.0, 0.0),
    ("gelu", True, 0.0, 0.0),
    ("softmax", True, 0.0, 0.0),
    ("linear", True, 0.01, 0.0),
    ("linear", True, 0.0, 0.05),
    ("tanh", False, 0.003, 0.02),
]
# momentum, epsilon, center, scale
BATCH_NORMALIZATION = [
    (0.99, 0.001, True, True),
    (0.9, 0.00001, True, True),
    (0.5, 0.1, True, True),
    (0.99, 0.001, False, True),
    (0.99, 0.001, True, False),
    (0.0, 0.001, False, False),
]


def make(seed):
    inputs = Inputs(seed)
    dense = [dense_case(inputs, *settings) for settings in DENSE]
    return dense + [batch_normalization_case(inputs, *settings) for settings in BATCH_NORMALIZATION]


def dense_case(inputs, activation, use_bias, l1, l2):
    rows, width, units = 5, inputs.integer(2, 6), inputs.integer(2, 6)
    regularizer = kernel_regularizer(l1, l2)
    layer = keras.layers.Dense(
        units, activation=activation, use_bias=use_bias, kernel_regularizer=regularizer
    )
    layer.build((rows, width))
    x, upstream = inputs.normal((rows, width)), inputs.normal((rows, units))
    kernel = inputs.normal((width, units), scale=0.7)
    weights = {"kernel": kernel} | ({"bias": inputs.normal(units, scale=0.3)} if use_bias else {})
    layer.set_weights(list(weights.values()))

    def forward(x, *variables):
        return layer.stateless_call(list(variables), [], x)[0]

    def penalty(*variables):
        *_, losses = layer.stateless_call(list(variables), [], tensor(x), return_losses=True)
        return sum(losses, start=0.0 * keras.ops.sum(variables[0]))

    output, (gradient_x, *gradients) = pull_back(forward, [x, *weights.values()], upstream)
    penalty_value, (penalty_gradient, *_) = pull_back(penalty, weights.values(), 1.0)
    return {
        "activation": activation,
        "gradients": dict(zip(weights, gradients, strict=True)),
        "gradient_x": gradient_x,
        "kernel_regularizer": {"l1": l1, "l2": l2},
        "layer": "dense",
        "output": output,
        "penalty": penalty_value,
        "penalty_gradient": penalty_gradient,
        "upstream": upstream,
        "use_bias": use_bias,
        "weights": weights,
        "x": x,
    }


def kernel_regularizer(l1, l2):
    """Keras's class for the weights that are not zero."""
    if l1 and l2:
        return keras.regularizers.L1L2(l1=l1, l2=l2)
    if l1:
        return keras.regularizers.L1(l1)
    return keras.regularizers.L2(l2) if l2 else None


def batch_normalization_case(inputs, momentum, epsilon, center, scale):
    width = inputs.integer(2, 4)
    layer = keras.layers.BatchNormalization(
        momentum=momentum, epsilon=epsilon, center=center, scale=scale
    )
    layer.build((None, width))
    trainable = {}
    if scale:
        trainable["gamma"] = inputs.uniform(width, 0.5, 1.5)
    if center:
        trainable["beta"] = inputs.normal(width, scale=0.4)
    moving = {
        "moving_mean": inputs.normal(width, scale=0.5),
        "moving_variance": inputs.uniform(width, 0.4, 1.6),
    }
    layer.set_weights([*trainable.values(), *moving.values()])
    settings = {"center": center, "epsilon": epsilon, "momentum": momentum, "scale": scale}
    # The batch of one row: its variance is 0.
    batches = [
        batch(inputs, layer, trainable, (rows, width), training=True) for rows in (8, 5, 16, 1)
    ]
    return {
        "inference": batch(inputs, layer, trainable, (4, width), training=False),
        "layer": "batch_normalization",
        "settings": settings,
        "training": batches,
        "weights": trainable | moving,
    }


def batch(inputs, layer, trainable, shape, training):
    """One batch through `layer`, which keeps the moving statistics that follow."""
    x = inputs.uniform(shape, -2.0, 4.0)
    upstream = inputs.normal(shape)
    moving = [variable.value for variable in layer.non_trainable_variables]

    variables = [variable.value for variable in layer.trainable_variables]
    _, moving_after = layer.stateless_call(variables, moving, tensor(x), training=training)

    def forward(x, *variables):
        return layer.stateless_call(list(variables), moving, x, training=training)[0]

    output, (gradient_x, *gradients) = pull_back(forward, [x, *variables], upstream)
    for variable, value in zip(layer.non_trainable_variables, moving_after, strict=True):
        variable.assign(value)
    return {
        "gradients": dict(zip(trainable, gradients, strict=True)),
        "gradient_x": gradient_x,
        "moving_mean": moving_after[0],
        "moving_variance": moving_after[1],
        "output": output,
        "upstream": upstream,
        "x": x,
    }
