"""Runs an exported script as it is and writes what came of it as JSON.

python run_script.py SCRIPT OUT.json [arguments of the script ...]
"""

import json
import os
import runpy
import sys
import warnings
from pathlib import Path

import numpy as np

os.environ.setdefault("MPLBACKEND", "Agg")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# A warning in a student's notebook looks like a mistake of theirs. TensorFlow's own tail of
# a run by steps, and what its modules say while they are imported, are none of the script's.
warnings.filterwarnings("error", module="__main__")


def plain(values):
    return np.asarray(values, dtype=float).tolist()


script, out = Path(sys.argv[1]), Path(sys.argv[2]).resolve()
os.chdir(script.parent)
sys.argv = [script.name, *sys.argv[3:]]
names = runpy.run_path(script.name, run_name="__main__")
scale = 1.0
if "y_scaler" in names:
    scaler = names["y_scaler"]
    scale = float(getattr(scaler, "data_range_", scaler.scale_)[0])
result = {
    "losses": plain(names["losses"]),
    "valid_losses": plain(names["valid_losses"]),
    "predictions": plain(names["predict"](names["X_valid"])),
    "train_rows": plain(names["train_rows"]),
    "valid_rows": plain(names["valid_rows"]),
    "scale": scale,
}
out.write_text(json.dumps(result))
