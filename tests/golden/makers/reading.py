"""reading.json: what pandas reads from the Gallery's files, and from harder ones made here.

The harder files lie in tests/golden/files. pandas is told how each is written; the import
must find that out.
"""

import gzip
import zlib
from pathlib import Path

import numpy as np
import pandas as pd

from makers.inputs import Inputs
from makers.writing import OneLine

ROOT = Path(__file__).resolve().parents[3]
GALLERY = ROOT / "assets" / "datasets"
FILES = ROOT / "tests" / "golden" / "files"
MISSING = ["", "NA", "N/A", "n/a", "NaN", "null", "NULL", "None", "?", "-"]
# How a missing number is counted in the checksum.
NOT_A_NUMBER = np.uint32(0x7FC00000)


def make(seed):
    cases = [case(path, {}) for path in sorted(GALLERY.glob("*.csv"))]
    FILES.mkdir(exist_ok=True)
    inputs = Inputs(seed)
    for name, (data, options) in harder(inputs).items():
        path = FILES / name
        path.write_bytes(data)
        cases.append(case(path, options))
    return cases


def case(path, options):
    dates = options.pop("dates", {})
    table = pd.read_csv(
        path,
        float_precision=options.pop("float_precision", "round_trip"),
        keep_default_na=False,
        na_values=MISSING,
        **options,
    )
    for name, written in dates.items():
        table[name] = pd.to_datetime(table[name], format=written).dt.strftime("%Y-%m-%d")
    columns = [OneLine(column(table[name])) for name in table.columns]
    for name, told in zip(table.columns, columns):
        told["name"] = name
    return {
        "columns": columns,
        "file": path.relative_to(ROOT).as_posix(),
        "rows": len(table),
    }


def column(values):
    told = {"missing": int(values.isna().sum())}
    if pd.api.types.is_numeric_dtype(values):
        bits = values.to_numpy(dtype=np.float64).astype(np.float32).view(np.uint32)
        bits = np.where(values.isna(), NOT_A_NUMBER, bits).astype("<u4")
        ends = [f"{value:08x}" for value in bits]
        crc = zlib.crc32(bits.tobytes())
        return told | {"crc": crc, "first": ends[:3], "kind": "numbers", "last": ends[-3:]}
    # U+0001 stands in no field; alone it is a missing one.
    texts = ["\x01" if pd.isna(value) else f"{value}\x00" for value in values]
    crc = zlib.crc32("".join(texts).encode())
    return told | {"crc": crc, "kind": "texts", "levels": int(values.nunique())}


def harder(inputs):
    """For each name the bytes, and what pandas must be told of them."""
    encoded = {"encoding": "utf-16"}
    rows = range(400)
    words = ["Österreich", "España", "Ελλάδα", "日本", "Україна", "😀 emoji"]
    word = lambda: inputs.choice(words)
    long = [number(inputs) for _ in range(3 * len(rows))]

    european = ["Straße;Größe;Fläche in m²;Tag"]
    for row in rows:
        small = f"{inputs.normal(1, 40.0)[0]:.2f}".replace(".", ",")
        large = grouped(abs(inputs.normal(1, 3e6)[0]), ".", ",")
        day = f"{1 + row % 28:02}.{1 + row % 12:02}.{1990 + row % 40}"
        blank = row % 17 == 3
        european.append(f"Weg Nr. {row % 90}ä;{'' if blank else small};{large};{day}")

    american = ["id_code,price,weight"]
    for row in rows:
        price = grouped(inputs.normal(1, 5e5)[0], ",", ".")
        american.append(f'k{row % 21},"{price}",{"N/A" if row % 23 == 5 else row / 8}')

    scientific = ["x\ty\tz"]
    scientific += ["\t".join(long[3 * row : 3 * row + 3]) for row in rows]

    scripts = ["χώρα,value,note"]
    scripts += [f"{word()},{inputs.normal(1, 9.0)[0]:.7g},{word()}" for _ in rows]

    quoted = ['"a ""name""","text, long",n']
    pieces = ['say ""hi""', "two\nlines", "two\r\nlines", "comma, comma", "plain", "#7", "1;2"]
    for row in rows:
        one, two = inputs.choice(pieces), inputs.choice(pieces)
        number_or_none = "null" if row % 31 == 7 else f"{inputs.normal(1, 1e4)[0]:.3f}"
        quoted.append(f'"{one}","{two} {row % 40}","{number_or_none}"')

    spaces = ["  a      bb   ccc"]
    spaces += [f"{row:4}  {inputs.normal(1, 2.0)[0]:10.5f} {word().split()[0]}" for row in rows]

    markers = ["a|b|c|d"]
    for row in rows:
        hole = inputs.choice(["", "NA", "n/a", "NaN", "NULL", "None", "?", "-"])
        fields = [str(row), f"{row / 7:.17g}", "yes" if row % 3 else "no", inputs.choice(words)]
        fields[row % 4] = hole if row % 5 == 0 else fields[row % 4]
        markers.append("|".join(fields))

    return {
        "american.csv": (text(american), {"thousands": ","}),
        "european.csv": (
            text(european, "\r\n").decode().encode("cp1252"),
            {
                "dates": {"Tag": "%d.%m.%Y"},
                "decimal": ",",
                "dtype": {"Tag": str},
                "encoding": "cp1252",
                "sep": ";",
                "thousands": ".",
            },
        ),
        "markers.csv": (text(markers, "\r"), {"lineterminator": "\r", "sep": "|"}),
        # Stored, not packed: the same bytes from every zlib.
        "quoted.csv.gz": (gzip.compress(text(quoted), compresslevel=0, mtime=0), {}),
        "scientific.csv": (b"\xef\xbb\xbf" + text(scientific), {"sep": "\t"}),
        "spaces.csv": (text(spaces), {"sep": r"\s+"}),
        "utf-16-be.csv": (b"\xfe\xff" + text(scripts).decode().encode("utf-16-be"), encoded),
        "utf-16-le.csv": (b"\xff\xfe" + text(scripts).decode().encode("utf-16-le"), encoded),
    }


def text(lines, end="\n"):
    return (end.join(lines) + end).encode()


def grouped(value, group, mark):
    """The number with two decimals and its thousands apart."""
    swapped = {",": group, ".": mark}
    return "".join(swapped.get(letter, letter) for letter in f"{value:,.2f}")


def number(inputs):
    """A number that `f32` holds, often beside the middle of two of them, in some spelling."""
    exponent = inputs.random.integers(-148, 127)
    value = float(np.ldexp(1.0 + inputs.random.random(), int(exponent)))
    if inputs.random.random() < 0.5:
        single = np.float32(value)
        value = (float(single) + float(np.nextafter(single, np.float32(np.inf)))) / 2
    digits = inputs.random.integers(1, 25)
    sign = inputs.choice(["", "-", "+"])
    exact = f"{value:.{digits}e}"
    return sign + inputs.choice([exact, exact.replace("e", "E"), f"{value:.{digits}g}"])
