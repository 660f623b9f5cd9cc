"""Seeded inputs with few digits, so that a file holds them exactly."""

import numpy as np


class Inputs:
    """Random numbers that do not depend on Keras."""

    def __init__(self, seed):
        self.random = np.random.Generator(np.random.PCG64(seed))

    def normal(self, shape, scale=1.0, decimals=4):
        return np.round(self.random.normal(0.0, scale, shape), decimals) + 0.0

    def uniform(self, shape, low, high, decimals=4):
        return np.round(self.random.uniform(low, high, shape), decimals) + 0.0

    def classes(self, rows, count):
        """Class numbers, each class at least once where there are rows enough."""
        numbers = np.concatenate(
            [np.arange(min(count, rows)), self.random.integers(0, count, rows)]
        )
        return self.random.permutation(numbers[:rows])

    def choice(self, options):
        return options[int(self.random.integers(len(options)))]

    def integer(self, low, high):
        """An integer from `low` to `high`, both included."""
        return int(self.random.integers(low, high + 1))


def one_hot(classes, count):
    return np.eye(count)[np.asarray(classes, dtype=int)]
