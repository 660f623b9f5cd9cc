"""The engine and the scripts, run."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
RULES = "E4,E7,E9,F,I"


class Failed(Exception):
    pass


def run(command, cwd=None, env=None):
    whole = {**os.environ, "MPLBACKEND": "Agg", "TF_CPP_MIN_LOG_LEVEL": "3", **(env or {})}
    done = subprocess.run(command, cwd=cwd, env=whole, capture_output=True, text=True)
    if done.returncode:
        raise Failed(f"{' '.join(map(str, command))}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def source(experiment, data):
    return [experiment, *(["--data", data] if data else [])]


def engine(descent, experiment, data, folder):
    """Losses of every epoch and the predictions of the validation rows."""
    predictions = folder / "predictions.csv"
    options = ["--json", "--cures-seconds", "0", "--predictions", predictions]
    text = run([descent, "train", *source(experiment, data), *options])
    epochs = [epoch["figures"] for epoch in json.loads(text)["epochs"]]
    with predictions.open(newline="") as file:
        head, *rows = csv.reader(file)
    first = next(at for at, name in enumerate(head) if name.startswith("prediction"))
    return {
        "losses": [epoch["logged_loss"] for epoch in epochs],
        "valid_losses": [epoch["val_loss"] for epoch in epochs],
        "predictions": [[float(x) for x in row[first:]] for row in rows if row[0] == "validation"],
    }


def export(descent, kind, experiment, data, folder, ending="py", *options):
    """The script or notebook; ruff finds nothing in it."""
    out = folder / kind
    run(
        [descent, "export", kind, *source(experiment, data), "--out", out, "--with-order", *options]
    )
    (path,) = out.glob(f"*_{kind}.{ending}")
    ruff = Path(sys.executable).with_name("ruff")
    run([ruff, "check", "--isolated", "--select", RULES, path])
    return path


def run_script(script, folder, arguments=("--same-order",), env=None):
    result = folder / f"{script.stem}.json"
    run([sys.executable, HERE / "run_script.py", script, result, *arguments], env=env)
    return json.loads(result.read_text())


def difference(theirs, ours, smallest):
    """The largest relative difference."""
    theirs, ours = np.asarray(theirs), np.asarray(ours)
    if theirs.shape != ours.shape:
        return np.inf
    return float(np.max(np.abs(theirs - ours) / np.maximum(np.abs(ours), smallest)))
