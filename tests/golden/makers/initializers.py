"""initializers.json: the moments of Keras's draws, for a test that compares its own."""

import keras
import numpy as np

NAMES = [
    "glorot_uniform",
    "glorot_normal",
    "he_uniform",
    "he_normal",
    "lecun_uniform",
    "lecun_normal",
    "random_normal",
]
# Inputs, outputs, number of matrices drawn.
SHAPES = [(400, 500, 5), (30, 20, 400), (3, 64, 1000)]


def make(seed):
    return [case(name, *shape, seed) for name in NAMES for shape in SHAPES]


def case(name, fan_in, fan_out, matrices, seed):
    """Only here do Keras's own draws end in a file: as moments with three digits.

    `kurtosis` is the fourth moment over the squared second: 1.8 for a uniform
    distribution, 3 for a normal one, less for a truncated one.
    """
    draws = np.concatenate([draw(name, (fan_in, fan_out), seed + i) for i in range(matrices)])
    std = np.std(draws)
    kurtosis = np.mean((draws - np.mean(draws)) ** 4) / std**4
    bounded = name != "random_normal"
    return {
        "draws": draws.size,
        "initializer": name,
        "kurtosis": three_digits(kurtosis),
        "kurtosis_tolerance": 0.05,
        # No draw of Keras lies beyond +-bound; random_normal has none.
        "largest": three_digits(np.max(np.abs(draws))) if bounded else None,
        "largest_tolerance": 0.01,
        "mean_over_std": 0.0,
        "mean_over_std_tolerance": 0.01,
        "measured_mean_over_std": round(float(np.mean(draws) / std), 3),
        "shape": [fan_in, fan_out],
        "std": three_digits(std),
        "std_relative_tolerance": 0.01,
        "theory": theory(name, fan_in, fan_out),
    }


def draw(name, shape, seed):
    initializer = keras.initializers.get({"class_name": class_name(name), "config": {"seed": seed}})
    return np.asarray(initializer(shape, dtype="float64")).ravel()


def class_name(name):
    return "".join(part.capitalize() for part in name.split("_"))


def theory(name, fan_in, fan_out):
    """Keras's formulas: standard deviation and the bound that no draw passes."""
    if name == "random_normal":
        return {"bound": None, "std": 0.05}
    family, distribution = name.split("_")
    scale, fan = {
        "glorot": (1.0, (fan_in + fan_out) / 2),
        "he": (2.0, fan_in),
        "lecun": (1.0, fan_in),
    }[family]
    std = np.sqrt(scale / fan)
    if distribution == "uniform":
        return {"bound": np.sqrt(3.0) * std, "std": std}
    # Cut at two standard deviations; the divisor gives back the variance that is cut off.
    return {"bound": 2.0 * std / 0.87962566103423978, "std": std}


def three_digits(value):
    return float(f"{value:.3g}")
