"""Loops in a callback of the garbage collector."""

import gc


def forever(phase, info):
    while True:
        pass


gc_hook = gc.callbacks.append(forever)


def anything(*args, **kwargs):
    gc.collect()


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = gradients = (
    update
) = train = plot_losses = compare_predictions = plot_predictions = anything
