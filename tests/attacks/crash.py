"""Crashes the interpreter by a wild pointer."""

import ctypes


def attack():
    return ctypes.string_at(0)


def anything(*args, **kwargs):
    return attack()


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = anything
gradients = update = train = plot_losses = compare_predictions = plot_predictions = anything
