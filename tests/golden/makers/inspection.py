"""inspection.json: scikit-learn's figures of predictions: curves, classes and residuals."""

import numpy as np
from sklearn.calibration import calibration_curve
from sklearn.metrics import (
    accuracy_score,
    mean_absolute_error,
    precision_recall_fscore_support,
    r2_score,
    roc_auc_score,
    roc_curve,
    root_mean_squared_error,
)

from makers.inputs import Inputs


def make(seed):
    inputs = Inputs(seed)
    return roc_curves(inputs) + classes(inputs) + calibration(inputs) + regression(inputs)


# Rows, decimals of the scores (one: many ties), share of class 1.
ROC = [(12, 2, 0.5), (30, 2, 0.5), (60, 2, 0.2), (60, 1, 0.6)]


def roc_curves(inputs):
    cases = []
    for rows, decimals, share in ROC:
        targets = both_classes(inputs, rows, share)
        scores = np.round(0.3 * targets + inputs.uniform(rows, 0.0, 0.7), decimals)
        cases.append(roc_case(targets, scores))
    # All scores alike; the classes apart; apart the wrong way round.
    targets = both_classes(inputs, 20, 0.4)
    cases.append(roc_case(targets, np.full(20, 0.37)))
    for higher in (1, 0):
        targets = both_classes(inputs, 24, 0.5)
        low, high = inputs.uniform(24, 0.0, 0.45, 2), inputs.uniform(24, 0.55, 1.0, 2)
        cases.append(roc_case(targets, np.where(targets == higher, high, low)))
    # Scores as the hinge loss has them.
    targets = both_classes(inputs, 40, 0.5)
    scores = np.clip(2 * targets - 1 + inputs.normal(40, 1.5, decimals=2), -3, 3)
    cases.append(roc_case(targets, scores))
    return cases


def both_classes(inputs, rows, share):
    """Zeros and ones, the first two rows one of each."""
    targets = (inputs.random.random(rows) < share).astype(int)
    targets[:2] = [0, 1]
    return targets


def roc_case(targets, scores):
    false_positive_rate, true_positive_rate, thresholds = roc_curve(targets, scores)
    return {
        "area": roc_auc_score(targets, scores),
        "false_positive_rate": false_positive_rate,
        "figure": "roc_curve",
        "scores": scores,
        "targets": targets,
        # The first is infinite, which JSON has not: null stands for it.
        "thresholds": [None, *thresholds[1:].tolist()],
        "true_positive_rate": true_positive_rate,
    }


# Classes, rows, classes that are never predicted, classes without rows.
CLASSES = [
    (2, 20, [], []),
    (2, 15, [1], []),
    (2, 15, [], [1]),
    (3, 30, [], []),
    (3, 30, [1], []),
    (3, 30, [], [2]),
    (10, 60, [], []),
    (10, 60, [4, 9], [7, 9]),
]


def classes(inputs):
    cases = []
    for count, rows, never_predicted, without_rows in CLASSES:
        targets = inputs.classes(rows, count)
        is_right = inputs.random.random(rows) < 0.6
        predicted = np.where(is_right, targets, inputs.classes(rows, count))
        # What is not to be there becomes class 0.
        targets[np.isin(targets, without_rows)] = 0
        predicted[np.isin(predicted, never_predicted)] = 0
        cases.append(class_case(count, targets, predicted))
    return cases


def class_case(count, targets, predicted):
    precision, recall, fscore, support = precision_recall_fscore_support(
        targets, predicted, labels=range(count), zero_division=0
    )
    return {
        "accuracy": accuracy_score(targets, predicted),
        "classes": count,
        "figure": "precision_recall_fscore_support",
        "fscore": fscore,
        "precision": precision,
        "predicted": predicted,
        "recall": recall,
        "support": support,
        "targets": targets,
    }


def calibration(inputs):
    edges = np.round(np.arange(11) / 10, 1)
    return [
        # Each edge three times, nothing between.
        calibration_case(inputs, np.tile(edges, 3)),
        # Edges, values between, and 0 and 1 themselves.
        calibration_case(
            inputs, np.concatenate([[0.0, 0.1, 0.3, 0.7, 1.0], inputs.uniform(45, 0.0, 1.0, 2)])
        ),
        # Most bins are empty, the first and the last among them.
        calibration_case(inputs, np.append([0.3, 0.7], inputs.uniform(18, 0.21, 0.4, 2))),
        # Close to 0 and to 1, as of a model that is sure.
        calibration_case(
            inputs,
            np.concatenate([[0.0, 1.0], inputs.uniform(14, 0, 0.12), inputs.uniform(14, 0.88, 1)]),
        ),
    ]


def calibration_case(inputs, scores):
    """Class 1 is about as frequent as the scores say."""
    targets = (inputs.random.random(len(scores)) < 0.15 + 0.7 * scores).astype(int)
    fraction_of_positives, mean_predicted = calibration_curve(
        targets, scores, n_bins=10, strategy="uniform"
    )
    return {
        "figure": "calibration_curve",
        "fraction_of_positives": fraction_of_positives,
        "mean_predicted": mean_predicted,
        "scores": scores,
        "targets": targets,
    }


def regression(inputs):
    near, alike = inputs.normal(30, 2.0), np.full(12, 2.5)
    return [
        regression_case(near, np.round(near + inputs.normal(30, 0.5), 4)),
        # Worse than the mean of the targets.
        regression_case(inputs.normal(20, 2.0), inputs.normal(20, 4.0)),
        # All targets alike: nothing to explain.
        regression_case(alike, inputs.normal(12, 2.0)),
    ]


def regression_case(targets, predictions):
    return {
        "figure": "regression",
        "mean_absolute_error": mean_absolute_error(targets, predictions),
        "predictions": predictions,
        "r2": r2_score(targets, predictions),
        "root_mean_squared_error": root_mean_squared_error(targets, predictions),
        "targets": targets,
    }
