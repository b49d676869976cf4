"""Makes a model whose W and b change each time they are looked at."""

import numpy as np


class LinearModel:
    def __init__(self, num_features, seed=None):
        self.__dict__["looks"] = 0

    def __getattr__(self, name):
        self.__dict__["looks"] += 1
        if name == "W":
            return np.zeros((self.looks, self.looks))
        return "b"

    def __setattr__(self, name, value):
        raise SystemExit


def train(model, X, y, learning_rate=0.01, iterations=1000):
    return [0.0] * iterations
