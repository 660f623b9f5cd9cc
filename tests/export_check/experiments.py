"""The experiments whose scripts are checked: together they have every setting."""

from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent


def dense(units, activation="relu", **settings):
    return {"dense": {"units": units, "activation": activation, **settings}}


def activation(name):
    return {"activation": {"activation": name}}


def batch_norm(**settings):
    return {"batch_normalization": settings}


def experiment(source, target, task, layers, training, seed=42, network=None, **data):
    return {
        "title": "Check",
        "data": {"source": source, "target": target, "task": f"{task}", **data},
        "network": {"layers": layers, **(network or {})},
        "training": {"early_stopping": False, **training},
        "seed": seed,
    }


def gallery(name):
    return {"gallery": {"id": name}}


def made(shape, **settings):
    return {"synthetic": {"shape": shape, "rows": 200, **settings}}


BINARY, MULTI, REGRESSION = (
    "binary_classification",
    "multiclass_classification",
    "regression",
)


def write(folder, name, text, encoding):
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def semicolons(folder):
    """As a German spreadsheet writes it: semicolons, decimal commas, Windows-1252, gaps."""
    rng = np.random.default_rng(1)
    lines = ["Größe;Gewicht;Farbe;Kaufdatum;Preis"]
    for row in range(160):
        size, weight = rng.normal(170, 12), rng.normal(70, 9)
        year, month, day = str(np.datetime64("2021-03-01") + int(rng.integers(0, 900))).split("-")
        price = 3 * size - weight + 40 * (row % 3) + rng.normal(0, 5)
        fields = [
            f"{size:.1f}".replace(".", ","),
            "k.A." if row % 11 == 0 else f"{weight:.2f}".replace(".", ","),
            ["rot", "grün", "weiß"][row % 3],
            "" if row % 17 == 3 else f"{day}.{month}.{year}",
            f"{price:.2f}".replace(".", ","),
        ]
        lines.append(";".join(fields))
    return write(folder, "preise.csv", "\n".join(lines) + "\n", "windows-1252")


def survey(folder):
    """What pandas has no word for: percent signs, durations, several choices in a cell."""
    rng = np.random.default_rng(2)
    tools = ["Python", "R", "SQL", "Julia"]
    lines = ["Tools;Share;Time;Visited;Income"]
    for row in range(120):
        chosen = [tool for tool in tools if rng.random() < 0.5]
        share, minutes = int(rng.integers(0, 100)), int(rng.integers(1, 180))
        income = 900 + 300 * ("SQL" in chosen) + 9 * share + minutes + rng.normal(0, 20)
        day = np.datetime64("2020-01-01") + int(rng.integers(0, 700))
        time = f"{minutes // 60}:{minutes % 60:02}:30"
        lines.append(f"{', '.join(chosen)};{share} %;{time};{day};{income:.1f}")
    return write(folder, "survey.csv", "\n".join(lines) + "\n", "utf-8")


def own(path):
    return {"file": {"name": path.name}}


def experiments(folder):
    """Name -> experiment, its table if it is none of the Gallery's, what it holds."""
    prices, answers = semicolons(folder), survey(folder)
    return {
        "iris": (
            experiment(
                gallery("iris"),
                "species",
                MULTI,
                [dense(8)],
                {"loss": "categorical_crossentropy", "epochs": 20, "batch_size": 16},
            ),
            None,
            "three classes, Adam",
        ),
        "sonar": (
            experiment(
                gallery("sonar"),
                "Class",
                BINARY,
                [dense(16), batch_norm(), dense(8, "tanh", kernel_regularizer={"l2": 0.01})],
                {
                    "loss": "binary_crossentropy",
                    "metrics": ["auc", "precision"],
                    "epochs": 20,
                    "early_stopping": True,
                },
                split={"test_percent": 10},
            ),
            None,
            "BatchNormalization, L2, a test part, early stopping",
        ),
        "titanic": (
            experiment(
                gallery("titanic"),
                "survived",
                BINARY,
                [dense(16, "elu", kernel_initializer="he_normal")],
                {"loss": "binary_crossentropy", "epochs": 10, "class_weights": "balanced"},
            ),
            None,
            "gaps, categories, balanced classes",
        ),
        "red wine": (
            experiment(
                gallery("red-wine"),
                "quality",
                REGRESSION,
                [dense(24, "silu", kernel_initializer="glorot_normal")],
                {
                    "loss": "mean_squared_error",
                    "epochs": 15,
                    "learning_rate": 0.01,
                    "optimizer": {"sgd": {"momentum": 0.9, "nesterov": True}},
                    "metrics": ["r2_score", "root_mean_squared_error", "mean_squared_error"],
                    "early_stopping": True,
                    "stopping": {"monitor": "val_r2_score", "patience": 3, "min_delta": 0.005},
                },
                scaling="robust",
                preparation={"target_scaling": "standard"},
            ),
            None,
            "scaled target, Nesterov, early stopping by R2",
        ),
        "decimal commas": (
            experiment(
                own(prices),
                "Preis",
                REGRESSION,
                [dense(12, "leaky_relu")],
                {
                    "loss": {"huber": {"delta": 2.0}},
                    "epochs": 15,
                    "optimizer": "rmsprop",
                    "learning_rate": 0.01,
                    "clipping": {"value": 0.05},
                },
                preparation={
                    "target_scaling": "robust",
                    "imputer": "mean",
                    "columns": {
                        "Kaufdatum": {
                            "dates": ["days_since", "month", "weekday"],
                            "imputer": "most_frequent",
                        }
                    },
                },
                reading={"missing": ["k.A."]},
            ),
            prices,
            "semicolons, Windows-1252, dates, Huber, RMSprop, clipped values",
        ),
        "survey": (
            experiment(
                own(answers),
                "Income",
                REGRESSION,
                [dense(10, "selu")],
                {"loss": "log_cosh", "epochs": 12, "optimizer": "nadam", "learning_rate": 0.01},
                split={"method": "in_order", "test_percent": 10},
                preparation={"target_scaling": "min_max"},
            ),
            answers,
            "percent signs, durations, choices, rows in order, log-cosh, Nadam",
        ),
        "two moons": (
            experiment(
                made("two_moons"),
                "class",
                BINARY,
                [dense(6, "gelu")],
                {
                    "loss": "binary_crossentropy",
                    "epochs": 25,
                    "optimizer": "nadam",
                    "learning_rate": 0.01,
                    "batch_size": 8192,
                },
            ),
            None,
            "a made table, weights in the script, one batch of all rows",
        ),
        "spirals": (
            experiment(
                made("spirals"),
                "class",
                BINARY,
                [dense(12, "tanh"), dense(6, "softplus")],
                {
                    "loss": "hinge",
                    "epochs": 20,
                    "optimizer": "adagrad",
                    "learning_rate": 0.1,
                    "metrics": ["auc", "recall"],
                    "early_stopping": True,
                    "stopping": {"monitor": "val_auc", "patience": 4},
                },
                scaling="none",
            ),
            None,
            "hinge, Adagrad, early stopping by AUC",
        ),
        "penguins": (
            experiment(
                gallery("penguins"),
                "species",
                MULTI,
                [
                    dense(10, "linear", use_bias=False),
                    batch_norm(momentum=0.9, center=False),
                    activation("relu"),
                ],
                {
                    "loss": "sparse_categorical_crossentropy",
                    "epochs": 12,
                    "optimizer": {"adam_w": {"weight_decay": 0.01}},
                    "clipping": {"norm": 0.5},
                    "class_weights": {"given": [1.0, 2.0, 0.5]},
                    "learning_rate": 0.005,
                },
                preparation={"imputer": "most_frequent", "encoding": "ordinal"},
            ),
            None,
            "AdamW, clipped norms, given class weights, ordinal categories",
        ),
        "credit": (
            experiment(
                gallery("credit-default"),
                "default",
                BINARY,
                [dense(8)],
                {
                    "loss": "mean_squared_error",
                    "epochs": 8,
                    "optimizer": {"sgd": {"momentum": 0.8}},
                    "learning_rate": 0.2,
                    "schedule": {"exponential_decay": {"decay_steps": 20, "decay_rate": 0.8}},
                    "threshold": 0.3,
                    "metrics": ["precision", "recall"],
                },
                scaling="min_max",
                split={"training_rows": 400},
            ),
            None,
            "fewer training rows, exponential decay, a threshold of 0.3",
        ),
        "concrete": (
            experiment(
                gallery("concrete"),
                "compressive_strength",
                REGRESSION,
                [
                    dense(
                        16,
                        "relu",
                        kernel_initializer="he_uniform",
                        kernel_regularizer={"l1": 0.001},
                    )
                ],
                {
                    "loss": "mean_absolute_error",
                    "epochs": 6,
                    "learning_rate": 0.002,
                    "schedule": {"cosine_decay": {"decay_steps": 150, "alpha": 0.1}},
                    "early_stopping": True,
                    "stopping": {"monitor": "loss", "min_delta": 0.1},
                },
                preparation={
                    "target_scaling": "standard",
                    "columns": {"age": {"log": True}, "water": {"clip_percent": 5}},
                },
            ),
            None,
            "logarithm, clipped numbers, L1, cosine decay, mean absolute error",
        ),
        "auto-mpg": (
            experiment(
                gallery("auto-mpg"),
                "mpg",
                REGRESSION,
                [dense(12, "softplus")],
                {
                    "loss": "log_cosh",
                    "epochs": 20,
                    "learning_rate": 0.01,
                    "schedule": {
                        "reduce_on_plateau": {
                            "patience": 2,
                            "factor": 0.5,
                            "cooldown": 2,
                            "min_delta": 1.0,
                        }
                    },
                    "early_stopping": True,
                    "stopping": {
                        "monitor": "loss",
                        "patience": 6,
                        "baseline": 3.0,
                        "start_from_epoch": 4,
                    },
                },
                preparation={"imputer": "drop_row", "rare_percent": 1.0},
            ),
            None,
            "rows with gaps dropped, rare categories, a plateau, a baseline",
        ),
        "bike rentals": (
            experiment(
                gallery("bike-rentals"),
                "bikers",
                REGRESSION,
                [dense(12, "exponential", kernel_initializer="random_normal")],
                {"loss": "huber", "epochs": 4, "shuffle": False, "batch_size": 256},
                split={"method": {"grouped": {"column": "mnth"}}},
                ignored=["casual", "registered", "mnth"],
                preparation={"target_scaling": "standard"},
            ),
            None,
            "months together in a part, batches in the table's order",
        ),
        "wine cultivar": (
            experiment(
                gallery("wine-cultivar"),
                "cultivar",
                MULTI,
                [dense(8, "relu", kernel_initializer="lecun_normal", bias_initializer="ones")],
                {"loss": "categorical_crossentropy", "epochs": 15},
                network={"output_activation": "sigmoid"},
            ),
            None,
            "cross-entropy of outputs that are no probabilities",
        ),
        "breast cancer": (
            experiment(
                gallery("breast-cancer"),
                "diagnosis",
                BINARY,
                [
                    dense(8, "relu", kernel_initializer="lecun_uniform"),
                    dense(2, "sigmoid", kernel_initializer="zeros"),
                ],
                {"loss": "binary_crossentropy", "epochs": 6, "metrics": ["auc"], "threshold": 0.4},
                seed=3,
                network={"output_activation": "softplus"},
            ),
            None,
            "binary cross-entropy behind softplus",
        ),
        "ionosphere": (
            experiment(
                gallery("ionosphere"),
                "Class",
                BINARY,
                [dense(8)],
                {
                    "loss": "binary_crossentropy",
                    "epochs": 20,
                    "metrics": ["precision"],
                    "threshold": 0.7,
                    "early_stopping": True,
                    "stopping": {
                        "monitor": "val_precision",
                        "patience": 5,
                        "start_from_epoch": 3,
                        "restore_best_weights": False,
                    },
                },
                split={"stratify": False},
            ),
            None,
            "early stopping by precision, best weights not restored",
        ),
        "digits": (
            experiment(
                gallery("digits"),
                "digit",
                MULTI,
                [dense(16, "softmax")],
                {"loss": "mean_squared_error", "epochs": 5, "learning_rate": 0.01},
            ),
            None,
            "squared error of ten classes, softmax within",
        ),
        "blobs": (
            experiment(
                made({"blobs": {"classes": 4}}),
                "class",
                MULTI,
                [dense(6)],
                {"loss": "sparse_categorical_crossentropy", "epochs": 10},
                network={"output_activation": "softplus"},
            ),
            None,
            "sparse cross-entropy of outputs that are no probabilities",
        ),
    }


def with_dropout():
    """Experiments whose runs differ by what dropout draws; their last losses are compared."""
    layers = [dense(32), {"dropout": {"rate": 0.3}}, dense(16), {"dropout": {"rate": 0.2}}]
    return {
        "sonar, dropout": experiment(
            gallery("sonar"),
            "Class",
            BINARY,
            layers,
            {"loss": "binary_crossentropy", "epochs": 25},
        ),
        "cereals, dropout": experiment(
            gallery("cereals"),
            "calories",
            REGRESSION,
            layers,
            {"loss": "mean_squared_error", "epochs": 25},
            ignored=["name"],
            preparation={"target_scaling": "standard"},
        ),
    }
