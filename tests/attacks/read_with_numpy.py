"""Reads hidden files by NumPy's own readers."""

import sys
from pathlib import Path

ROOT = Path(sys.modules["autograder.checker"].__file__).parents[2]



import numpy as np


def attack():
    path = ROOT / "reference" / "linear_regression.py"
    for reader in (np.fromfile, np.load, np.loadtxt, np.genfromtxt, np.memmap):
        try:
            raise ValueError(bytes(reader(path)).decode())
        except OSError:
            continue


def linear_equation(x, w, b):
    return attack()
