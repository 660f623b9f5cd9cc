"""Makes the golden files beside it: values of Keras 3 and pandas, for the Rust tests.

    python tests/golden/generate.py

Keras's float type is a setting of the whole process, so each float type runs in a
process of its own. Every input comes from a seeded numpy generator; nothing depends
on the clock or on the order of the files.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
FLOAT_TYPES = ("float64", "float32")


def main():
    parser = argparse.ArgumentParser(description="Makes the golden files.")
    parser.add_argument(
        "--float-type", choices=FLOAT_TYPES, help="make the files of one float type"
    )
    float_type = parser.parse_args().float_type
    if float_type:
        make_files(float_type)
        return
    with tempfile.TemporaryDirectory() as keras_home:
        for float_type in FLOAT_TYPES:
            command = [sys.executable, __file__, "--float-type", float_type]
            subprocess.run(
                command, check=True, env=os.environ | environment(float_type, keras_home)
            )


def environment(float_type, keras_home):
    """The settings that Keras and JAX read when they are imported."""
    return {
        "KERAS_BACKEND": "jax",
        "KERAS_HOME": keras_home,  # no settings file of the user
        "JAX_ENABLE_X64": "1" if float_type == "float64" else "0",
        "JAX_PLATFORMS": "cpu",
        # One thread and a common instruction set: the same sums on more machines.
        "XLA_FLAGS": "--xla_cpu_multi_thread_eigen=false --xla_cpu_max_isa=AVX2",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def make_files(float_type):
    import jax
    import keras
    from makers import FILES
    from makers.precision import set_float_type
    from makers.writing import write_json

    set_float_type(float_type)
    for file in FILES[float_type]:
        about = {
            "backend": f"jax {jax.__version__}",
            "float_type": float_type,
            "keras": keras.__version__,
            "seed": file.seed,
        }
        golden = {"about": about, "cases": file.make(file.seed)}
        path = HERE / f"{file.name}.json"
        write_json(path, golden, digits=file.digits, decimals=file.decimals)
        print(f"{path.name}: {len(golden['cases'])} cases, {path.stat().st_size} bytes", flush=True)


if __name__ == "__main__":
    main()
