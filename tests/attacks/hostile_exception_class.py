"""Raises an exception whose class and name lie."""

class Meta(type):
    @property
    def __name__(cls):
        raise KeyboardInterrupt

    def __instancecheck__(cls, other):
        raise KeyboardInterrupt


class Hostile(Exception, metaclass=Meta):
    @property
    def __class__(self):
        raise KeyboardInterrupt

    @property
    def __traceback__(self):
        raise KeyboardInterrupt


def attack():
    raise Hostile


def anything(*args, **kwargs):
    return attack()


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = anything
gradients = update = train = plot_losses = compare_predictions = plot_predictions = anything
