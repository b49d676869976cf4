"""Calls itself without end."""

import sys

sys.setrecursionlimit(10**9)


def attack():
    return attack() + 1


def anything(*args, **kwargs):
    return attack()


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = anything
gradients = update = train = plot_losses = compare_predictions = plot_predictions = anything
