"""Recurses in repr, str, eq, hash, array, float and del."""


class R(Exception):
    def __repr__(self):
        return repr(self)

    def __str__(self):
        return str(self)

    def __eq__(self, o):
        return self == o

    def __hash__(self):
        return hash(self)

    def __del__(self):
        R()

    def __array__(self, *a, **k):
        import numpy as np

        return np.asarray(self)

    def __float__(self):
        return float(self)

    def __getattr__(self, n):
        return getattr(self, n)


turns = [0]


def anything(*args, **kwargs):
    turns[0] += 1
    if turns[0] % 2:
        raise R()
    return [R(), R()]


linear_equation = generate_data = plot_data = LinearModel = forward = mse_loss = gradients = (
    update
) = train = plot_losses = compare_predictions = plot_predictions = anything
