"""Random series of a monitored value, and a model for callbacks to watch."""

# Multiples of 1/8 with small sums: exact in every float type, and ties are common.
GRAIN = 8


def random_series(inputs, length, mode):
    """A walk with a trend, which flattens or turns back, in multiples of 1/8."""
    walk = inputs.integer(20, 120)
    drift = inputs.choice([-3, -2, -1, 0, 1])
    turn = inputs.integer(0, length)
    stays = inputs.choice([0.0, 0.3])
    direction = 1 if mode == "min" else -1
    series = []
    for epoch in range(length):
        series.append(direction * walk / GRAIN)
        trend = drift if epoch < turn else inputs.choice([0, 0, 1])
        if inputs.random.random() >= stays:
            walk += trend + inputs.integer(-3, 3)
    return series


class WatchedModel:
    """What a callback sees of a model. Its only weight is the epoch it was trained to."""

    def __init__(self, optimizer=None):
        self.optimizer = optimizer
        self.metrics = []
        self.stop_training = False
        self.epoch = 0

    def get_weights(self):
        return [self.epoch]

    def set_weights(self, weights):
        (self.epoch,) = weights


def watch(callback, model, series, monitor="val_loss"):
    """Runs `callback` as `Model.fit` does; yields after every epoch, counted from 1."""
    callback.set_model(model)
    callback.on_train_begin()
    for epoch, value in enumerate(series):
        model.epoch = epoch + 1
        callback.on_epoch_end(epoch, {monitor: value})
        yield epoch + 1
        if model.stop_training:
            break
    callback.on_train_end()
