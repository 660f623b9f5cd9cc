"""permutation_importance.json: scikit-learn's shuffling of whole columns, before they are
encoded, for small networks with given weights."""

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator, ClassifierMixin, RegressorMixin
from sklearn.inspection import permutation_importance
from sklearn.metrics import get_scorer

from makers.inputs import Inputs, one_hot

REPEATS = 5
PORTS = 3
UNITS = 6
# age, port, fare, deck (the same for all)
WIDTHS = [1, PORTS, 1, 1]


def make(seed):
    inputs = Inputs(seed)
    return [
        classifier_case(inputs, 60, 1, 0.5),
        classifier_case(inputs, 60, 1, 0.35),
        classifier_case(inputs, 80, 3, None),
        # Two rows only: some permutations leave them as they are.
        classifier_case(inputs, 2, 3, None),
        regressor_case(inputs, 50, (0.0, 1.0)),
        regressor_case(inputs, 50, (12.5, 3.25)),
    ]


def encoded(table):
    """A pipeline's columns: numbers as they are, the port one-hot."""
    ports = one_hot(table["port"], PORTS)
    return np.column_stack([table["age"], ports, table["fare"], table["deck"]])


class Network(BaseEstimator):
    """One hidden layer with weights that are given; keeps the tables that it is asked about."""

    def __init__(self, weights=None, seen=None):
        self.weights = weights
        self.seen = seen

    def fit(self, table, targets):
        return self

    def raw(self, table):
        hidden = np.maximum(encoded(table) @ self.weights[0] + self.weights[1], 0.0)
        return hidden @ self.weights[2] + self.weights[3]

    def predict(self, table):
        self.seen.append(table.copy())
        return self.said(self.raw(table))


class Classifier(ClassifierMixin, Network):
    def __init__(self, weights=None, seen=None, threshold=None):
        super().__init__(weights, seen)
        self.threshold = threshold

    @property
    def classes_(self):
        return np.arange(max(len(self.weights[3]), 2))

    def said(self, raw):
        if self.threshold is None:
            return raw.argmax(axis=1)
        return (1.0 / (1.0 + np.exp(-raw[:, 0])) > self.threshold).astype(int)


class Regressor(RegressorMixin, Network):
    def __init__(self, weights=None, seen=None, scaler=None):
        super().__init__(weights, seen)
        self.scaler = scaler

    def said(self, raw):
        offset, scale = self.scaler
        return raw[:, 0] * scale + offset


def table_of(inputs, rows):
    age = inputs.normal(rows, decimals=6)  # each another, so that a row is known by it
    return pd.DataFrame(
        {
            "age": age,
            "port": inputs.classes(rows, PORTS),
            "fare": np.round(0.8 * age + inputs.normal(rows, 0.6), 4),
            "deck": np.full(rows, 0.25),
        }
    )


def weights_of(inputs, outputs):
    return [
        inputs.normal((sum(WIDTHS), UNITS)),
        inputs.normal(UNITS, 0.3),
        inputs.normal((UNITS, outputs)),
        inputs.normal(outputs, 0.3),
    ]


def classifier_case(inputs, rows, outputs, threshold):
    table, weights = table_of(inputs, rows), weights_of(inputs, outputs)
    estimator = Classifier(weights, [], threshold)
    classes = max(outputs, 2)
    # Right in most rows, and by so much that 32 bits say the same.
    right = estimator.said(estimator.raw(table))
    is_right = inputs.random.random(rows) < 0.8
    targets = np.where(is_right, right, inputs.classes(rows, classes))
    case = case_of(estimator, table, targets, "accuracy")
    for shuffled in estimator.seen:
        raw = np.sort(estimator.raw(shuffled), axis=1)
        cut = 0.0 if outputs > 1 else np.log(threshold / (1.0 - threshold))
        margin = raw[:, -1] - raw[:, -2] if outputs > 1 else np.abs(raw[:, 0] - cut)
        assert margin.min() > 1e-5, margin.min()
    return case | {"classes": classes, "threshold": threshold}


def regressor_case(inputs, rows, scaler):
    table, weights = table_of(inputs, rows), weights_of(inputs, 1)
    estimator = Regressor(weights, [], scaler)
    said = estimator.said(estimator.raw(table))
    targets = np.round(said + scaler[1] * inputs.normal(rows, 0.5), 4)
    return case_of(estimator, table, targets, "r2") | {"target_scaler": scaler}


def case_of(estimator, table, targets, scoring):
    found = permutation_importance(
        estimator, table, targets, scoring=scoring, n_repeats=REPEATS, random_state=17
    )
    _, *shuffled = estimator.seen
    permutations = effective(table, shuffled)
    return {
        "baseline": get_scorer(scoring)(estimator, table, targets),
        # Between columns the largest over the pairs of their inputs; the deck varies nowhere.
        "correlations": correlations(encoded(table)),
        "importances": found.importances,
        "importances_mean": found.importances_mean,
        "importances_std": found.importances_std,
        "inputs": encoded(table),
        "permutations": permutations,
        "score": scoring,
        "targets": targets,
        "weights": dict(
            zip(("0/kernel", "0/bias", "1/kernel", "1/bias"), estimator.weights, strict=True)
        ),
        "widths": WIDTHS,
    }


def effective(table, shuffled):
    """Which row's values each row got, repeat by repeat: the same for every column."""
    place = {age: row for row, age in enumerate(table["age"])}
    assert len(place) == len(table)
    permutations = [[place[age] for age in one["age"]] for one in shuffled[:REPEATS]]
    tables = iter(shuffled)
    for column in table.columns:
        for permutation in permutations:
            expected = table.copy()
            expected[column] = table[column].to_numpy()[permutation]
            assert next(tables).equals(expected)
    return permutations


def correlations(numbers):
    """Per column the largest |r| with another, or null."""
    edges = np.cumsum([0, *WIDTHS])
    groups = [range(edges[at], edges[at + 1]) for at in range(len(WIDTHS))]
    varies = numbers.std(axis=0) > 0
    found = []
    for own in groups:
        pairs = [
            abs(np.corrcoef(numbers[:, one], numbers[:, other])[0, 1])
            for group in groups
            if group is not own
            for one in own
            for other in group
            if varies[one] and varies[other]
        ]
        found.append(max(pairs, default=None))
    return found
