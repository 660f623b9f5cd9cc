"""Shows that exported scripts come to the engine's numbers, and writes the table of it.

python check.py --descent PATH [--only NAME ...] [--parts PART ...] [--keep FOLDER] [--write]
"""

import argparse
import json
import re
import sys
import tempfile
from pathlib import Path

import more
import numpy as np
from experiments import experiments, with_dropout
from running import HERE, Failed, difference, engine, export, run_script

LOSS, PREDICTION = 1e-3, 1e-4
# What a loss of 0 is compared with.
SMALLEST = 1e-4
PARTS = ["losses", "dropout", "processes", "devices", "notebooks", "data"]
DOCUMENT = HERE.parents[1] / "docs" / "EXPORT.md"


def losses(descent, chosen, folder):
    """Every epoch's losses and the predictions, on the same batches."""
    for name, (experiment, data, holds) in chosen.items():
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        path = place / "experiment.json"
        path.write_text(json.dumps(experiment))
        try:
            ours = engine(descent, path, data, place)
            loss = experiment["training"]["loss"]
            power = 1 if loss == "mean_absolute_error" else 2
            cells = [name, holds, str(len(ours["losses"]))]
            is_right = True
            for kind in ("keras", "pytorch"):
                theirs = run_script(export(descent, kind, path, data, place), place)
                unit = theirs["scale"] ** power
                found = [
                    difference(np.multiply(theirs["losses"], unit), ours["losses"], SMALLEST),
                    difference(
                        np.multiply(theirs["valid_losses"], unit), ours["valid_losses"], SMALLEST
                    ),
                    difference(theirs["predictions"], ours["predictions"], 1.0),
                ]
                is_right &= max(found[:2]) <= LOSS and found[2] <= PREDICTION
                cells += [f"{max(found[:2]):.0e}", f"{found[2]:.0e}"]
            yield is_right, cells
        except Failed as failed:
            yield False, [name, str(failed)[-1500:]]


def table(heads, rows):
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--descent", type=Path, required=True)
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--parts", nargs="*", default=PARTS, choices=PARTS)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    descent = args.descent.resolve()
    with tempfile.TemporaryDirectory() as temporary:
        root = (args.keep or Path(temporary)).resolve()
        every = experiments(root / "tables")
        some = {name: one for name, one in every.items() if not args.only or name in args.only}
        few = {name: every[name] for name in ("penguins", "titanic")}
        # Training rows that two devices share evenly, so that none is left out.
        even = {name: every[name] for name in ("titanic", "credit")}
        heads = ["Experiment", "What", "Difference"]
        checks = {
            "losses": (
                lambda: losses(descent, some, root),
                [
                    "Experiment",
                    "What it has",
                    "Epochs",
                    "Keras: losses",
                    "predictions",
                    "PyTorch: losses",
                    "predictions",
                ],
            ),
            "dropout": (
                lambda: more.dropout(descent, with_dropout(), root),
                ["Experiment", "Script", "The engine's last losses", "The script's"],
            ),
            "processes": (lambda: more.processes(descent, few, root), heads),
            "devices": (lambda: more.devices(descent, even, root), heads),
            "notebooks": (
                lambda: more.notebooks(descent, few, root),
                ["Experiment", "Notebook", "Messages on stderr"],
            ),
            "data": (
                lambda: more.another_table(descent, few, root),
                ["Experiment", "Script", "Rows used"],
            ),
        }
        wrong, tables = 0, {}
        for part in args.parts:
            found, heads_of = checks[part]
            rows, is_all_right = [], True
            for is_right, cells in found():
                is_all_right &= is_right
                print("ok" if is_right else "NO", " | ".join(cells), flush=True)
                rows.append(cells)
            wrong += not is_all_right
            if is_all_right:
                tables[part] = table(heads_of, rows)
    if args.write:
        text = DOCUMENT.read_text()
        for part, rows in tables.items():
            pattern = rf"(<!-- {part} -->\n).*?(<!-- end -->)"
            text = re.sub(
                pattern, lambda match: match[1] + "\n" + rows + "\n" + match[2], text, flags=re.S
            )
        DOCUMENT.write_text(text)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
