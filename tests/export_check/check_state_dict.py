"""The state dict in PyTorch: the same predictions from nn.Sequential."""

import json

import numpy as np
import torch
from safetensors.torch import load_file
from torch import nn

from models import arguments, experiments, read_csv, run, train

TOLERANCE = 1e-5


class Exponential(nn.Module):
    def forward(self, x):
        return torch.exp(x)


ACTIVATIONS = {
    "relu": nn.ReLU, "leaky_relu": lambda: nn.LeakyReLU(0.2), "elu": nn.ELU, "selu": nn.SELU,
    "gelu": nn.GELU, "silu": nn.SiLU, "softplus": nn.Softplus, "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh, "softmax": lambda: nn.Softmax(dim=1), "exponential": Exponential,
}  # fmt: skip


def sequential(experiment, inputs, outputs, activation):
    """As the exported script builds it."""
    modules = []

    def act(name):
        if name != "linear":
            modules.append(ACTIVATIONS[name]())

    for layer in experiment["network"]["layers"]:
        kind, settings = next(iter(layer.items()))
        if kind == "dense":
            bias = settings.get("use_bias", True)
            modules.append(nn.Linear(inputs, settings["units"], bias=bias))
            inputs = settings["units"]
            act(settings["activation"])
        elif kind == "activation":
            act(settings["activation"])
        elif kind == "dropout":
            modules.append(nn.Dropout(settings["rate"]))
        else:
            modules.append(nn.BatchNorm1d(inputs, eps=settings.get("epsilon", 0.001)))
    modules.append(nn.Linear(inputs, outputs))
    act(activation)
    return nn.Sequential(*modules)


def check(descent, folder, name, experiment):
    path, weights, predictions = train(descent, folder, name, experiment)
    state, prepared = folder / f"{name}-torch.safetensors", folder / f"{name}-prepared"
    run(descent, "export", "safetensors", path, "--weights", weights, "--pytorch", "--out", state)
    run(descent, "prepare", path, "--out", prepared, "--npy")
    inputs = np.load(prepared / "validation_inputs.npy")
    target = json.loads((prepared / "fitted.json").read_text())["target"]
    classes, scaler = len(target["classes"]), target["scaler"]
    outputs = classes if classes > 2 else 1
    usual = {0: "linear", 2: "sigmoid"}.get(classes, "softmax")
    if experiment["training"].get("loss") == "hinge":
        usual = "linear"
    activation = experiment["network"].get("output_activation", usual)
    model = sequential(experiment, inputs.shape[1], outputs, activation)
    model.load_state_dict(load_file(state))
    model.eval()
    with torch.no_grad():
        theirs = model(torch.tensor(inputs)).numpy() * scaler["scale"] + scaler["offset"]
    _, rows = read_csv(predictions)
    ours = np.array([row[-outputs:] for row in rows], dtype=np.float64)
    gap = (np.abs(theirs - ours) / np.maximum(1, np.abs(ours))).max()
    assert gap < TOLERANCE, f"{name}: {gap}"
    print(f"{name:22} {len(inputs):5} rows, PyTorch differs by {gap:.1e}")


if __name__ == "__main__":
    options = arguments(__doc__)
    for name, experiment in experiments().items():
        check(options.descent, options.out, name, experiment)
    print("PyTorch says the same of every validation row.")
