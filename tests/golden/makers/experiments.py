"""The experiments of the golden runs, in the words of Descent's configuration."""


def dense(units, activation="linear", use_bias=True, initializer="glorot_uniform", l1=0.0, l2=0.0):
    return {
        "dense": {
            "activation": activation,
            "bias_initializer": "zeros",
            "kernel_initializer": initializer,
            "kernel_regularizer": {"l1": l1, "l2": l2},
            "units": units,
            "use_bias": use_bias,
        }
    }


def activation(name):
    return {"activation": {"activation": name}}


def dropout_zero():
    return {"dropout": {"rate": 0.0}}


def batch_normalization(momentum=0.99, epsilon=0.001, center=True, scale=True):
    settings = {"center": center, "epsilon": epsilon, "momentum": momentum, "scale": scale}
    return {"batch_normalization": settings}


def sgd(momentum=0.0, nesterov=False):
    return {"sgd": {"momentum": momentum, "nesterov": nesterov}}


def exponential_decay(decay_steps, decay_rate, staircase):
    settings = {"decay_rate": decay_rate, "decay_steps": decay_steps, "staircase": staircase}
    return {"exponential_decay": settings}


def cosine_decay(decay_steps, alpha):
    return {"cosine_decay": {"alpha": alpha, "decay_steps": decay_steps}}


REGRESSION_METRICS = [
    "mean_absolute_error",
    "mean_squared_error",
    "root_mean_squared_error",
    "r2_score",
]
BINARY_METRICS = ["accuracy", "precision", "recall"]


def adam_w(weight_decay):
    """AdamW in JSON, with the constants that Keras has."""
    constants = {"beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7}
    return {"adam_w": {"weight_decay": weight_decay, **constants}}


def experiment(
    task, inputs, layers, loss, optimizer, learning_rate, metrics, classes=1, **training
):
    output = {"regression": "linear", "binary_classification": "sigmoid"}.get(task, "softmax")
    if loss == "hinge":
        output = "linear"
    return {
        "inputs": inputs,
        "layers": layers,
        "output": {"activation": output, "units": classes},
        "task": task,
        "training": {
            "batch_size": 16,
            "class_weights": "none",
            "clipping": "none",
            "epochs": 5,
            "learning_rate": learning_rate,
            "loss": loss,
            "metrics": metrics,
            "optimizer": optimizer,
            "schedule": "constant",
            "shuffle": False,
        }
        | training,
    }


def regression(inputs, layers, loss, optimizer, learning_rate, metrics=None, **training):
    metrics = REGRESSION_METRICS if metrics is None else metrics
    return experiment(
        "regression", inputs, layers, loss, optimizer, learning_rate, metrics, **training
    )


def binary(inputs, layers, optimizer, learning_rate, loss="binary_crossentropy", **training):
    metrics = ["accuracy"] if loss == "hinge" else BINARY_METRICS
    task = "binary_classification"
    return experiment(task, inputs, layers, loss, optimizer, learning_rate, metrics, **training)


def multiclass(inputs, classes, layers, loss, optimizer, learning_rate, **training):
    task = "multiclass_classification"
    return experiment(
        task, inputs, layers, loss, optimizer, learning_rate, ["accuracy"], classes, **training
    )


MSE = "mean_squared_error"
CCE = "categorical_crossentropy"
SPARSE = "sparse_categorical_crossentropy"
NORMALIZED = [dense(8, use_bias=False), batch_normalization(), activation("relu")]
REGULARIZED = [dense(10, "relu", l1=0.001, l2=0.01), dense(6, "tanh", l2=0.05), dense(4, l1=0.02)]

# Name, training rows, validation rows, experiment.
#
# A shift that a BatchNormalization takes away again (the bias or beta before it) has the
# gradient 0 but for rounding, and Adam makes a step of any rounding. So only runs with
# plain SGD have such a shift.
EXPERIMENTS = [
    ("linear_sgd", 64, 24, regression(3, [], MSE, sgd(), 0.05)),
    ("linear_batch_of_one", 40, 20, regression(3, [], MSE, sgd(), 0.01, batch_size=1)),
    ("relu_adam", 60, 24, regression(4, [dense(8, "relu"), dense(6, "relu")], MSE, {"adam": {}}, 0.01)),
    (
        "one_large_batch",
        50,
        20,
        regression(4, [dense(6, "relu")], MSE, {"adam": {}}, 0.05, batch_size=64),
    ),
    (
        "mean_absolute_error",
        48,
        20,
        regression(5, [dense(8, "tanh")], "mean_absolute_error", {"adam": {}}, 0.02),
    ),
    ("huber", 60, 25, regression(4, [dense(8, "relu")], {"huber": {"delta": 1.0}}, {"adam": {}}, 0.01)),
    (
        "huber_small_delta",
        45,
        20,
        regression(3, [dense(6, "relu")], {"huber": {"delta": 0.2}}, sgd(0.9), 0.05),
    ),
    ("log_cosh", 50, 22, regression(4, [dense(7, "sigmoid")], "log_cosh", sgd(0.5), 0.1)),
    ("tanh_momentum", 64, 24, regression(4, [dense(8, "tanh")], MSE, sgd(0.9), 0.02)),
    ("tanh_nesterov", 64, 24, regression(4, [dense(8, "tanh")], MSE, sgd(0.9, True), 0.02)),
    ("dense_batch_normalization_activation", 70, 26, regression(5, NORMALIZED, MSE, {"adam": {}}, 0.01)),
    (
        "batch_normalization_first",
        60,
        25,
        regression(6, [batch_normalization(momentum=0.9), dense(8, "tanh")], MSE, sgd(0.9), 0.02),
    ),
    (
        "batch_normalization_switches",
        56,
        20,
        regression(
            4,
            [
                dense(6),
                batch_normalization(0.9, 0.01, center=False),
                activation("tanh"),
                dense(5),
                batch_normalization(0.8, 0.00001, scale=False),
                activation("elu"),
            ],
            MSE,
            sgd(0.9),
            0.02,
        ),
    ),
    (
        # The last batch is one row: its variance is 0.
        "batch_normalization_last_batch_of_one",
        49,
        21,
        binary(
            4,
            [dense(6, use_bias=False), batch_normalization(0.9), activation("relu")],
            {"adam": {}},
            0.01,
        ),
    ),
    ("regularizers_rms_prop", 64, 24, regression(6, REGULARIZED, MSE, {"rms_prop": {}}, 0.01)),
    ("binary", 75, 25, binary(5, [dense(8, "relu")], {"adam": {}}, 0.02)),
    (
        "binary_class_weights",
        66,
        26,
        binary(4, [dense(6, "relu")], {"adam": {}}, 0.02, class_weights={"given": [1.0, 3.0]}),
    ),
    ("hinge", 60, 24, binary(4, [dense(8, "relu")], {"adam": {}}, 0.02, loss="hinge")),
    (
        "hinge_class_weights",
        50,
        20,
        binary(
            3, [dense(6, "tanh")], sgd(0.9), 0.05, loss="hinge", class_weights={"given": [2.0, 0.5]}
        ),
    ),
    (
        "softmax_adam_w",
        72,
        24,
        multiclass(5, 3, [dense(8, "relu")], CCE, adam_w(0.004), 0.01),
    ),
    (
        "softmax_adam_w_strong_decay",
        50,
        20,
        multiclass(
            4,
            3,
            [dense(6, use_bias=False), batch_normalization(0.9), activation("tanh")],
            CCE,
            adam_w(0.5),
            0.02,
        ),
    ),
    ("sparse_nadam", 80, 28, multiclass(6, 4, [dense(10, "tanh")], SPARSE, {"nadam": {}}, 0.01)),
    (
        "softmax_class_weights",
        60,
        24,
        multiclass(
            4, 3, [dense(8, "relu")], CCE, {"adam": {}}, 0.02, class_weights={"given": [0.5, 1.0, 4.0]}
        ),
    ),
    (
        "sparse_class_weights",
        60,
        24,
        multiclass(
            4,
            3,
            [dense(8, "relu")],
            SPARSE,
            {"rms_prop": {}},
            0.01,
            class_weights={"given": [2.0, 1.0, 0.25]},
        ),
    ),
    (
        "adagrad_he_normal",
        64,
        24,
        regression(
            8,
            [dense(16, "relu", initializer="he_normal"), dense(8, "relu", initializer="he_normal")],
            MSE,
            {"adagrad": {}},
            0.1,
        ),
    ),
    (
        "elu_selu_gelu",
        56,
        22,
        regression(
            5,
            [
                dense(6, "elu"),
                dense(6, "selu", initializer="lecun_normal"),
                dense(6),
                activation("gelu"),
            ],
            MSE,
            {"adam": {}},
            0.01,
        ),
    ),
    (
        "silu_softplus_leaky_relu_exponential",
        56,
        22,
        regression(
            5,
            [
                dense(6, "silu"),
                dense(5, "softplus"),
                dense(6),
                activation("leaky_relu"),
                dense(4, "exponential"),
            ],
            "log_cosh",
            {"adam": {}},
            0.01,
        ),
    ),
    (
        "clip_norm",
        64,
        24,
        regression(12, [dense(8, "relu")], MSE, sgd(), 0.05, clipping={"norm": 0.5}),
    ),
    (
        "clip_value",
        64,
        24,
        regression(6, [dense(8, "tanh")], MSE, sgd(0.9), 0.02, clipping={"value": 0.1}),
    ),
    (
        "exponential_decay",
        64,
        24,
        regression(
            4, [dense(8, "relu")], MSE, {"adam": {}}, 0.05, schedule=exponential_decay(10, 0.9, False)
        ),
    ),
    (
        "exponential_decay_staircase",
        64,
        24,
        regression(
            4, [dense(8, "relu")], MSE, sgd(0.9), 0.02, schedule=exponential_decay(6, 0.5, True)
        ),
    ),
    (
        # Ends before the run does: the rate stays at alpha.
        "cosine_decay",
        64,
        24,
        binary(4, [dense(8, "relu")], {"adam": {}}, 0.05, schedule=cosine_decay(15, 0.1)),
    ),
    (
        "no_bias_dropout_zero",
        60,
        24,
        regression(
            4,
            [dense(8, "relu", use_bias=False), dropout_zero(), dense(5, "tanh", use_bias=False)],
            MSE,
            {"adam": {}},
            0.02,
        ),
    ),
    (
        "everything",
        90,
        30,
        multiclass(
            7,
            3,
            [
                batch_normalization(0.9, center=False),
                dense(10, use_bias=False, l1=0.0005, l2=0.002),
                batch_normalization(0.95),
                activation("gelu"),
                dropout_zero(),
                dense(6, "silu", l2=0.01),
            ],
            CCE,
            adam_w(0.02),
            0.02,
            class_weights={"given": [1.0, 2.0, 0.5]},
            clipping={"norm": 0.8},
            schedule=cosine_decay(40, 0.05),
        ),
    ),
]
