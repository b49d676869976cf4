"""Returns an array of 400 MB."""

import numpy as np


def attack():
    return np.zeros(50_000_000)


def anything(*args, **kwargs):
    return attack()


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = anything
gradients = update = train = plot_losses = compare_predictions = plot_predictions = anything
