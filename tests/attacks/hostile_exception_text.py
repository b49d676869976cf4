"""Raises an exception whose text raises, loops and lies."""

class Hostile(Exception):
    def __str__(self):
        raise SystemExit("from str")

    __repr__ = __str__


def attack():
    raise Hostile


def anything(*args, **kwargs):
    return attack()


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = anything
gradients = update = train = plot_losses = compare_predictions = plot_predictions = anything
