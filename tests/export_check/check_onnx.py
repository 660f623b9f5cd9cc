"""ONNX through onnxruntime: every validation row within 1e-5, raw rows in."""

import csv
import json
import math
import random
import re
from datetime import datetime
from pathlib import Path

import numpy as np
import onnx
import onnxruntime

from models import arguments, dense, experiments, gallery, read_csv, run, train

TOLERANCE = 1e-5
DATASETS = Path(__file__).parents[2] / "assets" / "datasets"
NETWORK = {"layers": [dense(16), {"dropout": {"rate": 0.2}}, dense(8, "gelu")]}


def mixed(folder):
    """A file with everything that a column may be, some cells empty, far and odd."""
    draw = random.Random(7)
    rows = []
    for _ in range(400):
        day = datetime.fromtimestamp(draw.uniform(-1.5e9, 3e9)).replace(microsecond=0)
        whole = day.replace(hour=0, minute=0, second=0)
        size = draw.lognormvariate(12, 2)
        seconds = draw.randrange(90_000)
        choices = draw.sample(["red", "green", "blue", "bright red"], draw.randrange(1, 4))
        flag, colour = draw.choice(["yes", "no"]), draw.choice(["", "tea", "jam", "oak", "ash"])
        price = 1e5 + 3e3 * math.log(size) + 500 * len(choices) + draw.gauss(0, 100)
        rows.append([
            day.strftime("%Y-%m-%d %H:%M:%S"), draw.choice([whole.strftime("%Y-%m-%d"), ""]),
            f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}",
            f"{draw.randrange(1000) / 10} %", ";".join(choices), flag, colour,
            draw.choice(["", f"{size:.2f}"]), draw.randrange(-3, 4), f"{price:.2f}",
        ])  # fmt: skip
    path = folder / "mixed-table.csv"
    names = ["when", "day", "took", "share", "tags", "flag", "wood", "size", "steps", "price"]
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([names, *rows])
    return path


def prepared_otherwise():
    """Experiments whose preparation has what the others' lack."""

    def experiment(data, **training):
        return {"data": data, "network": NETWORK, "training": {"epochs": 4, **training}}

    columns = {
        "age": {"imputer": "mean", "clip_percent": 5, "log": True, "scaling": "robust"},
        "fare": {"log": True, "scaling": "none"},
        "sex": {"encoding": "ordinal", "scaling": "min_max"},
        "embarked": {"imputer": {"constant": {"value": 0}}},
    }
    of_mixed = {
        "source": {"file": {"name": "mixed.csv"}},
        "target": "price",
        "task": "regression",
        "preparation": {
            "target_scaling": "standard",
            "columns": {
                "when": {"dates": ["days_since", "year", "month", "weekday"]},
                "day": {"imputer": "most_frequent", "dates": ["year", "month"]},
                "size": {"log": True, "imputer": "mean"},
                "steps": {"log": True},
            },
        },
    }
    cereals = {**gallery("cereals"), "target": "calories", "task": "regression", "ignored": []}
    return {
        "titanic-otherwise": experiment(
            {**gallery("titanic"), "preparation": {"columns": columns}}
        ),
        "penguins": experiment({**gallery("penguins"), "preparation": {"imputer": "drop_row"}}),
        "penguins-ordinal": experiment(
            {**gallery("penguins"), "preparation": {"encoding": "ordinal"}}
        ),
        "cereals-rare": experiment({**cereals, "preparation": {"rare_percent": 10}}),
        "bike-rentals": experiment(gallery("bike-rentals"), loss="mean_absolute_error"),
        "credit-default": experiment(gallery("credit-default"), loss="mean_squared_error"),
        "mixed": experiment(of_mixed),
    }


def number(text):
    return float(text) if re.fullmatch(r"[-+0-9.eE]+", text) else math.nan


def days(text):
    if not text:
        return math.nan
    return (datetime.fromisoformat(text) - datetime(1970, 1, 1)).total_seconds() / 86400


def seconds(text):
    hours, minutes, rest = map(float, text.split(":"))
    return hours * 3600 + minutes * 60 + rest


# How columns of the mixed file go in otherwise than they stand there.
READERS = {
    "when": days,
    "day": days,
    "took": seconds,
    "share": lambda text: float(text.removesuffix(" %")),
}


def feed(session, rows, readers):
    """The inputs of raw rows, as someone who has only the file and the model makes them."""
    made = {}
    for one in session.get_inputs():
        if one.type == "tensor(string)":
            # As pandas reads them: NA is no word.
            words = [row[one.name] for row in rows]
            values = np.array(["" if word == "NA" else word for word in words], dtype=object)
        else:
            column, _, choice = one.name.partition("=")
            if choice:
                values = [float(choice in row[column].split(";")) for row in rows]
            else:
                values = [readers.get(column, number)(row[column]) for row in rows]
            values = np.array(values, dtype=np.float64)
        made[one.name] = values.reshape(-1, 1)
    return made


def check(descent, folder, name, experiment, data=None):
    path, weights, predictions = train(descent, folder, name, experiment, data)
    model_path, prepared = folder / f"{name}.onnx", folder / f"{name}-prepared"
    table = ["--data", data] if data else []
    done = run(descent, "export", "onnx", path, *table, "--weights", weights, "--out", model_path)
    run(descent, "prepare", path, *table, "--out", prepared)
    onnx.checker.check_model(onnx.load(model_path), full_check=True)
    session = onnxruntime.InferenceSession(model_path, providers=["CPUExecutionProvider"])

    fitted = json.loads((prepared / "fitted.json").read_text())
    source = data or DATASETS / f"{experiment['data']['source']['gallery']['id']}.csv"
    with source.open(newline="", encoding="utf-8-sig") as file:
        table = list(csv.DictReader(file))
    rows = [table[row] for row in fitted["rows"]["validation"]]
    outputs = [one.name for one in session.get_outputs()]
    said = dict(zip(outputs, session.run(None, feed(session, rows, READERS if data else {}))))

    _, ours = read_csv(predictions)
    width = len(ours[0]) // 2 if "variable" in said else max(1, len(said[outputs[1]][0]))
    if "probabilities" in said and width == 2:
        width = 1 if len(ours[0]) == 2 else 2
    ours = np.array([row[-width:] for row in ours], dtype=np.float64)
    theirs = said[outputs[0] if "variable" in said else outputs[1]]
    gap = np.abs(theirs[:, -width:] - ours) / np.maximum(1, np.abs(ours))
    assert theirs.shape[0] == ours.shape[0] == len(rows)
    assert gap.max() < TOLERANCE, f"{name}: {gap.max()}"
    if "label" in said:
        classes = fitted["target"]["classes"]
        chosen = (
            ours.argmax(axis=1) if width > 1 else (ours[:, 0] > threshold(experiment)).astype(int)
        )
        wanted = [classes[at] for at in chosen]
        assert [str(label) for label in said["label"]] == wanted, name
    notes = done.stderr.strip().count("\n") + bool(done.stderr.strip())
    print(
        f"{name:22} {len(rows):5} rows, {', '.join(outputs):22} largest gap {gap.max():.1e}, {notes} notes"
    )


def threshold(experiment):
    training = experiment["training"]
    return training.get("threshold", 0 if training.get("loss") == "hinge" else 0.5)


if __name__ == "__main__":
    options = arguments(__doc__)
    for name, experiment in {**experiments(), **prepared_otherwise()}.items():
        data = mixed(options.out) if name == "mixed" else None
        check(options.descent, options.out, name, experiment, data)
    print(f"onnxruntime {onnxruntime.__version__} says the same of every validation row.")
