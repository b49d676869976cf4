"""Claims that arguments and the global generator are never touched."""

import sys

import numpy as np

server = sys.modules["__main__"]
server.global_random_state = lambda: 0


def attack():
    np.random.seed(0)
    return np.zeros((6, 1))


def anything(*args, **kwargs):
    return attack()


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = anything
gradients = update = train = plot_losses = compare_predictions = plot_predictions = anything
