"""Experiments that between them have every layer, activation, loss and optimizer, trained by
`descent train`, and what the checks of model files share."""

import argparse
import csv
import json
import subprocess
import sys
from pathlib import Path

ACTIVATIONS = [
    "linear", "relu", "leaky_relu", "elu", "selu", "gelu", "silu", "softplus", "sigmoid",
    "tanh", "softmax", "exponential",
]  # fmt: skip


def dense(units, activation="relu", **settings):
    return {"dense": {"units": units, "activation": activation, **settings}}


def gallery(dataset):
    return {"source": {"gallery": {"id": dataset}}}


def experiments():
    """Each by its name."""
    every = [dense(8, name) for name in ACTIVATIONS if name != "exponential"]
    others = [
        dense(6, "linear", use_bias=False, kernel_initializer="he_normal"),
        {"batch_normalization": {"momentum": 0.9, "epsilon": 0.01}},
        {"activation": {"activation": "exponential"}},
        {"dropout": {"rate": 0.25, "seed": 7}},
        {"dropout": {"rate": 0.1}},
        {"batch_normalization": {"center": False}},
        {"batch_normalization": {"scale": False}},
        dense(5, "tanh", kernel_regularizer={"l1": 0.001, "l2": 0.01}),
    ]
    made = {
        "sonar": {
            "data": {**gallery("sonar"), "scaling": "standard"},
            "network": {"layers": [dense(12), {"dropout": {"rate": 0.2}}, dense(8, "tanh")]},
            "training": {"metrics": ["precision", "recall", "auc"]},
        },
        "red-wine": {
            "data": {
                **gallery("red-wine"),
                "target": "quality",
                "task": "regression",
                "scaling": "standard",
                "preparation": {"target_scaling": "standard"},
            },
            "network": {"layers": every[:6]},
            "training": {
                "loss": {"huber": {"delta": 2.0}},
                "optimizer": "rms_prop",
                "metrics": ["r2_score", "root_mean_squared_error", "mean_squared_error"],
            },
        },
        "titanic": {
            "data": {**gallery("titanic"), "scaling": "min_max"},
            "network": {"layers": others},
            "training": {"threshold": 0.4, "optimizer": {"adam_w": {"weight_decay": 0.01}}},
        },
        "iris": {
            "data": {**gallery("iris"), "scaling": "robust"},
            "network": {"layers": every[6:]},
            "training": {"optimizer": "nadam", "loss": "sparse_categorical_crossentropy"},
        },
        "iris-without-hidden": {
            "data": gallery("iris"),
            "network": {"layers": []},
            "training": {"optimizer": "adagrad", "clipping": {"norm": 1.0}},
        },
        "sonar-hinge": {
            "data": gallery("sonar"),
            "network": {"layers": [dense(4, "selu", kernel_initializer="lecun_normal")]},
            "training": {
                "loss": "hinge",
                "optimizer": {"sgd": {"momentum": 0.9, "nesterov": True}},
                "schedule": {"exponential_decay": {"decay_steps": 50, "decay_rate": 0.9}},
                "clipping": {"value": 0.5},
            },
        },
        "concrete": {
            "data": {**gallery("concrete"), "scaling": "standard"},
            "network": {"layers": [dense(64), dense(64)], "output_activation": "softplus"},
            "training": {
                "loss": "log_cosh",
                "optimizer": {"sgd": {}},
                "schedule": {"cosine_decay": {"decay_steps": 100, "alpha": 0.1}},
            },
        },
        "digits": {
            "data": {
                **gallery("digits"),
                "target": "digit",
                "task": "multiclass_classification",
            },
            "network": {"layers": [dense(16, "softplus")]},
            "training": {"loss": "mean_squared_error"},
        },
    }
    for experiment in made.values():
        experiment["training"].setdefault("epochs", 4)
        experiment["training"]["early_stopping"] = False
    return made


def run(descent, *arguments):
    command = [str(descent), *map(str, arguments)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\n{done.stderr}")
    return done


def train(descent, folder, name, experiment, data=None):
    """Paths of the experiment, of its weights, and the predictions of its validation rows."""
    path = folder / f"{name}.json"
    path.write_text(json.dumps(experiment))
    weights, predictions = folder / f"{name}.safetensors", folder / f"{name}.csv"
    table = ["--data", data] if data else []
    run(descent, "train", path, *table, "--save", weights, "--predictions", predictions)
    return path, weights, predictions


def read_csv(path, part="validation"):
    """Names and rows of a part, as texts."""
    with Path(path).open(newline="", encoding="utf-8") as file:
        names, *rows = list(csv.reader(file))
    return names[1:], [row[1:] for row in rows if row[0] == part]


def arguments(about):
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--descent", type=Path, required=True, help="the command to check")
    parser.add_argument("--out", type=Path, default=Path("target/export-check-models"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    return options
