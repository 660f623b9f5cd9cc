"""Scripts elsewhere: with dropout, in several processes, on several devices, as notebooks, on
another table."""

import csv
import json
import re
import sys
from pathlib import Path

import numpy as np
from running import HERE, difference, engine, export, run, run_script

# What the sum of a batch's shares may differ from the batch's own.
SHARES = 1e-4


def dropout(descent, experiments, folder):
    """Last losses from five seeds, of the engine and of both scripts."""
    for name, experiment in experiments.items():
        last = {"engine": [], "keras": [], "pytorch": []}
        for seed in range(1, 6):
            place = folder / name / str(seed)
            place.mkdir(parents=True, exist_ok=True)
            path = place / "experiment.json"
            path.write_text(json.dumps({**experiment, "seed": seed}))
            last["engine"].append(engine(descent, path, None, place)["losses"][-1])
            for kind in ("keras", "pytorch"):
                found = run_script(export(descent, kind, path, None, place), place, ())
                last[kind].append(found["losses"][-1] * found["scale"] ** 2)
        ours = last.pop("engine")
        for kind, theirs in last.items():
            lies = min(theirs) <= np.mean(ours) <= max(theirs)
            lies &= min(ours) <= np.mean(theirs) <= max(ours)
            ranges = [
                f"{min(ours):.4g} to {max(ours):.4g}",
                f"{min(theirs):.4g} to {max(theirs):.4g}",
            ]
            yield lies, [name, kind, *ranges]


def losses_printed(text):
    """The losses of the epochs that a script for PyTorch prints."""
    return [
        [float(loss), float(valid)]
        for loss, valid in re.findall(r"^\d+: loss (\S+), val_loss (\S+)$", text, re.MULTILINE)
    ]


def processes(descent, chosen, folder):
    """The same script alone and in two processes under torchrun."""
    for name, (experiment, data, _) in chosen.items():
        place = folder / f"{name}, processes"
        place.mkdir(parents=True, exist_ok=True)
        path = place / "experiment.json"
        path.write_text(json.dumps(experiment))
        script = export(descent, "pytorch", path, data, place)
        alone = run([sys.executable, script.name, "--same-order"], script.parent)
        torchrun = Path(sys.executable).with_name("torchrun")
        command = [torchrun, "--nproc-per-node", "2", script.name, "--same-order"]
        shared = losses_printed(run(command, script.parent))
        apart = difference(shared, losses_printed(alone), 1e-4)
        yield bool(shared) and apart <= SHARES, [name, "torchrun, 2 processes", f"{apart:.1e}"]


def devices(descent, chosen, folder):
    """The same script on one device and on two, with Keras on JAX."""
    for name, (experiment, data, _) in chosen.items():
        place = folder / f"{name}, devices"
        place.mkdir(parents=True, exist_ok=True)
        path = place / "experiment.json"
        path.write_text(json.dumps(experiment))
        script = export(descent, "keras", path, data, place)
        two = "--xla_force_host_platform_device_count=2"
        losses = []
        for flags in ("", two):
            env = {"KERAS_BACKEND": "jax", "XLA_FLAGS": flags}
            losses.append(run_script(script, place, ("--same-order",), env)["losses"])
        apart = difference(losses[1], losses[0], 1e-4)
        yield apart <= SHARES, [name, "Keras on JAX, 2 devices", f"{apart:.1e}"]


def notebooks(descent, chosen, folder):
    """Notebooks run cell by cell, and end with a picture and figures."""
    import nbformat
    from nbclient import NotebookClient

    for name, (experiment, data, _) in chosen.items():
        for kind in ("keras", "pytorch"):
            place = folder / f"{name}, notebook"
            place.mkdir(parents=True, exist_ok=True)
            path = place / "experiment.json"
            path.write_text(json.dumps({**experiment}))
            book = export(descent, kind, path, data, place, "ipynb", "--notebook")
            notebook = nbformat.read(book, as_version=4)
            nbformat.validate(notebook)
            NotebookClient(
                notebook, timeout=600, resources={"metadata": {"path": str(book.parent)}}
            ).execute()
            nbformat.write(notebook, book.with_name(f"{kind}_executed.ipynb"))
            outputs = [one for cell in notebook.cells for one in cell.get("outputs", [])]
            pictures = sum("image/png" in one.get("data", {}) for one in outputs)
            said = "".join(one.get("text", "") for one in outputs)
            errors = [one for one in outputs if one.get("name") == "stderr"]
            is_right = pictures == 1 and "validation:" in said
            yield is_right, [name, kind, f"{len(errors)}"]


def another_table(descent, chosen, folder):
    """A longer table by --data: split anew, into the same shares."""
    for name, (experiment, data, _) in chosen.items():
        place = folder / f"{name}, --data"
        place.mkdir(parents=True, exist_ok=True)
        path = place / "experiment.json"
        path.write_text(json.dumps(experiment))
        for kind in ("keras", "pytorch"):
            script = export(descent, kind, path, data, place)
            (table,) = script.parent.glob("*.csv")
            with table.open(newline="") as file:
                head, *rows = csv.reader(file)
            with script.with_name("big.csv").open("w", newline="") as file:
                csv.writer(file).writerows([head, *rows, *rows, *rows])
            found = run_script(script, place, ("--data", "big.csv", "--epochs", "2"))
            share = len(found["valid_rows"]) / (len(found["valid_rows"]) + len(found["train_rows"]))
            is_right = abs(share - 0.3) < 0.02 and np.isfinite(found["losses"]).all()
            rows_used = len(found["valid_rows"]) + len(found["train_rows"])
            is_right &= len(rows) < rows_used <= 3 * len(rows)
            yield is_right, [name, kind, f"{rows_used}"]


__all__ = ["HERE", "another_table", "devices", "dropout", "notebooks", "processes"]
