"""Makes Keras compute in the float type that is asked for."""

import keras
from keras.src.backend.common import dtypes


def set_float_type(float_type):
    """Sets the float type of everything that Keras makes from here on.

    Keras's type promotion casts float64 down to float32 on every backend but
    TensorFlow, whatever `floatx` says; and on TensorFlow constants such as `beta_1` and
    `negative_slope` pass through float32. JAX with promotion left at 64 bits is the one
    combination that is float64 throughout.
    """
    keras.config.set_floatx(float_type)
    if float_type == "float64":
        dtypes.BIT64_TO_BIT32_DTYPE["float64"] = "float64"
