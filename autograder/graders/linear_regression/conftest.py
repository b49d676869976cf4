"""The data on which the graders of linear regression call a student's functions."""

import numpy as np
import pytest

# (examples, features): the first is small enough to be shown; n ≠ d, n = d, d = 1, n = 1
SHAPES = [(3, 2), (6, 3), (5, 1), (4, 4), (1, 3), (2, 6)]


class Data:
    """Random inputs for one check.

    Every number lies away from zero, so that no fault hides behind a factor of 0, and has
    two decimals, so that a message can be read.
    """

    shapes = SHAPES

    def __init__(self, draw, rng="rng"):
        self._draw = draw
        self._rng = rng

    @property
    def rng(self):
        """The generator behind it all."""
        return getattr(self._draw, self._rng)

    @property
    def of_stub(self):
        """Inputs that are the same for every check of the stub."""
        return Data(self._draw, "of_stub")

    def numbers(self, *shape):
        """Numbers between 0.5 and 2 with random signs."""
        size = self.rng.uniform(0.5, 2.0, shape)
        return np.round(size * self.rng.choice([-1.0, 1.0], shape), 2)

    def number(self):
        """One such number, as a Python float."""
        return float(self.numbers())

    def features(self, n, d):
        """X (n, d)."""
        return self.numbers(n, d)

    def parameters(self, d):
        """W (d, 1) and b."""
        return self.numbers(d, 1), self.number()

    def predictions(self, n):
        """y_true (n, 1), and y_hat (n, 1) that is no model's own; for small n.

        No two targets, predictions or errors are equal, nor are their squares: whoever counts
        equal ones once must not be found out or get away by chance.
        """
        while True:
            y_true, error = self.numbers(n, 1), self.numbers(n, 1)
            y_hat = np.round(y_true + error, 2)
            if all(len(np.unique(abs(part))) == n for part in (y_true, error, y_hat)):
                return y_true, y_hat

    def batch(self, n, d):
        """X (n, d), y_true (n, 1), y_hat (n, 1)."""
        return self.features(n, d), *self.predictions(n)

    def seed(self):
        """A seed to hand to a student's function."""
        return int(self.rng.integers(1, 10_000))


@pytest.fixture
def data(draw):
    """Random inputs, the same for every student of a course."""
    return Data(draw)
