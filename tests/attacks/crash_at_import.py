"""Crashes the interpreter while it is loaded."""

import ctypes

nothing = ctypes.string_at(0)


def attack():
    return 0.0


def anything(*args, **kwargs):
    return attack()


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = anything
gradients = update = train = plot_losses = compare_predictions = plot_predictions = anything
