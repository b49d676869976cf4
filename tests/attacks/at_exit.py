"""Leaves work for the end of the process."""

import atexit
import os
import weakref


def last_words(*_):
    with open("@TARGET@/last_words", "w") as file:
        file.write(str(os.getpid()))


class Undead:
    def __del__(self):
        last_words()


registered = atexit.register(last_words)
kept = Undead()
finalizer = weakref.finalize(kept, last_words)


def attack():
    return 0.0


def anything(*args, **kwargs):
    return attack()


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = anything
gradients = update = train = plot_losses = compare_predictions = plot_predictions = anything
