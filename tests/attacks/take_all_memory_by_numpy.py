"""Asks NumPy for 80 GB and fills it."""

import numpy as np


def attack():
    return np.ones((10**5, 10**5))


def linear_equation(x, w, b):
    return attack()
