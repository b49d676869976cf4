"""Raises SystemExit, KeyboardInterrupt and GeneratorExit."""

import itertools

turns = itertools.cycle([SystemExit, KeyboardInterrupt, GeneratorExit])


def attack():
    raise next(turns)(0)


def anything(*args, **kwargs):
    return attack()


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = anything
gradients = update = train = plot_losses = compare_predictions = plot_predictions = anything
