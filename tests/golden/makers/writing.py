"""Writes JSON that reads well in a diff: sorted keys, one array of numbers per line."""

import json
import math

import numpy as np

WIDTH = 100


class OneLine(dict):
    """A dict that is written on one line, however long."""


def write_json(path, value, digits, decimals):
    """Writes `value`, floats rounded to `digits` significant digits and `decimals` decimals."""
    path.write_text(lines(plain(value, digits, decimals), "") + "\n", encoding="utf-8")


def plain(value, digits, decimals):
    """`value` with arrays as lists and floats rounded."""
    if isinstance(value, dict):
        return type(value)({key: plain(item, digits, decimals) for key, item in value.items()})
    if hasattr(value, "__array__"):
        value = np.asarray(value).tolist()
    if isinstance(value, (list, tuple)):
        return [plain(item, digits, decimals) for item in value]
    return rounded(value, digits, decimals) if isinstance(value, float) else value


def rounded(value, digits, decimals):
    if not math.isfinite(value):
        raise ValueError(f"JSON has no {value}")
    value = float(f"{value:.{digits}g}")
    if decimals is not None:
        value = round(value, decimals)
    return value + 0.0  # -0.0 becomes 0.0


def lines(value, indent):
    """Containers of containers get a line per child, all others one line."""
    compact = json.dumps(value, sort_keys=True, separators=(", ", ": "), allow_nan=False)
    if not isinstance(value, (dict, list)) or isinstance(value, OneLine):
        return compact
    children = value.values() if isinstance(value, dict) else value
    nested = any(isinstance(child, (dict, list)) for child in children)
    fits = isinstance(value, dict) and len(indent) + len(compact) <= WIDTH
    if not value or fits or (isinstance(value, list) and not nested):
        return compact
    inner = indent + " "
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {lines(value[key], inner)}" for key in sorted(value)]
        opening, closing = "{}"
    else:
        parts = [lines(child, inner) for child in value]
        opening, closing = "[]"
    return f"{opening}\n{inner}" + f",\n{inner}".join(parts) + f"\n{indent}{closing}"
