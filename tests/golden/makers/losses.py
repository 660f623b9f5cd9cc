"""losses.json: every loss and its gradient with respect to the raw output or logits.

The cases with `predictions` have the cross-entropies take the raw output for
probabilities, as they do behind an activation that is neither sigmoid nor softmax."""

import keras
import numpy as np

from makers.gradients import pull_back
from makers.inputs import Inputs, one_hot

# Rows and outputs.
REGRESSION_SHAPES = [(1, 1), (5, 1), (8, 3)]
CLASSES = [(1, 2), (6, 3), (9, 5)]


def make(seed):
    inputs = Inputs(seed)
    cases = []
    for loss in (
        "mean_squared_error",
        "mean_absolute_error",
        {"huber": {"delta": 1.0}},
        {"huber": {"delta": 0.3}},
        "log_cosh",
    ):
        cases += regression(inputs, loss)
    cases += binary(inputs) + hinge(inputs)
    for loss in ("categorical_crossentropy", "sparse_categorical_crossentropy"):
        cases += multiclass(inputs, loss)
    cases += binary_predictions(inputs)
    for loss in ("categorical_crossentropy", "sparse_categorical_crossentropy"):
        cases += multiclass_predictions(inputs, loss)
    return cases


def regression(inputs, loss):
    cases = []
    for shape in REGRESSION_SHAPES:
        raw, targets = inputs.normal(shape, 1.5), inputs.normal(shape, 1.5)
        cases.append(case(loss, raw, targets))
        weights = inputs.uniform(shape[0], 0.0, 3.0, decimals=2)
        cases.append(case(loss, raw, targets, sample_weights=weights))
    raw, targets = inputs.normal((6, 1), 40.0), inputs.normal((6, 1), 40.0)
    cases.append(case(loss, raw, targets))
    return cases


def binary(inputs):
    loss = "binary_crossentropy"
    cases = []
    for rows in (1, 6, 12):
        # Probabilities within Keras's clipping at 1e-7.
        logits, targets = inputs.uniform((rows, 1), -11.5, 11.5), inputs.classes(rows, 2)
        columns = targets[:, None].astype(float)
        cases.append(case(loss, logits, columns))
        cases.append(case(loss, logits, columns, class_weights=[0.5, 2.25]))
        weights = inputs.uniform(rows, 0.0, 3.0, decimals=2)
        cases.append(case(loss, logits, columns, sample_weights=weights))
        cases.append(case(loss, logits, columns, from_logits=True))
    large = np.array([[40.0], [-40.0], [40.0], [-40.0], [200.0], [-200.0], [0.0], [0.0001]])
    targets = np.array([[1.0], [0.0], [0.0], [1.0], [0.0], [1.0], [1.0], [0.0]])
    cases.append(case(loss, large, targets, from_logits=True))
    cases.append(case(loss, large, targets, from_logits=True, class_weights=[0.5, 2.25]))
    return cases


def hinge(inputs):
    cases = []
    for rows in (1, 7, 15):
        raw, targets = inputs.normal((rows, 1), 1.5), inputs.classes(rows, 2)
        columns = targets[:, None].astype(float)
        cases.append(case("hinge", raw, columns))
        cases.append(case("hinge", raw, columns, class_weights=[1.5, 0.75]))
    # Labels of -1 and 1 are taken as they are.
    raw, targets = inputs.normal((6, 1), 1.5), inputs.classes(6, 2)
    cases.append(case("hinge", raw, 2.0 * targets[:, None] - 1.0))
    return cases


def multiclass(inputs, loss):
    cases = []
    for rows, count in CLASSES:
        logits, classes = inputs.uniform((rows, count), -5.5, 5.5), inputs.classes(rows, count)
        targets = targets_for(loss, classes, count)
        weights = inputs.uniform(rows, 0.0, 3.0, decimals=2)
        class_weights = inputs.uniform(count, 0.2, 3.0, decimals=2)
        cases.append(case(loss, logits, targets))
        cases.append(case(loss, logits, targets, sample_weights=weights))
        cases.append(case(loss, logits, targets, class_weights=class_weights))
        cases.append(case(loss, logits, targets, from_logits=True))
    large = np.array(
        [[90.0, -90.0, 0.0], [90.0, -90.0, 0.0], [0.0, 0.0, 0.0], [300.0, 299.0, -300.0]]
    )
    targets = targets_for(loss, [0, 1, 2, 1], 3)
    cases.append(case(loss, large, targets, from_logits=True))
    return cases


def binary_predictions(inputs):
    loss = "binary_crossentropy"
    cases = []
    for rows in (1, 6, 18):
        # Beyond 0 and 1 Keras clips, and the loss is flat.
        raw, targets = inputs.uniform((rows, 1), 0.02, 0.98, 2), inputs.classes(rows, 2)
        columns = targets[:, None].astype(float)
        cases.append(case(loss, raw, columns, predictions=True))
        weights = inputs.uniform(rows, 0.0, 3.0, decimals=2)
        raw = inputs.uniform((rows, 1), -0.6, 1.6, 2)
        cases.append(case(loss, raw, columns, sample_weights=weights, predictions=True))
        cases.append(case(loss, raw, columns, class_weights=[0.5, 2.25], predictions=True))
    raw, targets = np.array([[0.0], [1.0], [0.0], [1.0]]), np.array([[0.0], [1.0], [1.0], [0.0]])
    cases.append(case(loss, raw, targets, predictions=True))
    return cases


def multiclass_predictions(inputs, loss):
    cases = []
    for rows, count in CLASSES:
        raw, classes = inputs.uniform((rows, count), 0.02, 1.5, 2), inputs.classes(rows, count)
        targets = targets_for(loss, classes, count)
        cases.append(case(loss, raw, targets, predictions=True))
        weights = inputs.uniform(rows, 0.0, 3.0, decimals=2)
        cases.append(case(loss, raw, targets, sample_weights=weights, predictions=True))
        # Shares of a sum may lie below 0, and one alone may lie above 1.
        raw = raw.copy()
        raw[:, 0] = -0.25 * (np.arange(rows) % 2)
        cases.append(case(loss, raw, targets, predictions=True))
    raw = np.array([[0.0, 2.0, 0.0], [1.0, -0.5, 0.0], [-1.0, -2.0, -3.0], [0.25, 0.25, 0.5]])
    targets = targets_for(loss, [1, 2, 0, 2], 3)
    cases.append(case(loss, raw, targets, predictions=True))
    return cases


def targets_for(loss, classes, count):
    """One-hot rows, or a column of class numbers."""
    if loss == "categorical_crossentropy":
        return one_hot(classes, count)
    return np.asarray(classes, dtype=float)[:, None]


def case(
    loss,
    raw,
    targets,
    sample_weights=None,
    class_weights=None,
    from_logits=False,
    predictions=False,
):
    name, settings = split_name(loss)
    keras_loss = keras_class(name, settings, from_logits)
    activation = "linear" if from_logits or predictions else output_activation(name)
    weights = sample_weights
    if class_weights is not None:
        # As Model.fit does it: every row gets the weight of its class.
        weights = np.asarray(class_weights)[class_numbers(targets)]

    def value(raw):
        output = keras.activations.get(activation)(raw)
        return keras_loss(targets, output, sample_weight=weights)

    loss_value, (gradient,) = pull_back(value, [raw], 1.0)
    kind = {"predictions": True} if predictions else {}
    return kind | {
        "class_weights": class_weights,
        "from_logits": from_logits,
        "gradient": gradient,
        "loss": loss,
        "raw": raw,
        "sample_weights": weights,
        "targets": targets,
        "value": loss_value,
    }


def split_name(loss):
    """`"mean_squared_error"` or `{"huber": {"delta": 1.0}}` as name and settings."""
    return (loss, {}) if isinstance(loss, str) else next(iter(loss.items()))


def keras_class(name, settings, from_logits=False):
    classes = {
        "mean_squared_error": keras.losses.MeanSquaredError,
        "mean_absolute_error": keras.losses.MeanAbsoluteError,
        "huber": keras.losses.Huber,
        "log_cosh": keras.losses.LogCosh,
        "binary_crossentropy": keras.losses.BinaryCrossentropy,
        "categorical_crossentropy": keras.losses.CategoricalCrossentropy,
        "sparse_categorical_crossentropy": keras.losses.SparseCategoricalCrossentropy,
        "hinge": keras.losses.Hinge,
    }
    logits = {"from_logits": True} if from_logits else {}
    return classes[name](**settings, **logits)


def output_activation(name):
    if name == "binary_crossentropy":
        return "sigmoid"
    return "softmax" if name.endswith("categorical_crossentropy") else "linear"


def class_numbers(targets):
    numbers = np.argmax(targets, axis=-1) if targets.shape[1] > 1 else targets[:, 0]
    return numbers.astype(int)
