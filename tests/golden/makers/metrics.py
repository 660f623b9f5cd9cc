"""metrics.json: metrics over batches, with ties and edge cases."""

import keras
import numpy as np
from sklearn.metrics import confusion_matrix, roc_auc_score

from makers.inputs import Inputs, one_hot

BATCHES = (8, 5, 1)


def make(seed):
    inputs = Inputs(seed)
    cases = binary(inputs) + multiclass(inputs) + regression(inputs)
    return cases + [auc_case(inputs, *settings) for settings in AUC] + confusion(inputs)


def binary(inputs):
    def batches():
        return [binary_batch(inputs, rows) for rows in BATCHES]

    cases = [case("accuracy", keras.metrics.BinaryAccuracy(), batches()) for _ in range(2)]
    for threshold in (0.5, 0.3, 0.75):
        settings = {"threshold": threshold}
        cases.append(
            case("binary_accuracy", keras.metrics.BinaryAccuracy(**settings), batches(), settings)
        )
    for name, metric in (("precision", keras.metrics.Precision), ("recall", keras.metrics.Recall)):
        for threshold in (0.5, 0.3, 0.75):
            cases.append(
                case(name, metric(thresholds=threshold), batches(), {"threshold": threshold})
            )
        # Nothing predicted as class 1; no row of class 1; neither.
        for targets, predictions in (([1, 0, 1], 0.2), ([0, 0, 0], 0.9), ([0, 0], 0.1)):
            column = np.array(targets, dtype=float)[:, None]
            one = [(column, np.full_like(column, predictions))]
            cases.append(case(name, metric(), one, {"threshold": 0.5}))
    return cases


def binary_batch(inputs, rows):
    targets = inputs.classes(rows, 2)[:, None].astype(float)
    predictions = inputs.uniform((rows, 1), 0.0, 1.0, decimals=2)
    predictions[0] = 0.5  # on the threshold: not class 1
    return targets, predictions


def multiclass(inputs):
    cases = []
    for count in (3, 5):
        for sparse in (False, True):
            name = "sparse_categorical_accuracy" if sparse else "categorical_accuracy"
            metric = (
                keras.metrics.SparseCategoricalAccuracy
                if sparse
                else keras.metrics.CategoricalAccuracy
            )
            batches = []
            for rows in BATCHES:
                classes = inputs.classes(rows, count)
                # Tenths, so that the largest is often a tie: the first counts.
                predictions = inputs.uniform((rows, count), 0.0, 1.0, decimals=1)
                targets = classes[:, None].astype(float) if sparse else one_hot(classes, count)
                batches.append((targets, predictions))
            cases.append(case(name, metric(), batches))
            cases.append(case("accuracy", metric(), batches))
    return cases


def regression(inputs):
    metrics = {
        "mean_absolute_error": keras.metrics.MeanAbsoluteError,
        "mean_squared_error": keras.metrics.MeanSquaredError,
        "root_mean_squared_error": keras.metrics.RootMeanSquaredError,
        "r2_score": keras.metrics.R2Score,
    }
    cases = []
    for name, metric in metrics.items():
        for noise in (0.1, 1.0, 5.0):
            batches = []
            for rows in BATCHES:
                targets = inputs.normal((rows, 1), 2.0)
                batches.append((targets, np.round(targets + inputs.normal((rows, 1), noise), 4)))
            cases.append(case(name, metric(), batches))
    # All targets alike: nothing to explain.
    alike = np.full((4, 1), 2.5)
    cases.append(case("r2_score", keras.metrics.R2Score(), [(alike, inputs.normal((4, 1)))]))
    cases.append(case("r2_score", keras.metrics.R2Score(), [(alike, alike)]))
    return cases


def case(name, metric, batches, settings=None):
    """`values` holds the metric over all rows so far, after each batch."""
    written, values = [], []
    for targets, predictions in batches:
        metric.update_state(targets, predictions)
        values.append(finite(metric.result()))
        written.append({"predictions": predictions, "targets": targets})
    return {
        "batches": written,
        "keras_class": type(metric).__name__,
        "metric": name,
        "settings": settings or {},
        "values": values,
    }


def finite(value):
    """JSON has no NaN: null stands for it."""
    value = float(value)
    return value if np.isfinite(value) else None


# Rows, decimals of the scores (few: many ties), share of class 1.
AUC = [(10, 2, 0.5), (40, 1, 0.5), (60, 1, 0.2), (60, 3, 0.8), (30, 0, 0.5), (2, 2, 0.5)]


def auc_case(inputs, rows, decimals, share):
    """The exact area (scikit-learn); keras.metrics.AUC approximates it with 200 thresholds."""
    targets = (inputs.random.random(rows) < share).astype(float)
    targets[:2] = [0.0, 1.0]
    scores = np.clip(np.round(0.3 * targets + inputs.uniform(rows, 0.0, 0.7), decimals), 0, 1)
    return {
        "batches": [{"predictions": scores[:, None], "targets": targets[:, None]}],
        "keras_class": None,
        "metric": "auc",
        "settings": {},
        "values": [float(roc_auc_score(targets, scores))],
    }


def confusion(inputs):
    cases = []
    for count, rows in ((2, 20), (3, 30), (5, 12)):
        targets, predicted = inputs.classes(rows, count), inputs.classes(rows, count)
        cases.append(
            {
                "classes": count,
                # A row per true class, a column per predicted class.
                "matrix": confusion_matrix(targets, predicted, labels=range(count)),
                "metric": "confusion_matrix",
                "predicted": predicted,
                "targets": targets,
            }
        )
    return cases
