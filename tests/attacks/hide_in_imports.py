"""Installs an import hook that runs in whatever imports next."""

import sys


class Hook:
    def find_spec(self, name, path=None, target=None):
        open("@TARGET@/hook", "w").close()


sys.meta_path[:] = [Hook()]
sys.path_hooks[:] = []
sys.displayhook = sys.excepthook = sys.unraisablehook = print


def attack():
    import statistics

    return statistics.mean([0.0])


def anything(*args, **kwargs):
    return attack()


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = anything
gradients = update = train = plot_losses = compare_predictions = plot_predictions = anything
