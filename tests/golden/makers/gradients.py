"""Backward passes through Keras, for a given upstream gradient."""

import jax
import jax.numpy as jnp


def pull_back(function, inputs, upstream):
    """`function(*inputs)`, and the gradient of `sum(output * upstream)` for each input."""
    output, backward = jax.vjp(function, *[tensor(value) for value in inputs])
    return output, backward(tensor(upstream))


def tensor(value):
    return jnp.asarray(value, dtype="float64")
